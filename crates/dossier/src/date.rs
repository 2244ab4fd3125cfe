//! Dates as dossiers and bibliographies write them, and the one calendar that they are
//! held against.

mod csl;
mod moment;
mod words;

use std::fmt;

pub use csl::{CslDate, CslPoint};
pub use moment::Moment;
pub use words::{at, span_in_year, worded};

/// One day: year, month, day of the month.
pub type Day = (u16, u8, u8);

/// The first and the last of all days: the ends of a time that is open.
pub const DAYS: (Day, Day) = ((0, 1, 1), (9999, 12, 31));

/// A date as dossiers write it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The first day that it can mean.
    pub first: Day,
    /// The last day that it can mean.
    pub last: Day,
}

impl Date {
    /// Reads `2016`, `2016-12` or `2016-12-15`; `None` for anything else, and for days
    /// that no calendar has.
    pub fn parse(text: &str) -> Option<Date> {
        let number = |part: &str, digits: usize| {
            let all = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            part.parse().ok().filter(|_: &u16| all)
        };
        let two = |part: &str| u8::try_from(number(part, 2)?).ok();
        let mut parts = text.splitn(3, '-');
        let year = number(parts.next()?, 4)?;
        let month = match parts.next() {
            Some(part) => Some(two(part)?),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(two(part)?),
            None => None,
        };
        Date::of(year, month, day)
    }

    /// A year, one of its months, or a day of that month; `None` where the calendar has
    /// no such day.
    pub fn of(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let months = month.unwrap_or(1)..=month.unwrap_or(12);
        let last_day = days_of_month(year, *months.end())?;
        let days = day.unwrap_or(1)..=day.unwrap_or(last_day);
        let known = year <= 9999 && *months.start() >= 1 && *days.start() >= 1;
        (known && *days.end() <= last_day).then(|| Date {
            first: (year, *months.start(), *days.start()),
            last: (year, *months.end(), *days.end()),
        })
    }
}

impl Date {
    /// The year in which it begins.
    pub fn year(&self) -> u16 {
        self.first.0
    }

    /// The month, where it is known.
    pub fn month(&self) -> Option<u8> {
        (self.first.1 == self.last.1).then_some(self.first.1)
    }

    /// The day of the month, where it is known.
    pub fn day(&self) -> Option<u8> {
        (self.first == self.last).then_some(self.first.2)
    }
}

impl fmt::Display for Date {
    /// The form that [`Date::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        for part in [self.month(), self.day()].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The first day that a date as written can mean; `None` where it is no date.
pub fn first(date: &str) -> Option<Day> {
    Date::parse(date).map(|date| date.first)
}

/// The last day that a date as written can mean; `None` where it is no date.
pub fn last(date: &str) -> Option<Day> {
    Date::parse(date).map(|date| date.last)
}

/// The next day.
pub fn day_after((year, month, day): Day) -> Day {
    match days_of_month(year, month) {
        Some(last) if day < last => (year, month, day + 1),
        _ if month < 12 => (year, month + 1, 1),
        _ => (year.saturating_add(1), 1, 1),
    }
}

/// The day before.
pub fn day_before((year, month, day): Day) -> Day {
    match month.checked_sub(1) {
        _ if day > 1 => (year, month, day - 1),
        Some(before) if before > 0 => (year, before, days_of_month(year, before).unwrap_or(31)),
        _ => (year.saturating_sub(1), 12, 31),
    }
}

/// How many days a month has (Gregorian calendar); `None` where there is no such month.
pub(crate) fn days_of_month(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let read = |text| Date::parse(text).map(|date| (date.first, date.last));
        assert_eq!(read("2016"), Some(((2016, 1, 1), (2016, 12, 31))));
        assert_eq!(read("2016-02"), Some(((2016, 2, 1), (2016, 2, 29))));
        assert_eq!(read("2016-12-15"), Some(((2016, 12, 15), (2016, 12, 15))));
        for text in [
            "",
            "soon",
            "2016-",
            "2016-x",
            "2016-12-z",
            "2016-1",
            "+016",
            "2016-12-15-1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn dates_come_back_from_their_text() {
        for text in [
            "0033",
            "2016",
            "2016-02",
            "2016-12",
            "2016-01-01",
            "2016-12-31",
        ] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_follow_each_other() {
        let days = [(2015, 12, 31), (2016, 1, 1), (2016, 1, 2)];
        let leap = [(2016, 2, 28), (2016, 2, 29), (2016, 3, 1)];
        for day in [days, leap] {
            assert_eq!([day_after(day[0]), day_after(day[1])], [day[1], day[2]]);
            assert_eq!([day_before(day[1]), day_before(day[2])], [day[0], day[1]]);
        }
        assert_eq!(day_after((2015, 2, 28)), (2015, 3, 1));
    }

    #[test]
    fn dates_sort_from_their_first_to_their_last_day() {
        assert!(first("2016") < first("2016-02") && first("2016-02") < last("2016-02"));
        assert!(last("2016-02-15") < last("2016-02") && last("2016-11") < last("2016"));
    }

    #[test]
    fn days_that_no_calendar_has_are_no_dates() {
        for text in [
            "2016-00",
            "2016-13",
            "2016-01-00",
            "2016-01-32",
            "2016-02-30",
            "2015-02-29",
            "1900-02-29",
            "2016-04-31",
            "2016-06-31",
            "2016-09-31",
            "2016-11-31",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in [
            "2016-02-29",
            "2000-02-29",
            "0000-02-29",
            "2016-01-31",
            "2016-12-31",
        ] {
            assert!(Date::parse(text).is_some(), "{text}");
        }
    }
}
