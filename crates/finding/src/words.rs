//! Names, counts and lists in English. No sentence needs a verb that agrees with
//! an actor's name, so that `Japan` and `the ministries` read equally well.

use hikiwake_dossier::Dossier;

use crate::{ScenarioHead, StateRow, basis};

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `no state`, `1 state`, `6,144 states`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    }
}

/// `none`, or the number.
pub fn none_or(number: u64) -> String {
    match number {
        0 => "none".to_string(),
        n => thousands(n),
    }
}

/// The number with its digits in groups of three: `6,144`.
pub fn thousands(number: u64) -> String {
    hikiwake_dossier::grouped(&number.to_string())
}

/// A number of any length as a person says it: in full up to a million millions,
/// then roughly, `about 1.3 × 10^30`.
pub fn large(digits: &str) -> String {
    if digits.len() <= 13 {
        return hikiwake_dossier::grouped(digits);
    }
    format!(
        "about {}.{} × 10^{}",
        &digits[..1],
        &digits[1..2],
        digits.len() - 1
    )
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `rina (economy, sanctions)`
pub fn state(row: &StateRow) -> String {
    format!("{} ({})", row.code, row.text)
}

/// The state by the name under which the reader knows it.
pub fn place(row: &StateRow) -> String {
    match row.outcomes.as_slice() {
        _ if row.status_quo => "the status quo".to_string(),
        [] => format!("the state {}", row.code),
        [label, ..] => format!("“{label}”"),
    }
}

/// The names of actors, as a list.
pub fn actors(dossier: &Dossier, ids: &[String]) -> String {
    let names: Vec<String> = (ids.iter())
        .map(|id| basis::actor_name(dossier, id))
        .collect();
    list(&names)
}

/// The scenario by what tells it from `other`.
pub fn scenario(head: &ScenarioHead, other: &ScenarioHead) -> String {
    let mut parts = Vec::new();
    if head.period != other.period
        && let Some(period) = &head.period
    {
        parts.push(format!("“{}”", period.label));
    }
    if head.reading != other.reading {
        parts.push(match &head.reading {
            Some(reading) => format!("“{}”", reading.label),
            None => "the base reading".to_string(),
        });
    }
    if head.stated_only != other.stated_only {
        parts.push(match head.stated_only {
            true => "stated statements only".to_string(),
            false => "all statements".to_string(),
        });
    }
    match parts.is_empty() {
        true => "this scenario".to_string(),
        false => parts.join(", "),
    }
}
