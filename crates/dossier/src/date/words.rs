//! Dates as people write them: 2016, December 2016, 15 December 2016; short within a year.

use super::Date;

/// The months in full, and as they stand in a drawing.
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// Month in full and in short, and the day, as far as they are known.
fn parts(date: Date) -> (Option<(&'static str, &'static str)>, Option<u8>) {
    let month = date
        .month()
        .and_then(|month| MONTHS.get(usize::from(month) - 1));
    (month.copied(), date.day())
}

/// `2016`, `December 2016`, `15 December 2016`; as written where it is no date.
pub fn worded(date: &str) -> String {
    let Some(read) = Date::parse(date) else {
        return date.to_owned();
    };
    let year = read.year();
    match parts(read) {
        (Some((month, _)), Some(day)) => format!("{day} {month} {year:04}"),
        (Some((month, _)), None) => format!("{month} {year:04}"),
        _ => date.to_owned(),
    }
}

/// `in 2016`, `in December 2016`, `on 15 December 2016`.
pub fn at(date: &str) -> String {
    let day = Date::parse(date).and_then(|date| date.day());
    let word = if day.is_some() { "on" } else { "in" };
    format!("{word} {}", worded(date))
}

/// A date within its year: `15 Dec`, `Dec`, nothing; as written where it is no date.
fn short(date: &str) -> String {
    match Date::parse(date).map(parts) {
        None => date.to_owned(),
        Some((Some((_, month)), Some(day))) => format!("{day} {month}"),
        Some((Some((_, month)), None)) => month.to_owned(),
        Some(_) => String::new(),
    }
}

/// A date, or the first and the last of a time, within the year in which it
/// begins: `15 Dec`, `26–27 May`, `30 Sept–2 Oct`, `Nov–Feb 2017`.
pub fn span_in_year(date: &str, until: Option<&str>) -> String {
    let from = short(date);
    let Some(until) = until.filter(|until| *until != date) else {
        return from;
    };
    let year = |date: &str| Date::parse(date).map(|date| date.year());
    let mut to = short(until);
    if year(date) != year(until) {
        let year = year(until).map_or(String::new(), |year| year.to_string());
        to = format!("{to} {year}").trim().to_string();
    }
    let (first, second) = (from.rsplit_once(' '), to.rsplit_once(' '));
    match (first, second) {
        (Some((day, month)), Some((_, other))) if month == other => format!("{day}–{to}"),
        _ if from.is_empty() => format!("to {to}"),
        _ => format!("{from}–{to}"),
    }
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
    fn dates_are_short() {
        assert_eq!(span_in_year("2016-12-15", None), "15 Dec");
        assert_eq!(span_in_year("2016-05-26", Some("2016-05-27")), "26–27 May");
        assert_eq!(
            span_in_year("2016-09-30", Some("2016-10-02")),
            "30 Sept–2 Oct"
        );
        assert_eq!(span_in_year("2016-11", Some("2017-02")), "Nov–Feb 2017");
        assert_eq!(span_in_year("2016", Some("2018")), "to 2018");
        assert_eq!(span_in_year("2016", None), "");
    }
}
