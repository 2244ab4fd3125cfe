//! Which rankings of one decision maker make a state stable for it.

use std::collections::HashMap;

use crate::{Concept, Model, State, StepKind};

/// The full answer to "which rankings of decision maker i make state s stable for
/// i", the orders of the others being as they are (inverse approach: Sakakibara et
/// al. 2002; Kinsara, Kilgour & Hipel 2014).
///
/// Let L be the states that i likes no better than s. With the others' orders
/// fixed, stability depends on L alone, and what holds for L holds for every
/// larger set: each move s1 of i from s must lead into L, or be answered.
///
/// - Nash: every s1 lies in L.
/// - GMR, SEQ: or some answer to s1 lies in L.
/// - SMR, SSEQ: or some answer s2 lies in L, and with it all of R_i(s2).
///
/// Answers are R_{N-i}(s1), for SEQ and SSEQ R+_{N-i}(s1), which depends on the
/// others' orders only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rankings {
    /// The decision maker.
    pub decision_maker: usize,
    /// The state.
    pub state: State,
    /// The concept.
    pub concept: Concept,
    /// Number of feasible states.
    pub feasible: usize,
    /// What each move asks for; a move that is always answered asks for nothing
    /// and is left out. All must be met.
    pub conditions: Vec<StayAway>,
}

/// What keeps a decision maker from one move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayAway {
    /// Where the move leads.
    pub to: State,
    /// Sets of states, none within another, `[to]` first: it suffices that all
    /// states of one of them are liked no better than the state that is left.
    pub enough: Vec<Vec<State>>,
}

impl Model {
    /// The rankings of `decision_maker` that make `state` stable for it under
    /// `concept`. From an infeasible state there is no move and so no condition.
    pub fn rankings(&self, decision_maker: usize, state: State, concept: Concept) -> Rankings {
        let others: Vec<usize> = (0..self.decision_makers())
            .filter(|&j| j != decision_maker)
            .collect();
        let answers = match concept {
            Concept::Nash => None,
            Concept::Gmr | Concept::Smr => Some(StepKind::Move),
            Concept::Seq | Concept::Sseq => Some(StepKind::Improvement),
        };
        let no_escape = matches!(concept, Concept::Smr | Concept::Sseq);
        let condition = |to: State| {
            let mut enough = vec![vec![to]];
            for answer in answers.map_or(Vec::new(), |kind| self.reach(to, &others, kind).states())
            {
                let mut set = vec![answer];
                if no_escape {
                    set.extend(self.each_move(decision_maker, answer));
                }
                set.retain(|&s| s != state);
                set.sort_unstable();
                enough.push(set);
            }
            let mut enough = least(enough);
            // The move's own state first: that it is no improvement.
            enough.sort_by_key(|set| *set != [to]);
            StayAway { to, enough }
        };
        let moves = self.each_move(decision_maker, state);
        Rankings {
            decision_maker,
            state,
            concept,
            feasible: self.feasible().count(),
            conditions: moves
                .map(condition)
                .filter(|condition| condition.enough != [vec![]])
                .collect(),
        }
    }
}

impl Rankings {
    /// Whether a ranking makes the state stable: `no_better` says of a state
    /// whether it is liked no better than the state in question.
    pub fn met(&self, no_better: impl Fn(State) -> bool) -> bool {
        let all = |set: &Vec<State>| set.iter().all(|&state| no_better(state));
        (self.conditions.iter()).all(|condition| condition.enough.iter().any(all))
    }

    /// The minimal sets of states that must be liked no better than the state for
    /// it to be stable (the prime implicants of the condition): a ranking makes it
    /// stable just if it puts all of one of them no higher. Fewest states first,
    /// then lowest; `[[]]` where every ranking does. `None` where finding them
    /// would take more than `limit` sets at once.
    pub fn minimal_sets(&self, limit: usize) -> Option<Vec<Vec<State>>> {
        let mut sets: Vec<Vec<State>> = vec![Vec::new()];
        let mut conditions: Vec<&StayAway> = self.conditions.iter().collect();
        conditions.sort_by_key(|condition| condition.enough.len());
        for condition in conditions {
            if sets.len().saturating_mul(condition.enough.len()) > limit.saturating_mul(64) {
                return None;
            }
            let joined = sets.iter().flat_map(|set| {
                condition.enough.iter().map(move |more| {
                    let mut all = [set.as_slice(), more].concat();
                    all.sort_unstable();
                    all.dedup();
                    all
                })
            });
            sets = least(joined.collect());
            if sets.len() > limit {
                return None;
            }
        }
        Some(sets)
    }
}

/// Those of some sorted sets that contain no other, fewest entries first.
pub(crate) fn least<T: Copy + Ord + std::hash::Hash>(mut sets: Vec<Vec<T>>) -> Vec<Vec<T>> {
    sets.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    sets.dedup();
    if sets.first().is_some_and(Vec::is_empty) {
        return vec![Vec::new()];
    }
    // A set that lies within another begins with one of the other's entries.
    let mut by_first: HashMap<T, Vec<usize>> = HashMap::new();
    let mut kept: Vec<Vec<T>> = Vec::new();
    for set in sets {
        let within = |&k: &usize| kept[k].iter().all(|entry| set.binary_search(entry).is_ok());
        let mut candidates = set.iter().filter_map(|entry| by_first.get(entry)).flatten();
        if !candidates.any(within) {
            by_first.entry(set[0]).or_default().push(kept.len());
            kept.push(set);
        }
    }
    kept
}
