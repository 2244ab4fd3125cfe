//! Dates as people write them: 2016, 2016-12 or 2016-12-15.

use hikiwake_dossier::{Date, Day};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The first day that the date may mean; `None` where it is no date.
pub fn first(date: &str) -> Option<Day> {
    Date::parse(date).map(|date| date.first)
}

/// The last day that the date may mean; `None` where it is no date.
pub fn last(date: &str) -> Option<Day> {
    Date::parse(date).map(|date| date.last)
}

/// `2016`, `December 2016`, `15 December 2016`; as written where it is no date.
pub fn worded(date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| {
        let month: usize = month.parse().ok()?;
        MONTHS.get(month.checked_sub(1)?)
    });
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => date.to_owned(),
    }
}

/// `in 2016`, `in December 2016`, `on 15 December 2016`.
pub fn at(date: &str) -> String {
    let word = if date.len() > 7 { "on" } else { "in" };
    format!("{word} {}", worded(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_worded() {
        assert_eq!(at("2016"), "in 2016");
        assert_eq!(at("2016-12"), "in December 2016");
        assert_eq!(at("2016-12-05"), "on 5 December 2016");
        for odd in ["", "2016-13", "soon", "2016-0"] {
            assert_eq!(worded(odd), odd);
        }
    }

    #[test]
    fn dates_sort_from_their_first_to_their_last_day() {
        assert!(first("2016") < first("2016-02") && first("2016-02") < last("2016-02"));
        assert!(last("2016-02-15") < last("2016-02") && last("2016-11") < last("2016"));
    }
}
