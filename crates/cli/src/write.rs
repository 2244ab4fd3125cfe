//! Files that are either written whole or not at all, with what to say otherwise.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until no file is being written, and lets no other begin until dropped.
pub fn pause() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file, new or in the place of an old one.
pub fn whole(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    let _writing = pause();
    said(path, hikiwake_dossier::write_whole(path, contents.as_ref()))
}

/// The same, where no file of this name may be there yet.
pub fn new(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    let _writing = pause();
    said(path, hikiwake_dossier::write_new(path, contents.as_ref()))
}

fn said(path: &Path, done: std::io::Result<()>) -> Result<(), String> {
    done.map_err(|error| format!("error: cannot write {}: {error}", path.display()))
}

/// Refuses a folder that is there and not empty.
pub fn must_be_free(folder: &Path) -> Result<(), String> {
    let there = folder.symlink_metadata().is_ok();
    let empty = folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_none());
    match there && !empty {
        false => Ok(()),
        true => Err(format!(
            "error: {} is there already and not empty\n  = help: choose a new name",
            folder.display()
        )),
    }
}

/// Writes a new folder whole: `fill` writes into one aside, which then takes the name.
pub fn folder<T>(path: &Path, fill: impl FnOnce(&Path) -> Result<T, String>) -> Result<T, String> {
    must_be_free(path)?;
    let cannot = |error: std::io::Error| format!("error: cannot write {}: {error}", path.display());
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(cannot)?;
    let mut aside = tempfile::Builder::new();
    aside.prefix(".hikiwake-");
    #[cfg(unix)]
    aside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let aside = aside.tempdir_in(parent).map_err(cannot)?;
    let filled = fill(aside.path())?;
    if path.is_dir() {
        fs::remove_dir(path).map_err(cannot)?;
    }
    fs::rename(aside.path(), path).map_err(cannot)?;
    // What it was called is gone; there is nothing to clear away.
    let _ = aside.keep();
    Ok(filled)
}
