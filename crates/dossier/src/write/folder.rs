//! A new folder, whole or not at all.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::MutexGuard;

use super::disk::{Disk as _, System};
use super::journal::{Journal, Rename, commit, free_aside};
use super::{FolderLock, LOCK, WriteError, parent, recover, stop};

/// A folder that is being filled; it has its name only when it is whole.
#[derive(Debug)]
pub struct NewFolder<'a> {
    path: &'a Path,
    /// What takes the name in the end: the folder, the first of those it lies in that
    /// are not there yet, or nothing where an empty folder is there.
    top: Option<&'a Path>,
    begun: OnceCell<Begun>,
}

/// What is held from the first file on. What lies aside is cleared before the rest goes.
#[derive(Debug)]
struct Begun {
    aside: Cleared,
    files: PathBuf,
    lock: FolderLock,
    _writing: MutexGuard<'static, ()>,
}

/// Deletes what is aside, unless it has got its name.
#[derive(Debug)]
struct Cleared(PathBuf);

impl Drop for Cleared {
    fn drop(&mut self) {
        // It is gone where all went well; else the next to write here sweeps it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl NewFolder<'_> {
    /// Begins a file of the folder.
    ///
    /// # Errors
    /// Where it is there already, or cannot be written.
    pub fn file(&self, name: &str) -> Result<NewFile, WriteError> {
        let file = File::create_new(self.begin()?.files.join(name));
        file.map(NewFile)
            .map_err(WriteError::at(&self.path.join(name)))
    }

    /// Nothing is held before there is something to write: what is asked may take long.
    fn begin(&self) -> Result<&Begun, WriteError> {
        if self.begun.get().is_none() {
            let lock = FolderLock::acquire(self.top.map_or(self.path, parent))?;
            let writing = stop::writing();
            let aside = Cleared(free_aside(lock.folder()));
            let within = self.top.map(|top| self.path.strip_prefix(top));
            let files = match within {
                Some(Ok(within)) if !within.as_os_str().is_empty() => aside.0.join(within),
                _ => aside.0.clone(),
            };
            fs::create_dir_all(&files).map_err(WriteError::at(self.path))?;
            let _ = self.begun.set(Begun {
                aside,
                files,
                lock,
                _writing: writing,
            });
        }
        self.begun
            .get()
            .ok_or_else(|| WriteError::Io(self.path.to_owned(), io::ErrorKind::InvalidInput.into()))
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

/// Writes a new folder, with those that it lies in: `fill` writes its files aside, then
/// they take their place. A folder that is there must be empty.
///
/// # Errors
/// Those of `fill`, and [`WriteError`]; nothing is there then that was not before.
pub fn write_folder<T, E: From<WriteError>>(
    path: &Path,
    fill: impl FnOnce(&NewFolder) -> Result<T, E>,
) -> Result<T, E> {
    let new = NewFolder {
        path,
        top: top(path)?,
        begun: OnceCell::new(),
    };
    let filled = fill(&new)?;
    new.begin()?;
    if let Some(begun) = new.begun.into_inner() {
        match new.top {
            Some(top) => take_name(begun, path, top)?,
            None => move_in(begun, path)?,
        }
    }
    Ok(filled)
}

/// Refuses a path where no new folder can be written, before there is anything to write.
///
/// # Errors
/// See [`WriteError`].
pub fn must_be_free(path: &Path) -> Result<(), WriteError> {
    top(path).map(drop)
}

/// See [`NewFolder::top`].
fn top(path: &Path) -> Result<Option<&Path>, WriteError> {
    let cannot = |kind: io::ErrorKind| WriteError::Io(path.to_owned(), kind.into());
    if path.symlink_metadata().is_ok() {
        if !path.is_dir() {
            return Err(WriteError::There(path.to_owned()));
        }
        // What a run that was killed has left is nothing.
        recover(path)?;
        must_be_empty(path, &|_| false)?;
        return Ok(None);
    }
    let mut top = path;
    while parent(top).symlink_metadata().is_err() && top.parent().is_some() {
        top = parent(top);
    }
    // Through a folder that is not there, no way leads back.
    let within = path.strip_prefix(top).unwrap_or(path);
    let plain = |part| matches!(part, Component::Normal(_));
    match path.file_name().is_some() && within.components().all(plain) {
        true => Ok(Some(top)),
        false => Err(cannot(io::ErrorKind::InvalidInput)),
    }
}

fn take_name(begun: Begun, path: &Path, top: &Path) -> Result<(), WriteError> {
    let cannot = WriteError::at(path);
    sync_all(&begun.aside.0).map_err(&cannot)?;
    if top.symlink_metadata().is_ok() {
        return Err(WriteError::There(top.to_owned()));
    }
    fs::rename(&begun.aside.0, top)
        .and_then(|()| System.sync_folder(begun.lock.folder()))
        .map_err(&cannot)
}

/// Moves the files into the empty folder, which may be the one where someone works.
fn move_in(begun: Begun, path: &Path) -> Result<(), WriteError> {
    let cannot = WriteError::at(path);
    let aside = &begun.aside.0;
    sync_all(aside).map_err(&cannot)?;
    let folder = begun.lock.folder();
    must_be_empty(folder, &|name| folder.join(name) == *aside)?;
    let from = aside.strip_prefix(folder).unwrap_or(aside);
    let mut written = names(aside).map_err(&cannot)?;
    written.sort();
    let rename = |name: OsString| Rename {
        from: from.join(&name),
        to: name.into(),
        before: None,
    };
    let journal = Journal::of(written.into_iter().map(rename).collect());
    let done = commit(&System, folder, &journal, None);
    if matches!(done, Err(WriteError::Unfinished { .. })) {
        // What the journal names is still to be put in place.
        std::mem::forget(begun.aside);
    }
    done
}

fn must_be_empty(folder: &Path, but: &dyn Fn(&OsString) -> bool) -> Result<(), WriteError> {
    let there = names(folder).map_err(WriteError::at(folder))?;
    match there.iter().all(|name| name == LOCK || but(name)) {
        true => Ok(()),
        false => Err(WriteError::NotEmpty(folder.to_owned())),
    }
}

fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = folder.read_dir()?;
    entries.map(|entry| Ok(entry?.file_name())).collect()
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
