//! Files from people, read whole and within a limit.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug)]
pub enum PlainFileError {
    /// It cannot be read.
    Io(io::Error),
    /// It is a folder, pipe or device.
    NotAFile,
    /// It is larger than the limit.
    TooLarge,
}

/// Reads a plain file of at most `largest` bytes.
///
/// # Errors
/// See [`PlainFileError`].
pub fn read_plain(path: &Path, largest: u64) -> Result<Vec<u8>, PlainFileError> {
    // Asked before opening: opening a pipe would wait for ever.
    if !path.metadata().map_err(PlainFileError::Io)?.is_file() {
        return Err(PlainFileError::NotAFile);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(PlainFileError::Io)?;
    file.take(largest.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(PlainFileError::Io)?;
    match bytes.len() as u64 > largest {
        true => Err(PlainFileError::TooLarge),
        false => Ok(bytes),
    }
}

/// The line, counted from 1, in which byte `at` stands.
pub(crate) fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|b| **b == b'\n').count()
}
