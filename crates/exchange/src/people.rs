//! Names and dates of a bibliography in one cell.

use serde_json::{Map, Value, json};

/// Keys of CSL-JSON whose value is a list of names (CSL 1.0.2, appendix IV).
pub(crate) const NAMES: [&str; 28] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
    "editortranslator",
];
/// Keys of CSL-JSON whose value is a date.
pub(crate) const DATES: [&str; 6] = [
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// Names as `Niquet, Valérie; {Observatoire franco-russe}`: an institution in braces,
/// a person by family name. `None` where a name has more parts than these.
pub(crate) fn names_text(value: &Value) -> Option<String> {
    let names = value.as_array()?;
    let one = |name: &Value| -> Option<String> {
        let parts = name.as_object()?;
        let part = |key: &str| parts.get(key).and_then(Value::as_str);
        let plain = |text: &str| {
            !text.is_empty() && text.trim() == text && !text.contains([',', ';', '{', '}', '\n'])
        };
        match (part("family"), part("given"), part("literal"), parts.len()) {
            (Some(family), Some(given), None, 2) if plain(family) && plain(given) => {
                Some(format!("{family}, {given}"))
            }
            (Some(family), None, None, 1) if plain(family) => Some(family.to_owned()),
            (None, None, Some(literal), 1)
                if !literal.is_empty() && !literal.contains(['{', '}', ';']) =>
            {
                Some(format!("{{{literal}}}"))
            }
            _ => None,
        }
    };
    let texts = names.iter().map(one).collect::<Option<Vec<_>>>()?;
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Names from such a text.
pub(crate) fn names(text: &str) -> Value {
    let one = |name: &str| -> Value {
        let name = name.trim();
        let literal = name
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        match (literal, name.split_once(',')) {
            (Some(literal), _) => json!({ "literal": literal }),
            (None, Some((family, given))) => {
                json!({ "family": family.trim(), "given": given.trim() })
            }
            (None, None) => json!({ "family": name }),
        }
    };
    let names = text.split(';').filter(|name| !name.trim().is_empty());
    names.map(one).collect::<Vec<_>>().into()
}

/// A date as `2016-12-15`, two of them as `2014/2016-03`. `None` where it says more,
/// or less.
pub(crate) fn date_text(value: &Value) -> Option<String> {
    let date = value.as_object().filter(|date| date.len() == 1)?;
    let sides = date.get("date-parts")?.as_array()?;
    if sides.is_empty() || sides.len() > 2 {
        return None;
    }
    let side = |parts: &Value| -> Option<String> {
        let parts = parts
            .as_array()
            .filter(|parts| matches!(parts.len(), 1..=3))?;
        let numbers = parts
            .iter()
            .map(Value::as_u64)
            .collect::<Option<Vec<_>>>()?;
        let fits = numbers[0] <= 9999
            && numbers.get(1).is_none_or(|month| (1..=12).contains(month))
            && numbers.get(2).is_none_or(|day| (1..=31).contains(day));
        let texts = numbers.iter().enumerate().map(|(k, number)| match k {
            0 => format!("{number:04}"),
            _ => format!("{number:02}"),
        });
        fits.then(|| texts.collect::<Vec<_>>().join("-"))
    };
    let sides = sides.iter().map(side).collect::<Option<Vec<_>>>()?;
    Some(sides.join("/"))
}

/// A date from such a text; anything else is kept as words.
pub(crate) fn date(text: &str) -> Value {
    let side = |text: &str| -> Option<Value> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let widths = [4, 2, 2];
        let sound = parts.len() <= 3
            && parts.iter().zip(widths).all(|(part, width)| {
                part.len() == width && part.bytes().all(|b| b.is_ascii_digit())
            });
        let numbers = parts.iter().map(|part| part.parse::<u32>().ok());
        let numbers = numbers.collect::<Option<Vec<_>>>().filter(|_| sound)?;
        let fits = numbers.get(1).is_none_or(|month| (1..=12).contains(month))
            && numbers.get(2).is_none_or(|day| (1..=31).contains(day));
        fits.then(|| numbers.into())
    };
    let sides: Vec<&str> = text.split('/').collect();
    let parts = sides
        .iter()
        .map(|text| side(text))
        .collect::<Option<Vec<_>>>();
    match parts.filter(|parts| parts.len() <= 2) {
        Some(parts) => json!({ "date-parts": parts }),
        None => json!({ "literal": text }),
    }
}

/// The text of a key; a number counts as text, anything else is empty.
pub(crate) fn text_of(record: &Map<String, Value>, key: &str) -> String {
    match record.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
