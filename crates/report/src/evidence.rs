//! What a judgement rests on: reasons, badges and claims.

use hikiwake_finding::Ground;
use hikiwake_finding::{ClaimHead, StatementHead};
use maud::{Markup, html};

use crate::words;

/// The statement in plain words, else its formula.
pub(crate) fn plain(statement: &StatementHead) -> &str {
    if statement.text.is_empty() {
        &statement.wants
    } else {
        &statement.text
    }
}

/// Basis and hindsight, in words.
pub(crate) fn badges(statement: &StatementHead) -> Markup {
    let (class, text) = words::basis(&statement.basis);
    html! {
        span.badge.(class) { (text) }
        @if statement.hindsight { " " span.badge.hindsight { "hindsight" } }
    }
}

/// The claims, to be opened by those who want them.
pub(crate) fn claims(claims: &[ClaimHead]) -> Markup {
    html! {
        @if claims.is_empty() {
            p.small { "No claim is given for it." }
        } @else {
            details.claims {
                summary { "Evidence: " (words::count(claims.len() as u64, "claim", "claims")) }
                ul { @for claim in claims { li { (one(claim)) } } }
            }
        }
    }
}

/// The claims, to be opened on a screen; on paper their ids.
pub(crate) fn cited(cited: &[ClaimHead]) -> Markup {
    let ids: Vec<&str> = cited.iter().map(|claim| claim.id.as_str()).collect();
    html! {
        div.on-screen { (claims(cited)) }
        p.small.on-paper { "Claims: " (ids.join(", ")) }
    }
}

fn one(claim: &ClaimHead) -> Markup {
    html! {
        (claim.says) " "
        span.cite {
            (claim.source)
            @if !claim.place.is_empty() { ", " (claim.place) }
            @if !claim.by.is_empty() { "; asserted by " (claim.by) }
            " [" (claim.id) "]"
        }
    }
}

/// Basis and hindsight of a part of the record, in words.
pub(crate) fn ground_badges(ground: &Ground) -> Markup {
    let (class, text) = words::basis(&ground.basis);
    html! {
        span.badge.(class) { (text) }
        @if ground.hindsight { " " span.badge.hindsight { "hindsight" } }
    }
}
