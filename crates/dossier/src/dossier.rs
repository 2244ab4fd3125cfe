//! A dossier as a whole: what the files say, and where each thing is said.

use std::collections::HashMap;
use std::fmt;

use crate::{Source, Span, file};

/// A dossier without errors: every name is known and every formula reads.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// All files together. Lists (`preferences`) are joined in order of file.
    pub file: file::File,
    /// The bibliography.
    pub sources: Vec<Source>,
    /// Where each key and value stands.
    pub(crate) places: Places,
}

/// Where things stand in the files, by path (`options.economy.owner`,
/// `preferences.3.statements.0.wants`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Span of the value at a path (the whole value, quotes included).
    pub values: HashMap<Path, Span>,
    /// Span of the key at a path.
    pub keys: HashMap<Path, Span>,
}

/// A path into the joined files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Path(pub String);

impl Path {
    /// The path one step further in.
    pub fn at(&self, part: impl fmt::Display) -> Path {
        if self.0.is_empty() {
            Path(part.to_string())
        } else {
            Path(format!("{}.{part}", self.0))
        }
    }
}
