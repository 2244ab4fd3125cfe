//! Where the ties between sources and texts are kept on this machine.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use etcetera::BaseStrategy as _;

use super::digest::sha256;
use crate::write::WriteError;

/// Where this machine keeps which text belongs to which source.
#[derive(Clone, Debug)]
pub struct TextStore {
    pub(super) folder: PathBuf,
}

impl TextStore {
    /// The shelf of this user: in the data directory of the system, or where the
    /// environment variable `HIKIWAKE_DATA` says. Nothing is created yet.
    ///
    /// # Errors
    /// [`TextStoreError`] where the user has no home folder.
    pub fn open() -> Result<TextStore, TextStoreError> {
        let data = match env::var_os("HIKIWAKE_DATA").filter(|path| !path.is_empty()) {
            Some(path) => PathBuf::from(path),
            None => etcetera::choose_base_strategy()
                .map_err(|_| TextStoreError::NoHome)?
                .data_dir()
                .join("hikiwake"),
        };
        Ok(TextStore::at(&data))
    }

    /// The shelf in this data directory.
    pub fn at(data: &Path) -> TextStore {
        TextStore {
            folder: data.join("texts"),
        }
    }

    /// Puts a tie that lies ready in its place. Where none lies ready, that was done.
    pub(crate) fn finish(&self, name: &str) -> Result<(), WriteError> {
        if !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(());
        }
        let path = self.folder.join(format!("{name}.json"));
        match fs::rename(path.with_extension("next"), &path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteError::Io(path, error))
            }
            _ => Ok(()),
        }
    }

    /// Takes away a tie that lies ready and is not wanted after all.
    pub(super) fn forget(&self, name: &str) {
        let _ = fs::remove_file(self.folder.join(format!("{name}.next")));
    }

    /// The file in which a tie is kept: named by a digest of folder and source, as
    /// neither may fit a file name.
    pub(super) fn file(&self, dossier: &Path, source: &str) -> PathBuf {
        let mut key = absolute(dossier).as_os_str().as_encoded_bytes().to_vec();
        key.push(0);
        key.extend_from_slice(source.as_bytes());
        self.folder.join(format!("{}.json", &sha256(&key)[..32]))
    }
}

/// The one name of a folder, however it was called.
pub(super) fn absolute(folder: &Path) -> PathBuf {
    let lexical = || std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.canonicalize().unwrap_or_else(|_| lexical())
}

/// Why the shelf cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum TextStoreError {
    /// The user has no home folder.
    NoHome,
    /// A tie cannot be read or written.
    Io(PathBuf, io::Error),
    /// A tie cannot be written.
    Write(WriteError),
    /// A tie is not what this program writes.
    Unreadable(PathBuf, String),
}

impl fmt::Display for TextStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextStoreError::NoHome => f.write_str(
                "there is no home folder to keep ties to texts in\n  = help: set HIKIWAKE_DATA \
                 to a folder for them",
            ),
            TextStoreError::Io(path, error) => {
                let path = path.display();
                write!(f, "the tie {path} cannot be read or written: {error}")
            }
            TextStoreError::Write(error) => error.fmt(f),
            TextStoreError::Unreadable(path, why) => {
                let path = path.display();
                write!(
                    f,
                    "the tie {path} cannot be used: {why}\n  = help: delete it and attach the \
                     text again"
                )
            }
        }
    }
}

impl std::error::Error for TextStoreError {}
