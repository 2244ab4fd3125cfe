//! Changing one value in a dossier's files, and nothing around it: comments,
//! order and layout stay as people wrote them.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path as FilePath;

use toml::de::DeValue;

use crate::dossier::Path;
use crate::folder::{self, Folder};
use crate::text::Text;
use crate::{Read, land, read};

/// Why a value was not changed. The files are then as they were.
#[derive(Debug)]
#[non_exhaustive]
pub enum EditError {
    /// The dossier has errors already.
    Faulty(Box<Read>),
    /// No value stands at this path.
    NoValue(String),
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
            EditError::NotToml(why) => write!(f, "the new value is not TOML: {why}"),
            EditError::WouldBeFaulty(read) => {
                write!(f, "the dossier would have errors:\n{}", read.render(false))
            }
            EditError::Io(error) => write!(f, "the file cannot be written: {error}"),
        }
    }
}

impl std::error::Error for EditError {}

/// Replaces the value at `path` (`options.dam.label`,
/// `preferences.0.statements.1.wants`: list entries by number, in the joined
/// order of files) by another, written in TOML. Nothing is written unless the
/// dossier has no errors afterwards; the file is replaced as a whole or not at all.
///
/// # Errors
/// See [`EditError`].
pub fn replace(folder: &FilePath, path: &str, value: &str) -> Result<(), EditError> {
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    let (before, places) = read::judge(loaded, faults);
    if before.dossier.is_none() {
        return Err(EditError::Faulty(Box::new(before)));
    }
    let value = value.trim();
    DeValue::parse(value).map_err(|e| EditError::NotToml(e.message().to_owned()))?;
    let path = Path(path.to_owned());
    let found = places.values.get(&path).and_then(|span| {
        let file = places.texts.iter().position(|t| t.name == span.file)?;
        let old = places.texts[file].text.get(span.start..span.end)?;
        // The span of a table with a header is its header, and holds its key.
        let headed = match places.keys.get(&path) {
            Some(key) => span.start <= key.start && key.end <= span.end,
            None => old.starts_with("[["),
        };
        (!headed && span.file.ends_with(".toml")).then_some((span, file))
    });
    let Some((span, file)) = found else {
        return Err(EditError::NoValue(path.0));
    };
    let mut texts: Vec<Text> = places.texts.to_vec();
    let mut text = texts[file].text.clone();
    text.replace_range(span.start..span.end, value);
    texts[file] = Text::new(span.file.clone(), text);
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
    let (after, _) = read::judge(folder_after, Vec::new());
    if after.dossier.is_none() {
        return Err(EditError::WouldBeFaulty(Box::new(after)));
    }
    write(&folder.join(&span.file), &texts[file].text).map_err(EditError::Io)
}

/// Writes a file aside and puts it in the place of the old one, so that a crash
/// leaves the one or the other.
fn write(path: &FilePath, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(FilePath::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = (|| {
        let mut file = File::create_new(&aside)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.sync_all()?;
        fs::rename(&aside, &path)
    })();
    if written.is_err() {
        // What stood aside is of no use; the first fault is the one to tell.
        let _ = fs::remove_file(&aside);
        return written;
    }
    // Only Unix can make the new name durable through its folder.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
