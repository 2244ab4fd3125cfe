//! Reachability: what can be walked to, by whom, and how.

use crate::{Model, State};

/// Which steps a walk may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKind {
    /// Each step is a best reply of its mover.
    BestReply,
    /// Each step is a unilateral improvement of its mover.
    Improvement,
    /// Each step is any unilateral move.
    Move,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves.
    pub mover: usize,
    /// Where to.
    pub to: State,
}

/// A walk from a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub from: State,
    /// The steps, in order; empty for the state itself.
    pub steps: Vec<Step>,
}

/// Everything reachable from one state by steps of one kind by a set of
/// decision makers, no one moving twice running (Li, Kilgour & Hipel 2005).
#[derive(Clone, Debug)]
pub struct Reach {
    // TODO(engine)
}

impl Reach {
    /// Whether `state` is reached (the start always is).
    pub fn has(&self, state: State) -> bool {
        todo!()
    }

    /// The states reached, lowest index first, the start included.
    pub fn states(&self) -> Vec<State> {
        todo!()
    }

    /// A shortest path to `state`; among the shortest, the one found first when
    /// movers are tried in order of number and states in order of index.
    pub fn path(&self, state: State) -> Option<Path> {
        todo!()
    }
}

impl Model {
    /// Everything that the decision makers in `movers` can reach from `from` by
    /// steps of `kind`. `first_not` bars one decision maker from the first step
    /// (the one who has just moved).
    ///
    /// With `kind` = [`StepKind::Move`] and `movers` = a coalition H this is
    /// R_H(s) with s; with [`StepKind::Improvement`] it is R+_H(s) with s (Fang,
    /// Hipel & Kilgour 1993, ch. 4): breadth-first over (state, last mover).
    pub fn reach(&self, from: State, movers: &[usize], kind: StepKind) -> Reach {
        todo!()
    }
}
