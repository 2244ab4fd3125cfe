//! Claims with their places as W3C web annotations (Web Annotation Data Model,
//! 2017), in JSON-LD: one annotation a claim, one target a place. Positions are code
//! points there as here.

use indexmap::IndexMap;
use serde_json::{Number, Value, json};

use hikiwake_dossier::Dossier;

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::record::{self, Record, resolve, tidy};

/// The namespace of the keys that the data model has no word for.
const SPACE: &str = "urn:x-hikiwake:";
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
    let json_term = |name: &str| json!({ "@id": format!("hikiwake:{name}"), "@type": "@json" });
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {
            "hikiwake": SPACE,
            "hikiwake:claim": json_term("claim"),
            "hikiwake:place": json_term("place"),
        }],
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

fn annotation(dossier: &Dossier, id: &str, claim: &Record) -> Value {
    let text = |key: &str| claim.get(key).and_then(Value::as_str).unwrap_or("");
    let places = claim.get("places").and_then(Value::as_array);
    let places = places.into_iter().flatten().filter_map(Value::as_object);
    let mut targets: Vec<Value> = places
        .map(|place| target(dossier, text("source"), place))
        .collect();
    if targets.is_empty() {
        targets.push(iri(dossier, text("source")).into());
    }
    let mut rest = claim.clone();
    rest.retain(|key, _| !["source", "says", "places"].contains(&key.as_str()));
    let mut annotation = json!({
        "id": format!("{SPACE}claim:{}", encoded(id)),
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

fn target(dossier: &Dossier, source: &str, place: &Record) -> Value {
    let source = place
        .get("source")
        .and_then(Value::as_str)
        .unwrap_or(source);
    let mut target = json!({
        "type": "SpecificResource",
        "source": iri(dossier, source),
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

/// What a source's text is called on the web: by its digest, which fits no other
/// text; by the id of the source, where the digest is not known.
fn iri(dossier: &Dossier, source: &str) -> String {
    let text = dossier
        .file
        .sources
        .get(source)
        .and_then(|known| known.text.as_ref());
    match text {
        Some(text) => format!("urn:sha256:{}", text.sha256),
        None => format!("{SPACE}source:{}", encoded(source)),
    }
}

fn encoded(id: &str) -> String {
    let one = |b: u8| match b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.') {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    id.bytes().map(one).collect()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        match (first, behind) {
            (b'%', [high, low, behind @ ..]) => {
                let digit = |b: u8| char::from(b).to_digit(16);
                bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?);
                rest = behind;
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

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
    let id = item["id"]
        .as_str()
        .and_then(|iri| match iri.strip_prefix(SPACE) {
            Some(name) => decoded(name.strip_prefix("claim:")?),
            None => Some(plain_id(iri)).filter(|id| !id.is_empty()),
        });
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
        let found = source_of(dossier, target);
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

/// The source of the dossier that a target means.
fn source_of(dossier: &Dossier, target: &Value) -> Option<String> {
    let by_id = |id: &str| dossier.sources.iter().find(|source| source.id == id);
    if let Some(id) = target["hikiwake:source"].as_str() {
        return Some(id.to_owned());
    }
    let iri = match target {
        Value::String(iri) => iri,
        target => {
            let source = &target["source"];
            let id = source.as_str().or_else(|| source["id"].as_str());
            id.or_else(|| target["id"].as_str())?
        }
    };
    if let Some(digest) = iri.strip_prefix("urn:sha256:") {
        let mut texts = dossier.file.sources.iter();
        let found = texts.find(|(_, known)| {
            let text = known.text.as_ref();
            text.is_some_and(|text| text.sha256.eq_ignore_ascii_case(digest))
        });
        return found.map(|(id, _)| id.clone());
    }
    if let Some(name) = iri
        .strip_prefix(SPACE)
        .and_then(|name| name.strip_prefix("source:"))
    {
        return decoded(name);
    }
    let address = dossier.sources.iter().find(|source| source.url == iri);
    address
        .or_else(|| by_id(iri))
        .map(|source| source.id.clone())
}

fn shown(target: &Value) -> String {
    let text = match target {
        Value::String(iri) => iri.clone(),
        target => target["source"].to_string(),
    };
    text.chars().take(80).collect()
}

/// An id from the end of an address.
fn plain_id(iri: &str) -> String {
    let end = iri
        .trim_end_matches('/')
        .rsplit(['/', ':', '#'])
        .next()
        .unwrap_or("");
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = end.chars().take(64).map(plain).collect();
    id.trim_matches('-').to_owned()
}
