//! Reading annotations as claims.

use hikiwake_dossier::Dossier;
use serde_json::{Number, Value};

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::record::{self, Record, resolve, tidy};

use super::name;

/// Reads a collection, a page, a list or a single annotation.
pub(crate) fn read(bytes: &[u8], dossier: &Dossier) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the file").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let help = "Give annotations of the W3C data model in JSON-LD.";
    let whole: Value = serde_json::from_str(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        vec![Fault::new(at, format!("This is not JSON: {error}."), help)]
    })?;
    let mut faults = Vec::new();
    let mut incoming = Incoming::new("key");
    let (items, next) = match &whole {
        Value::Array(items) => (items.iter().collect(), &Value::Null),
        whole if whole["items"].is_array() => (listed(&whole["items"]), &whole["next"]),
        whole if whole["type"] == "Annotation" => (vec![whole], &Value::Null),
        whole => (listed(&whole["first"]["items"]), &whole["first"]["next"]),
    };
    if !next.is_null() {
        let message = "The annotations go on in another page, which is not in this file.";
        faults.push(Fault::new(
            "next",
            message,
            "Put all annotations on one page.",
        ));
    }
    let listed_somewhere = whole.is_array()
        || [&whole["items"], &whole["first"]["items"]]
            .iter()
            .any(|items| !items.is_null());
    if items.is_empty() && !listed_somewhere {
        faults.push(Fault::new(
            "",
            "There are no annotations in this file.",
            help,
        ));
    }
    for (k, item) in items.into_iter().enumerate() {
        let at = format!("annotation {}", k + 1);
        let (id, claim) = claim(dossier, item, &at, &mut incoming.left, &mut faults);
        let id = id.unwrap_or_else(|| format!("A{:03}", k + 1));
        incoming.add(Kind::Claim, id, claim, at, &mut faults);
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

/// A value that may stand alone or in a list.
fn listed(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn claim(
    dossier: &Dossier,
    item: &Value,
    at: &str,
    left: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) -> (Option<String>, Record) {
    let ours = item["hikiwake:source"].is_string();
    let id = item["id"].as_str().and_then(name::claim_of);
    let mut claim = match &item["hikiwake:claim"] {
        Value::Object(rest) => rest.clone(),
        _ => Record::new(),
    };
    let bodies = listed(&item["body"]);
    let says = bodies.iter().find_map(|body| match body {
        Value::String(_) => None,
        body => body["value"].as_str(),
    });
    let says = says.or_else(|| item["bodyValue"].as_str());
    match says {
        Some(says) => drop(claim.insert("says".into(), says.into())),
        None => faults.push(Fault::new(
            at,
            "This annotation has no TextualBody with a `value`.",
            "A claim needs what its source says, in words.",
        )),
    }
    if bodies.len() > 1 {
        left.push(format!("{} further bodies of {at}", bodies.len() - 1));
    }
    let (mut places, mut source) = (
        Vec::new(),
        item["hikiwake:source"].as_str().map(str::to_owned),
    );
    for target in listed(&item["target"]) {
        let found = name::source_of(dossier, target);
        if found.is_none() {
            let message = format!("No source of the dossier is `{}`.", shown(target));
            let help = "Name the source by its id, its address or the digest of its text.";
            faults.push(Fault::new(format!("{at}, target"), message, help));
        }
        if !target.is_object() || target["selector"].is_null() {
            source = source.or(found);
            continue;
        }
        match place(target) {
            Ok(mut place) => {
                let own = source.get_or_insert_with(|| found.clone().unwrap_or_default());
                if let Some(found) = found.filter(|found| !ours && found != own) {
                    place.insert("source".into(), found.into());
                }
                places.push(Value::from(place));
            }
            Err(message) => faults.push(Fault::new(
                format!("{at}, selector"),
                message,
                "Give a TextPositionSelector with `start` and `end`, in code points.",
            )),
        }
    }
    claim.insert("source".into(), source.unwrap_or_default().into());
    if !places.is_empty() {
        claim.insert("places".into(), places.into());
    }
    let definition = &record::schema()["$defs"]["Claim"];
    for (key, value) in claim.iter_mut() {
        numbers(value, &definition["properties"][key]);
    }
    tidy(&mut claim, definition);
    (id, claim)
}

fn place(target: &Value) -> Result<Record, String> {
    let selectors = listed(&target["selector"]);
    let selector = selectors
        .iter()
        .find(|s| s["type"] == "TextPositionSelector");
    let selector = selector.ok_or("This target has no TextPositionSelector.")?;
    if !selector["refinedBy"].is_null() {
        return Err("The selector is refined by another one.".into());
    }
    let mut place = match &target["hikiwake:place"] {
        Value::Object(rest) => rest.clone(),
        _ => Record::new(),
    };
    for key in ["start", "end"] {
        let number = selector[key].as_u64().filter(|n| *n <= u64::from(u32::MAX));
        let number = number.ok_or_else(|| format!("`{key}` is not a whole number from 0 on."))?;
        place.insert(key.into(), number.into());
    }
    if let Some(digest) = selector["hikiwake:digest"].as_str() {
        place.insert("digest".into(), digest.into());
    }
    Ok(place)
}

fn shown(target: &Value) -> String {
    let text = match target {
        Value::String(iri) => iri.clone(),
        target => target["source"].to_string(),
    };
    text.chars().take(80).collect()
}

/// Makes numbers of texts, where the schema has numbers.
fn numbers(value: &mut Value, part: &'static Value) {
    let part = resolve(part);
    match value {
        Value::String(text) if part["type"] == "number" => {
            let number = text.parse::<f64>().ok().and_then(Number::from_f64);
            if let Some(number) = number {
                *value = number.into();
            }
        }
        Value::Array(items) => {
            for item in items {
                numbers(item, &part["items"]);
            }
        }
        Value::Object(inner) => {
            for (key, value) in inner.iter_mut() {
                numbers(value, &part["properties"][key]);
            }
        }
        _ => {}
    }
}
