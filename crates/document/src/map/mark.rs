//! The marks of places.

use maud::{Markup, html};

use crate::canvas::{diamond, fixed};

/// Areas have a name and no mark.
pub(super) fn has_mark(kind: &str) -> bool {
    !matches!(kind, "land" | "sea")
}

/// The mark of a place.
pub(super) fn mark(kind: &str, (x, y): (f64, f64)) -> Markup {
    html! {
        @match kind {
            "disputed" => polygon.disputed-mark points=(diamond(x, y, 5.0)) {},
            "base" => rect.base x=(fixed(x - 4.0)) y=(fixed(y - 4.0)) width="8" height="8" {},
            "town" => circle.town cx=(fixed(x)) cy=(fixed(y)) r="3.5" {},
            _ => {}
        }
    }
}
