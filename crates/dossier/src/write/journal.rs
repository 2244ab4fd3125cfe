//! What is left to do of a change, kept until it is done.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Access, Disk};
use super::{ASIDE, JOURNAL, WriteError, parent, reason, stop};
use crate::passages::{TextStore, sha256};
use crate::plain_file::{PlainFileError, read_plain};

/// Version of the form of journals.
const FORMAT: u32 = 1;
/// Journals that are larger are not ours.
const LARGEST_JOURNAL: u64 = 16 << 20;

/// What is left to do once everything lies aside.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    format: u32,
    pub files: Vec<Rename>,
    /// The name of a tie that lies ready on the shelf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<String>,
}

/// One file to put in place; both paths are from the folder.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rename {
    pub from: PathBuf,
    pub to: PathBuf,
    /// SHA-256 of what it replaces.
    pub before: Option<String>,
}

impl Journal {
    pub fn of(files: Vec<Rename>) -> Journal {
        Journal {
            format: FORMAT,
            files,
            tie: None,
        }
    }
}

/// Puts in place what lies aside. One rename is whole by itself; several are named in
/// a journal first.
pub(super) fn commit(
    disk: &dyn Disk,
    folder: &Path,
    journal: &Journal,
    shelf: Option<&TextStore>,
) -> Result<(), WriteError> {
    if journal.files.len() < 2 && journal.tie.is_none() {
        return put_in_place(disk, folder, journal, shelf);
    }
    let place = folder.join(JOURNAL);
    let aside = free_aside(folder);
    let text = serde_json::to_vec(journal).map_err(|error| WriteError::at(&place)(error.into()))?;
    let written = disk
        .create(&aside, &text, &Access::Usual)
        .and_then(|()| disk.place(&aside, &place));
    if let Err(error) = written {
        let _ = disk.remove(&aside);
        return Err(WriteError::at(&place)(error));
    }
    // Until the journal is surely there, nothing is renamed.
    if let Err(error) = disk.sync_folder(folder) {
        return match disk.remove(&place) {
            Ok(()) => Err(WriteError::at(&place)(error)),
            Err(_) => Err(WriteError::Unfinished {
                path: place.clone(),
                why: reason(&place, &error).0,
                journal: place,
            }),
        };
    }
    follow(disk, folder, journal, shelf)
}

/// Does what a journal says, and takes it away.
fn follow(
    disk: &dyn Disk,
    folder: &Path,
    journal: &Journal,
    shelf: Option<&TextStore>,
) -> Result<(), WriteError> {
    let place = folder.join(JOURNAL);
    let done = put_in_place(disk, folder, journal, shelf).and_then(|()| {
        disk.remove(&place)
            .and_then(|()| disk.sync_folder(folder))
            .map_err(WriteError::at(&place))
    });
    done.map_err(|error| {
        let (path, why) = match error {
            WriteError::Io(path, error) => {
                let why = reason(&path, &error).0;
                (path, why)
            }
            WriteError::Changed(path) | WriteError::There(path) => {
                (path, "another program has changed it since".to_owned())
            }
            other => return other,
        };
        WriteError::Unfinished {
            path,
            why,
            journal: place.clone(),
        }
    })
}

/// Finishes the change that a journal in the folder names, if there is one.
pub(super) fn finish(
    disk: &dyn Disk,
    folder: &Path,
    shelf: Option<&TextStore>,
) -> Result<(), WriteError> {
    let place = folder.join(JOURNAL);
    let unfinished = |why: &str| WriteError::Unfinished {
        path: place.clone(),
        why: why.to_owned(),
        journal: place.clone(),
    };
    if place.symlink_metadata().is_err() {
        return Ok(());
    }
    let bytes = read_plain(&place, LARGEST_JOURNAL).map_err(|_| unfinished("it cannot be read"))?;
    let journal = serde_json::from_slice::<Journal>(&bytes)
        .ok()
        .filter(|journal| journal.format == FORMAT && journal.files.iter().all(is_ours))
        .ok_or_else(|| unfinished("it is not what this program writes"))?;
    let _writing = stop::writing();
    follow(disk, folder, &journal, shelf)
}

/// Whether both paths stay in the folder, and what is moved is what we wrote aside: a
/// journal may come with a folder from anywhere.
fn is_ours(file: &Rename) -> bool {
    let inside = |path: &Path| {
        let mut parts = path.components();
        parts.clone().next().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let aside = |part: Component| part.as_os_str().to_string_lossy().starts_with(ASIDE);
    inside(&file.from) && inside(&file.to) && file.from.components().any(aside)
}

fn put_in_place(
    disk: &dyn Disk,
    folder: &Path,
    journal: &Journal,
    shelf: Option<&TextStore>,
) -> Result<(), WriteError> {
    let mut touched = BTreeSet::new();
    for file in &journal.files {
        let (from, to) = (folder.join(&file.from), folder.join(&file.to));
        let cannot = WriteError::at(&to);
        let within = |path: &Path| {
            parent(path)
                .canonicalize()
                .is_ok_and(|p| p.starts_with(folder))
        };
        touched.insert(parent(&to).to_owned());
        // What no longer lies aside was put in place before the change was cut short.
        match from.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Ok(data) if data.is_file() && within(&from) && within(&to) => {}
            _ => return Err(cannot(io::ErrorKind::InvalidInput.into())),
        }
        if let Err(error) = unchanged(&to, file.before.as_ref()) {
            // Where a name cannot be given and taken in one step, both may be there.
            match (digest(&from), digest(&to)) {
                (Ok(Some(from)), Ok(Some(to))) if from == to => {}
                _ => return Err(error),
            }
            disk.remove(&from).map_err(cannot)?;
            continue;
        }
        match file.before {
            Some(_) => disk.replace(&from, &to),
            None => disk.place(&from, &to),
        }
        .map_err(cannot)?;
    }
    if let (Some(tie), Some(shelf)) = (&journal.tie, shelf) {
        shelf.finish(tie)?;
    }
    for folder in touched {
        disk.sync_folder(&folder).map_err(WriteError::at(&folder))?;
    }
    Ok(())
}

/// Refuses a file that is not what it was.
pub(super) fn unchanged(path: &Path, before: Option<&String>) -> Result<(), WriteError> {
    match (before, digest(path)?) {
        (before, now) if before == now.as_ref() => Ok(()),
        (None, _) => Err(WriteError::There(path.to_owned())),
        (Some(_), _) => Err(WriteError::Changed(path.to_owned())),
    }
}

/// SHA-256 of a file; `None` where there is none.
fn digest(path: &Path) -> Result<Option<String>, WriteError> {
    // A link that leads nowhere is there as well.
    let dangling = || path.symlink_metadata().is_ok();
    match read_plain(path, u64::MAX) {
        Ok(bytes) => Ok(Some(sha256(&bytes))),
        Err(PlainFileError::Io(error))
            if error.kind() == io::ErrorKind::NotFound && !dangling() =>
        {
            Ok(None)
        }
        Err(PlainFileError::Io(error)) => Err(WriteError::at(path)(error)),
        Err(_) => Err(WriteError::There(path.to_owned())),
    }
}

/// A name in a folder for what is written aside. Who has the lock is alone with it.
pub(super) fn free_aside(folder: &Path) -> PathBuf {
    let mut names = (1_u64..).map(|n| folder.join(format!("{ASIDE}{n}")));
    let free = |path: &PathBuf| path.symlink_metadata().is_err();
    names.find(free).unwrap_or_default()
}
