//! Two readings and two periods of the prisoner's dilemma side by side.

use hikiwake_conflict::compare;
use hikiwake_finding::{AnalyseSettings, ReachKind};

use super::{dilemma, dossier, scenario};

/// With One's wishes swapped, One talks whatever Two does, and would rather both
/// talked than both were silent: only betrayal holds.
#[test]
fn a_reading_against_the_base() {
    let dossier = dossier(dilemma::TEXT);
    let (base, honour) = (
        scenario("silence", None),
        scenario("silence", Some("honour")),
    );
    let found = compare(&dossier, &base, &honour, &AnalyseSettings::default());
    let found = found.expect("both compile").finding;
    assert!(found.statements_gone.is_empty() && found.statements_new.is_empty());
    // One of the two changes places; the other stands still.
    assert_eq!(found.statements_moved.len(), 1);
    assert_eq!(found.statements_moved[0].statement.actor, "one");
    assert_eq!(found.hold, [1, 1, 0]);
    let pairs: Vec<(&str, usize, usize)> = (found.states.iter())
        .map(|pair| {
            let concepts = |side: &Option<hikiwake_finding::Holding>| {
                side.as_ref().map_or(0, |holding| holding.concepts.len())
            };
            (
                pair.code.as_str(),
                concepts(&pair.first),
                concepts(&pair.second),
            )
        })
        .collect();
    assert_eq!(pairs, [("bo", 4, 0), ("ba", 5, 5)]);
    let quos = found.sides.iter().map(|side| {
        let quo = side.status_quo.as_ref().expect("a status quo");
        quo.concepts.iter().any(|concept| concept == "SEQ")
    });
    assert_eq!(quos.collect::<Vec<_>>(), [true, false]);
    for side in &found.sides {
        let happened = side.outcomes[0].holding.as_ref().expect("a state");
        assert_eq!(happened.state.code, "ba");
        assert_eq!(happened.reach, Some(ReachKind::BestReplies));
        assert!(happened.leavers.is_empty());
    }
}

#[test]
fn two_periods() {
    let dossier = dossier(dilemma::TEXT);
    let (first, second) = (scenario("silence", None), scenario("betrayal", None));
    let found = compare(&dossier, &first, &second, &AnalyseSettings::default());
    let found = found.expect("both compile").finding;
    assert!(found.statements_moved.is_empty());
    assert_eq!(found.hold, [2, 0, 0]);
    let quos = found
        .sides
        .iter()
        .filter_map(|side| side.status_quo.as_ref());
    let quos: Vec<(&str, bool)> = quos
        .map(|quo| (quo.state.code.as_str(), quo.leavers.is_empty()))
        .collect();
    assert_eq!(quos, [("bo", true), ("ba", true)]);
}

/// An option that is absent in one period: its states are not feasible there.
#[test]
fn an_absent_option() {
    let text = dilemma::TEXT.replace(
        "[periods.betrayal]\n",
        "[periods.betrayal]\nabsent = [\"two-silent\"]\n",
    );
    let dossier = dossier(&text);
    let (first, second) = (scenario("silence", None), scenario("betrayal", None));
    let found = compare(&dossier, &first, &second, &AnalyseSettings::default());
    let found = found.expect("both compile").finding;
    assert_eq!((found.sides[0].feasible, found.sides[1].feasible), (4, 2));
    assert!(found.options.iter().all(|option| !option.absent));
    let silence = found
        .states
        .iter()
        .find(|pair| pair.code == "bo")
        .expect("it holds once");
    assert!(silence.first.is_some() && silence.second.is_none());
    // Both talking holds in both.
    assert_eq!(found.hold, [1, 1, 0]);
}
