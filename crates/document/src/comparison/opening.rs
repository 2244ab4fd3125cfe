//! A comparison in plain sentences.

use hikiwake_conflict::{Comparison, OutcomeHolding};
use hikiwake_finding::{Holding, ReachKind};
use hikiwake_finding::{words::no_or_count, words::none_or};

use crate::scenarios::told_apart;
use crate::states::state;
use crate::states::{hold, holds_under};
use crate::{joined, thousands};

/// What changed between two scenarios, and what did not.
pub(super) fn opening(comparison: &Comparison) -> Vec<String> {
    let [first, second] = &comparison.sides;
    let (a, b) = ("the first", "the second");
    let tally = |statements: usize, one: &str, many: &str| match statements {
        1 => format!("1 {one}"),
        n => format!("{} {many}", none_or(n as u64)),
    };
    let mut sentences = vec![format!(
        "From {} (the first) to {} (the second), of the statements of preference {}, {} and {}.",
        told_apart(&first.scenario, &second.scenario),
        told_apart(&second.scenario, &first.scenario),
        tally(comparison.statements_gone.len(), "goes", "go"),
        tally(comparison.statements_new.len(), "is new", "are new"),
        tally(
            comparison.statements_moved.len(),
            "changes places",
            "change places"
        ),
    )];
    let [both, only_first, only_second] = comparison.hold;
    sentences.push(match (both, only_first, only_second) {
        (0, 0, 0) => "No state holds under SEQ in either.".to_string(),
        (both, 0, 0) => format!(
            "The same {} under SEQ in both.",
            match both {
                1 => "state holds".to_string(),
                n => format!("{} states hold", thousands(n)),
            }
        ),
        _ => format!(
            "Under SEQ {} in {a} and {} in {b}, {} in both.",
            hold(both + only_first),
            thousands(both + only_second),
            none_or(both)
        ),
    });
    if let (Some(before), Some(after)) = (&first.status_quo, &second.status_quo) {
        sentences.push(status_quos(before, after));
    }
    if let (Some(before), Some(after)) = (best_replies(comparison, 0), best_replies(comparison, 1))
    {
        sentences.push(match before == after {
            true => format!("Best replies from the status quo lead to {before} in both."),
            false => format!(
                "Best replies from the status quo lead to {before} in the first and to {after} in \
                 the second."
            ),
        });
    }
    for before in &first.outcomes {
        let Some(after) = second.outcomes.iter().find(|o| o.id == before.id) else {
            continue;
        };
        let (then, now) = (foreseen(before), foreseen(after));
        let label = &before.label;
        sentences.push(match then == now {
            true => format!("What happened, “{label}”: in both, {then}."),
            false => {
                format!("What happened, “{label}”: in the first, {then}; in the second, {now}.")
            }
        });
    }
    sentences
}

/// Which states that hold best replies reach on one side, the status quo included;
/// `None` without a status quo.
fn best_replies(comparison: &Comparison, side: usize) -> Option<String> {
    let counted = &comparison.sides[side];
    counted.reached.as_ref()?;
    let seq = counted
        .equilibrium_counts
        .iter()
        .find(|c| c.concept == "SEQ")?;
    let states: Vec<String> = (comparison.states.iter())
        .filter_map(|pair| [&pair.first, &pair.second][side].as_ref())
        .filter(|h| holds_under(h, "SEQ") && h.reach.is_some_and(|r| r <= ReachKind::BestReplies))
        .map(|holding| state(&holding.state))
        .collect();
    Some(match states.len() {
        1 | 2 if states.len() as u64 == seq.by_best_replies => joined(&states),
        _ => no_or_count(seq.by_best_replies, "state that holds", "states that hold"),
    })
}

/// What a model says of what happened.
fn foreseen(outcome: &OutcomeHolding) -> &'static str {
    match &outcome.holding {
        None => "it has no place in the model",
        Some(holding) if !holds_under(holding, "SEQ") => "it would not hold",
        Some(holding) => match holding.reach {
            Some(ReachKind::Here | ReachKind::BestReplies) => {
                "it holds and best replies lead there"
            }
            Some(ReachKind::Improvements) => {
                "it holds and improvements lead there, though not the best on offer"
            }
            Some(ReachKind::JointMove) => "it holds, but only a joint improvement leads there",
            Some(ReachKind::MovesWithoutGain | ReachKind::MovesAtALoss | ReachKind::Never) => {
                "it would hold, but no improvements lead there"
            }
            None => "it holds",
        },
    }
}

fn status_quos(before: &Holding, after: &Holding) -> String {
    let holds = |holding: &Holding| match holds_under(holding, "SEQ") {
        true => "holds",
        false => "does not hold",
    };
    let (then, now) = (holds(before), holds(after));
    match (before.state.code == after.state.code, then == now) {
        (true, true) if holds_under(before, "SEQ") => "The status quo holds in both.".to_string(),
        (true, true) => "The status quo holds in neither.".to_string(),
        (true, false) => format!("The status quo {then} in the first and {now} in the second."),
        (false, _) => format!(
            "The status quo of the first, {}, {then}; that of the second, {}, {now}.",
            before.state.code, after.state.code
        ),
    }
}
