//! The steps of which every change of files is made.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::TempPath;

/// Who may read and write a new file.
pub(crate) enum Access {
    /// Those who may any new file of the user: the umask takes its part.
    Usual,
    /// The user alone.
    Private,
    /// Those who may the file that it replaces, with the same owner.
    Like(Metadata),
}

/// What a change does to the disk, step by step, so that tests can end it at any.
pub(crate) trait Disk {
    /// Writes a file that is not there yet, and syncs it.
    fn create(&self, path: &Path, content: &[u8], access: &Access) -> io::Result<()>;
    /// Puts a file in the place of another.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts a file where none may be.
    fn place(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk as it is.
pub(crate) struct System;

impl Disk for System {
    fn create(&self, path: &Path, content: &[u8], access: &Access) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if !matches!(access, Access::Usual) {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(path)?;
        file.write_all(content)?;
        if let Access::Like(old) = access {
            take_after(&file, old)?;
        }
        file.sync_all()
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut from = TempPath::try_from_path(from)?;
        // What could not be placed is kept: the change is finished later.
        from.disable_cleanup(true);
        from.persist_noclobber(to).map_err(|error| error.error)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Only Unix can make new names durable through their folder.
        match cfg!(unix) {
            true => File::open(folder)?.sync_all(),
            false => Ok(()),
        }
    }
}

/// Gives a new file the owner and permissions of an old one.
fn take_after(new: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = new.metadata()?;
        if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
            fchown(new, Some(old.uid()), Some(old.gid()))?;
        }
    }
    new.set_permissions(old.permissions())
}
