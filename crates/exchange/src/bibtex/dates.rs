//! When something was issued, as BibTeX and BibLaTeX tell it together.

use hikiwake_dossier::{CslDate, CslPoint};
use serde_json::{Value, json};

use crate::people::date;

/// The fields that tell the date of issue, as text; empty where one is missing.
pub(super) struct Issued<'f> {
    pub date: &'f str,
    pub year: &'f str,
    pub month: &'f str,
    pub day: &'f str,
}

impl Issued<'_> {
    /// The date as CSL-JSON holds it, and the names of the fields that it does not
    /// hold. `Err` where the fields tell different dates.
    pub fn read(&self) -> Result<(Option<Value>, Vec<&'static str>), ()> {
        let whole = CslDate::parse(self.date);
        let year = match whole {
            Some(whole) if self.year.is_empty() && whole.first.year > 0 => {
                format!("{:04}", whole.first.year)
            }
            _ => self.year.to_owned(),
        };
        let parts = self.parts(&year);
        let alone = CslDate::parse(&year);
        let mut left = Vec::new();
        if parts.is_none() {
            let rest = [("month", self.month), ("day", self.day)];
            left.extend(
                rest.iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(name, _)| *name),
            );
        }
        let value = match (whole, parts.or(alone)) {
            (Some(whole), Some(parts)) if !agree(whole.first, parts.first) => return Err(()),
            (Some(whole), Some(parts))
                if finer(parts.first, whole.first) && whole.last.is_none() =>
            {
                let circa = whole.circa || parts.circa;
                Some(CslDate { circa, ..parts }.to_value())
            }
            (Some(whole), parts) => {
                if parts.is_none() && !self.year.is_empty() {
                    left.push("year");
                }
                Some(whole.to_value())
            }
            (None, Some(parts)) => {
                left.extend((!self.date.is_empty()).then_some("date"));
                Some(parts.to_value())
            }
            (None, None) if !self.date.is_empty() => {
                left.extend((!self.year.is_empty()).then_some("year"));
                Some(date(self.date))
            }
            (None, None) => (!self.year.is_empty()).then(|| json!({ "literal": self.year })),
        };
        Ok((value, left))
    }

    /// The date of year, month and day, if it is understood. A month may hold the day,
    /// two days or two months.
    fn parts(&self, year: &str) -> Option<CslDate> {
        match self.month.parse::<u32>() {
            Ok(month) => {
                let date = CslDate::parse(year).filter(|date| date.last.is_none())?;
                let day = match self.day {
                    "" => None,
                    day => Some(day.parse().ok()?),
                };
                let first = CslPoint::new(date.first.year, Some(month), day);
                let first = first.filter(|_| date.first.month.is_none() && month <= 12)?;
                Some(CslDate { first, ..date })
            }
            Err(_) => CslDate::parse(format!("{} {} {year}", self.day, self.month).trim()),
        }
    }
}

/// Whether two dates do not contradict each other, as far as both go.
fn agree(a: CslPoint, b: CslPoint) -> bool {
    let agree = |a: Option<u32>, b: Option<u32>| a.zip(b).is_none_or(|(a, b)| a == b);
    let season = |point: CslPoint| point.month.is_some_and(|month| month > 12);
    a.year == b.year && (season(a) != season(b) || agree(a.month, b.month)) && agree(a.day, b.day)
}

/// Whether a date tells more than another.
fn finer(a: CslPoint, b: CslPoint) -> bool {
    (b.month.is_none() && a.month.is_some()) || (b.day.is_none() && a.day.is_some())
}
