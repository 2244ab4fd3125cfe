//! Names and dates of a bibliography in one cell.

use hikiwake_dossier::CslDate;
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

/// A date as `2016-12-15`, two of them as `2014/2016-03` (see [`CslDate`]); words where
/// it is not known what they mean. `None` where it says more, or less.
pub(crate) fn date_text(value: &Value) -> Option<String> {
    let words = value["literal"].as_str().filter(|_| is_only_date(value));
    let text = match CslDate::of(value).filter(|_| is_only_date(value)) {
        Some(date) => Some(date.to_string()),
        None => words.map(str::to_owned),
    };
    text.filter(|text| same_date(&date(text), value) || date(text) == *value)
}

/// A date from such a text; anything else is kept as words.
pub(crate) fn date(text: &str) -> Value {
    match CslDate::parse(text) {
        Some(date) => date.to_value(),
        None => json!({ "literal": text }),
    }
}

/// Whether two values are the same date, whatever their form, and say nothing more.
pub(crate) fn same_date(a: &Value, b: &Value) -> bool {
    let only = |value| CslDate::of(value).filter(|_| is_only_date(value));
    only(a).is_some_and(|a| only(b) == Some(a))
}

/// Whether a value holds nothing beside a date.
fn is_only_date(value: &Value) -> bool {
    let only = |value: &Value, keys: &[&str]| {
        let parts = value.as_object();
        parts.is_none_or(|parts| parts.keys().all(|key| keys.contains(&key.as_str())))
    };
    let said = ["date-parts", "edtf", "raw", "literal"].iter();
    let said = said.filter(|key| !value[**key].is_null()).count();
    match value {
        Value::Object(_) => {
            let keys = ["date-parts", "season", "circa", "edtf", "raw", "literal"];
            let parts = value["date-parts"].as_array();
            // A season belongs to a year alone.
            let year = parts.is_some_and(|sides| sides.len() == 1 && sides[0][1].is_null());
            only(value, &keys) && said == 1 && (year || value["season"].is_null())
        }
        Value::Array(sides) => sides.iter().enumerate().all(|(k, side)| {
            only(side, &["year", "month", "day", "season", "circa"])
                && (k == 0 || side["circa"].is_null())
                && (side["month"].is_null() || side["season"].is_null())
        }),
        _ => true,
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
