//! Whether improvements with one joint improvement among them lead to something.

use hikiwake_graph::{Bits, Model, Reach, State, StepKind};

use crate::reach::WithJointStep;

/// Most states that improvements reach from each of which it is asked whether anything
/// could be agreed on; beyond, the walks themselves are sought.
const ASKED: usize = 16;

/// Whether somebody could agree on something at a state that improvements reach: whoever
/// has changed an option must prefer the result, and improvements alone do not lead there.
/// That is necessary for a joint improvement, and quick to ask.
pub(super) fn may_agree(
    model: &Model,
    improvements: &Reach,
    reached: &[State],
    value: impl Fn(usize, State) -> u64,
) -> bool {
    if reached.len() > ASKED {
        return true;
    }
    let space = model.space();
    let prefers = |from: State, to: State| {
        let differs = |axis: &usize| space.level(from, *axis) != space.level(to, *axis);
        let axes = (0..space.axes().len()).filter(differs);
        let mut known: Option<usize> = None;
        axes.map(|axis| space.axes()[axis].owner).all(|owner| {
            // Neighbouring axes mostly have the same owner.
            known.replace(owner) == Some(owner) || value(owner, to) > value(owner, from)
        })
    };
    reached
        .iter()
        .any(|&from| (model.feasible().iter()).any(|to| !improvements.has(to) && prefers(from, to)))
}

/// What walks with a joint improvement lead to.
pub(super) struct LedTo {
    pub states: Bits,
    /// From how many states a joint improvement was sought.
    pub sources: u64,
    /// The work allowed was too little to follow all such walks.
    pub cut: bool,
}

/// Of some states those that walks of improvements with at most one joint improvement
/// lead to.
pub(super) fn led_to(model: &Model, start: State, states: &Bits, work: u64) -> LedTo {
    let all: Vec<usize> = (0..model.decision_makers()).collect();
    let improvements = model.reach(start, &all, StepKind::Improvement);
    let joint = WithJointStep::searched(model, start, &improvements, work);
    let mut reached = Bits::none(states.universe());
    (states.iter())
        .filter(|&state| improvements.has(state) || joint.has(state))
        .for_each(|state| reached.insert(state));
    LedTo {
        states: reached,
        sources: improvements.states().len() as u64,
        cut: joint.cut,
    }
}
