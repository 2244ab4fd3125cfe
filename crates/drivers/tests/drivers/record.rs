//! The map against the record: on an invented dossier by plain computation, and the figures
//! of the reference case.

use hikiwake_dossier::{Scenario, read_texts};
use hikiwake_drivers::{Direction, DriverMap, MapRecord, RecordDraws, SignsSay, influence};
use hikiwake_influence::philox::Numbers;

use crate::{open, root};

const HARBOUR: &str = r#"
[dossier]
format = 1
title = "Harbour"

[drivers.catch]
label = "Catch"
[drivers.anger]
label = "Anger"
[drivers.patrols]
label = "Patrols"
[drivers.poaching]
label = "Poaching"
[drivers.talks]
label = "Talks"
[drivers.hopes]
label = "Hopes"
[drivers.trust]
label = "Trust"

[links]
catch-anger = { cause = "catch", effect = "anger", sign = "-" }
patrols-poaching = { cause = "patrols", effect = "poaching", sign = "-" }
talks-hopes = { cause = "talks", effect = "hopes", sign = "+" }
hopes-trust = { cause = "hopes", effect = "trust", sign = "-" }
talks-trust = { cause = "talks", effect = "trust", sign = "+" }

[events.early]
date = "1998"
label = "Long before"
drivers = { talks = "-" }
[events.pushes]
date = "2001-05"
label = "A bad year, and patrols"
drivers = { catch = "-", patrols = "+", talks = "+" }
[events.answers]
date = "2002"
label = "What came of it"
drivers = { anger = "+", poaching = "+", trust = "-", hopes = "0" }
[events.again]
date = "2003-06-01"
label = "Again"
drivers = { trust = "-", anger = "-" }
[events.late]
date = "2005"
label = "Too late"
drivers = { trust = "+" }
"#;

/// What the record says, each as `push -> answer: what signs say`.
fn told(map: &DriverMap, record: &MapRecord) -> Vec<String> {
    let push = |one: &hikiwake_drivers::RecordedPush| {
        let way = match one.direction {
            Direction::Up => '+',
            Direction::Down => '-',
        };
        format!("{}{way}", map.drivers[one.driver].id)
    };
    let line = |one: &hikiwake_drivers::RecordedAnswer| {
        let pushes: Vec<String> = one.pushes.iter().map(push).collect();
        format!(
            "{} -> {}: {:?}",
            pushes.join(" "),
            push(&one.answer),
            one.signs
        )
    };
    record.observations.iter().map(line).collect()
}

#[test]
fn pushes_and_answers_are_held_against_the_map() {
    let read = read_texts(&[("dossier.toml".to_owned(), HARBOUR.to_owned())]);
    let faults = read.render(false);
    let dossier = read.dossier.unwrap_or_else(|| panic!("{faults}"));
    let scenario = Scenario::default();
    let map = DriverMap::of(&dossier, &scenario).expect("a map");
    let found = influence(&dossier, &scenario, &map, None).finding;
    let record = found.record.expect("a record");
    assert_eq!(
        told(&map, &record),
        [
            "catch- -> anger+: Agree",
            "patrols+ -> poaching+: Contradict",
            "talks+ -> trust-: Open",
            "catch- -> anger-: Contradict",
        ]
    );
    // Where talks cost more trust by the hopes that they raise than they bring.
    let driver = |id: &str| {
        id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let strength = |from: &str, to: &str, draw: u64| {
        let judgement = driver(from).rotate_left(32) ^ driver(to);
        1.0 - Numbers::new(1, judgement, draw).unit()
    };
    let falls = |draw: &u64| {
        let hopes = strength("talks", "hopes", *draw) / strength("hopes", "hopes", *draw);
        hopes * strength("hopes", "trust", *draw) > strength("talks", "trust", *draw)
    };
    let kept = (0..2_000).filter(falls).count() as u64;
    assert!(kept > 200 && kept < 1_800, "{kept}");
    let draws = RecordDraws {
        seed: 1,
        drawn: 2_000,
        settled: 2_000,
        kept,
    };
    assert_eq!(record.draws, Some(draws));
    let alone: Vec<Option<u64>> = record
        .observations
        .iter()
        .map(|one| one.reproduced)
        .collect();
    assert_eq!(alone, [None, None, Some(kept), None]);
    assert!(
        influence(&dossier, &scenario, &map, Some(0))
            .finding
            .record
            .is_none()
    );
}

#[test]
fn the_reference_case_against_its_record() {
    let dossier = open(&root().join("dossiers/kuril"));
    let scenario = Scenario::default();
    let map = DriverMap::of(&dossier, &scenario).expect("a map");
    let found = influence(&dossier, &scenario, &map, None).finding;
    let record = found.record.expect("a record");
    let count = |signs| {
        record
            .observations
            .iter()
            .filter(|one| one.signs == signs)
            .count()
    };
    let counts = [SignsSay::Agree, SignsSay::Contradict, SignsSay::Open].map(count);
    assert_eq!(counts, [9, 2, 8]);
    let contradicted = told(&map, &record).into_iter();
    let contradicted: Vec<String> = contradicted
        .filter(|one| one.ends_with("Contradict"))
        .collect();
    assert_eq!(
        contradicted,
        [
            "us_pressure_jp+ -> dialogue+: Contradict",
            "us_pressure_jp- -> ru_perc_vassal+: Contradict",
        ]
    );
    let draws = record.draws.expect("draws");
    assert_eq!((draws.drawn, draws.settled, draws.kept), (2_000, 1_036, 67));
    let alone = |draws: &RecordDraws, count: u64| count >= draws.kept && count <= draws.settled;
    let reproduced = record.observations.iter().filter_map(|one| one.reproduced);
    assert!(reproduced.into_iter().all(|count| alone(&draws, count)));
}
