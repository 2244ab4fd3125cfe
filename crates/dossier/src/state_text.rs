//! A state as people write it: `sanctions, build-up = high`.

use std::ops::Range;

use crate::formula::FormulaError;

/// One entry of a state text: an option taken, or set to a named level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The option, and where its name stands.
    pub option: (String, Range<usize>),
    /// The level, and where it stands; without it, the highest level of a
    /// two-level option.
    pub level: Option<(String, Range<usize>)>,
}

/// Reads a state text; an empty one is the state with every option at its lowest level.
///
/// # Errors
/// The first fault in it.
pub fn parse(text: &str) -> Result<Vec<Entry>, FormulaError> {
    todo!()
}
