//! What all arrangements share that nobody could better alone, and in what they differ.

use std::collections::BTreeSet;

use hikiwake_conflict::Analysis;
use hikiwake_finding::OptionHead;

use crate::glossary::FIRM;
use crate::number::joined_first;
use crate::{Text, joined, who_does_what};

/// Most things told in one list; beyond, a list says nothing.
const TOLD: usize = 4;

/// `Wherever nobody has a better move of its own, all that is in place stays; they differ
/// only in …`: from the levels that these arrangements share.
pub(super) fn common_ground(analysis: &Analysis) -> Option<Text> {
    let today = &analysis.status_quo.as_ref()?.state.levels;
    let firm = (analysis.equilibrium_counts.iter()).find(|count| count.concept == "Nash")?;
    let quo_is_firm = (analysis.status_quo.iter())
        .any(|quo| quo.concepts.iter().any(|concept| concept == "Nash"));
    match firm.states {
        0 => {
            let nowhere =
                FIRM.said_as("Of no arrangement could it be said that nobody has a better move");
            return Some(Text::from(nowhere).and("."));
        }
        1 if quo_is_firm => {
            let alone = FIRM.said_as("Of no other arrangement could that be said");
            return Some(Text::from(alone).and("."));
        }
        _ => {}
    }
    let mut differences: (Vec<String>, Vec<String>) = Default::default();
    for (at, option) in on_the_table(analysis) {
        match firm.shared[at] {
            Some(level) if level == today[at] => {}
            Some(0) => differences.1.push(who_does_what::thing(option, today[at])),
            Some(level) => differences.0.push(who_does_what::thing(option, level)),
            None => {}
        }
    }
    let (have, lack) = differences;
    let varying: BTreeSet<String> = on_the_table(analysis)
        .filter(|(at, _)| firm.shared[*at].is_none())
        .map(|(_, option)| subject(option))
        .collect();
    let keep = match have_and_lack(&have, &lack) {
        told if told.is_empty() => "keep what is in place".to_owned(),
        told => told,
    };
    let differ = match varying.len() {
        0 => String::new(),
        n if n > TOLD => "; in much else they differ".to_owned(),
        _ => format!(
            "; they differ only in {}",
            joined(&varying.into_iter().collect::<Vec<_>>())
        ),
    };
    let head = FIRM.said_as("Arrangements in which nobody would have a better move of its own");
    Some(Text::from(head).and(format!(" {keep}{differ}.")))
}

/// `It would come to rest with the order lifted and without the appeal`: what all share that
/// would last, where nothing is known to be in place.
pub(super) fn rest(analysis: &Analysis) -> String {
    let lasting = (analysis.equilibrium_counts.iter()).find(|count| count.concept == "SEQ");
    let shared = lasting.map_or(&[][..], |lasting| &lasting.shared);
    if shared.is_empty() {
        return "It would come to rest nowhere".to_owned();
    }
    let (mut have, mut lack) = (Vec::new(), Vec::new());
    for (at, option) in on_the_table(analysis) {
        match shared[at] {
            Some(0) => lack.push(who_does_what::named(option)),
            Some(level) => have.push(who_does_what::thing(option, level)),
            None => {}
        }
    }
    match have_and_lack(&have, &lack) {
        told if told.is_empty() => "Arrangements that would last share nothing".to_owned(),
        told => format!("Arrangements that would last all {told}"),
    }
}

fn on_the_table(analysis: &Analysis) -> impl Iterator<Item = (usize, &OptionHead)> {
    let options = analysis.options.iter().enumerate();
    options.filter(|(_, option)| !option.absent)
}

/// `have the package and lack the sanctions`
fn have_and_lack(have: &[String], lack: &[String]) -> String {
    let parts = [("have", have), ("lack", lack)].into_iter();
    let told = parts
        .filter(|(_, things)| !things.is_empty())
        .map(|(word, things)| format!("{word} {}", joined_first(things, TOLD)));
    joined(&told.collect::<Vec<_>>())
}

/// What an option is about; the consents of one joint option are one thing.
fn subject(option: &OptionHead) -> String {
    match &option.consent {
        Some(consent) => format!("who agrees to “{}”", consent.label),
        None => who_does_what::named(option),
    }
}
