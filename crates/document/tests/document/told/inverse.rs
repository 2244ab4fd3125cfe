use hikiwake_conflict::InverseSettings;
use hikiwake_document::{Document, Names, inverse};
use hikiwake_finding::AnalyseSettings;

use super::{DILEMMA, dossier, picture, scenario};
use crate::lists::everything;

/// What is told of one wanted state after so much work.
fn told(wanted: &str, settings: &InverseSettings) -> Document {
    let found = hikiwake_conflict::inverse(
        &dossier(DILEMMA),
        &scenario("betrayal"),
        Some(wanted),
        settings,
    );
    let found = found.expect("an answer");
    let names = Names::new(&found.finding.actors);
    inverse(std::slice::from_ref(&found), &names)
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
    let document = told("one-silent", &settings);
    assert!(document.answer.plain().contains("--work"), "{document:?}");
    let all = everything(&document.blocks);
    let raise = all.matches("Raise `work` (--work)").count();
    assert_eq!(raise, settings.walks.len(), "{all}");
}

/// Betrayal is in place and lasts; that both are silent could come only together, and only
/// where each would not rather betray.
#[test]
fn what_needs_no_change_and_what_does() {
    let settings = InverseSettings::default();
    let here = told("none", &settings);
    let lasts = "Nothing need change: what is in place would last, and is in place today.";
    let answer = here.answer.plain();
    assert!(answer == lasts || answer.contains("change"), "{answer}");
    let silent = told("one-silent and two-silent", &settings);
    let answer = silent.answer.plain();
    assert!(answer.split_whitespace().count() <= 25, "{answer}");
    let all = everything(&silent.blocks);
    assert!(all.contains("taken together"), "{all}");
    assert!(all.contains("Nobody who moves ends worse off."), "{all}");
}

/// A row a change that is enough by itself, and none besides.
#[test]
fn the_flip_chart_has_every_single_change() {
    let found = hikiwake_conflict::inverse(
        &dossier(DILEMMA),
        &scenario("betrayal"),
        Some("one-silent"),
        &InverseSettings::default(),
    );
    let found = found.expect("an answer");
    let answers = found.finding.questions[0].answers.iter();
    let sets = answers.flat_map(|answer| &answer.sets);
    let singles = sets.filter(|set| set.changes.len() == 1);
    let mut singles: Vec<String> = singles.map(|set| format!("{:?}", set.changes[0])).collect();
    singles.sort();
    singles.dedup();
    assert!(!singles.is_empty());
    let names = Names::new(&found.finding.actors);
    let document = inverse(std::slice::from_ref(&found), &names);
    let chart = picture(&document).expect("a chart");
    let rows = chart.description.matches(". ").count() + 1;
    assert_eq!(rows, singles.len(), "{}", chart.description);
    let boxes = chart.wide.matches("<rect").count();
    assert_eq!(boxes, rows, "{}", chart.wide);
}

#[test]
fn rankings_are_told_of_the_actor_and_the_state() {
    let settings = InverseSettings {
        rankings: vec!["one".to_owned()],
        ..InverseSettings::default()
    };
    let document = told("none", &settings);
    let answer = document.answer.plain();
    assert_eq!(
        answer,
        "As it ranks things today, One would stay with what is in place."
    );
    let all = everything(&document.blocks);
    let met = "As One ranks things today, what is in place is lasting for its part (under SEQ).";
    assert!(all.contains(met), "{all}");
    let those =
        "It is lasting for One just if One likes none of these better than what is in place: ";
    assert!(all.contains(those), "{all}");
    assert!(all.contains("strict rankings"), "{all}");
}
