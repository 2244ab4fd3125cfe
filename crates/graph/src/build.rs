//! From options, rules and orders to a [`Model`], or a reason why not.

use crate::{Axis, Formula, Model, Order, State};

/// What a model may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most memory, in bytes, that building and solving may hold at once.
    /// Default: 4 GiB.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 4 << 30 }
    }
}

/// Collects the parts of a model.
#[derive(Clone, Debug, Default)]
pub struct ModelBuilder {
    // TODO(engine)
}

impl ModelBuilder {
    /// A model of `decision_makers` (1 to 16) decision makers, without options,
    /// all indifferent.
    pub fn new(decision_makers: usize) -> Self {
        todo!()
    }

    /// Adds an option and returns its axis index.
    pub fn option(&mut self, axis: Axis) -> usize {
        todo!()
    }

    /// Every feasible state meets `formula`.
    pub fn require(&mut self, formula: Formula) -> &mut Self {
        todo!()
    }

    /// No decision maker (or not `by`, if given) may move from a state that
    /// meets `from` to a state that meets `to` in one move.
    pub fn forbid(&mut self, from: Formula, to: Formula, by: Option<usize>) -> &mut Self {
        todo!()
    }

    /// Sets how `decision_maker` orders the states (indifferent until set).
    pub fn order(&mut self, decision_maker: usize, order: Order) -> &mut Self {
        todo!()
    }

    /// Sets the memory limit.
    pub fn limits(&mut self, limits: Limits) -> &mut Self {
        todo!()
    }

    /// Builds the model.
    ///
    /// # Errors
    /// See [`BuildError`]. Size is checked before anything is allocated.
    pub fn build(&self) -> Result<Model, BuildError> {
        todo!()
    }
}

/// Why a model cannot be built.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BuildError {
    /// An axis has fewer than 2 or more than 64 levels, an unknown owner, or a
    /// change table of the wrong shape.
    BadAxis {
        /// The axis at fault.
        axis: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A formula names an axis or a level that does not exist.
    BadFormula {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A value array has not one entry per combination.
    BadValues {
        /// Decision maker at fault.
        decision_maker: usize,
    },
    /// Too many states for the limit, or for a 32-bit index.
    TooLarge {
        /// Number of combinations of levels.
        combinations: u128,
        /// Bytes that the model and its solution would need.
        needed: u128,
        /// The limit.
        limit: u64,
    },
    /// The rules leave no state.
    NoState,
    /// A ranking leaves out a feasible state.
    Unranked {
        /// Decision maker whose ranking has the gap.
        decision_maker: usize,
        /// The first states left out (at most 8).
        states: Vec<State>,
        /// How many are left out.
        count: usize,
    },
}
