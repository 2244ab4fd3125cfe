//! Dates as moments, and how a figure writes them.

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
];

/// A date as written, in parts.
struct Parts {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The parts of 2016, 2016-12 or 2016-12-15; `None` where it is no date.
fn parts(date: &str) -> Option<Parts> {
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    let within = |text: Option<&str>, most| match text {
        None => Some(None),
        Some(text) => {
            let number = text.parse::<u8>().ok()?;
            (1..=most).contains(&number).then_some(Some(number))
        }
    };
    let (month, day) = (within(parts.next(), 12)?, within(parts.next(), 31)?);
    (parts.next().is_none() && year < 10_000).then_some(Parts { year, month, day })
}

/// When the date begins, in years; months are taken as equally long, which a
/// drawing does not show.
pub(super) fn begin(date: &str) -> Option<f64> {
    let Parts { year, month, day } = parts(date)?;
    let months = f64::from(month.unwrap_or(1) - 1) + f64::from(day.unwrap_or(1) - 1) / 31.0;
    Some(f64::from(year) + months / 12.0)
}

/// When it ends.
pub(super) fn end(date: &str) -> Option<f64> {
    let length = match parts(date)? {
        Parts { month: None, .. } => 1.0,
        Parts { day: None, .. } => 1.0 / 12.0,
        Parts { .. } => 1.0 / 12.0 / 31.0,
    };
    begin(date).map(|begin| begin + length)
}

/// A date within its year: `15 Dec`, `Dec`, nothing.
fn short(date: &str) -> String {
    let Some(Parts { month, day, .. }) = parts(date) else {
        return date.to_string();
    };
    let month = month.map(|month| MONTHS[usize::from(month) - 1]);
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month}"),
        (Some(month), None) => month.to_string(),
        _ => String::new(),
    }
}

/// A date, or the first and the last of a time, within the year in which it
/// begins: `15 Dec`, `26–27 May`, `30 Sept–2 Oct`, `Nov–Feb 2017`.
pub(super) fn span(date: &str, until: Option<&str>) -> String {
    let from = short(date);
    let Some(until) = until.filter(|until| *until != date) else {
        return from;
    };
    let year = |date: &str| parts(date).map(|parts| parts.year);
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
    fn dates_are_moments_in_order() {
        let moments: Vec<f64> = ["2016", "2016-01-02", "2016-02", "2016-12-31", "2017"]
            .iter()
            .map(|date| begin(date).unwrap())
            .collect();
        assert!(moments.windows(2).all(|pair| pair[0] < pair[1]));
        assert!((end("2016").unwrap() - begin("2017").unwrap()).abs() < 1e-9);
        assert!((end("2016-12").unwrap() - begin("2017").unwrap()).abs() < 1e-9);
        for odd in [
            "",
            "soon",
            "2016-13",
            "2016-00",
            "2016-12-32",
            "2016-1-1-1",
            "99999",
            "-5",
        ] {
            assert_eq!(begin(odd), None, "{odd}");
        }
    }

    #[test]
    fn dates_are_short() {
        assert_eq!(span("2016-12-15", None), "15 Dec");
        assert_eq!(span("2016-05-26", Some("2016-05-27")), "26–27 May");
        assert_eq!(span("2016-09-30", Some("2016-10-02")), "30 Sept–2 Oct");
        assert_eq!(span("2016-11", Some("2017-02")), "Nov–Feb 2017");
        assert_eq!(span("2016", Some("2018")), "to 2018");
        assert_eq!(span("2016", None), "");
    }
}
