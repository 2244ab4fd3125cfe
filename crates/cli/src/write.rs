//! Files that are either written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `contents` to `path`: aside first, synced, then renamed over it.
pub fn whole(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    written(path, contents.as_ref(), true)
}

/// The same, where no file of this name may be there yet.
pub fn new(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    written(path, contents.as_ref(), false)
}

fn written(path: &Path, contents: &[u8], over: bool) -> Result<(), String> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let write = || -> std::io::Result<()> {
        let mut aside = tempfile::Builder::new()
            .prefix(".hikiwake-")
            .permissions_like_new_file()
            .tempfile_in(&folder)?;
        aside.write_all(contents)?;
        aside.as_file().sync_all()?;
        let done = match over {
            true => aside.persist(path),
            false => aside.persist_noclobber(path),
        };
        done.map_err(|error| error.error)?;
        std::fs::File::open(&folder)?.sync_all()
    };
    write().map_err(|error| format!("error: cannot write {}: {error}", path.display()))
}

/// Temporary files are private by default; what a person asked for is not.
trait LikeNewFile {
    fn permissions_like_new_file(&mut self) -> &mut Self;
}

impl LikeNewFile for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like_new_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_like_new_file(&mut self) -> &mut Self {
        self
    }
}
