//! The prisoner's dilemma, from mutual silence and from mutual betrayal.
//!
//! Worked out by hand. Codes: `ba` nobody is silent, `be` only One, `bi` only Two,
//! `bo` both. One: bi > bo > ba > be; Two: be > bo > ba > bi.

use hikiwake_finding::{MoveKind, PreferenceVerdict, ReachKind, WalkStep};

use super::{analysis, counts, dossier, scenario};

pub const TEXT: &str = r#"
[dossier]
format = 1
title = "Two prisoners"
question = "Can they keep silent?"

[actors.one]
name = "One"
[actors.two]
name = "Two"

[options.one-silent]
owner = "one"
label = "Keep silent about Two"
[options.two-silent]
owner = "two"
label = "Keep silent about One"

[[preferences]]
actor = "one"
statements = [
  { id = "other-silent", wants = "two-silent", text = "Two keeps silent.", because = ["a", "b"], basis = "stated" },
  { id = "talk", wants = "not one-silent", text = "To talk.", because = ["a"], basis = "stated", hindsight = true },
]
[[preferences]]
actor = "two"
statements = [
  { id = "other-silent", wants = "one-silent", text = "One keeps silent.", because = ["b"], basis = "inferred" },
  { id = "talk", wants = "not two-silent", text = "To talk." },
]

[periods.silence]
label = "While both are silent"
date = "2020-01"
status_quo = "one-silent, two-silent"
[[periods.silence.outcomes]]
id = "confessions"
label = "Both confess"
date = "2020-02"
state = "none"

[periods.betrayal]
label = "After both have talked"
date = "2020-03"
status_quo = "none"
[[periods.betrayal.outcomes]]
id = "one-recants"
label = "One recants"
date = "2020-04"
state = "one-silent"

[readings.honour]
label = "One would rather not talk than have Two silent"
changes = [{ actor = "one", swap = ["other-silent", "talk"] }]

[claims.a]
source = "book"
says = "One talks."
[claims.b]
source = "paper"
says = "Each hopes that the other is silent."
"#;

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
    assert_eq!(
        card.question,
        "Why would One not drop “Keep silent about Two” in the status quo, although that alone \
         would be better for One?"
    );
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
        found.sentences,
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
}

/// Without hindsight, agreement is foresight. The definition counts the two states in
/// which One is silent, of which only mutual silence holds.
#[test]
fn foresight_and_patterns() {
    let text = TEXT.replace(", hindsight = true", "");
    let text = text + "\n[definitions.loyal]\nformula = \"one-silent\"\nlabel = \"One is loyal\"\n";
    let found = analysis(&dossier(&text), &scenario("betrayal", None)).finding;
    let p = &found.patterns[0];
    assert_eq!(
        (p.label.as_str(), p.feasible, p.holding),
        ("One is loyal", 2, 1)
    );
    assert_eq!(
        (p.by_best_replies, p.by_improvements, p.by_joint_move),
        (0, 0, 1)
    );
    let found = analysis(&dossier(&text), &scenario("silence", None)).finding;
    let foreseen = "The model foresees what happened, “Both confess” (2020-02): it holds, and best \
                    replies lead there.";
    assert!(
        found.sentences.iter().any(|s| s == foreseen),
        "{:?}",
        found.sentences
    );
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
    assert_eq!(
        stated.sentences,
        [
            "On the 2 of 4 statements that the sources state, of the 2 states that held under SEQ \
             1 still holds, and 1 other does.",
            "The status quo no longer holds.",
        ]
    );
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
    assert_eq!(
        found.sentences[1..3],
        [
            "The status quo holds: nobody can gain by a move alone. Best replies from it lead to \
             no other state that holds; a joint improvement on the way opens 1: bo (one-silent, \
             two-silent).",
            "The model does not foresee what happened, “One recants” (2020-04): One would leave \
             it (One: one-silent off).",
        ]
    );
    assert_eq!(
        found.joint[0].sentences,
        [
            "From the status quo, there is 1 joint improvement (a state that a group can bring \
             about together and each member prefers), and it would hold.",
            "It is bo (one-silent, two-silent), by One and Two together.",
        ]
    );
}
