use hikiwake_conflict::{ConceptsAsked, ExplainSettings, Proof, concepts_of, explain};
use hikiwake_document::{Block, Names, concepts, explanation};
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::{Concept, Limits};

use super::{dossier, folded, scenario};
use crate::lists::items;
use crate::random;

/// A dilemma in which the first wish of one is a red line.
const RED_LINE: &str = include_str!("../../../../session/tests/session/findings/red-line.toml");
/// Alpha wants to fill and does not care about the talks.
const FILL: &str = include_str!("../../../../session/tests/session/findings/fill.toml");
/// A treaty that both want and neither can make alone.
const TREATY: &str = include_str!("../../../../session/tests/session/findings/treaty.toml");

/// Why each family says what it says of a state, where one is named; else of those that
/// matter.
fn why(text: &str, state: Option<&str>) -> String {
    let dossier = dossier(text);
    let now = scenario("now");
    let compiled = dossier.compile(&now, Limits::default()).expect("compiles");
    let asked = ConceptsAsked {
        state: state.map(|text| compiled.find(text).expect("a state")),
        ..ConceptsAsked::default()
    };
    let found = concepts_of(&dossier, &now, &AnalyseSettings::default(), &asked);
    let found = found.expect("compiles");
    let names = Names::new(&found.finding.actors);
    let document = concepts(std::slice::from_ref(&found), &names);
    folded(&document).join("\n")
}

#[test]
fn who_leaves_together_and_what_keeps_each() {
    let confession = why(RED_LINE, Some("c1, c2"));
    let together = "One and Two would leave it together: One gives up “Confess (one)”; Two gives \
                    up “Confess (two)”.";
    assert!(confession.contains(together), "{confession}");
    assert!(confession.contains("No move would be better for One and Two."));
    let silence = why(RED_LINE, Some("none"));
    let great = "What keeps One is a great loss, by “Two is silent”.";
    assert!(silence.contains(great), "{silence}");
    assert!(silence.contains("What keeps Two is a small loss"));
}

#[test]
fn a_move_is_told_as_something_that_one_does() {
    let told = why(FILL, None);
    assert!(
        told.contains("Alpha would leave it: Alpha takes up “Fill”"),
        "{told}"
    );
}

#[test]
fn what_a_group_does_tells_whose_consent() {
    let told = why(TREATY, None);
    let consent = "North and South each agrees to “Sign a treaty”";
    assert!(told.contains(consent), "{told}");
}

/// What is in place, in one sentence: what holds it alone, together, and otherwise read.
#[test]
fn what_is_in_place_is_told_first() {
    let told = |text: &str, scenario: &Scenario| {
        let settings = AnalyseSettings::default();
        let found = hikiwake_conflict::concepts(&dossier(text), scenario, &settings);
        let found = found.expect("compiles");
        let names = Names::new(&found.finding.actors);
        let document = concepts(std::slice::from_ref(&found), &names);
        document.answer.plain()
    };
    let answer = |text: &str| told(text, &scenario("now"));
    let silence = answer(RED_LINE);
    assert!(
        silence.starts_with("What is in place withstands groups acting together; "),
        "{silence}"
    );
    assert!(
        answer(FILL).starts_with("What is in place would not last: Alpha would leave it alone")
    );
    let (unsaid, _) = RED_LINE.split_once("[periods.now]").expect("a period");
    let unsaid = told(unsaid, &Scenario::default());
    assert!(unsaid.starts_with("The dossier does not say what is in place"));
}

/// The verdicts of a proof, each with the concepts of which it is told.
fn verdicts(text: &str, period: Option<&str>) -> (Vec<Proof>, Vec<String>) {
    let dossier = dossier(text);
    let scenario = period.map_or_else(Scenario::default, scenario);
    let compiled = dossier
        .compile(&scenario, Limits::default())
        .expect("compiles");
    let feasible = compiled.model.feasible();
    let state = compiled.status_quo.or_else(|| feasible.iter().next());
    let state = state.expect("a state");
    let settings = ExplainSettings::default();
    let found = explain(&dossier, &compiled, state, &[], &[], &settings).expect("explained");
    let document = explanation(&found, &Names::new(&found.finding.actors));
    let verdicts = document.blocks.iter().find_map(|block| match block {
        Block::Details { summary, blocks } if summary.plain().starts_with("The verdicts") => {
            Some(items(blocks))
        }
        _ => None,
    });
    (found.finding.proofs, verdicts.expect("verdicts"))
}

#[test]
fn a_verdict_names_the_move() {
    let (proofs, told) = verdicts(FILL, Some("now"));
    let alpha = proofs.iter().filter(|proof| proof.actor == "alpha").count();
    let named: usize = (told.iter().filter(|told| told.contains("(fill on)")))
        .map(|told| concepts_named(told).0)
        .sum();
    assert_eq!(named, alpha);
}

/// How many concepts a verdict names, and what it says of them.
fn concepts_named(told: &str) -> (usize, &str) {
    let (concepts, said) = told.split_once(": ").expect("concepts, then the verdict");
    (
        concepts
            .split([',', ' '])
            .filter(|c| c.len() > 2 && *c != "and")
            .count(),
        said,
    )
}

#[test]
fn the_answer_says_who_would_leave() {
    let (mut stay, mut leave) = (0, 0);
    for seed in 0..100 {
        let dossier = dossier(&random::dossier(seed));
        let compiled = dossier.compile(&Scenario::default(), Limits::default());
        let compiled = compiled.expect("compiles");
        let Some(state) = compiled.model.feasible().iter().next() else {
            continue;
        };
        let settings = ExplainSettings::default();
        let seq = [Concept::Seq];
        let found = explain(&dossier, &compiled, state, &[], &seq, &settings).expect("explained");
        let names = Names::new(&found.finding.actors);
        let document = explanation(&found, &names);
        let answer = document.answer.plain();
        let leavers = found.finding.proofs.iter().filter(|proof| !proof.stable);
        let leavers: Vec<&str> = leavers.map(|proof| names.name(&proof.actor)).collect();
        assert!(answer.split_whitespace().count() <= 25, "{answer}");
        match leavers.is_empty() {
            true => {
                assert!(
                    answer.starts_with("Nobody would leave this arrangement"),
                    "{answer}"
                );
                stay += 1;
            }
            false => {
                assert!(
                    answer.starts_with("This arrangement would not last: "),
                    "{answer}"
                );
                assert!(leavers.iter().any(|name| answer.contains(name)), "{answer}");
                leave += 1;
            }
        }
    }
    assert!(stay > 10 && leave > 10, "{stay} {leave}");
}

#[test]
fn every_verdict_is_told_as_it_is() {
    for seed in 0..100 {
        let (proofs, told) = verdicts(&random::dossier(seed), None);
        let mut proofs = proofs.iter();
        for line in &told {
            let (concepts, said) = concepts_named(line);
            for proof in proofs.by_ref().take(concepts) {
                let verdict = match proof.stable {
                    true => " would stay: ",
                    false => " would leave (",
                };
                assert!(
                    said.contains(verdict),
                    "the sentence says otherwise: {said}"
                );
                assert!(line.contains(&proof.concept), "{line}");
            }
            assert!(said.ends_with('.') && !said.contains("  "), "{said}");
            let first = said.chars().next();
            assert!(!first.is_some_and(char::is_lowercase), "{said}");
        }
        assert_eq!(proofs.next().map(|proof| &proof.concept), None, "{told:#?}");
    }
}
