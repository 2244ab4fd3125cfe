//! Several files as one change.

use std::path::{Path, PathBuf};

use super::disk::{Access, Disk, System};
use super::journal::{Journal, Rename, commit, free_aside, unchanged};
use super::{FolderLock, JOURNAL, WriteError, parent, stop};
use crate::passages::{TextStore, sha256};

/// What one file of a folder is to become.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// Its path from the folder.
    pub name: PathBuf,
    /// SHA-256 of what it was when it was read, in hex; `None` where there is to be
    /// none yet.
    pub before: Option<String>,
    /// What it is to hold.
    pub after: Vec<u8>,
    /// Whether a new file is for the user's eyes alone.
    pub private: bool,
}

impl FileChange {
    /// A file of which none of this name may be there yet.
    pub fn new(name: impl Into<PathBuf>, after: impl Into<Vec<u8>>) -> FileChange {
        FileChange {
            name: name.into(),
            before: None,
            after: after.into(),
            private: false,
        }
    }

    /// A file that was read as `before`, or was not there, in the place of which
    /// another is put.
    pub fn of(
        name: impl Into<PathBuf>,
        before: Option<&[u8]>,
        after: impl Into<Vec<u8>>,
    ) -> FileChange {
        FileChange {
            before: before.map(sha256),
            ..FileChange::new(name, after)
        }
    }
}

/// Makes all of these changes in the locked folder, or none.
///
/// # Errors
/// [`WriteError`]; nothing is changed then, except where it is
/// [`WriteError::Unfinished`].
pub fn write_all(lock: &FolderLock, changes: &[FileChange]) -> Result<(), WriteError> {
    write_with_tie(lock, changes, None)
}

/// The same, where a tie that lies ready on the shelf becomes that of its source with
/// them.
pub(crate) fn write_with_tie(
    lock: &FolderLock,
    changes: &[FileChange],
    tie: Option<(&TextStore, &str)>,
) -> Result<(), WriteError> {
    let _writing = stop::writing();
    carry_out(&System, lock.folder(), changes, tie)
}

pub(super) fn carry_out(
    disk: &dyn Disk,
    folder: &Path,
    changes: &[FileChange],
    tie: Option<(&TextStore, &str)>,
) -> Result<(), WriteError> {
    let mut journal = Journal::of(Vec::new());
    journal.tie = tie.map(|(_, name)| name.to_owned());
    let written = changes.iter().try_for_each(|change| {
        let to = folder.join(&change.name);
        unchanged(&to, change.before.as_ref())?;
        let from = free_aside(parent(&to));
        let access = match to.metadata() {
            Ok(old) => Access::Like(old),
            Err(_) if change.private => Access::Private,
            Err(_) => Access::Usual,
        };
        let name = from.strip_prefix(folder).unwrap_or(&from).to_owned();
        journal.files.push(Rename {
            from: name,
            to: change.name.clone(),
            before: change.before.clone(),
        });
        disk.create(&from, &change.after, &access)
            .map_err(WriteError::at(&to))
    });
    let done = written.and_then(|()| commit(disk, folder, &journal, tie.map(|(shelf, _)| shelf)));
    // Nothing was put in place, or the error says that it will be.
    if done.is_err() && folder.join(JOURNAL).symlink_metadata().is_err() {
        for file in &journal.files {
            let _ = disk.remove(&folder.join(&file.from));
        }
    }
    done
}
