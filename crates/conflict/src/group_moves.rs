//! What groups can bring about with one move of each member.

use hikiwake_graph::{Model, State};

/// States that a group might bring about.
#[derive(Default)]
pub struct Candidates {
    states: Vec<State>,
    /// Per state and decision maker, its own levels as one number.
    own: Vec<u32>,
    decision_makers: usize,
}

impl Candidates {
    /// The feasible states that `wanted` admits.
    pub fn new(model: &Model, wanted: impl Fn(State) -> bool) -> Self {
        let feasible = model.feasible().iter();
        let states: Vec<State> = feasible.filter(|&state| wanted(state)).collect();
        let mut own = Vec::with_capacity(states.len() * model.decision_makers());
        for &state in &states {
            own.extend(own_levels(model, state));
        }
        Candidates {
            states,
            own,
            decision_makers: model.decision_makers(),
        }
    }

    /// Tells `found` of every candidate that a group of two or more can bring about
    /// from `source`, each member moving once, and that each member prefers.
    pub fn joint_improvements(
        &self,
        model: &Model,
        source: State,
        found: &mut impl FnMut(Vec<usize>, State),
    ) {
        let here = own_levels(model, source);
        let values: Vec<u32> = (0..self.decision_makers)
            .map(|i| model.value(i, source))
            .collect();
        let own = self.own.chunks(self.decision_makers.max(1));
        for (&to, own) in self.states.iter().zip(own) {
            let moves = |i: &usize| own[*i] != here[*i];
            if (0..self.decision_makers).any(|i| moves(&i) && model.value(i, to) <= values[i]) {
                continue;
            }
            let group: Vec<usize> = (0..self.decision_makers).filter(moves).collect();
            if group.len() >= 2 && model.each_moves_once(&group, source, to) {
                found(group, to);
            }
        }
    }
}

/// Number of combinations of each decision maker's own levels.
pub fn own_combinations(model: &Model) -> Vec<u64> {
    let mut combinations = vec![1u64; model.decision_makers()];
    for axis in model.space().axes() {
        combinations[axis.owner] = combinations[axis.owner].saturating_mul(u64::from(axis.levels));
    }
    combinations
}

/// Each decision maker's own levels in `state`, as one number.
fn own_levels(model: &Model, state: State) -> Vec<u32> {
    let space = model.space();
    let mut own = vec![0; model.decision_makers()];
    for (axis, option) in space.axes().iter().enumerate() {
        own[option.owner] =
            own[option.owner] * u32::from(option.levels) + u32::from(space.level(state, axis));
    }
    own
}
