//! Whether a formula came true in the record, where the record can tell.

use hikiwake_dossier::Day;
use hikiwake_dossier::file::{Holds, Outturn};
use hikiwake_graph::Formula;

use super::record::{Base, Record};

/// A prediction as the record can test it.
pub(crate) struct Test<'a> {
    /// What must hold.
    pub expects: &'a Formula,
    /// Only where this holds too.
    pub given: Option<&'a Formula>,
    /// When it must hold.
    pub holds: Holds,
    /// First and last day.
    pub from: Day,
    pub until: Day,
}

/// Whether a formula over columns holds of these levels.
pub(crate) fn holds(formula: &Formula, levels: &[u8]) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Level { axis, levels: set } => {
            levels.get(*axis).is_some_and(|level| set >> level & 1 == 1)
        }
        Formula::Not(part) => !holds(part, levels),
        Formula::And(parts) => parts.iter().all(|part| holds(part, levels)),
        Formula::Or(parts) => parts.iter().any(|part| holds(part, levels)),
    }
}

impl Test<'_> {
    /// Whether the test is made on these levels, and how it comes out there.
    pub fn at(&self, levels: &[u8]) -> Option<bool> {
        let tested = self.given.is_none_or(|given| holds(given, levels));
        tested.then(|| holds(self.expects, levels))
    }

    /// What became of it, and the day that decided. A day settles what one day can
    /// settle (`once` met, `throughout` broken), however far the record reaches;
    /// all else is unknown unless the record reaches from the first day to the last.
    pub fn outturn(&self, record: &Record, base: Base) -> (Outturn, Option<Day>) {
        let whole = self.from <= self.until
            && record.start(base).is_some_and(|start| start <= self.from)
            && record.end.is_some_and(|end| self.until <= end);
        if self.holds == Holds::AtEnd {
            let levels = record.on(self.until, base);
            let outturn = match levels.filter(|_| self.from <= self.until) {
                None => Outturn::Unknown,
                Some(levels) => match self.at(&levels) {
                    None => Outturn::Void,
                    Some(true) => Outturn::True,
                    Some(false) => Outturn::False,
                },
            };
            let decided = (outturn != Outturn::Unknown).then_some(self.until);
            return (outturn, decided);
        }
        // The result of a single day that settles the whole.
        let settles = self.holds == Holds::Once;
        let mut tested = false;
        for (day, levels) in record.between(self.from, self.until, base) {
            let result = self.at(&levels);
            tested |= result.is_some();
            if result == Some(settles) {
                return (
                    if settles {
                        Outturn::True
                    } else {
                        Outturn::False
                    },
                    Some(day),
                );
            }
        }
        let outturn = match (whole, tested) {
            (false, _) => Outturn::Unknown,
            (true, false) => Outturn::Void,
            (true, true) if settles => Outturn::False,
            (true, true) => Outturn::True,
        };
        (outturn, None)
    }
}
