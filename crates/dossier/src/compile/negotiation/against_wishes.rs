//! Leaders whose verdicts on forms the ordered wishes of their own governments contradict.

use std::cmp::Ordering;

use super::{Judge, Negotiation, Preferences, Role};
use crate::file::FactionVerdict;

/// A leader who accepts a form though its government likes what is in force better than each
/// new agreement of it, or rejects one though its government likes each of them better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgainstWishes {
    /// Index of the side whose leader it is.
    pub side: usize,
    /// Index of the leader among the factions.
    pub leader: usize,
    /// It accepts the form; otherwise it rejects it.
    pub accepts: bool,
}

impl Negotiation {
    /// Those who lead under any rule of ratification and judge a form against the wishes of
    /// their governments. `each(side, order)` tells whether the government of a side likes
    /// each new agreement of the form so, held against what is in force. Where no agreement is
    /// in force, there is nothing to lose or gain against.
    pub fn leaders_against_wishes(
        &self,
        form: usize,
        each: impl Fn(usize, Ordering) -> bool,
    ) -> Vec<AgainstWishes> {
        if self.none_in_force {
            return Vec::new();
        }
        let rules = self.ratification.iter();
        let gates = rules.flat_map(|rule| rule.gates.iter().enumerate());
        let mut leaders: Vec<(usize, usize)> = gates
            .flat_map(|(side, gate)| {
                let leads = gate.vetoes.iter().filter(|(_, role)| *role == Role::Leader);
                leads.map(move |(leader, _)| (side, *leader))
            })
            .filter(|&(side, leader)| {
                self.government(side).is_some_and(|government| {
                    government != leader && self.factions[government].has_ordered_wishes()
                })
            })
            .collect();
        leaders.sort_unstable();
        leaders.dedup();
        let against = |(side, leader): (usize, usize)| {
            let Judge::Forms(verdicts) = &self.factions[leader].judge else {
                return None;
            };
            let (accepts, contrary) = match verdicts.get(form)? {
                FactionVerdict::Accepts => (true, Ordering::Less),
                FactionVerdict::Rejects => (false, Ordering::Greater),
                FactionVerdict::DoesNotMind => return None,
            };
            each(side, contrary).then_some(AgainstWishes {
                side,
                leader,
                accepts,
            })
        };
        leaders.into_iter().filter_map(against).collect()
    }
}

impl super::CompiledFaction {
    fn has_ordered_wishes(&self) -> bool {
        let Judge::Order { preferences, .. } = &self.judge else {
            return false;
        };
        matches!(preferences, Preferences::Statements(_))
    }
}
