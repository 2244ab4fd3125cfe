//! Pushes on the reference case, as the report tells them.

use std::num::NonZeroUsize;

use hikiwake_dossier::Scenario;
use hikiwake_graph::Run;
use hikiwake_session::{Question, Session, Settings, Watcher};
use hikiwake_traceability::{ChangedAnswer, PatternStanding, WhatIf};

use super::{Supposed, found, question};
use crate::written::of_repository;

fn session() -> Session {
    Session::new(of_repository("dossiers/kuril"), Settings::default())
}

fn pushed(driver: &str, level: &str) -> Question {
    let supposed = Supposed {
        pushes: &[(driver, level)],
        ..Supposed::default()
    };
    let scenario = Scenario {
        period: Some("2017-10".to_owned()),
        ..Scenario::default()
    };
    question(&supposed, scenario)
}

fn asked(session: &Session, question: &Question) -> WhatIf {
    let answer = session.ask(question, Watcher::default());
    found(answer.expect("an answer"))
}

#[test]
fn once_the_election_is_over_a_joint_move_leads_to_a_settlement() {
    let over = asked(&session(), &pushed("ru_election", "away"));
    let settlement = over
        .answers
        .answers
        .iter()
        .find_map(|one| match &one.answer {
            ChangedAnswer::Pattern { id, old, new, .. } if id == "settlement" => Some((*old, *new)),
            _ => None,
        });
    let expected = (PatternStanding::NotReached, PatternStanding::JointMove);
    assert_eq!(settlement, Some(expected));
    let switched = over
        .switched
        .iter()
        .map(|one| (one.switch.id.as_str(), one.stands));
    let switched: Vec<(&str, bool)> = switched.collect();
    assert!(
        switched.contains(&("after-election-oct17", true)),
        "{switched:?}"
    );
    let rows: Vec<(&str, bool, bool)> = (over.levels.iter())
        .map(|row| {
            (
                row.level.as_str(),
                row.here,
                row.opens.iter().any(|id| id == "settlement"),
            )
        })
        .collect();
    assert_eq!(rows, [("away", false, true), ("near", true, false)]);
}

/// The crisis works on Moscow's dependence by ways that speak against each other.
#[test]
fn the_crisis_stops_at_dependence_on_china() {
    let crisis = asked(&session(), &pushed("ukraine_crisis", "high"));
    let [chain] = crisis.pushes.as_slice() else {
        panic!("{:?}", crisis.pushes);
    };
    let id = |driver: usize| crisis.drivers[driver].id.as_str();
    assert!(
        chain
            .stopped
            .iter()
            .any(|one| id(one.driver) == "ru_dep_china")
    );
    assert!(
        chain
            .moved
            .iter()
            .all(|one| id(one.answer.driver) != "ru_dep_china")
    );
}

/// Asked twice, and on one thread or two: the same.
#[test]
fn every_answer_is_the_same_again() {
    let question = pushed("ru_election", "away");
    let json = |session: &Session, threads: usize| {
        let run = Run {
            threads: NonZeroUsize::new(threads).expect("a thread"),
            ..Run::default()
        };
        let watcher = Watcher {
            run,
            ..Watcher::default()
        };
        let answer = session.ask(&question, watcher).expect("an answer");
        serde_json::to_string(&answer).expect("JSON")
    };
    let one = session();
    let first = json(&one, 1);
    assert_eq!(json(&one, 1), first);
    assert_eq!(json(&one, 2), first);
    assert_eq!(json(&session(), 2), first);
}
