//! `map.geojson`: what is read from it, every kind of fault, and that nothing in
//! it can do harm.

use hikiwake_dossier::{Read, Severity, minimal_starter, read};
use proptest::prelude::*;

/// Reads a sound dossier with this map.
fn with(map: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in minimal_starter() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("map.geojson"), map).unwrap();
    read(folder.path())
}

/// The faults of the map as `code line text-underlined`.
fn faults(map: &str) -> Vec<String> {
    let read = with(map);
    let shown = read.diagnostics.iter().map(|fault| {
        let span = fault.span.as_ref().unwrap();
        assert_eq!(span.file, "map.geojson");
        assert!(!fault.help.is_empty());
        format!(
            "{} {} {}",
            fault.code,
            span.line,
            &map[span.start..span.end]
        )
    });
    let shown = shown.collect();
    let error = |d: &hikiwake_dossier::Diagnostic| d.severity == Severity::Error;
    assert_eq!(read.dossier.is_none(), read.diagnostics.iter().any(error));
    shown
}

const SQUARE: &str = "[[140, 43], [141, 43], [141, 44.5], [140, 43]]";
const LAKE: &str = "[[140.5, 43.1], [140.6, 43.1, 12], [140.6, 43.2]]";

#[test]
fn no_map_is_no_land() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in minimal_starter() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    assert!(read(folder.path()).dossier.unwrap().land.is_none());
}

#[test]
fn polygons_alone_and_in_collections() {
    let polygon = format!(r#"{{ "type": "Polygon", "coordinates": [{SQUARE}, {LAKE}] }}"#);
    let multi = format!(r#"{{ "coordinates": [[{SQUARE}, {LAKE}]], "type": "MultiPolygon" }}"#);
    let collection = format!(
        r#"{{ "type": "FeatureCollection", "name": "x", "features": [
            {{ "type": "Feature", "properties": null, "geometry": {{ "type": "GeometryCollection", "geometries": [{polygon}] }} }},
            {{ "type": "Feature", "properties": null, "geometry": null }},
            {{ "type": "Feature", "properties": {{}}, "geometry": {{ "type": "Polygon", "coordinates": [] }} }}
        ] }}"#
    );
    let square = vec![[140.0, 43.0], [141.0, 43.0], [141.0, 44.5]];
    let lake = vec![[140.5, 43.1], [140.6, 43.1], [140.6, 43.2]];
    for map in [&polygon, &multi, &collection, &format!("\u{feff}{polygon}")] {
        let read = with(map);
        assert_eq!(read.diagnostics, [], "{map}");
        let land = read.dossier.unwrap().land.unwrap();
        assert_eq!(land.polygons, [[square.clone(), lake.clone()]], "{map}");
    }
}

#[test]
fn every_fault_has_its_place_and_mend() {
    let of = |coordinates: &str| {
        format!("{{ \"type\": \"Polygon\",\n \"coordinates\": {coordinates} }}")
    };
    for (map, fault) in [
        ("{ \"type\": \n nothing }".to_owned(), "syntax 2 o"),
        (String::new(), "syntax 1 "),
        ("[1, 2]".to_owned(), "wrong-type 1 [1, 2]"),
        ("{ \"type\": 7 }".to_owned(), "wrong-type 1 { \"type\": 7 }"),
        (
            "{ \"type\": \"Ball\" }".to_owned(),
            "wrong-type 1 { \"type\": \"Ball\" }",
        ),
        (
            "{ \"type\": \"Polygon\" }".to_owned(),
            "missing-key 1 { \"type\": \"Polygon\" }",
        ),
        (of("7"), "wrong-type 2 7"),
        (of("[7]"), "wrong-type 2 7"),
        (of("[[[\"140\", 43]]]"), "wrong-type 2 [[\"140\", 43]]"),
        (
            of("[[[140, 43], [141, 43], [140, 43]]]"),
            "wrong-value 2 [[140, 43], [141, 43], [140, 43]]",
        ),
        (
            of("[[[140, 43], [141], [140, 44]]]"),
            "wrong-value 2 [[140, 43], [141], [140, 44]]",
        ),
        (
            of("[[[140, 43], [141, 43], [15600000, 5300000]]]"),
            "wrong-value 2 [[140, 43], [141, 43], [15600000, 5300000]]",
        ),
        (
            of("[[[140, 43], [141, 43], [140, 1e999]]]"),
            "wrong-type 2 [[140, 43], [141, 43], [140, 1e999]]",
        ),
        // Of two values the first was lost in silence.
        (
            of(&format!("[{SQUARE}],\n \"coordinates\": [{SQUARE}]")),
            "duplicate 3 \"coordinates\"",
        ),
        (
            "{ \"type\": \"Point\",\n \"coordinates\": [1, 2] }".to_owned(),
            "not-drawn 1 { \"type\": \"Point\",\n \"coordinates\": [1, 2] }",
        ),
        (
            "{ \"type\": \"FeatureCollection\", \"features\": [] }".to_owned(),
            "not-drawn 1 { \"type\": \"FeatureCollection\", \"features\": [] }",
        ),
    ] {
        assert_eq!(faults(&map), [fault], "{map}");
    }
}

/// A fault of the map hides none of the dossier's own.
#[test]
fn faults_of_the_map_stand_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in minimal_starter() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("map.geojson"), "{").unwrap();
    std::fs::write(
        folder.path().join("z.toml"),
        "[claims.idle]\nsource = \"nobody\"\nsays = \"x\"\n",
    )
    .unwrap();
    let found = read(folder.path()).diagnostics;
    let codes: Vec<&str> = (found.iter()).map(|fault| &*fault.code).collect();
    assert!(codes.contains(&"syntax"), "{codes:?}");
    assert!(codes.contains(&"unknown-source"), "{codes:?}");
}

#[test]
fn limits_are_said() {
    let nested = |depth: usize| {
        let open = r#"{ "type": "GeometryCollection", "geometries": [ "#.repeat(depth);
        format!("{open}{}", "] }".repeat(depth))
    };
    assert_eq!(with(&nested(10)).diagnostics[0].code, "not-drawn");
    for depth in [30, 10_000] {
        let read = with(&nested(depth));
        assert_eq!(read.diagnostics[0].code, "too-large", "depth {depth}");
        assert!(read.diagnostics[0].message.contains("collections"));
    }
    let many = format!(
        "{{ \"type\": \"Polygon\", \"coordinates\": [[{}[1,2]]] }}",
        "[1,2],".repeat(500_001)
    );
    let read = with(&many);
    assert_eq!(read.diagnostics.len(), 1);
    assert!(read.diagnostics[0].message.contains("500,000 positions"));
    // What is wrong a thousand times is told twenty times, and that there is more.
    let wrong = format!(
        "{{ \"type\": \"MultiPolygon\", \"coordinates\": [{}[]] }}",
        "[[[1,99],[1,2],[3,4]]],".repeat(1000)
    );
    let read = with(&wrong);
    assert_eq!(read.diagnostics.len(), 20);
    assert!((read.diagnostics.iter()).any(|fault| fault.message.contains("not told")));
}

/// One fault in a map of a single long line is shown in a few lines.
#[test]
fn a_fault_in_a_long_line_is_shown_briefly() {
    let map = format!(
        "{{\"type\":\"MultiPolygon\",\"coordinates\":[{}[[[1,99],[1,2],[3,4]]]]}}",
        "[[[1,2],[3,4],[5,6]]],".repeat(2000)
    );
    let shown = with(&map).render(false);
    assert!(shown.contains("is no position in degrees"), "{shown}");
    assert!(shown.len() < 2000, "{} bytes", shown.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the map holds, reading it ends in land within the world or in faults.
    #[test]
    fn hostile_maps_do_no_harm(
        edits in prop::collection::vec((0.0..1.0, 0..12_usize, prop_oneof![
            "\\PC{0,4}",
            "[\\[\\]{}:,\"0-9eE.-]{1,4}",
            prop::sample::select(vec![
                "\"type\"", "\"Polygon\"", "\"GeometryCollection\"", "\"coordinates\"", "null",
                "1e308", "-1e308", "-0.0", "99999999999999999999", "\\u0000", "\u{202e}", "\u{feff}",
            ]).prop_map(str::to_owned),
        ]), 0..6),
    ) {
        let mut map = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"MultiPolygon","coordinates":[[{SQUARE},{LAKE}],[{SQUARE}]]}}}}]}}"#
        );
        for (share, gone, come) in edits {
            let mut start = (share * map.len() as f64) as usize;
            while !map.is_char_boundary(start) { start -= 1; }
            let mut end = (start + gone).min(map.len());
            while !map.is_char_boundary(end) { end += 1; }
            map.replace_range(start..end, &come);
        }
        let read = with(&map);
        prop_assert!(!read.render(false).contains(|c: char| c.is_control() && c != '\n'));
        if let Some(land) = read.dossier.and_then(|dossier| dossier.land) {
            for [lon, lat] in land.polygons.iter().flatten().flatten() {
                prop_assert!(lon.abs() <= 360.0 && lat.abs() <= 90.0);
            }
            prop_assert!(land.polygons.iter().flatten().all(|ring| ring.len() >= 3));
        }
    }
}
