//! Why two figures differ, in a sentence.

use super::Read;
use super::compare::Outcome;
use crate::RegisterSide;

impl Outcome {
    /// Why, of these two figures.
    pub(super) fn why(self, one: &Read, other: &Read) -> String {
        let (a, b) = (&one.side, &other.side);
        let times = || format!("{} and {}", quoted(&a.date), quoted(&b.date));
        match self {
            Outcome::Clash if one.figure.when.is_some() => format!(
                "Both give the date of the same thing, and {} is not {}.",
                a.value, b.value
            ),
            Outcome::Clash => format!(
                "Both count the same thing at the same time ({}), and {} is not {}.",
                a.date, a.value, b.value
            ),
            Outcome::OtherTimes => format!("They are about other times, {}.", times()),
            Outcome::OtherSpans => format!(
                "They are about times that overlap without being the same, {}.",
                times()
            ),
            Outcome::OtherWholes => format!(
                "They are parts of other wholes: of {}, and of {}.",
                a.of, b.of
            ),
            Outcome::OtherUnits => format!(
                "They are measured otherwise, {} and {}, and do not convert into each other.",
                unit(a),
                unit(b)
            ),
            Outcome::Currencies => {
                "They are in two currencies, and no rate of exchange is applied.".to_string()
            }
            Outcome::FiscalYear => format!(
                "One is for a fiscal year, the other for calendar time, {}: when that fiscal year \
                 begins is not said, so the times may be the same.",
                times()
            ),
            Outcome::OnYear => format!(
                "Only one is said to be a change on the year before, {}.",
                times()
            ),
            Outcome::CoarseTime => format!(
                "One time is given less exactly than the other, {}: they may be the same.",
                times()
            ),
            Outcome::NoTime => match (a.date.is_empty(), b.date.is_empty()) {
                (true, true) => "Neither says which time it is about.".to_string(),
                _ => format!("Not both say which time they are about, {}.", times()),
            },
            Outcome::TimeInWords => format!(
                "A time is given in words that the program does not read, {}.",
                times()
            ),
            Outcome::OneWhole => {
                let of = if a.of.is_empty() { &b.of } else { &a.of };
                format!("Only one says of what it is a part: of {of}.")
            }
            Outcome::OthersWords => {
                let within = match one.figure.within.as_str() {
                    "" => &other.figure.within,
                    within => within,
                };
                format!("One number stands in the {within}, not in the source's own words.")
            }
        }
    }
}

fn quoted(date: &str) -> String {
    match date.trim() {
        "" => "no time given".to_string(),
        date => format!("“{date}”"),
    }
}

fn unit(side: &RegisterSide) -> String {
    match (side.number, side.unit.as_str()) {
        (None, _) => "as a date".to_string(),
        (_, "") => "without a unit".to_string(),
        (_, unit) => format!("in {unit}"),
    }
}
