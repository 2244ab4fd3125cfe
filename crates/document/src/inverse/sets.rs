//! What was tried, and what comes of each set of changes, with codes and counts.

use hikiwake_conflict::{ChangeSet, InverseAnswer, InverseQuestion, InverseWalk};
use hikiwake_finding::words::no_or_count;
use hikiwake_finding::{ReachKind, WalkStep};

use super::wanted;
use crate::states::{self, place};
use crate::{Text, thousands};

/// Most other sets with the same effect told under one.
pub(super) const ALIKE: usize = 2;

/// What has to come of the changes.
pub(super) fn heading(walk: InverseWalk) -> String {
    format!("For it to last{}:", by(walk))
}

fn by(walk: InverseWalk) -> &'static str {
    match walk {
        InverseWalk::No => "",
        InverseWalk::Any => " and be reached by any moves",
        InverseWalk::Improvements => " and be reached step by step, each in its mover’s interest",
        InverseWalk::BestReplies => " and be reached by each side’s best moves",
        InverseWalk::Joint => {
            " and be reached, one step of those in its movers’ interest taken together"
        }
    }
}

/// What was shown of each size.
pub(super) fn tried(answer: &InverseAnswer, asked: &InverseQuestion, work: u64) -> Vec<String> {
    let what = format!("For {} to last{}", wanted(asked), by(answer.reached));
    let steps = no_or_count(work, "step", "steps");
    let mut sentences = Vec::new();
    for size in &answer.sizes {
        let sets = sets_of(size.size, size.sets);
        sentences.push(match (size.size, size.found, size.complete) {
            (0, 0, true) => continue,
            (0, found, _) if found > 0 => {
                let states = answer.sets.first().map_or(0, |set| set.states);
                let arrangements = no_or_count(states, "arrangement", "arrangements");
                format!("{what}: nothing need change; {arrangements} would do.")
            }
            (0, _, false) => format!(
                "{what}: the work allowed ({steps}) does not suffice to solve the model as it is. \
                 Raise `work` (--work)."
            ),
            (_, 0, true) => format!(
                "{what}: {} {} not enough; of {sets} none works.",
                changes(size.size),
                if size.size == 1 { "is" } else { "are" }
            ),
            (_, found, true) => {
                let works = if found == 1 { "works" } else { "work" };
                format!(
                    "{what}: {} can be enough; of {sets} {} {works}{}.",
                    changes(size.size),
                    thousands(found),
                    kinds_of_models(answer, size.size)
                )
            }
            (_, found, false) => format!(
                "{what}: not all of {sets} could be tried with the work allowed ({steps}); {} so \
                 far. Nothing is claimed of the rest: raise `work` (--work) to look further.",
                match found {
                    0 => "none works".to_owned(),
                    1 => "1 works".to_owned(),
                    n => format!("{} work", thousands(n)),
                }
            ),
        });
    }
    if answer.not_listed + answer.sets.len() as u64 > answer.followed {
        let most = thousands(answer.followed);
        sentences.push(format!(
            "Of these, {most} that contradict least were followed to see who ends worse off."
        ));
    }
    sentences
}

fn kinds_of_models(answer: &InverseAnswer, size: u64) -> String {
    let here = answer.sizes.iter().filter(|s| s.found > 0).count() == 1;
    let models = answer.sets.len() as u64 + answer.not_listed;
    let mut sizes = answer.sizes.iter();
    let found = sizes.find(|s| s.size == size).map_or(0, |s| s.found);
    match here && models != found {
        true => format!(
            ", making {}",
            no_or_count(models, "model", "different models")
        ),
        false => String::new(),
    }
}

fn changes(size: u64) -> String {
    match size {
        1 => "one change".to_owned(),
        2 => "two changes together".to_owned(),
        n => format!("{n} changes together"),
    }
}

fn sets_of(size: u64, sets: u64) -> String {
    match size {
        0 => "the model as it is".to_owned(),
        1 => no_or_count(sets, "change", "changes"),
        2 => no_or_count(sets, "pair", "pairs"),
        n => format!("{} of {n}", no_or_count(sets, "set", "sets")),
    }
}

/// Which arrangement then lasts, and how it is reached.
pub(super) fn outcome(set: &ChangeSet) -> Text {
    let state = match set.state.status_quo {
        true => "what is in place".to_owned(),
        false => format!("{} ({})", place(&set.state), set.state.text),
    };
    let more = match set.states.saturating_sub(1) {
        0 => String::new(),
        n => format!(
            ", and {} more",
            no_or_count(n, "arrangement", "arrangements")
        ),
    };
    let reached = match set.reach {
        None | Some(ReachKind::Never | ReachKind::Here) => String::new(),
        Some(kind) => format!("; reached {}: {}", states::reach(kind), steps(&set.path)),
    };
    format!("Then {state} would last{more}{reached}.").into()
}

fn steps(path: &[WalkStep]) -> String {
    let step = |step: &WalkStep| format!("{} ({})", step.text, states::move_kind(step.kind));
    path.iter().map(step).collect::<Vec<_>>().join("; then ")
}
