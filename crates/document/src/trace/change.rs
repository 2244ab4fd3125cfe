//! A finding that would change without a thing, in a sentence.

use hikiwake_conflict::{ConceptCount, Pattern};
use hikiwake_finding::words::{no_or_count, none_or};
use hikiwake_finding::{ReachKind, StateRow};
use hikiwake_traceability::{StateReached, TraceChange, TracedHolding, TracedLeaver};

use crate::states::state;
use crate::{joined, thousands};

/// Most states named by their options too.
const WRITTEN_OUT: usize = 2;

/// What would be, and what is; `opening` stands before both: `Without …, in “April 2016”`.
pub(super) fn change(opening: &str, change: &TraceChange) -> String {
    let (would, is) = match change {
        TraceChange::StatusQuo { before, after } => (
            would_last(after, "what is in place", false),
            holds(before, false),
        ),
        TraceChange::Outcome {
            label,
            before,
            after,
            ..
        } => outcome(label, before.as_ref(), after.as_ref()),
        TraceChange::Pattern {
            label,
            before,
            after,
            ..
        } => pattern(label, before.as_ref(), after.as_ref()),
        TraceChange::Feasible { before, after } => (
            format!(
                "{} could be",
                no_or_count(*after, "arrangement", "arrangements")
            ),
            format!("{} can", thousands(*before)),
        ),
        TraceChange::Counts {
            before,
            after,
            gone,
            new,
        } => counts(before, after, *gone, *new),
        TraceChange::StatesGone { states } => (
            format!(
                "of the arrangements listed first {} would not last",
                named(states)
            ),
            match states.len() {
                1 => "it lasts under SEQ".to_owned(),
                _ => "they last under SEQ".to_owned(),
            },
        ),
        TraceChange::StatesNew { states } => (
            format!(
                "{} would be listed among the first that last",
                named(states)
            ),
            match states.len() {
                1 => "it does not last under SEQ".to_owned(),
                _ => "they do not last under SEQ".to_owned(),
            },
        ),
        TraceChange::StatesReached { states } => (
            format!(
                "arrangements that last would be reached in another way: {}",
                ways(states, |state| state.after)
            ),
            ways(states, |state| state.before),
        ),
    };
    format!("{opening} {would}; as it is, {is}.")
}

fn outcome(
    label: &str,
    before: Option<&TracedHolding>,
    after: Option<&TracedHolding>,
) -> (String, String) {
    let subject = format!("what happened, “{label}”,");
    let would = match after {
        Some(holding) => would_last(holding, &subject, true),
        None => format!("{subject} would have no place in the model"),
    };
    let is = match before {
        Some(holding) => holds(holding, true),
        None => "it has no place in the model".to_owned(),
    };
    (would, is)
}

/// `it lasts under SEQ and SSEQ`, or who would leave it; with `way`, how it is reached.
fn holds(holding: &TracedHolding, way: bool) -> String {
    match holding.leavers.is_empty() {
        true => format!("it lasts {}", concepts_and_way(holding, way)),
        false => leaving(holding, "it"),
    }
}

fn would_last(holding: &TracedHolding, subject: &str, way: bool) -> String {
    match holding.leavers.is_empty() {
        true => format!("{subject} would last {}", concepts_and_way(holding, way)),
        false => leaving(holding, subject.trim_end_matches(',')),
    }
}

fn concepts_and_way(holding: &TracedHolding, way: bool) -> String {
    let concepts = joined(&holding.concepts);
    match holding.reach.filter(|_| way) {
        None => format!("under {concepts}"),
        Some(ReachKind::Here) => format!("under {concepts}, as what is in place"),
        Some(kind) => format!("under {concepts}, reached {}", reached(kind)),
    }
}

/// Who would leave it, by which moves, and under which of the other concepts it still holds.
fn leaving(holding: &TracedHolding, what: &str) -> String {
    let who = |leaver: &TracedLeaver| leaver.actor.name.clone();
    let who: Vec<String> = holding.leavers.iter().map(who).collect();
    let steps = holding.leavers.iter();
    let steps: Vec<&str> = steps.filter_map(|leaver| leaver.step.as_deref()).collect();
    let how = match steps.is_empty() {
        true => String::new(),
        false => format!(" ({})", steps.join("; ")),
    };
    let weaker = match holding.concepts.is_empty() {
        true => String::new(),
        false => format!(", though it would last under {}", joined(&holding.concepts)),
    };
    format!("{} would leave {what}{how}{weaker}", joined(&who))
}

fn pattern(label: &str, before: Option<&Pattern>, after: Option<&Pattern>) -> (String, String) {
    let would = match after {
        Some(pattern) => format!(
            "{} with “{label}” would last{}",
            no_or_count(pattern.holding, "arrangement", "arrangements"),
            pattern_ways(pattern)
        ),
        None => format!("“{label}” would tell no arrangement from another"),
    };
    let is = match before {
        Some(pattern) => format!(
            "{} {}{}",
            none_or(pattern.holding),
            if pattern.holding < 2 { "lasts" } else { "last" },
            pattern_ways(pattern)
        ),
        None => "it tells no arrangement from another".to_owned(),
    };
    (would, is)
}

/// `, 1 reached by best replies`: how the states that hold are reached; nothing of none.
fn pattern_ways(pattern: &Pattern) -> String {
    let more = (pattern.by_improvements).saturating_sub(pattern.by_best_replies);
    let joint = (pattern.by_joint_move).saturating_sub(pattern.by_improvements);
    let ways: Vec<String> = [
        (pattern.by_best_replies, "by each side’s best moves"),
        (more, "by other steps, each in its mover’s interest"),
        (joint, "with a step taken together on the way"),
    ]
    .into_iter()
    .filter(|&(number, _)| number > 0)
    .map(|(number, way)| format!("{} reached {way}", thousands(number)))
    .collect();
    match (pattern.holding, ways.is_empty()) {
        (0, _) => String::new(),
        (_, true) => ", none where anybody’s interest leads".to_owned(),
        (_, false) => format!(", {}", joined(&ways)),
    }
}

fn counts(
    before: &[ConceptCount],
    after: &[ConceptCount],
    gone: u64,
    new: u64,
) -> (String, String) {
    let differing = before.iter().zip(after);
    let differing: Vec<_> = differing.filter(|(a, b)| a.states != b.states).collect();
    let each = |pick: fn(&(&ConceptCount, &ConceptCount)) -> u64| {
        let told = (differing.iter())
            .map(|both| format!("{} under {}", thousands(pick(both)), both.0.concept));
        joined(&told.collect::<Vec<_>>())
    };
    let seq = before.iter().find(|count| count.concept == "SEQ");
    match differing.is_empty() {
        false => (
            format!(
                "the arrangements that last would be {}",
                each(|(_, after)| after.states)
            ),
            format!("they are {}", each(|(before, _)| before.states)),
        ),
        true if gone + new > 0 => (
            format!(
                "as many arrangements would last, but {} that last under SEQ would not, and {} others \
                 would",
                thousands(gone),
                thousands(new)
            ),
            format!(
                "{} last under SEQ",
                thousands(seq.map_or(0, |count| count.states))
            ),
        ),
        true => (
            "the arrangements that last would be reached in other ways".to_owned(),
            seq.map_or_else(String::new, |count| {
                format!(
                    "each side’s best moves lead to {} of them, steps in their movers’ interest to {}, \
                     with a step taken together to {}",
                    thousands(count.by_best_replies),
                    thousands(count.by_improvements),
                    thousands(count.by_joint_move)
                )
            }),
        ),
    }
}

fn named(states: &[StateRow]) -> String {
    let one = |row: &StateRow| match states.len() <= WRITTEN_OUT {
        true => state(row),
        false => row.code.clone(),
    };
    joined(&states.iter().map(one).collect::<Vec<_>>())
}

fn ways(states: &[StateReached], pick: fn(&StateReached) -> ReachKind) -> String {
    let each = states
        .iter()
        .map(|state| format!("{} {}", state.code, reached(pick(state))));
    joined(&each.collect::<Vec<_>>())
}

/// How a state is reached, in a few words.
pub(super) fn reached(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Here => "already, as what is in place",
        ReachKind::BestReplies => "by each side’s best moves",
        ReachKind::Improvements => "step by step, though not by each side’s best moves",
        ReachKind::JointMove => "only by a step taken together",
        ReachKind::MovesWithoutGain => "only by moves that gain somebody nothing",
        ReachKind::MovesAtALoss => "only where somebody acts against its own interest",
        ReachKind::Never => "by no moves",
    }
}
