//! Changing values in a dossier's files, and nothing around it: comments,
//! order and layout stay as people wrote them.

use std::ops::Range;
use std::path::Path as FilePath;
use std::{fmt, io};

use toml::de::DeValue;

use crate::dossier::{Path, Places};
use crate::folder::{self, Folder};
use crate::text::Text;
use crate::whole::Aside;
use crate::{Read, Span, land, read};

/// Why a value was not changed. The files are then as they were.
#[derive(Debug)]
#[non_exhaustive]
pub enum EditError {
    /// The dossier has errors already.
    Faulty(Box<Read>),
    /// No value stands at this path.
    NoValue(String),
    /// The value at this path would be replaced twice, or with what encloses it.
    Twice(String),
    /// The new value is not one TOML value.
    NotToml(String),
    /// The dossier would have errors: what reading it would say.
    WouldBeFaulty(Box<Read>),
    /// A file could not be written.
    Io(io::Error),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::Faulty(read) => write!(f, "the dossier has errors:\n{}", read.render(false)),
            EditError::NoValue(path) => write!(f, "no value stands at `{path}`"),
            EditError::Twice(path) => write!(f, "the value at `{path}` would be replaced twice"),
            EditError::NotToml(why) => write!(f, "the new value is not TOML: {why}"),
            EditError::WouldBeFaulty(read) => {
                write!(f, "the dossier would have errors:\n{}", read.render(false))
            }
            EditError::Io(error) => write!(f, "the file cannot be written: {error}"),
        }
    }
}

impl std::error::Error for EditError {}

/// What to write, and where.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// This value in place of the one at the path.
    Value(String),
    /// This key and value in place of the key and value at the path.
    Entry(String),
    /// This key and value beside those at the path, in the same table.
    Beside(String),
}

/// Replaces the value at `path` (`options.dam.label`,
/// `preferences.0.statements.1.wants`: list entries by number, in the joined
/// order of files) by another, written in TOML. Nothing is written unless the
/// dossier has no errors afterwards; the file is replaced as a whole or not at all.
///
/// # Errors
/// See [`EditError`].
pub fn replace(folder: &FilePath, path: &str, value: &str) -> Result<(), EditError> {
    replace_all(folder, &[(path.to_owned(), value.to_owned())]).map(|_| ())
}

/// Replaces several values, each given with its path, as [`replace`] does one:
/// all of them or none. The names of the files that changed, in order of reading.
/// No value may enclose another.
///
/// # Errors
/// See [`EditError`].
pub fn replace_all(
    folder: &FilePath,
    values: &[(String, String)],
) -> Result<Vec<String>, EditError> {
    let changes = values.iter();
    let changes: Vec<_> = changes
        .map(|(path, value)| (path.clone(), Change::Value(value.clone())))
        .collect();
    change_all(folder, &changes)
}

/// Makes several changes, each given with its path: all of them or none. The names
/// of the files that changed, in order of reading.
///
/// # Errors
/// See [`EditError`].
pub(crate) fn change_all(
    folder: &FilePath,
    changes: &[(String, Change)],
) -> Result<Vec<String>, EditError> {
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    let before = read::judge(loaded, faults);
    if before.dossier.is_none() {
        return Err(EditError::Faulty(Box::new(before)));
    }
    let mut patches = Vec::new();
    for (path, change) in changes {
        let (file, range, text) = patch(&before.places, path, change)?;
        patches.push((file, range, text, path));
    }
    // From the end, so that what is not yet patched keeps its place.
    patches.sort_by_key(|(file, range, ..)| (*file, std::cmp::Reverse(range.start)));
    if let Some([_, (.., path)]) = patches
        .array_windows()
        .find(|[later, sooner]| later.0 == sooner.0 && sooner.1.end > later.1.start)
    {
        return Err(EditError::Twice(path.to_string()));
    }
    let mut texts: Vec<Text> = before.places.texts.to_vec();
    for of_file in patches.chunk_by(|a, b| a.0 == b.0) {
        let old = &mut texts[of_file[0].0];
        let mut text = old.text.clone();
        for (_, range, value, _) in of_file {
            text.replace_range(range.clone(), value);
        }
        *old = Text::new(old.name.clone(), text);
    }
    let (dossier, beside): (Vec<_>, Vec<_>) = texts
        .iter()
        .cloned()
        .partition(|t| t.name.ends_with(".toml"));
    let (land, sources): (Vec<_>, Vec<_>) =
        (beside.into_iter()).partition(|t| t.name == land::FILE);
    let folder_after = Folder {
        dossier,
        sources: sources.into_iter().next(),
        land: land.into_iter().next(),
    };
    let after = read::judge(folder_after, Vec::new());
    if after.dossier.is_none() {
        return Err(EditError::WouldBeFaulty(Box::new(after)));
    }
    // All files are written aside before the first is put in place.
    let old = before.places.texts.iter();
    let changed = texts
        .iter()
        .zip(old)
        .filter(|(new, old)| new.text != old.text);
    let aside = changed
        .map(|(text, _)| {
            let aside = Aside::of(&folder.join(&text.name), text.text.as_bytes())?;
            Ok((text.name.clone(), aside))
        })
        .collect::<io::Result<Vec<_>>>()
        .map_err(EditError::Io)?;
    let mut names = Vec::new();
    for (name, aside) in aside {
        aside.place().map_err(EditError::Io)?;
        names.push(name);
    }
    Ok(names)
}

/// What to put where for a change: the file (by number), the bytes in it, the text.
fn patch(
    places: &Places,
    path: &str,
    change: &Change,
) -> Result<(usize, Range<usize>, String), EditError> {
    let none = || EditError::NoValue(path.to_owned());
    let (file, span) = written(places, path).ok_or_else(none)?;
    let text = &places.texts[file].text;
    let key = || places.keys.get(&Path(path.to_owned())).ok_or_else(none);
    Ok(match change {
        Change::Value(value) => {
            let value = value.trim();
            DeValue::parse(value).map_err(|e| EditError::NotToml(e.message().to_owned()))?;
            (file, span.start..span.end, value.to_owned())
        }
        Change::Entry(entry) => (file, key()?.start..span.end, entry.clone()),
        Change::Beside(entry) => {
            let table = Path(path.to_owned()).parent();
            let table = table.and_then(|table| places.values.get(&table));
            let braces = |s: &&Span| s.end >= span.end && text[s.start..].starts_with('{');
            match table.filter(braces) {
                Some(_) => (file, span.end..span.end, format!(", {entry}")),
                None => {
                    // A line of its own before it, with the same indent and dotted names.
                    let key = key()?.start;
                    let line = text[..key].rfind('\n').map_or(0, |at| at + 1);
                    let lead = &text[line..key];
                    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
                    (file, line..line, format!("{lead}{entry}{end}"))
                }
            }
        }
    })
}

/// The file (by number) and place of the value at `path`, where one is written
/// that a patch can replace.
fn written<'p>(places: &'p Places, path: &str) -> Option<(usize, &'p Span)> {
    let path = Path(path.to_owned());
    let span = places.values.get(&path)?;
    let file = places.texts.iter().position(|t| t.name == span.file)?;
    let old = places.texts[file].text.get(span.start..span.end)?;
    // The span of a table with a header is its header, and holds its key.
    let headed = match places.keys.get(&path) {
        Some(key) => span.start <= key.start && key.end <= span.end,
        None => old.starts_with("[["),
    };
    (!headed && span.file.ends_with(".toml")).then_some((file, span))
}
