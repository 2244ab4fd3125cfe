//! Why a model cannot be built.

use std::fmt;

use crate::{State, Stopped};

/// Why a model cannot be built.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BuildError {
    /// There are no decision makers, or more than 16.
    DecisionMakers {
        /// How many were asked for.
        count: usize,
    },
    /// An order or a forbidden transition names a decision maker that does not
    /// exist.
    UnknownDecisionMaker {
        /// The number used.
        decision_maker: usize,
    },
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
    /// Too many states for the limit, or for 32-bit indices: combinations may be 2^30,
    /// and times decision makers must stay below 2^32 - 1.
    TooLarge {
        /// Number of combinations of levels; the largest number, where they are more.
        combinations: u128,
        /// Bytes that the model and its solution would need.
        needed: u128,
        /// The limit.
        limit: u64,
    },
    /// The rules leave no state.
    NoState,
    /// The watcher asked to stop: see [`crate::Watch`].
    Stopped,
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

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::DecisionMakers { count } => {
                write!(f, "{count} decision makers: a model has 1 to 16")
            }
            BuildError::UnknownDecisionMaker { decision_maker } => {
                write!(f, "there is no decision maker {decision_maker}")
            }
            BuildError::BadAxis { axis, reason } => write!(f, "option {axis}: {reason}"),
            BuildError::BadFormula { reason } => write!(f, "bad formula: {reason}"),
            BuildError::BadValues { decision_maker } => write!(
                f,
                "the values of decision maker {decision_maker} are not one per combination"
            ),
            BuildError::TooLarge {
                combinations,
                needed,
                limit,
            } => write!(
                f,
                "{}{combinations} combinations of levels need {needed} bytes; the limit is {limit} bytes, 2^30 combinations, and 2^32 for combinations times decision makers: drop or merge options or \
                 levels, or raise the limit on bytes",
                if *combinations == u128::MAX {
                    "at least "
                } else {
                    ""
                }
            ),
            BuildError::Stopped => Stopped.fmt(f),
            BuildError::NoState => write!(f, "the rules leave no state"),
            BuildError::Unranked {
                decision_maker,
                count,
                ..
            } => write!(
                f,
                "the ranking of decision maker {decision_maker} leaves out {count} feasible states"
            ),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<Stopped> for BuildError {
    fn from(_: Stopped) -> Self {
        BuildError::Stopped
    }
}
