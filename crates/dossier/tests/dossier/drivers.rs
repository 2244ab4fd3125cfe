//! Drivers: where they stand, what stands only while they do, what `check` says of them.

use hikiwake_dossier::file::Carriers;
use hikiwake_dossier::{Change, Compiled, Dossier, Preferences, Read, Scenario, read_texts};
use hikiwake_graph::Limits;

const DISPUTE: &str = r#"
[dossier]
format = 1
title = "The dam"

[actors.upland]
name = "Upland"
[actors.lowland]
name = "Lowland"

[options.dam]
owner = "upland"
label = "Build the dam"
[options.court]
owner = "lowland"
label = "Go to court"
while = "rain != none"

[periods.then]
label = "Then"
date = "2001"
status_quo = ""
[periods.now]
label = "Now"
date = "2002"
status_quo = ""

[drivers.rain]
label = "Rain"
levels = ["none", "some", "much"]
at.then = { level = "some" }
at.now = { level = "much", basis = "analyst" }
[drivers.fear]
label = "Fear in Lowland"

[links.drought]
cause = "rain"
effect = "fear"
sign = "-"

[[preferences]]
actor = "upland"
[[preferences.statements]]
id = "power"
wants = "dam"
while = "rain >= some and not fear = high"
[[preferences.statements]]
id = "peace"
wants = "not court"
[[preferences.statements]]
id = "calm"
wants = "not dam and not court"
same_rank = true

[[preferences]]
actor = "lowland"
[[preferences.statements]]
id = "water"
wants = "not dam"
[[preferences.statements]]
id = "quiet"
wants = "not court"

[rules.no-case]
never = "court and dam"
while = "fear = low"

[readings.panic]
label = "Panic"
while = "fear = high"
[[readings.panic.changes]]
actor = "lowland"
drop = "quiet"

[readings.drought]
label = "A dry year"
drivers = { rain = "none" }

[mechanisms.M1]
label = "Fear of thirst"
carried = { statements = ["lowland.water"], options = ["dam"], rules = ["no-case"], links = ["drought"], drivers = { fear = "low" }, readings = ["panic"] }
"#;

fn read(text: &str) -> Read {
    read_texts(&[("dossier.toml".to_owned(), text.to_owned())])
}

fn dossier(text: &str) -> Dossier {
    let read = read(text);
    read.dossier
        .unwrap_or_else(|| panic!("{:#?}", read.diagnostics))
}

/// Code and message of every fault.
fn diagnostics(text: &str) -> Vec<String> {
    let told = |fault: &hikiwake_dossier::Diagnostic| format!("{}: {}", fault.code, fault.message);
    read(text).diagnostics.iter().map(told).collect()
}

fn compile(dossier: &Dossier, scenario: Scenario) -> Compiled {
    let compiled = dossier.compile(&scenario, Limits::default());
    compiled.unwrap_or_else(|why| panic!("{why}"))
}

/// The statements of every decision maker, ranks divided by bars.
fn wants(compiled: &Compiled) -> Vec<String> {
    let list = |wants: &Preferences| match wants {
        Preferences::Statements(ranks) => {
            let rank = |rank: &Vec<_>| {
                let ids = rank
                    .iter()
                    .map(|s: &hikiwake_dossier::CompiledStatement| s.id.clone());
                ids.collect::<Vec<_>>().join(" = ")
            };
            ranks.iter().map(rank).collect::<Vec<_>>().join(" > ")
        }
        _ => String::new(),
    };
    compiled.preferences.iter().map(list).collect()
}

fn pushed(driver: &str, level: &str) -> Scenario {
    Scenario {
        changes: vec![Change::Driver {
            driver: driver.to_owned(),
            level: level.to_owned(),
        }],
        ..Scenario::default()
    }
}

#[test]
fn a_driver_switches_statements_rules_options_and_readings() {
    let dossier = dossier(DISPUTE);
    let base = compile(&dossier, Scenario::default());
    assert_eq!(wants(&base), ["power > peace = calm", "water > quiet"]);
    assert_eq!((base.options.len(), base.rules.len()), (2, 1));

    // The wish goes; the one that shares the rank below it stays where it was.
    let afraid = compile(&dossier, pushed("fear", "high"));
    assert_eq!(wants(&afraid), ["peace = calm", "water"]);
    assert_eq!(afraid.rules.len(), 0);

    let dry = compile(&dossier, pushed("rain", "none"));
    assert_eq!(wants(&dry), ["peace = calm", "water > quiet"]);
    assert_eq!(dry.options.len(), 1, "nobody goes to court");
    // A reading can put drivers elsewhere, too.
    let reading = Scenario {
        reading: Some("drought".to_owned()),
        ..Scenario::default()
    };
    let by_reading = compile(&dossier, reading);
    assert_eq!(wants(&by_reading), wants(&dry));
    // One that stands by itself can still be asked for, and stands once.
    let asked = Scenario {
        reading: Some("panic".to_owned()),
        ..pushed("fear", "high")
    };
    assert_eq!(wants(&compile(&dossier, asked)), ["peace = calm", "water"]);
}

#[test]
fn what_no_driver_or_level_is_called_is_said() {
    let dossier = dossier(DISPUTE);
    for (driver, level, said) in [
        ("snow", "much", "There is no driver `snow`."),
        ("rain", "lots", "its levels are `none`, `some` and `much`"),
    ] {
        let why = dossier.compile(&pushed(driver, level), Limits::default());
        let why = why.expect_err("an unknown driver or level").to_string();
        assert!(why.contains(said), "{why}");
    }
}

#[test]
fn what_carries_a_mechanism_can_be_taken_out() {
    let dossier = dossier(DISPUTE);
    let carried = &dossier.file.mechanisms["M1"].carried;
    let (without, changes) = dossier.without(carried);
    let scenario = Scenario {
        changes,
        ..Scenario::default()
    };
    let left = compile(&without, scenario);
    assert_eq!(wants(&left), ["power > peace = calm", "quiet"]);
    assert_eq!((left.options.len(), left.rules.len()), (1, 0));
    assert!(without.file.links.is_empty());
    let (same, none) = dossier.without(&Carriers::default());
    assert!(none.is_empty());
    assert_eq!(
        wants(&compile(&same, Scenario::default())),
        wants(&compile(&dossier, Scenario::default()))
    );
}

#[test]
fn faults_of_drivers_are_named_where_they_stand() {
    assert_eq!(diagnostics(DISPUTE), Vec::<String>::new());
    for (from, to, code) in [
        ("rain != none", "rian != none", "formula"),
        ("rain != none", "rain != never", "formula"),
        (
            "rain != none",
            "rain = none or rain != none",
            "fixed-condition",
        ),
        ("level = \"some\"", "level = \"few\"", "unknown-level"),
        ("at.then", "at.never", "unknown-period"),
        ("cause = \"rain\"", "cause = \"snow\"", "unknown-driver"),
        ("cause = \"rain\"", "", "cause-or-option"),
        (
            "drivers = { rain = \"none\" }",
            "drivers = { rain = \"no\" }",
            "unknown-level",
        ),
        (
            "label = \"A dry year\"",
            "label = \"A dry year\"\nwhile = \"fear = high\"",
            "driven-drives",
        ),
        ("\"lowland.water\"", "\"lowland.wine\"", "unknown-carrier"),
        ("fear = \"low\" }", "fear = \"lower\" }", "unknown-level"),
        (
            "label = \"Fear in Lowland\"",
            "label = \"Fear in Lowland\"\noption = \"court\"",
            "formula",
        ),
        (
            "label = \"Fear of thirst\"\ncarried",
            "label = \"Fear of thirst\"\n[mechanisms.M2]\nlabel = \"Another\"\n[mechanisms.M3]\nlabel = \"A third\"\ncarried",
            "uncarried",
        ),
    ] {
        assert!(DISPUTE.contains(from), "{from}");
        let found = diagnostics(&DISPUTE.replacen(from, to, 1));
        assert!(
            found.iter().any(|fault| fault.starts_with(code)),
            "{to}: {found:?}"
        );
    }
    let idle = format!("{DISPUTE}\n[drivers.wind]\nlabel = \"Wind\"\n");
    assert!(diagnostics(&idle)[0].starts_with("idle-driver"));
}
