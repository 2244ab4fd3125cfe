//! The figure of a claim, ready to be shown.

use hikiwake_dossier::file::{Bound, Figure};
use hikiwake_dossier::{Dossier, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ClaimHead, basis, words};

/// A number or date that a source gives, with its claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// What is measured, as one short name.
    pub metric: String,
    /// The number; `None` where the figure is a date.
    pub value: Option<f64>,
    /// Unit.
    pub unit: String,
    /// How it stands to the truth: `=`, `~` (about), `>`, `<`, `<=`, `>=`.
    pub bound: String,
    /// The time that it is about, as written.
    pub date: String,
    /// The figure in words: `more than 180 km`.
    pub text: String,
    /// The amount alone in few signs, for a drawing: `> 180 km`, with spaces that do
    /// not break.
    pub short: String,
    /// The claim that gives it.
    pub claim: ClaimHead,
}

/// The figure of the claim with this id; `None` where it gives none.
pub fn measure(dossier: &Dossier, id: &str) -> Option<Measure> {
    let figure = dossier.file.claims.get(id)?.figure.as_ref()?;
    let claim = basis::claims(dossier, std::slice::from_ref(&id.to_owned())).pop()?;
    let word = before(figure.bound);
    let sign = match figure.bound {
        Bound::Exact => "",
        Bound::About => "≈ ",
        Bound::MoreThan => "> ",
        Bound::LessThan => "< ",
        Bound::AtMost => "≤ ",
        Bound::AtLeast => "≥ ",
    };
    let fall = falls_further(figure);
    let (number, word, sign) = match figure.value {
        Some(value) if fall => (-value, "a fall of more than ", "falls > "),
        Some(value) => (value, word, sign),
        None => (0.0, word, sign),
    };
    let amount = match &figure.when {
        Some(date) => date::worded(date),
        None => with_unit(&decimal(number), &figure.unit),
    };
    let of = if figure.of.is_empty() {
        String::new()
    } else {
        format!(" of {}", figure.of)
    };
    Some(Measure {
        metric: figure.metric.clone(),
        value: figure.value,
        unit: figure.unit.clone(),
        bound: figure.bound.as_written().to_owned(),
        date: figure.date.clone(),
        text: format!("{word}{amount}{of}"),
        // Kept on one line: a sign or a unit alone says nothing.
        short: format!("{sign}{amount}").replace(' ', "\u{a0}"),
        claim,
    })
}

/// "Less than −33 percent" of a change is a fall by more than 33 percent.
fn falls_further(figure: &Figure) -> bool {
    figure.bound == Bound::LessThan && figure.value.is_some_and(|value| value < 0.0)
}

/// A bound as it stands before a number: `more than `.
pub fn before(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
        Bound::AtMost => "at most ",
        Bound::AtLeast => "at least ",
    }
}

fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        "percent" => format!("{number}%"),
        "rank" => format!("rank {number}"),
        unit => format!("{number} {unit}"),
    }
}

/// `100,000`, `2.6`, `−25`: digits in groups of three, at most three decimals.
pub fn decimal(value: f64) -> String {
    let rounded = format!("{:.3}", value.abs());
    let (whole, rest) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let rest = rest.trim_end_matches('0');
    let sign = if value < 0.0 { "−" } else { "" };
    let whole = (whole.parse::<u64>()).map_or_else(|_| whole.to_owned(), words::thousands);
    match rest {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(decimal(100_000.0), "100,000");
        assert_eq!(decimal(2.6), "2.6");
        assert_eq!(decimal(-25.0), "−25");
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(with_unit("9", "percent"), "9%");
    }
}
