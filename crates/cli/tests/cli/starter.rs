//! The dossiers to begin with: every command that the README shows on a new one answers.

use std::path::{Path, PathBuf};

use crate::program::{answered, refused};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The words of a command as a shell takes them: quoted ones are one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// How answers say that a dossier lacks something.
const LACKING: [&str; 11] = [
    "says nothing",
    "says of nobody",
    "Nothing stands to be compared",
    "There is nothing to",
    "no period has",
    "was left out",
    "were left out",
    "add tables such as",
    "No judgement was given a doubt",
    "Track record: none",
    "0 claims",
];

pub fn copied(folder: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
}

#[test]
fn every_command_that_the_readme_shows_on_a_new_dossier_answers() {
    let root = [env!("CARGO_MANIFEST_DIR"), "..", ".."];
    let readme = root.iter().collect::<PathBuf>().join("README.md");
    let readme = std::fs::read_to_string(readme).expect("the README");
    let folder = tempfile::tempdir().expect("a folder");
    let lines = readme
        .lines()
        .filter_map(|line| line.trim().strip_prefix("hikiwake "));
    let lines = lines.filter(|line| line.contains("my-dispute"));
    let mut ran = Vec::new();
    for line in lines {
        let command = words(line.split('#').next().unwrap_or(line));
        let in_folder = |word: &String| match word.starts_with("my") {
            true => text(&folder.path().join(word)).to_owned(),
            false => word.clone(),
        };
        let command: Vec<String> = command.iter().map(in_folder).collect();
        let answer = answered(&command.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!answer.is_empty(), "{line}");
        for lacking in LACKING {
            assert!(
                !answer.contains(lacking),
                "“{lacking}” in `{line}`:\n{answer}"
            );
        }
        if command[0] == "new" {
            copied(Path::new(&command[1]), &folder.path().join("my-last-week"));
        }
        ran.push(command[0].clone());
    }
    let shown = "new analyse check states brief wishes sensitivity watch analyse explain compare compare \
                 compare ways inverse ratify settle block concepts views steps register setting backtest trace \
                 influence loops whatif mechanisms scenarios report";
    assert_eq!(ran, shown.split_whitespace().collect::<Vec<_>>());
}

/// What a newcomer reads first is worth reading: it would not last, something could be
/// opened, and somebody at home says no.
#[test]
fn the_brief_of_a_new_dossier_has_something_to_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("my-dispute");
    let told = answered(&["new", text(&dossier)]);
    assert!(told.contains("docs/modelling.md"), "{told}");
    let checked = answered(&["check", text(&dossier)]);
    assert!(checked.contains("0 errors, 0 warnings"), "{checked}");
    // A second `new` in the same place touches nothing.
    assert!(refused(&["new", text(&dossier)]).contains("not empty"));
    let brief = answered(&["brief", text(&dossier)]);
    let brief = brief.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "What is in place would not last: Norland builds a harbour on the rock.",
        "“Fishing in peace” could come only by a step taken together.",
        "There is a trade: Sudland calls its escorts home; in return Norland licenses Sudland's \
         boats and calls its patrols off.",
        "There is no way back once Norland builds a harbour on the rock.",
        "Nothing that can pass would be better for every government than what is in place.",
        "Norland's fishermen (stated) can stop “Licences for a fee” and “Licences for nothing”.",
        "over with “A share of a",
        "the model got 4 of 4 points right: better than saying that nothing changes (2)",
        "of two things that changed it foresaw two.",
        "Sign What it would mean Until Before the ground for the harbour is Until then a \
         settlement is easier. June 2026 broken",
    ] {
        assert!(brief.contains(part), "“{part}” is not in:\n{brief}");
    }
    assert!(!brief.contains("The two tables disagree"), "{brief}");
    assert!(answered(&["register", text(&dossier)]).contains("Cannot both be true (1)"));
}

#[test]
fn the_small_dossier_checks_and_analyses() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("small");
    let dossier = text(&dossier);
    answered(&["new", "--minimal", dossier]);
    let files = std::fs::read_dir(dossier).expect("a folder").count();
    assert_eq!(files, 1);
    let checked = answered(&["check", dossier]);
    assert!(checked.contains("0 errors, 0 warnings"), "{checked}");
    assert!(!checked.contains("hint:"), "{checked}");
    let analysed = answered(&["analyse", dossier]);
    assert!(
        analysed.contains("What is in place would not last: South escorts its boats."),
        "{analysed}"
    );
    let all = answered(&["analyse", dossier, "--full"]);
    assert!(all.contains("South: escorts on"), "{all}");
    assert!(refused(&["new", dossier]).contains("not empty"));
}

/// The hint names what lacks words, and is gone with the last of it.
#[test]
fn check_suggests_words_for_options_that_lack_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("small");
    answered(&["new", "--minimal", text(&dossier)]);
    let file = dossier.join("dossier.toml");
    let written = std::fs::read_to_string(&file).expect("the dossier");
    let without = |words: &[&str]| {
        let lines = written.lines();
        let kept = lines.filter(|line| !words.iter().any(|word| line.starts_with(word)));
        std::fs::write(&file, kept.collect::<Vec<_>>().join("\n")).expect("a write");
        let json = answered(&["check", text(&dossier), "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let told = answered(&["check", text(&dossier)]);
        (told, json["finding"]["without_words"].clone())
    };
    let (told, ids) = without(&["does", "undoes", "noun"]);
    assert_eq!(ids, serde_json::json!(["licences", "patrols", "escorts"]));
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("the label of `licences` and 2 more options") && told.contains("does = \""),
        "{told}"
    );
    let (told, ids) = without(&["noun = \"South"]);
    assert_eq!(ids, serde_json::json!(["escorts"]));
    assert!(told.contains("the label of `escorts`, for want"), "{told}");
    let (told, ids) = without(&[]);
    assert_eq!(ids, serde_json::json!([]));
    assert!(!told.contains("hint"), "{told}");
}
