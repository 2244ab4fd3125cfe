//! Why each family says what it says of a state.

use hikiwake_conflict::{ConceptReason, Concepts};
use hikiwake_finding::words::{capital, no_or_count, none_or};

use crate::{Names, deeds, joined, statements, states, thousands};

/// One reason, in a sentence.
pub(super) fn sentence(found: &Concepts, reason: &ConceptReason, names: &Names) -> String {
    let list = |actors: &Vec<String>| names.list(actors);
    match reason {
        ConceptReason::NoGroupLeaves if found.every_group => {
            "No group would leave, of whatever size.".to_owned()
        }
        ConceptReason::NoGroupLeaves => "None of the groups asked for would leave.".to_owned(),
        ConceptReason::GroupLeaves { step, to } => format!(
            "{} would leave {} ({}), for {}; no answer of the others that they gain by spoils it.",
            capital(&list(&step.movers)),
            match step.movers.len() {
                1 => "alone",
                _ => "together",
            },
            deeds::deed(&found.options, &step.changes),
            states::place(to)
        ),
        ConceptReason::NobodyLeaves => "Nobody who looks so far ahead would leave.".to_owned(),
        ConceptReason::LeavesAhead {
            step,
            perhaps,
            end,
            ends,
        } => {
            let place = states::place(end);
            let expects = match (end.code == step.to, ends) {
                (true, 1) => "expecting that nobody moves on".to_owned(),
                (false, 1) => format!("expecting that it ends in {place}"),
                (_, &n) => format!("expecting one of {} ends, at best {place}", thousands(n)),
            };
            format!(
                "{}, looking {} ahead, {} leave ({}), {expects}.",
                capital(&list(&step.movers)),
                no_or_count(found.horizon, "move", "moves"),
                if *perhaps { "might" } else { "would" },
                deeds::deed(&found.options, &step.changes),
            )
        }
        ConceptReason::NoLimit { actors } => format!(
            "For {} it depends on how far one looks: there is no limit.",
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
            let quoted = by.iter().map(|s| format!("“{}”", statements::in_words(s)));
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
            format!("{} would leave, whatever is true.", capital(&list(actors)))
        }
        ConceptReason::StaysInEvery => "Everybody would stay, whatever is true.".to_owned(),
        ConceptReason::Unsure { actors } => format!(
            "It depends on what is true: nothing is sure of {}.",
            list(actors)
        ),
        ConceptReason::HoldsIn { readings, of } => format!(
            "It holds in {} of the {of} readings compared.",
            none_or(*readings)
        ),
    }
}
