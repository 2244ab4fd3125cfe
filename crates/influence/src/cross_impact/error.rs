//! Why a matrix or a question is refused.

use std::fmt;

use super::MOST_LEVELS;

/// Why a matrix or a question is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrossImpactError {
    /// A descriptor has no level.
    NoLevel {
        /// The descriptor.
        descriptor: usize,
    },
    /// More than [`MOST_LEVELS`] levels.
    TooManyLevels {
        /// How many there are; the largest number, where they are more.
        levels: usize,
    },
    /// Rows, columns, strengths, levels of a scenario or fixed levels are not as many as
    /// they must be.
    Lengths,
    /// A scenario or a fixed level names a level that does not exist.
    UnknownLevel {
        /// The descriptor.
        descriptor: usize,
        /// The level.
        level: usize,
    },
    /// A link has no one sign to make a block of: leave it out, or give its block.
    Ambivalent {
        /// The link.
        link: usize,
    },
    /// An impact does not fit 32 bits.
    ImpactTooLarge {
        /// The link.
        link: usize,
    },
    /// More than [`super::MOST_SCENARIOS`] scenarios, or more than were allowed.
    TooManyScenarios {
        /// How many there are; the largest number, where they are more.
        scenarios: u128,
    },
}

impl fmt::Display for CrossImpactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use CrossImpactError as E;
        match self {
            E::NoLevel { descriptor } => write!(f, "descriptor {descriptor} has no level"),
            E::TooManyLevels { levels } => {
                write!(f, "{levels} levels; a matrix has at most {MOST_LEVELS}")
            }
            E::Lengths => write!(f, "each descriptor or level needs one value"),
            E::UnknownLevel { descriptor, level } => {
                write!(f, "descriptor {descriptor} has no level {level}")
            }
            E::Ambivalent { link } => write!(f, "link {link} has both signs"),
            E::ImpactTooLarge { link } => {
                write!(f, "the impacts of link {link} do not fit 32 bits")
            }
            E::TooManyScenarios { scenarios } => {
                write!(
                    f,
                    "{scenarios} scenarios are too many: fix some descriptors"
                )
            }
        }
    }
}

impl std::error::Error for CrossImpactError {}
