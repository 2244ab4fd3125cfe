//! The page of twenty questions: every command runs, and answers with the sentence and the
//! picture that the page promises.

use std::path::PathBuf;
use std::process::Command;

pub fn root() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", ".."].iter().collect()
}

/// What a command prints, in one line.
pub fn answered(command: &str, more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .current_dir(root())
        .args(command.split_whitespace().skip(1))
        .args(more)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .expect("the program starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {error}");
    in_one_line(&String::from_utf8(output.stdout).expect("UTF-8"))
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_question_is_answered_by_its_command() {
    let page = std::fs::read_to_string(root().join("docs/questions.md")).expect("the page");
    let rows: Vec<Vec<&str>> = (page.lines())
        .filter(|line| line.starts_with("| ") && !line.starts_with("| #"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 20, "a row a question");
    for row in rows {
        let [number, _, command, sentence, picture] = row.as_slice() else {
            panic!("five cells: {row:?}");
        };
        let command = command.trim_matches('`');
        if !command.starts_with("hikiwake ") {
            assert_eq!(*number, "19", "no command: {row:?}");
            continue;
        }
        let text = answered(command, &[]);
        assert!(
            text.contains(sentence),
            "{number}: `{command}` does not say “{sentence}”:\n{text}"
        );
        if *picture != "–" {
            let page = answered(command, &["--format", "html"]);
            assert!(
                page.contains("<svg") && page.contains(picture),
                "{number}: `{command}` has no picture “{picture}”"
            );
        }
    }
}
