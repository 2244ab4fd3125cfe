//! The structure check: walks the published schema over the tables of the files,
//! reports every fault at its place, and joins what is sound into one table.

mod wanted;
mod wording;

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::Value as Schema;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Faults, nearest};
use crate::pattern::fits;
use crate::schema;
use crate::spans::{Path, Spans};
use crate::text::Text;
use crate::{Diagnostic, Span};
use wanted::{blank, choices, counts, kind, meant, resolve};
pub(crate) use wording::number_meant;
use wording::{example, list, misfit, wrong_type};

/// The files joined so far. What is faulty is kept as a blank that fits the
/// schema, so that names are known and later checks do not add noise.
pub(crate) struct Joined {
    /// All tables as one.
    pub table: toml::Table,
    /// Where each key and value stands.
    pub places: Spans,
    /// The faults found.
    pub diagnostics: Faults,
}

impl Joined {
    pub fn new() -> Joined {
        Joined {
            table: toml::Table::new(),
            places: Spans::default(),
            diagnostics: Faults::default(),
        }
    }

    /// Checks one file and joins it to those before.
    pub fn join(&mut self, text: &Text, table: &DeTable) {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        let mut walk = Walk {
            root: SCHEMA.get_or_init(schema::schema),
            text,
            joined: self,
        };
        walk.file(table);
    }
}

/// Longer names are refused, in bytes.
const LONGEST_NAME: usize = 200;

struct Walk<'a> {
    root: &'a Schema,
    text: &'a Text,
    joined: &'a mut Joined,
}

impl<'a> Walk<'a> {
    fn file(&mut self, table: &DeTable) {
        let root = self.root;
        for (key, key_span, part, value) in self.known_entries(root, table, &Path::default()) {
            let part = self.resolve(part);
            let path = Path::default().at(&key);
            let items = part.get("additionalProperties").filter(|s| s.is_object());
            match (value.get_ref(), part.get("items"), items) {
                (DeValue::Array(list), Some(item), _) => {
                    let mut done = match self.joined.table.remove(&key) {
                        Some(toml::Value::Array(before)) => before,
                        _ => Vec::new(),
                    };
                    for entry in list {
                        let entry = self.value(item, entry, &path.at(done.len()), &key);
                        done.push(entry);
                    }
                    self.joined.table.insert(key, done.into());
                }
                (DeValue::Table(named), _, Some(item)) => {
                    let mut done = match self.joined.table.remove(&key) {
                        Some(toml::Value::Table(before)) => before,
                        _ => toml::Table::new(),
                    };
                    for (name, entry) in named {
                        let span = self.span(name.span());
                        let name: &str = name.get_ref();
                        if !self.name(part, name, &span) {
                            continue;
                        }
                        let at = self.once(&path.at(name), &span, done.contains_key(name));
                        let entry = self.value(item, entry, &at, name);
                        done.entry(name.to_owned()).or_insert(entry);
                    }
                    self.joined.table.insert(key, done.into());
                }
                _ if part.get("properties").is_some() => {
                    let at = self.once(&path, &key_span, self.joined.table.contains_key(&key));
                    let value = self.value(part, value, &at, &key);
                    self.joined.table.entry(key).or_insert(value);
                }
                // A section of the wrong type: reported, and nothing to join.
                _ => drop(self.value(part, value, &path, &key)),
            }
        }
    }

    /// The path to use for a key: its own where it stands for the first time; a
    /// dead one, and a fault, where another file has it already.
    fn once(&mut self, path: &Path, span: &Span, exists: bool) -> Path {
        if !exists {
            self.joined.places.keys.insert(path.clone(), span.clone());
            return path.clone();
        }
        let first = self.joined.places.key(path);
        let first = first.map_or(String::new(), |s| format!(" at {}:{}", s.file, s.line));
        self.fault(
            "duplicate",
            span.clone(),
            format!("`{path}` is already given{first}."),
            "Keep one of the two, or give this one another name.".into(),
        );
        path.at("#again")
    }

    /// The entries of a table whose keys the schema has, with the schema of each.
    /// A key that is surely another misspelt is reported and read as that one.
    fn known_entries<'t, 'i>(
        &mut self,
        schema: &'a Schema,
        table: &'t DeTable<'i>,
        path: &Path,
    ) -> Vec<(String, Span, &'a Schema, &'t Spanned<DeValue<'i>>)> {
        let Some(properties) = schema["properties"].as_object() else {
            return Vec::new();
        };
        let mut entries = Vec::new();
        for (key, value) in table {
            let span = self.span(key.span());
            let written: &str = key.get_ref();
            if let Some((known, part)) = properties.get_key_value(written) {
                entries.push((known.clone(), span, part, value));
                continue;
            }
            if self.joined.diagnostics.is_full() {
                return entries;
            }
            let meant = nearest(written, properties.keys().map(String::as_str));
            let place = if path.0.is_empty() {
                "a dossier file".into()
            } else {
                path.named()
            };
            let help = match meant {
                Some(known) => format!("Did you mean `{known}`?"),
                None => format!("Known here: {}.", list(properties.keys())),
            };
            let message = format!("`{written}` is not a key of {place}.");
            self.fault("unknown-key", span.clone(), message, help);
            if let Some((known, part)) = meant.and_then(|m| properties.get_key_value(m)) {
                // Sections of a file may stand in several parts, other keys once.
                if path.0.is_empty() || !table.contains_key(known.as_str()) {
                    entries.push((known.clone(), span, part, value));
                }
            }
        }
        entries
    }

    /// Checks one value and gives it back, or a blank where it is faulty.
    /// `name` is how messages call it.
    fn value(
        &mut self,
        schema: &'a Schema,
        value: &Spanned<DeValue>,
        path: &Path,
        name: &str,
    ) -> toml::Value {
        let span = self.span(value.span());
        self.joined.places.values.insert(path.clone(), span.clone());
        let schema = self.resolve(schema);
        let checked = match (kind(schema), value.get_ref()) {
            ("string", DeValue::String(text)) => self.text_value(schema, text, &span, name),
            ("integer", DeValue::Integer(number)) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                self.number(schema, parsed.ok(), &span, name)
            }
            ("number", DeValue::Integer(number)) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                self.number(schema, parsed.ok(), &span, name)
                    .and_then(|n| n.as_integer())
                    .map(|n| toml::Value::Float(n as f64))
            }
            ("number", DeValue::Float(number)) => self.real(number.as_str(), &span, name),
            ("boolean", DeValue::Boolean(value)) => Some((*value).into()),
            ("array", DeValue::Array(items)) => self.list(schema, items, &span, path, name),
            ("object", DeValue::Table(table)) => Some(self.table(schema, table, path, &span)),
            (wanted, found) => {
                let (message, help) = wrong_type(name, wanted, found, path, self.written(&span));
                self.fault("wrong-type", span, message, help);
                meant(wanted, found)
            }
        };
        checked.unwrap_or_else(|| blank(self.root, schema))
    }

    fn table(
        &mut self,
        schema: &'a Schema,
        table: &DeTable,
        path: &Path,
        span: &Span,
    ) -> toml::Value {
        let mut done = toml::Table::new();
        if let Some(item) = schema.get("additionalProperties").filter(|s| s.is_object()) {
            for (key, value) in table {
                let key_span = self.span(key.span());
                let key: &str = key.get_ref();
                if !self.name(schema, key, &key_span) {
                    continue;
                }
                self.joined.places.keys.insert(path.at(key), key_span);
                let value = self.value(item, value, &path.at(key), key);
                done.insert(key.to_owned(), value);
            }
            return done.into();
        }
        for (key, key_span, part, value) in self.known_entries(schema, table, path) {
            self.joined.places.keys.insert(path.at(&key), key_span);
            let value = self.value(part, value, &path.at(&key), &key);
            done.insert(key, value);
        }
        for required in schema["required"].as_array().into_iter().flatten() {
            let Some(key) = required.as_str().filter(|key| !done.contains_key(*key)) else {
                continue;
            };
            let part = &schema["properties"][key];
            let at = self.joined.places.keys.get(path).unwrap_or(span).clone();
            let about = part["description"].as_str().unwrap_or("");
            let example = example(kind(self.resolve(part)));
            self.fault(
                "missing-key",
                at.clone(),
                format!("`{key}` is missing in {}.", path.named()),
                format!("Add `{key} = {example}`: {about}"),
            );
            self.joined.places.values.insert(path.at(key), at);
            done.insert(key.to_owned(), blank(self.root, part));
        }
        done.into()
    }

    fn list(
        &mut self,
        schema: &'a Schema,
        items: &[Spanned<DeValue>],
        span: &Span,
        path: &Path,
        name: &str,
    ) -> Option<toml::Value> {
        let (least, most) = counts(schema);
        if !(least..=most).contains(&items.len()) {
            let wanted = match least == most {
                true => format!("exactly {least}"),
                false => format!("at least {least}"),
            };
            let count = items.len();
            self.fault(
                "wrong-count",
                span.clone(),
                format!("`{name}` is a list of {count} here and needs {wanted}."),
                "Give them in square brackets, divided by commas: `[\"…\", \"…\"]`.".into(),
            );
            if least == most {
                return None;
            }
        }
        let item = &schema["items"];
        let mut done: Vec<toml::Value> = Vec::new();
        let mut seen = HashSet::new();
        for (i, entry) in items.iter().enumerate() {
            let value = self.value(item, entry, &path.at(i), name);
            let unique = schema["uniqueItems"] == true;
            if unique
                && value
                    .as_str()
                    .is_some_and(|text| !seen.insert(text.to_owned()))
            {
                let span = self.span(entry.span());
                let message = format!("This entry stands in `{name}` twice.");
                self.fault("duplicate", span, message, "Take one out.".into());
            }
            done.push(value);
        }
        Some(done.into())
    }

    fn text_value(
        &mut self,
        schema: &Schema,
        text: &str,
        span: &Span,
        name: &str,
    ) -> Option<toml::Value> {
        let allowed = choices(schema);
        if !allowed.is_empty() && !allowed.contains(&text) {
            let help = match nearest(text, allowed.iter().copied()) {
                Some(meant) => format!("Did you mean \"{meant}\"?"),
                None => format!("Write one of {}.", list(&allowed)),
            };
            let message = format!("\"{text}\" is not a value of `{name}`.");
            self.fault("unknown-value", span.clone(), message, help);
            return None;
        }
        let pattern = schema["pattern"].as_str().unwrap_or("");
        if !fits(pattern, text) {
            // It is kept, so that uses of it are no faults of their own.
            let (message, help) = misfit(pattern, text);
            self.fault("bad-name", span.clone(), message, help);
        }
        Some(text.into())
    }

    fn number(
        &mut self,
        schema: &Schema,
        number: Option<i64>,
        span: &Span,
        name: &str,
    ) -> Option<toml::Value> {
        let wanted = schema.get("const").and_then(Schema::as_i64);
        let least = schema.get("minimum").and_then(Schema::as_i64);
        let (message, help) = match number {
            Some(n) if wanted.is_some_and(|w| n != w) => (
                format!("`{name} = {n}` is not known to this version."),
                format!("Write `{name} = {}`.", wanted.unwrap_or(0)),
            ),
            Some(n) if least.is_some_and(|l| n < l) => (
                format!("`{name}` cannot be {n}."),
                format!("Write a number from {} up.", least.unwrap_or(0)),
            ),
            Some(n) => return Some(n.into()),
            None => (
                format!("This number is too large for `{name}`."),
                "Write one below 9 million million million.".into(),
            ),
        };
        self.fault("unknown-value", span.clone(), message, help);
        None
    }

    /// A number with or without a point; infinities and `nan` are none.
    fn real(&mut self, written: &str, span: &Span, name: &str) -> Option<toml::Value> {
        let number = written.replace('_', "").parse::<f64>().ok();
        let number = number.filter(|n| n.is_finite());
        if number.is_none() {
            let message = format!("`{written}` is no number that `{name}` can have.");
            let help = "Write a number such as 2.6.".into();
            self.fault("unknown-value", span.clone(), message, help);
        }
        number.map(toml::Value::Float)
    }

    /// Checks a name against the `propertyNames` of its table's schema; whether what it
    /// names is to be read. (Every place in it would bear a name that is too long.)
    fn name(&mut self, schema: &Schema, name: &str, span: &Span) -> bool {
        if name.len() > LONGEST_NAME {
            self.fault(
                "bad-name",
                span.clone(),
                format!("This name has {} bytes.", name.len()),
                format!("A name has at most {LONGEST_NAME}: what readers see stands in quotes behind `=`."),
            );
            return false;
        }
        let pattern = schema["propertyNames"]["pattern"].as_str().unwrap_or("");
        if !fits(pattern, name) {
            let (message, help) = misfit(pattern, name);
            self.fault("bad-name", span.clone(), message, help);
        }
        true
    }

    /// The schema behind a `$ref`.
    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        resolve(self.root, schema)
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.text.span(range)
    }

    fn written(&self, span: &Span) -> &str {
        self.text.text.get(span.start..span.end).unwrap_or("")
    }

    fn fault(&mut self, code: &'static str, span: Span, message: String, help: String) {
        let fault = Diagnostic::error(code, Some(span), message, help);
        self.joined.diagnostics.push(fault);
    }
}
