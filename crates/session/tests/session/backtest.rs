//! The backtest of small dossiers, every score worked out by hand, and what must be
//! so of the one on the Kurils whatever its score.

use std::path::Path;

use crate::written::written;
use hikiwake_dossier::{Dossier, Preferences, Scenario, read};
use hikiwake_evidence::backtest;
use hikiwake_evidence::likelihood::Yardstick;
use hikiwake_evidence::{
    backtest::Backtest, backtest::BacktestSettings, backtest::BrierRange, backtest::DisagreesWith,
    backtest::ForecastTest, backtest::GroupedBy, backtest::JudgedBy, backtest::LikelihoodKind,
    backtest::Mark, backtest::Outturn, backtest::OutturnRow, backtest::StateMark, backtest::Tally,
};
use hikiwake_graph::Limits;
use hikiwake_session::schema;
use serde_json::json;

/// A wants `x`; B wants all of `y` and not `z`. Nobody's wish depends on what the
/// other does, so that the one state that holds is `x, y = all`, and best replies
/// lead to it.
const TEXT: &str = r#"
[dossier]
format = 1
title = "A small record"

[actors.a]
name = "A"
[actors.b]
name = "B"

[options]
x = { owner = "a", label = "X" }
y = { owner = "b", label = "Y", levels = ["none", "some", "all"] }
z = { owner = "b", label = "Z" }

[[preferences]]
actor = "a"
statements = [{ id = "x", wants = "x" }]
[[preferences]]
actor = "b"
statements = [{ id = "y", wants = "y = all" }, { id = "z", wants = "not z" }]

[periods.p1]
label = "One"
date = "2020-03"
status_quo = "z"
outcomes = [
  { id = "o1", label = "June", date = "2020-06-15", state = "x, z" },
  { id = "o2", label = "January", date = "2021-01", state = "x, y = all" },
  { id = "o0", label = "May", date = "2020-05-10", state = "x, z" },
]

[periods.p2]
label = "Two"
date = "2020-09"
status_quo = "x, y = some"

# B is content with some of y, and does not mind z.
[readings.easy]
label = "Easily content"
periods = ["p1"]
changes = [{ actor = "b", set = [{ id = "y", wants = "y >= some", hindsight = true }] }]

# Nobody wants anything else than what is.
[readings.calm]
label = "Calm"
periods = ["p1"]
changes = [
  { actor = "a", set = [{ id = "x", wants = "not x" }] },
  { actor = "b", set = [{ id = "z", wants = "z and y = none" }] },
]

[events]
early = { date = "2020-01-01", label = "Before it all", sets = ["z = no"] }
e1 = { date = "2020-05", label = "In May", sets = ["x"] }
e2 = { date = "2020-07-04", label = "First", sets = ["y = some", "z = no"] }
e3 = { date = "2020-07-04", label = "Second", sets = ["y = all"] }
e4 = { date = "2020-12", label = "In December", sets = ["y = some"] }
e5 = { date = "2021-02-01", label = "Last", touches = ["x"] }

[sources]
s = { closed = "2020-03-10" }
t = { closed = "2020-10" }

[claims]
plain = { source = "s", says = "It will be." }
duty = { source = "s", says = "It ought to be.", hedge = { strength = "normative" } }
maybe = { source = "s", says = "It could be.", hedge = { strength = "hedged", cue = "could" } }
likely = { source = "s", says = "It is likely.", hedge = { strength = "hedged", cue = "likely" } }
later = { source = "t", says = "It will be." }
"#;

const SOURCES: &str = r#"[
  {"id": "s", "type": "report", "title": "S", "issued": {"date-parts": [[2020]]}},
  {"id": "t", "type": "report", "title": "T", "issued": {"date-parts": [[2020, 10, 2]]}}
]"#;

/// The dossier above with these lines under `[forecasts]`.
fn dossier(forecasts: &str) -> Dossier {
    from_text(&format!("{TEXT}\n[forecasts]\n{forecasts}\n"))
}

fn from_text(text: &str) -> Dossier {
    written(text, Some(SOURCES))
}

fn tested(dossier: &Dossier) -> Backtest {
    backtest(dossier, &BacktestSettings::default())
        .expect("it compiles")
        .finding
}

fn forecast<'a>(found: &'a Backtest, id: &str) -> &'a ForecastTest {
    let test = found.forecasts.iter().find(|test| test.id == id);
    test.unwrap_or_else(|| panic!("no forecast {id}"))
}

/// `[hits, misses, undecided, silent, changed, hits of these]`
fn numbers(tally: &Tally) -> [usize; 6] {
    [
        tally.hits,
        tally.misses,
        tally.undecided,
        tally.silent,
        tally.changed,
        tally.changed_hits,
    ]
}

fn close(found: BrierRange, [least, midpoint, greatest]: [f64; 3]) {
    for (found, wanted) in [
        (found.least, least),
        (found.midpoint, midpoint),
        (found.greatest, greatest),
    ] {
        assert!((found - wanted).abs() < 1e-12, "{found} for {wanted}");
    }
}

#[test]
fn models_and_nothing_changes_are_scored() {
    let found = tested(&dossier(""));
    assert_eq!(found.periods.len(), 1, "p2 has no outcome");
    let period = &found.periods[0];
    let readings: Vec<&str> = (period.scenarios.iter())
        .map(|s| s.reading.as_ref().map_or("base", |r| r.id.as_str()))
        .collect();
    assert_eq!(readings, ["base", "easy", "calm"]);

    // Earliest first, whatever the order in the file.
    let outcomes: Vec<&str> = period.outcomes.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(outcomes, ["o0", "o1", "o2"]);
    let [_, june, january] = &period.outcomes[..] else {
        panic!("three outcomes");
    };

    // June: x came (no -> yes), y and z stayed (none, yes). The model had x, all of
    // y, no z: x right, y and z wrong. "Nothing changes" is wrong on x alone.
    let base = &june.scenarios[0].best_replies;
    assert_eq!(base.marks, [Mark::Hit, Mark::Miss, Mark::Miss]);
    assert_eq!(numbers(&base.tally), [1, 2, 0, 0, 1, 1]);
    assert_eq!(base.state, StateMark::Miss);
    assert_eq!(numbers(&june.nothing_changes.tally), [2, 1, 0, 0, 1, 0]);
    assert_eq!(june.nothing_changes.state, StateMark::Miss);
    // January: x, y = all, no z: all three changed, and the model has them all.
    let base = &january.scenarios[0];
    assert_eq!(numbers(&base.best_replies.tally), [3, 0, 0, 0, 3, 3]);
    assert_eq!(base.best_replies.state, StateMark::Exact);
    assert_eq!(base.improvements.state, StateMark::Exact);
    assert_eq!(numbers(&january.nothing_changes.tally), [0, 3, 0, 0, 3, 0]);

    // Easily content: x, with some or all of y and with z or without: four states,
    // all best replies. In June no y came, which is in none of them: wrong.
    let easy = &period.scenarios[1];
    assert_eq!(
        (easy.best_replies.states, easy.best_replies.listed.len()),
        (4, 4)
    );
    let shares = |option: usize| -> Vec<(u8, u64)> {
        let calls = &easy.best_replies.calls[option];
        calls
            .iter()
            .map(|share| (share.level, share.states))
            .collect()
    };
    assert_eq!(shares(0), [(1, 4)]);
    assert_eq!(shares(1), [(1, 2), (2, 2)]);
    assert_eq!(shares(2), [(0, 2), (1, 2)]);
    let score = &june.scenarios[1].best_replies;
    assert_eq!(score.marks, [Mark::Hit, Mark::Miss, Mark::Undecided]);
    assert_eq!(score.state, StateMark::Miss);
    let score = &january.scenarios[1].best_replies;
    assert_eq!(numbers(&score.tally), [1, 0, 2, 0, 3, 1]);
    assert_eq!(score.tally.changed_undecided, 2);
    assert_eq!(score.state, StateMark::Among);

    // Calm: the status quo holds and is all that is foretold.
    assert!(period.scenarios[2].best_replies.stays);
    for outcome in &period.outcomes {
        assert_eq!(outcome.scenarios[2].best_replies, outcome.nothing_changes);
    }

    // x in January: the base reading alone is ex ante and right; `easy` is right
    // with hindsight, `calm` is wrong.
    let x = &january.options[0];
    assert_eq!((x.ex_ante_right, x.hindsight_right), (1, 1));

    // Ex ante: base and calm, three outcomes each. Hits of the base: 1 + 1 + 3, of
    // calm as of "nothing changes": 2 + 2 + 0. The base is worse twice, better once.
    let [ex_ante, hindsight] = &found.blocks[..] else {
        panic!("two blocks");
    };
    assert_eq!(
        (ex_ante.hindsight, ex_ante.models, ex_ante.tests),
        (false, 2, 6)
    );
    assert_eq!(numbers(&ex_ante.base), [5, 4, 0, 0, 5, 5]);
    assert_eq!(numbers(&ex_ante.base_nothing_changes), [4, 5, 0, 0, 5, 0]);
    assert_eq!(numbers(&ex_ante.all), [9, 9, 0, 0, 10, 5]);
    assert_eq!((ex_ante.better, ex_ante.equal, ex_ante.worse), (1, 3, 2));
    assert_eq!(ex_ante.exact, 1);
    assert_eq!(
        (hindsight.hindsight, hindsight.models, hindsight.tests),
        (true, 1, 3)
    );
    assert_eq!(hindsight.base, Tally::default());
    assert_eq!((easy.statements, easy.statements_hindsight), (2, 1));
}

#[test]
fn options_off_the_table_are_scored_only_if_they_happen() {
    let text = TEXT.replace(
        "status_quo = \"z\"\n",
        "status_quo = \"none\"\nabsent = [\"z\"]\n",
    );
    let found = tested(&from_text(&text));
    let [_, june, january] = &found.periods[0].outcomes[..] else {
        panic!("three outcomes");
    };
    // June has z: nobody can have foretold it, and nobody gets it for nothing.
    let on_table: Vec<bool> = june.options.iter().map(|o| o.on_table).collect();
    assert_eq!(on_table, [true, true, false]);
    assert_eq!(june.scenarios[0].best_replies.marks[2], Mark::Miss);
    assert_eq!(june.nothing_changes.marks[2], Mark::Miss);
    assert!(june.infeasible.is_some());
    assert_eq!(january.options.len(), 2);
    assert_eq!(january.infeasible, None);
}

#[test]
fn the_record_is_folded_and_its_differences_told() {
    let found = tested(&dossier(""));
    let record = &found.record;
    assert_eq!(
        (record.from.as_deref(), record.until.as_deref()),
        (Some("p1"), Some("2021-02-01"))
    );
    assert_eq!((record.events, record.setting), (6, 5));
    let found: Vec<_> = (record.disagreements.iter())
        .map(|d| {
            let event = d.event.as_ref().map(|event| event.id.as_str());
            let unsure: Vec<&str> = d.unsure.iter().map(|event| event.id.as_str()).collect();
            (
                d.with,
                d.period.as_str(),
                d.id.as_str(),
                d.option,
                d.record,
                d.coded,
                event,
                unsure,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            // January, to its last day: all of y by e3, some again by the end of December.
            (
                DisagreesWith::Outcome,
                "p1",
                "o2",
                1,
                1,
                2,
                Some("e4"),
                vec![]
            ),
            // On 10 May an event "in May" may have been or not; the record says not yet.
            (
                DisagreesWith::Outcome,
                "p1",
                "o0",
                0,
                0,
                1,
                None,
                vec!["e1"]
            ),
            // By September all of y by e3 (the later of two on one day); coded as some.
            (
                DisagreesWith::StatusQuo,
                "p1",
                "p2",
                1,
                2,
                1,
                Some("e3"),
                vec![]
            ),
        ]
    );
}

#[test]
fn forecasts_are_tested_in_three_values() {
    let duty =
        |id: &str, rest: &str| format!("{id} = {{ claim = \"duty\", text = \"T\", {rest} }}\n");
    let cases: &[(&str, &str, Outturn, &[&str])] = &[
        // "In May" is in force on the last day of May, and not the day before.
        (
            "f01",
            r#"expects = "x", until = "2020-05""#,
            Outturn::True,
            &[],
        ),
        (
            "f02",
            r#"expects = "x", until = "2020-05-30""#,
            Outturn::False,
            &[],
        ),
        (
            "f03",
            r#"expects = "x", until = "2020-06", holds = "once""#,
            Outturn::True,
            &["e1"],
        ),
        (
            "f04",
            r#"expects = "z", until = "2020-07-03", holds = "throughout""#,
            Outturn::True,
            &[],
        ),
        (
            "f05",
            r#"expects = "z", until = "2020-07-04", holds = "throughout""#,
            Outturn::False,
            &["e2", "e3"],
        ),
        // Of two events on one day the later in the file counts.
        (
            "f06",
            r#"expects = "y = all", given = "x", from = "2020-07-04", until = "2020-08", holds = "throughout""#,
            Outturn::True,
            &[],
        ),
        (
            "f07",
            r#"expects = "x", given = "y = some and z", until = "2020-12", holds = "once""#,
            Outturn::Void,
            &[],
        ),
        (
            "f08",
            r#"expects = "x", given = "y = some and z", until = "2020-12", holds = "throughout""#,
            Outturn::Void,
            &[],
        ),
        (
            "f09",
            r#"expects = "x", given = "z", until = "2020-07-31""#,
            Outturn::Void,
            &[],
        ),
        // Met on the first day: the rest need not be known.
        (
            "f10",
            r#"expects = "z", until = "2030", holds = "once""#,
            Outturn::True,
            &[],
        ),
        // Not broken so far, and the record ends in February 2021.
        (
            "f11",
            r#"expects = "not z", from = "2020-08", until = "2030", holds = "throughout""#,
            Outturn::Unknown,
            &[],
        ),
        (
            "f12",
            r#"expects = "z", from = "2020-08", until = "2030", holds = "once""#,
            Outturn::Unknown,
            &[],
        ),
        (
            "f13",
            r#"expects = "z", until = "2021-06""#,
            Outturn::Unknown,
            &[],
        ),
        // The record begins in March 2020.
        (
            "f14",
            r#"expects = "x", from = "2019", until = "2020-04", holds = "once""#,
            Outturn::Unknown,
            &[],
        ),
        (
            "f15",
            r#"expects = "x", from = "2019", until = "2020-04", holds = "throughout""#,
            Outturn::False,
            &[],
        ),
        (
            "f16",
            r#"expects = "x", from = "2019", until = "2019-12""#,
            Outturn::Unknown,
            &[],
        ),
        // Once with a condition: z and x together from the end of May.
        (
            "f17",
            r#"expects = "z", given = "x", until = "2020-12", holds = "once""#,
            Outturn::True,
            &["e1"],
        ),
        // Only days on which the condition holds are tested: there x is always met.
        (
            "f18",
            r#"expects = "x", given = "y >= some", until = "2020-12", holds = "throughout""#,
            Outturn::True,
            &[],
        ),
        (
            "f19",
            r#"expects = "y = none", given = "x", until = "2020-12", holds = "throughout""#,
            Outturn::False,
            &["e2", "e3"],
        ),
        // Without a last day: to the end of the record.
        (
            "f20",
            r#"expects = "x", from = "2020-06", holds = "throughout""#,
            Outturn::True,
            &[],
        ),
        (
            "f21",
            r#"verdict = "mixed", events = ["e5"]"#,
            Outturn::Mixed,
            &["e5"],
        ),
        ("f22", r#"note = "N""#, Outturn::Unknown, &[]),
    ];
    let text: String = cases.iter().map(|(id, rest, ..)| duty(id, rest)).collect();
    let found = tested(&dossier(&text));
    let mut wrong = String::new();
    for (id, rest, outturn, events) in cases {
        let test = forecast(&found, id);
        let named: Vec<&str> = test.events.iter().map(|event| event.id.as_str()).collect();
        if test.outturn != *outturn || named != *events {
            wrong += &format!("{id} {rest}\n  {:?} {named:?} {}\n", test.outturn, test.why);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(forecast(&found, "f01").judged_by, JudgedBy::Record);
    assert_eq!(forecast(&found, "f21").judged_by, JudgedBy::Person);
    assert_eq!(forecast(&found, "f22").judged_by, JudgedBy::Nobody);
    // Words of duty carry no likelihood, so nothing is scored.
    assert!(found.forecasts.iter().all(|test| test.brier.is_none()));
    assert!(found.brier.is_empty());
    let all = OutturnRow {
        by: GroupedBy::All,
        group: String::new(),
        forecasts: 22,
        came_true: 8,
        failed: 4,
        mixed: 1,
        void: 3,
        unknown: 6,
    };
    assert_eq!(found.outturns[0], all);
}

/// A period's status quo is the state from its date on; what the record folded from
/// an earlier one says instead is told.
#[test]
fn a_contested_outturn_is_told() {
    let found = tested(&dossier(
        r#"f1 = { claim = "plain", text = "T", expects = "y = all", until = "2020-10" }
f2 = { claim = "plain", text = "T", expects = "x", until = "2020-10" }"#,
    ));
    let test = forecast(&found, "f1");
    assert_eq!(test.outturn, Outturn::False);
    assert_eq!(test.contested, Some((Outturn::True, "p1".to_string())));
    assert_eq!(forecast(&found, "f2").contested, None);
}

#[test]
fn brier_scores() {
    let text = r#"
f1 = { claim = "plain", text = "T", expects = "x", until = "2020-06", likelihood = [0.5, 0.9] }
f2 = { claim = "likely", text = "T", expects = "y = all", until = "2020-06" }
f3 = { claim = "plain", text = "T", expects = "z", until = "2020-06" }
f4 = { claim = "maybe", text = "T", expects = "z", until = "2020-06" }
f5 = { claim = "likely", text = "T", verdict = "true" }
f6 = { claim = "likely", text = "T", verdict = "mixed" }
f7 = { claim = "later", text = "T", verdict = "false", likelihood = [0.0, 1.0] }
"#;
    let found = tested(&dossier(text));
    let brier = |id: &str| forecast(&found, id).brier.expect("a score");
    // x came true, called 50 to 90 %: (1 - 0.9)², (1 - 0.7)², (1 - 0.5)².
    close(brier("f1"), [0.01, 0.09, 0.25]);
    // Likely, 55 to 80 %, and it did not come: 0.55², 0.675², 0.8².
    close(brier("f2"), [0.3025, 0.455625, 0.64]);
    // Plainly asserted, read as 95 to 99 %, and z still stood.
    close(brier("f3"), [0.0001, 0.0009, 0.0025]);
    close(brier("f4"), [0.0025, 0.25, 0.9025]);
    close(brier("f5"), [0.04, 0.105625, 0.2025]);
    assert_eq!(forecast(&found, "f6").brier, None);
    close(brier("f7"), [0.0, 0.25, 1.0]);

    // In March: not x, no y, z. So "nothing changes" has f1 wrong, f2 and f3 right.
    let held = |id: &str| forecast(&found, id).if_nothing_changed;
    assert_eq!(
        [held("f1"), held("f2"), held("f3")],
        [Some(false), Some(false), Some(true)]
    );
    assert_eq!(held("f5"), None);

    let rows: Vec<_> = (found.brier.iter())
        .map(|row| (row.words, row.source.as_str(), row.forecasts, row.came_true))
        .collect();
    assert_eq!(
        rows,
        [
            (LikelihoodKind::Stated, "", 3, 2),
            (LikelihoodKind::Stated, "s", 3, 2),
            (LikelihoodKind::Plain, "", 1, 1),
            (LikelihoodKind::Plain, "s", 1, 1),
            // f4, and f7: a range by hand that says nothing.
            (LikelihoodKind::Vague, "", 2, 1),
            (LikelihoodKind::Vague, "s", 1, 1),
            (LikelihoodKind::Vague, "t", 1, 0),
        ]
    );
    // f1, f2 and f5: (0.09 + 0.455625 + 0.105625) / 3, and so on.
    let of_s = &found.brier[1];
    close(of_s.mean, [0.3525 / 3.0, 0.65125 / 3.0, 1.0925 / 3.0]);
    assert!((of_s.always_half - 0.25).abs() < 1e-12);
    // Of these "nothing changes" can be asked about f1 (wrong: 1) and f2 (right: 0).
    let beside = of_s.with_nothing_changes.expect("two of three");
    assert_eq!(beside.forecasts, 2);
    assert!((beside.nothing_changes - 0.5).abs() < 1e-12);
    assert!((beside.midpoint - 0.545625 / 2.0).abs() < 1e-12);
    assert!(found.reliability.is_empty(), "too few");

    // By the other yardstick likely is 55 to 75 %.
    let settings = BacktestSettings {
        yardstick: Yardstick::Phia,
        ..BacktestSettings::default()
    };
    let phia = backtest(&dossier(text), &settings)
        .expect("it compiles")
        .finding;
    close(
        forecast(&phia, "f2").brier.expect("a score"),
        [0.3025, 0.4225, 0.5625],
    );
}

#[test]
fn reliability_needs_ten() {
    let text = |number: usize| -> String {
        (0..number)
            .map(|at| {
                let verdict = if at < 7 { "true" } else { "false" };
                format!("f{at} = {{ claim = \"likely\", text = \"T\", verdict = \"{verdict}\" }}\n")
            })
            .chain(["v = { claim = \"maybe\", text = \"T\", verdict = \"true\" }".to_string()])
            .collect()
    };
    assert!(tested(&dossier(&text(9))).reliability.is_empty());
    let found = tested(&dossier(&text(10)));
    let rows: Vec<_> = (found.reliability.iter())
        .map(|row| (row.words, row.forecasts, row.came_true))
        .collect();
    assert_eq!(
        rows,
        [
            (LikelihoodKind::Stated, 10, 7),
            (LikelihoodKind::Vague, 1, 1)
        ]
    );
}

#[test]
fn sources_speak_where_their_forecasts_fix_an_option() {
    let found = tested(&dossier(
        r#"
g1 = { claim = "plain", text = "T", expects = "z and y < all", holds = "throughout" }
g2 = { claim = "plain", text = "T", expects = "x", holds = "once" }
g3 = { claim = "plain", text = "T", expects = "x", holds = "once", until = "2020-12-31", likelihood = [0.05, 0.2] }
g4 = { claim = "maybe", text = "T", expects = "not y", holds = "throughout" }
g5 = { claim = "plain", text = "T", expects = "y = all" }
g6 = { claim = "plain", text = "T", expects = "x", given = "y = all", holds = "throughout" }
g7 = { claim = "later", text = "T", expects = "x", holds = "throughout" }
"#,
    ));
    let [_, june, january] = &found.periods[0].outcomes[..] else {
        panic!("three outcomes");
    };
    let [s, t] = &june.sources[..] else {
        panic!("two sources");
    };
    assert!(s.in_time && !t.in_time, "t was closed after March");
    assert_eq!(numbers(&t.tally), [0, 0, 0, 3, 1, 0]);
    let said = |of: &hikiwake_evidence::backtest::SourceScore, option: usize| {
        let call = &of.calls[option];
        (
            call.mark,
            call.levels.clone(),
            call.contradictory,
            call.forecasts.join(" "),
        )
    };
    // g3: unlikely ever to be x, so no x; it came. g2 tells no day.
    assert_eq!(said(s, 0), (Mark::Miss, vec![0], false, "g3".to_string()));
    // g1 leaves none and some of y. g4 is a bare possibility, g5 speaks of the end.
    assert_eq!(
        said(s, 1),
        (Mark::Undecided, vec![0, 1], false, "g1".to_string())
    );
    assert_eq!(said(s, 2), (Mark::Hit, vec![1], false, "g1".to_string()));

    let s = &january.sources[0];
    // g3 is over; the condition of g6 is met.
    assert_eq!(said(s, 0), (Mark::Hit, vec![1], false, "g6".to_string()));
    // The end: g5 has all of y, g1 less.
    let both = (Mark::Undecided, vec![0, 1, 2], true, "g1 g5".to_string());
    assert_eq!(said(s, 1), both);
    assert_eq!(said(s, 2), (Mark::Miss, vec![1], false, "g1".to_string()));
}

/// Without `closed`, the date of issue counts, as far as it goes: a source of "2020"
/// may be later than March.
#[test]
fn a_source_is_closed_when_it_is_issued() {
    let forecasts = "f = { claim = \"plain\", text = \"T\", expects = \"z\", from = \"2020-03\" }
g = { claim = \"later\", text = \"T\", expects = \"z\" }";
    let text = TEXT.replace(
        "s = { closed = \"2020-03-10\" }\nt = { closed = \"2020-10\" }",
        "",
    );
    assert_ne!(text, TEXT);
    let found = tested(&from_text(&format!("{text}\n[forecasts]\n{forecasts}\n")));
    let closed: Vec<&str> = found.sources.iter().map(|s| s.closed.as_str()).collect();
    assert_eq!(closed, ["2020", "2020-10-02"]);
    assert!(
        found.periods[0].outcomes[0]
            .sources
            .iter()
            .all(|s| !s.in_time)
    );
    assert_eq!(forecast(&found, "g").from, "2020-10-02");
}

#[test]
fn a_dossier_without_outcomes_or_periods_works() {
    let found = tested(&from_text(TEXT));
    assert!(!found.is_empty() && found.forecasts.is_empty() && found.outturns.is_empty());
    let (head, _) = TEXT.split_once("[periods.p1]").expect("periods");
    let nothing = tested(&from_text(head));
    assert!(nothing.is_empty());
    assert!(nothing.blocks.is_empty() && nothing.record.disagreements.is_empty());

    let no_periods = format!(
        "{head}[claims]\nc = {{ source = \"s\", says = \"It will be.\" }}\n[forecasts]\n\
         f = {{ claim = \"c\", text = \"T\", expects = \"x\" }}\n\
         g = {{ claim = \"c\", text = \"T\", verdict = \"true\" }}\n"
    );
    let found = tested(&from_text(&no_periods));
    assert_eq!(forecast(&found, "f").outturn, Outturn::Unknown);
    assert_eq!(forecast(&found, "g").outturn, Outturn::True);

    // A period without a date cannot be in the record, but its model can be tested.
    let undated = TEXT.replace("date = \"2020-03\"\n", "");
    let found = tested(&from_text(&undated));
    assert_eq!(found.record.from.as_deref(), Some("p2"));
    assert_eq!(
        found.periods[0].outcomes[2].scenarios[0].best_replies.state,
        StateMark::Exact
    );
}

#[test]
fn it_meets_the_schema_and_is_the_same_every_time() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let dossier = dossier(
        r#"f1 = { claim = "likely", text = "T", expects = "y = all", until = "2020-10" }
f2 = { claim = "maybe", text = "T", verdict = "false" }"#,
    );
    let run = || json!(backtest(&dossier, &BacktestSettings::default()).expect("it compiles"));
    let first = run();
    let faults: Vec<String> = validator
        .iter_errors(&first)
        .map(|e| e.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(first["kind"], "backtest");
    assert_eq!(first.to_string(), run().to_string());
}

/// Whatever the score is, this must be so.
#[test]
fn the_kuril_dossier() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let read = read(&folder);
    let faults = read.render(false);
    let dossier = read.dossier.unwrap_or_else(|| panic!("{faults}"));
    let found = tested(&dossier);
    let options = found.options.len();

    assert!(found.forecasts.len() >= 50);
    assert_eq!(found.forecasts.len(), dossier.file.forecasts.len());
    for by in [
        GroupedBy::All,
        GroupedBy::Source,
        GroupedBy::Kind,
        GroupedBy::Strength,
    ] {
        let rows = found.outturns.iter().filter(|row| row.by == by);
        let (number, sum) = rows.fold((0, 0), |(number, sum), row| {
            let parts = row.came_true + row.failed + row.mixed + row.void + row.unknown;
            (number + row.forecasts, sum + parts)
        });
        assert_eq!((number, sum), (found.forecasts.len(), number), "{by:?}");
    }
    for test in &found.forecasts {
        let coded = &dossier.file.forecasts[&test.id];
        if coded.expects.is_none() {
            assert_eq!(Some(test.outturn), coded.verdict, "{}", test.id);
        }
    }

    let mut split = [0, 0];
    for period in &found.periods {
        let of_period = &dossier.file.periods[&period.period.id];
        let all = dossier.all_options();
        let status_quo = all.state(&of_period.status_quo).expect("a state");
        assert_eq!(period.status_quo.levels, status_quo);
        assert_eq!(period.outcomes.len(), of_period.outcomes.len());
        for scenario in &period.scenarios {
            // Counted from the dossier itself.
            let asked = Scenario {
                period: Some(period.period.id.clone()),
                reading: scenario.reading.as_ref().map(|reading| reading.id.clone()),
                stated_only: false,
                ..Scenario::default()
            };
            let compiled = dossier
                .compile(&asked, Limits::default())
                .expect("compiles");
            let marked: usize = (compiled.preferences.iter())
                .map(|preferences| match preferences {
                    Preferences::Statements(ranks) => {
                        ranks.iter().flatten().filter(|s| s.hindsight).count()
                    }
                    _ => 0,
                })
                .sum();
            assert_eq!(scenario.statements_hindsight, marked);
            assert_eq!(scenario.hindsight, marked > 0);
            split[usize::from(scenario.hindsight)] += 1;
            for foretold in [&scenario.best_replies, &scenario.improvements] {
                assert_eq!(foretold.calls.len(), options);
                for calls in &foretold.calls {
                    let states: u64 = calls.iter().map(|share| share.states).sum();
                    assert_eq!(states, foretold.states);
                }
            }
            assert!(scenario.best_replies.states <= scenario.improvements.states);
        }
        for outcome in &period.outcomes {
            for (k, option) in outcome.options.iter().enumerate() {
                assert_eq!(option.before, status_quo[option.option]);
                assert_eq!(option.after, outcome.state.levels[option.option]);
                let right = outcome.nothing_changes.marks[k] == Mark::Hit;
                assert_eq!(right, !option.changed());
            }
            let tally = &outcome.nothing_changes.tally;
            assert_eq!(tally.hits + tally.changed, tally.options);
            assert_eq!(tally.changed_hits, 0);
            let scores = outcome
                .scenarios
                .iter()
                .flat_map(|s| [&s.best_replies, &s.improvements]);
            let tallies = scores.map(|score| &score.tally);
            for tally in tallies.chain(outcome.sources.iter().map(|source| &source.tally)) {
                let sum = tally.hits + tally.misses + tally.undecided + tally.silent;
                assert_eq!((sum, tally.options), (outcome.options.len(), sum));
            }
        }
    }
    let blocks: Vec<(bool, usize)> = found
        .blocks
        .iter()
        .map(|b| (b.hindsight, b.models))
        .collect();
    assert_eq!(blocks, [(false, split[0]), (true, split[1])]);
    for block in &found.blocks {
        assert_eq!(block.better + block.equal + block.worse, block.tests);
    }
    // No source speaks from a period before it was closed.
    for period in &found.periods {
        for outcome in &period.outcomes {
            for (source, score) in found.sources.iter().zip(&outcome.sources) {
                let date = period.period.date.as_deref().unwrap_or_default();
                assert_eq!(
                    score.in_time,
                    source.closed.as_str() <= format!("{date}-99").as_str()
                );
                assert!(score.in_time || score.tally.silent == score.tally.options);
            }
        }
    }
}
