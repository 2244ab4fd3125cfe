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
