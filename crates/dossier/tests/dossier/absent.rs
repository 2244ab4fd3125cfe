//! What tests compare with and this repository does not hold: files in `shared` beside
//! the checkout, and other programs. Where they are absent, the terminal says so.

#![allow(dead_code)] // each test binary uses its own part

use std::io::Write;
use std::path::{Path, PathBuf};

/// Says something that the test harness does not keep to itself.
pub fn said(what: &str) {
    let line = format!("{what}\n");
    let mut terminal = std::io::stderr();
    terminal.write_all(line.as_bytes()).expect("said");
}

/// Says that a test, or a part of it, does not run.
pub fn skipped(why: &str) {
    let test = std::thread::current();
    said(&format!(
        "skipped: {}: {why}",
        test.name().unwrap_or("a test")
    ));
}

/// A file in `shared` beside the checkout, `None` where it is absent. Where `CI` is set,
/// it must be there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    present(folder.join(name))
}

/// The file, `None` where it is absent. Where `CI` is set, it must be there.
pub fn present(file: PathBuf) -> Option<PathBuf> {
    if file.is_file() {
        return Some(file);
    }
    let absent = format!("{} is absent", file.display());
    assert!(std::env::var_os("CI").is_none(), "CI is set, and {absent}");
    skipped(&absent);
    None
}

/// The text of a file in `shared`, under the same conditions.
pub fn shared_text(name: &str) -> Option<String> {
    Some(std::fs::read_to_string(shared(name)?).expect("readable"))
}
