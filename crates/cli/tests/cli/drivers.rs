//! Drivers: what a push moves, loops, levels that fit together, and the map as a graph.

use std::path::Path;

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
        assert!(told.contains("166 drivers, 218 links"), "{told}");
        let map = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(map.matches(edge).count(), 218);
        assert!(map.matches(node).count() >= 166 && map.contains(arrow));
    }
}
