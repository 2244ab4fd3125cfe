//! The prisoner's dilemma, from mutual silence and from mutual betrayal.
//!
//! Worked out by hand. Codes: `ba` nobody is silent, `be` only One, `bi` only Two,
//! `bo` both. One: bi > bo > ba > be; Two: be > bo > ba > bi.

use hikiwake_finding::{MoveKind, PreferenceVerdict, ReachKind, WalkStep};

use super::{analysis, counts, dossier, scenario};

pub const TEXT: &str = include_str!("dilemma.toml");

fn texts(steps: &[WalkStep]) -> Vec<(MoveKind, &str)> {
    steps.iter().map(|s| (s.kind, s.text.as_str())).collect()
}

#[test]
fn silence_holds_because_each_fears_the_other() {
    let dossier = dossier(TEXT);
    let found = analysis(&dossier, &scenario("silence", None)).finding;
    assert_eq!((found.combinations, found.feasible), (4, 4));
    // Best replies lead everywhere: One talks, then Two; or Two, then One.
    assert_eq!(
        counts(&found.equilibrium_counts),
        [
            ("Nash", [1, 1, 1, 1]),
            ("GMR", [2, 2, 2, 2]),
            ("SMR", [2, 2, 2, 2]),
            ("SEQ", [2, 2, 2, 2]),
            ("SSEQ", [2, 2, 2, 2]),
        ]
    );
    let reached = found.reached.as_ref().expect("a status quo");
    let reached = [
        reached.best_replies,
        reached.improvements,
        reached.joint,
        reached.moves,
    ];
    assert_eq!(reached, [4; 4]);

    let status_quo = found.status_quo.as_ref().expect("a status quo");
    assert_eq!(status_quo.state.code, "bo");
    assert_eq!(status_quo.concepts, ["GMR", "SMR", "SEQ", "SSEQ"]);
    assert_eq!(status_quo.reach, Some(ReachKind::Here));
    assert!(status_quo.leavers.is_empty() && status_quo.departures.is_empty());

    let codes: Vec<&str> = found
        .equilibria
        .iter()
        .map(|e| e.state.code.as_str())
        .collect();
    assert_eq!(codes, ["bo", "ba"]);
    assert_eq!(found.equilibria[1].reach, Some(ReachKind::BestReplies));
    let walk = [
        (MoveKind::BestReply, "One: one-silent off"),
        (MoveKind::BestReply, "Two: two-silent off"),
    ];
    assert_eq!(texts(&found.equilibria[1].path), walk);

    // Each has one improvement, to talk, and the other's best reply to it spoils it.
    assert_eq!((found.cards.len(), found.cards_not_listed), (2, 0));
    let card = &found.cards[0];
    assert_eq!((card.actor.as_str(), card.state.as_str()), ("one", "bo"));
    assert_eq!(card.improvement.text, "One: one-silent off");
    assert_eq!(
        texts(&card.answer),
        [(MoveKind::BestReply, "Two: two-silent off")]
    );
    assert!(card.credible && card.wish.is_none());
    assert_eq!(
        (card.result.verdict, card.result.rank),
        (PreferenceVerdict::Worse, Some(1))
    );
    assert_eq!(card.result.statements[0].id, "other-silent");

    // Nobody can do better together than both silent.
    assert_eq!(found.joint[0].count, 0);
    // From both talking, they can: and both silent holds.
    assert_eq!(found.joint[1].label, "Both confess");
    assert_eq!((found.joint[1].count, found.joint[1].holding), (1, 1));
    assert_eq!(found.joint[1].improvements[0].state.code, "bo");
    assert_eq!(found.joint[1].improvements[0].group, ["one", "two"]);

    assert_eq!(found.moves.states, ["bo", "ba", "be", "bi"]);
    let drawn = |kind| found.moves.steps.iter().filter(|s| s.kind == kind).count();
    // Each talks while the other is silent, and while the other talks.
    assert_eq!((drawn(MoveKind::BestReply), drawn(MoveKind::Joint)), (4, 1));
    assert_eq!(found.moves.steps.len(), 5);

    let p = &found.provenance;
    assert_eq!((p.stated, p.inferred, p.analyst), (2, 1, 1));
    assert_eq!((p.hindsight, p.single_source), (1, 2));
    assert_eq!(
        (p.claims.claims, p.claims.sources, p.claims.passages),
        (2, 2, 2)
    );
    assert_eq!(p.claims.grades.reliability_unknown, 2);
    let all: usize = p.parts.iter().map(|part| part.all).sum();
    assert_eq!(all, 6);
}

/// Without hindsight, agreement is foresight. The definition counts the two states in
/// which One is silent, of which only mutual silence holds.
#[test]
fn foresight_and_patterns() {
    let text = TEXT.replace(", hindsight = true", "");
    let text = text + "\n[definitions.loyal]\nformula = \"one-silent\"\nlabel = \"One is loyal\"\n";
    let found = analysis(&dossier(&text), &scenario("betrayal", None)).finding;
    let p = &found.patterns[0].pattern;
    assert_eq!(
        (p.label.as_str(), p.feasible, p.holding),
        ("One is loyal", 2, 1)
    );
    assert_eq!(
        (p.by_best_replies, p.by_improvements, p.by_joint_move),
        (0, 0, 1)
    );
    let found = analysis(&dossier(&text), &scenario("silence", None)).finding;
    assert_eq!(found.provenance.hindsight, 0);
    let happened = found.outcomes[0].holding.as_ref().expect("a state");
    assert_eq!(happened.reach, Some(ReachKind::BestReplies));
    assert!(happened.leavers.is_empty());
}

/// On what is stated, Two is indifferent: One then talks, whatever Two does, and
/// nothing that Two has reason to do deters One.
#[test]
fn silence_does_not_hold_on_what_is_stated() {
    let dossier = dossier(TEXT);
    let found = analysis(&dossier, &scenario("silence", None)).finding;
    let stated = found
        .stated_only
        .expect("the full model has a stated rerun");
    assert_eq!((stated.kept, stated.of), (2, 4));
    // `bo` keeps GMR and SMR: Two could talk too, at no gain.
    assert_eq!(
        counts(&stated.equilibrium_counts),
        [
            ("Nash", [2, 1, 1, 1]),
            ("GMR", [3, 2, 2, 2]),
            ("SMR", [3, 2, 2, 2]),
            ("SEQ", [2, 1, 1, 1]),
            ("SSEQ", [2, 1, 1, 1]),
        ]
    );
    let status_quo = stated.status_quo.expect("a status quo");
    assert_eq!(status_quo.leavers, ["one"]);
    assert_eq!(
        texts(&status_quo.departures),
        [(MoveKind::BestReply, "One: one-silent off")]
    );
    // Both silent held before; that One alone talks holds now.
    assert_eq!(stated.hold, [1, 1, 1]);
}

#[test]
fn only_together_do_they_leave_betrayal() {
    let dossier = dossier(TEXT);
    let found = analysis(&dossier, &scenario("betrayal", None)).finding;
    assert_eq!(
        counts(&found.equilibrium_counts),
        [
            ("Nash", [1, 1, 1, 1]),
            ("GMR", [2, 1, 1, 2]),
            ("SMR", [2, 1, 1, 2]),
            ("SEQ", [2, 1, 1, 2]),
            ("SSEQ", [2, 1, 1, 2]),
        ]
    );
    let reached = found.reached.as_ref().expect("a status quo");
    // Nobody moves alone; from both silent, each would.
    let reached = [
        reached.best_replies,
        reached.improvements,
        reached.joint,
        reached.moves,
    ];
    assert_eq!(reached, [1, 1, 4, 4]);
    let silence = &found.equilibria[1];
    assert_eq!(
        (silence.state.code.as_str(), silence.reach),
        ("bo", Some(ReachKind::JointMove))
    );
    assert_eq!(silence.path.len(), 1);
    assert_eq!(silence.path[0].kind, MoveKind::Joint);
    assert_eq!(silence.path[0].movers, ["one", "two"]);
    assert_eq!(
        silence.path[0].text,
        "One: one-silent on; Two: two-silent on"
    );
    let because: Vec<&str> = (silence.path[0].because.iter())
        .flat_map(|reason| reason.statements.iter().map(|s| s.wants.as_str()))
        .collect();
    assert_eq!(because, ["two-silent", "one-silent"]);

    let recants = found.outcomes[0].holding.as_ref().expect("feasible");
    assert_eq!(recants.reach, Some(ReachKind::JointMove));
    assert_eq!(recants.leavers, ["one"]);
    let departures = texts(&recants.departures);
    assert_eq!(departures, [(MoveKind::BestReply, "One: one-silent off")]);
    let joint = &found.joint[0];
    assert_eq!((joint.count, joint.holding), (1, 1));
    assert_eq!(joint.improvements[0].state.code, "bo");
    assert_eq!(joint.improvements[0].group, ["one", "two"]);
    assert!(joint.improvements[0].leavers.is_empty());
}
