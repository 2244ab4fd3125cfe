//! A model in which an outcome has no place, a wish is outweighed, and a threat is
//! not credible. Worked out by hand.
//!
//! Seller: `ship`; buyer: `pay`, `sue`. Rule: nobody sues who has paid. Seller wants
//! payment, then not to be sued, then to keep the goods; buyer wants the goods above
//! all, then to avoid a lawsuit, then to keep the money.

use hikiwake_conflict::{analyse, list_states};
use hikiwake_dossier::Scenario;
use hikiwake_finding::{AnalyseSettings, MoveKind, PreferenceVerdict, ReachKind};
use hikiwake_graph::Limits;

use super::{analysis, dossier, scenario};

const TEXT: &str = include_str!("offer.toml");

#[test]
fn a_threat_that_hurts_its_maker_does_not_keep_the_seller() {
    let dossier = dossier(TEXT);
    let found = analysis(&dossier, &scenario("now", None)).finding;
    // 2 x 3 x 2, less the two states that break the rule.
    assert_eq!((found.combinations, found.feasible), (12, 10));
    let status_quo = found.status_quo.as_ref().expect("a status quo");
    // The buyer could sue in answer, which the seller would like less, but so would
    // the buyer; and from there the seller's only move, to ship, gives nothing back.
    assert_eq!(status_quo.concepts, ["GMR", "SMR"]);
    assert_eq!(status_quo.leavers, ["seller"]);
    assert_eq!(status_quo.departures.len(), 1);
    assert_eq!(status_quo.departures[0].text, "Seller: ship off");

    let odd = &found.outcomes[0];
    assert!(odd.holding.is_none());
    let why = odd.infeasible.as_deref().expect("a reason");
    assert!(why.contains("no-suit"), "{why}");

    // The seller keeps the goods: nobody can gain by a move after that.
    let nash: Vec<&str> = (found.equilibria.iter())
        .filter(|e| e.concepts[0] == "Nash")
        .map(|e| e.state.text.as_str())
        .collect();
    assert_eq!(nash, ["none"]);
    assert_eq!(found.equilibria[0].reach, Some(ReachKind::BestReplies));

    let card = &found.cards[0];
    assert_eq!((card.actor.as_str(), card.credible), ("seller", false));
    assert_eq!(card.answer.len(), 1);
    assert_eq!(card.answer[0].text, "Buyer: sue on");
    assert_eq!(card.answer[0].because[0].statements[0].id, "peace");
    assert_eq!(card.result.statements[0].id, "unsued");
}

/// The buyer would like to pay nothing, but would rather pay for what is shipped.
#[test]
fn a_wish_is_outweighed() {
    let text = TEXT.replace(
        "id = \"peace\", wants = \"not sue\"",
        "id = \"debts\", wants = \"pay if ship\"",
    );
    let text = text.replace("status_quo = \"ship\"", "status_quo = \"ship, pay = half\"");
    let found = analysis(&dossier(&text), &scenario("now", None)).finding;
    let cards: Vec<_> = found.cards.iter().filter(|c| c.wish.is_some()).collect();
    assert_eq!(cards.len(), 1);
    let wish = cards[0].wish.as_ref().map(|wish| wish.wants.as_str());
    assert_eq!(
        (cards[0].actor.as_str(), wish),
        ("buyer", Some("pay = nothing"))
    );
    let quo = found.status_quo.as_ref().expect("a status quo");
    assert_eq!(cards[0].state, quo.state.code);
    let [change] = &cards[0].improvement.changes[..] else {
        panic!("one option changes");
    };
    assert_eq!(found.options[change.option].id, "pay");
    assert_eq!((change.from, change.to), (1, 0));
    assert_eq!(cards[0].improvement.kind, MoveKind::AtALoss);
    assert_eq!(
        (cards[0].result.verdict, cards[0].result.rank),
        (PreferenceVerdict::Worse, Some(2))
    );
    assert_eq!(cards[0].result.statements[0].id, "debts");
}

#[test]
fn states_are_listed_with_places() {
    let dossier = dossier(TEXT);
    let compiled = (dossier.compile(&Scenario::default(), Limits::default())).expect("compiles");
    let filter = compiled.formula("ship and not sue").expect("a formula");
    let list = list_states(&dossier, &compiled, Some((&filter, "ship and not sue")), 2).finding;
    assert_eq!(list.condition.as_deref(), Some("ship and not sue"));
    assert_eq!(
        (list.feasible, list.matching, list.states.len()),
        (10, 3, 2)
    );
    let paid: Vec<(&str, &[u32])> = (list.states.iter())
        .map(|s| (s.state.text.as_str(), s.places.as_slice()))
        .collect();
    // Seller: not sued and goods kept, 1; not sued, 2. Buyer: goods, peace and money, 1.
    assert_eq!(
        paid,
        [("ship", &[2, 1][..]), ("ship, pay = half", &[2, 2][..])]
    );
}

#[test]
fn limits_cut_and_say_so() {
    let dossier = dossier(TEXT);
    let stages = std::cell::RefCell::new(Vec::new());
    let told = |stage: &str| stages.borrow_mut().push(stage.to_string());
    let settings = AnalyseSettings {
        list: 1,
        draw: 1,
        cards: 0,
        work: 1,
        progress: Some(&told),
        ..AnalyseSettings::default()
    };
    let full = analysis(&dossier, &scenario("now", None)).finding;
    let cut = analyse(&dossier, &scenario("now", None), &settings)
        .expect("compiles")
        .finding;
    assert_eq!(cut.equilibria.len(), 1);
    assert_eq!(cut.equilibria_not_listed + 1, full.equilibria.len() as u64);
    assert_eq!(cut.equilibria[0], full.equilibria[0]);
    assert_eq!(cut.moves.states.len(), 1);
    assert!(cut.moves.states_left_out > 0);
    assert!(cut.cards.is_empty() && cut.cards_not_listed > 0);
    assert!(
        cut.notes.iter().any(|note| note.contains("Raise `work`")),
        "{:?}",
        cut.notes
    );
    assert!(full.notes.is_empty(), "{:?}", full.notes);
    assert_eq!(stages.borrow()[0], "building the model");
}

/// A wall goes up in two steps, and its builder cannot take both running: alone, no
/// answer of the builder keeps the other from leaving.
#[test]
fn nobody_answers_twice_running() {
    let text = r#"
[dossier]
format = 1
title = "A wall"
[actors.leaver]
name = "Leaver"
[actors.builder]
name = "Builder"
[options.leave]
owner = "leaver"
label = "Leave"
[options.wall]
owner = "builder"
label = "Build a wall"
levels = ["none", "half", "full"]
allow = [["none", "half"], ["half", "full"]]
[[preferences]]
actor = "leaver"
statements = [{ id = "open", wants = "wall != full" }, { id = "out", wants = "leave" }]
[[preferences]]
actor = "builder"
statements = [{ id = "full", wants = "wall = full" }, { id = "half", wants = "wall >= half" }]
[periods.now]
label = "Now"
date = "2020"
status_quo = "none"
"#;
    let found = analysis(&dossier(text), &scenario("now", None)).finding;
    let status_quo = found.status_quo.expect("a status quo");
    assert_eq!(status_quo.leavers, ["leaver", "builder"]);
    let departures: Vec<&str> = (status_quo.departures.iter())
        .map(|s| s.text.as_str())
        .collect();
    assert_eq!(departures, ["Leaver: leave on", "Builder: wall = half"]);
}
