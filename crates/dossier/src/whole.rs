//! Files that are either written whole or not at all: aside first, synced, then
//! put in place. A crash leaves the old file or the new one.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file written beside the one that it is to replace.
pub(crate) struct Aside {
    aside: NamedTempFile,
    path: PathBuf,
}

impl Aside {
    /// Writes the new content of an existing file aside, and syncs it.
    pub fn of(path: &Path, content: &[u8]) -> io::Result<Aside> {
        let path = path.canonicalize()?;
        let permissions = fs::metadata(&path)?.permissions();
        let aside = aside(&path, content, Some(permissions))?;
        Ok(Aside { aside, path })
    }

    /// Puts it in the place of the old one.
    pub fn place(self) -> io::Result<()> {
        self.aside.persist(&self.path)?;
        sync_folder(&self.path)
    }
}

/// Writes a file, new or in the place of an old one.
///
/// # Errors
/// Where it cannot be written; what stood there is then as it was.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    aside(path, content, public())?.persist(path)?;
    sync_folder(path)
}

/// Writes a file where none of this name may be there yet.
///
/// # Errors
/// Where it cannot be written, or there is one.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    aside(path, content, public())?.persist_noclobber(path)?;
    sync_folder(path)
}

/// Writes a file that only the user can read, new or in the place of an old one.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    aside(path, content, None)?.persist(path)?;
    sync_folder(path)
}

/// Temporary files are private unless they are given other permissions.
fn aside(
    path: &Path,
    content: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".hikiwake-");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut aside = builder.tempfile_in(folder(path))?;
    aside.write_all(content)?;
    aside.as_file().sync_all()?;
    Ok(aside)
}

/// What any new file of the user has: the umask takes its part.
fn public() -> Option<Permissions> {
    #[cfg(unix)]
    let permissions = Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let permissions = None;
    permissions
}

fn sync_folder(path: &Path) -> io::Result<()> {
    // Only Unix can make the new name durable through its folder.
    match cfg!(unix) {
        true => File::open(folder(path))?.sync_all(),
        false => Ok(()),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
