//! Dates as dossiers write them, and the one calendar that they are held against.

/// One day: year, month, day of the month. Days are only ever compared.
pub type Day = (u16, u8, u8);

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
