use hikiwake_conflict::compare;
use hikiwake_document::{Document, Names, comparison, reading_strip};
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, folded, lists, picture, scenario};

fn told(first: &Scenario, second: &Scenario) -> Document {
    let settings = AnalyseSettings::default();
    let found = compare(&dossier(DILEMMA), first, second, &settings).expect("both compile");
    comparison(&found, &Names::new(&found.finding.actors))
}

#[test]
fn a_reading_against_the_base() {
    let honour = Scenario {
        reading: Some("honour".to_owned()),
        ..scenario("silence")
    };
    let document = told(&scenario("silence"), &honour);
    assert_eq!(
        document.answer.plain(),
        "As the case is read, what is in place would last; under this reading One would leave it."
    );
    assert_eq!(
        lists(&document)[1],
        [
            "As the case is read, only fear of the answer keeps everybody where they are.",
            "Under this reading this would undo what is in place: One gives up “Keep silent about \
             Two”.",
            "One’s “To talk” rose from 2nd to 1st.",
            "What happened, “Both confess”: it would last, and each side’s best moves lead there, \
             both ways.",
        ]
    );
}

#[test]
fn two_periods() {
    let document = told(&scenario("silence"), &scenario("betrayal"));
    assert_eq!(
        document.answer.plain(),
        "At “While both are silent” what is in place would last; at “After both have talked” it \
         would, too."
    );
    let told = &lists(&document)[1];
    assert_eq!(
        told[0],
        "What has changed in place: One gives up “Keep silent about Two”; Two gives up “Keep \
         silent about One”."
    );
    assert!(
        told.iter()
            .any(|told| told == "No wish went, came or changed places.")
    );
}

/// The readings of a date, those with the same outcome together.
#[test]
fn a_date_under_all_its_readings() {
    let settings = AnalyseSettings::default();
    let found = hikiwake_conflict::readings(&dossier(DILEMMA), &scenario("silence"), &settings);
    let found = found.expect("compiles");
    let document = reading_strip(&found, &Names::new(&found.finding.actors));
    assert_eq!(
        document.answer.plain(),
        "What is in place would last as the case is read, but not under the other reading."
    );
    let folded = folded(&document);
    assert!(folded.contains(&"As the case is read: what is in place would last.".to_owned()));
    let honour = "“One would rather not talk than have Two silent”: what is in place would not \
                  last: One gives up “Keep silent about Two”.";
    assert!(folded.iter().any(|told| told == honour), "{folded:#?}");
    let strip = picture(&document).expect("a strip");
    let told = "As the case is read: what is in place would last by fear of the answer. “One would \
                rather not talk than have Two silent”: what is in place would not last.";
    assert_eq!(strip.description, told);
    // The reading alone is framed, and one who would move is named beside its mark.
    for drawn in [Some(&strip.wide), strip.narrow.as_ref()]
        .into_iter()
        .flatten()
    {
        assert_eq!(drawn.matches("class=\"other\"").count(), 1, "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 2, "{drawn}");
        assert!(drawn.contains(">One</text>"), "{drawn}");
    }
}
