//! The ties between sources and texts on this machine.
//!
//! A tie is one small file in the user's data directory. It says where the text
//! of a source lies, what it was when it was tied, and, per place, the passage with
//! a little of what stands around it, so that the place can be found again when
//! the text is gone. Passages are the source's own words: they stay here, readable
//! by the user alone, and never enter a dossier.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};

use super::attached::Attached;
use super::digest::sha256;
use super::quote::Quote;
use crate::plain_file::{PlainFileError, read_plain};
use crate::write::{Change, FolderLock, WriteError, write_all};

/// Version of the form in which ties are stored.
const FORMAT: u32 = 1;
/// Ties that are larger are not ours.
const LARGEST: u64 = 256 << 20;

/// Where this machine keeps which text belongs to which source.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// One source's text, as it was when it was tied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Version of this form: 1.
    pub format: u32,
    /// The dossier's folder, in full.
    pub folder: String,
    /// The source's id.
    pub source: String,
    /// The text file, in full.
    pub path: PathBuf,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Number of code points.
    pub length: u64,
    /// What stands at the places that were true, by place.
    pub quotes: Vec<Quote>,
}

impl Shelf {
    /// The shelf of this user: in the data directory of the system, or where the
    /// environment variable `HIKIWAKE_DATA` says. Nothing is created yet.
    ///
    /// # Errors
    /// [`ShelfError`] where the user has no home folder.
    pub fn open() -> Result<Shelf, ShelfError> {
        let data = match env::var_os("HIKIWAKE_DATA").filter(|path| !path.is_empty()) {
            Some(path) => PathBuf::from(path),
            None => etcetera::choose_base_strategy()
                .map_err(|_| ShelfError::NoHome)?
                .data_dir()
                .join("hikiwake"),
        };
        Ok(Shelf::at(&data))
    }

    /// The shelf in this data directory.
    pub fn at(data: &Path) -> Shelf {
        Shelf {
            folder: data.join("texts"),
        }
    }

    /// What is tied to a source of the dossier in `dossier`, if anything is.
    ///
    /// # Errors
    /// [`ShelfError`] where there is a tie that cannot be read.
    pub fn tie(&self, dossier: &Path, source: &str) -> Result<Option<Tie>, ShelfError> {
        let path = self.file(dossier, source);
        let Some(bytes) = stored(&path)? else {
            return Ok(None);
        };
        match serde_json::from_slice::<Tie>(&bytes) {
            Ok(tie) if tie.format == FORMAT => Ok(Some(tie)),
            Ok(tie) => Err(ShelfError::Unreadable(
                path,
                format!(
                    "it has format {}, and this program reads {FORMAT}",
                    tie.format
                ),
            )),
            Err(error) => Err(ShelfError::Unreadable(path, error.to_string())),
        }
    }

    /// The text attached to a source of the dossier in `dossier`, for showing what
    /// stands at its places: `None` where none is, or where the file is no longer what was attached.
    pub fn text(&self, dossier: &Path, source: &str) -> Option<Attached> {
        let tie = self.tie(dossier, source).ok()??;
        let text = Attached::read(&tie.path).ok()?;
        (text.sha256 == tie.sha256).then_some(text)
    }

    /// Ties a text to a source in place of what was tied to it before. The
    /// quotes are kept beside it.
    ///
    /// # Errors
    /// [`ShelfError`] where the tie cannot be written.
    pub fn put(
        &self,
        dossier: &Path,
        source: &str,
        text: &Attached,
        quotes: Vec<Quote>,
    ) -> Result<(), ShelfError> {
        let path = self.file(dossier, source);
        self.write(&path, &tied(dossier, source, text, quotes))
    }

    /// Lays a tie ready, to become that of its source by [`Shelf::finish`]. Its name.
    pub(super) fn prepare(
        &self,
        dossier: &Path,
        source: &str,
        text: &Attached,
        quotes: Vec<Quote>,
    ) -> Result<String, ShelfError> {
        let ready = self.file(dossier, source).with_extension("next");
        self.write(&ready, &tied(dossier, source, text, quotes))?;
        let name = ready.file_stem().unwrap_or_default();
        Ok(name.to_string_lossy().into_owned())
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

    fn write(&self, path: &Path, tie: &Tie) -> Result<(), ShelfError> {
        let json = serde_json::to_vec_pretty(tie)
            .map_err(|error| ShelfError::Io(path.to_owned(), error.into()))?;
        private_folder(&self.folder).map_err(|error| ShelfError::Io(path.to_owned(), error))?;
        let lock = FolderLock::acquire(&self.folder).map_err(ShelfError::Write)?;
        let before = stored(path)?;
        let name = path.file_name().unwrap_or_default();
        let mut change = Change::of(name, before.as_deref(), json);
        change.private = true;
        write_all(&lock, &[change]).map_err(ShelfError::Write)
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

fn tied(dossier: &Path, source: &str, text: &Attached, quotes: Vec<Quote>) -> Tie {
    Tie {
        format: FORMAT,
        folder: absolute(dossier).to_string_lossy().into_owned(),
        source: source.to_owned(),
        path: text.path.clone(),
        sha256: text.sha256.clone(),
        length: text.length(),
        quotes,
    }
}

/// What a tie's file holds; `None` where there is none.
fn stored(path: &Path) -> Result<Option<Vec<u8>>, ShelfError> {
    let unreadable = |why: &str| ShelfError::Unreadable(path.to_owned(), why.to_owned());
    match read_plain(path, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(PlainFileError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(PlainFileError::Io(error)) => Err(ShelfError::Io(path.to_owned(), error)),
        Err(PlainFileError::NotAFile) => Err(unreadable("it is not a plain file")),
        Err(PlainFileError::TooLarge) => Err(unreadable("it is larger than 256 MiB")),
    }
}

/// The one name of a folder, however it was called.
fn absolute(folder: &Path) -> PathBuf {
    let lexical = || std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.canonicalize().unwrap_or_else(|_| lexical())
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Why the shelf cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ShelfError {
    /// The user has no home folder.
    NoHome,
    /// A tie cannot be read or written.
    Io(PathBuf, io::Error),
    /// A tie cannot be written.
    Write(WriteError),
    /// A tie is not what this program writes.
    Unreadable(PathBuf, String),
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShelfError::NoHome => f.write_str(
                "there is no home folder to keep ties to texts in\n  = help: set HIKIWAKE_DATA \
                 to a folder for them",
            ),
            ShelfError::Io(path, error) => {
                let path = path.display();
                write!(f, "the tie {path} cannot be read or written: {error}")
            }
            ShelfError::Write(error) => error.fmt(f),
            ShelfError::Unreadable(path, why) => {
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

impl std::error::Error for ShelfError {}
