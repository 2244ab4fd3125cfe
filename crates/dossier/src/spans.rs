//! Where each thing is said in the files.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::Span;
use crate::text::{Text, within_toml_string};

/// Where things stand in the files, by path (`options.economy.owner`,
/// `preferences.3.statements.0.wants`; entries of `sources.json` at `bibliography.their-id`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    /// Span of the value at a path (the whole value, quotes included).
    pub values: HashMap<Path, Span>,
    /// Span of the key at a path.
    pub keys: HashMap<Path, Span>,
    /// The files, to find places inside values.
    pub texts: Arc<Vec<Text>>,
}

impl Spans {
    /// Where the value at `path` stands; if it is not written, what encloses it.
    pub fn value(&self, path: &Path) -> Option<Span> {
        let mut path = path.clone();
        loop {
            let found = self.values.get(&path).or_else(|| self.keys.get(&path));
            if found.is_some() {
                return found.cloned();
            }
            path = path.parent()?;
        }
    }

    /// Where the key at `path` stands (`economy` of `options.economy`); list items
    /// have none and give their value.
    pub fn key(&self, path: &Path) -> Option<Span> {
        match self.keys.get(path) {
            Some(span) => Some(span.clone()),
            None => self.value(path),
        }
    }

    /// Where a byte range of the text at `path` stands in the file: escapes and
    /// quotes are accounted for.
    pub fn within(&self, path: &Path, range: Range<usize>) -> Option<Span> {
        let whole = self.value(path)?;
        let inside = self
            .texts
            .iter()
            .find(|t| t.name == whole.file)
            .and_then(|t| {
                let raw = t.text.get(whole.start..whole.end)?;
                let found = within_toml_string(raw, range)?;
                Some(t.span(whole.start + found.start..whole.start + found.end))
            });
        Some(inside.unwrap_or(whole))
    }
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

    /// The path one step further out; `None` for the empty path.
    pub fn parent(&self) -> Option<Path> {
        if self.0.is_empty() {
            return None;
        }
        let outer = self.0.rsplit_once('.').map_or("", |(outer, _)| outer);
        Some(Path(outer.to_owned()))
    }

    /// The path as messages name it: without the numbers of list entries.
    pub fn named(&self) -> String {
        let parts = self.0.split('.');
        let words = parts.filter(|p| !p.bytes().all(|b| b.is_ascii_digit()));
        format!("`{}`", words.collect::<Vec<_>>().join("."))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
