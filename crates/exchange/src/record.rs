//! Claims and sources as plain tables of keys and values, in which what is not said
//! is not there. Every format is written from these and read into these.

use std::sync::OnceLock;

use hikiwake_dossier::file::{Claim, SourceText};
use hikiwake_dossier::{Dossier, Source};
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::people::{DATES, same_date};

/// One claim or source: its keys as in the dossier or in CSL-JSON.
pub type Record = Map<String, Value>;

/// Where a source's record keeps what the dossier knows beside the bibliography.
pub(crate) const BESIDE: &str = "hikiwake";

/// The schema of a dossier file.
pub(crate) fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(hikiwake_dossier::schema)
}

/// The definition that a part of the schema refers to, or the part itself.
pub(crate) fn resolve(part: &'static Value) -> &'static Value {
    let name = part["$ref"].as_str();
    let name = name.and_then(|name| name.strip_prefix("#/$defs/"));
    name.map_or(part, |name| &schema()["$defs"][name])
}

/// The claims of a dossier, in its order.
pub fn claims(dossier: &Dossier) -> IndexMap<String, Record> {
    let claims = dossier.file.claims.iter();
    claims
        .map(|(id, claim)| (id.clone(), claim_record(claim)))
        .collect()
}

/// A claim as a record.
pub(crate) fn claim_record(claim: &Claim) -> Record {
    record(claim, "Claim")
}

/// The sources of a dossier in the order of the bibliography: CSL-JSON, and under
/// `hikiwake` what the dossier knows beside it.
pub fn sources(dossier: &Dossier) -> IndexMap<String, Record> {
    let known = &dossier.file.sources;
    let sources = dossier.sources.iter();
    sources
        .map(|source| {
            (
                source.id.clone(),
                source_record(source, known.get(&source.id)),
            )
        })
        .collect()
}

fn source_record(source: &Source, beside: Option<&SourceText>) -> Record {
    let mut found = source.csl.clone();
    // An id may be written as a number; claims name it as text.
    found.insert("id".into(), source.id.clone().into());
    found.remove(BESIDE);
    let beside = beside.map(|beside| record(beside, "SourceText"));
    if let Some(beside) = beside.filter(|beside| !beside.is_empty()) {
        found.insert(BESIDE.into(), beside.into());
    }
    found
}

fn record(value: &impl Serialize, definition: &str) -> Record {
    let definition = &schema()["$defs"][definition];
    match serde_json::to_value(value) {
        Ok(Value::Object(mut record)) => {
            tidy(&mut record, definition);
            record
        }
        _ => Record::new(),
    }
}

/// Takes out what says no more than its absence.
pub(crate) fn tidy(record: &mut Record, definition: &'static Value) {
    let definition = resolve(definition);
    record.retain(|key, value| {
        let part = &definition["properties"][key];
        match value {
            Value::Object(inner) => tidy(inner, part),
            Value::Array(items) => {
                for item in items.iter_mut().filter_map(Value::as_object_mut) {
                    tidy(item, &resolve(part)["items"]);
                }
            }
            _ => {}
        }
        !value.is_null() && part.get("default") != Some(value)
    });
}

/// Whether two values are the same: numbers by their value, dates by what they mean, a
/// digest by its beginning (dossiers keep 8 to 64 digits of it).
pub(crate) fn same(key: &str, a: &Value, b: &Value) -> bool {
    if DATES.contains(&key) && same_date(a, b) {
        return true;
    }
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => contains(a, b) && contains(b, a),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(key, a, b))
        }
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) if key == "digest" => {
            let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
            !short.is_empty()
                && long.is_char_boundary(short.len())
                && long[..short.len()].eq_ignore_ascii_case(short)
        }
        // CSL-JSON allows either for `volume` and the like.
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number)) => *text == number.to_string(),
        (a, b) => a == b,
    }
}

/// Whether all that `part` says stands in `whole` too.
pub(crate) fn contains(whole: &Record, part: &Record) -> bool {
    let stands = |key: &String, value: &Value| {
        let there = whole.get(key);
        there.is_some_and(|there| holds(key, there, value))
    };
    part.iter().all(|(key, value)| stands(key, value))
}

fn holds(key: &str, whole: &Value, part: &Value) -> bool {
    if DATES.contains(&key) && same_date(whole, part) {
        return true;
    }
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => contains(whole, part),
        (Value::Array(whole), Value::Array(part)) => {
            let mut pairs = whole.iter().zip(part);
            whole.len() == part.len() && pairs.all(|(whole, part)| holds(key, whole, part))
        }
        (whole, part) => same(key, whole, part),
    }
}
