//! Verdicts of `concepts` on a small dossier, worked out by hand.

use crate::written::written;
use hikiwake_conflict::{
    ConceptReason, ConceptsAsked, FamilyKind, FamilyVerdict, Held, concepts, concepts_of,
};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;

/// The prisoner's dilemma: each wants most that the other is silent, then to confess.
/// In the reading, one would rather be silent. The first wish of one is a red line.
const DILEMMA: &str = include_str!("findings/red-line.toml");

fn dossier() -> Dossier {
    written(DILEMMA, None)
}

/// The verdicts of one family on silence, and on confession.
fn at(kind: FamilyKind, asked: &ConceptsAsked) -> Vec<FamilyVerdict> {
    let dossier = dossier();
    let compiled = dossier
        .compile(&Scenario::default(), Default::default())
        .expect("it compiles");
    let of = |text: &str| {
        let asked = ConceptsAsked {
            state: Some(compiled.find(text).expect("a state")),
            ..asked.clone()
        };
        let settings = AnalyseSettings::default();
        let found = concepts_of(&dossier, &Scenario::default(), &settings, &asked);
        let found = found.expect("it compiles").finding;
        let mut verdicts = found.states[0].families.iter();
        verdicts.find(|v| v.family == kind).expect("there").clone()
    };
    vec![of("none"), of("c1, c2")]
}

fn held(kind: FamilyKind, asked: &ConceptsAsked) -> Vec<Option<Held>> {
    at(kind, asked).iter().map(|v| v.verdict).collect()
}

#[test]
fn both_leave_confession_together() {
    let all = ConceptsAsked::default();
    let found = at(FamilyKind::Groups, &all);
    assert_eq!(found[0].verdict, Some(Held::Yes));
    assert_eq!(found[1].verdict, Some(Held::No));
    let [ConceptReason::GroupLeaves { step, to }] = &found[1].why[..] else {
        panic!("a group leaves: {:?}", found[1].why);
    };
    assert_eq!(step.movers, ["one", "two"]);
    assert_eq!((&step.to, to.text.as_str()), (&to.code, "none"));
    // Alone, neither does.
    let alone = ConceptsAsked {
        groups: vec![vec![0], vec![1]],
        ..all
    };
    let verdicts = held(FamilyKind::Groups, &alone);
    assert_eq!(verdicts, [Some(Held::Yes), Some(Held::Yes)]);
}

#[test]
fn who_looks_one_move_ahead_confesses() {
    let ahead = |horizon| ConceptsAsked {
        horizon,
        ..ConceptsAsked::default()
    };
    let myopic = at(FamilyKind::Ahead, &ahead(1));
    assert_eq!(myopic[0].verdict, Some(Held::No));
    assert_eq!(myopic[0].why.len(), 2, "either would: {:?}", myopic[0].why);
    assert_eq!(myopic[1].verdict, Some(Held::Yes));
    let farther = held(FamilyKind::Ahead, &ahead(2));
    assert_eq!(farther[0], Some(Held::Yes));
}

#[test]
fn a_red_line_makes_the_answer_a_great_loss_for_one_only() {
    let found = at(FamilyKind::Strong, &ConceptsAsked::default());
    // Silence: the answer, to confess too, is a great loss for one and a small one for two.
    assert_eq!(found[0].verdict, Some(Held::Partly));
    let kept: Vec<(&str, bool, &str)> = (found[0].why.iter())
        .map(|reason| match reason {
            ConceptReason::Kept { actor, greatly, by } => (actor.as_str(), *greatly, &*by[0].id),
            other => panic!("a loss keeps each: {other:?}"),
        })
        .collect();
    assert_eq!(kept, [("one", true, "spared"), ("two", false, "spared")]);
    // Confession: no move is better for anybody.
    assert_eq!(found[1].verdict, Some(Held::Yes));
    let content = |reason: &ConceptReason| matches!(reason, ConceptReason::Content { actors } if actors.len() == 2);
    assert!(found[1].why.iter().all(content), "{:?}", found[1].why);
}

#[test]
fn readings_leave_open_whether_one_confesses() {
    let found = held(FamilyKind::Unknown, &ConceptsAsked::default());
    // If one is meek, two can confess unanswered, and one leaves common confession.
    assert_eq!(found, [Some(Held::Partly), Some(Held::Partly)]);
}

#[test]
fn the_finding_counts() {
    let settings = AnalyseSettings::default();
    let found = concepts(&dossier(), &Scenario::default(), &settings);
    let found = found.expect("it compiles").finding;
    assert_eq!((found.feasible, found.alone), (4, 2));
    let count = |kind| found.families.iter().find(|f| f.family == kind).unwrap();
    assert_eq!(count(FamilyKind::Groups).states, Some(1));
    // Where one alone confesses, two follows in either reading; where two alone does,
    // one stays silent if meek.
    assert_eq!(count(FamilyKind::Unknown).states, Some(0));
    assert_eq!(count(FamilyKind::Unknown).partly, Some(3));
    assert_eq!(found.red_lines.len(), 1);
    assert_eq!(found.readings.len(), 2);
}
