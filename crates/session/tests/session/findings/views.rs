//! What each sees and what is, worked out by hand.
//!
//! A would strike once B has disarmed for good, which B would like to do. B thinks that
//! A wants no strike. The judge has no say.

use hikiwake_conflict::{Perceptions, SightKind, Surprise, views};
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;

use super::{dossier, scenario};

pub const TEXT: &str = include_str!("arms.toml");

fn found(text: &str) -> Perceptions {
    let dossier = dossier(text);
    let settings = AnalyseSettings::default();
    let finding = views(&dossier, &scenario("now", None), &settings).expect("compiles");
    finding.finding
}

#[test]
fn an_illusion_and_whom_it_surprises() {
    let views = found(TEXT);
    assert!(views.is_there() && views.notes.is_empty());
    let nash = &views.counts[0];
    // In B's eyes: disarmed and no strike. In A's: disarmed and struck.
    assert_eq!(
        (nash.concept.as_str(), &nash.thought[..]),
        ("Nash", &[1, 1][..])
    );
    let counted = [
        nash.hold,
        nash.agreed,
        nash.unforeseen,
        nash.illusions,
        nash.seen_truly,
        nash.hold_either_way,
    ];
    // A stays when it has struck, and B cannot move: that holds, and B did not think so.
    assert_eq!(counted, [1, 0, 1, 1, 1, 1]);
    let [quo, trust, blow, ..] = &views.states[..] else {
        panic!("the landmarks come first");
    };
    assert!(quo.state.status_quo);
    assert_eq!(trust.surprise, Surprise::Illusion);
    assert_eq!(
        (&trust.thinks[..], &trust.blind[..]),
        (&["b".to_string()][..], &[][..])
    );
    let [departure] = &trust.departures[..] else {
        panic!("A alone leaves");
    };
    assert_eq!(departure.step.movers, ["a"]);
    assert_eq!(departure.step.to, blow.state.code);
    let [look] = &departure.surprised[..] else {
        panic!("it surprises B alone");
    };
    assert_eq!((look.viewer.as_str(), look.sight), ("b", SightKind::NoGain));
    let reason = look.reason.as_ref().expect("a reason");
    assert_eq!(reason.statements[0].id, "calm");
    assert_eq!(blow.surprise, Surprise::Unforeseen);
    let [alarm] = &blow.false_alarms[..] else {
        panic!("B thinks that A would take it back");
    };
    assert_eq!(
        (alarm.viewer.as_str(), alarm.look.sight),
        ("b", SightKind::NoGain)
    );
    assert_eq!(alarm.step.to, trust.state.code);
}

#[test]
fn a_state_that_somebody_does_not_reckon_with() {
    let blind = TEXT.replace(
        "changes = [{ actor = \"a\", drop = \"win\" }]",
        "unaware = [\"strike\"]",
    );
    let views = found(&blind);
    let (trust, blow) = (&views.states[1], &views.states[2]);
    assert_eq!(
        trust.departures[0].surprised[0].sight,
        SightKind::UnseenState
    );
    assert_eq!(blow.blind, ["b"]);
    assert_eq!(blow.surprise, Surprise::Unforeseen);
}

#[test]
fn attitudes_against_the_same_without() {
    let views = found(TEXT);
    let names: Vec<&str> = views
        .relational_counts
        .iter()
        .map(|c| c.concept.as_str())
        .collect();
    assert_eq!(names, ["RNash", "RGMR", "RSMR", "RSEQ"]);
    let rnash = &views.relational_counts[0];
    // Without: disarmed and struck. With: A strikes no more, but takes a strike back,
    // which both like better, where B has not disarmed; where it has, it does not.
    assert_eq!((rnash.without, rnash.states, rnash.both), (1, 2, 1));
    let trust = &views.relational_states[1];
    assert!(trust.without.is_empty() && trust.leavers_without == ["a"]);
    assert_eq!(trust.concepts, ["RNash", "RGMR", "RSMR", "RSEQ"]);
    assert!(trust.leavers.is_empty());
}

#[test]
fn without_either_nothing_is_there() {
    let plain = TEXT.split("[perceptions").next().expect("a head");
    let views = found(plain);
    assert!(!views.is_there());
    assert!(views.counts.is_empty() && views.states.is_empty());
    // With stated judgements only, neither counts: their basis is the analyst's.
    let stated = Scenario {
        stated_only: true,
        ..scenario("now", None)
    };
    let dossier = dossier(TEXT);
    let finding = hikiwake_conflict::views(&dossier, &stated, &AnalyseSettings::default());
    assert!(!finding.expect("compiles").finding.is_there());
}

/// B does not perceive that A has what it has, neither now nor before, when A had it too.
const BLIND: &str = include_str!("blind.toml");

/// One who does not perceive a state cannot move from it (docs/concepts.md).
#[test]
fn who_does_not_perceive_the_status_quo_stays_there() {
    let unaware = BLIND.replace("never = [\"x\"]", "unaware = [\"x\"]");
    for (text, period) in [
        (BLIND, "before"),
        (BLIND, "now"),
        (&unaware, "before"),
        (&unaware, "now"),
    ] {
        let dossier = dossier(text);
        let finding = views(
            &dossier,
            &scenario(period, None),
            &AnalyseSettings::default(),
        );
        let views = finding.expect("answered").finding;
        let quo = &views.states[0];
        assert!(quo.state.status_quo, "{period}");
        assert_eq!(quo.blind, ["b"], "{period}");
        // A has what it wants most and B's answer is B's to give; B is blind there.
        assert_eq!(quo.surprise, Surprise::Unforeseen, "{period}");
        assert!(quo.departures.is_empty());
        let nash = &views.counts[0];
        // In A's eyes: x and y, where B answers. In B's eyes, without x: nothing is
        // taken, and A cannot do otherwise. In fact B moves from neither state with x.
        assert_eq!((nash.thought.as_slice(), nash.hold), ([1, 1].as_slice(), 2));
    }
}

#[test]
fn a_move_expected_of_one_who_does_not_see_where_it_is() {
    let views = found(BLIND);
    let quo = &views.states[0];
    let [alarm] = &quo.false_alarms[..] else {
        panic!("one false alarm: {:#?}", quo.false_alarms);
    };
    assert_eq!(
        (alarm.viewer.as_str(), &alarm.step.movers[..]),
        ("a", &["b".to_string()][..])
    );
    assert_eq!(alarm.look.sight, SightKind::UnseenStart);
}
