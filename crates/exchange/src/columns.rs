//! The columns of a table of claims: one for every key that a claim can have, read
//! off the schema, so that a new key has its column from the day it is there.

use serde_json::{Number, Value};

use hikiwake_dossier::nearest;

use crate::record::{Record, resolve, schema};

/// How the value of a column is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    One(Plain),
    /// `one; two`.
    List(Plain),
    /// `start-end; start-end`.
    Spans,
    /// One value for each place, in the same order; blank where it has none.
    Each(Plain),
}

/// What a single value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Text,
    Integer,
    Number,
}

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Path of the key in a claim, such as `figure.unit`.
    pub path: String,
    /// How its value is written.
    pub form: Form,
}

/// The order of columns for a reader; keys not named here follow.
const ORDER: [&str; 20] = [
    "source",
    "says",
    "section",
    "places",
    "by",
    "rests_on",
    "notes",
    "note_after",
    "hedge",
    "grade",
    "likelihood",
    "confidence",
    "link",
    "position",
    "option",
    "figure",
    "event",
    "level",
    "prediction",
    "mechanism",
];
/// Within a part of a claim.
const INNER: [&str; 20] = [
    "cause", "effect", "sign", "actors", "issue", "stance", "key", "kind", "status", "metric",
    "value", "when", "unit", "bound", "date", "until", "driver", "at", "strength", "cue",
];

/// A sort key: keys of `list` in its order, then the others by name.
pub(crate) fn rank(key: &str) -> (usize, usize, String) {
    let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
    let at = |list: &[&str], key: &str| list.iter().position(|k| *k == key).unwrap_or(list.len());
    let inner_rank = if inner.is_empty() {
        0
    } else {
        1 + at(&INNER, inner)
    };
    (at(&ORDER, outer), inner_rank, key.to_owned())
}

/// All columns after `id`.
pub(crate) fn columns() -> Vec<Column> {
    let mut columns = Vec::new();
    gather("", &schema()["$defs"]["Claim"], &mut columns);
    columns.sort_by_cached_key(|column| rank(&column.path));
    columns
}

fn gather(path: &str, definition: &'static Value, columns: &mut Vec<Column>) {
    let properties = definition["properties"].as_object();
    for (key, part) in properties.into_iter().flatten() {
        let path = match path {
            "" => key.clone(),
            path => format!("{path}.{key}"),
        };
        let part = resolve(part);
        let form = match part["type"].as_str() {
            Some("object") => {
                gather(&path, part, columns);
                continue;
            }
            Some("array") => {
                let item = resolve(&part["items"]);
                if item["type"] == "object" {
                    places(&path, item, columns);
                    continue;
                }
                Form::List(plain(item))
            }
            _ => Form::One(plain(part)),
        };
        columns.push(Column { path, form });
    }
}

fn places(path: &str, item: &'static Value, columns: &mut Vec<Column>) {
    columns.push(Column {
        path: path.to_owned(),
        form: Form::Spans,
    });
    let fields = item["properties"].as_object().into_iter().flatten();
    for (key, part) in fields.filter(|(key, _)| *key != "start" && *key != "end") {
        columns.push(Column {
            path: format!("{path}.{key}"),
            form: Form::Each(plain(resolve(part))),
        });
    }
}

fn plain(part: &Value) -> Plain {
    match part["type"].as_str() {
        Some("integer") => Plain::Integer,
        Some("number") => Plain::Number,
        _ => Plain::Text,
    }
}

/// The value at a path of a record.
fn at<'r>(record: &'r Record, path: &str) -> Option<&'r Value> {
    let mut keys = path.split('.');
    let first = record.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.get(key))
}

/// What stands in the column for this record.
pub(crate) fn cell(record: &Record, column: &Column) -> String {
    let path = column.path.as_str();
    match &column.form {
        Form::One(_) => at(record, path).map_or_else(String::new, shown),
        Form::List(_) => {
            let items = at(record, path).and_then(Value::as_array);
            join(
                items
                    .into_iter()
                    .flatten()
                    .map(|item| item_text(&shown(item))),
            )
        }
        Form::Spans => {
            let places = at(record, path).and_then(Value::as_array);
            let span = |place: &Value| format!("{}-{}", place["start"], place["end"]);
            join(places.into_iter().flatten().map(span))
        }
        Form::Each(_) => {
            let (list, key) = path.rsplit_once('.').unwrap_or((path, ""));
            let places = at(record, list).and_then(Value::as_array);
            let values: Vec<String> = places
                .into_iter()
                .flatten()
                .map(|place| {
                    place
                        .get(key)
                        .map_or_else(String::new, |v| item_text(&shown(v)))
                })
                .collect();
            match values.iter().all(String::is_empty) {
                true => String::new(),
                false => join(values.into_iter()),
            }
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Number(number) => match number
            .as_f64()
            .filter(|_| !number.is_u64() && !number.is_i64())
        {
            Some(real) => real.to_string(),
            None => number.to_string(),
        },
        other => other.to_string(),
    }
}

fn join(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

/// An item of a list: `;` and `\` carry a backslash, so do blanks at its ends, and
/// an empty item is `\e`.
fn item_text(item: &str) -> String {
    if item.is_empty() {
        return "\\e".to_owned();
    }
    let first = item.len() - item.trim_start().len();
    let last = item.trim_end().len();
    let mut out = String::new();
    for (k, c) in item.char_indices() {
        if matches!(c, ';' | '\\') || k < first || k >= last {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The items of a list as it is written; blank ones are `None`.
fn items(text: &str) -> Vec<Option<String>> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    // The item so far, and its length up to the last character that counts.
    let (mut item, mut kept, mut empty) = (String::new(), 0, false);
    let mut chars = text.chars();
    loop {
        let next = chars.next();
        match next {
            Some('\\') => match chars.next() {
                Some('e') => empty = true,
                escaped => {
                    item.push(escaped.unwrap_or('\\'));
                    kept = item.len();
                }
            },
            None | Some(';') => {
                item.truncate(kept);
                let done = std::mem::take(&mut item);
                all.push((!done.is_empty() || empty).then_some(done));
                (kept, empty) = (0, false);
                if next.is_none() {
                    return all;
                }
            }
            Some(c) if c.is_whitespace() => {
                if kept > 0 {
                    item.push(c);
                }
            }
            Some(c) => {
                item.push(c);
                kept = item.len();
            }
        }
    }
}

/// Puts what stands in a cell into a record.
pub(crate) fn put(record: &mut Record, column: &Column, cell: &str) -> Result<(), String> {
    let path = column.path.as_str();
    match &column.form {
        Form::One(plain) => {
            if !cell.is_empty() {
                insert(record, path, value(cell, *plain)?);
            }
        }
        Form::List(plain) => {
            let items = items(cell).into_iter();
            let values = items
                .map(|item| {
                    value(
                        &item.ok_or("Between two semicolons stands nothing.")?,
                        *plain,
                    )
                })
                .collect::<Result<Vec<_>, _>>()?;
            if !values.is_empty() {
                insert(record, path, values.into());
            }
        }
        Form::Spans => {
            let spans = items(cell).into_iter();
            let places = spans
                .map(|item| span(item.as_deref().unwrap_or("")))
                .collect::<Result<Vec<_>, _>>()?;
            if !places.is_empty() {
                insert(record, path, places.into());
            }
        }
        Form::Each(plain) => {
            let (list, key) = path.rsplit_once('.').unwrap_or((path, ""));
            let values = items(cell);
            let places = record.get_mut(list).and_then(Value::as_array_mut);
            let there = places.as_ref().map_or(0, |places| places.len());
            if values.is_empty() {
                return Ok(());
            }
            if values.len() != there {
                return Err(format!(
                    "Here stand {} values, but `{list}` holds {there} places.",
                    values.len()
                ));
            }
            for (place, item) in places.into_iter().flatten().zip(values) {
                if let (Some(place), Some(item)) = (place.as_object_mut(), item) {
                    place.insert(key.to_owned(), value(&item, *plain)?);
                }
            }
        }
    }
    Ok(())
}

fn insert(record: &mut Record, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(record.insert(path.to_owned(), value)),
        Some((outer, inner)) => {
            let part = record.entry(outer).or_insert_with(|| Record::new().into());
            if let Value::Object(part) = part {
                part.insert(inner.to_owned(), value);
            }
        }
    }
}

fn value(text: &str, plain: Plain) -> Result<Value, String> {
    match plain {
        Plain::Text => Ok(text.into()),
        Plain::Integer => {
            let number = text.trim().parse::<i64>();
            let number = number.map_err(|_| format!("`{text}` is not a whole number."))?;
            Ok(number.into())
        }
        Plain::Number => {
            let number = text.trim().parse::<f64>().ok().and_then(Number::from_f64);
            Ok(number
                .ok_or_else(|| format!("`{text}` is not a number."))?
                .into())
        }
    }
}

fn span(text: &str) -> Result<Value, String> {
    let numbers = text.split_once('-').and_then(|(start, end)| {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        Some((number(start)?, number(end)?))
    });
    let Some((start, end)) = numbers else {
        return Err(format!(
            "`{text}` is not a place: write `start-end`, as 120-180."
        ));
    };
    let place = [("start", start), ("end", end)];
    let place = place.map(|(key, number)| (key.to_owned(), Value::from(number)));
    Ok(Value::Object(place.into_iter().collect()))
}

/// The column of this name, or the name that was surely meant.
pub(crate) fn find<'c>(columns: &'c [Column], name: &str) -> Result<&'c Column, Option<&'c str>> {
    let found = columns.iter().find(|column| column.path == name);
    found.ok_or_else(|| nearest(name, columns.iter().map(|column| column.path.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_key_has_a_column() {
        let columns = columns();
        let paths: Vec<&str> = columns.iter().map(|column| column.path.as_str()).collect();
        for path in [
            "source",
            "says",
            "places",
            "places.digest",
            "hedge.cue",
            "figure.value",
            "prediction.hint_from",
        ] {
            assert!(paths.contains(&path), "{path} is missing in {paths:?}");
        }
        assert_eq!(paths[..4], ["source", "says", "section", "places"]);
    }

    proptest! {
        #[test]
        fn lists_there_and_back(list in prop::collection::vec("[;\\\\e a\u{3000}\n]{0,4}", 1..4)) {
            let written = list.iter().map(|item| item_text(item)).collect::<Vec<_>>().join("; ");
            let back: Vec<String> = items(&written).into_iter().map(|item| item.unwrap()).collect();
            prop_assert_eq!(back, list, "{}", written);
        }
    }
}
