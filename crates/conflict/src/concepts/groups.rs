//! Which groups would leave a state together, and for what.

use hikiwake_graph::{Bits, Coalitions, Concept, Model, State, TooMuchWork};

use super::{ConceptReason, ConceptsAsked, Family, FamilyKind};
use crate::solve::Solved;

/// The groups looked at, smallest first, each with the states that it would not leave.
pub(super) struct GroupStability<'m> {
    coalitions: Coalitions<'m>,
    stable: Vec<(Vec<usize>, Bits)>,
}

impl<'m> GroupStability<'m> {
    /// Of the groups asked for; of every group, where none was.
    pub fn new(model: &'m Model, asked: &ConceptsAsked) -> Result<Self, TooMuchWork> {
        let mut coalitions = Coalitions::new(model, asked.rules)?;
        let mut groups = asked.groups.clone();
        if groups.is_empty() {
            let numbers = 1..1u32 << model.decision_makers();
            let everyone = 0..model.decision_makers();
            let members = |number: u32| everyone.clone().filter(move |i| number >> i & 1 == 1);
            groups = numbers.map(|number| members(number).collect()).collect();
            groups.sort_by_key(|group: &Vec<usize>| group.len());
        }
        let stable = groups.into_iter().map(|group| {
            let stable = coalitions.stable(&group, Concept::Seq)?;
            Ok((group, stable))
        });
        let stable = stable.collect::<Result<_, TooMuchWork>>()?;
        Ok(GroupStability { coalitions, stable })
    }
}

/// The family, once the groups were asked about.
pub(super) fn family<'a>(
    solved: &'a Solved<'a>,
    asked: &ConceptsAsked,
    groups: Result<GroupStability<'a>, TooMuchWork>,
) -> Family<'a> {
    let mut groups = match groups {
        Ok(groups) => groups,
        Err(error) => {
            let help = match asked.groups.is_empty() {
                true => "or ask for one group alone (--group)",
                false => "or ask for fewer groups",
            };
            let why = format!("{error}, {help}");
            return Family::left_out(FamilyKind::Groups, why);
        }
    };
    let mut holds = solved.compiled.model.feasible().clone();
    for (_, stable) in &groups.stable {
        holds.intersect(stable);
    }
    Family {
        kind: FamilyKind::Groups,
        holds: Ok([holds.clone(), holds]),
        why: Box::new(move |state| groups.why(solved, state)),
    }
}

impl GroupStability<'_> {
    /// The smallest group that would leave, and the nearest state that it would
    /// leave for.
    fn why(&mut self, solved: &Solved, state: State) -> Vec<ConceptReason> {
        let left = self.stable.iter().find(|(_, stable)| !stable.has(state));
        let Some((group, _)) = left else {
            return vec![ConceptReason::NoGroupLeaves];
        };
        let departures = self.coalitions.departures(group, Concept::Seq, state);
        let departures = departures.unwrap_or_default();
        let space = solved.compiled.model.space();
        let nearest = (departures.iter()).min_by_key(|&&to| (space.difference(state, to), to));
        let leaves = nearest.map(|&to| ConceptReason::GroupLeaves {
            step: solved.step(group, state, to),
            to: solved.row(to),
        });
        leaves.into_iter().collect()
    }
}
