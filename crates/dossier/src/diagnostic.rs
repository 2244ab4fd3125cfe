//! One fault in a dossier, as data; every face words and paints it its own way.

mod nearest;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use nearest::nearest;

/// How many faults of one severity are kept; the rest are not listed.
const MOST: usize = 1_000;
/// Words longer than this are shortened in messages, in bytes.
const LONGEST_WORD: usize = 120;
/// Messages longer than this are shortened, in bytes.
const LONGEST_MESSAGE: usize = 4_000;

/// How bad it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Legal, but surely not meant.
    Warning,
    /// The dossier cannot be used until it is mended.
    Error,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable short name of the kind of fault, such as `unknown-option`.
    pub code: Cow<'static, str>,
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
            code: code.into(),
            severity: Severity::Error,
            span,
            message: shortened(message.into()),
            help: shortened(help.into()),
        }
    }

    /// That more faults were found than are listed.
    fn too_many(severity: Severity) -> Diagnostic {
        let what = match severity {
            Severity::Error => "errors",
            Severity::Warning => "warnings",
        };
        Diagnostic {
            severity,
            ..Diagnostic::error(
                "too-many-faults",
                None,
                format!("More than {MOST} {what} were found; the rest are not listed."),
                "Mend these first.",
            )
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

/// Faults as they are found: of each severity only the first are kept, so that no
/// dossier can fill memory with them.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    kept: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Faults {
    /// Adds one, while there is room.
    pub fn push(&mut self, fault: Diagnostic) {
        let count = match fault.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        match *count {
            n if n <= MOST => self.kept.push(fault),
            n if n == MOST + 1 => self.kept.push(Diagnostic::too_many(fault.severity)),
            _ => {}
        }
    }

    /// Whether no more errors are kept: then there is no use in looking for them.
    pub fn is_full(&self) -> bool {
        self.errors > MOST
    }

    /// How many were added.
    pub fn len(&self) -> usize {
        self.errors + self.warnings
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Those that were kept.
    pub fn kept(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// Those that were kept.
    pub fn into_kept(self) -> Vec<Diagnostic> {
        self.kept
    }
}

/// A message in which no word, and so no name, is longer than a person reads.
fn shortened(message: String) -> String {
    if message.len() <= LONGEST_WORD {
        return message;
    }
    let cut = |text: &str, head: usize, tail: usize| {
        let (mut start, mut end) = (head, text.len() - tail);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        format!("{}…{}", &text[..start], &text[end..])
    };
    let words = message.split_inclusive(char::is_whitespace);
    let words = words.map(|word| match word.len() > LONGEST_WORD {
        true => cut(word, 40, 20).into(),
        false => std::borrow::Cow::Borrowed(word),
    });
    let message: String = words.collect();
    match message.len() > LONGEST_MESSAGE {
        true => cut(&message, LONGEST_MESSAGE / 2, LONGEST_MESSAGE / 4),
        false => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_not_echoed_whole() {
        let name = "é".repeat(1 << 20);
        let fault = Diagnostic::error("c", None, format!("There is no actor `{name}`."), name);
        assert!(fault.message.starts_with("There is no actor `éé"));
        assert!(fault.message.ends_with("é`."), "{}", fault.message);
        assert!(fault.message.len() < 200 && fault.help.len() < 200);
        let many = "name ".repeat(1 << 20);
        let fault = Diagnostic::error("c", None, many, "");
        assert!(fault.message.len() < LONGEST_MESSAGE);
        let short = "A name of usual length stays as it is.";
        assert_eq!(shortened(short.into()), short);
    }

    #[test]
    fn errors_beyond_the_limit_are_said_and_warnings_hide_none() {
        let mut faults = Faults::default();
        for _ in 0..3 * MOST {
            faults.push(Diagnostic::warning("w", None, "W.", ""));
        }
        assert!(!faults.is_full() && !faults.has_errors());
        for _ in 0..3 * MOST {
            faults.push(Diagnostic::error("e", None, "E.", ""));
        }
        assert!(faults.is_full() && faults.has_errors());
        let kept = faults.into_kept();
        assert_eq!(kept.len(), 2 * (MOST + 1));
        let more = kept.iter().filter(|fault| fault.code == "too-many-faults");
        assert_eq!(more.count(), 2);
    }
}
