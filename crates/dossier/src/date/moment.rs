//! Months counted from a date.

use super::{Day, days_of_month};

/// A point in time in months: the months of all years before, and how much of the
/// month has passed.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Moment(f64);

impl Moment {
    /// The morning of a day.
    pub fn morning(day: Day) -> Moment {
        Moment::in_month(day, day.2.saturating_sub(1))
    }

    /// The evening of a day.
    pub fn evening(day: Day) -> Moment {
        Moment::in_month(day, day.2)
    }

    /// Where so many days of the month have passed.
    fn in_month((year, month, _): Day, passed: u8) -> Moment {
        let month_has = days_of_month(year, month).unwrap_or(31);
        let passed = f64::from(passed) / f64::from(month_has);
        Moment(f64::from(year) * 12.0 + f64::from(month.max(1) - 1) + passed)
    }

    /// So many months later.
    pub fn after(self, months: f64) -> Moment {
        Moment(self.0 + months)
    }

    /// The months from another moment to this one; below 0 if that is later.
    pub fn since(self, other: Moment) -> f64 {
        self.0 - other.0
    }

    /// The month in which the time up to this moment ends: 2017-03.
    pub fn month(self) -> Option<String> {
        // What ends with a month ends in it.
        let month = (self.0 - 1e-6).floor();
        if !(0.0..120_000.0).contains(&month) {
            return None;
        }
        let month = month as u32;
        Some(format!("{:04}-{:02}", month / 12, month % 12 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_added() {
        let begins = Moment::morning((2016, 5, 1));
        assert_eq!(begins.after(3.0).month().as_deref(), Some("2016-07"));
        assert_eq!(begins.after(8.0).month().as_deref(), Some("2016-12"));
        assert_eq!(begins.after(8.5).month().as_deref(), Some("2017-01"));
        assert!(begins.after(8.0) <= Moment::evening((2016, 12, 31)));
        assert!(begins.after(8.1) > Moment::evening((2016, 12, 31)));
        assert_eq!(Moment::evening((2016, 8, 31)).since(begins), 4.0);
        let february = Moment::morning((2015, 2, 1));
        assert_eq!(Moment::evening((2015, 2, 28)).since(february), 1.0);
        assert_eq!(begins.after(1e9).month(), None);
        assert_eq!(begins.after(f64::NAN).month(), None);
    }
}
