//! What to watch, and which contradictions touch what decides: against a plain count over
//! what the answer hangs on.

use std::collections::BTreeSet;

use hikiwake_conflict::{Sensitivity, Watch};
use hikiwake_dossier::{Dossier, Scenario, date};
use hikiwake_evidence::{Backtest, Register};
use hikiwake_finding::Finding;
use hikiwake_session::{Question, Session, Settings, Watcher};

use crate::written::{of_repository, written};

fn asked<T>(session: &Session, question: &Question) -> T
where
    Finding<T>: TryFrom<hikiwake_session::Answer>,
{
    let answer = session
        .ask(question, Watcher::default())
        .expect("an answer");
    let finding: Result<Finding<T>, _> = answer.try_into();
    finding
        .unwrap_or_else(|_| panic!("of another kind"))
        .finding
}

fn scenarios(dossier: &Dossier) -> Vec<Scenario> {
    let of = |period| Scenario {
        period: Some(period),
        ..Scenario::default()
    };
    dossier.period_ids().into_iter().map(of).collect()
}

/// Each upsetting turn stands under its first move, and nothing else does.
#[test]
fn the_moves_are_those_of_the_turns_that_upset() {
    let mut moves = 0;
    for name in [
        "reference/dossiers/gate",
        "reference/dossiers/lake",
        "dossiers/kuril",
    ] {
        let session = Session::new(of_repository(name), Settings::default());
        for scenario in scenarios(session.dossier()) {
            let question = Question::Watch {
                scenario: scenario.clone(),
            };
            let watch: Watch = asked(&session, &question);
            let hangs: Sensitivity = asked(&session, &Question::Sensitivity { scenario });
            let mut expected = 0;
            for one in &hangs.dropped {
                expected += usize::from(hangs.lasts && !one.turn.lasts);
            }
            for one in &hangs.reversed {
                let upset = hangs.lasts && !one.turn.lasts;
                expected += usize::from(upset);
                let stands = watch.moves.iter().any(|told| {
                    told.reversed.contains(&one.statement)
                        && told.step.text == one.turn.departures[0].text
                });
                assert!(!upset || stands, "{name}: {}", one.statement);
            }
            for one in &hangs.readings {
                let known = !one.hindsight && hangs.lasts && !one.turn.lasts;
                expected += usize::from(known);
            }
            let told = watch
                .moves
                .iter()
                .map(|one| one.readings.len() + one.dropped.len() + one.reversed.len());
            assert_eq!(told.sum::<usize>(), expected, "{name}");
            let texts: BTreeSet<&str> = watch.moves.iter().map(|one| &*one.step.text).collect();
            assert_eq!(texts.len(), watch.moves.len(), "a move stands twice");
            moves += watch.moves.len();
        }
    }
    assert!(moves > 3, "{moves}");
}

/// Nothing that became known later is told: no window that is over, no day on which one did
/// close, no prediction that had run out.
#[test]
fn what_is_to_be_watched_lies_ahead() {
    let session = Session::new(of_repository("dossiers/kuril"), Settings::default());
    let backtest: Backtest = asked(
        &session,
        &Question::Backtest {
            yardstick: Default::default(),
        },
    );
    let (mut windows, mut forecasts) = (0, 0);
    for scenario in scenarios(session.dossier()) {
        let watch: Watch = asked(&session, &Question::Watch { scenario });
        let period = watch.scenario.period.expect("a period");
        let now = period.date.as_deref().and_then(date::last);
        for window in &watch.windows {
            let days = [&window.opens, &window.closes];
            let ahead = days.into_iter().flatten().any(|day| date::first(day) > now);
            assert!(ahead && window.closed.is_none(), "{}", window.label);
            assert!(!window.text.contains("did end"), "{}", window.text);
        }
        let open = backtest
            .forecasts
            .iter()
            .filter(|one| date::first(&one.from) <= now && date::first(&one.until) > now);
        assert_eq!(watch.forecasts.len(), open.count());
        windows += watch.windows.len();
        forecasts += watch.forecasts.len();
    }
    assert!(windows > 0 && forecasts > 0);
}

/// An entry decides by the wishes on which it bears and whose turn changes the answer.
#[test]
fn the_register_says_what_touches_what_decides() {
    let session = Session::new(of_repository("dossiers/kuril"), Settings::default());
    let mut deciding = 0;
    for scenario in scenarios(session.dossier()) {
        let hangs: Sensitivity = asked(
            &session,
            &Question::Sensitivity {
                scenario: scenario.clone(),
            },
        );
        let period = scenario.period.clone().expect("a period");
        let register: Register = asked(
            &session,
            &Question::Register {
                scenario: Some(scenario),
            },
        );
        let decides = |actor: &str, id: &str| {
            let turned = hangs.dropped.iter().chain(&hangs.reversed);
            turned.into_iter().any(|one| {
                let wish = &hangs.statements[one.statement];
                let changes = one.turn.lasts != hangs.lasts || !one.turn.opens.is_empty();
                wish.actor == actor && wish.id == id && changes
            })
        };
        for entry in &register.entries {
            let mut expected: Vec<&str> = Vec::new();
            for bearing in entry.bears_on.iter().filter(|one| one.part == "statement") {
                let (actor, id) = bearing.id.split_once('.').expect("actor and wish");
                let now = bearing.stands_in.is_empty() || bearing.stands_in.contains(&period);
                if now && decides(actor, id) && expected.last() != Some(&bearing.id.as_str()) {
                    expected.push(&bearing.id);
                }
            }
            assert_eq!(entry.decides, expected, "{}", entry.id);
            deciding += usize::from(!expected.is_empty());
        }
        let first_other = register
            .entries
            .iter()
            .position(|one| one.decides.is_empty());
        let after = register.entries.iter().skip(first_other.unwrap_or(0));
        assert!(after.clone().all(|one| one.decides.is_empty()) || first_other.is_none());
    }
    assert!(deciding > 0);
    // Without a scenario nothing is said to decide.
    let register: Register = asked(&session, &Question::Register { scenario: None });
    assert!(register.scenario.is_none());
    assert!(register.entries.iter().all(|one| one.decides.is_empty()));
}

/// A dossier whose model does not run has a register all the same.
#[test]
fn a_register_needs_no_model() {
    let dossier = written(
        "[dossier]\nformat = 1\ntitle = \"No model\"\n[actors.one]\nname = \"One\"\n",
        None,
    );
    let session = Session::new(dossier, Settings::default());
    let scenario = Some(Scenario::default());
    let register: Register = asked(&session, &Question::Register { scenario });
    assert!(register.entries.is_empty());
}

/// The tests of the base readings are counted one by one.
#[test]
fn the_tests_of_the_base_readings_are_counted_once() {
    for name in ["reference/dossiers/lake", "dossiers/kuril"] {
        let session = Session::new(of_repository(name), Settings::default());
        let found: Backtest = asked(
            &session,
            &Question::Backtest {
                yardstick: Default::default(),
            },
        );
        for block in &found.blocks {
            let base = found.periods.iter().filter(|period| {
                let base = period.scenarios.iter().find(|one| one.reading.is_none());
                base.is_some_and(|base| base.hindsight == block.hindsight)
            });
            assert_eq!(block.base_models, base.clone().count());
            let tests: usize = base.map(|period| period.outcomes.len()).sum();
            assert_eq!(block.base_tests, tests);
        }
        assert!(found.blocks.iter().any(|block| block.base_tests > 0));
    }
}
