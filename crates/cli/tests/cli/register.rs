//! `hikiwake register` as a person runs it.

use std::path::PathBuf;

use crate::program::answered;

/// Both places stand side by side, clashes before what is open.
#[test]
fn both_sides_stand_there_with_their_places() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "dossiers", "kuril"]
        .iter()
        .collect();
    let folder = folder.to_str().expect("a path in UTF-8");
    let text = answered(&["register", folder, "--full"]);
    let at = |part: &str| {
        let found = text.find(part);
        found.unwrap_or_else(|| panic!("no “{part}” in:\n{text}"))
    };
    let decides = at("They touch what decides:");
    let found = at("Found by both, the reader as D002 [figure.vostok2014_personnel]");
    let entry = at("Vostok 2014 personnel:");
    assert!(decides < entry);
    assert!(at("Cannot both be true (") < entry && entry < at("Nobody can tell yet ("));
    for part in [
        "100,000 troops",
        "155,000 troops",
        "17033–17044",
        "10756–10767",
    ] {
        assert!(entry < at(part) && at(part) < found);
    }

    let json = answered(&["register", folder, "--json"]);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found["kind"], "register");
    // Long lines break at hyphens, too.
    let unbroken: String = text.split_whitespace().collect();
    let entries = found["finding"]["entries"].as_array().expect("a list");
    for entry in entries {
        let id = entry["id"].as_str().expect("an id");
        assert!(unbroken.contains(id), "{id} is not in the text");
    }
}

/// A dossier without claims has nothing to compare, and says so.
#[test]
fn without_claims_it_says_that_nothing_stands_to_be_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let head = "[dossier]\nformat = 1\ntitle = \"Bare\"\n";
    std::fs::write(folder.path().join("dossier.toml"), head).expect("written");
    let text = answered(&["register", folder.path().to_str().expect("UTF-8")]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "No two claims speak of one thing",
        "nothing stands to be compared.",
    ] {
        assert!(text.contains(part), "“{part}” is not in: {text}");
    }
}
