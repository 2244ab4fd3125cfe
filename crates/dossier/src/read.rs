//! From a folder to a dossier, with every fault on the way.

use std::path::Path;

use crate::{Diagnostic, Dossier};

/// What came of reading a folder.
#[derive(Debug)]
pub struct Read {
    /// The dossier; `None` where there are errors.
    pub dossier: Option<Dossier>,
    /// All faults, in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files read (name relative to the folder, text), for showing faults.
    pub files: Vec<(String, String)>,
}

/// Reads the dossier in `folder`: syntax, structure, names and formulas, and
/// what is legal but surely not meant. Never panics, whatever the files hold.
pub fn read(folder: &Path) -> Read {
    todo!()
}

impl Read {
    /// The faults as a person reads them on a terminal: file, line, the span
    /// underlined, the mend; `color` adds terminal colours.
    pub fn render(&self, color: bool) -> String {
        todo!()
    }
}
