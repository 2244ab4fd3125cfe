use hikiwake_conflict::analyse;
use hikiwake_document::{Block, Document, Names, analysis};
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, lists, picture, scenario};
use crate::lists::everything;

/// An offer in which an outcome has no place and a wish is outweighed.
const OFFER: &str = include_str!("../../../../session/tests/session/findings/offer.toml");

fn told(text: &str, period: &str) -> Document {
    let found = analyse(
        &dossier(text),
        &scenario(period),
        &AnalyseSettings::default(),
    );
    let found = found.expect("the scenario compiles");
    analysis(&found, &Names::new(&found.finding.actors))
}

/// The answer, and the points behind it.
fn points(document: &Document) -> (String, Vec<String>) {
    (document.answer.plain(), lists(document)[0].clone())
}

/// Everything said below the points: what is folded.
fn below(document: &Document) -> String {
    fn add(blocks: &[Block], said: &mut String) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => {
                    said.push_str(&text.plain());
                }
                Block::List { items, .. } => {
                    items
                        .iter()
                        .for_each(|item| said.push_str(&item.text.plain()));
                }
                Block::Details { blocks, .. } => add(blocks, said),
                _ => {}
            }
            said.push('\n');
        }
    }
    let mut said = String::new();
    for block in &document.blocks {
        if let Block::Details { blocks, .. } = block {
            add(blocks, &mut said);
        }
    }
    said
}

#[test]
fn silence_lasts_because_each_fears_the_other() {
    let document = told(DILEMMA, "silence");
    let (answer, points) = points(&document);
    assert_eq!(
        answer,
        "What is in place would last, but only by fear of the answer."
    );
    assert_eq!(
        points,
        [
            "It is held by fear of the answer: better alone would be that One gives up “Keep \
             silent about Two”, but then Two gives up “Keep silent about One”.",
            "Arrangements in which nobody would have a better move of its own lack “Keep \
             silent about Two” and “Keep silent about One”.",
            "No two or more of them, moving together, would all gain.",
            "What happened, “Both confess” (2020-02): One gives up “Keep silent about Two”; Two \
             gives up “Keep silent about One” (as the model has it, knowing how it ended).",
            "Of the 4 judgements of who wants what: 2 stated in the sources, 1 one step beyond the \
             sources and 1 the analyst’s own. 2 of them rest on one source each. 1 of them was \
             written with knowledge of how it ended. Whether the single claims are true has not \
             been graded: 2 of 2. On what the sources state alone, what is in place would not last.",
        ]
    );
    let question = "Why would One not drop “Keep silent about Two” in what is in place, although \
                    that alone would be better for One?";
    let below = below(&document);
    assert!(below.contains(question), "{below}");
    // On what is stated, Two is indifferent.
    let stated = "On the 2 of 4 wishes that the sources state, of the 2 \
                  arrangements that would last 1 still would, and one other would.";
    assert!(below.contains(stated), "{below}");
}

#[test]
fn without_hindsight_agreement_is_foresight() {
    let document = told(&DILEMMA.replace(", hindsight = true", ""), "silence");
    let (_, points) = points(&document);
    let foreseen = "“Both confess” (2020-02): One gives up “Keep silent about Two”; Two gives up \
                    “Keep silent about One” (foreseen).";
    assert!(
        points.iter().any(|told| told.contains(foreseen)),
        "{points:?}"
    );
}

#[test]
fn only_together_do_they_leave_betrayal() {
    let (answer, points) = points(&told(DILEMMA, "betrayal"));
    assert_eq!(answer, "What is in place would last.");
    assert_eq!(
        points[..4],
        [
            "Nobody has a better move of its own.",
            "Of no other arrangement could that be said.",
            "Together One and Two could do better: One takes up “Keep silent about Two”; Two takes \
             up “Keep silent about One”; it would last.",
            "What happened, “One recants” (2020-04): One takes up “Keep silent about Two” (not \
             foreseen).",
        ]
    );
}

#[test]
fn an_outcome_that_has_no_place_is_told_with_the_rule() {
    let (_, points) = points(&told(OFFER, "now"));
    let happened = points
        .iter()
        .find(|told| told.contains("“Paid and sued” (2021)"));
    let happened = happened.expect("what happened");
    assert!(happened.contains("has no place in the model"), "{happened}");
    assert!(happened.contains("no-suit"), "{happened}");
}

#[test]
fn a_wish_that_is_outweighed_is_asked_about() {
    let text = OFFER.replace(
        "id = \"peace\", wants = \"not sue\"",
        "id = \"debts\", wants = \"pay if ship\"",
    );
    let text = text.replace("status_quo = \"ship\"", "status_quo = \"ship, pay = half\"");
    let question = "Why would Buyer not set “Pay” from “half” to “nothing” in what is in place, \
                    although “pay = nothing” is among the wishes of Buyer?";
    let below = below(&told(&text, "now"));
    assert!(below.contains(question), "{below}");
}

/// A piece for each thing that wishes rest on, and a term for each thing that lasts, once.
#[test]
fn what_wishes_rest_on_is_drawn_and_terms_stand_once() {
    let document = told(DILEMMA, "silence");
    let bar = picture(&document).expect("a bar");
    let counts = bar.description.split_whitespace();
    let counts: usize = counts.filter_map(|word| word.parse::<usize>().ok()).sum();
    assert!(
        bar.title
            .starts_with(&format!("What the {counts} wishes rest on")),
        "{}",
        bar.title
    );
    assert_eq!(bar.keys.len(), bar.wide.matches("<rect").count());
    let document = document.with_terms();
    let all = format!(
        "{} {}",
        document.answer.plain(),
        everything(&document.blocks)
    );
    for term in ["[status quo]", "[equilibrium under SEQ]"] {
        assert_eq!(all.matches(term).count(), 1, "{term}: {all}");
    }
    assert!(
        document
            .answer
            .plain()
            .starts_with("What is in place [status quo] would last")
    );
}
