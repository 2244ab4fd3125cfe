//! Sets of states as bits.

use crate::State;

/// A set of states, one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Whether `state` is in the set.
    pub fn has(&self, state: State) -> bool {
        todo!()
    }

    /// Number of states in the set.
    pub fn count(&self) -> usize {
        todo!()
    }

    /// The states of the set, lowest index first.
    pub fn iter(&self) -> impl Iterator<Item = State> + '_ {
        std::iter::empty()
    }
}
