//! Signed maps of other programs: what is read of them, what is named and left, what is
//! refused, and files that mean harm.

use std::fs;

use hikiwake_dossier::file::Sign;
use hikiwake_exchange::{IncomingMap, MapFormat, MergedMap, merge_map, take_map};
use proptest::prelude::*;

use crate::fuzz::{Numbers, mutated};
use crate::{folder, opened};

use MapFormat::{Graphml, MapCsv, Mmp};

/// The files beside these tests.
const FILES: [(&str, MapFormat); 9] = [
    ("gephi.graphml", Graphml),
    ("yed.graphml", Graphml),
    ("own.graphml", Graphml),
    ("links.csv", MapCsv),
    ("semicolons.csv", MapCsv),
    ("gephi.csv", MapCsv),
    ("matrix.csv", MapCsv),
    ("map.mmp", Mmp),
    ("map.json.mmp", Mmp),
];

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).expect("a file beside the tests")
}

fn map(name: &str) -> IncomingMap {
    let (_, format) = FILES.iter().find(|(n, _)| *n == name).expect("known");
    match take_map(&file(name), *format) {
        Ok(map) => map,
        Err(faults) => panic!("{faults:#?}"),
    }
}

/// Its links, each as `cause sign effect`.
fn links(map: &IncomingMap) -> Vec<String> {
    let sign = |sign| match sign {
        Sign::Plus => "+",
        Sign::Minus => "-",
        Sign::None => "0",
    };
    let label = |at: usize| map.drivers[at].label.as_str();
    let link = |link: &hikiwake_exchange::MapLink| {
        let [cause, effect] = [link.cause, link.effect].map(label);
        format!("{cause} {} {effect}", sign(link.sign))
    };
    map.links.iter().map(link).collect()
}

fn refused(text: &str, format: MapFormat) -> String {
    let faults = take_map(text.as_bytes(), format).expect_err("refused");
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.join("\n")
}

fn has(list: &[String], part: &str) {
    let found = list.iter().any(|one| one.contains(part));
    assert!(found, "no “{part}” in {list:#?}");
}

#[test]
fn what_each_program_writes() {
    for (name, expected) in [
        (
            "gephi.graphml",
            &[
                "Rain in the hills + Harvest",
                "Harvest - Hunger in the valley",
            ][..],
        ),
        (
            "yed.graphml",
            &["Fear of the other + Arms here", "Arms here - 日本"],
        ),
        (
            "own.graphml",
            &[
                "The seven + Water & ice",
                "The seven - Water & ice",
                "Water & ice 0 The seven",
                "Build the dam - Water & ice",
            ],
        ),
        (
            "links.csv",
            &[
                "Rain in the hills + Harvest",
                "Harvest - Hunger",
                "Hunger 0 Rain in the hills",
            ],
        ),
        ("semicolons.csv", &["Rain + Harvest", "Harvest - Hunger"]),
        ("gephi.csv", &["a - b", "b + c"]),
        (
            "matrix.csv",
            &["Rain + Harvest", "Harvest - Hunger", "Hunger - Harvest"],
        ),
        ("map.mmp", &["Rain + Harvest", "Harvest - Hunger"]),
        ("map.json.mmp", &["Rain + Harvest", "Harvest - Rain"]),
    ] {
        assert_eq!(links(&map(name)), expected, "{name}");
    }
}

#[test]
fn what_is_left_is_named_with_its_place() {
    for (name, parts) in [
        (
            "gephi.graphml",
            &[
                "`Hunger in the valley` to itself, line 15",
                "line 16: its weight is 0",
                "line 17: it stands already, line 13",
                "line 18: it has no sign",
                "`modularity_class` of 2 drivers",
                "how the map is drawn",
            ][..],
        ),
        ("yed.graphml", &["the group `Arms`", "how the map is drawn"]),
        (
            "own.graphml",
            &[
                "`hedged` of 1 link",
                "`claims` of 1 link",
                "`links` of 2 links",
                "`level` of 3 drivers",
            ],
        ),
        (
            "links.csv",
            &["the column `who`", "row 5: it stands already, row 2"],
        ),
        ("semicolons.csv", &["row 4: its weight is 0"]),
        ("gephi.csv", &[]),
        ("matrix.csv", &[]),
        (
            "map.mmp",
            &["line 28: it has no sign", "preferredState", "<scenarios>"],
        ),
        ("map.json.mmp", &["`group` of a concept", "`groupNames`"]),
    ] {
        let left = map(name).left;
        parts.iter().for_each(|part| has(&left, part));
        assert_eq!(left.len(), parts.len(), "{name}: {left:#?}");
    }
    let remarks = map("links.csv").remarks;
    has(&remarks, "`harvest`, row 3, is taken for `Harvest`");
}

#[test]
fn words_and_weights_are_kept() {
    let gephi = map("gephi.graphml");
    assert_eq!(gephi.links[1].text, "feeds");
    assert_eq!(gephi.links[1].note, "Weight in the file: -0.5");
    let table = map("links.csv");
    assert_eq!(table.links[0].delay, "a season");
    assert_eq!(table.links[0].note, "seen in 2016; Weight in the file: 0.8");
    let modeler = map("map.mmp");
    assert_eq!(modeler.drivers[0].note, "in the hills\nUnits: mm");
    assert!(modeler.links[0].note.contains("Confidence in the file: 2"));
    assert_eq!(modeler.links[1].note, "Weight in the file: H-");
}

#[test]
fn faults_are_told_all_at_once() {
    let told = refused(
        "cause,effect,sign,weight\na,b,up,\n,b,+,\na,c,+,-1\na,d,,much\n",
        MapCsv,
    );
    for part in [
        "row 2",
        "`up` is no sign",
        "row 3",
        "no cause or no effect",
        "The sign is + and the weight -1",
        "`much` is no weight",
    ] {
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    let told = refused(",a,b,a\na,,1,\nx,1,1,\n", MapCsv);
    for part in [
        "`a` stands twice in the first row",
        "`x` does not stand in the first row",
        "`b` does not stand in the first column",
    ] {
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    for (text, format, part) in [
        ("a,b,+\n", MapCsv, "neither a list of links nor"),
        ("", MapCsv, "The table is empty"),
        ("cause,effect,sign\n", MapCsv, "no drivers"),
        ("cause,from,effect\na,b,c\n", MapCsv, "says the same as"),
        ("<graphml", Graphml, "This is not read"),
        ("<gexf/>", Graphml, "its root is <gexf>"),
        ("<lmms-project/>", Mmp, "its root is <lmms-project>"),
        ("{\"concepts\": 1}", Mmp, "no list of `concepts`"),
        ("{", Mmp, "This JSON is not read"),
    ] {
        let told = refused(text, format);
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    let told = refused(
        "<graphml><graph edgedefault='undirected'><node id='a'/><node id='a'/>\n\
         <edge source='a' target='z' directed='true'/>\n<edge source='a' target='a'/></graph></graphml>",
        Graphml,
    );
    for part in [
        "stands already on line 1",
        "The target `z` is no node",
        "line 3",
        "no direction",
    ] {
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    let plain = "<graphml><graph><node id='a'/><node id='b'/><edge source='a' target='b'/></graph></graphml>";
    assert!(refused(plain, Graphml).contains("No link of the file has a sign"));
    let nobody = "<mentalmodeler><concepts><concept><id>1</id><relationships><relationship><id>9</id></relationship></relationships></concept></concepts></mentalmodeler>";
    assert!(refused(nobody, Mmp).contains("no concept with the id `9`"));
}

fn merged(text: &str, name: &str) -> (MergedMap, tempfile::TempDir) {
    let folder = folder(&[("more.toml", text)]);
    let merged = merge_map(folder.path(), &map(name), name);
    let merged = merged.unwrap_or_else(|error| panic!("{error:#?}"));
    if let Some((file, text)) = &merged.file {
        fs::write(folder.path().join(file), text).expect("written");
    }
    opened(folder.path());
    (merged, folder)
}

#[test]
fn a_map_joins_what_is_there() {
    let (new, folder) = merged(
        "[links.wet]\ncause = \"rain\"\neffect = \"harvest\"\nsign = \"+\"\n",
        "matrix.csv",
    );
    // Rain and harvest are drivers of the dossier already.
    assert_eq!((new.drivers, new.links), (1, 2));
    has(&new.there, "driver `rain`");
    has(&new.there, "`rain` on `harvest` (link `wet`)");
    let again = merge_map(folder.path(), &map("matrix.csv"), "matrix.csv").expect("merged");
    assert_eq!((again.drivers, again.links, again.file), (0, 0, None));
    let names = folder.path().join("imported-matrix.toml");
    assert!(names.is_file());

    let (other, _folder) = merged(
        "[links.dry]\ncause = \"rain\"\neffect = \"harvest\"\nsign = \"-\"\n",
        "matrix.csv",
    );
    has(&other.remarks, "(link `dry`, row 2, column 3); both stand");
}

#[test]
fn options_of_the_own_map_are_options_again() {
    let (new, folder) = merged("", "own.graphml");
    assert_eq!((new.drivers, new.links), (2, 4));
    assert!(new.left.is_empty(), "{:?}", new.left);
    assert!(new.remarks.is_empty(), "{:?}", new.remarks);
    let file = opened(folder.path()).file.clone();
    assert_eq!(file.drivers["water"].option.as_deref(), Some("aid"));
    assert_eq!(file.drivers["g7"].label, "The seven");
    let dam = &file.links["dam_on_water"];
    assert_eq!(
        (dam.cause.as_deref(), dam.option.as_deref()),
        (None, Some("dam"))
    );
}

#[test]
fn every_file_makes_a_dossier_without_faults() {
    for (name, _) in FILES {
        let (new, _folder) = merged("", name);
        assert!(new.file.is_some(), "{name}");
    }
}

#[test]
fn harm_is_refused() {
    let bomb = "<!DOCTYPE g [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><graphml>&b;</graphml>";
    assert!(refused(bomb, Graphml).contains("document type"));
    assert!(refused(bomb, Mmp).contains("document type"));
    assert!(refused("<graphml>&b;</graphml>", Graphml).contains("entity"));
    let deep = format!("<graphml>{}</graphml>", "<graph><node>".repeat(40_000));
    assert!(refused(&deep, Graphml).contains("within each other"));
    let many: String = (0..2_100).map(|k| format!("a{k},b{k},+\n")).collect();
    let told = refused(&format!("cause,effect,sign\n{many}"), MapCsv);
    assert!(told.contains("more than 2000 drivers"), "{told}");
    assert_eq!(told.matches("error:").count(), 1, "{told}");
    let same = "<node id='ID'><data key='label'>x</data></node>";
    let same: String = (0..2_000)
        .map(|k| same.replace("ID", &k.to_string()))
        .collect();
    let text = format!("<graphml><graph>{same}</graph></graphml>");
    assert_eq!(
        take_map(text.as_bytes(), Graphml)
            .expect("read")
            .drivers
            .len(),
        2_000
    );
}

#[test]
fn changed_files_are_read_or_refused() {
    let rounds = std::env::var("HIKIWAKE_FUZZ_ROUNDS").ok();
    let rounds: usize = rounds.map_or(300, |rounds| rounds.parse().expect("a number"));
    for (name, _) in FILES {
        let seed = file(name);
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
        for _ in 0..rounds {
            let changed = mutated(&seed, &mut numbers);
            for format in [Graphml, MapCsv, Mmp] {
                if let Err(faults) = take_map(&changed, format) {
                    assert!(!faults.is_empty(), "refused without a reason");
                }
            }
        }
    }
}

/// What is read can be merged or is refused, too.
#[test]
fn changed_files_merge_or_are_refused() {
    let folder = folder(&[]);
    for (name, format) in FILES {
        let seed = file(name);
        let mut numbers = Numbers(0x51ab_3c07_9d2e_f861);
        for _ in 0..40 {
            if let Ok(map) = take_map(&mutated(&seed, &mut numbers), format) {
                let merged = merge_map(folder.path(), &map, "changed.csv");
                merged.unwrap_or_else(|error| panic!("{name}: {error:#?}"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Graphml, MapCsv, Mmp] {
            let _ = take_map(&bytes, format);
        }
    }

    #[test]
    fn any_table(text in "[a-d,;\"'+\\-0-9.\n ]{0,120}") {
        let _ = take_map(format!("cause,effect,weight\n{text}").as_bytes(), MapCsv);
        let _ = take_map(format!(",a,b,c\n{text}").as_bytes(), MapCsv);
    }

    #[test]
    fn any_links(ends in prop::collection::vec((0..6_usize, 0..6_usize, "[+\\-0-9.]{0,4}"), 1..30)) {
        let rows: String = ends.iter().map(|(a, b, w)| format!("d{a},d{b},{w}\n")).collect();
        if let Ok(map) = take_map(format!("from,to,weight\n{rows}").as_bytes(), MapCsv) {
            // Every row is a link, or named.
            prop_assert_eq!(map.links.len() + map.left.len(), {
                let either = ends.iter().filter(|(a, b, w)| a != b && (w == "+-" || w == "-+"));
                ends.len() + either.count()
            });
        }
    }
}
