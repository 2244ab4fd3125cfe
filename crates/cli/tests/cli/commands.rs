//! The program as a person runs it: what it prints, where, and with which exit code.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::program::{answered, hikiwake, refused};
use crate::starter::copied;

fn kuril() -> String {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "dossiers", "kuril"]
        .iter()
        .collect();
    folder.to_str().expect("a path in UTF-8").to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The commands on the Kuril dossier that a text tells a newcomer to type, up to
/// the blanks before the remark.
fn shown_commands(text: &str) -> Vec<Vec<&str>> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("hikiwake "));
    lines
        .filter(|line| line.contains("dossiers/kuril"))
        .map(|line| line.split("  ").next().unwrap_or(line).split(' ').collect())
        .collect()
}

#[test]
fn what_a_newcomer_is_told_to_type_runs() {
    let root = [env!("CARGO_MANIFEST_DIR"), "..", ".."]
        .iter()
        .collect::<PathBuf>();
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README");
    let introduction = answered(&[]);
    let mut ran = 0;
    for text in [introduction, readme] {
        for mut command in shown_commands(&text) {
            // What needs a text or writes a file is tested elsewhere.
            let elsewhere = ["attach", "find", "-o"];
            if elsewhere.iter().any(|word| command.contains(word)) {
                continue;
            }
            let kuril = kuril();
            for word in command.iter_mut().filter(|word| **word == "dossiers/kuril") {
                *word = &kuril;
            }
            answered(&command);
            ran += 1;
        }
    }
    assert!(ran >= 10, "{ran}");
}

#[test]
fn a_report_asked_for_json_says_what_to_use() {
    let message = refused(&["report", &kuril(), "--json"]);
    assert!(message.contains("= help: "), "{message}");
    assert!(
        message.contains("hikiwake analyse") && message.contains("--json"),
        "{message}"
    );
}

#[test]
fn alone_it_says_what_it_is_and_what_to_try() {
    let text = answered(&[]);
    for part in ["what would last", "who blocks it", "which passage"] {
        assert!(text.contains(part), "“{part}” is missing:\n{text}");
    }
    for command in [
        "new", "check", "analyse", "explain", "compare", "trace", "register", "backtest", "report",
    ] {
        assert!(
            text.contains(&format!("hikiwake {command}")),
            "{command} is not mentioned"
        );
    }
}

#[test]
fn a_faulty_dossier_is_refused_with_all_its_faults_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("faulty");
    answered(&["new", text(&dossier)]);
    let file = dossier.join("dossier.toml");
    let mut written = std::fs::read_to_string(&file).expect("the starter");
    written.push_str(
        "\n[options.odd]\nowner = \"nobody\"\nlabel = \"Odd\"\n\n[rules.odd]\nnever = \"odd and (\"\n",
    );
    std::fs::write(&file, written).expect("a write");
    let page = folder.path().join("page.html");
    for arguments in [
        vec!["check", text(&dossier)],
        vec!["analyse", text(&dossier)],
        vec!["report", text(&dossier), "-o", text(&page)],
    ] {
        let message = refused(&arguments);
        assert!(message.contains("nobody"), "{message}");
        assert!(message.contains("odd and ("), "{message}");
        assert!(message.contains("dossier.toml:"), "{message}");
    }
    assert!(!page.exists());
    let json = hikiwake(&["check", text(&dossier), "--json"]);
    assert_eq!(json.status.code(), Some(1));
    let finding: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(finding["kind"], "check");
    let faults = finding["finding"]["faults"].as_array().expect("the faults");
    assert!(faults.len() >= 2, "{finding}");
    assert_eq!(
        finding["finding"]["errors"].as_u64(),
        Some(faults.len() as u64)
    );
}

#[test]
fn every_json_answer_has_the_one_form() {
    let kuril = kuril();
    let runs: [(&[&str], &str); 7] = [
        (&["compare", &kuril, "2016-04"], "readings"),
        (&["backtest", &kuril], "backtest"),
        (&["check", &kuril], "check"),
        (&["states", &kuril, "--limit", "3"], "states"),
        (&["analyse", &kuril, "--list", "3"], "analysis"),
        (&["explain", &kuril, "status-quo"], "explanation"),
        (
            &["compare", &kuril, "2016-04", "2017-10", "--list", "3"],
            "comparison",
        ),
    ];
    for (arguments, kind) in runs {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let finding: serde_json::Value = serde_json::from_str(&answered(&arguments)).expect("JSON");
        assert_eq!(finding["format"], 1);
        assert_eq!(finding["kind"], kind);
        assert!(finding["dossier"]["title"].is_string());
        assert!(finding["finding"].is_object());
    }
}

#[test]
fn the_same_question_has_the_same_answer_to_the_byte() {
    let kuril = kuril();
    for arguments in [
        vec!["analyse", &kuril, "--json"],
        vec![
            "explain",
            &kuril,
            "status-quo",
            "--concept",
            "seq",
            "--concept",
            "smr",
        ],
        vec!["compare", &kuril, "2016-04", "2016-12"],
    ] {
        assert_eq!(answered(&arguments), answered(&arguments));
    }
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let kuril = kuril();
    assert!(refused(&["analyse", &kuril, "--period", "1956"]).contains("2016-04"));
    assert!(refused(&["explain", &kuril, "status-quo", "--for", "france"]).contains("japan"));
    assert!(refused(&["explain", &kuril, "xyzzy"]).contains("xyzzy"));
    assert!(refused(&["states", &kuril, "--where", "transfer and"]).contains("transfer and"));
    assert!(refused(&["compare", &kuril, "2016-04", "nonsense"]).contains("nonsense"));
    assert!(refused(&["check", "no/such/folder"]).contains("no/such/folder"));
}

#[test]
fn two_versions_of_a_dossier_are_set_side_by_side() {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = ["old", "new"].map(|name| folder.path().join(name));
    let lake: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../reference/dossiers/lake"]
        .iter()
        .collect();
    copied(&lake, &old);
    copied(&lake, &new);
    let compare = |more: &[&str]| answered(&[&["compare", text(&old), text(&new)], more].concat());
    assert!(compare(&[]).contains("Nothing changed"));
    let file = new.join("dossier.toml");
    let dossier = std::fs::read_to_string(&file).expect("the lake");
    let edited = dossier
        .replace("\"No pact.\"", "\"No pact at all.\"")
        .replace(
            "wants = \"patrol = none iff not nets\"",
            "wants = \"patrol = none\"",
        );
    std::fs::write(&file, edited).expect("written");
    let told = compare(&[]);
    // The answer in one short sentence, and all that is not folded on one screen.
    let opening: Vec<&str> = told
        .lines()
        .skip(4)
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(opening.join(" ").split_whitespace().count() <= 25, "{told}");
    assert!(told.lines().count() <= 40, "{told}");
    assert!(
        told.contains("because East’s wish") && told.contains("one wish was reworded"),
        "{told}"
    );
    for word in [
        "equilibri",
        "SEQ",
        "status quo",
        "best repl",
        "at a loss",
        "feasible",
    ] {
        assert!(!told.contains(word), "`{word}` in:\n{told}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&compare(&["--json", "--period", "autumn"])).expect("JSON");
    assert_eq!(json["kind"], "versions");
    assert_eq!(json["finding"]["periods"].as_array().map(Vec::len), Some(1));
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    assert!(refused(&["compare", text(&old), text(&empty)]).contains("no dossier in"));
    assert!(
        refused(&[
            "compare",
            text(&old),
            "autumn",
            "spring",
            "--period",
            "autumn"
        ])
        .contains("two folders")
    );
    assert!(refused(&["compare", text(&old), text(&new), "--period", "winter"]).contains("winter"));
    assert!(refused(&["compare", text(&old), text(&new), "--reading", "x"]).contains("poor-west"));
}

#[test]
fn a_model_that_would_not_fit_is_refused_with_its_size() {
    let message = refused(&["states", &kuril(), "--memory", "1KB"]);
    assert!(message.contains("--memory"), "{message}");
    assert!(
        message.contains("8,192") || message.contains("8192"),
        "{message}"
    );
    // The analysis turns to diagrams, which do not fit either.
    let message = refused(&["analyse", &kuril(), "--memory", "1KB"]);
    assert!(message.contains("--memory"), "{message}");
    assert!(message.contains("diagrams"), "{message}");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(["states", &kuril(), "--limit", "8192"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_exact(&mut first)
        .expect("some output");
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success());
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// What the ways of the Kuril dossier lead to, by who can stop them; and the same as a
/// graph in each format, never half written and never over a limit in silence.
const BLIND: &str = r#"
[dossier]
format = 1
title = "Blind"
[actors]
a.name = "A"
b.name = "B"
[options]
x = { owner = "a", label = "X" }
y = { owner = "b", label = "Y" }
[definitions.either]
label = "Either"
formula = "x or y"
[periods.now]
label = "Now"
date = "2020"
status_quo = "x"
[perceptions.b-on-a]
of = "b"
never = ["x"]
"#;

#[test]
fn a_picture_without_the_status_quo_stops_no_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let blind = folder.path().join("blind");
    std::fs::create_dir(&blind).expect("made");
    std::fs::write(blind.join("dossier.toml"), BLIND).expect("written");
    let views = answered(&["views", text(&blind)]);
    assert!(views.contains("B cannot imagine it"), "{views}");
    let page = folder.path().join("page.html");
    answered(&["report", text(&blind), "-o", text(&page)]);
    assert!(page.is_file());

    // A definition stands for its nearest; where one has to start, a state is needed.
    let nearest = answered(&["explain", text(&blind), "either"]);
    assert!(
        nearest.contains("Nobody would leave what is in place"),
        "{nearest}"
    );
    let said = refused(&["ways", text(&blind), "--from", "either"]);
    assert!(
        said.contains("`either` is a definition, which 3 states meet"),
        "{said}"
    );
    let code = said
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().next());
    answered(&["explain", text(&blind), code.expect("a code")]);

    let all = answered(&["states", text(&blind), "--full"]);
    assert!(all.contains("4 arrangements can be."), "{all}");
    let some = answered(&["states", text(&blind), "--where", "x and y"]);
    assert!(
        some.contains("4 arrangements can be; 1 meets “x and y”."),
        "{some}"
    );
}

#[test]
fn the_totals_of_a_backtest_stand_apart() {
    let told = answered(&["backtest", &kuril(), "--full"]);
    let rows = |start: &str| -> Vec<String> {
        let lines = told
            .lines()
            .filter(|line| line.trim_start().starts_with(start));
        lines.map(str::to_owned).collect()
    };
    let (right, changed) = (rows("Right  "), rows("Right of what changed"));
    assert!(
        !changed.is_empty() && right.len() >= changed.len(),
        "{told}"
    );
    for line in right.iter().chain(&changed) {
        let cells = line.split("  ").filter(|cell| !cell.trim().is_empty());
        let totals: Vec<&str> = cells.skip(1).collect();
        assert!(totals.len() >= 2, "{line}");
        for total in totals {
            let total = total.trim();
            assert!(
                total == "closed later" || total.matches(" of ").count() == 1,
                "{line}"
            );
        }
    }
}

#[test]
fn ways_are_told_and_written() {
    let kuril = kuril();
    let told = answered(&[
        "ways",
        &kuril,
        "nagato-2016",
        "--period",
        "2016-12",
        "--full",
    ]);
    for part in [
        "Each side’s best moves lead to “After the summit at Nagato and Tokyo”",
        "Russia: opening on → bekadu",
        "opening iff joint-work. “",
        "inferred from the sources",
        "could move first, but would not gain",
    ] {
        assert!(told.contains(part), "“{part}” is missing:\n{told}");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = folder.path().join("start");
    answered(&["new", "--minimal", text(&start)]);
    let start = text(&start);
    let overview = answered(&["ways", start, "--full"]);
    for part in [
        "Left alone, it would move: North sends armed patrols; South escorts its boats.",
        "From everywhere there is a way back to what is in place: nothing done is for good.",
        "South escorts its boats; then North",
        "North would end worse off",
        "By each side’s best moves it comes to rest at de",
        "By steps in their mover’s interest it comes to rest at de",
    ] {
        assert!(overview.contains(part), "{overview}");
    }
    let json = answered(&["ways", start, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["kind"], "ways");

    for (format, mark) in [
        ("dot", "digraph"),
        ("graphml", "<graphml"),
        ("json", "\"nodes\""),
    ] {
        let file = folder.path().join(format);
        let told = answered(&["ways", start, "--graph", format, "-o", text(&file)]);
        assert!(told.contains("3 nodes, 2 edges"), "{told}");
        assert!(
            std::fs::read_to_string(&file)
                .expect("written")
                .contains(mark)
        );
    }
    let file = folder.path().join("none");
    let few = [
        "ways",
        start,
        "--graph",
        "dot",
        "-o",
        text(&file),
        "--most",
        "2",
    ];
    assert!(refused(&few).contains("--condensed"));
    assert!(!file.exists());
    let nowhere = refused(&["ways", start, "--via", "escorts"]);
    assert!(nowhere.contains("name the state"), "{nowhere}");
    assert!(refused(&["ways", start, "nonsense"]).contains("nonsense"));
}

#[cfg(unix)]
#[test]
fn what_is_suggested_runs_where_the_path_has_blanks() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("Ann's field; 2");
    let mut told = answered(&["new", text(&dossier)]);
    told.push_str(&answered(&["analyse", text(&dossier)]));
    let lines = told.lines().filter_map(|line| line.split_once("hikiwake "));
    let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
    assert!(lines.len() >= 4, "{told}");
    for line in lines {
        let program = env!("CARGO_BIN_EXE_hikiwake");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("'{program}' {line}")]);
        let output = shell.current_dir(folder.path()).output().expect("a shell");
        assert!(output.status.success(), "{line}: {output:?}");
    }
}
