//! One program at a time in a folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::disk::System;
use super::{ASIDE, JOURNAL, LOCK, WriteError, journal};
use crate::passages::TextStore;

/// How long to wait for another program that writes in the folder.
const PATIENCE: Duration = Duration::from_secs(60);

/// The right to write in a folder, until dropped: no other run of this program has it.
/// The system takes it back from a program that ends, however it ends.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    _held: File,
}

impl FolderLock {
    /// Waits for the right to write in a folder; then finishes what was cut short
    /// there, and sweeps what was left.
    ///
    /// # Errors
    /// [`WriteError`] where there is no such folder, where another program does not end
    /// within a minute, or where what was cut short cannot be finished.
    pub fn acquire(folder: &Path) -> Result<FolderLock, WriteError> {
        let lock = FolderLock::wait(folder, PATIENCE)?;
        lock.tidy()?;
        Ok(lock)
    }

    /// The folder's one name, however it was called.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Finishes what was cut short in the folder, and sweeps what was left.
    fn tidy(&self) -> Result<(), WriteError> {
        journal::finish(&System, &self.folder, TextStore::open().ok().as_ref())?;
        sweep(&self.folder);
        Ok(())
    }

    fn wait(folder: &Path, patience: Duration) -> Result<FolderLock, WriteError> {
        let cannot = WriteError::at(folder);
        let folder = folder.canonicalize().map_err(&cannot)?;
        let begun = Instant::now();
        let mut held = File::open(&folder);
        let mut itself = true;
        loop {
            match held.map(|file| (file.try_lock(), file)) {
                Ok((Ok(()), file)) => {
                    return Ok(FolderLock {
                        folder,
                        _held: file,
                    });
                }
                Ok((Err(TryLockError::WouldBlock), file)) => {
                    if begun.elapsed() >= patience {
                        return Err(WriteError::Busy(folder));
                    }
                    sleep(Duration::from_millis(10));
                    held = Ok(file);
                }
                // Not every system can lock a folder (Windows, some network disks).
                Ok((Err(TryLockError::Error(_)), _)) | Err(_) if itself => {
                    itself = false;
                    let mut options = OpenOptions::new();
                    options.write(true).create(true).truncate(false);
                    held = options.open(folder.join(LOCK));
                }
                Ok((Err(TryLockError::Error(error)), _)) | Err(error) => {
                    return Err(cannot(error));
                }
            }
        }
    }
}

/// Finishes what was cut short in a folder that is to be read, and sweeps what was
/// left there, unless it belongs to a program that is at it.
///
/// # Errors
/// [`WriteError`] where a change was begun and cannot be finished.
pub(crate) fn recover(folder: &Path) -> Result<(), WriteError> {
    if folder.join(JOURNAL).symlink_metadata().is_ok() {
        return FolderLock::acquire(folder).map(drop);
    }
    if !asides(folder).is_empty()
        && let Ok(lock) = FolderLock::wait(folder, Duration::ZERO)
    {
        lock.tidy()?;
    }
    Ok(())
}

/// Deletes what a program that ended has left aside. What cannot be deleted is in
/// nobody's way.
fn sweep(folder: &Path) {
    for path in asides(folder) {
        let is_folder = path.symlink_metadata().is_ok_and(|data| data.is_dir());
        let _ = match is_folder {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
    }
}

fn asides(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let ours = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(ASIDE);
    entries
        .filter(|entry| ours(&entry.file_name()))
        .map(|entry| entry.path())
        .collect()
}
