//! Reading BibTeX from anywhere.

use serde_json::Value;

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::people::date;
use crate::record::Record;

use super::dates::Issued;
use super::latex::{Text, text, verbatim};
use super::references::{Fields, References};
use super::scan::{Entry, File, LARGEST_WHOLE, scan};
use super::types::{by_type, is_csl, to_csl};
use super::{DATES, FIELDS, ID, PEOPLE, TYPE, VERBATIM, people};

/// Reads entries, each fault with its line.
pub(crate) fn read(bytes: &[u8]) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the file").map_err(|fault| vec![fault])?;
    let File { entries, left, .. } = scan(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let mut incoming = Incoming::new("field");
    incoming.left = left;
    let mut faults = Vec::new();
    let mut references = References::new(&entries);
    let mut whole = 0;
    for entry in &entries {
        let (kind, key) = (entry.kind.as_str(), &entry.key);
        match kind {
            "xdata" => continue,
            "set" | "control" => {
                incoming
                    .left
                    .push(format!("`@{kind}` `{key}`, which is no source"));
                continue;
            }
            _ => {}
        }
        let left = &mut incoming.left;
        let fields = references.fields(entry, |name| key_of(kind, name).is_some(), left);
        let at = format!("line {}", entry.line);
        whole += fields.values().map(|value| value.len()).sum::<usize>();
        if whole > LARGEST_WHOLE {
            let message =
                "With what entries take over from others, the file is longer than 64 MiB.";
            faults.push(Fault::new(at, message, "Divide it into several files."));
            break;
        }
        match source(entry, &fields, left) {
            Ok(source) => {
                let id = source.get("id").and_then(Value::as_str);
                let id = id.unwrap_or("").to_owned();
                incoming.add(Kind::Source, id, source, at, &mut faults);
            }
            Err(message) => {
                faults.push(Fault::new(at, message, "Let the fields say the same."));
            }
        }
    }
    let data = entries.iter().filter(|entry| entry.kind == "xdata");
    for unused in data.filter(|data| !references.used.contains(data.key.as_str())) {
        let left = format!("`@xdata` `{}`, which no entry uses", unused.key);
        incoming.left.push(left);
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

/// What a field is read as.
enum Key {
    /// A part of the date of issue.
    Issued,
    People,
    Date(&'static str),
    Text(&'static str),
}

/// What a field is read as in an entry of this type; `None` where nothing is.
fn key_of(kind: &str, field: &str) -> Option<Key> {
    let date = DATES.iter().find(|(_, name)| *name == field);
    let text = FIELDS.iter().find(|(name, _)| *name == field);
    match field {
        "date" | "year" | "month" | "day" => Some(Key::Issued),
        _ if PEOPLE.contains(&field) => Some(Key::People),
        _ if date.is_some() => date.map(|(key, _)| Key::Date(key)),
        ID => Some(Key::Text("id")),
        TYPE => Some(Key::Text("type")),
        _ => text
            .map(|(_, key)| *key)
            .or_else(|| by_type(kind, field))
            .map(Key::Text),
    }
}

/// The record of an entry; what it does not hold is noted in `left`.
fn source(entry: &Entry, fields: &Fields, left: &mut Vec<String>) -> Result<Record, String> {
    let key = &entry.key;
    let mut source = Record::new();
    source.insert("id".into(), key.as_str().into());
    source.insert("type".into(), to_csl(&entry.kind).into());
    for (name, latex) in fields {
        let named = key_of(&entry.kind, name);
        if let Some(Key::People) = named {
            let names = people::read(latex);
            note(names.left.into_iter(), name, key, left);
            if !names.list.is_empty() {
                source.insert((*name).to_owned(), names.list.into());
            }
            continue;
        }
        let value = plain(name, latex, key, left);
        let whole_type = match value.as_str() {
            "magazine" => "article-magazine",
            "newspaper" => "article-newspaper",
            other => other,
        };
        match named {
            Some(_) if value.is_empty() => {}
            Some(Key::Issued) => {}
            Some(Key::Date(key)) => drop(source.insert(key.into(), date(&value))),
            Some(Key::Text("id")) => drop(source.insert("id".into(), value.into())),
            Some(Key::Text("type")) if is_csl(whole_type) => {
                source.insert("type".into(), whole_type.into());
            }
            Some(Key::Text(into)) if !source.contains_key(into) => {
                source.insert(into.into(), value.into());
            }
            // Said twice, as by `langid` beside `language`.
            Some(Key::Text(into)) if source.get(into) == Some(&value.as_str().into()) => {}
            _ => left.push(format!("the field `{name}` of `{key}`")),
        }
    }
    let part = |name: &str| {
        let latex = fields.get(name).copied().unwrap_or_default();
        plain(name, latex, key, &mut Vec::new())
    };
    let [date, year, month, day] = ["date", "year", "month", "day"].map(part);
    let issued = Issued {
        date: &date,
        year: &year,
        month: &month,
        day: &day,
    };
    let (issued, unread) = issued
        .read()
        .map_err(|()| format!("`date` and `year` or `month` of `{key}` tell different dates."))?;
    source.extend(issued.map(|issued| ("issued".to_owned(), issued)));
    for name in unread {
        let text = part(name);
        left.push(format!("the field `{name}` of `{key}`: {text}"));
    }
    Ok(source)
}

/// A field as text of CSL-JSON.
fn plain(name: &str, latex: &str, key: &str, left: &mut Vec<String>) -> String {
    let taken = VERBATIM.contains(&name);
    let Text {
        text,
        left: unknown,
    } = if taken { verbatim(latex) } else { text(latex) };
    note(unknown.into_iter(), name, key, left);
    match name {
        "pages" => text.replace('–', "-"),
        name if name.ends_with("date") => text.replace("--", "–"),
        _ => text,
    }
}

/// Notes what of a field's LaTeX is not kept.
fn note(what: impl Iterator<Item = String>, name: &str, key: &str, left: &mut Vec<String>) {
    left.extend(what.map(|what| format!("`{what}` in the field `{name}` of `{key}`")));
}
