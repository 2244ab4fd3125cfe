//! Changes of options as something that one does.

use std::collections::BTreeSet;

use hikiwake_finding::{OptionChange, OptionHead};

use crate::{joined, states};

/// What is changed, as something that one does: `drop “Keep the sanctions” and take up
/// “Make an economic offer”`. Where several do it, it is said whose consent changes:
/// `consent to “Sign a treaty” (Japan and Russia)`.
pub(crate) fn deed(options: &[OptionHead], changes: &[OptionChange]) -> String {
    let changed: Vec<(&OptionHead, u8, u8)> = (changes.iter())
        .filter_map(|change| Some((options.get(change.option)?, change.from, change.to)))
        .collect();
    let doers: BTreeSet<&str> = (changed.iter())
        .map(|(option, ..)| option.owner.as_str())
        .collect();
    let mut deeds = Vec::new();
    for parties in changed.chunk_by(|(a, ..), (b, ..)| same_option(a, b)) {
        let made: BTreeSet<(u8, u8)> = parties.iter().map(|&(_, from, to)| (from, to)).collect();
        for (from, to) in made {
            let same = parties.iter().filter(|part| (part.1, part.2) == (from, to));
            let whose: Vec<&str> = same
                .filter_map(|(option, ..)| Some(option.consent.as_ref()?.party.name.as_str()))
                .collect();
            let whose = match doers.len() > 1 && !whose.is_empty() {
                true => format!(" ({})", joined(&whose)),
                false => String::new(),
            };
            deeds.push(format!("{}{whose}", one_change(parties[0].0, from, to)));
        }
    }
    joined(&deeds)
}

/// Whether both are the same option, or consents to the same joint option.
fn same_option(a: &OptionHead, b: &OptionHead) -> bool {
    let id = |option: &OptionHead| match &option.consent {
        Some(consent) => consent.option.clone(),
        None => option.id.clone(),
    };
    id(a) == id(b)
}

/// The option's name; of a consent, that of what is consented to.
pub(crate) fn label(option: &OptionHead) -> &str {
    let (id, label) = match &option.consent {
        Some(consent) => (&consent.option, &consent.label),
        None => (&option.id, &option.label),
    };
    if label.is_empty() { id } else { label }
}

fn one_change(option: &OptionHead, from: u8, to: u8) -> String {
    let label = label(option);
    let level = |level| states::level(option, level).unwrap_or_default();
    match (option.levels.len(), &option.consent, to) {
        (2, None, 0) => format!("drop “{label}”"),
        (2, None, _) => format!("take up “{label}”"),
        (2, Some(_), 0) => format!("withdraw consent to “{label}”"),
        (2, Some(_), _) => format!("consent to “{label}”"),
        _ => format!("set “{label}” from “{}” to “{}”", level(from), level(to)),
    }
}
