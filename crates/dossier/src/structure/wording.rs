//! Words for faults of structure: what is wrong, and what to write.

use toml::de::DeValue;

use crate::Date;
use crate::pattern::{DATE, GRADE, LEVEL, NAME};
use crate::spans::Path;

/// How the value of a missing key might look.
pub(super) fn example(kind: &str) -> &'static str {
    match kind {
        "integer" => "1",
        "number" => "2.6",
        "boolean" => "true",
        "array" => "[…]",
        "object" => "{ … }",
        _ => "\"…\"",
    }
}

pub(super) fn wrong_type(
    name: &str,
    wanted: &str,
    found: &DeValue,
    path: &Path,
    written: &str,
) -> (String, String) {
    let is = match found {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let needs = match wanted {
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list in square brackets",
        _ => "a table",
    };
    let short = (written.len() < 60 && !written.contains('\n')).then_some(written);
    let help = match (wanted, found, short) {
        ("array", DeValue::Table(_), _) => format!("Write `[[{name}]]` with double brackets."),
        ("array", _, Some(written)) => format!("Write `{name} = [{written}]`."),
        ("object", DeValue::Array(_), _) => format!("Write `[{path}]` with single brackets."),
        ("object", ..) => format!("Write `[{path}]` and its keys below."),
        ("string", DeValue::Array(_) | DeValue::Table(_), _) => format!("Write `{name} = \"…\"`."),
        ("string", _, Some(written)) => format!("Write `\"{written}\"`."),
        ("boolean", ..) => format!("Write `{name} = true` or `{name} = false`, without quotes."),
        ("integer" | "number", DeValue::String(text), _) if number_meant(text).is_some() => {
            let meant = number_meant(text).unwrap_or_default();
            format!("Write `{name} = {meant}`, without quotes.")
        }
        ("integer", ..) => format!("Write `{name} = 1`, without quotes or point."),
        ("number", ..) => format!("Write `{name} = 2.6`, without quotes."),
        _ => format!("Write {needs}."),
    };
    (format!("`{name}` must be {needs}, but this is {is}."), help)
}

/// The number, as files have it, that a person means by a text: `10%`, `0,9`, `1 000`.
/// Where a comma may divide thousands, too, both numbers.
pub(crate) fn number_meant(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !" '’_\u{a0}\u{202f}".contains(*c))
        .collect();
    let (digits, share) = match plain.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (plain.as_str(), false),
    };
    let fraction = digits.rfind(['.', ',']);
    let several = |mark: char| digits.matches(mark).count() > 1;
    let number = |fraction: Option<usize>| {
        let marked = digits.char_indices().filter_map(|(at, c)| match c {
            '.' | ',' => (Some(at) == fraction).then_some('.'),
            c => Some(c),
        });
        let number: f64 = marked.collect::<String>().parse().ok()?;
        let number = if share { number / 100.0 } else { number };
        (number.is_finite() && digits.len() <= 30).then(|| number.to_string())
    };
    let only_digits = digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b"+-.,".contains(&b));
    if !only_digits || digits.is_empty() {
        return None;
    }
    if several(',') && !digits.contains('.') || several('.') && !digits.contains(',') {
        return number(None);
    }
    let thousands = fraction.filter(|at| {
        let whole = digits[..*at].trim_start_matches(['+', '-']);
        let looks = digits.len() - at == 4 && (1..=3).contains(&whole.len());
        digits[*at..].starts_with(',') && looks && !whole.starts_with('0')
    });
    match thousands {
        Some(_) => Some(format!("{}` or `{}", number(None)?, number(fraction)?)),
        None => number(fraction),
    }
}

/// What is wrong with a name or date, and how it should look.
pub(super) fn misfit(pattern: &str, text: &str) -> (String, String) {
    if pattern == DATE {
        if let Some(last) = last_day_of(text) {
            return (
                format!("\"{text}\" is no day of the calendar."),
                format!("Days of that month go from 01 to {last}."),
            );
        }
        return (
            format!("\"{text}\" is not a date."),
            "Write a year, a month or a day: \"2016\", \"2016-04\" or \"2016-04-15\".".into(),
        );
    }
    if pattern == GRADE {
        return (
            format!("\"{text}\" is not a grade."),
            "Write the letter of the source, A to F, and the number of the information, 1 to 6: \"B2\"; F and 6 where they cannot be judged.".into(),
        );
    }
    if crate::formula::is_keyword(text) {
        return (
            format!("`{text}` is a word of the formula language."),
            "Choose another name.".into(),
        );
    }
    let help = match pattern {
        NAME => {
            "Names are small letters a–z, digits, `-` and `_`; they begin with a letter and end with a letter or digit."
        }
        LEVEL => {
            "Levels are small letters a–z, digits, `-` and `_`; they begin and end with a letter or digit."
        }
        _ => "Names are letters a–z, digits, `-` and `_`; they begin with a letter or digit.",
    };
    (format!("`{text}` cannot be used as a name."), help.into())
}

/// The last day of the month, where a text looks like a day of a month.
fn last_day_of(text: &str) -> Option<u8> {
    let (month, day) = text.rsplit_once('-')?;
    let looks = day.len() == 2 && day.bytes().all(|b| b.is_ascii_digit());
    let month = Date::parse(month).filter(|month| looks && month.first.1 == month.last.1)?;
    Some(month.last.2)
}

/// `a`, `b`, `c`
pub(super) fn list<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|i| format!("`{i}`")).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, meant) in [
            ("10%", Some("0.1")),
            ("10 %", Some("0.1")),
            ("0,9", Some("0.9")),
            ("-0,9", Some("-0.9")),
            (".9", Some("0.9")),
            ("9.", Some("9")),
            ("007", Some("7")),
            ("882", Some("882")),
            ("1 000", Some("1000")),
            ("1'000", Some("1000")),
            ("1.000,5", Some("1000.5")),
            ("1,000.5", Some("1000.5")),
            ("1,000,000", Some("1000000")),
            ("5,000", Some("5000` or `5")),
            ("2016-04", None),
            ("ten", None),
            ("", None),
            ("%", None),
            ("1e999", None),
        ] {
            assert_eq!(number_meant(text).as_deref(), meant, "{text}");
        }
    }
}
