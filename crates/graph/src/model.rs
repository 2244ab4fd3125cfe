//! A graph model ready to be asked.

use crate::{Bits, Space, State};

/// A feasible set of states, who can move where, and how each decision maker
/// orders them. Immutable once built.
#[derive(Clone, Debug)]
pub struct Model {
    // TODO(engine)
}

impl Model {
    /// Number of decision makers; they are numbered from 0.
    pub fn decision_makers(&self) -> usize {
        todo!()
    }

    /// The axes and the arithmetic of state indices.
    pub fn space(&self) -> &Space {
        todo!()
    }

    /// The feasible states.
    pub fn feasible(&self) -> &Bits {
        todo!()
    }

    /// Ordinal value P_i(s), at least 1 at feasible states: the dense rank of
    /// the state in the decision maker's order, worst first.
    pub fn value(&self, decision_maker: usize, state: State) -> u32 {
        todo!()
    }

    /// Whether `decision_maker` can move from `from` to `to` in one move: a
    /// different feasible state, only own options changed, each as its
    /// [`crate::Change`] allows, and no forbidden transition.
    pub fn can_move(&self, decision_maker: usize, from: State, to: State) -> bool {
        todo!()
    }

    /// R_i(s): the states that `decision_maker` can move to in one move, lowest
    /// index first.
    pub fn moves(&self, decision_maker: usize, from: State) -> Vec<State> {
        todo!()
    }

    /// R+_i(s): the unilateral improvements, lowest index first.
    pub fn improvements(&self, decision_maker: usize, from: State) -> Vec<State> {
        todo!()
    }

    /// The best replies: those unilateral improvements that no other move of
    /// the same decision maker from `from` beats. Empty where there is none.
    pub fn best_replies(&self, decision_maker: usize, from: State) -> Vec<State> {
        todo!()
    }
}
