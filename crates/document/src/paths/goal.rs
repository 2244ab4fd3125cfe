//! The way to one arrangement in plain sentences: what it takes, who can stop it, and who
//! ends worse off.

use std::collections::BTreeSet;

use hikiwake_conflict::{Paths, PathsTo, StepsIn, WalkKind, WalksTo};
use hikiwake_finding::words::capital;
use hikiwake_finding::{MoveKind, ReachKind, WalkStep};

use crate::number::in_words;
use crate::states::place;
use crate::{Names, joined, who_does_what};

/// Most groups named in a sentence.
const NAMED: usize = 4;

/// `“A deal in peace”`, `“Russia ends the talks”`
fn name(found: &Paths, goal: &PathsTo) -> String {
    match &found.asked_kind {
        Some(kind) => format!("“{}”", kind.label),
        None => match (goal.state.outcomes.is_empty(), goal.state.status_quo) {
            (true, false) if found.asked.is_none() => "an arrangement that would last".to_owned(),
            _ => place(&goal.state),
        },
    }
}

/// Whether a reader knows the goal by a name.
pub(super) fn is_named(found: &Paths, goal: &PathsTo) -> bool {
    found.asked.is_some() || !goal.state.outcomes.is_empty()
}

/// The walk of which the sentences tell.
fn walk(goal: &PathsTo) -> Vec<&WalkStep> {
    if goal.reach == ReachKind::JointMove && !goal.joint.is_empty() {
        return goal.joint.iter().collect();
    }
    let way = goal.walks.first().and_then(|walks| walks.listed.first());
    way.map_or_else(Vec::new, |way| {
        way.steps.iter().map(|one| &one.step).collect()
    })
}

/// Whose steps of a walk are of a kind.
fn who(steps: &[&WalkStep], kind: MoveKind, names: &Names) -> String {
    let of_kind = steps.iter().filter(|step| step.kind == kind);
    let movers: BTreeSet<&String> = of_kind.flat_map(|step| &step.movers).collect();
    let movers: Vec<String> = movers.into_iter().cloned().collect();
    names.list(&movers)
}

/// How it would come about, the fullest sentence first.
pub(super) fn sentences(found: &Paths, goal: &PathsTo, names: &Names) -> Vec<String> {
    let what = capital(&name(found, goal));
    let steps = walk(goal);
    let is_start = found
        .start
        .as_ref()
        .is_some_and(|start| start.code == goal.state.code);
    if is_start && goal.via.is_empty() {
        return vec![match goal.state.status_quo {
            true => "Nothing need be done: it is in place today.".to_owned(),
            false => "Nothing need be done: it is where the walk starts.".to_owned(),
        }];
    }
    if steps.is_empty() {
        let from = found.start.as_ref().map_or_else(String::new, place);
        return vec![format!(
            "Nothing that anybody can do leads from {from} to {what}."
        )];
    }
    let through = match goal.via.is_empty() {
        true => "",
        false => " that way",
    };
    let begins = match reached(goal) {
        ReachKind::Here | ReachKind::BestReplies => {
            format!(
                "Each side’s best moves lead{through} to {}",
                name(found, goal)
            )
        }
        ReachKind::Improvements => format!(
            "{what} can be reached{through} step by step, each step in its mover’s interest"
        ),
        ReachKind::JointMove => format!("{what} could come only by a step taken together"),
        ReachKind::MovesWithoutGain => format!(
            "{what} could come{through} only if {} moved without gaining by it",
            who(&steps, MoveKind::WithoutGain, names)
        ),
        ReachKind::MovesAtALoss | ReachKind::Never => format!(
            "{what} could come{through} only if {} acted against its own interest",
            who(&steps, MoveKind::AtALoss, names)
        ),
    };
    let begins = begins.replace(" acted against its own interest", &own_interest(&steps));
    let told = who_does_what::steps(&found.options, steps.iter().copied(), names);
    vec![format!("{begins}: {told}."), format!("{begins}.")]
}

/// ` acted against its own interest`, of one or of several.
fn own_interest(steps: &[&WalkStep]) -> String {
    let at_a_loss = steps.iter().filter(|step| step.kind == MoveKind::AtALoss);
    let movers: BTreeSet<&String> = at_a_loss.flat_map(|step| &step.movers).collect();
    let own = if movers.len() > 1 { "their" } else { "its" };
    format!(" acted against {own} own interest")
}

/// The kind of the walk that is told.
fn reached(goal: &PathsTo) -> ReachKind {
    // Through what was asked for it may take other steps than by itself.
    let Some(walks) = goal.walks.first().filter(|_| !goal.via.is_empty()) else {
        return goal.reach;
    };
    let of_kind = |kind| {
        let steps = walks.listed.first().map(|way| way.steps.iter());
        steps.is_some_and(|mut steps| steps.any(|step| step.step.kind == kind))
    };
    match walks.by {
        WalkKind::BestReplies => ReachKind::BestReplies,
        WalkKind::WithoutRegret | WalkKind::Improvements => ReachKind::Improvements,
        WalkKind::Moves if of_kind(MoveKind::AtALoss) => ReachKind::MovesAtALoss,
        WalkKind::Moves => ReachKind::MovesWithoutGain,
    }
}

/// How it would come about, whether it would last, who can stop it, and who would end worse
/// off.
/// Not again what the answer has said.
pub(super) fn told(found: &Paths, goal: &PathsTo, answer: &str, names: &Names) -> String {
    let steps = walk(goal);
    let sentences = sentences(found, goal, names);
    let first = found
        .goals
        .first()
        .is_some_and(|first| std::ptr::eq(first, goal));
    let (fullest, shortest) = (&sentences[0], &sentences[sentences.len() - 1]);
    if steps.is_empty() {
        return match answer == fullest {
            true => String::new(),
            false => fullest.clone(),
        };
    }
    let deeds = who_does_what::steps(&found.options, steps.iter().copied(), names);
    let mut told = Vec::new();
    match found.asked_kind.is_some() && !first {
        // The second of a kind is one that does not last.
        true => told.push(format!("Another of the kind is nearer. {fullest}")),
        false if answer.contains(fullest.as_str()) => {}
        false if answer.ends_with(shortest.trim_start_matches("Each side")) => {
            told.push(match found.asked.is_some() {
                true => format!("The way there: {deeds}."),
                false => format!("{}: {deeds}.", capital(&name(found, goal))),
            });
        }
        false => told.push(fullest.clone()),
    }
    if !goal.concepts.iter().any(|concept| concept == "SEQ") {
        told.push("It would not last.".to_owned());
    }
    let together = goal.reach == ReachKind::JointMove && goal.via.is_empty();
    let walks = goal.walks.first();
    if !together {
        told.extend(walks.and_then(|walks| who_can_stop(walks, names)));
        if found.asked.is_some() {
            told.extend(walks.and_then(|walks| stepping_in(found, walks, names)));
        }
    }
    let worse = match (together, walks.and_then(|walks| walks.listed.first())) {
        (true, _) => &goal.joint_worse_off,
        (false, Some(way)) => &way.worse_off,
        (false, None) => return told.join(" "),
    };
    told.push(match worse.as_slice() {
        [] => "Nobody who moves ends worse off.".to_owned(),
        some => {
            let now = match found.start.as_ref().is_some_and(|start| start.status_quo) {
                true => "now",
                false => "at the start",
            };
            let who = capital(&names.list(some));
            format!("{who} would end worse off than {now}.")
        }
    });
    for step in &goal.joint_better_alone {
        told.push(format!(
            "{} would rather not join: it does better alone ({}).",
            capital(&names.list(&step.movers)),
            who_does_what::step(&found.options, step, names)
        ));
    }
    told.join(" ")
}

/// Without whom it does not come about.
fn who_can_stop(walks: &WalksTo, names: &Names) -> Option<String> {
    let needed = walks.needed.as_ref()?;
    let groups = |of: &dyn Fn(&&Vec<String>) -> bool| -> Vec<String> {
        let groups = needed.iter().filter(|group| of(group)).take(NAMED);
        groups.map(|group| names.list(group)).collect()
    };
    let alone = groups(&|group| group.len() == 1);
    let together = groups(&|group| group.len() > 1);
    Some(match (alone.as_slice(), together.as_slice()) {
        ([], []) => "Nobody can stop it by not moving.".to_owned(),
        ([], some) => format!(
            "Nobody can stop it alone by not moving; {} can together.",
            some.join(", or ")
        ),
        ([one], _) => format!("{} can stop it by not moving.", capital(one)),
        (each, _) => format!("Each of {} can stop it by not moving.", joined(each)),
    })
}

/// Who would rather do something else before a step of the first path, so that nobody's
/// interest leads on.
fn stepping_in(found: &Paths, walks: &WalksTo, names: &Names) -> Option<String> {
    if walks.by == WalkKind::Moves {
        return None;
    }
    let way = walks.listed.first()?;
    let steps = way.steps.iter().enumerate();
    let stopping = steps.flat_map(|(at, step)| {
        let others = step.others.iter().filter(|other| other.stopping > 0);
        others.filter_map(move |other: &StepsIn| Some((at, other.best.as_ref()?)))
    });
    let mut told: Vec<(usize, String)> = Vec::new();
    for (at, best) in stopping {
        let deed = who_does_what::step(&found.options, best, names);
        if told.iter().all(|(_, known)| *known != deed) {
            told.push((at, deed));
        }
    }
    let told = (told.iter().take(2))
        .map(|(at, deed)| format!("{deed}, before the {} step", ordinal(at + 1)));
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => None,
        false => Some(format!(
            "It would not come about if somebody got in first who gains by it: {}.",
            told.join("; or ")
        )),
    }
}

fn ordinal(n: usize) -> String {
    match n {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        n => format!("{}th", in_words(n)),
    }
}
