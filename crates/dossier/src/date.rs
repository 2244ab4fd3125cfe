//! Dates as dossiers write them.

/// One day: year, month, day of the month. Days are only ever compared.
pub type Day = (u16, u8, u8);

/// A date as dossiers write it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The first day that it can mean.
    pub first: Day,
    /// The last day that it can mean. The last of every month is its 31st: for
    /// an order of days no calendar is needed.
    pub last: Day,
}

impl Date {
    /// Reads `2016`, `2016-12` or `2016-12-15`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        Some(Date {
            first: (year, month.unwrap_or(1), day.unwrap_or(1)),
            last: (year, month.unwrap_or(12), day.unwrap_or(31)),
        })
    }

    /// Whether it names one day.
    pub fn is_day(&self) -> bool {
        self.first == self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let read = |text| Date::parse(text).map(|date| (date.first, date.last));
        assert_eq!(read("2016"), Some(((2016, 1, 1), (2016, 12, 31))));
        assert_eq!(read("2016-02"), Some(((2016, 2, 1), (2016, 2, 31))));
        assert_eq!(read("2016-12-15"), Some(((2016, 12, 15), (2016, 12, 15))));
        for text in ["", "soon", "2016-", "2016-x", "2016-12-z"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(Date::parse("2016-12-15").is_some_and(|date| date.is_day()));
        assert!(Date::parse("2016-12").is_some_and(|date| !date.is_day()));
    }
}
