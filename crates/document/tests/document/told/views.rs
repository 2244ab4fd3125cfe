use hikiwake_conflict::{Perceptions, views};
use hikiwake_document::{Document, Names};
use hikiwake_finding::{AnalyseSettings, Finding};

use super::{dossier, folded, lists, scenario};

/// A would strike once B has disarmed; B does not think so.
const ARMS: &str = include_str!("../../../../session/tests/session/findings/arms.toml");
/// B does not perceive that A has what it has.
const BLIND: &str = include_str!("../../../../session/tests/session/findings/blind.toml");

fn told(text: &str) -> (Finding<Perceptions>, Document) {
    let found = views(
        &dossier(text),
        &scenario("now"),
        &AnalyseSettings::default(),
    );
    let found = found.expect("compiles");
    let names = Names::new(&found.finding.actors);
    let document = hikiwake_document::views(std::slice::from_ref(&found), &names);
    (found, document)
}

#[test]
fn an_illusion_and_whom_it_surprises() {
    let (found, document) = told(ARMS);
    let trust = &found.finding.states[1].state.code;
    let sentence = format!(
        "“Trust”, {trust}, does not hold, except in the eyes of B. A would leave it (A: strike on). \
         That surprises B, in whose eyes A would gain nothing by that, by the wish “not strike”."
    );
    let opening = &lists(&document)[0];
    assert!(opening.contains(&sentence), "{opening:#?}");
    // The same once more among all states, a sentence a line.
    let (first, then) = sentence.split_once(" A would").expect("two sentences");
    let lines = format!("\n{first}\nA would{then}");
    let states = folded(&document);
    assert!(states.iter().any(|s| s.contains(&lines)), "{states:#?}");
}

#[test]
fn a_state_that_somebody_does_not_reckon_with() {
    let blind = ARMS.replace(
        "changes = [{ actor = \"a\", drop = \"win\" }]",
        "unaware = [\"strike\"]",
    );
    let (_, document) = told(&blind);
    let opening = &lists(&document)[0];
    let blow = opening.iter().find(|s| s.starts_with("“The blow”"));
    let blow = blow.expect("told");
    assert!(blow.contains("B cannot imagine it"), "{blow}");
}

#[test]
fn attitudes_against_the_same_without() {
    let (found, document) = told(ARMS);
    let trust = &found.finding.relational_states[1].state.code;
    let sentence =
        format!("“Trust”, {trust}, holds only with attitudes: without, A would leave it.");
    let opening = &lists(&document)[0];
    assert!(opening.contains(&sentence), "{opening:#?}");
}

#[test]
fn where_nobody_sees_otherwise_nothing_is_told() {
    let plain = ARMS.split("[perceptions").next().expect("a head");
    assert!(told(plain).1.blocks.is_empty());
}

#[test]
fn a_move_expected_of_one_who_does_not_see_where_it_is() {
    let (_, document) = told(BLIND);
    let end = "In fact B does not perceive how things stand, and cannot move from there.";
    let opening = &lists(&document)[0];
    assert!(opening.iter().any(|s| s.ends_with(end)), "{opening:#?}");
}
