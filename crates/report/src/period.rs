//! A state in words, with what it is marked as.

use hikiwake_finding::StateRow;
use maud::{Markup, html};

pub(crate) fn described(row: &StateRow) -> Markup {
    html! {
        @if row.text.is_empty() { "nothing is taken" } @else { (row.text) }
        @if row.status_quo { " " span.mark.quo { "status quo" } }
        @for outcome in &row.outcomes { " " span.mark.outcome { "happened: " (outcome) } }
    }
}
