//! Why each family says what it says of a state.

use hikiwake_conflict::{ConceptReason, Concepts};
use hikiwake_finding::words::capital;

use crate::number::in_words;
use crate::statements::clause;
use crate::{Names, joined, who_does_what};

/// One reason, in a sentence.
pub(super) fn sentence(found: &Concepts, reason: &ConceptReason, names: &Names) -> String {
    let list = |actors: &Vec<String>| names.list(actors);
    match reason {
        ConceptReason::NoGroupLeaves if found.every_group => {
            "No group would leave, of whatever size.".to_owned()
        }
        ConceptReason::NoGroupLeaves => "None of the groups asked for would leave.".to_owned(),
        ConceptReason::GroupLeaves { step, .. } => format!(
            "{} {}: {}. No answer that the others gain by spoils that.",
            capital(&list(&step.movers)),
            match step.movers.len() {
                1 => "alone would leave it",
                _ => "would leave it together",
            },
            who_does_what::step(&found.options, step, names),
        ),
        ConceptReason::NobodyLeaves => "Nobody who looks so far ahead would leave.".to_owned(),
        ConceptReason::LeavesAhead {
            step,
            perhaps,
            end,
            ends,
        } => {
            let leaves = format!(
                "{} {} leave it: {}",
                capital(&list(&step.movers)),
                if *perhaps { "might" } else { "would" },
                who_does_what::step(&found.options, step, names),
            );
            let further = end.code != step.to || *ends > 1;
            let end = who_does_what::deeds(&found.options, &end.from_status_quo, names);
            match (further, end.as_str(), ends) {
                (false, ..) => format!("{leaves}, and expects that nobody moves on."),
                (true, "", 1) => format!("{leaves}, and expects to come back to what is in place."),
                (true, "", _) => format!("{leaves}, and expects what is in place at best."),
                (true, end, 1) => format!("{leaves}, and expects this in the end: {end}."),
                (true, end, _) => format!("{leaves}, and expects at best: {end}."),
            }
        }
        ConceptReason::NoLimit { actors } => format!(
            "For {} it depends on how far one looks, however far that is.",
            list(actors)
        ),
        ConceptReason::LeavesAlone { actor } => {
            format!("{} would leave alone.", capital(names.name(actor)))
        }
        ConceptReason::Kept { actor, greatly, by } => {
            let loss = match greatly {
                true => "a great loss",
                false => "a small loss, or no gain",
            };
            let quoted = by.iter().map(|wish| format!("“{}”", clause(wish.said())));
            let by = match by.is_empty() {
                true => String::new(),
                false => format!(", by {}", joined(&quoted.collect::<Vec<_>>())),
            };
            format!("What keeps {} is {loss}{by}.", names.name(actor))
        }
        ConceptReason::Content { actors } => {
            format!("No move would be better for {}.", list(actors))
        }
        ConceptReason::LeavesInEvery { actors } => {
            format!(
                "{} would leave it under every reading.",
                capital(&list(actors))
            )
        }
        ConceptReason::StaysInEvery => "Everybody would stay under every reading.".to_owned(),
        ConceptReason::Unsure { actors } => {
            format!(
                "Which reading is right decides what {} would do.",
                list(actors)
            )
        }
        ConceptReason::HoldsIn { readings, of } => {
            let (some, all) = (in_words(*readings as usize), in_words(*of as usize));
            format!("It would last in {some} of the {all} readings compared.")
        }
    }
}
