//! `hikiwake trace` as a person runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hikiwake_dossier::{Attached, TextStore};

/// Runs the program with its own data directory, so that nothing attached on this
/// machine is seen.
fn hikiwake(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("HIKIWAKE_DATA", data)
        .output()
        .expect("the program starts")
}

fn answered(data: &Path, arguments: &[&str]) -> String {
    let output = hikiwake(data, arguments);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {message}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn refused(data: &Path, arguments: &[&str]) -> String {
    let output = hikiwake(data, arguments);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{arguments:?} was not refused"
    );
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn kuril() -> String {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "dossiers", "kuril"]
        .iter()
        .collect();
    folder.to_str().expect("a path in UTF-8").to_owned()
}

/// A dossier of one source whose text is ours, and the text.
fn small(folder: &Path) -> String {
    let dossier = folder.join("small");
    std::fs::create_dir(&dossier).expect("created");
    let text = r#"
[dossier]
format = 1
title = "Small"
[actors.one]
name = "One"
[options.act]
owner = "one"
label = "Act"
because = ["c1"]
[[preferences]]
actor = "one"
statements = [{ id = "w", wants = "act", because = ["c1"], basis = "stated" }]
[claims.c1]
source = "note"
says = "One would act."
places = [{ start = 6, end = 15 }, { start = 0, end = 5, digest = "00000000" }]
"#;
    std::fs::write(dossier.join("dossier.toml"), text).expect("written");
    let sources = r#"[{"id": "note", "type": "report", "title": "A note"}]"#;
    std::fs::write(dossier.join("sources.json"), sources).expect("written");
    dossier.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn passages_are_shown_only_where_they_are_asked_for_and_at_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let dossier = small(folder.path());
    let unseen = answered(&data, &["trace", &dossier, "c1", "--passages", "--full"]);
    assert!(
        unseen.contains("source attach") && unseen.contains("note FILE"),
        "{unseen}"
    );

    let text = folder.path().join("note.txt");
    std::fs::write(&text, "First zebrawood last").expect("written");
    let attached = Attached::read(&text).expect("a text");
    let shelf = TextStore::at(&data);
    shelf
        .put(Path::new(&dossier), "note", &attached, Vec::new())
        .expect("tied");
    for arguments in [
        vec!["trace", &dossier, "c1", "--passages", "--full"],
        vec!["trace", &dossier, "one.w", "--passages", "--json"],
    ] {
        assert!(
            answered(&data, &arguments).contains("zebrawood"),
            "{arguments:?}"
        );
    }
    // The second place has another digest: what stands there is not shown.
    let shown = answered(&data, &["trace", &dossier, "c1", "--passages", "--full"]);
    assert!(
        !shown.contains("First") && shown.contains("source verify"),
        "{shown}"
    );
    // A pipe is no terminal, and JSON goes to programs.
    for arguments in [
        vec!["trace", &dossier, "c1"],
        vec!["trace", &dossier, "c1", "--json"],
    ] {
        assert!(
            !answered(&data, &arguments).contains("zebrawood"),
            "{arguments:?}"
        );
    }
    assert!(answered(&data, &["trace", &dossier, "c1"]).contains("--passages"));
}

#[test]
fn every_kind_is_traced_down_and_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let (kuril, data) = (kuril(), folder.path());
    for (thing, told) in [
        ("russia", "What it controls"),
        ("option.sanctions", "Statements that speak of it"),
        ("japan.alliance-first", "place in its list: 1"),
        ("rules.transfer-needs-two-islands", "Without the rule"),
        ("definition.settlement", "Options that it is made of"),
        ("n25", "The judgements that rest on it"),
        ("niquet2016", "Without the source Niquet 2016"),
        ("ukraine_crisis", "On its 12 claims rest"),
        ("ukraine_crisis > ru_dep_china", "map of drivers"),
        ("D001", "register of contradictions"),
        ("2017-10", "What happened after it"),
        ("outcome.singapore-2018", "would leave"),
        ("status-quo", "What is in place rests on"),
    ] {
        let period = if thing.contains("singapore") {
            "2017-10"
        } else {
            "2016-04"
        };
        let asked = [
            "trace", &kuril, thing, "--list", "3", "--period", period, "--full",
        ];
        let text = answered(data, &asked);
        assert!(text.contains(told), "{thing}: {text}");
    }
    let text = answered(
        data,
        &[
            "trace",
            &kuril,
            "niquet2016",
            "--list",
            "2",
            "--period",
            "2016-04",
            "--full",
        ],
    );
    assert!(text.contains("more (--list"), "{text}");
}

#[test]
fn what_carries_what_is_told_in_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let kuril = kuril();
    let asked = [
        "trace", &kuril, "--all", "--period", "2016-04", "--list", "3",
    ];
    let text = answered(folder.path(), &asked);
    assert!(
        text.contains("names a passage of a source") && text.contains("carry a judgement"),
        "{text}"
    );
    let mut json = asked.to_vec();
    json.push("--json");
    let found: serde_json::Value =
        serde_json::from_str(&answered(folder.path(), &json)).expect("JSON");
    assert_eq!(found["kind"], "coverage");
    let message = refused(folder.path(), &["trace", &kuril, "n25", "--all"]);
    assert!(
        message.contains("--all") && message.contains("n25"),
        "{message}"
    );
}

#[test]
fn a_name_that_fits_several_things_or_none_is_answered_with_what_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let (kuril, data) = (kuril(), folder.path());
    let message = refused(data, &["trace", &kuril, "end-sanctions"]);
    assert!(
        message.contains("`statement.japan.end-sanctions`"),
        "{message}"
    );
    let message = refused(data, &["trace", &kuril, "japn"]);
    assert!(message.contains("`actor.japan`"), "{message}");
    let message = refused(data, &["trace", &kuril]);
    assert!(message.contains("which one"), "{message}");
}
