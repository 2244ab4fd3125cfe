//! What a model rests on, in sentences.

use std::collections::BTreeSet;

use hikiwake_conflict::Analysis;
use hikiwake_evidence::Provenance;
use hikiwake_finding::Holding;

use crate::{joined, states};

/// What the judgements of who wants what rest on, and whether the answer stands on what the
/// sources state alone.
pub(crate) fn in_sentences(analysis: &Analysis) -> Vec<String> {
    let base = &analysis.provenance;
    let all = base.stated + base.inferred + base.analyst;
    if all == 0 {
        return vec!["Nobody’s wishes are told.".to_owned()];
    }
    let mut sentences = vec![grounds(base)];
    sentences.extend(sources(analysis));
    if base.hindsight > 0 {
        let was = if base.hindsight == 1 { "was" } else { "were" };
        sentences.push(format!(
            "{} of them {was} written with knowledge of how it ended.",
            base.hindsight
        ));
    }
    let claims = &base.claims;
    let ungraded = claims.grades.credibility_unknown;
    if ungraded > 0 {
        sentences.push(format!(
            "Whether the single claims are true has not been graded: {ungraded} of {}.",
            claims.claims
        ));
    }
    sentences.extend(stated_alone(analysis).map(str::to_owned));
    sentences
}

/// `Of the 26 judgements of who wants what: 20 stated in the sources, …`
fn grounds(base: &Provenance) -> String {
    let all = base.stated + base.inferred + base.analyst;
    let grounds = [
        (base.stated, "stated in the sources"),
        (base.inferred, "one step beyond the sources"),
        (base.analyst, "the analyst’s own"),
    ];
    if let Some((_, ground)) = grounds.iter().find(|(number, _)| *number == all) {
        return format!("All {all} judgements of who wants what are {ground}.");
    }
    let told: Vec<String> = (grounds.iter())
        .filter(|(number, _)| *number > 0)
        .map(|(number, ground)| format!("{number} {ground}"))
        .collect();
    format!(
        "Of the {all} judgements of who wants what: {}.",
        joined(&told)
    )
}

fn sources(analysis: &Analysis) -> Option<String> {
    let base = &analysis.provenance;
    let all = base.stated + base.inferred + base.analyst;
    let claims = analysis.statements.iter().flat_map(|wish| &wish.claims);
    let names: BTreeSet<&str> = claims.map(|claim| claim.source.as_str()).collect();
    let mut names = names.into_iter();
    match base.single_source {
        0 => None,
        some if some == all => Some(match (names.next(), names.next()) {
            (Some(only), None) => format!("All rest on one source, {only}."),
            _ => "Each of them rests on one source.".to_owned(),
        }),
        1 => Some("1 of them rests on one source.".to_owned()),
        some => Some(format!("{some} of them rest on one source each.")),
    }
}

/// Whether what is in place would last on what the sources state alone.
fn stated_alone(analysis: &Analysis) -> Option<&'static str> {
    let (stated, today) = (
        analysis.stated_only.as_ref()?,
        analysis.status_quo.as_ref()?,
    );
    let lasts = |holding: &Holding| states::holds_under(holding, "SEQ");
    let then = stated.status_quo.as_ref().is_some_and(lasts);
    Some(match (lasts(today), then) {
        (true, true) => "On what the sources state alone, what is in place would last, too.",
        (true, false) => "On what the sources state alone, what is in place would not last.",
        (false, true) => {
            "On what the sources state alone the opposite comes out: what is in place would last."
        }
        (false, false) => {
            "On what the sources state alone, what is in place would not last either."
        }
    })
}
