//! A new folder, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::disk::{Disk as _, System};
use super::plan::{Journal, Rename, commit, free_aside};
use super::{FolderLock, WriteError, parent, stop};

/// A folder that is being filled; it has its name only when it is whole.
#[derive(Debug)]
pub struct NewFolder {
    aside: PathBuf,
}

impl NewFolder {
    /// Begins a file of the folder.
    ///
    /// # Errors
    /// Where it is there already, or cannot be written.
    pub fn file(&self, name: &str) -> io::Result<NewFile> {
        File::create_new(self.aside.join(name)).map(NewFile)
    }
}

/// A file that is being written, unless the program is about to end.
#[derive(Debug)]
pub struct NewFile(File);

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match stop::stopped() {
            true => Err(io::Error::other("stopped")),
            false => self.0.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Deletes what is aside, unless it has got its name.
struct Cleared(PathBuf);

impl Drop for Cleared {
    fn drop(&mut self) {
        // It is gone where all went well; else the next to write here sweeps it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes a new folder, with those that it lies in: `fill` writes its files aside, then
/// they take their place. A folder that is there must be empty.
///
/// # Errors
/// Those of `fill`, and [`WriteError`]; nothing is there then that was not before.
pub fn write_folder<T, E: From<WriteError>>(
    path: &Path,
    fill: impl FnOnce(&NewFolder) -> Result<T, E>,
) -> Result<T, E> {
    let cannot = WriteError::at(path);
    if path.as_os_str().is_empty() {
        return Err(cannot(io::ErrorKind::InvalidInput.into()).into());
    }
    if path.symlink_metadata().is_ok() {
        return in_place(path, fill);
    }
    // All folders that are not there yet come with the first of them.
    let mut top = path;
    while parent(top).symlink_metadata().is_err() && top.parent().is_some() {
        top = parent(top);
    }
    let lock = FolderLock::acquire(parent(top))?;
    let _writing = stop::writing();
    let aside = Cleared(free_aside(lock.folder()));
    let within = path.strip_prefix(top).unwrap_or(Path::new(""));
    // Through a folder that is not there, no way leads back.
    if !within
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return Err(cannot(io::ErrorKind::InvalidInput.into()).into());
    }
    let inner = match within.as_os_str().is_empty() {
        true => aside.0.clone(),
        false => aside.0.join(within),
    };
    fs::create_dir_all(&inner).map_err(&cannot)?;
    let filled = fill(&NewFolder { aside: inner })?;
    sync_all(&aside.0).map_err(&cannot)?;
    if top.symlink_metadata().is_ok() {
        return Err(WriteError::There(top.to_owned()).into());
    }
    fs::rename(&aside.0, top)
        .and_then(|()| System.sync_folder(lock.folder()))
        .map_err(&cannot)?;
    Ok(filled)
}

/// Fills an empty folder, which may be the one where someone works.
fn in_place<T, E: From<WriteError>>(
    path: &Path,
    fill: impl FnOnce(&NewFolder) -> Result<T, E>,
) -> Result<T, E> {
    let cannot = WriteError::at(path);
    if !path.is_dir() {
        return Err(WriteError::There(path.to_owned()).into());
    }
    let lock = FolderLock::acquire(path)?;
    let folder = lock.folder();
    let names = |folder: &Path| -> io::Result<Vec<_>> {
        let entries = folder.read_dir()?;
        entries.map(|entry| Ok(entry?.file_name())).collect()
    };
    let there = names(folder).map_err(&cannot)?;
    if there.iter().any(|name| name != super::LOCK) {
        return Err(WriteError::NotEmpty(path.to_owned()).into());
    }
    let _writing = stop::writing();
    let aside = Cleared(free_aside(folder));
    fs::create_dir(&aside.0).map_err(&cannot)?;
    let filled = fill(&NewFolder {
        aside: aside.0.clone(),
    })?;
    sync_all(&aside.0).map_err(&cannot)?;
    let from = aside.0.strip_prefix(folder).unwrap_or(&aside.0);
    let mut written = names(&aside.0).map_err(&cannot)?;
    written.sort();
    let rename = |name: std::ffi::OsString| Rename {
        from: from.join(&name),
        to: name.into(),
        before: None,
    };
    let journal = Journal::of(written.into_iter().map(rename).collect());
    let done = commit(&System, folder, &journal, None);
    if matches!(done, Err(WriteError::Unfinished { .. })) {
        // What the journal names is still to be put in place.
        std::mem::forget(aside);
    }
    done?;
    Ok(filled)
}

/// Makes a folder and all in it durable.
fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => sync_all(&entry.path())?,
            // Windows syncs only what it may write.
            false => OpenOptions::new()
                .write(true)
                .open(entry.path())?
                .sync_all()?,
        }
    }
    System.sync_folder(folder)
}
