//! The session: questions and answers as data, changes that nobody has saved, and what is
//! kept between questions.

use hikiwake_dossier::{Change, Dossier, Scenario};
use hikiwake_evidence::likelihood::Yardstick;
use hikiwake_session::{Answer, AskError, ConceptName, Question, Session, Settings, Watcher};

use crate::random;
use crate::written::{of_repository, written};

/// A dossier on which every question but the map has an answer.
fn gate() -> Dossier {
    of_repository("reference/dossiers/gate")
}

fn session(dossier: Dossier) -> Session {
    Session::new(dossier, Settings::default())
}

fn json(answer: &Answer) -> String {
    serde_json::to_string(answer).expect("JSON")
}

/// One question of every kind about a scenario.
fn questions(dossier: &Dossier, scenario: &Scenario) -> Vec<Question> {
    let scenario = scenario.clone();
    let s = || scenario.clone();
    let period = dossier.period_ids().pop();
    let status_quo = || "status-quo".to_owned();
    vec![
        Question::States {
            scenario: s(),
            formula: None,
            list: 5,
        },
        Question::Analysis {
            scenario: s(),
            list: 5,
        },
        Question::Wishes { scenario: s() },
        Question::Sensitivity { scenario: s() },
        Question::Readings { scenario: s() },
        Question::Symbolic {
            scenario: s(),
            too_large: false,
            list: 5,
        },
        Question::Explanation {
            scenario: s(),
            state: status_quo(),
            actors: Vec::new(),
            concepts: vec![ConceptName::Nash, ConceptName::Seq],
            list: 3,
        },
        Question::Comparison {
            first: Scenario {
                period: period.clone(),
                ..s()
            },
            second: Scenario {
                period,
                stated_only: true,
                ..s()
            },
            list: 5,
        },
        Question::Ways {
            scenario: s(),
            to: None,
            from: None,
            via: Vec::new(),
            list: 5,
        },
        Question::StepGraph {
            scenario: s(),
            from: None,
            by: hikiwake_conflict::WalkKind::Improvements,
            condensed: true,
            states: 500,
            steps: 5_000,
        },
        Question::Inverse {
            scenario: s(),
            wanted: Some(status_quo()),
            concept: ConceptName::Seq,
            reached: vec![hikiwake_conflict::InverseWalk::No],
            size: 1,
            further: false,
            add: Vec::new(),
            rankings: Vec::new(),
            work: None,
            list: 3,
        },
        Question::Concepts {
            scenario: s(),
            state: None,
            groups: Vec::new(),
            horizon: 3,
            far: None,
            next: hikiwake_session::NextMover::default(),
            gain: hikiwake_session::Gain::default(),
            list: 5,
        },
        Question::Views {
            scenario: s(),
            list: 5,
        },
        Question::Settlement {
            scenario: s(),
            rule: None,
            list: 3,
        },
        Question::Ratify {
            scenario: s(),
            rule: None,
            list: 3,
        },
        Question::Block {
            scenario: s(),
            wanted: None,
            agreement: None,
            rule: None,
        },
        Question::Steps {
            plan: None,
            yearly_discount: None,
        },
        Question::Coverage {
            scenario: s(),
            list: 5,
        },
        Question::Register {
            scenario: Some(Scenario::default()),
        },
        Question::Watch {
            scenario: Scenario::default(),
        },
        Question::Backtest {
            yardstick: Yardstick::default(),
        },
        Question::Timeline,
        Question::Map,
        Question::Ties,
        Question::Influence {
            scenario: s(),
            driver: None,
        },
        Question::Loops {
            scenario: s(),
            list: 5,
        },
        Question::Scenarios {
            scenario: s(),
            drivers: 3,
            list: 5,
        },
    ]
}

#[test]
fn questions_and_answers_are_data_both_ways() {
    let gate = session(gate());
    let kuril = session(of_repository("dossiers/kuril"));
    let mut unanswered = Vec::new();
    for question in questions(gate.dossier(), &Scenario::default()) {
        let written = serde_json::to_string(&question).expect("JSON");
        let again: Question = serde_json::from_str(&written).expect(&written);
        assert_eq!(again, question);
        // What the small dossier says nothing of the large one does.
        let answer = gate.ask(&again, Watcher::default());
        let answer = answer.or_else(|_| match again {
            Question::Comparison { .. } => kuril.ask(
                &Question::Comparison {
                    first: Scenario::default(),
                    second: Scenario {
                        stated_only: true,
                        ..Scenario::default()
                    },
                    list: 5,
                },
                Watcher::default(),
            ),
            ref question => kuril.ask(question, Watcher::default()),
        });
        let Ok(answer) = answer else {
            unanswered.push(question);
            continue;
        };
        let written = json(&answer);
        let again: Answer =
            serde_json::from_str(&written).unwrap_or_else(|fault| panic!("{question:?}: {fault}"));
        assert_eq!(json(&again), written, "{question:?}");
    }
    assert!(unanswered.is_empty(), "{unanswered:?}");
}

/// What is kept, and how little of it may be, changes no answer.
#[test]
fn what_is_kept_changes_no_answer() {
    let warm = session(gate());
    let nothing_kept = Session::new(
        gate(),
        Settings {
            kept: 0,
            ..Settings::default()
        },
    );
    let questions = questions(&gate(), &Scenario::default());
    let ask = |session: &Session, question: &Question| {
        session
            .ask(question, Watcher::default())
            .map(|answer| json(&answer))
    };
    for question in &questions {
        let cold = ask(&session(gate()), question);
        assert_eq!(ask(&warm, question), cold);
        assert_eq!(ask(&nothing_kept, question), cold);
    }
    for question in questions.iter().rev() {
        assert_eq!(ask(&warm, question), ask(&nothing_kept, question));
    }
    let (kept, none) = (warm.kept(), nothing_kept.kept());
    assert!(
        kept.found > 5 && kept.kept > 0 && kept.dropped == 0,
        "{kept:?}"
    );
    assert!(
        none.kept == 0 && none.bytes == 0 && none.dropped > 0,
        "{none:?}"
    );
}

/// What was asked under all rules of ratification does not stand in for one of them.
#[test]
fn one_rule_is_asked_after_all_rules_as_it_is_alone() {
    let lake = || session(of_repository("reference/dossiers/lake"));
    let ratify = |session: &Session, rule: Option<&String>| {
        let question = Question::Ratify {
            scenario: Scenario::default(),
            rule: rule.cloned(),
            list: 3,
        };
        json(
            &session
                .ask(&question, Watcher::default())
                .expect("an answer"),
        )
    };
    let warm = lake();
    let all = ratify(&warm, None);
    let rules: Vec<String> = warm.dossier().file.ratification.keys().cloned().collect();
    assert!(rules.len() > 1, "{rules:?}");
    for rule in &rules {
        assert_eq!(
            ratify(&warm, Some(rule)),
            ratify(&lake(), Some(rule)),
            "{rule}"
        );
    }
    assert_eq!(ratify(&warm, None), all);
}

fn analysis(session: &Session, scenario: Scenario) -> hikiwake_conflict::Analysis {
    let question = Question::Analysis {
        scenario,
        list: 1_000,
    };
    match session.ask(&question, Watcher::default()) {
        Ok(Answer::Analysis(finding)) => finding.finding,
        other => panic!("{other:?}"),
    }
}

/// A reading that is saved and its changes, unsaved, make the same model.
#[test]
fn a_reading_and_its_changes_unsaved_are_one() {
    let session = session(of_repository("dossiers/kuril"));
    let readings = &session.dossier().file.readings;
    let mut tried = 0;
    for (id, reading) in readings
        .iter()
        .filter(|(_, reading)| reading.includes.is_empty())
    {
        let Some(period) = reading.periods.first() else {
            continue;
        };
        let base = Scenario {
            period: Some(period.clone()),
            ..Scenario::default()
        };
        let saved = Scenario {
            reading: Some(id.clone()),
            ..base.clone()
        };
        let judgements = reading
            .changes
            .iter()
            .cloned()
            .map(Box::new)
            .map(Change::Judgement);
        let present = reading.present.iter().cloned().map(Change::Present);
        let in_place = reading.status_quo.iter().cloned().map(Change::StatusQuo);
        let unsaved = Scenario {
            changes: judgements.chain(present).chain(in_place).collect(),
            ..base
        };
        let (saved, unsaved) = (analysis(&session, saved), analysis(&session, unsaved));
        assert_eq!(saved.equilibrium_counts, unsaved.equilibrium_counts, "{id}");
        let wants = |a: &hikiwake_conflict::Analysis| -> Vec<(String, String)> {
            let all = a.statements.iter();
            all.map(|s| (s.actor.clone(), s.wants.clone())).collect()
        };
        assert_eq!(wants(&saved), wants(&unsaved), "{id}");
        tried += 1;
    }
    assert!(tried > 10, "{tried}");
}

/// On random dossiers: a statement that is moved, dropped or turned round leaves the same
/// model as a dossier in which it is written so.
#[test]
fn changes_do_what_an_editor_would() {
    use hikiwake_dossier::file::Preference;
    let read_text = |text: &str| written(text, Some(random::SOURCES));
    let mut tried = [0; 3];
    for seed in 0..120 {
        let dossier = read_text(&random::dossier(seed));
        let Some(at) = dossier.file.preferences.iter().position(|p| {
            // Each of a rank of its own: ranks that are shared move one at a time.
            p.statements.len() > 1 && p.statements.iter().all(|s| !s.same_rank)
        }) else {
            continue;
        };
        let actor = dossier.file.preferences[at].actor.clone();
        let (first, last) = {
            let statements = &dossier.file.preferences[at].statements;
            (
                statements[0].id.clone(),
                statements[statements.len() - 1].id.clone(),
            )
        };
        type Edit<'e> = &'e dyn Fn(&mut Preference);
        let edits: [(Change, Edit); 3] = [
            (
                Change::Move {
                    actor: actor.clone(),
                    statement: last.clone(),
                    above: Some(first.clone()),
                },
                &|p| {
                    let moved = p.statements.pop().expect("two or more");
                    p.statements.insert(0, moved);
                },
            ),
            (Change::drop(&actor, &first), &|p| {
                p.statements.remove(0);
            }),
            (
                Change::Negate {
                    actor: actor.clone(),
                    statement: first.clone(),
                },
                &|p| {
                    let wants = &mut p.statements[0].wants;
                    *wants = hikiwake_dossier::negated(wants);
                },
            ),
        ];
        for (kind, (change, edit)) in edits.into_iter().enumerate() {
            let changed = Scenario {
                changes: vec![change],
                ..Scenario::default()
            };
            let mut edited = dossier.clone();
            edit(&mut edited.file.preferences[at]);
            let limits = hikiwake_graph::Limits::default();
            let here = dossier.compile(&changed, limits).expect("compiles");
            let there = edited
                .compile(&Scenario::default(), limits)
                .expect("compiles");
            assert_eq!(here.decision_makers, there.decision_makers, "seed {seed}");
            for state in there.model.feasible().iter() {
                for i in 0..there.decision_makers.len() {
                    let values = [&here, &there].map(|c| c.model.value(i, state));
                    assert_eq!(values[0], values[1], "seed {seed}, {kind}, {state:?}");
                }
            }
            tried[kind] += 1;
        }
    }
    assert!(tried.iter().all(|&n| n > 20), "{tried:?}");
}

#[test]
fn a_change_that_names_nothing_is_told() {
    let session = session(gate());
    for change in [
        Change::Absent("no-such-option".to_owned()),
        Change::WithoutRule("no-such-rule".to_owned()),
        Change::drop("nobody", "nothing"),
        Change::Reading("no-such-reading".to_owned()),
    ] {
        let scenario = Scenario {
            changes: vec![change.clone()],
            ..Scenario::default()
        };
        let question = Question::Analysis { scenario, list: 1 };
        match session.ask(&question, Watcher::default()) {
            Err(AskError::Scenario(why)) => assert!(why.contains("no"), "{why}"),
            other => panic!("{change:?}: {other:?}"),
        }
    }
}

/// The question that the documentation shows is one, and has an answer.
#[test]
fn the_documented_question_is_answered() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let page = std::fs::read_to_string(page).expect("docs/findings.md");
    let (_, rest) = page.split_once("```json\n").expect("a block of JSON");
    let (text, _) = rest.split_once("```").expect("its end");
    let question: Question = serde_json::from_str(text).expect(text);
    let session = session(of_repository("dossiers/kuril"));
    match session.ask(&question, Watcher::default()) {
        Ok(Answer::Analysis(finding)) => {
            let first = &finding.finding.statements;
            let japan = first.iter().find(|s| s.actor == "japan").expect("a wish");
            assert_eq!(japan.id, "islands-back");
            let turned = first
                .iter()
                .find(|s| s.id == "no-free-concession")
                .expect("it");
            assert!(turned.wants.starts_with("not "), "{}", turned.wants);
        }
        other => panic!("{other:?}"),
    }
}
