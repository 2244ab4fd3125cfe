//! What sentences call forms and factions.

use super::types::*;

/// A form by its label.
pub(super) fn form(found: &DomesticRatification, id: Option<&str>) -> String {
    let head = found.forms.iter().find(|form| Some(form.id.as_str()) == id);
    match head {
        Some(head) => format!("“{}”", head.label),
        None => "other agreements".to_owned(),
    }
}

/// What sentences call a faction.
pub(super) fn faction(period: &RatifyPeriod, id: &str) -> String {
    let row = period.factions.iter().find(|row| row.head.id == id);
    row.map_or_else(|| id.to_owned(), |row| row.head.short.clone())
}
