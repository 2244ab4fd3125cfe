//! The files of a dossier folder, as text.

use std::fs;
use std::io;
use std::path::Path;

use crate::encoding::foreign;
use crate::plain_file::{PlainFileError, line_of, read_plain};
use crate::text::Text;
use crate::{Diagnostic, coastline, write};

/// Files larger than this are refused: 16 MiB.
const LARGEST: u64 = 16 << 20;
/// All files of a folder together: 64 MiB.
const LARGEST_TOGETHER: usize = 64 << 20;
/// Folders with more dossier files than this are refused.
const MOST_FILES: usize = 1000;

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// `dossier.toml` first, then the other `*.toml` by name.
    pub dossier: Vec<Text>,
    /// `sources.json`
    pub sources: Option<Text>,
    /// `map.geojson`
    pub land: Option<Text>,
}

/// Reads the files of a folder; what cannot be read is a fault.
pub(crate) fn load(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Folder {
    let mut fault = |code, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(code, None, message, help));
    };
    let shown = folder.display();
    if let Err(error) = write::recover(folder) {
        let text = error.to_string();
        let (message, help) = text.split_once("\n  = help: ").unwrap_or((&text, ""));
        fault("unfinished-change", format!("{message}."), help);
        return Folder::default();
    }
    let (names, misnamed) = match file_names(folder) {
        Ok(names) => names,
        Err(error) => {
            let help = match error.kind() {
                io::ErrorKind::NotADirectory => "Give the folder, not a file in it.",
                io::ErrorKind::NotFound => "`hikiwake new FOLDER` makes one to begin with.",
                _ => "See that you may read it.",
            };
            fault(
                "no-folder",
                format!("The folder {shown} cannot be read: {error}."),
                help,
            );
            return Folder::default();
        }
    };
    if names.len() > MOST_FILES {
        let message = format!("The folder {shown} has {} dossier files.", names.len());
        fault(
            "too-large",
            message,
            "At most 1,000 are read: join some of them.",
        );
        return Folder::default();
    }
    for (name, meant) in &misnamed {
        let message = format!("The file {name} is not read: its name should be {meant}.");
        let help = match name.to_lowercase().ends_with(".txt") {
            true => {
                "Rename it: an editor such as Notepad has added `.txt`, which Windows hides \
                 (Explorer shows it under View, \"File name extensions\")."
            }
            false => "Rename it: capital and small letters are told apart.",
        };
        fault("misnamed-file", message, help);
    }
    if misnamed.is_empty() && !names.iter().any(|name| name.ends_with(".toml")) {
        let message = format!("There is no dossier in {shown}: no file ends in .toml.");
        fault(
            "no-dossier",
            message,
            "`hikiwake new FOLDER` makes one to begin with.",
        );
    }
    let mut loaded = Folder::default();
    let mut left = LARGEST_TOGETHER;
    for name in names {
        let text = text(folder, &name);
        let taken = text.as_ref().map_or(0, |text| text.text.len());
        let Some(rest) = left.checked_sub(taken) else {
            fault(
                "too-large",
                format!(
                    "The files of {shown} are larger than 64 MiB together: {name} and those after it were not read."
                ),
                "That is the most that is read, and no setting raises it: divide the dossier into two folders.",
            );
            break;
        };
        left = rest;
        match text {
            Ok(text) if name == "sources.json" => loaded.sources = Some(text),
            Ok(text) if name == coastline::FILE => loaded.land = Some(text),
            Ok(text) => loaded.dossier.push(text),
            Err((code, message, help)) => fault(code, message, help),
        }
    }
    loaded
}

/// The name of a file, and the one that it should have.
type Misnamed = (String, String);

/// Names of the dossier's files, in order of reading; and those of files that were
/// surely meant to be some, each with the name that it should have.
fn file_names(folder: &Path) -> io::Result<(Vec<String>, Vec<Misnamed>)> {
    let (mut names, mut misnamed) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        // A name that is not Unicode is kept with a mark, and fails to open: said, not skipped.
        let name = entry?.file_name().to_string_lossy().into_owned();
        let beside = name == "sources.json" || name == coastline::FILE;
        if beside || (name.ends_with(".toml") && !name.starts_with('.')) {
            names.push(name);
        } else if let Some(meant) = meant(&name) {
            misnamed.push((name, meant));
        }
    }
    misnamed.sort();
    names.sort_by_key(|name| (name != "dossier.toml", name.clone()));
    Ok((names, misnamed))
}

/// The name that a file should have, where it differs only in capitals or by a `.txt`.
fn meant(name: &str) -> Option<String> {
    let small = name.to_lowercase();
    let meant = small.strip_suffix(".txt").unwrap_or(&small);
    let stem = name.get(..meant.len().checked_sub(5)?)?;
    match meant {
        _ if name.starts_with('.') => None,
        "dossier.toml" | "sources.json" | coastline::FILE => Some(meant.to_owned()),
        _ if meant.ends_with(".toml") => Some(format!("{stem}.toml")),
        _ => None,
    }
}

type Fault = (&'static str, String, &'static str);

fn text(folder: &Path, name: &str) -> Result<Text, Fault> {
    let unreadable = |error: io::Error| {
        let message = format!("The file {name} cannot be read: {error}.");
        (
            "unreadable-file",
            message,
            "See that it is there and that you may read it.",
        )
    };
    let root = folder.canonicalize().map_err(unreadable)?;
    let path = root.join(name).canonicalize().map_err(unreadable)?;
    if !path.starts_with(&root) {
        let message = format!("The file {name} is a link that leads out of the dossier's folder.");
        return Err((
            "outside-folder",
            message,
            "Put the file itself into the folder.",
        ));
    }
    let bytes = read_plain(&path, LARGEST).map_err(|error| match error {
        PlainFileError::Io(error) => unreadable(error),
        PlainFileError::NotAFile => (
            "unreadable-file",
            format!("{name} is not a plain file."),
            "Give the folder or device another name.",
        ),
        PlainFileError::TooLarge => (
            "too-large",
            format!("The file {name} is larger than 16 MiB."),
            "Divide it into several files.",
        ),
    })?;
    if let Some(foreign) = foreign(&bytes) {
        let message = format!("The file {name} is {}.", foreign.what);
        return Err(("not-utf8", message, foreign.help));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text::new(name.to_owned(), text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = line_of(error.as_bytes(), at);
            let message =
                format!("The file {name} is not UTF-8: see byte {at} (from 0), in line {line}.");
            Err(("not-utf8", message, "Save it as UTF-8 in your editor."))
        }
    }
}
