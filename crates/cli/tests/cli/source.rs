//! `hikiwake source`: what it prints, where it writes, and with which exit code.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TEXT: &str = "The dam stands on the Ard.\nWater falls from it in summer.\nNobody has asked \
                    the farmers.\n";

const DOSSIER: &str = r#"[dossier]
format = 1
title = "The dam"

[sources.paper]
text = { sha256 = "SHA", length = 88 }

[claims.stands] # the first
source = "paper"
says = "There is a dam."
places = [{ start = 0, end = 26, digest = "D0" }] # its place

[claims.falls]
source = "paper"
says = "Water comes from it."
places = [{ start = 27, end = 57, digest = "D1" }]

[claims.farmers]
source = "paper"
says = "The farmers were left out."
places = [{ start = 58, end = 87, digest = "D2" }]
"#;

/// SHA-256 of the text, and the first digits of those of its three lines.
const DIGESTS: [(&str, &str); 4] = [
    (
        "SHA",
        "2494f5829fcc7e149ba10a475b51627e2c63a3622a634e16608f450950550c0f",
    ),
    ("D0", "268ca13665428151"),
    ("D1", "afebec70b0c74664"),
    ("D2", "e98e17c6e8963de1"),
];

struct Case {
    here: tempfile::TempDir,
}

impl Case {
    fn new() -> Case {
        let here = tempfile::tempdir().expect("a folder");
        let folder = here.path().join("dossier");
        std::fs::create_dir(&folder).expect("a folder");
        let mut toml = DOSSIER.to_owned();
        for (name, digest) in DIGESTS {
            toml = toml.replace(name, digest);
        }
        std::fs::write(folder.join("dossier.toml"), toml).expect("a write");
        let sources = "[{ \"id\": \"paper\", \"title\": \"A paper\" }]";
        std::fs::write(folder.join("sources.json"), sources).expect("a write");
        let case = Case { here };
        case.write("paper.txt", TEXT);
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.here.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a write");
    }

    fn toml(&self) -> String {
        std::fs::read_to_string(self.path("dossier/dossier.toml")).expect("the dossier")
    }

    /// The program in the folder of the case, with ties kept there, too.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hikiwake"));
        command
            .args(arguments)
            .current_dir(self.here.path())
            .env("NO_COLOR", "1")
            .env("HIKIWAKE_DATA", self.path("data"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        (self.command(arguments).output()).expect("the program starts")
    }

    fn answered(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?} failed: {errors}");
        // Lines are wrapped to a width; the words are what counts.
        words(&output.stdout)
    }

    /// What it prints to either stream, where it fails with exit code 1.
    fn failed(&self, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} did not fail");
        (words(&output.stdout), words(&output.stderr))
    }
}

fn words(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn a_text_is_attached_verified_and_carried_over() {
    let case = Case::new();
    let said = case.answered(&["source", "verify", "dossier"]);
    assert!(said.contains("No text is attached to paper"), "{said}");
    let said = case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    assert!(
        said.contains("It is the text that the dossier counts in."),
        "{said}"
    );
    assert!(said.contains("3 of 3 places with a digest fit."), "{said}");
    assert_eq!(
        files(&case.path("dossier")),
        ["dossier.toml", "sources.json"]
    );
    let said = case.answered(&["source", "verify", "dossier"]);
    assert!(
        said.contains("3 of 3 places hold what the dossier says."),
        "{said}"
    );
    let warnings = |said: &str| said.contains("moved-text") || said.contains("beyond-text");
    assert!(!warnings(&case.answered(&["check", "dossier"])));

    // A new edition: one line more, one word changed, one line struck out.
    let new = TEXT
        .replace("Water", "Preface.\nWater")
        .replace("summer", "winter");
    let new = new.replace("Nobody has asked the farmers.\n", "");
    case.write("new.txt", &new);
    let before = case.toml();
    let said = case.answered(&["source", "relocate", "dossier", "paper", "new.txt"]);
    assert!(
        said.contains("1 of 3 places of paper stay where they are."),
        "{said}"
    );
    assert!(said.contains("Nothing has been changed."), "{said}");
    assert_eq!(case.toml(), before);
    let (said, errors) = case.failed(&[
        "source", "relocate", "dossier", "paper", "new.txt", "--accept", "falls", "--accept",
        "farmers",
    ]);
    assert!(
        said.contains("1 place carried over; written: dossier.toml"),
        "{said}"
    );
    assert!(
        errors.contains("claim farmers, place 1 was not carried over"),
        "{errors}"
    );
    let after = case.toml();
    assert!(
        after.contains("{ start = 36, end = 66, digest = \""),
        "{after}"
    );
    assert!(after.contains("[claims.stands] # the first\n"), "{after}");
    assert!(after.contains("length = 67 }"), "{after}");
    let (said, _) = case.failed(&["source", "verify", "dossier"]);
    assert!(said.contains("2 of 3 places hold"), "{said}");
    assert!(
        said.contains("dossier/dossier.toml:21:11: claim farmers, place 1"),
        "{said}"
    );
    assert!(warnings(&case.answered(&["check", "dossier"])));
    let json = case.run(&["source", "verify", "dossier", "--json"]);
    assert_eq!(json.status.code(), Some(1));
    let finding: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(finding["kind"], "verification");
    assert_eq!(finding["finding"]["faults"][0]["id"], "farmers");
    assert_eq!(finding["finding"]["faults"][0]["status"], "outside");
}

#[test]
fn what_is_wrong_with_a_text_is_said() {
    let case = Case::new();
    case.write("crlf.txt", &TEXT.replace('\n', "\r\n"));
    let said = case.answered(&["source", "attach", "dossier", "paper", "crlf.txt"]);
    assert!(
        said.contains("another edition than the dossier records"),
        "{said}"
    );
    assert!(said.contains("1 of 3 places with a digest fit"), "{said}");
    let mend = "With its line ends turned from CRLF to LF, it would be exactly the text";
    assert!(said.contains(mend), "{said}");
    std::fs::write(case.path("latin.txt"), b"d\xe9j\xe0").expect("a write");
    let (_, errors) = case.failed(&["source", "attach", "dossier", "paper", "latin.txt"]);
    assert!(
        errors.contains("byte 1 (counted from 0, in line 1) is 0xE9"),
        "{errors}"
    );
    let (_, errors) = case.failed(&["source", "attach", "dossier", "papers", "paper.txt"]);
    assert!(errors.contains("the bibliography has paper"), "{errors}");
    let (_, errors) = case.failed(&["source", "attach", "dossier", "paper"]);
    assert!(errors.contains("error:"), "{errors}");
    case.write("dossier/paper.txt", TEXT);
    let said = case.answered(&["source", "attach", "dossier", "paper", "dossier/paper.txt"]);
    assert!(said.contains("lies in the dossier's own folder"), "{said}");
}

/// Places and tie are carried over together: whatever the moment at which it is killed,
/// the text that is attached is the one that the places count in.
#[test]
fn a_relocation_that_is_killed_leaves_no_mixed_editions() {
    let arguments = [
        "source",
        "relocate",
        "dossier",
        "paper",
        "new.txt",
        "--accept-all",
    ];
    let prepared = || {
        let case = Case::new();
        case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
        case.write("new.txt", &format!("Preface.\n{TEXT}"));
        case
    };
    let begun = std::time::Instant::now();
    prepared().answered(&arguments);
    let whole = begun.elapsed();
    for run in 0..30 {
        let case = prepared();
        let mut child = case
            .command(&arguments)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("a start");
        std::thread::sleep(whole * run / 30);
        child.kill().expect("killed");
        child.wait().expect("an end");
        let said = case.answered(&["source", "verify", "dossier"]);
        assert!(said.contains("3 of 3 places hold"), "run {run}: {said}");
        assert_eq!(
            files(&case.path("dossier")),
            ["dossier.toml", "sources.json"],
            "run {run}"
        );
    }
}

/// Opening a pipe waits for ever; it is not opened.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_tie_is_said() {
    let case = Case::new();
    case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    let tie = case
        .path("data/texts")
        .join(&files(&case.path("data/texts"))[0]);
    std::fs::remove_file(&tie).expect("removed");
    let made = Command::new("mkfifo").arg(&tie).status().expect("mkfifo");
    assert!(made.success());
    let said = case.run(&["source", "verify", "dossier"]);
    let said = words(&[said.stdout, said.stderr].concat());
    assert!(said.contains("not a plain file"), "{said}");
    let (_, said) = case.failed(&["source", "attach", "dossier", "paper", "paper.txt"]);
    assert!(said.contains("delete it"), "{said}");
}

#[test]
fn relocate_as_json_says_what_is_proposed() {
    let case = Case::new();
    case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    case.write("new.txt", &format!("Preface.\n{TEXT}"));
    let arguments = [
        "source",
        "relocate",
        "dossier",
        "paper",
        "new.txt",
        "--accept-all",
        "--json",
    ];
    let output = case.run(&arguments);
    assert!(output.status.success());
    let finding: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(finding["kind"], "relocation");
    let proposals = finding["finding"]["proposals"]
        .as_array()
        .expect("proposals");
    assert_eq!(proposals.len(), 3);
    assert!(
        proposals
            .iter()
            .all(|p| p["grade"] == "exact-once" && p["sure"] == true)
    );
    let said = case.answered(&["source", "verify", "dossier"]);
    assert!(said.contains("3 of 3 places hold"), "{said}");
}

#[test]
fn words_are_found_and_quotes_and_digests_filled_in() {
    let case = Case::new();
    case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    let output = case.run(&["source", "find", "dossier", "paper", "Water falls from"]);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let line = said
        .lines()
        .find(|line| line.starts_with("places = "))
        .expect("a line to paste");
    assert!(
        line.starts_with("places = [{ start = 27, end = 43, digest = \""),
        "{said}"
    );
    let (said, _) = case.failed(&["source", "find", "dossier", "paper", "Water falls off"]);
    assert!(said.contains("this is like them"), "{said}");
    let (_, errors) = case.failed(&["source", "find", "dossier", "paper"]);
    assert!(errors.contains("words in quotation marks"), "{errors}");
    case.write(
        "dossier/more.toml",
        "[claims.a]\nsource = \"paper\"\nsays = \"x\"\nquote = \"The dam\" # his words\n\
         [claims.b]\nsource = \"paper\"\nsays = \"x\"\nquote = \"a\"\n\
         [claims.c]\nsource = \"paper\"\nsays = \"x\"\nplaces = [{ start = 0, end = 7 }]\n",
    );
    let said = case.answered(&["check", "dossier"]);
    assert!(
        said.contains("waiting-quote") && said.contains("no-digest"),
        "{said}"
    );
    let (said, errors) = case.failed(&["source", "find", "dossier", "--fill"]);
    assert!(
        said.contains("claim a, place 1 (paper 0–7): The dam"),
        "{said}"
    );
    assert!(
        errors.contains("dossier/more.toml:8:9: claim b: its quote"),
        "{errors}"
    );
    assert!(errors.contains("= help: "), "{errors}");
    let more = || std::fs::read_to_string(case.path("dossier/more.toml")).expect("the file");
    assert!(
        more().contains("digest = \"") && more().contains("}] # his words"),
        "{}",
        more()
    );
    let said = case.answered(&["source", "verify", "dossier", "--fill"]);
    assert!(said.contains("5 of 5 places hold"), "{said}");
    assert!(
        more().contains("places = [{ start = 0, end = 7, digest = \""),
        "{}",
        more()
    );
    let json = case.run(&["source", "find", "dossier", "paper", "the", "--json"]);
    let finding: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(finding["kind"], "passage-search");
    assert_eq!(finding["finding"]["times"], 2);
}

#[test]
fn old_and_new_words_stand_side_by_side_and_leave_the_json_unless_asked_for() {
    let case = Case::new();
    case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    case.write(
        "new.txt",
        &TEXT.replace("Nobody has asked", "Nobody has not asked"),
    );
    let arguments = [
        "source",
        "relocate",
        "dossier",
        "paper",
        "new.txt",
        "--accept-all",
    ];
    let said = case.answered(&arguments);
    assert!(said.contains("− Nobody has asked the farmers."), "{said}");
    assert!(
        said.contains("+ Nobody has [not] asked the farmers."),
        "{said}"
    );
    assert!(said.contains("negation new: not"), "{said}");
    assert!(case.toml().contains("start = 58, end = 87"));
    let proposal = |more: &[&str]| {
        let output = case.run(&[&arguments[..5], &["--json"], more].concat());
        let finding: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        finding["finding"]["proposals"][0].clone()
    };
    assert!(proposal(&[])["passages"].is_null());
    assert_eq!(proposal(&[])["telling"][0]["new"][0], "not");
    assert_eq!(
        proposal(&["--passages"])["passages"][0],
        "Nobody has asked the farmers."
    );
}

#[test]
fn windows_line_ends_are_taken_out_in_a_copy() {
    let case = Case::new();
    let crlf = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    case.write("crlf.txt", &crlf);
    let attach = ["source", "attach", "dossier", "paper", "crlf.txt"];
    let said = case.answered(&attach);
    assert!(
        said.contains("`--copy NEW_FILE` writes such a text"),
        "{said}"
    );
    let with_copy = [attach.as_slice(), &["--copy", "plain.txt"]].concat();
    let said = case.answered(&with_copy);
    assert!(
        said.contains("It is the text that the dossier counts in."),
        "{said}"
    );
    assert_eq!(
        std::fs::read_to_string(case.path("plain.txt")).expect("it"),
        TEXT
    );
    assert_eq!(
        std::fs::read_to_string(case.path("crlf.txt")).expect("it"),
        crlf
    );
    // Nothing is overwritten, and nothing copied without need.
    let (_, errors) = case.failed(&with_copy);
    assert!(errors.contains("plain.txt is there already"), "{errors}");
    let (_, errors) = case.failed(&[
        "source",
        "attach",
        "dossier",
        "paper",
        "paper.txt",
        "--copy",
        "other.txt",
    ]);
    assert!(errors.contains("needs no copy"), "{errors}");
    for (name, words) in [("empty.txt", "is empty"), ("a.pdf", "pdftotext")] {
        case.write(name, if name == "a.pdf" { "%PDF-1.4" } else { "" });
        let (_, errors) = case.failed(&["source", "attach", "dossier", "paper", name]);
        assert!(errors.contains(words), "{errors}");
    }
}

/// It went out as if it were the text that the places count in.
#[test]
fn a_text_edited_since_it_was_attached_is_not_exported() {
    let case = Case::new();
    case.answered(&["source", "attach", "dossier", "paper", "paper.txt"]);
    let export = [
        "export",
        "dossier",
        "--to",
        "qdpx",
        "--with-texts",
        "-o",
        "out.qdpx",
    ];
    case.write("paper.txt", &TEXT.replace("farmers", "shepherds"));
    let (said, errors) = case.failed(&export);
    assert_eq!(said, "");
    assert!(
        errors.contains("the text of paper was changed since it was attached")
            && errors.contains("= help: attach it again"),
        "{errors}"
    );
    assert!(!case.path("out.qdpx").exists());
    case.write("paper.txt", TEXT);
    case.answered(&export);
    assert!(case.path("out.qdpx").exists());
}
