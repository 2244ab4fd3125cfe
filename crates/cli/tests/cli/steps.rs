//! `hikiwake steps` as a person runs it.

use crate::program;
use serde_json::Value;

/// Ann pays for a road, most of which stays; then Ben opens a gate that he can shut again.
const TEXT: &str = r#"
[dossier]
format = 1
title = "A road and a gate"
[actors.ann]
name = "Ann"
[actors.ben]
name = "Ben"
[options.idle]
label = "Idle"
owner = "ann"
"#;

const PLAN: &str = r#"
[ladders.plan]
label = "The plan"
begins = "2026-01"
months_per_step = 6
[steps.road]
label = "A road"
by = ["ann"]
costs = { ann = 4 }
worth = { ann = 1, ben = 6 }
locked = 0.75
[steps.gate]
label = "A gate"
by = ["ben"]
costs = { ben = 2 }
worth = { ann = 9 }
"#;

/// Asks about a plan: `how` starts the program and says what it answers.
fn asked<T>(plan: &str, more: &[&str], how: fn(&[&str]) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{TEXT}{plan}");
    std::fs::write(folder.path().join("dossier.toml"), text).unwrap();
    let folder = folder.path().to_str().unwrap();
    how(&[&["steps", folder], more].concat())
}

fn answered(more: &[&str]) -> String {
    asked(PLAN, more, program::answered)
}

fn refused(plan: &str, more: &[&str]) -> String {
    asked(plan, more, program::refused)
}

#[test]
fn a_person_reads_the_order_and_the_one_bargain() {
    // docs/steps.md: a quarter of 1 - 4 comes back, so Ann stands to lose 2.25 of 10.
    let in_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = answered(&[]);
    let told = in_one_line(&text);
    for part in [
        "Ann would at worst risk 22% of what the whole is worth to it, after the last step, “A road”.",
        "The plan",
        "In one bargain whoever goes first would risk this share of what the whole is worth to it: \
         Ann 22%.",
        "Ben would gain by stopping after the last step, “A road”",
        "After “A road” most of what Ann gave is gone for good.",
    ] {
        assert!(told.contains(part), "no “{part}” in {text}");
    }
    assert_eq!(text, answered(&["--ladder", "plan"]));
    // The order: the gate, which can be shut again, before the road.
    let all = answered(&["--full"]);
    let told = in_one_line(&all);
    let (gate, road) = (told.find("1. A gate Ben"), told.find("2. A road Ann"));
    assert!(gate.is_some() && gate < road, "{all}");
    for part in ["75% gone for good", "As one bargain, Ann 22% (Ann)"] {
        assert!(told.contains(part), "no “{part}” in {all}");
    }
}

#[test]
fn other_programs_read_the_same() {
    let found: Value = serde_json::from_str(&answered(&["--json"])).unwrap();
    assert_eq!(found["kind"], "steps");
    let plan = &found["finding"]["plans"][0];
    assert_eq!(plan["rungs"].as_array().unwrap().len(), 2);
    let table = answered(&["--csv"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 1 + 2 * 2, "{table}");
    assert!(rows[0].starts_with("plan,place,step,label,by,"), "{table}");
    let road = |row: &&&str| row.contains(",A road,") && row.contains(",ann,4,1,");
    assert_eq!(rows.iter().filter(road).count(), 1, "{table}");
}

#[test]
fn a_table_holds_no_formula_and_numbers_stay_numbers() {
    let plan = PLAN
        .replace("A road", "=HYPERLINK(1)")
        .replace("A gate", "@a gate");
    let table = asked(&plan, &["--csv"], program::answered);
    let cells: Vec<&str> = table.lines().flat_map(|row| row.split(',')).collect();
    assert!(cells.contains(&"'=HYPERLINK(1)"), "{table}");
    assert!(cells.contains(&"'@a gate"), "{table}");
    assert!(cells.contains(&"9"), "{table}");
    let is_formula = |cell: &&&str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    for cell in cells.iter().filter(is_formula) {
        assert!(cell.parse::<f64>().is_ok(), "{cell} in {table}");
    }
}

#[test]
fn an_answer_has_the_form_that_is_asked_for() {
    assert_eq!(answered(&["--format", "json"]), answered(&["--json"]));
    assert_eq!(answered(&["--format", "text"]), answered(&[]));
    let page = answered(&["--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("As one bargain, Ann first"));
    let notes = answered(&["--format", "md"]);
    assert!(
        notes.starts_with("# Step by step, or as one bargain\n"),
        "{notes}"
    );
    assert!(
        notes.contains("| As one bargain, Ann first | 22% (Ann) |"),
        "{notes}"
    );
}

#[test]
fn an_answer_is_written_over_nothing_but_one_of_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    for (format, again) in [
        ("html", true),
        ("json", true),
        ("md", false),
        ("text", false),
    ] {
        let file = folder.path().join(format);
        let typed = ["--format", format, "-o", file.to_str().unwrap()];
        let forced = [&typed[..], &["--force"]].concat();
        let printed = answered(&["--format", format, "-o", "-"]);
        assert!(answered(&typed).starts_with("The answer lies in "));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), printed);
        // A page or JSON is known again; text and Markdown could be anybody's.
        match again {
            true => drop(answered(&typed)),
            false => assert!(refused(PLAN, &typed).contains("--force")),
        }
        std::fs::write(&file, "mine").unwrap();
        let message = refused(PLAN, &typed);
        assert!(message.contains("--force"), "{message}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
        answered(&forced);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), printed);
    }
}

#[test]
fn what_is_not_there_is_said() {
    let message = refused("", &[]);
    assert!(
        message.contains("no gradual plan here: write `[ladders.ID]`"),
        "{message}"
    );
    let message = refused(PLAN, &["--ladder", "nonsense"]);
    assert!(
        message.contains("`nonsense`") && message.contains("there are plan"),
        "{message}"
    );
}

#[test]
fn a_word_document_goes_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.docx");
    let into = ["--format", "docx", "-o", file.to_str().unwrap()];
    if !cfg!(feature = "docx") {
        for more in [&into[..], &into[..2]] {
            let told = refused(PLAN, more);
            assert!(told.contains("built without Word documents"), "{told}");
            assert!(told.contains("--features docx"), "{told}");
        }
        assert!(!file.exists());
        return;
    }
    let told = refused(PLAN, &into[..2]);
    assert!(told.contains("goes into a file"), "{told}");
    assert!(answered(&into).contains("answer.docx"));
    let first = std::fs::read(&file).unwrap();
    // What we wrote is written anew, what somebody else wrote is not.
    answered(&into);
    assert_eq!(first, std::fs::read(&file).unwrap());
    std::fs::write(&file, "PK, but of somebody else").unwrap();
    let told = refused(PLAN, &into);
    assert!(
        told.contains("no Word document as hikiwake wrote it"),
        "{told}"
    );
}
