//! What is wrong with a file that somebody wants to take in.

use std::fmt;

use hikiwake_dossier::visible_line;

/// One fault of a file to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where: a row and column, an element, an entry.
    pub at: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence.
    pub help: String,
}

impl Fault {
    pub(crate) fn new(
        at: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Fault {
        Fault {
            at: at.into(),
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Fault {
    /// The form of every message of the program; nothing in it can steer a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", visible_line(&self.message))?;
        if !self.at.is_empty() {
            write!(f, "\n  --> {}", visible_line(&self.at))?;
        }
        write!(f, "\n  = help: {}", visible_line(&self.help))
    }
}

/// The bytes as text; where they are not UTF-8, says from which byte on.
pub(crate) fn utf8<'b>(bytes: &'b [u8], name: &str) -> Result<&'b str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        Fault::new(
            name,
            format!(
                "This is not UTF-8: see byte {} (counted from 0).",
                error.valid_up_to()
            ),
            "Save it as UTF-8 in the program that it comes from.",
        )
    })
}
