//! How two figures of one metric stand to each other.

use hikiwake_dossier::file::{Bound, Figure};

use super::Read;
use crate::RegisterVerdict;
use crate::register::time::Relation;
use crate::register::unit::Match;
use crate::{register::values::Value, register::values::agree};

/// Why two figures that differ do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Clash,
    OtherTimes,
    OtherSpans,
    OtherWholes,
    OtherUnits,
    Currencies,
    FiscalYear,
    OnYear,
    CoarseTime,
    NoTime,
    TimeInWords,
    OneWhole,
    OthersWords,
}

/// How two figures of one metric stand to each other; `None` where they agree.
pub(super) fn compare(one: &Read, other: &Read) -> Option<Outcome> {
    let (a, b) = (one.figure, other.figure);
    if !one.of.is_empty() && !other.of.is_empty() && one.of != other.of {
        return Some(Outcome::OtherWholes);
    }
    let both_dates = match (a.value, b.value, &a.when, &b.when) {
        (Some(x), Some(y), ..) => {
            let value = |number, figure: &Figure| Value {
                number,
                bound: figure.bound,
            };
            match one.unit.against(&other.unit) {
                Match::Currencies => return Some(Outcome::Currencies),
                Match::Other => return Some(Outcome::OtherUnits),
                Match::Power(power) if agree(value(x, a), value(y, b), power) => return None,
                Match::Power(_) => false,
            }
        }
        (None, None, Some(x), Some(y)) if dates_agree((x, a.bound), (y, b.bound)) => return None,
        (None, None, Some(_), Some(_)) => true,
        _ => return Some(Outcome::OtherUnits),
    };
    // A figure that is a date is about no other time.
    let relation = match both_dates {
        true => Relation::Same,
        false => one.time.relation(&other.time),
    };
    Some(match relation {
        Relation::Apart => Outcome::OtherTimes,
        Relation::Overlap => Outcome::OtherSpans,
        _ if one.of != other.of => Outcome::OneWhole,
        Relation::Fiscal => Outcome::FiscalYear,
        Relation::OnYear => Outcome::OnYear,
        Relation::Coarser => Outcome::CoarseTime,
        Relation::NotGiven => Outcome::NoTime,
        Relation::Words => Outcome::TimeInWords,
        Relation::Same if a.within.is_empty() != b.within.is_empty() => Outcome::OthersWords,
        Relation::Same => Outcome::Clash,
    })
}

/// Whether two dates can both be right: one is within the other, or within what
/// its bound allows.
fn dates_agree((one, first): (&str, Bound), (other, second): (&str, Bound)) -> bool {
    // As first and last day, in numbers that compare as days do.
    let allowed = |text: &str, bound: Bound| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let day = |rest: &str| -> f64 {
            let whole = format!("{digits}{}", rest.get(digits.len()..).unwrap_or_default());
            whole.parse().unwrap_or_default()
        };
        let (start, end) = (day("00000101"), day("00001231"));
        match bound {
            Bound::Exact | Bound::About => (start, end),
            Bound::MoreThan => (end + 1.0, f64::INFINITY),
            Bound::AtLeast => (start, f64::INFINITY),
            Bound::LessThan => (f64::NEG_INFINITY, start - 1.0),
            Bound::AtMost => (f64::NEG_INFINITY, end),
        }
    };
    let (one, other) = (allowed(one, first), allowed(other, second));
    one.0 <= other.1 && other.0 <= one.1
}

impl Outcome {
    /// Whether both can be true.
    pub(super) fn verdict(self) -> RegisterVerdict {
        match self {
            Outcome::Clash => RegisterVerdict::Clash,
            Outcome::OtherTimes | Outcome::OtherSpans => RegisterVerdict::OtherDate,
            Outcome::OtherWholes | Outcome::OtherUnits => RegisterVerdict::OtherMeasure,
            _ => RegisterVerdict::Open,
        }
    }
}
