//! Writing files: each whole or not at all, several as one change, and by one
//! program at a time.
//!
//! A file is written aside, synced, and put in place by a rename. Where several
//! change at once, a journal in the folder names the renames before the first is
//! done: whoever takes the folder's lock next finishes them. Without a journal
//! nothing was renamed, and what lies aside is swept.

mod disk;
mod folder;
mod journal;
mod lock;
mod plan;
mod stop;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::{fmt, io};

pub use folder::{NewFile, NewFolder, must_be_free, write_folder};
pub use lock::FolderLock;
pub(crate) use lock::recover;
pub(crate) use plan::write_with_tie;
pub use plan::{FileChange, write_all};
pub use stop::{stop_writing, stopped};

/// What every file of ours that is not there to stay is called.
const ASIDE: &str = ".hikiwake-aside-";
/// The file that names the renames of a change.
const JOURNAL: &str = ".hikiwake-journal";
/// The file that is locked where the system cannot lock a folder.
const LOCK: &str = ".hikiwake-lock";

/// Why something was not written. What stood there is as it was, except where an
/// unfinished change says otherwise.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// Another program writes in this folder, and has not finished in time.
    Busy(PathBuf),
    /// The file is no longer what was read.
    Changed(PathBuf),
    /// A file of this name is there already.
    There(PathBuf),
    /// The folder is there already and not empty.
    NotEmpty(PathBuf),
    /// A change of several files was begun and is not finished.
    Unfinished {
        /// The file at which it is held up.
        path: PathBuf,
        /// What is in the way.
        why: String,
        /// The file that names what is left to do.
        journal: PathBuf,
    },
    /// The system refuses to write there.
    Io(PathBuf, io::Error),
}

impl WriteError {
    /// For the errors of what is done to this path.
    pub fn at(path: &Path) -> impl Fn(io::Error) -> WriteError {
        move |error| WriteError::Io(path.to_owned(), error)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Busy(folder) => write!(
                f,
                "another run of hikiwake is writing in {}\n  = help: wait until it has ended, \
                 and ask again",
                folder.display()
            ),
            WriteError::Changed(path) => write!(
                f,
                "{} was changed by another program after it was read, and is left as it is\n  \
                 = help: ask again, and the new text is read",
                path.display()
            ),
            WriteError::There(path) => write!(
                f,
                "{} is there already, and is left as it is\n  = help: choose a new name",
                path.display()
            ),
            WriteError::NotEmpty(folder) => write!(
                f,
                "{} is there already and not empty\n  = help: choose a new name",
                folder.display()
            ),
            WriteError::Unfinished { path, why, journal } => write!(
                f,
                "a change of several files was begun and cannot be finished at {}: {why}\n  \
                 = help: mend that, and the next command finishes the change; or delete {} to \
                 keep every file as it is now",
                path.display(),
                journal.display()
            ),
            WriteError::Io(path, error) => {
                let (why, mend) = reason(path, error);
                write!(
                    f,
                    "cannot write {}: {why}\n  = help: {mend}",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for WriteError {}

/// Why a path cannot be written, and what to do about it.
fn reason(path: &Path, error: &io::Error) -> (String, &'static str) {
    use io::ErrorKind as Kind;
    let folder = parent(path);
    let (why, mend) = match error.kind() {
        Kind::NotFound if folder.is_dir() => ("it is not there", "see that nothing removes it"),
        Kind::NotFound => {
            let why = format!("there is no folder {}", folder.display());
            return (why, "make the folder first, or choose another");
        }
        Kind::PermissionDenied => (
            "you are not permitted to",
            "choose another folder, or ask its owner",
        ),
        Kind::ReadOnlyFilesystem => ("the disk is read-only", "choose a folder on another disk"),
        Kind::StorageFull => (
            "the disk is full",
            "make room on it, or choose another disk",
        ),
        Kind::QuotaExceeded => (
            "your share of the disk is full",
            "make room, or choose another disk",
        ),
        Kind::FileTooLarge => ("the disk takes no file of this size", "choose another disk"),
        Kind::InvalidFilename => ("the name is too long", "choose a shorter name"),
        Kind::InvalidInput => ("the name cannot be one of a file", "choose another name"),
        Kind::IsADirectory => ("it is a folder", "add the name of a file to it"),
        Kind::NotADirectory => {
            let why = format!("{} is not a folder", folder.display());
            return (why, "choose a folder");
        }
        Kind::AlreadyExists => ("it is there already", "choose a new name"),
        _ => {
            let mend = "see that the folder can be written, or choose another";
            return (error.to_string(), mend);
        }
    };
    (why.to_owned(), mend)
}

/// The folder in which a path lies.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
