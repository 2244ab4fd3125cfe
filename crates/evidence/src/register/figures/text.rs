//! Figures as text.

use hikiwake_dossier::file::{Bound, Figure};

use hikiwake_finding::before;
use hikiwake_finding::words;

/// The value with its time, where it does not tell it.
pub(super) fn dated(value: &str, date: &str) -> String {
    match date {
        "" => value.to_string(),
        date if value.contains(date) => value.to_string(),
        date => format!("{value} ({date})"),
    }
}

/// `about 15 meetings`, `more than 180 km`, `at the latest 2021`.
pub(super) fn value_text(figure: &Figure) -> String {
    let unit = match figure.unit.as_str() {
        "" => String::new(),
        "%" | "percent" | "per cent" => "%".to_string(),
        unit => format!(" {unit}"),
    };
    match (figure.value, &figure.when) {
        (Some(number), _) => format!("{}{}{unit}", before(figure.bound), digits(number)),
        (None, Some(when)) => match figure.bound {
            Bound::AtMost => format!("at the latest {when}"),
            Bound::AtLeast => format!("at the earliest {when}"),
            Bound::LessThan => format!("before {when}"),
            Bound::MoreThan => format!("after {when}"),
            bound => format!("{}{when}", before(bound)),
        },
        (None, None) => String::new(),
    }
}

/// A number with its digits in groups of three: `-155,000`, `6.2`.
fn digits(number: f64) -> String {
    let text = number.to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text.as_str()),
    };
    let (whole, rest) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, format!(".{decimals}")),
        None => (text, String::new()),
    };
    // A number too great for a group of digits stands as it is.
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_string(), words::thousands);
    format!("{sign}{whole}{rest}")
}
