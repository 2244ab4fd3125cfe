use hikiwake_conflict::analyse;
use hikiwake_document::{Document, Names, analysis};
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, headings, lists, scenario};

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

#[test]
fn silence_holds_because_each_fears_the_other() {
    let document = told(DILEMMA, "silence");
    assert_eq!(
        lists(&document)[0],
        [
            "Of 4 feasible states 2 hold: nobody gains by leaving once the others have answered \
             in their own interest (SEQ), 1 of them because nobody can gain by a move at all \
             (Nash).",
            "The status quo holds: each move that would pay meets an answer that spoils it. Best \
             replies from it lead to 1 other state that holds: ba (none).",
            "The model, 1 of whose statements was made with hindsight, agrees with what happened, \
             “Both confess” (2020-02): it holds, and best replies lead there.",
            "It rests on 4 statements of preference: 2 stated in the sources, 1 inferred from \
             them, 1 the analyst's own; 1 made with hindsight, 2 resting on a single source. It \
             turns on the statements One: “two-silent” (stated) and Two: “one-silent” (inferred).",
            "Underneath lie 2 claims of 2 sources, in 2 passages once what is said twice is \
             counted once: 2 plainly asserted, 2 from a source whose reliability cannot be \
             judged. Of 6 statements, rules and options 2 rest on a single passage, and none on a \
             claim that stands in a clash.",
        ]
    );
    let question = "Why would One not drop “Keep silent about Two” in the status quo, although \
                    that alone would be better for One?";
    let headings = headings(&document);
    assert!(headings.iter().any(|h| h == question), "{headings:?}");
    // On what is stated, Two is indifferent.
    let stated = [
        "On the 2 of 4 statements that the sources state, of the 2 states that held under SEQ 1 \
         still holds, and 1 other does.",
        "The status quo no longer holds.",
    ];
    assert!(lists(&document).iter().any(|list| *list == stated));
}

#[test]
fn without_hindsight_agreement_is_foresight() {
    let document = told(&DILEMMA.replace(", hindsight = true", ""), "silence");
    let foreseen = "The model foresees what happened, “Both confess” (2020-02): it holds, and best \
                    replies lead there.";
    let opening = &lists(&document)[0];
    assert!(opening.iter().any(|told| told == foreseen), "{opening:?}");
}

#[test]
fn only_together_do_they_leave_betrayal() {
    let document = told(DILEMMA, "betrayal");
    assert_eq!(
        lists(&document)[0][1..3],
        [
            "The status quo holds: nobody can gain by a move alone. Best replies from it lead to \
             no other state that holds; a joint improvement on the way opens 1: bo (one-silent, \
             two-silent).",
            "The model does not foresee what happened, “One recants” (2020-04): One would leave \
             it (One: one-silent off).",
        ]
    );
    let joint = [
        "From the status quo, there is 1 joint improvement (a state that a group can bring about \
         together and each member prefers), and it would hold.",
        "It is bo (one-silent, two-silent), by One and Two together.",
    ];
    assert!(lists(&document).iter().any(|list| *list == joint));
}

#[test]
fn an_outcome_that_has_no_place_is_told_with_the_rule() {
    let document = told(OFFER, "now");
    let happened = &lists(&document)[0][2];
    let begins = "What happened, “Paid and sued” (2021), has no place";
    assert!(happened.starts_with(begins), "{happened}");
    assert!(happened.contains("no-suit"), "{happened}");
}

#[test]
fn a_wish_that_is_outweighed_is_asked_about() {
    let text = OFFER.replace(
        "id = \"peace\", wants = \"not sue\"",
        "id = \"debts\", wants = \"pay if ship\"",
    );
    let text = text.replace("status_quo = \"ship\"", "status_quo = \"ship, pay = half\"");
    let question = "Why would Buyer not set “Pay” from “half” to “nothing” in the status quo, \
                    although “pay = nothing” is among the wishes of Buyer?";
    let headings = headings(&told(&text, "now"));
    assert!(headings.iter().any(|h| h == question), "{headings:?}");
}
