use hikiwake_conflict::{PathsQuestion, Wanted, ways};
use hikiwake_document::{Document, Names};
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;

use super::{dossier, lists};
use crate::lists::everything;

/// Ann can sell her field for good, Ben can fence it, Cid can protest.
const FIELD: &str = include_str!("../../../../session/tests/session/findings/field.toml");
/// Two who chase each other for ever.
const CHASE: &str = include_str!("../../../../session/tests/session/findings/chase.toml");

/// What is told of the ways from one state, to another where one is asked for.
fn document(text: &str, from: Option<&str>, to: Option<&str>) -> Document {
    let dossier = dossier(text);
    let compiled = dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles");
    let question = PathsQuestion {
        from: from.map(|text| compiled.find(text).expect("a state")),
        to: to.map(|text| Wanted::read(&dossier, &compiled, text).expect("a state")),
        via: Vec::new(),
    };
    let settings = AnalyseSettings::default();
    let found = ways(&dossier, &compiled.scenario, &question, &settings).expect("not stopped");
    let names = Names::new(&found.finding.actors);
    hikiwake_document::ways(std::slice::from_ref(&found), &names)
}

/// The answer, and the points behind it.
fn told(text: &str, from: Option<&str>, to: Option<&str>) -> (String, Vec<String>) {
    let document = document(text, from, to);
    let points = lists(&document).into_iter().next().unwrap_or_default();
    (document.answer.plain(), points)
}

#[test]
fn the_field() {
    let (answer, points) = told(FIELD, None, None);
    assert_eq!(
        answer,
        "Left alone, it would move: Ann takes up “Sell the field”; each side’s best moves lead to \
         “Sold and open”."
    );
    assert_eq!(
        points,
        [
            "No way back to what is in place after: Ann takes up “Sell the field”.",
            "“Sold and open”: Ann takes up “Sell the field”. Ann can stop it by not moving. Nobody \
             who moves ends worse off.",
        ]
    );
    let all = everything(&document(FIELD, None, None).blocks);
    for folded in [
        "By each side’s best moves it comes to rest at",
        "Ben would gain by moving first",
        "Cid could move first, but would not gain.",
        "Nothing anybody can do leads back over this step.",
        "Steps in their mover’s interest after which nothing leads back",
    ] {
        assert!(all.contains(folded), "{folded}: {all}");
    }
}

#[test]
fn without_a_status_quo_there_is_nowhere_to_start() {
    let text = FIELD.split("[periods").next().expect("a head");
    for to in [None, Some("sale")] {
        let document = document(text, None, to);
        assert!(document.answer.plain().contains("nowhere to start from"));
        assert!(everything(&document.blocks).contains("--from"));
    }
}

#[test]
fn what_is_done_at_a_loss_and_what_has_not_to_be_done() {
    // A protest is nobody's gain.
    let (answer, points) = told(FIELD, Some("sale"), Some("sale, protest"));
    assert!(answer.contains("could come only if Cid acted against its own interest: Cid "));
    assert!(
        points[0].starts_with("It would not last. Cid can stop it"),
        "{points:?}"
    );
    assert!(
        points[0].ends_with("Cid would end worse off than at the start."),
        "{points:?}"
    );
    let (back, _) = told(FIELD, Some("sale"), Some("none"));
    assert!(
        back.starts_with("Nothing that anybody can do leads from"),
        "{back}"
    );
    let (stay, points) = told(FIELD, Some("sale"), Some("sale"));
    assert_eq!(stay, "Nothing need be done: it is where the walk starts.");
    assert!(points.is_empty(), "{points:?}");
    // Nobody has said whether a protest is good or bad for Cid.
    let text = FIELD.replace(
        "[[preferences]]\nactor = \"cid\"\nstatements = [{ id = \"quiet\", wants = \"not protest\", text = \"Quiet.\" }]\n",
        "",
    );
    assert_ne!(text, FIELD);
    let (answer, _) = told(&text, Some("sale"), Some("sale, protest"));
    assert!(
        answer.contains("only if Cid moved without gaining by it"),
        "{answer}"
    );
}

#[test]
fn a_chase_never_rests() {
    let (answer, points) = told(CHASE, Some("status-quo"), None);
    assert!(
        answer.contains("each side’s best moves come to no rest"),
        "{answer}"
    );
    let told = points.join("\n");
    assert!(
        told.contains("best moves would go round for ever."),
        "{told}"
    );
    assert!(
        told.contains("there is a way back to what is in place"),
        "{told}"
    );
}
