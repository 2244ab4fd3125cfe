use hikiwake_conflict::InverseSettings;
use hikiwake_document::{Names, inverse};
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, lists, scenario};

/// What is told of one wanted state after so much work.
fn told(wanted: &str, settings: &InverseSettings) -> Vec<Vec<String>> {
    let found = hikiwake_conflict::inverse(
        &dossier(DILEMMA),
        &scenario("betrayal"),
        Some(wanted),
        settings,
    );
    let found = found.expect("an answer");
    let names = Names::new(&found.finding.actors);
    lists(&inverse(std::slice::from_ref(&found), &names))
}

#[test]
fn a_limit_that_is_reached_is_said() {
    let settings = InverseSettings {
        analyse: AnalyseSettings {
            work: 1,
            ..AnalyseSettings::default()
        },
        ..InverseSettings::default()
    };
    for answer in told("one-silent", &settings) {
        assert!(answer[0].contains("--work"), "{answer:?}");
    }
}

#[test]
fn rankings_are_told_of_the_actor_and_the_state() {
    let settings = InverseSettings {
        rankings: vec!["one".to_owned()],
        ..InverseSettings::default()
    };
    let told = &told("none", &settings)[0];
    let met = "One’s ranking as it stands makes the status quo stable for it under SEQ.";
    assert_eq!(told[0], met);
    let those = "A ranking makes it stable just if One likes none of these better than the status \
                 quo: ";
    assert!(told[1].starts_with(those), "{told:?}");
    assert!(told[2].contains("strict rankings"), "{told:?}");
}
