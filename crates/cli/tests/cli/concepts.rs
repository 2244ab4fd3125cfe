//! `hikiwake concepts` as a person runs it.

use crate::program::{answered, refused};

#[test]
fn the_starter_dossier_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("new");
    let folder = folder.to_str().expect("a path in UTF-8");
    answered(&["new", "--minimal", folder]);
    let text = |arguments: &[&str]| answered(&[&["concepts", folder], arguments].concat());
    assert!(text(&["--full"]).contains("North and South would leave it together"));
    let one = text(&[
        "de",
        "--horizon",
        "2",
        "--next",
        "worst",
        "--gain",
        "pareto",
    ]);
    assert!(one.contains("Looking two moves ahead") && !one.contains("ba  "));
    let alone = text(&["de", "--group", "north", "--full"]);
    assert!(alone.contains("None of the groups asked for would leave."));

    let json = text(&["--json"]);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found["kind"], "concepts");
    assert_eq!(found["finding"]["families"][0]["states"], 1);

    let error = refused(&["concepts", folder, "--group", "nobody"]);
    assert!(error.contains("no decision maker is called `nobody`"));
}
