//! What actors do, in words: options taken up, given up and changed, told by the dossier's
//! own verbs where it has them.

use hikiwake_finding::{OptionChange, OptionHead, WalkStep};

use crate::deeds::label;
use crate::{Names, joined, states};

/// The option as a thing: `the package`, `“Keep the sanctions”`.
pub(crate) fn named(option: &OptionHead) -> String {
    match option.noun.as_str() {
        "" => format!("“{}”", label(option)),
        noun => noun.to_owned(),
    }
}

/// `launches the package`, `gives up “Keep the sanctions”`, `brings “Fill the reservoir” to
/// full`: what its owner does who makes this change.
pub(crate) fn deed(option: &OptionHead, change: &OptionChange) -> String {
    let up = change.to > change.from;
    if option.levels.len() > 2 && change.to > 0 {
        let level = states::level(option, change.to).unwrap_or_default();
        return format!("brings {} to {level}", named(option));
    }
    let label = label(option);
    match (up, option.does.as_str(), option.undoes.as_str()) {
        (true, "", _) if option.consent.is_some() => format!("agrees to “{label}”"),
        (true, "", _) => format!("takes up “{label}”"),
        (true, does, _) => does.to_owned(),
        (false, _, "") if option.consent.is_some() => format!("no longer agrees to “{label}”"),
        (false, _, "") => format!("gives up “{label}”"),
        (false, _, undoes) => undoes.to_owned(),
    }
}

/// `Japan launches the package; Russia opens the islands and moves its forces back`: who
/// does what, in the order of the options.
pub(crate) fn deeds(options: &[OptionHead], changes: &[OptionChange], names: &Names) -> String {
    let mut by_owner: Vec<(&str, Vec<String>)> = Vec::new();
    for change in changes {
        let option = &options[change.option];
        let done = deed(option, change);
        match by_owner
            .iter_mut()
            .find(|(owner, _)| *owner == option.owner)
        {
            Some((_, all)) if !all.contains(&done) => all.push(done),
            Some(_) => {}
            None => by_owner.push((&option.owner, vec![done])),
        }
    }
    // Those who do the same are told together: a treaty is signed once.
    let mut told: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for (owner, all) in by_owner {
        match told.iter_mut().find(|(_, same)| *same == all) {
            Some((owners, _)) => owners.push(names.name(owner)),
            None => told.push((vec![names.name(owner)], all)),
        }
    }
    let clauses = told.iter().map(|(owners, all)| match owners.len() {
        1 => format!("{} {}", owners[0], joined(all)),
        _ => format!("{} each {}", joined(owners), joined(all)),
    });
    clauses.collect::<Vec<_>>().join("; ")
}

/// `the package`, `“Keep the sanctions”`, `“Fill the reservoir” at full`: what is in place
/// where an option has been taken.
pub(crate) fn thing(option: &OptionHead, level: u8) -> String {
    let named = named(option);
    if let Some(consent) = &option.consent {
        return format!("the consent of {} to {named}", consent.party.name);
    }
    match states::level(option, level) {
        Some(at) if option.levels.len() > 2 => format!("{named} at {at}"),
        _ => named,
    }
}

/// A step in words: `Japan launches the package`.
pub(crate) fn step(options: &[OptionHead], step: &WalkStep, names: &Names) -> String {
    deeds(options, &step.changes, names)
}

/// Several steps in their order: `Japan launches the package; then Russia opens the islands`.
pub(crate) fn steps<'a>(
    options: &[OptionHead],
    steps: impl IntoIterator<Item = &'a WalkStep>,
    names: &Names,
) -> String {
    let told = steps.into_iter().map(|one| step(options, one, names));
    told.collect::<Vec<_>>().join("; then ")
}
