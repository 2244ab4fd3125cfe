//! Dates in words: `15. Dezember 2016`, `Sep–Oct 2016`, `Spring 2016`.

use super::{CslDate, CslPoint};

/// Names of the months in English, German, French, Spanish, Italian, Portuguese,
/// Dutch and Russian, as they stand in a date. Three letters of a name are enough.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero gennaio janeiro januari январь января",
    "february februar février fevrier febrero febbraio fevereiro februari февраль февраля",
    "march märz maerz mars marzo março maart mrt март марта",
    "april avril abril aprile апрель апреля",
    "may mai mayo maggio maio mei май мая",
    "june juni juin junio giugno junho июнь июня",
    "july juli juillet julio luglio julho июль июля",
    "august août aout agosto augustus август августа",
    "september septembre septiembre settembre setembro сентябрь сентября",
    "october oktober octobre octubre ottobre outubro октябрь октября",
    "november novembre noviembre novembro ноябрь ноября",
    "december dezember décembre decembre diciembre dicembre dezembro декабрь декабря",
];
/// Names of the seasons, spring first.
const SEASONS: [&str; 4] = [
    "spring frühling frühjahr printemps primavera lente voorjaar весна весной",
    "summer sommer été verano estate verão zomer лето летом",
    "autumn fall herbst automne otoño autunno outono herfst осень осенью",
    "winter hiver invierno inverno зима зимой",
];
/// Words that say that a date is approximate.
const CIRCA: [&str; 6] = ["c", "ca", "circa", "about", "um", "vers"];
/// Words that say nothing.
const FILLING: [&str; 9] = ["of", "the", "de", "del", "den", "le", "г", "год", "года"];
/// Longest text that is looked at, in bytes.
const LONGEST: usize = 100;

/// What is known of one side of a range.
#[derive(Clone, Copy, Default)]
struct Side {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

/// Reads a date in words. `None` where a word or number is not understood.
pub(crate) fn read(text: &str) -> Option<CslDate> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_lowercase();
    let mut circa = false;
    let parts: Vec<&str> = text.split(['-', '–', '—', '/']).collect();
    let (first, last) = match parts.as_slice() {
        [first, last] => (side(first, &mut circa)?, Some(side(last, &mut circa)?)),
        // As in `2016-Dec-15`.
        _ if text.contains(['–', '—', '/']) => return None,
        _ => (side(&text.replace('-', " "), &mut circa)?, None),
    };
    let point = |side: Side| CslPoint::new(side.year?, side.month, side.day);
    let Some(mut last) = last else {
        return point(first).map(|first| CslDate {
            first,
            last: None,
            circa,
        });
    };
    // What one side leaves out, the other says: `15–16 December 2016`.
    let mut first = first;
    first.year = first.year.or(last.year);
    if first.day.is_some() {
        first.month = first.month.or(last.month);
    }
    if last.day.is_some() {
        last.month = last.month.or(first.month);
    }
    let (first, last) = (point(first)?, point(last)?);
    // `31 December–1 January 2016` begins in another year.
    let order = |point: CslPoint| (point.year, point.month, point.day);
    (order(first) <= order(last)).then_some(CslDate {
        first,
        last: Some(last),
        circa,
    })
}

fn side(text: &str, circa: &mut bool) -> Option<Side> {
    let mut side = Side::default();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '[' | ']'));
    for word in words.filter(|word| !word.is_empty()) {
        let twice = if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            side.year.replace(word.parse().ok()?).is_some()
        } else if let Some(month) = named(word) {
            side.month.replace(month).is_some()
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            let number = ["st", "nd", "rd", "th", "er", "º"].iter();
            let number = number.fold(word, |word, ending| {
                word.strip_suffix(ending).unwrap_or(word)
            });
            side.day
                .replace(number.parse().ok().filter(|_| number.len() <= 2)?)
                .is_some()
        } else if CIRCA.contains(&word) {
            std::mem::replace(circa, true)
        } else if FILLING.contains(&word) {
            false
        } else {
            return None;
        };
        if twice {
            return None;
        }
    }
    Some(side)
}

/// The number of the month or season with this name in lower case; `None` where two
/// begin so.
fn named(word: &str) -> Option<u32> {
    let season = SEASONS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word));
    if let Some(season) = season {
        return u32::try_from(season + 21).ok();
    }
    if word.chars().count() < 3 {
        return None;
    }
    let begins = |names: &&str| names.split(' ').any(|name| name.starts_with(word));
    let mut months = (1..).zip(MONTHS).filter(|(_, names)| begins(names));
    let (month, _) = months.next()?;
    months.next().is_none().then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        for (text, date) in [
            ("15 December 2016", "2016-12-15"),
            ("December 15th, 2016", "2016-12-15"),
            ("15. Dezember 2016", "2016-12-15"),
            ("15 décembre 2016", "2016-12-15"),
            ("15 декабря 2016 г.", "2016-12-15"),
            ("oct\u{a0}19 1956", "1956-10-19"),
            ("2016-Dec-15", "2016-12-15"),
            ("Sept. 2016", "2016-09"),
            ("Sep–Oct 2016", "2016-09/2016-10"),
            ("15–16 dec 2016", "2016-12-15/2016-12-16"),
            ("December 15-16, 2016", "2016-12-15/2016-12-16"),
            ("Dec 2016 – Jan 2017", "2016-12/2017-01"),
            ("2016–2017", "2016/2017"),
            ("Spring 2016", "2016-21"),
            ("été 2016", "2016-22"),
            ("c. 1956", "1956~"),
            ("[1956]", "1956"),
        ] {
            let read = CslDate::parse(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_not_guessed() {
        for text in [
            "",
            "Christmas 2016",
            "04/05/2016",
            "2016-17",
            "2016/17",
            "12/2016",
            "30 February 2016",
            "jui 2016",
            "December",
            "15 2016",
            "2016 2017",
            "31 December–1 January 2016",
        ] {
            assert_eq!(CslDate::parse(text), None, "{text}");
        }
    }
}
