//! Sources as CSL-JSON, the form in which a dossier keeps them.

use indexmap::IndexMap;
use serde_json::Value;

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::json::parse;
use crate::record::{BESIDE, Record};

/// The list, with whatever fields other programs put in.
pub(crate) fn write(sources: &IndexMap<String, Record>) -> Result<String, String> {
    let plain = |source: &Record| {
        let mut source = source.clone();
        source.remove(BESIDE);
        source
    };
    let list: Vec<Record> = sources.values().map(plain).collect();
    let mut text = serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

/// Reads a list of sources in CSL-JSON.
pub(crate) fn read(bytes: &[u8]) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the file").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let help = "Export the bibliography as CSL-JSON (Zotero, JabRef, Pandoc and others do).";
    let whole = parse(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        let message = format!("This cannot be read as CSL-JSON: {error}.");
        vec![Fault::new(at, message, help)]
    })?;
    let Value::Array(entries) = whole else {
        let message = "This is not CSL-JSON, which is a list of sources in square brackets.";
        return Err(vec![Fault::new("line 1", message, help)]);
    };
    let mut faults = Vec::new();
    let mut incoming = Incoming::new("key");
    for (k, entry) in entries.into_iter().enumerate() {
        let at = format!("entry {}", k + 1);
        let Value::Object(mut source) = entry else {
            faults.push(Fault::new(
                at,
                "This entry is not an object in braces.",
                help,
            ));
            continue;
        };
        let id = match source.get("id") {
            Some(Value::String(id)) => id.trim().to_owned(),
            Some(Value::Number(id)) => id.to_string(),
            _ => String::new(),
        };
        if id.is_empty() {
            faults.push(Fault::new(
                at,
                "This source has no `id`.",
                "Add `\"id\": \"author-year\"`.",
            ));
            continue;
        }
        if source.remove(BESIDE).is_some() {
            incoming
                .left
                .push(format!("`{BESIDE}` of the source `{id}`"));
        }
        source.insert("id".into(), id.clone().into());
        incoming.add(Kind::Source, id, source, at, &mut faults);
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}
