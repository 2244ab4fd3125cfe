//! What decision diagrams answer, in plain sentences.

use hikiwake_conflict::{Symbolic, SymbolicLandmark, SymbolicPattern};
use hikiwake_finding::words::{capital, large};

use super::in_words;
use crate::glossary::FIRM;
use crate::{Names, Text, sentence};

/// Whether what is in place lasts, and what becomes of the pattern named first.
pub(super) fn answer(found: &Symbolic, names: &Names) -> String {
    let today = today(found).map(|today| format!("What is in place {}", becomes(today, names)));
    let unsaid = || "The dossier does not say what is in place".to_owned();
    let first = found.patterns.first();
    let pattern = first.map(|first| format!("“{}” {}", first.label, pattern(first)));
    let clauses = [today.unwrap_or_else(unsaid)].into_iter().chain(pattern);
    sentence::of_clauses(&clauses.collect::<Vec<_>>())
}

fn today(found: &Symbolic) -> Option<&SymbolicLandmark> {
    found.landmarks.iter().find(|one| is_today(one))
}

fn is_today(one: &SymbolicLandmark) -> bool {
    one.state.as_ref().is_some_and(|state| state.status_quo)
}

fn under(landmark: &SymbolicLandmark, concept: &str) -> bool {
    landmark.concepts.iter().any(|held| held == concept)
}

/// `would last`, `would not last: Japan would leave it`
fn becomes(landmark: &SymbolicLandmark, names: &Names) -> String {
    if let Some(why) = &landmark.infeasible {
        return format!("has no place in the model. {why}");
    }
    match landmark.leavers.as_slice() {
        [] if under(landmark, "Nash") => "would last".to_owned(),
        [] if under(landmark, "SEQ") => "would last, but only by fear of the answer".to_owned(),
        [] => "may last: a limit was reached".to_owned(),
        leavers => format!("would not last: {} would leave it", names.list(leavers)),
    }
}

/// What becomes of a pattern, behind its name.
fn pattern(pattern: &SymbolicPattern) -> &'static str {
    let seq = pattern.holding.iter().find(|(concept, _)| concept == "SEQ");
    let lasting = seq.and_then(|(_, states)| states.as_deref());
    match (lasting, pattern.by_improvements.as_deref()) {
        (None, _) => "may last: a limit was reached",
        (Some("0"), _) => "would not last",
        (_, None) => "would last once made",
        (_, Some("0")) => "would last once made, but nobody’s own steps lead there",
        _ => "can be reached step by step",
    }
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &Symbolic, names: &Names) -> Vec<Text> {
    let mut told: Vec<Text> = Vec::new();
    if today(found).is_some_and(|today| under(today, "Nash")) {
        let firm = FIRM.said_as("Nobody has a better move of its own");
        told.push(Text::from(firm).and("."));
    }
    told.extend(shared(found).map(Text::from));
    let others = found.patterns.iter().skip(1);
    told.extend(others.map(|one| format!("“{}” {}.", one.label, pattern(one)).into()));
    let happened = found.landmarks.iter().filter(|one| !is_today(one));
    told.extend(happened.map(|one| {
        let told = becomes(one, names);
        format!(
            "What happened, {}, {}.",
            one.label,
            told.trim_end_matches('.')
        )
        .into()
    }));
    let reached = found.reached.as_ref();
    if reached.and_then(|reached| reached.improvements.as_deref()) == Some("1") {
        told.push("No step is in its mover’s own interest: left alone, nothing moves.".into());
    }
    let why = match found.too_large {
        true => "There are too many arrangements to look at one by one.",
        false => "The arrangements were not looked at one by one, as you asked.",
    };
    told.push(
        format!("{why} So nothing is said of paths, of groups, of reasons or of sources.").into(),
    );
    told
}

/// What all that lasts has in common.
fn shared(found: &Symbolic) -> Option<String> {
    let seq = found
        .concepts
        .iter()
        .find(|concept| concept.concept == "SEQ")?;
    let set = seq.equilibria.as_ref()?;
    if set.states == "0" {
        return Some("Nothing would last.".to_owned());
    }
    let formula = set
        .formula
        .as_ref()
        .filter(|formula| !formula.except && formula.complete)?;
    let common = match formula.terms.as_slice() {
        [only] => &only.options,
        _ => &formula.always,
    };
    (!common.is_empty()).then(|| {
        let common = in_words(common.iter(), &found.options);
        format!("All that would last has this in common: {common}.")
    })
}

/// How large the space is and how it was answered, how many last and are reached.
pub(super) fn counted(found: &Symbolic) -> Vec<String> {
    let combinations = large(&found.combinations);
    let mut sentences = vec![match found.too_large {
        true => format!(
            "The options make {combinations} combinations of levels, more than memory holds one \
             by one: what is said was answered on binary decision diagrams, and is exact."
        ),
        false => format!(
            "Answered on binary decision diagrams, as --symbolic asks, for {combinations} \
             combinations of levels; exact."
        ),
    }];
    if found.feasible != found.combinations {
        sentences.push(format!(
            "The rules leave {}.",
            arrangements(&found.feasible)
        ));
    }
    let seq = found.concepts.iter().find(|c| c.concept == "SEQ");
    if let Some(set) = seq.and_then(|c| c.equilibria.as_ref()) {
        let (lasting, share) = (arrangements(&set.states), percent(set.share));
        sentences.push(format!(
            "Once each reckons with answers that pay for those who give them (SEQ), {lasting} \
             would last, {share} of all."
        ));
    }
    for landmark in found
        .landmarks
        .iter()
        .filter(|one| !one.concepts.is_empty())
    {
        let label = match is_today(landmark) {
            true => "what is in place",
            false => &landmark.label,
        };
        let under = crate::joined(&landmark.concepts);
        sentences.push(format!("{} would last under {under}.", capital(label)));
    }
    for pattern in &found.patterns {
        let seq = pattern.holding.iter().find(|(concept, _)| concept == "SEQ");
        let Some((_, Some(lasting))) = seq else {
            continue;
        };
        let near = match pattern.by_improvements.as_deref() {
            Some(near) if lasting != "0" => format!(
                ", and steps in their mover’s interest lead to {} of them",
                if near == "0" {
                    "none".to_owned()
                } else {
                    large(near)
                }
            ),
            _ => String::new(),
        };
        sentences.push(format!(
            "“{}”: {} would last (SEQ){near}.",
            pattern.label,
            arrangements(lasting)
        ));
    }
    if let Some(improvements) = (found.reached.as_ref()).and_then(|one| one.improvements.as_ref()) {
        sentences.push(format!(
            "From what is in place, steps in their mover’s interest lead to {}, itself included.",
            arrangements(improvements)
        ));
    }
    sentences
}

/// `no arrangement`, `1 arrangement`, `about 1.3 × 10^30 arrangements`.
fn arrangements(digits: &str) -> String {
    match digits {
        "0" => "no arrangement".to_owned(),
        "1" => "1 arrangement".to_owned(),
        n => format!("{} arrangements", large(n)),
    }
}

/// A share as a person says it.
fn percent(share: f64) -> String {
    match 100.0 * share {
        p if p >= 99.95 && share < 1.0 => "nearly all".to_string(),
        p if p >= 10.0 => format!("{p:.0}%"),
        p if p >= 0.1 => format!("{p:.1}%"),
        p if p > 0.0 => "less than 0.1%".to_string(),
        _ => "none".to_string(),
    }
}
