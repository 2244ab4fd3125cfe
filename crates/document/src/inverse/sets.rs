//! The sets of changes that were found, told: what was shown, what changes, and what comes
//! of it.

use hikiwake_conflict::{ChangeSet, InverseAnswer, InverseQuestion, InverseWalk};
use hikiwake_finding::words::no_or_count;
use hikiwake_finding::{ClaimHead, MoveKind, ReachKind, WalkStep};

use crate::states::place;
use crate::{joined, thousands};

/// What was shown of each size.
pub(super) fn answer(answer: &InverseAnswer, asked: &InverseQuestion, work: u64) -> Vec<String> {
    let wanted = match &asked.state {
        Some(_) => asked.label.clone(),
        None => format!("a state with “{}”", asked.label),
    };
    let what = match answer.reached {
        InverseWalk::No => format!("For {wanted} to hold"),
        _ => format!("For {wanted} to hold and be reached"),
    };
    let by = match answer.reached {
        InverseWalk::No => "",
        InverseWalk::Any => " by any moves",
        InverseWalk::Improvements => " by improvements",
        InverseWalk::BestReplies => " by best replies",
    };
    let mut sentences = Vec::new();
    for size in &answer.sizes {
        let sets = sets_of(size.size, size.sets);
        sentences.push(match (size.size, size.found, size.complete) {
            (0, 0, true) => continue,
            (0, found, _) if found > 0 => {
                let states = answer.sets.first().map_or(0, |set| set.states);
                let holding = no_or_count(states, "state holds", "states hold");
                let holding = match answer.reached {
                    InverseWalk::No => holding,
                    _ => format!("{holding} and can be reached so"),
                };
                format!("{what}{by}, nothing has to change: {holding}.")
            }
            (0, _, false) => format!(
                "{what}{by}: the work allowed ({}) does not suffice to solve the model as it is. \
                 Raise `work` (--work).",
                no_or_count(work, "step", "steps")
            ),
            (_, 0, true) => format!(
                "{what}{by}, {} {} not enough: of {sets} none works.",
                changes(size.size),
                if size.size == 1 { "is" } else { "are" }
            ),
            (_, found, true) => {
                let works = if found == 1 { "works" } else { "work" };
                format!(
                    "{what}{by}, {} can be enough: of {sets} {} {works}{}.",
                    changes(size.size),
                    thousands(found),
                    kinds_of_models(answer, size.size)
                )
            }
            (_, found, false) => format!(
                "{what}{by}, not all of {sets} could be tried with the work allowed ({}); {} so far. \
                 Nothing is claimed of the rest: raise `work` (--work) to look further.",
                no_or_count(work, "step", "steps"),
                match found {
                    0 => "none works".to_owned(),
                    1 => "1 works".to_owned(),
                    n => format!("{} work", thousands(n)),
                }
            ),
        });
    }
    sentences
}

fn kinds_of_models(answer: &InverseAnswer, size: u64) -> String {
    let here = answer.sizes.iter().filter(|s| s.found > 0).count() == 1;
    let models = answer.sets.len() as u64 + answer.not_listed;
    let found = answer
        .sizes
        .iter()
        .find(|s| s.size == size)
        .map_or(0, |s| s.found);
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

/// A set of changes, each with what it contradicts, then what comes of them.
pub(super) fn set(set: &ChangeSet) -> Vec<String> {
    let mut sentences: Vec<String> = (set.changes.iter())
        .map(|change| {
            let against = match (&change.basis, change.claims.as_slice()) {
                (None, _) => "It contradicts nothing in the dossier.".to_owned(),
                (Some(basis), []) => format!("Against a judgement without a claim ({basis})."),
                (Some(basis), claims) => {
                    let claim = |c: &ClaimHead| format!("{} ({})", c.id, c.source);
                    let claims: Vec<String> = claims.iter().map(claim).collect();
                    format!("Against {} ({basis}).", joined(&claims))
                }
            };
            format!("{}. {against}", change.text)
        })
        .collect();
    let state = match set.state.status_quo {
        true => "the status quo".to_owned(),
        false => format!("{} ({})", place(&set.state), set.state.text),
    };
    let more = match set.states.saturating_sub(1) {
        0 => String::new(),
        n => format!(", and {} more", no_or_count(n, "state", "states")),
    };
    let reached = match set.reach {
        None | Some(ReachKind::Never) => String::new(),
        Some(ReachKind::Here) => "; it is where things stand".to_owned(),
        Some(kind) => format!("; {} lead there: {}", kind_words(kind), steps(&set.path)),
    };
    sentences.push(format!("Then {state} holds{more}{reached}."));
    sentences
}

fn kind_words(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::BestReplies => "best replies",
        ReachKind::Improvements => "improvements, not all of them the best on offer,",
        ReachKind::MovesWithoutGain => "moves, some of them without gain,",
        _ => "moves, some of them at a loss,",
    }
}

fn steps(path: &[WalkStep]) -> String {
    let step = |step: &WalkStep| match step.kind {
        MoveKind::WithoutGain => format!("{} (without gain)", step.text),
        MoveKind::AtALoss => format!("{} (at a loss)", step.text),
        _ => step.text.clone(),
    };
    path.iter().map(step).collect::<Vec<_>>().join("; then ")
}
