//! How two figures of one metric stand to each other.

use hikiwake_dossier::Date;
use hikiwake_dossier::date::{DAYS, day_after, day_before};
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
fn dates_agree(one: (&str, Bound), other: (&str, Bound)) -> bool {
    // The first and the last day that are allowed.
    let allowed = |(text, bound): (&str, Bound)| {
        let date = Date::parse(text)?;
        Some(match bound {
            Bound::Exact | Bound::About => (date.first, date.last),
            Bound::MoreThan => (day_after(date.last), DAYS.1),
            Bound::AtLeast => (date.first, DAYS.1),
            Bound::LessThan => (DAYS.0, day_before(date.first)),
            Bound::AtMost => (DAYS.0, date.last),
        })
    };
    let both = allowed(one).zip(allowed(other));
    both.is_some_and(|(one, other)| one.0 <= other.1 && other.0 <= one.1)
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
