//! The ties between sources and texts on this machine.
//!
//! A tie is one small file in the user's data directory. It says where the text
//! of a source lies, what it was when it was tied, and, per place, the passage with
//! a little of what stands around it, so that the place can be found again when
//! the text is gone. Passages are the source's own words: they stay here, readable
//! by the user alone, and never enter a dossier.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::attached::Attached;
use super::quote::Quote;
use super::text_store::{TextStore, TextStoreError, absolute};
use crate::plain_file::{PlainFileError, read_plain};
use crate::write::{FileChange, FolderLock, write_all};

/// Version of the form in which ties are stored.
const FORMAT: u32 = 1;
/// Ties that are larger are not ours.
const LARGEST: u64 = 256 << 20;

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

impl TextStore {
    /// What is tied to a source of the dossier in `dossier`, if anything is.
    ///
    /// # Errors
    /// [`TextStoreError`] where there is a tie that cannot be read.
    pub fn tie(&self, dossier: &Path, source: &str) -> Result<Option<Tie>, TextStoreError> {
        let path = self.file(dossier, source);
        let Some(bytes) = stored(&path)? else {
            return Ok(None);
        };
        match serde_json::from_slice::<Tie>(&bytes) {
            Ok(tie) if tie.format == FORMAT => Ok(Some(tie)),
            Ok(tie) => Err(TextStoreError::Unreadable(
                path,
                format!(
                    "it has format {}, and this program reads {FORMAT}",
                    tie.format
                ),
            )),
            Err(error) => Err(TextStoreError::Unreadable(path, error.to_string())),
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
    /// [`TextStoreError`] where the tie cannot be written.
    pub fn put(
        &self,
        dossier: &Path,
        source: &str,
        text: &Attached,
        quotes: Vec<Quote>,
    ) -> Result<(), TextStoreError> {
        let path = self.file(dossier, source);
        self.write(&path, &tied(dossier, source, text, quotes))
    }

    /// Lays a tie ready, to become that of its source by [`TextStore::finish`]. Its name.
    pub(super) fn prepare(
        &self,
        dossier: &Path,
        source: &str,
        text: &Attached,
        quotes: Vec<Quote>,
    ) -> Result<String, TextStoreError> {
        let ready = self.file(dossier, source).with_extension("next");
        self.write(&ready, &tied(dossier, source, text, quotes))?;
        let name = ready.file_stem().unwrap_or_default();
        Ok(name.to_string_lossy().into_owned())
    }

    fn write(&self, path: &Path, tie: &Tie) -> Result<(), TextStoreError> {
        let json = serde_json::to_vec_pretty(tie)
            .map_err(|error| TextStoreError::Io(path.to_owned(), error.into()))?;
        private_folder(&self.folder).map_err(|error| TextStoreError::Io(path.to_owned(), error))?;
        let lock = FolderLock::acquire(&self.folder).map_err(TextStoreError::Write)?;
        let before = stored(path)?;
        let name = path.file_name().unwrap_or_default();
        let mut change = FileChange::of(name, before.as_deref(), json);
        change.private = true;
        write_all(&lock, &[change]).map_err(TextStoreError::Write)
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
fn stored(path: &Path) -> Result<Option<Vec<u8>>, TextStoreError> {
    let unreadable = |why: &str| TextStoreError::Unreadable(path.to_owned(), why.to_owned());
    match read_plain(path, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(PlainFileError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(PlainFileError::Io(error)) => Err(TextStoreError::Io(path.to_owned(), error)),
        Err(PlainFileError::NotAFile) => Err(unreadable("it is not a plain file")),
        Err(PlainFileError::TooLarge) => Err(unreadable("it is larger than 256 MiB")),
    }
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
