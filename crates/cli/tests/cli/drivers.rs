//! Drivers: what a push moves, loops, levels that fit together, and the map as a graph.

use std::path::Path;

use serde_json::Value;

use crate::program::{answered, refused};

fn kuril() -> String {
    format!("{}/../../dossiers/kuril", env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn a_push_is_told_for_certain_or_both_ways() {
    let told = answered(&["influence", &kuril(), "us_opposition"]);
    assert!(
        told.contains("would for certain raise “US pressure on Japan over Russia”"),
        "{told}"
    );
    assert!(told.contains("The sources disagree on the way"), "{told}");
    let terms = answered(&["influence", &kuril(), "us_opposition", "--terms"]);
    assert!(
        terms.contains("[sign-determined press response]"),
        "{terms}"
    );
}

#[test]
fn an_unknown_driver_is_refused_with_the_nearest() {
    let told = refused(&["influence", &kuril(), "settlment"]);
    assert!(told.contains("did you mean `settlement`?"), "{told}");
}

#[test]
fn the_one_loop_of_the_case_stands_with_its_claims() {
    let told = answered(&["loops", &kuril()]);
    for part in ["One loop feeds itself", "[C142]", "[C145]"] {
        assert!(told.contains(part), "no “{part}” in:\n{told}");
    }
}

#[test]
fn the_map_goes_into_graph_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let finding = answered(&["influence", &kuril(), "--json"]);
    let finding: Value = serde_json::from_str(&finding).expect("JSON");
    let count = |of: &str| finding["finding"][of].as_array().expect("a list").len();
    let (drivers, links) = (count("drivers"), count("links"));
    for (format, node, edge, arrow) in [
        (
            "graphml",
            "<node ",
            "<edge ",
            "<edge source=\"ukraine_crisis\"",
        ),
        ("dot", " [label=\"", " -> ", "\"ukraine_crisis\" -> "),
    ] {
        let file = folder.path().join(format!("map.{format}"));
        let command = ["influence", &kuril(), "--graph", format, "-o", text(&file)];
        let told = answered(&command);
        let counted = format!("{drivers} drivers, {links} links");
        assert!(told.contains(&counted), "{told}");
        let map = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(map.matches(edge).count(), links);
        assert!(map.matches(node).count() >= drivers && map.contains(arrow));
    }
}

/// What a map in GraphML says: the line of each node with its label, and that of each edge
/// with its sign.
fn said(graphml: &str) -> Vec<String> {
    let mut said = Vec::new();
    for line in graphml.lines().map(str::trim) {
        if line.starts_with("<node ") || line.starts_with("<edge ") {
            said.push(line.to_owned());
        } else if line.contains("key=\"label\"") || line.contains("key=\"sign\"") {
            let last = said.last_mut().expect("a node or an edge");
            last.push_str(line);
        }
    }
    // An option that the other dossier does not have is a driver of that name there.
    let mut said: Vec<String> = said.iter().map(|l| l.replace("option.", "")).collect();
    said.sort();
    said
}

#[test]
fn a_map_that_went_out_comes_in_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, back) = (
        folder.path().join("kuril.graphml"),
        folder.path().join("back.graphml"),
    );
    let dossier = folder.path().join("new");
    answered(&["new", text(&dossier), "--minimal"]);
    let write = |of: &str, to: &Path| {
        answered(&["influence", of, "--graph", "graphml", "-o", text(to)]);
        std::fs::read_to_string(to).expect("a file")
    };
    let first = write(&kuril(), &out);
    let told = answered(&["import", text(&dossier), text(&out)]);
    assert!(told.contains("Written: "), "{told}");
    assert_eq!(said(&first), said(&write(text(&dossier), &back)));
    let told = answered(&["import", text(&dossier), text(&back)]);
    assert!(told.contains("New: no driver and no link."), "{told}");

    let table = folder.path().join("more.csv");
    std::fs::write(&table, "cause,effect\nrain,harvest\n").expect("written");
    let told = refused(&["import", text(&dossier), text(&table)]);
    assert!(told.contains("map-csv"), "{told}");
    let typed = ["import", text(&dossier), text(&table), "--from", "map-csv"];
    let told = refused(&typed);
    assert!(told.contains("No link of the file has a sign"), "{told}");
    assert!(told.contains("Nothing was written."), "{told}");
}
