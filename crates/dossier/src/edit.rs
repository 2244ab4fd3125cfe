//! Changing values in a dossier's files, and nothing around it: comments,
//! order and layout stay as people wrote them.

use std::fmt;
use std::ops::Range;
use std::path::Path as FilePath;

use toml::de::DeValue;

use crate::folder::{self, Folder};
use crate::spans::{Path, Spans};
use crate::text::Text;
use crate::write::{FileChange, FolderLock, WriteError, write_all};
use crate::{Read, Span, coastline, read};

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
    /// The files could not be written.
    Write(WriteError),
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
            EditError::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EditError {}

/// What to write, and where.
#[derive(Clone, Debug)]
pub(crate) enum Replacement {
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
/// dossier has no errors afterwards; the file is replaced as a whole or not at all, and
/// no other program of ours writes in between.
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
    let values: Vec<_> = (values.iter())
        .map(|(path, value)| (path.clone(), Replacement::Value(value.clone())))
        .collect();
    let lock = FolderLock::acquire(folder).map_err(EditError::Write)?;
    commit(&lock, &values)
}

/// Makes several replacements, each given with its path, in a dossier as it was read:
/// all of them or none. The names of the files that changed, in order of reading.
///
/// # Errors
/// See [`EditError`]; also where a file is no longer what was read.
pub(crate) fn change_all(
    as_read: &Read,
    folder: &FilePath,
    replacements: &[(String, Replacement)],
) -> Result<Vec<String>, EditError> {
    let lock = FolderLock::acquire(folder).map_err(EditError::Write)?;
    if read::read(folder).files != as_read.files {
        let changed = WriteError::Changed(folder.to_owned());
        return Err(EditError::Write(changed));
    }
    commit(&lock, replacements)
}

fn commit(
    lock: &FolderLock,
    replacements: &[(String, Replacement)],
) -> Result<Vec<String>, EditError> {
    let edit = edited(lock, replacements)?;
    write_all(lock, &edit.changes).map_err(EditError::Write)?;
    Ok(edit.names)
}

/// A dossier with other values, judged and not yet written.
pub(crate) struct Edit {
    /// What is to be written.
    pub changes: Vec<FileChange>,
    /// The names of the files that change, in order of reading.
    pub names: Vec<String>,
    /// The dossier as it will be.
    pub after: Read,
}

/// Replaces values in what the locked folder holds.
pub(crate) fn edited(
    lock: &FolderLock,
    replacements: &[(String, Replacement)],
) -> Result<Edit, EditError> {
    let folder = lock.folder();
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    let before = read::judge(loaded, faults);
    if before.dossier.is_none() {
        return Err(EditError::Faulty(Box::new(before)));
    }
    let mut patches = Vec::new();
    for (path, replacement) in replacements {
        let (file, range, text) = patch(&before.places, path, replacement)?;
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
        (beside.into_iter()).partition(|t| t.name == coastline::FILE);
    let folder_after = Folder {
        dossier,
        sources: sources.into_iter().next(),
        land: land.into_iter().next(),
    };
    let after = read::judge(folder_after, Vec::new());
    if after.dossier.is_none() {
        return Err(EditError::WouldBeFaulty(Box::new(after)));
    }
    let mut edit = Edit {
        changes: Vec::new(),
        names: Vec::new(),
        after,
    };
    for (new, old) in texts.iter().zip(before.places.texts.iter()) {
        if new.text == old.text {
            continue;
        }
        // A link within the folder is followed.
        let path = folder.join(&new.name);
        let path = path
            .canonicalize()
            .map_err(|error| EditError::Write(WriteError::Io(path, error)))?;
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let old = Some(old.text.as_bytes());
        edit.changes
            .push(FileChange::of(name, old, new.text.as_str()));
        edit.names.push(new.name.clone());
    }
    Ok(edit)
}

/// What to put where for a replacement: the file (by number), the bytes in it, the text.
fn patch(
    places: &Spans,
    path: &str,
    replacement: &Replacement,
) -> Result<(usize, Range<usize>, String), EditError> {
    let none = || EditError::NoValue(path.to_owned());
    let (file, span) = written(places, path).ok_or_else(none)?;
    let text = &places.texts[file].text;
    let key = || places.keys.get(&Path(path.to_owned())).ok_or_else(none);
    Ok(match replacement {
        Replacement::Value(value) => {
            let value = value.trim();
            DeValue::parse(value).map_err(|e| EditError::NotToml(e.message().to_owned()))?;
            (file, span.start..span.end, value.to_owned())
        }
        Replacement::Entry(entry) => (file, key()?.start..span.end, entry.clone()),
        Replacement::Beside(entry) => {
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
fn written<'p>(places: &'p Spans, path: &str) -> Option<(usize, &'p Span)> {
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
