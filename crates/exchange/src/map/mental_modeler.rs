//! Maps of Mental Modeler (`.mmp`): its XML, with influences as numbers or as `H+`, `M-`
//! and the like, and the JSON of its newer versions with the same names.

use std::collections::HashMap;

use serde_json::Value;

use super::draft::{Arc, Draft, cut};
use super::{IncomingMap, MapDriver, one_line};
use crate::Fault;
use crate::json;
use crate::xml::{self, Element};

const SAVE: &str = "Save it again in Mental Modeler.";

pub(super) fn read(text: &str) -> Result<IncomingMap, Vec<Fault>> {
    let mut draft = Draft::default();
    let concepts = match text.trim_start().starts_with('{') {
        true => of_json(text, &mut draft),
        false => of_xml(text, &mut draft),
    };
    let concepts = concepts.map_err(|fault| vec![fault])?;
    take(&concepts, &mut draft);
    draft.finish()
}

/// The keys of a concept or of a relationship that are read, each as text.
#[derive(Debug, Default)]
struct Concept {
    values: HashMap<String, String>,
    relationships: Vec<Concept>,
    at: String,
}

impl Concept {
    fn get(&self, key: &str) -> String {
        self.values.get(key).map_or_else(String::new, String::clone)
    }
}

/// What is read of a concept or a relationship.
const READ: [&str; 6] = ["id", "name", "notes", "units", "confidence", "influence"];
/// What says nothing of the map: how it is drawn, and what a reader marked in it.
const DRAWN: [&str; 6] = [
    "x",
    "y",
    "inDualRelationship",
    "isFirstInDualRelationship",
    "selected",
    "lastModified",
];

fn take(concepts: &[Concept], draft: &mut Draft) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for concept in concepts {
        let id = concept.get("id");
        let name = match one_line(&concept.get("name")) {
            empty if empty.is_empty() => format!("Concept {id}"),
            name => name,
        };
        if known.contains_key(&id) {
            let message = format!("There are two concepts with the id `{}`.", cut(&id));
            draft.fault(&concept.at, message, SAVE);
            continue;
        }
        let units = concept.get("units");
        let mut note = concept.get("notes");
        if !units.is_empty() {
            let units = format!("Units: {units}");
            note = match note.is_empty() {
                true => units,
                false => format!("{note}\n{units}"),
            };
        }
        let driver = draft.driver(MapDriver {
            label: name,
            note,
            at: concept.at.clone(),
            ..MapDriver::default()
        });
        known.insert(id, driver);
    }
    for concept in concepts {
        let Some(cause) = known.get(&concept.get("id")).copied() else {
            continue;
        };
        for relationship in &concept.relationships {
            let id = relationship.get("id");
            let Some(effect) = known.get(&id).copied() else {
                let message = format!("There is no concept with the id `{}`.", cut(&id));
                draft.fault(&relationship.at, message, SAVE);
                continue;
            };
            let confidence = match relationship.get("confidence") {
                none if matches!(none.as_str(), "" | "0") => String::new(),
                some => format!("Confidence in the file: {some}"),
            };
            let notes = [relationship.get("notes"), confidence];
            let notes: Vec<String> = notes.into_iter().filter(|n| !n.is_empty()).collect();
            draft.arc(Arc {
                cause,
                effect,
                weight: relationship.get("influence"),
                note: notes.join("; "),
                at: relationship.at.clone(),
                ..Arc::default()
            });
        }
    }
}

fn of_xml(text: &str, draft: &mut Draft) -> Result<Vec<Concept>, Fault> {
    let root = xml::parse(text).map_err(|(line, message)| {
        let message = format!("This is not read: {message}.");
        Fault::new(format!("line {line}"), message, SAVE)
    })?;
    if !root.name.eq_ignore_ascii_case("mentalmodeler") {
        let message = format!(
            "This is no map of Mental Modeler: its root is <{}>.",
            cut(&root.name)
        );
        let help =
            "Programs of other kinds end their files in .mmp, too: say with --from what it is.";
        return Err(Fault::new(format!("line {}", root.line), message, help));
    }
    // What the whole is called and by whom it is.
    if let Some(info) = root.child("info") {
        info.told();
    }
    let mut left = Left::default();
    let mut concepts = Vec::new();
    for concept in root.all("concepts").flat_map(|all| all.all("concept")) {
        let mut taken = element(concept, "a concept", &mut left);
        let list = concept.all("relationships");
        for inner in list.flat_map(|list| list.all("relationship")) {
            let inner = element(inner, "a relationship", &mut left);
            taken.relationships.push(inner);
        }
        concepts.push(taken);
    }
    for groups in root.all("groupNames") {
        if groups.children().any(|name| !name.text().trim().is_empty()) {
            left.add("groupNames", "the file");
        }
    }
    draft.map.left.extend(left.told());
    draft.map.left.extend(root.unread(|_, _| true));
    Ok(concepts)
}

fn element(element: &Element, of: &'static str, left: &mut Left) -> Concept {
    let mut concept = Concept {
        at: format!("line {}", element.line),
        ..Concept::default()
    };
    for key in READ {
        if let Some(child) = element.child(key) {
            let value = child.text().trim().to_owned();
            concept.values.insert(key.to_owned(), value);
        }
    }
    for key in DRAWN {
        element.all(key).for_each(Element::told);
    }
    // Without a group, and without a wish, these say 0 or nothing.
    for key in ["group", "preferredState"] {
        let says = |child: &&Element| !matches!(child.text().trim(), "" | "0");
        let said = element.all(key).filter(says).count();
        (0..said).for_each(|_| left.add(key, of));
    }
    concept
}

fn of_json(text: &str, draft: &mut Draft) -> Result<Vec<Concept>, Fault> {
    let value = json::parse(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        Fault::new(at, format!("This JSON is not read: {error}."), SAVE)
    })?;
    let Some(list) = value.get("concepts").and_then(Value::as_array) else {
        return Err(Fault::new("", "There is no list of `concepts`.", SAVE));
    };
    let mut left = Left::default();
    for (key, value) in value.as_object().into_iter().flatten() {
        let said = match value {
            Value::Array(items) => !items.is_empty(),
            Value::Object(items) => items.values().any(|item| !is_empty(item)),
            value => !is_empty(value),
        };
        if said && key != "concepts" && key != "info" {
            left.add(key, "the file");
        }
    }
    let mut concepts = Vec::new();
    for (k, concept) in list.iter().enumerate() {
        let at = format!("concept {}", k + 1);
        let mut taken = object(concept, &at, "a concept", &mut left);
        let inner = concept.get("relationships").and_then(Value::as_array);
        for (k, relationship) in inner.into_iter().flatten().enumerate() {
            let at = format!("{at}, relationship {}", k + 1);
            let relationship = object(relationship, &at, "a relationship", &mut left);
            taken.relationships.push(relationship);
        }
        concepts.push(taken);
    }
    draft.map.left.extend(left.told());
    Ok(concepts)
}

/// Keys that have no use here: how often, by what they belong to.
#[derive(Default)]
struct Left(std::collections::BTreeMap<(String, &'static str), usize>);

impl Left {
    fn add(&mut self, key: &str, of: &'static str) {
        *self.0.entry((cut(key), of)).or_default() += 1;
    }

    fn told(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|((key, of), count)| match count {
            1 => format!("`{key}` of {of}"),
            count => format!("`{key}` of {of}, {count} times"),
        })
    }
}

fn object(value: &Value, at: &str, of: &'static str, left: &mut Left) -> Concept {
    let mut concept = Concept {
        at: at.to_owned(),
        ..Concept::default()
    };
    for (key, value) in value.as_object().into_iter().flatten() {
        let text = match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let name = key.as_str();
        match text {
            Some(text) if READ.contains(&name) => drop(concept.values.insert(key.clone(), text)),
            _ if is_empty(value) || DRAWN.contains(&name) || name == "relationships" => {}
            _ => left.add(key, of),
        }
    }
    concept
}

/// Whether a value says nothing: blank, none, no, 0, or a list of nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => matches!(text.trim(), "" | "0"),
        Value::Array(items) => items.is_empty(),
        Value::Object(items) => items.is_empty(),
        Value::Bool(true) => false,
    }
}
