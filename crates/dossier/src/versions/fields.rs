//! What differs between two texts of one part.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{ChangeScope, FieldChange, PartKind};

/// Keys whose words nothing is computed from.
const WORDS: [&str; 20] = [
    "label",
    "text",
    "name",
    "names",
    "short",
    "about",
    "note",
    "title",
    "question",
    "summary",
    "does",
    "undoes",
    "noun",
    "status_quo_text",
    "knowledge",
    "level_labels",
    "beyond",
    "why",
    "topic",
    "resolution",
];
/// Keys that say what a judgement rests on.
const GROUNDS: [&str; 4] = ["because", "basis", "hindsight", "mentions"];
/// Lists in which no order is meant.
const SETS: [&str; 11] = [
    "because", "periods", "absent", "present", "sides", "vetoes", "touches", "figures", "windows",
    "forms", "marks",
];
/// Lists divided by commas in which no order is meant.
const STATES: [&str; 4] = ["status_quo", "terms", "state", "sets"];

/// What differs; keys in alphabetical order.
pub(super) fn changes(kind: PartKind, old: &Value, new: &Value) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare(kind, &mut Vec::new(), Some(old), Some(new), &mut found);
    found
}

/// The part as it is compared: without what is the same as nothing, breaks of lines and
/// orders that mean nothing.
pub(super) fn canonical(key: &str, value: Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            (object.into_iter())
                .filter(|(key, value)| !is_nothing(key, value))
                .map(|(key, value)| {
                    let value = canonical(&key, value);
                    (key, value)
                })
                .collect(),
        ),
        Value::Array(items) => {
            let items = items.into_iter().map(|item| canonical("", item));
            let mut items: Vec<Value> = items.collect();
            if SETS.contains(&key) && items.iter().all(Value::is_string) {
                items.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            }
            Value::Array(items)
        }
        Value::String(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !STATES.contains(&key) {
                return Value::String(text);
            }
            let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
            parts.sort_unstable();
            Value::String(parts.join(", "))
        }
        other => other,
    }
}

/// Whether a value is what stands without it.
fn is_nothing(key: &str, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(is) => !is,
        Value::Array(items) => {
            items.is_empty() || (key == "levels" && *value == json!(["no", "yes"]))
        }
        Value::Object(object) => object.is_empty(),
        Value::String(text) => matches!(
            (key, text.as_str()),
            (_, "")
                | ("basis", "analyst")
                | ("change", "reversible")
                | ("influence" | "salience", "medium")
        ),
        Value::Number(_) => false,
    }
}

/// What a reader would call the part.
pub(super) fn words(part: &Value) -> Option<&str> {
    let keys = ["label", "name", "title", "says", "text", "topic"];
    let words = keys.iter().filter_map(|key| part.get(key)?.as_str());
    words.into_iter().find(|words| !words.is_empty())
}

fn compare(
    kind: PartKind,
    path: &mut Vec<String>,
    old: Option<&Value>,
    new: Option<&Value>,
    found: &mut Vec<FieldChange>,
) {
    if old == new {
        return;
    }
    if let (Some(old), Some(new)) = (old, new)
        && let Some([old, new]) = entries(old, new)
    {
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            path.push(key.clone());
            compare(kind, path, old.get(key), new.get(key), found);
            path.pop();
        }
        return;
    }
    found.push(FieldChange {
        field: path.join("."),
        old: old.cloned(),
        new: new.cloned(),
        scope: match old.or(new) {
            Some(Value::Object(_)) => scope(kind, path).max(ChangeScope::Record),
            _ => scope(kind, path),
        },
    });
}

/// Both values as objects: objects as they are; lists of things with ids by these, and other
/// lists of as many objects by place.
fn entries(old: &Value, new: &Value) -> Option<[Map<String, Value>; 2]> {
    let items = match (old, new) {
        (Value::Object(old), Value::Object(new)) => return Some([old.clone(), new.clone()]),
        (Value::Array(old), Value::Array(new)) => [old, new],
        _ => return None,
    };
    let by_id = |items: &[Value]| -> Option<Map<String, Value>> {
        let entry = |item: &Value| Some((item.get("id")?.as_str()?.to_owned(), item.clone()));
        items.iter().map(entry).collect()
    };
    if let [Some(old), Some(new)] = items.map(|items| by_id(items)) {
        let order = |map: &Map<String, Value>, items: &[Value]| map.len() == items.len();
        // Where the order differs, too, only the list as a whole tells it.
        let common = |items: &[Value], other: &Map<String, Value>| -> Vec<Value> {
            let ids = items.iter().map(|item| item["id"].clone());
            ids.filter(|id| other.contains_key(id.as_str().unwrap_or_default()))
                .collect()
        };
        let alike = common(items[0], &new) == common(items[1], &old);
        return (alike && order(&old, items[0]) && order(&new, items[1])).then_some([old, new]);
    }
    let objects = items.iter().all(|items| items.iter().all(Value::is_object));
    let numbered = |items: &[Value]| -> Map<String, Value> {
        let items = items.iter().enumerate();
        items
            .map(|(at, item)| ((at + 1).to_string(), item.clone()))
            .collect()
    };
    (objects && items[0].len() == items[1].len()).then(|| items.map(|items| numbered(items)))
}

fn scope(kind: PartKind, path: &[String]) -> ChangeScope {
    let key = path.last().map_or("", String::as_str);
    let says = key == "says" && kind.is_record();
    if WORDS.contains(&key) || says {
        return ChangeScope::Words;
    }
    let grounds = path.iter().any(|key| GROUNDS.contains(&key.as_str()));
    match grounds || kind.is_record() {
        true => ChangeScope::Record,
        false => ChangeScope::Model,
    }
}
