//! One fault in a dossier, as data; every face words and paints it its own way.

mod nearest;

use schemars::JsonSchema;
use serde::Serialize;

pub use nearest::nearest;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Legal, but surely not meant.
    Warning,
    /// The dossier cannot be used until it is mended.
    Error,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Span {
    /// File, relative to the dossier folder.
    pub file: String,
    /// First byte, counted from 0.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line of the first byte, counted from 1.
    pub line: usize,
    /// Column of the first byte in characters, counted from 1.
    pub column: usize,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable short name of the kind of fault, such as `unknown-option`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where; faults of the folder as a whole have none.
    pub span: Option<Span>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to write instead, in one sentence.
    pub help: String,
}

impl Diagnostic {
    /// A fault that must be mended.
    pub(crate) fn error(
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Something legal that is surely not meant.
    pub(crate) fn warning(
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, span, message, help)
        }
    }
}
