//! Perceptions and attitudes: their faults, and the models that they make.

use hikiwake_dossier::file::AttitudeKind;
use hikiwake_dossier::{CompileError, Compiled, Dossier, Preferences, Read, Scenario, read};
use hikiwake_graph::{Limits, Run, State};

/// Two sides and a judge; `jp` thinks of `ru` what the perceptions say.
const HEAD: &str = r#"
[dossier]
format = 1
title = "Test"
[actors]
jp.name = "Japan"
ru.name = "Russia"
un.name = "Judge"
idle = { name = "Idle", kind = "public" }
[options]
pay = { owner = "jp", label = "Pay" }
troops = { owner = "ru", label = "Troops", levels = ["none", "some", "many"] }
treaty = { parties = ["un", "ru"], label = "Treaty" }
[rules]
order = { never = "troops = many and treaty" }
[[preferences]]
actor = "jp"
statements = [{ id = "calm", wants = "troops < many" }, { id = "save", wants = "not pay" }]
[[preferences]]
actor = "ru"
statements = [
  { id = "paid", wants = "pay", basis = "stated", because = ["k"] },
  { id = "show", wants = "troops >= some" },
]
[[preferences]]
actor = "un"
statements = [{ id = "treaty", wants = "treaty" }]
[periods.early]
label = "Early"
date = "2016"
status_quo = "troops = some"
[periods.late]
label = "Late"
date = "2018"
status_quo = "pay"
[readings.hard]
label = "Hard"
periods = ["early"]
changes = [{ actor = "ru", drop = "show" }]
[claims]
k = { source = "s", says = "…", places = [{ start = 1, end = 3, digest = "0123456789ab" }] }
"#;

/// What a picture can hold, without faults.
const SOUND: &str = r#"
[perceptions.greedy]
of = "jp"
text = "Russia wants money alone."
because = ["k"]
basis = "stated"
periods = ["early"]
changes = [{ actor = "ru", drop = "show" }]
[perceptions.peaceful]
of = "jp"
unaware = ["treaty"]
never = ["troops = many"]
bars = [{ from = "troops = some", to = "troops = none", by = "ru" }]
[attitudes.friend]
of = "un"
towards = "ru"
is = "positive"
periods = ["early"]
[attitudes.foe]
of = "un"
towards = "ru"
is = "negative"
periods = ["late"]
"#;

fn read_with(text: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let sources = r#"[{ "id": "s", "type": "report", "title": "S" }]"#;
    std::fs::write(folder.path().join("dossier.toml"), HEAD).unwrap();
    std::fs::write(folder.path().join("views.toml"), text).unwrap();
    std::fs::write(folder.path().join("sources.json"), sources).unwrap();
    read(folder.path())
}

fn dossier(text: &str) -> Dossier {
    let read = read_with(text);
    let faults = read.render(false);
    assert!(read.diagnostics.is_empty(), "{faults}");
    read.dossier.unwrap()
}

/// Each fault as its code and the text underlined.
fn faults(text: &str) -> Vec<String> {
    let read = read_with(text);
    let describe = |d: &hikiwake_dossier::Diagnostic| {
        assert!(d.message.ends_with('.') && !d.help.is_empty());
        let span = d.span.as_ref().expect("every fault has a place");
        let file = read.files.iter().find(|(name, _)| *name == span.file);
        format!("{} {}", d.code, &file.unwrap().1[span.start..span.end])
    };
    read.diagnostics.iter().map(describe).collect()
}

fn in_period(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_string()),
        ..Scenario::default()
    }
}

/// Ids of the statements of a decision maker, most important first.
fn wishes(compiled: &Compiled, decision_maker: usize) -> Vec<&str> {
    let Preferences::Statements(ranks) = &compiled.preferences[decision_maker] else {
        return Vec::new();
    };
    ranks.iter().flatten().map(|s| s.id.as_str()).collect()
}

#[test]
fn every_fault_is_found() {
    let edits: [(&str, &str, &[&str]); 19] = [
        (
            "of = \"jp\"\ntext",
            "of = \"pj\"\ntext",
            &["unknown-actor \"pj\""],
        ),
        ("\"late\"]", "\"lat\"]", &["unknown-period \"lat\""]),
        ("[\"treaty\"]", "[\"treat\"]", &["unknown-option \"treat\""]),
        ("[\"treaty\"]", "[\"pay\"]", &["own-option \"pay\""]),
        (
            "[\"troops = many\"]",
            "[\"troops = lots\"]",
            &["unknown-level lots"],
        ),
        ("by = \"ru\"", "by = \"ur\"", &["unknown-actor \"ur\""]),
        (
            "\"troops = none\"",
            "\"troop = none\"",
            &["unknown-name troop"],
        ),
        (
            "actor = \"ru\", drop",
            "actor = \"jp\", drop",
            &["own-wishes \"jp\""],
        ),
        (
            "drop = \"show\"",
            "drop = \"shown\"",
            &["unknown-statement \"shown\""],
        ),
        (
            "drop = \"show\"",
            "drop = \"show\", first = \"paid\"",
            &["change-kind { actor = \"ru\", drop = \"show\", first = \"paid\" }"],
        ),
        (
            "drop = \"show\"",
            "replace = \"show\", with = { id = \"paid\", wants = \"not pay\" }",
            &[
                "statement-twice { actor = \"ru\", replace = \"show\", with = { id = \"paid\", wants = \"not pay\" } }",
            ],
        ),
        // Two perceptions that contradict each other.
        (
            "unaware",
            "changes = [{ actor = \"ru\", first = \"show\" }]\nunaware",
            &["unknown-statement \"show\""],
        ),
        ("[\"k\"]", "[\"c\"]", &["unknown-claim \"c\""]),
        (
            "changes = [{ actor = \"ru\", drop = \"show\" }]\n",
            "",
            &["empty-perception greedy"],
        ),
        (
            "[\"troops = many\"]",
            "[\"troops = many and treaty\"]",
            &["idle-perception \"troops = many and treaty\""],
        ),
        ("[\"troops = many\"]", "[\"true\"]", &["no-state peaceful"]),
        (
            "[\"troops = many\"]",
            "[\"pay\"]",
            &["status-quo-not-seen peaceful"],
        ),
        (
            "is = \"negative\"\nperiods = [\"late\"]",
            "is = \"negative\"",
            &["attitude-twice foe"],
        ),
        (
            "is = \"negative\"",
            "is = \"neutral\"",
            &["usual-attitude \"neutral\""],
        ),
    ];
    for (from, to, expected) in edits {
        assert_eq!(SOUND.matches(from).count(), 1, "{from}");
        assert_eq!(faults(&SOUND.replace(from, to)), expected, "{to}");
    }
    let idle = SOUND.replace(
        "of = \"un\"\ntowards = \"ru\"\nis = \"negative\"",
        "of = \"idle\"\ntowards = \"ru\"\nis = \"negative\"",
    );
    assert_eq!(faults(&idle), ["decides-nothing \"idle\""]);
}

#[test]
fn a_picture_is_a_model_over_the_same_options() {
    let dossier = dossier(SOUND);
    let limits = Limits::default();
    for (period, seen) in [("early", vec!["paid"]), ("late", vec!["paid", "show"])] {
        let scenario = in_period(period);
        let truth = dossier.compile(&scenario, limits).unwrap();
        let picture = dossier
            .compile_perceived(&scenario, "jp", limits, &Run::default())
            .unwrap();
        assert_eq!(wishes(&truth, 1), ["paid", "show"]);
        assert_eq!(wishes(&picture, 1), seen);
        assert_eq!(picture.decision_makers, truth.decision_makers);
        let (space, full) = (picture.model.space(), truth.model.space());
        assert_eq!(space.axes(), full.axes());
        assert_eq!(picture.status_quo, truth.status_quo);
        // 2 of pay, 3 of troops, 4 of consents, less treaty with many: 22 of 24.
        assert_eq!(truth.model.feasible().count(), 22);
        // No consent to a treaty and never many troops.
        assert_eq!(picture.model.feasible().count(), 4);
        let none = State(0);
        let some = picture.find("troops = some").unwrap();
        assert!(picture.model.can_move(1, none, some) && truth.model.can_move(1, some, none));
        assert!(!picture.model.can_move(1, some, none));
        // Who has no perception sees what there is.
        let other = dossier
            .compile_perceived(&scenario, "ru", limits, &Run::default())
            .unwrap();
        assert_eq!(wishes(&other, 1), ["paid", "show"]);
        assert_eq!(other.model.feasible(), truth.model.feasible());
    }
}

#[test]
fn what_counts_in_a_scenario() {
    let dossier = dossier(SOUND);
    let compiled = |scenario: &Scenario| dossier.compile(scenario, Limits::default()).unwrap();
    let ids = |scenario: &Scenario| -> Vec<String> {
        let compiled = compiled(scenario);
        let perceptions = dossier.perceptions(&compiled);
        perceptions
            .into_iter()
            .map(|(id, _)| id.to_string())
            .collect()
    };
    assert_eq!(ids(&in_period("early")), ["greedy", "peaceful"]);
    assert_eq!(ids(&in_period("late")), ["peaceful"]);
    let stated = Scenario {
        stated_only: true,
        ..in_period("early")
    };
    assert_eq!(ids(&stated), ["greedy"]);
    let early = compiled(&in_period("early"));
    let [(id, attitude)] = dossier.attitudes(&early)[..] else {
        panic!("one attitude in a period");
    };
    assert_eq!((id, attitude.is), ("friend", AttitudeKind::Positive));
    assert!(dossier.attitudes(&compiled(&stated)).is_empty());
    // A statement that the reading took out cannot be changed.
    let hard = Scenario {
        reading: Some("hard".to_string()),
        ..in_period("early")
    };
    let refused = dossier.compile_perceived(&hard, "jp", Limits::default(), &Run::default());
    assert!(matches!(refused, Err(CompileError::Faulty(why)) if why.contains("greedy")));
    assert!(
        dossier
            .compile_perceived(&hard, "ru", Limits::default(), &Run::default())
            .is_ok()
    );
}
