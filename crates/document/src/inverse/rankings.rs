//! Which rankings of an actor make a state stable for it, told.

use hikiwake_conflict::RankingAnswer;
use hikiwake_finding::{StateRow, words::no_or_count};

use crate::states::place;
use crate::{Names, joined};

/// Most states named in one sentence.
const NAMED: usize = 8;

/// Whether the ranking as it stands does, which ones would, and how many these are.
pub(super) fn told(ranking: &RankingAnswer, state: &StateRow, names: &Names) -> Vec<String> {
    let (name, here) = (names.name(&ranking.actor), place(state));
    let met = match ranking.met {
        true => "lasting",
        false => "not lasting",
    };
    let mut sentences = vec![format!(
        "As {name} ranks things today, {here} is {met} for its part (under {}).",
        ranking.concept
    )];
    match &ranking.minimal {
        _ if ranking.moves.is_empty() => sentences.push(
            "So it would be under every other ranking: no move leads away, or each is undone by \
             the answers to it."
                .to_owned(),
        ),
        Some(sets) => {
            let codes = |set: &Vec<String>| match set.len().saturating_sub(NAMED) {
                0 => joined(set),
                more => format!("{} and {more} more", set[..NAMED].join(", ")),
            };
            let sets: Vec<String> = sets.iter().map(codes).collect();
            sentences.push(format!(
                "It is lasting for {name} just if {name} likes none of these better than {here}: {}.",
                sets.join("; or none of ")
            ));
        }
        None => {
            let moves = no_or_count(ranking.moves.len() as u64, "move", "moves");
            sentences.push(format!(
                "It is lasting for {name} just if each of {moves} is no better for {name} than {here}, \
                 or finds an answer that is not. The ways to combine these are too many to list: \
                 raise --list."
            ));
            sentences.extend(ranking.moves.iter().take(NAMED).map(|kept| {
                format!(
                    "Of the move to {}: that state itself is no better, or what comes of one of \
                     {} is not.",
                    kept.to.code,
                    no_or_count(kept.ways.saturating_sub(1), "answer", "answers")
                )
            }));
        }
    }
    let Some(share) = ranking.share else {
        let unknown = "How many rankings that are was not counted: too many states bear on it.";
        sentences.push(unknown.to_owned());
        return sentences;
    };
    let percent = format!("{:.1}%", 100.0 * share);
    sentences.push(match &ranking.strict {
        Some([some, all]) => format!("They are {some} of {all} strict rankings ({percent})."),
        None => format!("They are {percent} of all strict rankings."),
    });
    if let Some([some, all]) = &ranking.weak {
        sentences.push(format!("With ties: {some} of {all} weak orders."));
    }
    sentences
}
