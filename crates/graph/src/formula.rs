//! Formulas over options: what rules, definitions and preferences are made of.

use crate::{Bits, Space, State};

/// A condition on a state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Always met (`true`) or never (`false`).
    Constant(bool),
    /// The option's level is one of a set: bit `l` of `levels` stands for level `l`.
    Level {
        /// Axis index of the option.
        axis: usize,
        /// Set of levels as bits.
        levels: u64,
    },
    /// The part is not met.
    Not(Box<Formula>),
    /// Every part is met (true of no parts).
    And(Vec<Formula>),
    /// Some part is met (false of no parts).
    Or(Vec<Formula>),
}

impl Formula {
    /// Whether `state` meets the formula.
    pub fn holds(&self, space: &Space, state: State) -> bool {
        todo!()
    }

    /// The set of all combinations that meet the formula, word by word.
    pub fn extension(&self, space: &Space) -> Bits {
        todo!()
    }
}
