//! Files that are either written whole or not at all, with what to say otherwise.

use std::path::Path;

/// Writes a file, new or in the place of an old one.
pub fn whole(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    said(path, hikiwake_dossier::write_whole(path, contents.as_ref()))
}

/// The same, where no file of this name may be there yet.
pub fn new(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), String> {
    said(path, hikiwake_dossier::write_new(path, contents.as_ref()))
}

fn said(path: &Path, done: std::io::Result<()>) -> Result<(), String> {
    done.map_err(|error| format!("error: cannot write {}: {error}", path.display()))
}
