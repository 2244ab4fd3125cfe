//! Which rankings of an actor make a state stable for it, told.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::State;

use super::InverseSettings;
use super::finding::{MoveKept, RankingAnswer};
use hikiwake_finding::basis;
use hikiwake_finding::{words::count, words::list, words::place};

/// Most states named in one sentence.
const NAMED: usize = 8;

pub(crate) fn answers(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actors: &[usize],
    settings: &InverseSettings,
) -> Vec<RankingAnswer> {
    let of = |&actor: &usize| one(dossier, compiled, state, actor, settings);
    actors.iter().map(of).collect()
}

fn one(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actor: usize,
    settings: &InverseSettings,
) -> RankingAnswer {
    let model = &compiled.model;
    let rankings = model.rankings(actor, state, settings.concept);
    let own = |s: State| model.value(actor, s);
    let met = rankings.met(|s| own(s) <= own(state));
    let minimal = rankings.minimal_sets(settings.analyse.list.max(1));
    let counts = rankings.counts(settings.analyse.work);
    let text = |numbers: (u128, u128)| [numbers.0.to_string(), numbers.1.to_string()];
    let row = |s: State| basis::row(dossier, compiled, s);
    let code = |s: &State| compiled.code(*s);
    let name = basis::actor_name(dossier, &compiled.decision_makers[actor]);
    let here = place(&row(state));
    let mut sentences = vec![format!(
        "{name}’s ranking as it stands makes {here} {} under {}.",
        if met {
            "stable for it"
        } else {
            "not stable for it"
        },
        settings.concept.name()
    )];
    if rankings.conditions.is_empty() {
        sentences.push(
            "Every other ranking would make it stable, too: no move leads away, or each \
                        is undone by the answers to it."
                .to_owned(),
        );
    }
    match &minimal {
        _ if rankings.conditions.is_empty() => {}
        Some(sets) => {
            let words = |set: &Vec<State>| {
                let codes: Vec<String> = set.iter().take(NAMED).map(code).collect();
                match set.len().saturating_sub(NAMED) {
                    0 => list(&codes),
                    more => format!("{} and {more} more", codes.join(", ")),
                }
            };
            let sets: Vec<String> = sets.iter().map(words).collect();
            sentences.push(format!(
                "A ranking makes it stable just if {name} likes none of these better than {here}: {}.",
                sets.join("; or none of ")
            ));
        }
        None => {
            let moves = count(rankings.conditions.len() as u64, "move", "moves");
            sentences.push(format!(
                "A ranking makes it stable just if each of {moves} is no better for {name} than \
                 {here}, or finds an answer that is not. The ways to combine these are too many \
                 to list: raise --list."
            ));
            for condition in rankings.conditions.iter().take(NAMED) {
                let ways = condition.enough.len() - 1;
                sentences.push(format!(
                    "Of the move to {}: that state itself is no better, or what comes of one of {} is not.",
                    compiled.code(condition.to),
                    count(ways as u64, "answer", "answers")
                ));
            }
        }
    }
    match &counts {
        Some(counts) => {
            let percent = format!("{:.1}%", 100.0 * counts.share);
            sentences.push(match counts.strict {
                Some((some, all)) => {
                    format!("They are {some} of {all} strict rankings ({percent}).")
                }
                None => format!("They are {percent} of all strict rankings."),
            });
            if let Some((some, all)) = counts.weak {
                sentences.push(format!("With ties: {some} of {all} weak orders."));
            }
        }
        None => sentences.push(
            "How many rankings that are was not counted: too many states bear \
                                on it."
                .to_owned(),
        ),
    }
    RankingAnswer {
        actor: compiled.decision_makers[actor].clone(),
        concept: settings.concept.name().to_owned(),
        met,
        moves: (rankings.conditions.iter())
            .map(|condition| MoveKept {
                to: row(condition.to),
                ways: condition.enough.len() as u64,
            })
            .collect(),
        minimal: minimal.map(|sets| {
            (sets.iter())
                .map(|set| set.iter().map(code).collect())
                .collect()
        }),
        share: counts.as_ref().map(|counts| counts.share),
        strict: counts.as_ref().and_then(|counts| counts.strict).map(text),
        weak: counts.as_ref().and_then(|counts| counts.weak).map(text),
        sentences,
    }
}
