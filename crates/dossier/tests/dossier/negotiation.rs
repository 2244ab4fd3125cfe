//! Agreements: compiled as the dossier says, judged by an evaluation of their own, and
//! every fault of the tables reported.

use std::fs;

use hikiwake_dossier::file::{Basis, FactionVerdict};
use hikiwake_dossier::{
    CompileError, Dossier, Judge, Negotiation, Preferences, Role, Scenario, Severity, read,
};
use hikiwake_graph::{Limits, State};
use proptest::prelude::*;

/// A river, a dam: what two countries can agree on.
const BASE: &str = r#"
[dossier]
format = 1
title = "T"

[actors.up]
name = "Upland"
[actors.low]
name = "Lowland"
[actors.farmers]
name = "Farmers"
kind = "faction"
part_of = "low"

[options.dam]
owner = "up"
label = "Build"
[options.court]
owner = "low"
label = "Sue"
[options.pledge]
owner = "up"
label = "Promise water by law"
change = "one-way"

[[preferences]]
actor = "up"
statements = [{ id = "dam", wants = "dam" }, { id = "peace", wants = "not court" }]
[[preferences]]
actor = "low"
statements = [{ id = "water", wants = "not dam or pledge" }, { id = "peace", wants = "not court" }]

[periods.now]
label = "Now"
status_quo = "dam, court"
terms = "building = on"

[terms.building]
label = "The dam"
levels = ["off", "small", "on"]
sets = { off = "dam = no, court = no", on = "dam" }
[terms.water]
label = "Water in summer"
levels = ["none", "declared", "law"]
sets = { law = "pledge" }

[term_rules.no-law-without-talks]
never = "water = law and building = off"
"#;

const HOMES: &str = r#"
[forms.works]
label = "Works with water"
is = "building >= small and water > none"
[forms.nothing]
label = "Anything else"
is = "true"

[factions.low]
side = "low"
votes = 2
[factions.farmers]
side = "low"
influence = "high"
influence_in = { now = "low" }
salience = "high"
[[factions.farmers.judges]]
forms = { works = "accepts", nothing = "rejects" }
doubt = 0.25
[factions.farmers.guarantees.share]
label = "A share by law"
forms = ["nothing"]
terms = "water = law"
periods = ["now"]
[factions.up]
side = "up"
[[factions.up.judges]]
statements = [
  { id = "some-dam", wants = "building >= small", red_line = true },
  { id = "no-court", wants = "not court" },
  { id = "free-hand", wants = "water < law" },
]
deadlock_cost = "free-hand"
weights = { building = [0, 2, 3], water = [0, -0.5, -1] }

[ratification.all]
label = "All"
usual = false
[ratification.all.sides.low]
leader = "low"
vetoes = ["farmers", "low"]
quota = 4
[ratification.held]
label = "Who holds the file"
usual = true
[ratification.held.sides.low]
majority = true
holder = true
[[holders]]
side = "low"
faction = "farmers"
periods = ["now"]
"#;

fn dossier(text: &str) -> Result<Dossier, Vec<(String, Severity)>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dossier.toml"), text).unwrap();
    let read = read(folder.path());
    let codes = read.diagnostics.iter();
    let codes = codes.map(|d| (d.code.to_string(), d.severity)).collect();
    read.dossier.ok_or(codes)
}

fn warnings(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dossier.toml"), text).unwrap();
    let read = read(folder.path());
    read.diagnostics
        .iter()
        .map(|d| d.code.to_string())
        .collect()
}

#[test]
fn somebody_must_agree() {
    let nobody = dossier(BASE).unwrap();
    let why = nobody
        .talks(&Scenario::default(), Limits::default())
        .unwrap_err();
    assert_eq!(why, CompileError::NobodyAgrees);
}

/// A second entry of a period adds what it says to other forms, with evidence of its own.
#[test]
fn verdicts_by_forms_add_up() {
    let one = "forms = { works = \"accepts\", nothing = \"rejects\" }\ndoubt = 0.25\n";
    let apart = |second: &str| {
        let two = format!(
            "forms = {{ works = \"accepts\" }}\ndoubt = 0.25\nbasis = \"stated\"\n\
             [[factions.farmers.judges]]\n{second}\nbasis = \"inferred\"\n"
        );
        format!("{BASE}{}", HOMES.replace(one, &two))
    };
    let text = apart("forms = { works = \"rejects\", nothing = \"rejects\" }");
    let dossier = dossier(&text).unwrap();
    let farmers = |stated_only: bool| {
        let scenario = Scenario {
            stated_only,
            ..Scenario::default()
        };
        let talks = dossier.talks(&scenario, Limits::default()).unwrap();
        let farmers = talks.faction_of("farmers").unwrap();
        talks.factions[farmers].clone()
    };
    let verdicts = |faction: &hikiwake_dossier::CompiledFaction| match &faction.judge {
        Judge::Forms(verdicts) => verdicts.clone(),
        _ => panic!("forms"),
    };
    let (all, stated) = (farmers(false), farmers(true));
    let [accepts, not, rejects] = [
        FactionVerdict::Accepts,
        FactionVerdict::DoesNotMind,
        FactionVerdict::Rejects,
    ];
    // The first that names a form is meant.
    assert_eq!(verdicts(&all), [accepts, rejects]);
    assert_eq!(verdicts(&stated), [accepts, not]);
    assert_eq!(all.doubt, 0.25);
    let basis = |form: Option<usize>| all.evidence_of(form).basis;
    assert_eq!([None, Some(0)].map(basis), [Some(Basis::Stated); 2]);
    assert_eq!(basis(Some(1)), Some(Basis::Inferred));

    let idle = |second: &str| warnings(&apart(second)).contains(&"never-stands".to_owned());
    assert!(!idle("forms = { nothing = \"rejects\" }"));
    assert!(idle("forms = { works = \"rejects\" }"));
    assert!(idle("weights = { building = [0, 1, 2] }"));
}

#[test]
fn who_sits_at_the_table_judges() {
    let dossier = dossier(&format!("{BASE}{HOMES}")).unwrap();
    let talks = dossier
        .talks(&Scenario::default(), Limits::default())
        .unwrap();
    assert_eq!(talks.sides, ["up", "low"]);
    // 3 × 3 without law at building off.
    assert_eq!(talks.model.feasible().count(), 8);
    assert_eq!(talks.text(talks.reversion), "building = on");
    let space = talks.model.space();
    let at = |building: u8, water: u8| space.state(&[building, water]).unwrap();
    assert_eq!(talks.form_of(at(1, 1)), Some(0));
    assert_eq!(talks.form_of(at(2, 0)), Some(1));

    // An option that a level does not name stays as it stands: dam and court.
    let now = [1, 1, 0];
    assert_eq!(talks.after(at(0, 0), &now), [0, 0, 0]);
    assert_eq!(talks.after(at(1, 2), &now), [1, 1, 1]);
    assert_eq!(talks.after(at(2, 1), &now), [1, 1, 0]);
    // Formulas over options mean them as the agreement leaves them.
    let met = |text: &str, a: State| talks.formula(text).unwrap().holds(space, a);
    for a in talks.model.feasible().iter() {
        let levels = space.levels(a);
        let after = talks.after(a, &now);
        assert_eq!(met("dam", a), after[0] == 1);
        assert_eq!(met("not court", a), after[1] == 0);
        assert_eq!(
            met("pledge iff water = law", a),
            after[2] == u8::from(levels[1] == 2),
            "{levels:?}"
        );
    }

    let [low, farmers, up] = ["low", "farmers", "up"].map(|f| talks.faction_of(f).unwrap());
    assert!(
        matches!(talks.factions[low].judge, Judge::Order { .. }),
        "its own preferences"
    );
    assert_eq!(talks.factions[low].votes, 2);
    assert_eq!(
        talks.factions[farmers].votes, 3,
        "low influence, high salience"
    );
    let Judge::Forms(verdicts) = &talks.factions[farmers].judge else {
        panic!("forms");
    };
    assert_eq!(
        *verdicts,
        [FactionVerdict::Accepts, FactionVerdict::Rejects]
    );
    let [share] = &talks.factions[farmers].guarantees[..] else {
        panic!("one guarantee");
    };
    assert_eq!(
        (share.id.as_str(), &share.forms[..]),
        ("share", &[false, true][..])
    );
    let by_law = talks.find("building = on, water = law").unwrap();
    let (space, none) = (talks.model.space(), talks.reversion);
    assert!(share.formula.holds(space, by_law) && !share.formula.holds(space, none));
    let Judge::Order {
        audience_cost,
        deadlock_cost,
        ..
    } = &talks.factions[up].judge
    else {
        panic!("an order");
    };
    assert_eq!((*audience_cost, *deadlock_cost), (None, Some(2)));
    let weights = talks.factions[up].weights.as_ref().unwrap();
    assert_eq!(*weights, [[0.0, 2.0, 3.0], [0.0, -0.5, -1.0]]);
    assert_eq!(talks.government(0), Some(up));

    assert_eq!(talks.usual, 1);
    let all = &talks.ratification[0];
    assert!(
        all.gates[0].vetoes.is_empty(),
        "nobody need accept in Upland"
    );
    assert_eq!(
        all.gates[1].vetoes,
        [(low, Role::Leader), (farmers, Role::Veto)]
    );
    assert_eq!(all.gates[1].quota, Some(4));
    assert_eq!(all.gates[1].voters, [low, farmers]);
    assert_eq!(
        talks.ratification[1].gates[1].vetoes,
        [(farmers, Role::Holder)]
    );

    assert_eq!(talks.find("status-quo"), Ok(talks.reversion));
    assert_eq!(talks.find("building = small, water = law"), Ok(at(1, 2)));
    assert!(
        talks
            .find("water = law")
            .unwrap_err()
            .contains("no-law-without-talks")
    );
    assert!(
        talks
            .find("watr = law")
            .unwrap_err()
            .contains("Did you mean `water`?")
    );
}

#[test]
fn joint_options_are_terms_where_there_are_none() {
    let text = r#"
[dossier]
format = 1
title = "T"
[actors.a]
name = "A"
[actors.b]
name = "B"
[options.arms]
owner = "a"
label = "Arm"
[options.treaty]
parties = ["a", "b"]
label = "Treaty"
levels = ["none", "short", "long"]
[[preferences]]
actor = "a"
statements = [{ id = "t", wants = "treaty = long" }, { id = "own", wants = "treaty.a" }, { id = "x", wants = "arms" }]
[[preferences]]
actor = "b"
statements = [{ id = "t", wants = "treaty = short" }, { id = "x", wants = "not arms" }]
"#;
    let dossier = dossier(text).unwrap();
    assert!(dossier.has_talks());
    let talks = dossier
        .talks(&Scenario::default(), Limits::default())
        .unwrap();
    assert_eq!(talks.terms.len(), 1);
    assert_eq!(talks.sides, ["a", "b"]);
    let agreed = talks.find("treaty = short").unwrap();
    assert_eq!(talks.after(agreed, &[1, 0, 0]), [1, 1, 1]);
    assert_eq!(talks.ratification.len(), 1);
    assert_eq!(talks.ratification[0].gates[0].vetoes, [(0, Role::Leader)]);
}

#[test]
fn nothing_to_agree_on_is_said() {
    let alone = BASE
        .split("[terms.building]")
        .next()
        .unwrap()
        .replace("terms = \"building = on\"", "");
    let nothing = dossier(&alone).unwrap();
    assert!(!nothing.has_talks());
    let why = nothing
        .talks(&Scenario::default(), Limits::default())
        .unwrap_err();
    assert_eq!(why, CompileError::NothingToAgree);
    let none = format!("{BASE}{HOMES}[term_rules.never]\nnever = \"true\"\n");
    let none = dossier(&none).unwrap();
    let why = none
        .talks(&Scenario::default(), Limits::default())
        .unwrap_err();
    assert_eq!(why, CompileError::NoAgreement);
}

#[test]
fn a_reading_puts_options_on_the_table_and_adds_wishes() {
    let text = format!("{BASE}{HOMES}").replace(
        "[terms.building]",
        "[readings.after]\nlabel = \"After\"\npresent = [\"troops\"]\n\
         changes = [{ actor = \"low\", add = { id = \"no-troops\", wants = \"not troops\" }, above = \"peace\" }]\n\
         [options.troops]\nowner = \"up\"\nlabel = \"Troops\"\n[settlement]\nafter = \"after\"\n[terms.building]",
    );
    let text = text.replace(
        "status_quo = \"dam, court\"",
        "status_quo = \"dam, court\"\nabsent = [\"troops\"]",
    );
    let dossier = dossier(&text).unwrap();
    let base = dossier
        .compile(&Scenario::default(), Limits::default())
        .unwrap();
    assert_eq!(base.options.len(), 3);
    let after = Scenario {
        reading: Some("after".to_string()),
        ..Scenario::default()
    };
    let after = dossier.compile(&after, Limits::default()).unwrap();
    assert_eq!(after.options.len(), 4);
    let hikiwake_dossier::Preferences::Statements(ranks) = &after.preferences[1] else {
        panic!("statements");
    };
    let ids: Vec<&str> = ranks.iter().flatten().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["water", "no-troops", "peace"]);
}

/// Every fault is found, all at once, and by its own code.
#[test]
fn faults() {
    let cases = [
        (
            "sets = { law = \"pledge\" }",
            "sets = { lw = \"pledge\" }",
            "unknown-level",
        ),
        (
            "sets = { law = \"pledge\" }",
            "sets = { law = \"\" }",
            "sets-nothing",
        ),
        (
            "sets = { law = \"pledge\" }",
            "sets = { law = \"dam\" }",
            "option-of-two-terms",
        ),
        (
            "sets = { law = \"pledge\" }",
            "sets = { law = \"plege\" }",
            "unknown-name",
        ),
        ("[terms.water]", "[terms.dam]", "same-name"),
        (
            "never = \"water = law",
            "never = \"watr = law",
            "unknown-name",
        ),
        (
            "never = \"water = law and building = off\"",
            "text = \"x\"",
            "rule-kind",
        ),
        ("is = \"true\"", "is = \"tru\"", "unknown-name"),
        (
            "terms = \"building = on\"",
            "terms = \"building = in\"",
            "unknown-level",
        ),
        (
            "terms = \"building = on\"",
            "terms = \"bilding = on\"",
            "unknown-term",
        ),
        (
            "[factions.farmers]\n",
            "[factions.framers]\n",
            "unknown-actor",
        ),
        ("forms = { works", "forms = { wroks", "unknown-form"),
        ("doubt = 0.25", "doubt = 1.25", "out-of-range"),
        (
            "forms = [\"nothing\"]",
            "forms = [\"noting\"]",
            "unknown-form",
        ),
        (
            "terms = \"water = law\"\nperiods",
            "terms = \"watr = law\"\nperiods",
            "unknown-name",
        ),
        (
            "law\"\nperiods = [\"now\"]",
            "law\"\nperiods = [\"then\"]",
            "unknown-period",
        ),
        (
            "deadlock_cost = \"free-hand\"",
            "deadlock_cost = \"free\"",
            "unknown-statement",
        ),
        ("water = [0, -0.5, -1]", "water = [0, -0.5]", "worths"),
        (
            "weights = { building",
            "weights = { bilding",
            "unknown-term",
        ),
        (
            "deadlock_cost",
            "forms = { works = \"accepts\" }\ndeadlock_cost",
            "forms-and-statements",
        ),
        ("usual = false", "usual = true", "two-usual-rules"),
        ("leader = \"low\"", "leader = \"lwo\"", "unknown-faction"),
        (
            "influence_in = { now",
            "influence_in = { then",
            "unknown-period",
        ),
        (
            "[[holders]]",
            "[[holders]]\nside = \"low\"\nfaction = \"low\"\n[[holders]]",
            "two-holders",
        ),
    ];
    let whole = format!("{BASE}{HOMES}");
    assert!(dossier(&whole).is_ok());
    for (from, to, code) in cases {
        assert!(whole.contains(from), "{from}");
        let found = dossier(&whole.replacen(from, to, 1)).expect_err(to);
        assert!(
            found
                .iter()
                .any(|(c, s)| c == code && *s == Severity::Error),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn what_makes_no_difference_is_said() {
    let cases = [
        (
            "[forms.nothing]",
            "[forms.idle]\nlabel = \"I\"\nis = \"water = law and building = off\"\n[forms.nothing]",
            "empty-form",
        ),
        ("is = \"true\"", "is = \"building = off\"", "formless"),
        (
            "[term_rules.no-law",
            "[term_rules.idle]\nalways = \"true\"\n[term_rules.no-law",
            "idle-rule",
        ),
        (
            "terms = \"building = on\"",
            "terms = \"building = off\"",
            "terms-differ",
        ),
        (
            "forms = [\"nothing\"]",
            "forms = [\"works\"]",
            "answers-nothing",
        ),
        (
            "holder = true",
            "holder = true\n[ratification.empty]\nlabel = \"E\"\nsides = { up = {} }",
            "empty-gate",
        ),
        (
            "[terms.building]",
            "[periods.later]\nlabel = \"L\"\nstatus_quo = \"dam\"\nterms = \"building = on\"\n[terms.building]",
            "nobody-holds",
        ),
    ];
    let whole = format!("{BASE}{HOMES}");
    for (from, to, code) in cases {
        assert!(whole.contains(from), "{from}");
        let found = warnings(&whole.replacen(from, to, 1));
        assert!(found.iter().any(|c| c == code), "{to}: {found:?}");
    }
    let broken = whole.replacen("terms = \"building = on\"", "terms = \"water = law\"", 1);
    assert!(warnings(&broken).contains(&"in-force-breaks-rule".to_string()));
    assert!(
        !warnings(&whole)
            .iter()
            .any(|c| c == "empty-form" || c == "idle-rule" || c == "terms-differ")
    );
}

const LADDER: &str = r#"
[windows.w]
label = "W"
closes = "2018"
[ladders.plan]
label = "Plan"
windows = ["w"]
yearly_survival = 0.9
[steps.one]
label = "One"
by = ["up"]
costs = { up = 1 }
worth = { low = 2 }
sets = "pledge"
[steps.two]
label = "Two"
by = ["low"]
needs = ["one"]
locked = 0.5
[promises.p]
label = "P"
by = "up"
to = "low"
announced = 9
delivered = 2.6
unit = "USD bn"
term = "water"
"#;

#[test]
fn faults_of_plans() {
    let whole = format!("{BASE}{HOMES}{LADDER}");
    assert!(dossier(&whole).is_ok());
    let cases = [
        ("windows = [\"w\"]", "windows = [\"v\"]", "unknown-window"),
        (
            "yearly_survival = 0.9",
            "yearly_survival = 1.9",
            "out-of-range",
        ),
        ("needs = [\"one\"]", "needs = [\"non\"]", "unknown-step"),
        ("needs = [\"one\"]", "needs = [\"two\"]", "step-circle"),
        (
            "by = [\"up\"]\ncosts",
            "needs = [\"two\"]\ncosts",
            "step-circle",
        ),
        ("locked = 0.5", "locked = 5", "out-of-range"),
        ("costs = { up = 1 }", "costs = { up = -1 }", "out-of-range"),
        ("sets = \"pledge\"", "sets = \"plege\"", "unknown-name"),
        (
            "[steps.one]\n",
            "[ladders.other]\nlabel = \"O\"\n[steps.one]\n",
            "which-ladder",
        ),
        ("announced = 9", "announced = 0", "out-of-range"),
        ("term = \"water\"", "term = \"watr\"", "unknown-term"),
    ];
    for (from, to, code) in cases {
        assert!(whole.contains(from), "{from}");
        let found = dossier(&whole.replacen(from, to, 1)).expect_err(to);
        assert!(
            found
                .iter()
                .any(|(c, s)| c == code && *s == Severity::Error),
            "{to}: {found:?}"
        );
    }
}

/// Whatever is asked under the reading `q`, whose changes are `changes`.
fn with_reading(changes: &str) -> String {
    format!(
        "{BASE}{HOMES}\n[readings.q]\nlabel = \"Q\"\nperiods = [\"now\"]\nchanges = [{changes}]\n"
    )
}

fn talks_of(dossier: &Dossier, reading: Option<&str>, stated_only: bool) -> Negotiation {
    let scenario = Scenario {
        period: None,
        reading: reading.map(str::to_owned),
        stated_only,
        ..Scenario::default()
    };
    dossier.talks(&scenario, Limits::default()).unwrap()
}

/// The statements by which a faction judges, most important first, with the reading that
/// brought each in.
fn statements_of(talks: &Negotiation, faction: &str) -> Vec<(String, Option<String>)> {
    let faction = &talks.factions[talks.faction_of(faction).unwrap()];
    let Judge::Order {
        preferences: Preferences::Statements(ranks),
        ..
    } = &faction.judge
    else {
        panic!("by statements");
    };
    let statements = ranks.iter().flatten();
    statements
        .map(|s| (s.id.clone(), s.reading.clone()))
        .collect()
}

fn verdicts_of(talks: &Negotiation, faction: &str) -> Vec<FactionVerdict> {
    match &talks.factions[talks.faction_of(faction).unwrap()].judge {
        Judge::Forms(verdicts) => verdicts.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn a_reading_changes_how_factions_judge() {
    let new = r#"{ id = "talks", wants = "water > none" }"#;
    let own = |ids: &[&str]| -> Vec<(String, Option<String>)> {
        let by = |id: &str| (id == "talks").then(|| "q".to_owned());
        ids.iter().map(|id| (id.to_string(), by(id))).collect()
    };
    let cases = [
        (
            format!("replace = \"no-court\", with = {new}"),
            own(&["some-dam", "talks", "free-hand"]),
        ),
        (
            "drop = \"no-court\"".to_owned(),
            own(&["some-dam", "free-hand"]),
        ),
        (
            "swap = [\"some-dam\", \"no-court\"]".to_owned(),
            own(&["no-court", "some-dam", "free-hand"]),
        ),
        (
            "first = \"free-hand\"".to_owned(),
            own(&["free-hand", "some-dam", "no-court"]),
        ),
        (
            format!("add = {new}"),
            own(&["some-dam", "no-court", "free-hand", "talks"]),
        ),
        (
            format!("add = {new}, above = \"no-court\""),
            own(&["some-dam", "talks", "no-court", "free-hand"]),
        ),
        (
            format!("set = [{new}, {{ id = \"free-hand\", wants = \"water < law\" }}]"),
            vec![
                ("talks".to_owned(), Some("q".to_owned())),
                ("free-hand".to_owned(), Some("q".to_owned())),
            ],
        ),
    ];
    for (change, wanted) in cases {
        let text = with_reading(&format!("{{ faction = \"up\", {change} }}"));
        let dossier = dossier(&text).unwrap_or_else(|found| panic!("{change}: {found:?}"));
        assert_eq!(
            statements_of(&talks_of(&dossier, Some("q"), false), "up"),
            wanted,
            "{change}"
        );
        let base = own(&["some-dam", "no-court", "free-hand"]);
        assert_eq!(statements_of(&talks_of(&dossier, None, false), "up"), base);
        // The first table stays as it is.
        let of = |reading: Option<&str>| {
            let scenario = Scenario {
                reading: reading.map(str::to_owned),
                ..Scenario::default()
            };
            dossier.compile(&scenario, Limits::default()).unwrap()
        };
        assert_eq!(
            format!("{:?}", of(Some("q")).preferences),
            format!("{:?}", of(None).preferences)
        );
    }
}

#[test]
fn a_reading_changes_verdicts_and_holders() {
    use FactionVerdict::{Accepts, DoesNotMind, Rejects};
    let text = with_reading(r#"{ faction = "farmers", says = { works = "does-not-mind" } }"#)
        + "holders = { low = \"low\" }\n";
    let dossier = dossier(&text).unwrap();
    let (base, read) = (
        talks_of(&dossier, None, false),
        talks_of(&dossier, Some("q"), false),
    );
    assert_eq!(verdicts_of(&base, "farmers"), [Accepts, Rejects]);
    assert_eq!(verdicts_of(&read, "farmers"), [DoesNotMind, Rejects]);
    let farmers =
        |talks: &Negotiation| talks.factions[talks.faction_of("farmers").unwrap()].clone();
    assert_eq!(farmers(&read).readings, ["q"]);
    assert!(farmers(&base).readings.is_empty());
    let held = |talks: &Negotiation| talks.ratification[1].gates[1].vetoes[0].0;
    assert_eq!(held(&base), base.faction_of("farmers").unwrap());
    assert_eq!(held(&read), read.faction_of("low").unwrap());
    assert_eq!(read.holders[0].reading.as_deref(), Some("q"));
    // An actor without judges is changed as an actor, and nothing else need be done.
    let text = with_reading(r#"{ actor = "low", first = "peace" }"#);
    let dossier = self::dossier(&text).unwrap();
    let ids = |reading: Option<&str>| -> Vec<String> {
        let found = statements_of(&talks_of(&dossier, reading, false), "low");
        found.into_iter().map(|(id, _)| id).collect()
    };
    assert_eq!(ids(None), ["water", "peace"]);
    assert_eq!(ids(Some("q")), ["peace", "water"]);
}

/// In the other period the guarantee is not spoken of; no source states it.
#[test]
fn a_guarantee_is_spoken_of_in_its_periods_and_if_need_be_only_where_stated() {
    let later = "[periods.later]\nlabel = \"L\"\nstatus_quo = \"dam\"\nterms = \"building = on\"\n";
    let dossier = dossier(&format!("{BASE}{HOMES}{later}")).unwrap();
    let spoken_of = |period: &str, stated_only: bool| {
        let scenario = Scenario {
            period: Some(period.to_string()),
            stated_only,
            ..Scenario::default()
        };
        let talks = dossier.talks(&scenario, Limits::default()).unwrap();
        talks.factions[talks.faction_of("farmers").unwrap()]
            .guarantees
            .len()
    };
    assert_eq!(spoken_of("now", false), 1);
    assert_eq!(spoken_of("later", false), 0);
    assert_eq!(spoken_of("now", true), 0);
}

/// Verdicts of a reading rest on their own evidence.
#[test]
fn stated_only_keeps_verdicts_that_a_source_states() {
    use FactionVerdict::{Accepts, DoesNotMind, Rejects};
    let claim = "[claims.c]\nsource = \"s\"\nsays = \"So.\"\n";
    let says = |evidence: &str| {
        with_reading(&format!(
            "{{ faction = \"farmers\", says = {{ works = \"rejects\" }}{evidence} }}"
        ))
    };
    let stated = ", because = [\"c\"], basis = \"stated\"";
    let base_stated = |text: String| {
        let stated = "doubt = 0.25\nbecause = [\"c\"]\nbasis = \"stated\"";
        text.replace("doubt = 0.25", stated)
    };
    let cases = [
        (says(""), vec![]),
        (says(stated), vec![Rejects, DoesNotMind]),
        (base_stated(says("")), vec![DoesNotMind, Rejects]),
        (base_stated(says(stated)), vec![Rejects, Rejects]),
    ];
    for (text, wanted) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("dossier.toml"), text + claim).unwrap();
        let source = r#"[{ "id": "s", "type": "report", "title": "S" }]"#;
        fs::write(folder.path().join("sources.json"), source).unwrap();
        let read = read(folder.path());
        let dossier = read
            .dossier
            .unwrap_or_else(|| panic!("{:?}", read.diagnostics));
        let talks = talks_of(&dossier, Some("q"), true);
        assert_eq!(verdicts_of(&talks, "farmers"), wanted);
        if wanted.contains(&Accepts) {
            panic!("no reading says so");
        }
        assert!(statements_of(&talks, "up").is_empty());
        let up = &talks.factions[talks.faction_of("up").unwrap()];
        assert!(up.weights.is_none(), "nor weights that nobody states");
    }
}

#[test]
fn faults_of_readings_at_home() {
    let whole = with_reading(
        "\n{ faction = \"up\", drop = \"no-court\" },\n{ faction = \"farmers\", says = { works = \"rejects\" } }",
    ) + "holders = { low = \"low\" }\n";
    assert!(dossier(&whole).is_ok());
    let cases = [
        (
            "faction = \"up\"",
            "faction = \"up\", actor = \"up\"",
            "whose-change",
        ),
        ("faction = \"up\", ", "", "whose-change"),
        ("faction = \"up\"", "faction = \"upp\"", "unknown-faction"),
        ("faction = \"up\"", "faction = \"low\"", "judges-otherwise"),
        (
            "faction = \"up\"",
            "faction = \"farmers\"",
            "judges-otherwise",
        ),
        (
            "{ faction = \"farmers\"",
            "{ faction = \"up\"",
            "judges-otherwise",
        ),
        (
            "{ faction = \"farmers\"",
            "{ actor = \"farmers\"",
            "says-of-actor",
        ),
        ("says = { works", "says = { wroks", "unknown-form"),
        (
            "says = { works = \"rejects\" }",
            "says = {}",
            "says-nothing",
        ),
        (
            "\"rejects\" }",
            "\"rejects\" }, drop = \"x\"",
            "change-kind",
        ),
        (
            "drop = \"no-court\"",
            "drop = \"no-curt\"",
            "unknown-statement",
        ),
        (
            "drop = \"no-court\"",
            "drop = \"free-hand\"",
            "cost-without-statement",
        ),
        (
            "drop = \"no-court\"",
            "drop = \"no-court\", note = \"x\"",
            "evidence-of-change",
        ),
        (
            "drop = \"no-court\"",
            "add = { id = \"some-dam\", wants = \"water\" }",
            "statement-twice",
        ),
        (
            "drop = \"no-court\"",
            "add = { id = \"new\", wants = \"watr\" }",
            "unknown-name",
        ),
        (
            "holders = { low = \"low\"",
            "holders = { low = \"lwo\"",
            "unknown-faction",
        ),
        ("holders = { low", "holders = { farmers", "no-side"),
    ];
    for (from, to, code) in cases {
        let at = whole.rfind("[readings.q]").unwrap();
        let (before, reading) = whole.split_at(at);
        assert!(reading.contains(from), "{from}");
        let text = format!("{before}{}", reading.replacen(from, to, 1));
        let found = dossier(&text).expect_err(to);
        assert!(
            found
                .iter()
                .any(|(c, s)| c == code && *s == Severity::Error),
            "{to}: {found:?}"
        );
    }
    let picture =
        "[perceptions.p]\nof = \"low\"\nchanges = [{ faction = \"up\", drop = \"no-court\" }]\n";
    let found = dossier(&format!("{BASE}{HOMES}{picture}")).expect_err("of a faction");
    assert!(
        found.iter().any(|(c, _)| c == "perception-of-faction"),
        "{found:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A reading that puts statements in their own place, and verdicts as they are, changes
    /// nothing.
    #[test]
    fn a_reading_that_changes_nothing_changes_nothing(
        replaced in proptest::sample::subsequence(
            vec![
                r#"{ id = "some-dam", wants = "building >= small", red_line = true }"#,
                r#"{ id = "no-court", wants = "not court" }"#,
                r#"{ id = "free-hand", wants = "water < law" }"#,
            ],
            0..=3,
        ).prop_shuffle(),
        works in any::<bool>(),
        nothing in any::<bool>(),
    ) {
        let mut changes: Vec<String> = (replaced.iter())
            .map(|with| {
                let id = with.split('"').nth(1).unwrap();
                format!("{{ faction = \"up\", replace = \"{id}\", with = {with} }}")
            })
            .collect();
        let mut says = |said: bool, what: &str| if said {
            changes.push(format!("{{ faction = \"farmers\", says = {{ {what} }} }}"));
        };
        says(works, "works = \"accepts\"");
        says(nothing, "nothing = \"rejects\"");
        let dossier = dossier(&with_reading(&changes.join(", "))).unwrap();
        let (base, read) = (
            talks_of(&dossier, None, false),
            talks_of(&dossier, Some("q"), false),
        );
        let up = base.faction_of("up").unwrap();
        prop_assert_eq!(
            format!("{:?}", base.order_of(up)),
            format!("{:?}", read.order_of(up))
        );
        prop_assert_eq!(verdicts_of(&base, "farmers"), verdicts_of(&read, "farmers"));
        prop_assert_eq!(
            format!("{:?}", base.ratification),
            format!("{:?}", read.ratification)
        );
    }
}
