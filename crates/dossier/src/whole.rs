//! Files that are either written whole or not at all.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file written beside the one that it is to replace.
pub(crate) struct Aside {
    aside: PathBuf,
    path: PathBuf,
    placed: bool,
}

impl Aside {
    /// Writes the new content of an existing file aside, and syncs it.
    pub fn of(path: &Path, content: &[u8]) -> io::Result<Aside> {
        let path = path.canonicalize()?;
        let permissions = fs::metadata(&path)?.permissions();
        Aside::write(path, content, Some(permissions))
    }

    fn write(path: PathBuf, content: &[u8], permissions: Option<Permissions>) -> io::Result<Aside> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let aside = folder(&path).join(format!(".{name}.{}.new", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if permissions.is_none() {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(&aside)?;
        // From here on, what stands aside is removed unless it is put in place.
        let kept = Aside {
            aside,
            path,
            placed: false,
        };
        file.write_all(content)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.sync_all()?;
        Ok(kept)
    }

    /// Puts it in the place of the old one: a crash leaves the one or the other.
    pub fn place(mut self) -> io::Result<()> {
        fs::rename(&self.aside, &self.path)?;
        self.placed = true;
        // Only Unix can make the new name durable through its folder.
        if cfg!(unix) {
            File::open(folder(&self.path))?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.placed {
            // What stood aside is of no use; the first fault is the one to tell.
            let _ = fs::remove_file(&self.aside);
        }
    }
}

/// Writes a file that only the user can read, new or in the place of an old one.
pub(crate) fn private(path: &Path, content: &[u8]) -> io::Result<()> {
    Aside::write(path.to_owned(), content, None)?.place()
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
