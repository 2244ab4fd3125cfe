//! How a state, an outcome or a pattern fares, as a clause of a sentence: as it is,
//! and as it would be.

use super::down::reach;
use hikiwake_conflict::solve::Solved;
use hikiwake_conflict::{ConceptCount, OutcomeHolding, Pattern};
use hikiwake_finding::{Holding, ReachKind};
use hikiwake_finding::{
    words::actors, words::count, words::list, words::none_or, words::thousands,
};

/// What makes two holdings of one state the same verdict.
pub(super) fn verdict(holding: &Holding) -> (&[String], &[String]) {
    (&holding.concepts, &holding.leavers)
}

/// The same of an outcome, which can be reached in several ways, or not be at all.
pub(super) fn known(outcome: &OutcomeHolding) -> Option<(&[String], &[String], Option<ReachKind>)> {
    let holding = outcome.holding.as_ref()?;
    let (concepts, leavers) = verdict(holding);
    Some((concepts, leavers, holding.reach))
}

/// `it holds under SEQ and SSEQ`, or who would leave it; with `way`, how it is
/// reached.
pub(super) fn holds(solved: &Solved, holding: &Holding, way: bool) -> String {
    match holding.leavers.is_empty() {
        true => format!(
            "it holds under {}{}",
            list(&holding.concepts),
            reached(holding, way)
        ),
        false => leaving(solved, holding, "it"),
    }
}

pub(super) fn would_hold(solved: &Solved, holding: &Holding, subject: &str, way: bool) -> String {
    match holding.leavers.is_empty() {
        true => format!(
            "{subject} would hold under {}{}",
            list(&holding.concepts),
            reached(holding, way)
        ),
        false => leaving(solved, holding, subject.trim_end_matches(',')),
    }
}

/// Under which of the other concepts it still holds.
fn weaker(holding: &Holding) -> String {
    match holding.concepts.is_empty() {
        true => String::new(),
        false => format!(", though it would hold under {}", list(&holding.concepts)),
    }
}

/// Who would leave it, and by which moves.
fn leaving(solved: &Solved, holding: &Holding, what: &str) -> String {
    let who = actors(solved.dossier, &holding.leavers);
    let moves = holding.departures.iter().map(|step| step.text.as_str());
    let moves: Vec<&str> = moves.collect();
    let how = match moves.is_empty() {
        true => String::new(),
        false => format!(" ({})", moves.join("; ")),
    };
    format!("{who} would leave {what}{how}{}", weaker(holding))
}

fn reached(holding: &Holding, way: bool) -> String {
    match holding.reach.filter(|_| way) {
        None => String::new(),
        Some(ReachKind::Here) => ", as the status quo".to_string(),
        Some(kind) => format!(", reached {}", reach(kind)),
    }
}

/// `2 states with “A deal” would hold, 1 of them reached by best replies`; without a
/// label, as it is: `2 hold, …`.
pub(super) fn pattern_count(pattern: &Pattern, would: Option<&str>) -> String {
    let number = pattern.holding;
    let mut told = match would {
        Some(label) => format!(
            "{} with “{label}” would hold",
            count(number, "state", "states")
        ),
        None => format!(
            "{} {}",
            none_or(number),
            if number < 2 { "holds" } else { "hold" }
        ),
    };
    let more = pattern
        .by_improvements
        .saturating_sub(pattern.by_best_replies);
    let joint = pattern
        .by_joint_move
        .saturating_sub(pattern.by_improvements);
    let ways: Vec<String> = [
        (pattern.by_best_replies, "by best replies"),
        (more, "by other improvements"),
        (joint, "with a joint improvement on the way"),
    ]
    .into_iter()
    .filter(|&(number, _)| number > 0)
    .map(|(number, way)| format!("{} reached {way}", thousands(number)))
    .collect();
    match (number, ways.is_empty()) {
        (0, _) => {}
        (_, true) => told.push_str(", none within reach of improvements"),
        (_, false) => told.push_str(&format!(", {}", list(&ways))),
    }
    told
}

pub(super) fn reached_by(counts: &[ConceptCount]) -> String {
    let seq = counts.iter().find(|c| c.concept == "SEQ");
    seq.map_or_else(String::new, |c| {
        format!(
            "of those under SEQ best replies reach {}, improvements {} and a joint improvement {}",
            thousands(c.by_best_replies),
            thousands(c.by_improvements),
            thousands(c.by_joint_move)
        )
    })
}
