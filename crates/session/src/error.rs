//! Why a question has no answer.

use std::fmt;

use hikiwake_conflict::{ExplainError, InverseError, SymbolicRefusal, TooManyStates};
use hikiwake_dossier::CompileError;
use hikiwake_negotiation::{BlockError, RatifyError, SettleError};
use hikiwake_traceability::TraceError;

/// Why a question has no answer, in words for a person. They may go over several lines: what
/// is wrong, and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub enum AskError {
    /// Whoever watches asked to stop.
    Stopped,
    /// The space of states is too large for the memory allowed; decision diagrams may
    /// still answer.
    TooLarge(String),
    /// The scenario makes no model: the dossier, or an unsaved change, is the place to mend.
    Scenario(String),
    /// What is asked for is not there, not understood, or takes more than is allowed.
    Asked(String),
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskError::Stopped => CompileError::Stopped.fmt(f),
            AskError::TooLarge(why) | AskError::Scenario(why) | AskError::Asked(why) => {
                f.write_str(why)
            }
        }
    }
}

impl std::error::Error for AskError {}

impl From<CompileError> for AskError {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Stopped => AskError::Stopped,
            error if hikiwake_conflict::is_too_large(&error) => {
                AskError::TooLarge(error.to_string())
            }
            error => AskError::Scenario(error.to_string()),
        }
    }
}

/// An error of one family of findings: whether it was stopped or does not compile, it is
/// told alike.
macro_rules! told_alike {
    ($($error:ty: $compile:pat => $inner:expr,)*) => {
        $(impl From<$error> for AskError {
            fn from(error: $error) -> Self {
                match error {
                    $compile => AskError::from($inner),
                    error => AskError::Asked(error.to_string()),
                }
            }
        })*
    };
}

told_alike! {
    ExplainError: ExplainError::Stopped => CompileError::Stopped,
    InverseError: InverseError::Compile(error) => error,
    BlockError: BlockError::Compile(error) => error,
    SettleError: SettleError::Compile(error) => error,
    RatifyError: RatifyError::Compile(error) => error,
    TraceError: TraceError::Compile(error) => error,
    TooManyStates: TooManyStates::Compile(error) => error,
    SymbolicRefusal: SymbolicRefusal::Compile(error) => error,
}
