//! `hikiwake setting` as a person runs it.

use std::path::PathBuf;

use crate::program::{answered, refused};

fn kuril() -> String {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "dossiers", "kuril"]
        .iter()
        .collect();
    folder.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn map_timeline_and_dependences_are_told_in_words() {
    let text = answered(&["setting", &kuril(), "--full"]);
    for part in [
        "Map of the places",
        "Abe in office",
        "Summit at Nagato and Tokyo",
        "9 dependences between 6 actors",
        "44.98° N, 147.85° E",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn its_json_is_a_list_of_findings_that_may_be_written_anew() {
    let json = answered(&["setting", &kuril(), "--json"]);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let kinds: Vec<&str> = (found.as_array().expect("a list").iter())
        .map(|finding| finding["kind"].as_str().expect("a kind"))
        .collect();
    assert_eq!(kinds, ["map", "timeline", "ties"]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("setting.json");
    let file = file.to_str().expect("a path in UTF-8");
    for _ in 0..2 {
        answered(&["setting", &kuril(), "--format", "json", "-o", file]);
    }
    assert_eq!(std::fs::read_to_string(file).expect("written"), json);
}

#[test]
fn without_a_setting_it_says_what_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "[dossier]\nformat = 1\ntitle = \"Bare\"\n";
    std::fs::write(folder.path().join("dossier.toml"), head).expect("written");
    let message = refused(&["setting", folder.path().to_str().expect("UTF-8")]);
    assert!(
        message.contains("= help: ") && message.contains("[places.ID]"),
        "{message}"
    );
}
