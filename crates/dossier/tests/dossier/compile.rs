//! Scenarios against models worked out by hand.

use hikiwake_dossier::{CompileError, Compiled, Dossier, Preferences, Scenario, read};
use hikiwake_graph::{Limits, State};

fn dossier(text: &str) -> Dossier {
    let folder = tempfile::tempdir().unwrap();
    let head = "[dossier]\nformat = 1\ntitle = \"Test\"\n";
    let sources = r#"[{ "id": "s", "type": "report", "title": "S" }]"#;
    std::fs::write(folder.path().join("dossier.toml"), format!("{head}{text}")).unwrap();
    std::fs::write(folder.path().join("sources.json"), sources).unwrap();
    let read = read(folder.path());
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}"))
}

fn scenario(period: &str, reading: &str) -> Scenario {
    let some = |id: &str| (!id.is_empty()).then(|| id.to_string());
    Scenario {
        period: some(period),
        reading: some(reading),
        stated_only: false,
        ..Scenario::default()
    }
}

fn compile(dossier: &Dossier, scenario: &Scenario) -> Compiled {
    let compiled = dossier.compile(scenario, Limits::default());
    compiled.unwrap_or_else(|error| panic!("{error}"))
}

/// Ids of the statements by rank, as `a+b c`.
fn ranks(compiled: &Compiled, decision_maker: usize) -> String {
    let Preferences::Statements(ranks) = &compiled.preferences[decision_maker] else {
        return "none".to_string();
    };
    let rank = |rank: &Vec<hikiwake_dossier::CompiledStatement>| {
        rank.iter()
            .map(|s| s.id.as_str())
            .collect::<Vec<_>>()
            .join("+")
    };
    ranks.iter().map(rank).collect::<Vec<_>>().join(" ")
}

const TWO: &str = r#"
[actors]
idle = { name = "Idle", kind = "public" }
b.name = "B"
a.name = "A"
c.name = "C"
d.name = "D"
[options]
x = { owner = "a", label = "X" }
pact = { parties = ["b", "a"], label = "Pact", levels = ["none", "weak", "strong"], change = "one-way" }
y = { owner = "b", label = "Y", levels = ["low", "mid", "high"], change = "one-way-down" }
z = { owner = "c", label = "Z", allow = [["no", "yes"]] }
[definitions]
both = { formula = "x and strong-pact" }
strong-pact = { formula = "pact = strong" }
[rules]
r1 = { never = "y = high and pact", text = "Not both." }
r2 = { bars = { from = "x", to = "not x", by = "c" }, periods = ["p1"] }
[[preferences]]
actor = "a"
statements = [
  { id = "s1", wants = "both", basis = "stated", because = ["k"] },
  { id = "s2", wants = "x", same_rank = true, periods = ["p2"] },
  { id = "s3", wants = "y < high", same_rank = true },
  { id = "s4", wants = "z if x" },
]
[[preferences]]
actor = "b"
ranking = [["pact >= weak", "both"], ["true"]]
[[preferences]]
actor = "d"
statements = [{ id = "judge", wants = "x" }]
[periods.p2]
label = "P2"
date = "2002"
status_quo = "y = mid, pact.a = strong"
absent = ["z"]
outcomes = [
  { id = "later", label = "L", date = "2004", state = "pact.a = strong, pact.b = weak" },
]
[periods.p1]
label = "P1"
date = "2001-05"
status_quo = "none"
change = { x = "one-way" }
outcomes = [
  { id = "second", label = "S", date = "2003", state = "x, y = mid" },
  { id = "first", label = "F", date = "2002", state = "y = high, pact = weak" },
]
[readings.swap]
label = "R"
periods = ["p2"]
changes = [{ actor = "a", swap = ["s1", "s4"] }, { actor = "a", first = "s3" }]
[readings.new]
label = "N"
includes = ["base"]
changes = [
  { actor = "a", replace = "s3", with = { id = "n3", wants = "not x" } },
  { actor = "c", set = [{ id = "c1", wants = "z" }, { id = "c2", wants = "x", same_rank = true }] },
]
[readings.base]
label = "B"
changes = [{ actor = "a", drop = "s1" }]
[claims]
k = { source = "s", says = "…" }
"#;

fn two() -> Dossier {
    dossier(TWO)
}

#[test]
fn axes_are_grouped_by_decision_maker_and_columns_stand_as_declared() {
    let compiled = compile(&two(), &scenario("p1", ""));
    // `c` decides only by its option, `d` only judges, `idle` does neither.
    assert_eq!(compiled.decision_makers, ["b", "a", "c", "d"]);
    let axes: Vec<_> = compiled
        .options
        .iter()
        .map(|o| (o.owner, o.id.as_str(), o.party.as_deref()))
        .collect();
    assert_eq!(
        axes,
        [
            (0, "pact", Some("b")),
            (0, "y", None),
            (1, "x", None),
            (1, "pact", Some("a")),
            (2, "z", None),
        ]
    );
    let columns: Vec<_> = compiled
        .columns
        .iter()
        .map(|c| (c.id.as_str(), c.actor.as_str(), c.axis))
        .collect();
    assert_eq!(
        columns,
        [
            ("x", "a", Some(2)),
            ("pact", "b", Some(0)),
            ("pact", "a", Some(3)),
            ("y", "b", Some(1)),
            ("z", "c", Some(4)),
        ]
    );
    // 2 · 3 · 3 · 3 · 2 combinations, of which y = high with a pact in force is out:
    // 2 · (2 · 2 consents) · 1 · 2 states.
    assert_eq!(compiled.model.space().size(), 108);
    assert_eq!(compiled.model.feasible().count(), 108 - 16);
}

#[test]
fn absent_options_are_no_axes() {
    let compiled = compile(&two(), &scenario("p2", ""));
    assert_eq!(compiled.decision_makers, ["b", "a", "d"]);
    assert_eq!(compiled.columns.len(), 5);
    assert_eq!(compiled.columns[4].axis, None);
    assert_eq!(compiled.model.space().size(), 54);
    let unknown = compiled.find("z").unwrap_err();
    assert!(unknown.contains("`z` is not on the table"), "{unknown}");
}

#[test]
fn the_last_period_by_date_is_meant_without_one() {
    let dossier = two();
    assert_eq!(dossier.period_ids(), ["p1", "p2"]);
    let compiled = compile(&dossier, &Scenario::default());
    assert_eq!(compiled.scenario.period.as_deref(), Some("p2"));
}

#[test]
fn moves_follow_change_and_consent() {
    let dossier = two();
    let early = compile(&dossier, &scenario("p1", ""));
    let can = |compiled: &Compiled, who: usize, from: &str, to: &str| {
        let find = |text: &str| compiled.find(text).unwrap();
        compiled.model.can_move(who, find(from), find(to))
    };
    let (b, a, c) = (0, 1, 2);
    // One-way in this period only.
    assert!(can(&early, a, "none", "x") && !can(&early, a, "x", "none"));
    let late = compile(&dossier, &scenario("p2", ""));
    assert!(can(&late, a, "x", "none"));
    // Only downwards.
    assert!(can(&early, b, "y = mid", "none") && !can(&early, b, "none", "y = mid"));
    // Only the change that the table has.
    assert!(can(&early, c, "none", "z") && !can(&early, c, "z", "none"));
    // Consent is free until all consent; what is in force is not lowered.
    assert!(can(&early, a, "pact.a = strong", "pact.a = weak"));
    assert!(can(
        &early,
        b,
        "pact.a = strong",
        "pact.a = strong, pact.b = weak"
    ));
    assert!(!can(
        &early,
        b,
        "pact.a = strong, pact.b = weak",
        "pact.a = strong"
    ));
    // `a` may go back as far as the pact stays in force at its level.
    assert!(can(
        &early,
        a,
        "pact.a = strong, pact.b = weak",
        "pact = weak"
    ));
    assert!(!can(
        &early,
        a,
        "pact = strong",
        "pact.a = weak, pact.b = strong"
    ));
    assert!(can(
        &early,
        b,
        "pact = weak",
        "pact.a = weak, pact.b = strong"
    ));
}

#[test]
fn ranks_keep_their_places_when_a_statement_does_not_stand() {
    let dossier = two();
    assert_eq!(
        ranks(&compile(&dossier, &scenario("p1", "")), 1),
        "s1+s3 s4"
    );
    assert_eq!(
        ranks(&compile(&dossier, &scenario("p2", "")), 1),
        "s1+s2+s3 s4"
    );
}

#[test]
fn readings_replace_drop_swap_move_and_set() {
    let dossier = two();
    let swapped = compile(&dossier, &scenario("p2", "swap"));
    assert_eq!(ranks(&swapped, 1), "s3 s4+s2 s1");
    let new = compile(&dossier, &scenario("p1", "new"));
    assert_eq!(ranks(&new, 1), "n3 s4");
    assert_eq!(ranks(&new, 2), "c1+c2");
    let Preferences::Statements(of_a) = &new.preferences[1] else {
        panic!("statements");
    };
    assert_eq!(of_a[0][0].reading.as_deref(), Some("new"));
    assert_eq!(of_a[1][0].reading, None);
}

#[test]
fn stated_only_leaves_the_rest_indifferent() {
    let scenario = Scenario {
        stated_only: true,
        ..scenario("p1", "")
    };
    let compiled = compile(&two(), &scenario);
    assert_eq!(compiled.decision_makers, ["b", "a", "c", "d"]);
    assert_eq!(ranks(&compiled, 1), "s1");
    assert!(matches!(compiled.preferences[0], Preferences::None));
    let judge = 3;
    let values = compiled
        .model
        .feasible()
        .iter()
        .map(|s| compiled.model.value(judge, s));
    assert_eq!(values.max(), Some(1));
}

#[test]
fn orders_are_those_written() {
    let compiled = compile(&two(), &scenario("p1", ""));
    let value = |who: usize, text: &str| compiled.model.value(who, compiled.find(text).unwrap());
    let (b, a, d) = (0, 1, 3);
    // The ranking: any pact in force is better than none.
    assert_eq!((value(b, "none"), value(b, "pact = weak")), (1, 2));
    assert_eq!(value(b, "pact = strong, x"), 2);
    assert_eq!(value(b, "pact.a = strong"), 1);
    // First how many of s1, s3; then s4 (`z if x`).
    assert!(value(a, "x, pact = strong") > value(a, "none"));
    assert!(value(a, "none") > value(a, "y = high"));
    assert!(value(a, "none") > value(a, "x"));
    assert_eq!(value(a, "x, z"), value(a, "z"));
    assert!(value(d, "x") > value(d, "none"));
}

#[test]
fn status_quo_and_outcomes() {
    let dossier = two();
    let late = compile(&dossier, &scenario("p2", ""));
    let here = late.status_quo.unwrap();
    assert_eq!(late.state_text(here), "pact.a = strong, y = mid");
    assert_eq!(late.find("status-quo"), Ok(here));
    let later = *late.outcomes[0].1.as_ref().unwrap();
    assert_eq!(late.state_text(later), "pact.b = weak, pact.a = strong");
    let early = compile(&dossier, &scenario("p1", ""));
    let ids: Vec<_> = early.outcomes.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["first", "second"]);
    let first = early.outcomes[0].1.as_ref().unwrap_err();
    assert_eq!(first, "The state breaks the rule `r1`: Not both.");
    assert_eq!(early.find("first"), Err(first.clone()));
    let second = *early.outcomes[1].1.as_ref().unwrap();
    assert_eq!(early.state_text(second), "x, y = mid");
}

#[test]
fn codes_are_the_same_in_every_scenario() {
    let dossier = two();
    let early = compile(&dossier, &scenario("p1", ""));
    let late = compile(&dossier, &scenario("p2", "swap"));
    for text in ["none", "x, y = mid", "pact.b = weak, x", "pact = strong"] {
        let code = early.code(early.find(text).unwrap());
        assert_eq!(code, late.code(late.find(text).unwrap()), "{text}");
        assert_eq!(late.find(&code.to_uppercase()), late.find(text));
    }
    // x counts 1, pact.b 2, pact.a 6, y 18, z 54: 107 is the largest number.
    let codes: Vec<String> = ["none", "x", "pact.b = weak", "y = mid", "z"]
        .map(|text| early.code(early.find(text).unwrap()))
        .to_vec();
    // Syllables: consonants b d g h j k l m n r s t v w y, vowels a e i o u.
    assert_eq!(codes, ["baba", "babe", "babi", "baho", "basu"]);
}

#[test]
fn every_state_is_found_by_its_code_and_by_its_text() {
    let dossier = two();
    for period in ["p1", "p2"] {
        let compiled = compile(&dossier, &scenario(period, ""));
        for state in compiled.model.feasible().iter() {
            assert_eq!(compiled.find(&compiled.code(state)), Ok(state));
            assert_eq!(compiled.find(&compiled.state_text(state)), Ok(state));
        }
    }
}

#[test]
fn what_cannot_be_found_is_explained() {
    let compiled = compile(&two(), &scenario("p1", ""));
    for (text, message) in [
        (
            "status-qou",
            "There is no state `status-qou`. Did you mean `status-quo`?",
        ),
        (
            "wunderbar",
            "There is no state `wunderbar`. Write a code of 4 letters as the tables have it, \
             `status-quo`, an outcome's id, or the options taken.",
        ),
        (
            "secnod",
            "There is no state `secnod`. Did you mean `second`?",
        ),
        (
            "y = hihg, x",
            "`y` has no level `hihg`. Did you mean `high`?\n  y = hihg, x\n      ^^^^",
        ),
        (
            "y",
            "`y` has 3 levels. Say which one: `y = mid` and `y = high`.\n  y\n  ^",
        ),
        (
            "pact.c",
            "There is no option `pact.c`. Did you mean `pact.a`?\n  pact.c\n  ^^^^^^",
        ),
        (
            "y = high, pact = weak",
            "The state breaks the rule `r1`: Not both.",
        ),
    ] {
        assert_eq!(compiled.find(text), Err(message.to_string()));
    }
    let fault = compiled.formula("x and bot").unwrap_err();
    assert_eq!(
        fault,
        "There is no option or definition `bot`. Did you mean `both`?\n  x and bot\n        ^^^"
    );
}

#[test]
fn scenarios_that_are_not_there() {
    let dossier = two();
    let error = |period: &str, reading: &str| {
        let compiled = dossier.compile(&scenario(period, reading), Limits::default());
        compiled.unwrap_err()
    };
    assert_eq!(
        error("p3", "").to_string(),
        "There is no period `p3`. Did you mean `p1`?"
    );
    assert!(matches!(
        error("", "swop"),
        CompileError::UnknownReading(..)
    ));
    assert_eq!(
        error("p1", "swap"),
        CompileError::ReadingNotForPeriod("swap".into(), vec!["p2".into()])
    );
}

#[test]
fn what_is_too_large_says_how_to_cut_it() {
    let mut text = "[actors.a]\nname = \"A\"\n".to_string();
    for k in 0..40 {
        text += &format!("[options.x{k}]\nowner = \"a\"\nlabel = \"X\"\n");
    }
    let dossier = dossier(&text);
    let error = dossier.compile(&Scenario::default(), Limits::default());
    let words = error.unwrap_err().to_string();
    for part in ["1,099,511,627,776 combinations", "`absent`", "diagrams"] {
        assert!(words.contains(part), "{words}");
    }
    // No memory would do.
    assert!(!words.contains("--memory"), "{words}");
}

#[test]
fn a_dossier_in_which_nobody_decides_has_no_model() {
    let dossier = dossier("[actors.a]\nname = \"A\"\nkind = \"public\"\n");
    let compiled = dossier.compile(&Scenario::default(), Limits::default());
    assert_eq!(compiled.unwrap_err(), CompileError::DecisionMakers(0));
}

#[test]
fn a_bar_holds_for_the_one_it_names() {
    let dossier = dossier(
        r#"
[actors]
a.name = "A"
b.name = "B"
[options]
x = { owner = "a", label = "X" }
y = { owner = "b", label = "Y" }
[rules]
stay = { bars = { from = "not x", to = "x", by = "a" } }
all = { bars = { from = "y", to = "not y" } }
"#,
    );
    let compiled = compile(&dossier, &Scenario::default());
    let moves = |who: usize, from: &str| -> Vec<String> {
        let from = compiled.find(from).unwrap();
        let text = |state: State| compiled.state_text(state);
        compiled
            .model
            .moves(who, from)
            .into_iter()
            .map(text)
            .collect()
    };
    assert_eq!(moves(0, "none"), [""; 0]);
    assert_eq!(moves(0, "x, y"), ["y"]);
    assert_eq!(moves(1, "none"), ["y"]);
    assert_eq!(moves(1, "y"), [""; 0]);
}

#[test]
fn a_broken_rule_without_text_leaves_no_bare_colon() {
    use hikiwake_dossier::breaks_rule;
    let without = "The agreement breaks the rule `r`.";
    assert_eq!(breaks_rule("The agreement", "r", ""), without);
    assert_eq!(breaks_rule("The agreement", "r", "  "), without);
    let with = "The state breaks the rule `r`: Not both.";
    assert_eq!(breaks_rule("The state", "r", "Not both."), with);
}
