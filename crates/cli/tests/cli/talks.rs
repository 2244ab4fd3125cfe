//! `ratify` and `settle` under a reading, on stated judgements only, and as a table.

use std::fs;

use crate::program::answered;

/// A field that Ann could sell and Ben could buy, cheaply or dearly.
const FIELD: &str = r#"
[dossier]
format = 1
title = "The field"

[actors.ann]
name = "Ann"
[actors.ben]
name = "Ben"
[actors.wife]
name = "Ben's wife"
kind = "faction"

[options.farm]
owner = "ann"
label = "Farm it"
[options.rent]
owner = "ben"
label = "Rent a field elsewhere"

[[preferences]]
actor = "ann"
statements = [{ id = "farm", wants = "farm" }]
[[preferences]]
actor = "ben"
statements = [{ id = "rent", wants = "not rent" }]

[periods.april]
label = "April"
date = "2020-04"
status_quo = "farm"
[periods.may]
label = "May"
date = "2020-05"
status_quo = "farm"

[terms.price]
label = "The price"
levels = ["none", "low", "high"]

[forms.cheap]
label = "For little"
is = "price = low"
[forms.dear]
label = "For much"
is = "price = high"

[factions.ann]
side = "ann"
[[factions.ann.judges]]
statements = [
  { id = "money", wants = "price > none", because = ["c"], basis = "stated" },
  { id = "much", wants = "price = high" },
]
[factions.ben]
side = "ben"
[[factions.ben.judges]]
statements = [{ id = "save", wants = "price < high", because = ["c"], basis = "stated" }]
[factions.wife]
side = "ben"
[[factions.wife.judges]]
forms = { cheap = "rejects" }

[ratification.home]
label = "At home"
sides.ann = { leader = "ann" }
sides.ben = { leader = "ben", vetoes = ["wife"] }

[readings.proud]
label = "Ann will not sell for little"
periods = ["may"]
changes = [
  { faction = "ann", replace = "money", with = { id = "price", wants = "price != low" } },
  { faction = "wife", says = { cheap = "accepts" } },
]

[claims.c]
source = "letter"
says = "Both write what they want."
"#;

fn asked(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("dossier.toml"), FIELD).expect("written");
    let sources = r#"[{ "id": "letter", "type": "report", "title": "A letter" }]"#;
    fs::write(folder.path().join("sources.json"), sources).expect("written");
    let folder = folder.path().to_str().expect("a path in UTF-8");
    answered(&[&arguments[..1], &[folder], &arguments[1..]].concat())
}

/// The columns of a table that are named, of every row.
fn columns(csv: &str, names: &[&str]) -> Vec<Vec<String>> {
    let mut lines = csv.lines();
    let head: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let at = |name: &&str| head.iter().position(|h| h == name).expect("a column");
    let at: Vec<usize> = names.iter().map(at).collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            at.iter().map(|&column| cells[column].to_owned()).collect()
        })
        .collect()
}

/// Which forms pass on all sides, by period.
fn passes(arguments: &[&str]) -> Vec<String> {
    let csv = asked(&[&["ratify", "--csv"], arguments].concat());
    let rows = columns(&csv, &["period", "side", "form", "passes"]);
    let rows = rows.into_iter().filter(|row| row[1] == "all");
    rows.filter(|row| row[3] != "0" && row[3] != "false")
        .map(|row| format!("{} {}", row[0], row[2]))
        .collect()
}

#[test]
fn ratify_under_a_reading() {
    // Ben rejects much, his wife little.
    assert_eq!(passes(&[]), Vec::<String>::new());
    // Ann rejects little, which the wife would let pass; asked of May alone.
    assert_eq!(passes(&["--reading", "proud"]), Vec::<String>::new());
    let read = asked(&["ratify", "--reading", "proud", "--full"]);
    assert!(
        read.contains("reading: Ann will not sell for little"),
        "{read}"
    );
    assert!(read.contains("changed by the reading"), "{read}");
    assert!(!read.contains("April"), "{read}");
    let csv = asked(&["ratify", "--csv", "--reading", "proud"]);
    let sides = columns(&csv, &["period", "side", "form", "passes"]);
    let passing: Vec<String> = (sides.iter().filter(|row| row[3] == "1"))
        .map(|row| row[..3].join(" "))
        .collect();
    assert_eq!(passing, ["may ann dear", "may ben cheap"]);
}

#[test]
fn ratify_on_what_sources_state() {
    // Nobody states that the wife is against little, nor that Ann wants much.
    assert_eq!(passes(&["--stated-only"]), ["april cheap", "may cheap"]);
    let told = asked(&["ratify", "--stated-only"]);
    assert!(
        told.contains("“For little” can pass at home; Ben can stop the rest."),
        "{told}"
    );
    let told = asked(&["ratify", "--stated-only", "--full"]);
    assert!(
        told.contains("May (may) · stated judgements only"),
        "{told}"
    );
    // What a reading supposes is not stated, and what it replaces is gone.
    let both = ["--stated-only", "--reading", "proud"];
    assert_eq!(passes(&both), ["may cheap"]);
}

#[test]
fn settle_under_a_reading() {
    let settled = |arguments: &[&str]| -> Vec<String> {
        let csv = asked(&[&["settle", "--csv", "--period", "may"], arguments].concat());
        let rows = columns(&csv, &["agreement", "zone", "efficient"]);
        rows.iter().map(|row| row.join(" ")).collect()
    };
    let base = settled(&[]);
    let proud = settled(&["--reading", "proud"]);
    let stated = settled(&["--stated-only"]);
    assert!(
        base.contains(&"price = low false true".to_owned()),
        "{base:?}"
    );
    assert!(
        !proud
            .iter()
            .any(|row| row.starts_with("price = low") && row.ends_with("true")),
        "{proud:?}"
    );
    assert!(
        stated.contains(&"price = low true true".to_owned()),
        "{stated:?}"
    );
    let told = asked(&["settle", "--period", "may", "--reading", "proud"]);
    assert!(
        told.contains("reading: Ann will not sell for little"),
        "{told}"
    );
}
