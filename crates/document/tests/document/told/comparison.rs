use hikiwake_conflict::compare;
use hikiwake_document::{Names, comparison};
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, lists, scenario};

/// The sentences of a comparison, which follow on what its sides are.
fn told(first: &Scenario, second: &Scenario) -> Vec<String> {
    let found = compare(
        &dossier(DILEMMA),
        first,
        second,
        &AnalyseSettings::default(),
    );
    let found = found.expect("both compile");
    let document = comparison(&found, &Names::new(&found.finding.actors));
    lists(&document).swap_remove(1)
}

#[test]
fn a_reading_against_the_base() {
    let honour = Scenario {
        reading: Some("honour".to_owned()),
        ..scenario("silence")
    };
    assert_eq!(
        told(&scenario("silence"), &honour),
        [
            "From the base reading (the first) to “One would rather not talk than have Two silent” \
             (the second), of the statements of preference none go, none are new and 1 changes \
             places.",
            "Under SEQ 2 hold in the first and 1 in the second, 1 in both.",
            "The status quo holds in the first and does not hold in the second.",
            "Best replies from the status quo lead to bo (one-silent, two-silent) and ba (none) in \
             the first and to ba (none) in the second.",
            "What happened, “Both confess”: in both, it holds and best replies lead there.",
        ]
    );
}

#[test]
fn two_periods() {
    assert_eq!(
        told(&scenario("silence"), &scenario("betrayal"))[1..3],
        [
            "The same 2 states hold under SEQ in both.",
            "The status quo of the first, bo, holds; that of the second, ba, holds.",
        ]
    );
}
