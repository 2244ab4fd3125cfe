//! Web addresses in texts.

use maud::{Markup, html};

/// The text with its web addresses as links; nothing but http and https is linked.
pub(crate) fn linked(text: &str) -> Markup {
    html! {
        @for (at, word) in text.split(' ').enumerate() {
            @if at > 0 { " " }
            @if word.starts_with("https://") || word.starts_with("http://") {
                @let url = word.trim_end_matches(['.', ',', ';', ')']);
                a href=(url) rel="noreferrer" { (url) } (word[url.len()..])
            } @else { (word) }
        }
    }
}
