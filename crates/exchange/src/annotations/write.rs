//! Writing claims as annotations.

use hikiwake_dossier::Dossier;
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::record::Record;

use super::name::{self, SPACE};

/// Keys of a place that the selector carries.
const SELECTED: [&str; 3] = ["start", "end", "digest"];

/// The collection with one page of annotations.
pub(crate) fn write(
    dossier: &Dossier,
    claims: &IndexMap<String, Record>,
) -> Result<String, String> {
    let items: Vec<Value> = claims
        .iter()
        .map(|(id, claim)| annotation(dossier, id, claim))
        .collect();
    let title = dossier.file.dossier.as_ref().map_or("", |head| &head.title);
    let collection = json!({
        "@context": context(),
        "id": format!("{SPACE}claims"),
        "type": "AnnotationCollection",
        "label": title,
        "total": items.len(),
        "first": {
            "id": format!("{SPACE}claims:1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    let mut text = serde_json::to_string_pretty(&collection).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

/// What the names in the file mean: those of the data model, and this program's own.
pub(super) fn context() -> Value {
    let json_term = |name: &str| json!({ "@id": format!("hikiwake:{name}"), "@type": "@json" });
    json!(["http://www.w3.org/ns/anno.jsonld", {
        "hikiwake": SPACE,
        "hikiwake:claim": json_term("claim"),
        "hikiwake:place": json_term("place"),
    }])
}

fn annotation(dossier: &Dossier, id: &str, claim: &Record) -> Value {
    let text = |key: &str| claim.get(key).and_then(Value::as_str).unwrap_or("");
    let places = claim.get("places").and_then(Value::as_array);
    let places = places.into_iter().flatten().filter_map(Value::as_object);
    let mut targets: Vec<Value> = places
        .map(|place| target(dossier, text("source"), place))
        .collect();
    if targets.is_empty() {
        targets.push(name::of_source(dossier, text("source")).into());
    }
    let mut rest = claim.clone();
    rest.retain(|key, _| !["source", "says", "places"].contains(&key.as_str()));
    let mut annotation = json!({
        "id": name::of_claim(id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": text("says"),
            "format": "text/plain",
            "purpose": "describing",
        },
        "target": targets,
        "hikiwake:source": text("source"),
    });
    if !rest.is_empty() {
        annotation["hikiwake:claim"] = exact(&rest.into());
    }
    annotation
}

/// A value in which numbers that the JSON parser would round stand as text.
fn exact(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            let read = serde_json::from_str::<f64>(&text).ok();
            match number.is_f64() && read != number.as_f64() {
                true => text.into(),
                false => value.clone(),
            }
        }
        Value::Array(items) => items.iter().map(exact).collect(),
        Value::Object(part) => {
            let exact = part.iter().map(|(key, value)| (key.clone(), exact(value)));
            Value::Object(exact.collect())
        }
        other => other.clone(),
    }
}

fn target(dossier: &Dossier, source: &str, place: &Record) -> Value {
    let source = place
        .get("source")
        .and_then(Value::as_str)
        .unwrap_or(source);
    let mut target = json!({
        "type": "SpecificResource",
        "source": name::of_source(dossier, source),
        "selector": {
            "type": "TextPositionSelector",
            "start": place.get("start"),
            "end": place.get("end"),
        },
        "hikiwake:source": source,
    });
    if let Some(digest) = place.get("digest") {
        target["selector"]["hikiwake:digest"] = digest.clone();
    }
    let known = dossier.sources.iter().find(|known| known.id == source);
    if let Some(url) = known.map(|known| &known.url).filter(|url| !url.is_empty()) {
        target["via"] = url.as_str().into();
    }
    if let Some(text) = dossier
        .file
        .sources
        .get(source)
        .and_then(|known| known.text.as_ref())
    {
        target["state"] = json!({
            "type": "hikiwake:TextState",
            "hikiwake:sha256": text.sha256,
            "hikiwake:length": text.length,
        });
    }
    let mut rest = place.clone();
    rest.retain(|key, _| !SELECTED.contains(&key.as_str()));
    if !rest.is_empty() {
        target["hikiwake:place"] = rest.into();
    }
    target
}
