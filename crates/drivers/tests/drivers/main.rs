//! Drivers against plain computations, and against the figures of the reference case.

mod kuril;
mod record;
mod small;

use std::path::{Path, PathBuf};

use hikiwake_dossier::Dossier;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn open(folder: &Path) -> Dossier {
    let read = hikiwake_dossier::read(folder);
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}"))
}
