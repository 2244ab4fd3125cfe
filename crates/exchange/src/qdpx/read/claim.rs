//! The claim that a draft makes up: its codes become the keys of a claim.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::Fault;
use crate::incoming::{Incoming, Kind};
use crate::qdpx::{CLAIM, CODED};
use crate::record::{self, Record, resolve, tidy};

use super::draft::Draft;

/// Claims named in one sentence.
const NAMED: usize = 8;

/// Adds the claims of all drafts, and what codes say that a claim cannot.
pub(super) fn add(drafts: Vec<Draft>, incoming: &mut Incoming, faults: &mut Vec<Fault>) {
    // Codes that are no key of a claim, and how often they stand.
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    // Parts that codes alone do not make up, and of which claims.
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for draft in drafts {
        let mut claim = Record::new();
        let others = coded(&draft, &mut claim, faults);
        for code in &others {
            *unknown.entry(code.clone()).or_default() += 1;
        }
        for part in incomplete(&mut claim) {
            parts.entry(part).or_default().push(draft.id.clone());
        }
        let says = match draft.says.trim().is_empty() {
            // A passage that was only coded: its codes are what was found in it.
            true if !others.is_empty() => format!("Coded as {}", others.join("; ")),
            _ => draft.says,
        };
        claim.insert("says".into(), says.into());
        let source = draft
            .source
            .or_else(|| draft.of.first().cloned())
            .unwrap_or_default();
        let places = ordered(draft.places, &draft.of, &source);
        claim.insert("source".into(), source.into());
        if !places.is_empty() {
            claim.insert("places".into(), places.into());
        }
        tidy(&mut claim, &record::schema()["$defs"]["Claim"]);
        incoming.add(Kind::Claim, draft.id, claim, draft.at, faults);
    }
    for (part, of) in &parts {
        let more = match of.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        incoming.left.push(format!(
            "`{part}`, which needs more than its codes, of {}{more}",
            of[..of.len().min(NAMED)].join(", ")
        ));
    }
    for (code, count) in &unknown {
        incoming
            .left
            .push(format!("the code `{code}`, in {count} claims"));
    }
}

/// Puts the codes that are keys of a claim into it; the others are given back.
fn coded(draft: &Draft, claim: &mut Record, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut others = Vec::new();
    for code in draft.codes.iter().filter(|code| *code != CLAIM) {
        let known = code
            .split_once(": ")
            .filter(|(path, _)| CODED.contains(path));
        let Some((path, value)) = known else {
            others.push(code.clone());
            continue;
        };
        if !put(claim, path, value) {
            let message = format!("`{}` has two codes for `{path}`.", draft.id);
            faults.push(Fault::new(&draft.at, message, "Keep one of them."));
        }
    }
    others
}

/// Places in the claim's own source come first: the chief one is there.
fn ordered(places: Vec<Value>, of: &[String], source: &str) -> Vec<Value> {
    let (mut own, mut elsewhere) = (Vec::new(), Vec::new());
    for (mut place, of) in places.into_iter().zip(of) {
        if of == source {
            own.push(place);
        } else {
            place["source"] = of.as_str().into();
            elsewhere.push(place);
        }
    }
    own.append(&mut elsewhere);
    own
}

/// Puts the value of a code where it belongs; `false` where something else is there.
fn put(claim: &mut Record, path: &str, value: &str) -> bool {
    let mut part = &record::schema()["$defs"]["Claim"];
    for key in path.split('.') {
        part = resolve(&part["properties"][key]);
    }
    let (record, key) = match path.split_once('.') {
        None => (claim, path),
        Some((outer, key)) => {
            let outer = claim.entry(outer).or_insert_with(|| json!({}));
            match outer {
                Value::Object(outer) => (outer, key),
                _ => return false,
            }
        }
    };
    if part["type"] == "array" {
        let list = record.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(value.into());
        }
        return true;
    }
    let before = record.insert(key.to_owned(), value.into());
    before.is_none_or(|before| before == value)
}

/// Takes out the parts of a claim that their codes alone do not make up.
fn incomplete(claim: &mut Record) -> Vec<String> {
    let definition = &record::schema()["$defs"]["Claim"];
    let mut out = Vec::new();
    claim.retain(|key, value| {
        let Value::Object(part) = value else {
            return true;
        };
        let required = resolve(&definition["properties"][key])["required"].as_array();
        let mut required = required.into_iter().flatten().filter_map(Value::as_str);
        // A figure is nothing without its number, which no code holds.
        let whole = key != "figure" && required.all(|key| part.contains_key(key));
        if !whole {
            out.push(key.clone());
        }
        whole
    });
    out
}
