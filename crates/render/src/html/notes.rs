//! What the cited claims say, below what cites them.

use hikiwake_document::{Cited, count};
use maud::{Markup, html};

/// What the cited claims say, each once: to be opened on a screen.
pub(super) fn folded(cited: &[&Cited]) -> Markup {
    html! {
        @if !cited.is_empty() {
            details.claims {
                summary { "Evidence: " (count(cited.len() as u64, "claim", "claims")) }
                (notes(cited))
            }
        }
    }
}

/// What the cited claims say.
pub(super) fn notes(cited: &[&Cited]) -> Markup {
    html! {
        ul { @for (note, cited) in cited.iter().enumerate() {
            li id={ "claim-" (note) } {
                span.cite { "[" (cited.id) "]" } " " (cited.says) " "
                span.cite {
                    (cited.source)
                    @if !cited.place.is_empty() { ", " (cited.place) }
                    @if !cited.by.is_empty() { "; asserted by " (cited.by) }
                }
            }
        } }
    }
}
