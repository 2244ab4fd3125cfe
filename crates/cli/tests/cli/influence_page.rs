//! The reference answer on what moves the case: its figures are what the program says.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::questions::{answered, root};

fn finding(command: &str) -> Value {
    let text = answered(&format!("hikiwake {command}"), &["--json"]);
    serde_json::from_str::<Value>(&text).expect("JSON")["finding"].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The ids of the drivers that a list names by their places.
fn id<'a>(found: &'a Value, place: &Value) -> &'a str {
    let at = place.as_u64().expect("a place") as usize;
    found["drivers"][at]["id"].as_str().expect("an id")
}

fn or_dash(names: Vec<String>) -> String {
    match names.is_empty() {
        true => "–".to_owned(),
        false => names.join(", "),
    }
}

fn page() -> String {
    std::fs::read_to_string(root().join("dossiers/kuril/INFLUENCE.md")).expect("the page")
}

fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split(" | ").map(str::trim).collect()
}

#[test]
fn the_twelve_pushes_at_every_date() {
    let page = page();
    for period in ["2016-04", "2016-12", "2017-10"] {
        let found = finding(&format!("influence dossiers/kuril --period {period}"));
        let told = list(&found["far_reaching"]);
        assert_eq!(told.len(), 12);
        for one in told {
            let certain = |in_every_choice: bool| {
                let moves = list(&one["moves"]).iter().filter(|m| {
                    m["answer"] == "certain" && m["in_every_choice"] == in_every_choice
                });
                let names = moves.map(|m| {
                    let way = if m["direction"] == "up" { '+' } else { '−' };
                    format!("{way}{}", id(&found, &m["driver"]))
                });
                or_dash(names.collect())
            };
            let row = format!(
                "| {} | {} | {} | {} | {} |\n",
                id(&found, &one["driver"]),
                one["reaches"],
                one["certain"],
                certain(true),
                certain(false)
            );
            assert!(page.contains(&row), "{period}: no row\n{row}");
        }
    }
}

#[test]
fn each_sentence_is_said_by_its_command() {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| `hikiwake "));
    let rows: Vec<Vec<&str>> = rows.map(cells).collect();
    assert_eq!(rows.len(), 8);
    for row in rows {
        let text = answered(row[0].trim_matches('`'), &[]);
        assert!(
            text.contains(row[1]),
            "{}: no “{}” in\n{text}",
            row[0],
            row[1]
        );
    }
}

#[test]
fn the_strip_at_each_date() {
    let page = page();
    let rows: Vec<Vec<&str>> = (page.lines())
        .filter(|line| {
            line.starts_with("| ") && !line.starts_with("| `") && cells(line)[0].contains('=')
        })
        .map(cells)
        .collect();
    assert_eq!(rows.len(), 4);
    for row in rows {
        let level = row[0].split('=').next_back().expect("a level");
        for (period, told) in ["2016-04", "2016-12", "2017-10"].iter().zip(&row[1..]) {
            let command = format!(
                "hikiwake whatif dossiers/kuril --period {period} --push {}",
                row[0]
            );
            let text = answered(&command, &[]);
            let told = told.replacen(';', "", 1);
            let said = ["", " (now)"].map(|now| format!("{level}{now} {told}"));
            assert!(
                said.iter().any(|said| text.contains(said)),
                "{command}: {said:?}\n{text}"
            );
        }
    }
}

#[test]
fn the_chain_from_the_ukraine_crisis() {
    let page = page();
    let found = finding("influence dossiers/kuril ukraine_crisis");
    for driver in ["ru_dep_china", "ru_concession", "settlement"] {
        let mut moves = list(&found["push"]["moves"]).iter();
        let one = moves
            .find(|one| id(&found, &one["driver"]) == driver)
            .expect("an answer");
        assert_ne!(one["answer"], "certain");
        let weight = one["weight"].as_f64().expect("a weight");
        let row = format!(
            "| {driver} | {} | {} | {weight:.2} |\n",
            one["terms"][0], one["terms"][1]
        );
        assert!(page.contains(&row), "no row\n{row}");
    }
}

#[test]
fn every_loop_with_its_provenance() {
    let page = page();
    let found = finding("loops dossiers/kuril --reading closing-links");
    let loops = [&found["loops"], &found["game"]["loops"]]
        .map(list)
        .concat();
    assert_eq!(loops.len(), 22);
    for one in loops {
        let through: Vec<&str> = (list(&one["drivers"]).iter())
            .map(|driver| id(&found, driver))
            .collect();
        let patterns = list(&one["patterns"]).iter();
        let patterns = patterns.map(|p| p.as_str().expect("a pattern").to_owned());
        let row = format!(
            "| {} | {} | {}/{}/{}/{} | {} |\n",
            one["kind"].as_str().expect("a kind"),
            through.join(" → "),
            one["asserted"],
            one["hedged"],
            one["disputed"],
            one["analysts"],
            or_dash(patterns.collect())
        );
        assert!(page.contains(&row), "no row\n{row}");
    }
}

/// How often each name occurs.
fn counted<'a>(names: impl Iterator<Item = &'a Value>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.as_str().expect("a name")).or_default() += 1;
    }
    counts
}

/// Three of the 35: all of them take a minute.
#[test]
fn mechanisms_change_what_the_page_says() {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| M0"));
    assert_eq!(rows.count(), 35);
    for mechanism in ["M004", "M014", "M021"] {
        let found = finding(&format!("mechanisms dossiers/kuril --only {mechanism}"));
        let mut all = list(&found["mechanisms"]).iter();
        let one = all.find(|one| one["id"] == mechanism).expect("a mechanism");
        let carriers = list(&one["carriers"]).iter().map(|c| &c["kind"]);
        let carriers = counted(carriers).into_iter();
        let carriers = carriers.map(|(kind, count)| format!("{count} {kind}"));
        let tests = list(&one["tests"]).iter();
        let changed = tests.flat_map(|test| list(&test["answers"]["answers"]));
        let changed = counted(changed.map(|a| &a["answer"]["about"])).into_iter();
        let changed: Vec<String> = changed
            .map(|(about, count)| format!("{about} {count}"))
            .collect();
        let row = format!(
            "| {mechanism} | {} | {} | {}",
            one["label"].as_str().expect("a label"),
            or_dash(carriers.collect()),
            match changed.is_empty() {
                true => "idle".to_owned(),
                false => format!("{} |", changed.join(", ")),
            }
        );
        assert!(page.contains(&row), "no row\n{row}");
    }
}
