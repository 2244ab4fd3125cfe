//! Dossiers for tests: those that a test writes, and those of the repository.

use std::path::Path;

use hikiwake_dossier::{Dossier, read};

/// Two sources, `book` and `paper`, for a small dossier to cite.
#[allow(dead_code, reason = "not every crate with such tests cites sources")]
pub const SOURCES: &str = r#"[
  {"id": "book", "type": "book", "title": "A book",
   "author": [{"family": "Writer", "given": "A."}], "issued": {"date-parts": [[2016]]}},
  {"id": "paper", "type": "report", "title": "A paper",
   "author": [{"family": "Scholar", "given": "B."}], "issued": {"date-parts": [[2017]]}}
]"#;

/// The dossier whose `dossier.toml` is `text`, with these `sources.json`.
pub fn written(text: &str, sources: Option<&str>) -> Dossier {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("dossier.toml"), text).expect("written");
    if let Some(sources) = sources {
        std::fs::write(folder.path().join("sources.json"), sources).expect("written");
    }
    let read = read(folder.path());
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}\n{text}"))
}

/// A dossier of the repository, by its folder there.
#[allow(dead_code, reason = "not every crate with such tests reads one")]
pub fn of_repository(name: &str) -> Dossier {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    read(&folder).dossier.expect("a dossier without errors")
}
