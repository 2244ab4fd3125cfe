//! Joint improvements of groups.

use crate::{Concept, Model, Stability, State};

/// A state that a group can bring about together and that each of its members
/// strictly prefers (Kilgour, Hipel, Fang & Peng 2001).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointImprovement {
    /// The state reached.
    pub to: State,
    /// The members who have to move for it: the others in the group only agree.
    pub movers: Vec<usize>,
    /// The concepts under which the result holds: it is an equilibrium among
    /// all decision makers, so that nobody leaves it.
    pub holds: Vec<Concept>,
    /// The decision makers, inside the group or outside, for whom the result is
    /// not SEQ-stable: who would leave it and is not credibly deterred.
    pub leavers: Vec<usize>,
}

impl Model {
    /// The states that `group` can reach from `from` by its own legal moves in
    /// any sequence (R_H) and that every member strictly prefers to `from`,
    /// with the question whether each holds, answered from `stability`.
    pub fn joint_improvements(
        &self,
        from: State,
        group: &[usize],
        stability: &Stability,
    ) -> Vec<JointImprovement> {
        todo!()
    }
}
