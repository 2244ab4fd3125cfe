//! Reading annotations as claims.

mod place;

use std::collections::{BTreeMap, HashMap};

use hikiwake_dossier::{Dossier, sha256};
use serde_json::{Number, Value};

use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::names::Ids;
use crate::record::{self, Record, resolve, tidy};
use crate::{Fault, json};

use super::{name, write};

/// Reads a collection, a page, a list or a single annotation. `texts` are those of
/// sources, by id; one is not used where the dossier counts in another.
pub(crate) fn read(
    bytes: &[u8],
    dossier: &Dossier,
    texts: &BTreeMap<String, String>,
) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the file").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let help = "Give annotations of the W3C data model in JSON-LD.";
    let whole = json::parse(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        let message = format!("This JSON is not read: {error}.");
        vec![Fault::new(at, message, help)]
    })?;
    let counts = |(id, text): &(&String, &String)| {
        let known = dossier.file.sources.get(*id);
        let head = known.and_then(|known| known.text.as_ref());
        head.is_none_or(|head| head.sha256.eq_ignore_ascii_case(&sha256(text.as_bytes())))
    };
    let texts = texts.iter().filter(counts);
    let mut reading = Reading {
        dossier,
        texts: texts
            .map(|(id, text)| (id.as_str(), text.as_str()))
            .collect(),
        looked: place::MOST_LOOKED_AT,
        left: Vec::new(),
        many: BTreeMap::new(),
        faults: Vec::new(),
    };
    let mut incoming = Incoming::new("key");
    let (items, next) = match &whole {
        Value::Array(items) => (items.iter().collect(), &Value::Null),
        whole if is(whole, "Annotation") => (vec![whole], &Value::Null),
        whole => {
            let page = match whole["items"].is_null() {
                true => &whole["first"],
                false => whole,
            };
            reading.collection(whole);
            (listed(&page["items"]), &page["next"])
        }
    };
    if !next.is_null() {
        let message = "The annotations go on in another page, which is not in this file.";
        let help = "Put all annotations on one page.";
        reading.faults.push(Fault::new("next", message, help));
    }
    let listed_somewhere = whole.is_array()
        || [&whole["items"], &whole["first"]["items"]]
            .iter()
            .any(|items| !items.is_null());
    if items.is_empty() && !listed_somewhere {
        let message = "There are no annotations in this file.";
        reading.faults.push(Fault::new("", message, help));
    }
    let mut ids = Ids::default();
    for (k, item) in items.into_iter().enumerate() {
        let at = format!("annotation {}", k + 1);
        if let Some((id, claim)) = reading.claim(item, &at) {
            let id = id.unwrap_or_else(|| format!("A{:03}", k + 1));
            // Ends of addresses may be alike; names that this program gave may not.
            let id = match item["hikiwake:source"].is_string() {
                true => id,
                false => ids.take(&[id]),
            };
            incoming.add(Kind::Claim, id, claim, at, &mut reading.faults);
        }
    }
    incoming.left = reading.left;
    let told = |(what, (count, first))| match count {
        1 => format!("{what}, in {first}"),
        _ => format!("{what}, {count} times from {first} on"),
    };
    incoming.left.extend(reading.many.into_iter().map(told));
    match reading.faults.is_empty() {
        true => Ok(incoming),
        false => Err(reading.faults),
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

/// Whether this is among the kinds that a value names.
fn is(value: &Value, kind: &str) -> bool {
    names(&value["type"], kind)
}

/// Whether a word, or one of several, is this one, with a prefix or without.
fn names(value: &Value, word: &str) -> bool {
    let mut words = listed(value).into_iter().filter_map(Value::as_str);
    words.any(|found| found.rsplit_once(':').map_or(found, |(_, end)| end) == word)
}

/// The beginning of a text, for a message.
fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

struct Reading<'a> {
    dossier: &'a Dossier,
    texts: HashMap<&'a str, &'a str>,
    /// Bytes of texts in which may still be looked for quotations.
    looked: u64,
    left: Vec<String>,
    /// What is not taken over and may stand there often: how often, and where first.
    many: BTreeMap<String, (usize, String)>,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    /// Tells a thing of which there may be many in one line.
    fn tell(&mut self, what: String, at: &str) {
        let told = self.many.entry(what).or_insert((0, at.to_owned()));
        told.0 += 1;
    }

    /// Tells the keys of a value that are not among these; of what is no object, all.
    fn known(&mut self, value: &Value, of: &str, keys: &[&str], at: &str) {
        let Value::Object(object) = value else {
            return self.tell(format!("{of}: {}", short(&value.to_string())), at);
        };
        for (key, value) in object {
            if !keys.contains(&key.as_str()) && !value.is_null() {
                self.tell(format!("the key `{key}` of {of}"), at);
            }
        }
    }

    /// Tells contexts other than those of the data model and of this program.
    fn context(&mut self, value: &Value, at: &str) {
        let ours = write::context();
        for context in listed(&value["@context"]) {
            if !listed(&ours).contains(&context) {
                self.tell(format!("the context {}", short(&context.to_string())), at);
            }
        }
    }

    fn collection(&mut self, whole: &Value) {
        const KEYS: [&str; 11] = [
            "@context",
            "id",
            "type",
            "total",
            "label",
            "first",
            "last",
            "items",
            "next",
            "startIndex",
            "partOf",
        ];
        self.known(whole, "the collection", &KEYS, "the file");
        self.context(whole, "the file");
        if !whole["first"].is_null() {
            self.known(&whole["first"], "the page", &KEYS, "the file");
        }
        let head = self.dossier.file.dossier.as_ref();
        let title = head.map_or("", |head| &head.title);
        for label in [&whole["label"], &whole["first"]["label"]] {
            if !label.is_null() && label != title && label != "" {
                self.left
                    .push(format!("the label of the collection, {label}"));
            }
        }
    }

    /// A claim and its id; `None` where it says nothing in words, which is told.
    fn claim(&mut self, item: &Value, at: &str) -> Option<(Option<String>, Record)> {
        const KEYS: [&str; 9] = [
            "@context",
            "id",
            "type",
            "motivation",
            "body",
            "bodyValue",
            "target",
            "hikiwake:source",
            "hikiwake:claim",
        ];
        if !item["type"].is_null() && !is(item, "Annotation") {
            self.tell(format!("what is no annotation but {}", item["type"]), at);
            return None;
        }
        self.known(item, "an annotation", &KEYS, at);
        self.context(item, at);
        for motivation in listed(&item["motivation"]) {
            if !names(motivation, "describing") && !names(motivation, "commenting") {
                self.tell(format!("the motivation {motivation}"), at);
            }
        }
        let ours = item["hikiwake:source"].is_string();
        let id = item["id"].as_str().and_then(name::claim_of);
        let mut claim = match &item["hikiwake:claim"] {
            Value::Object(rest) => rest.clone(),
            Value::Null => Record::new(),
            other => {
                self.known(other, "the rest of a claim", &[], at);
                Record::new()
            }
        };
        let Some(says) = self.says(item, ours, at) else {
            let id = item["id"].as_str().unwrap_or_default();
            self.left.push(format!("{at} ({id}), which has no words"));
            return None;
        };
        claim.insert("says".into(), says.into());
        let mut source = item["hikiwake:source"].as_str().map(str::to_owned);
        let mut places = Vec::new();
        for target in listed(&item["target"]) {
            let found = name::source_of(self.dossier, target);
            if found.is_none() {
                let message = format!("No source of the dossier is `{}`.", shown(target));
                let help = "Name the source by its id, its address or the digest of its text.";
                let at = format!("{at}, target");
                self.faults.push(Fault::new(at, message, help));
            }
            self.target(target, ours, at);
            if !target.is_object() || target["selector"].is_null() {
                source = source.or(found);
                continue;
            }
            let text = found.as_deref().and_then(|id| self.texts.get(id).copied());
            match self.place(target, text, at) {
                Ok(mut place) => {
                    let own = source.get_or_insert_with(|| found.clone().unwrap_or_default());
                    if let Some(found) = found.filter(|found| !ours && found != own) {
                        place.insert("source".into(), found.into());
                    }
                    places.push(Value::from(place));
                }
                Err((message, help)) => {
                    let at = format!("{at}, selector");
                    self.faults.push(Fault::new(at, message, help));
                }
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
        Some((id, claim))
    }

    /// What an annotation says: its first comment, else its tags. The rest is told.
    fn says(&mut self, item: &Value, ours: bool, at: &str) -> Option<String> {
        let (mut comments, mut tags) = (Vec::new(), Vec::new());
        comments.extend(item["bodyValue"].as_str());
        for body in listed(&item["body"]) {
            self.known(body, "a body", &["type", "value", "purpose", "format"], at);
            let format = &body["format"];
            if !format.is_null() && *format != "text/plain" {
                self.tell(format!("the format {format} of a body"), at);
            }
            for purpose in listed(&body["purpose"]) {
                let known = ["tagging", "describing", "commenting"];
                if !known.iter().any(|known| names(purpose, known)) {
                    self.tell(format!("the purpose {purpose} of a body"), at);
                }
            }
            match body["value"].as_str() {
                Some(tag) if names(&body["purpose"], "tagging") => tags.push(tag),
                Some(comment) => comments.push(comment),
                None if body["value"].is_null() => {}
                None => self.known(&body["value"], "the value of a body", &[], at),
            }
        }
        comments.retain(|comment| ours || !comment.trim().is_empty());
        tags.retain(|tag| !tag.trim().is_empty());
        let mut comments = comments.into_iter();
        let says = comments.next();
        for comment in comments {
            let comment = short(comment);
            self.left.push(format!("a further body of {at}: {comment}"));
        }
        match says {
            Some(says) => {
                for tag in tags {
                    self.tell(format!("the tag `{tag}`"), at);
                }
                Some(says.to_owned())
            }
            None if tags.is_empty() => None,
            None => Some(format!("Tagged as {}", tags.join("; "))),
        }
    }

    /// Tells what of a target is not read.
    fn target(&mut self, target: &Value, ours: bool, at: &str) {
        const KEYS: [&str; 8] = [
            "id",
            "type",
            "source",
            "selector",
            "hikiwake:source",
            "hikiwake:place",
            "state",
            "via",
        ];
        if !target.is_object() {
            return;
        }
        // What this program says of the text around a place follows from the dossier.
        let keys = if ours { &KEYS[..] } else { &KEYS[..6] };
        self.known(target, "a target", keys, at);
        if ours && !target["state"].is_null() {
            let keys = ["type", "hikiwake:sha256", "hikiwake:length"];
            self.known(&target["state"], "the state of a target", &keys, at);
        }
        if target["source"].is_object() {
            let of = "the source of a target";
            self.known(&target["source"], of, &["id", "type"], at);
        }
    }
}

fn shown(target: &Value) -> String {
    short(&match target {
        Value::String(iri) => iri.clone(),
        target => target["source"].to_string(),
    })
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
