//! Numbers as they are written: one rule of rounding for every face.

pub use hikiwake_finding::words::{joined, thousands};
use serde::Serialize;

/// A number with what it counts and how exactly it is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// The value; a share is between 0 and 1.
    pub value: f64,
    /// How it is written.
    pub precision: Precision,
    /// What it is a number of, for a face that explains it: `share of what the plan is
    /// worth to Japan`. Empty where the sentence says it.
    pub meaning: String,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A count: digits in groups of three.
    Whole,
    /// At most so many decimals, without zeros at the end.
    AtMost(u8),
    /// Exactly so many decimals, for columns that are compared.
    Exactly(u8),
    /// A share as per cent: one decimal below ten, none above.
    Percent,
}

impl Number {
    /// A count.
    pub fn whole(value: u64) -> Self {
        Number::of(value as f64, Precision::Whole)
    }

    /// A share between 0 and 1 as per cent.
    pub fn percent(share: f64) -> Self {
        Number::of(share, Precision::Percent)
    }

    /// A number with a precision.
    pub fn of(value: f64, precision: Precision) -> Self {
        Number {
            value,
            precision,
            meaning: String::new(),
        }
    }

    /// The same number, with what it is a number of.
    #[must_use]
    pub fn meaning(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = meaning.into();
        self
    }

    /// As it stands in a sentence.
    pub fn written(&self) -> String {
        match self.precision {
            Precision::Whole => thousands(self.value.round() as u64),
            Precision::AtMost(decimals) => trimmed(format!("{:.*}", decimals.into(), self.value)),
            Precision::Exactly(decimals) => format!("{:.*}", decimals.into(), self.value),
            Precision::Percent => percent(self.value),
        }
    }

    /// As a program reads it: all digits, a point, no groups.
    pub fn exact(&self) -> String {
        self.value.to_string()
    }
}

/// `34%`; one decimal below ten; `0%` for nothing and `100%` for all, `<0.1%` and `>99%`
/// for what would round to them.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        0.0 => "0%".to_owned(),
        small if small > 0.0 && small < 0.05 => "<0.1%".to_owned(),
        // All but a few is not all.
        most if most > 99.5 && most < 100.0 - 1e-9 => ">99%".to_owned(),
        percent if percent < 9.95 => format!("{}%", trimmed(format!("{percent:.1}"))),
        percent => format!("{percent:.0}%"),
    }
}

/// `1 state`, `24 states`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", thousands(number))
}

/// The items as [`joined`] has them; of more than `most`, the first and how many more there
/// are.
pub(crate) fn joined_first(items: &[String], most: usize) -> String {
    match items.len().checked_sub(most) {
        None | Some(0) => joined(items),
        Some(more) => format!("{} and {more} more", items[..most].join(", ")),
    }
}

/// A small number in letters.
pub(crate) fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn trimmed(text: String) -> String {
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    match text {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_by_one_rule() {
        let written = [0.0, 0.0004, 0.0013, 0.05, 0.0994, 0.0995, 0.345, 0.997, 1.0].map(percent);
        assert_eq!(
            written,
            [
                "0%", "<0.1%", "0.1%", "5%", "9.9%", "10%", "34%", ">99%", "100%"
            ]
        );
    }

    #[test]
    fn numbers_are_written_as_asked() {
        assert_eq!(Number::whole(3_133_440).written(), "3,133,440");
        assert_eq!(Number::of(3.50, Precision::AtMost(2)).written(), "3.5");
        assert_eq!(Number::of(10.0, Precision::AtMost(0)).written(), "10");
        assert_eq!(Number::of(-0.001, Precision::AtMost(2)).written(), "0");
        assert_eq!(Number::of(0.65, Precision::Exactly(3)).written(), "0.650");
        assert_eq!(Number::percent(0.125).exact(), "0.125");
    }

    #[test]
    fn counts_and_lists_read_like_english() {
        assert_eq!(count(1, "state", "states"), "1 state");
        assert_eq!(count(1_024, "state", "states"), "1,024 states");
        assert_eq!(joined::<&str>(&[]), "");
        assert_eq!(joined(&["a", "b", "c"]), "a, b and c");
    }
}
