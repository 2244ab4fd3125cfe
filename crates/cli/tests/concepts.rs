//! `hikiwake concepts` as a person runs it.

use std::process::{Command, Output};

fn hikiwake(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

#[test]
fn the_starter_dossier_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("new");
    let folder = folder.to_str().expect("a path in UTF-8");
    assert!(hikiwake(&["new", folder]).status.success());
    let text = |arguments: &[&str]| {
        let output = hikiwake(&[&["concepts", folder], arguments].concat());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{error}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(text(&[]).contains("North and South would leave together"));
    let one = text(&[
        "de",
        "--horizon",
        "2",
        "--next",
        "worst",
        "--gain",
        "pareto",
    ]);
    assert!(one.contains("2 ahead") && !one.contains("ba  "));
    let alone = text(&["de", "--group", "north"]);
    assert!(alone.contains("None of the groups asked for would leave."));

    let json = text(&["--json"]);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found["kind"], "concepts");
    assert_eq!(found["finding"]["families"][0]["states"], 1);

    let refused = hikiwake(&["concepts", folder, "--group", "nobody"]);
    let error = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && error.contains("no decision maker is called `nobody`"));
}
