//! Sources as a table: one row a source, one column a key of CSL-JSON that any of
//! them has, and what the dossier knows beside the bibliography.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::json::parse;
use crate::people::{DATES, NAMES, date, date_text, names, names_text};
use crate::record::{BESIDE, Record};
use crate::table::{Table, read_table, write_table};

/// The columns that come first, where a source has them.
const ORDER: [&str; 6] = [
    "type",
    "title",
    "author",
    "issued",
    "container-title",
    "publisher",
];
/// What the dossier knows beside the bibliography.
const OWN: [&str; 6] = [
    "hikiwake.reliability",
    "hikiwake.why",
    "hikiwake.closed",
    "hikiwake.text.sha256",
    "hikiwake.text.length",
    "hikiwake.pages",
];
/// Before a value that is neither text nor names nor a date.
const JSON: &str = "json:";

/// The table, in UTF-8 with a header.
pub(crate) fn write(sources: &IndexMap<String, Record>) -> Result<String, String> {
    let keys: BTreeSet<&str> = sources
        .values()
        .flat_map(|source| source.keys().map(String::as_str))
        .filter(|key| *key != "id" && *key != BESIDE)
        .collect();
    let first = ORDER.into_iter().filter(|key| keys.contains(key));
    let rest = keys.iter().copied().filter(|key| !ORDER.contains(key));
    let columns: Vec<&str> = first.chain(rest).collect();
    let header = ["id"].into_iter().chain(columns.iter().copied()).chain(OWN);
    let rows = sources.iter().map(|(id, source)| {
        let cells = columns.iter().map(|key| cell(key, source.get(*key)));
        let own = OWN.iter().map(|path| own(source, path));
        std::iter::once(id.clone())
            .chain(cells)
            .chain(own)
            .collect()
    });
    write_table(header.map(str::to_owned).collect(), rows)
}

fn own(source: &Record, path: &str) -> String {
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| source.get(key));
    match keys.fold(first, |value, key| value.and_then(|value| value.get(key))) {
        Some(Value::String(text)) => text.clone(),
        Some(list @ Value::Array(_)) => format!("{JSON}{list}"),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn cell(key: &str, value: Option<&Value>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    let text = match value {
        value if NAMES.contains(&key) => names_text(value),
        value if DATES.contains(&key) => date_text(value),
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    let text = text.filter(|text| !text.is_empty() && !text.starts_with(JSON));
    text.unwrap_or_else(|| format!("{JSON}{value}"))
}

/// Reads such a table, with every fault. Any column is a key of CSL-JSON.
pub(crate) fn read(bytes: &[u8]) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the table").map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let Table { header, rows } = read_table(text, &mut faults);
    let mut seen = HashSet::new();
    for (k, name) in header.iter().enumerate() {
        let message = match name.as_str() {
            "" => format!("Column {} has no name.", k + 1),
            name if is_unknown(name) => {
                format!("There is no column `{name}` in a table of sources.")
            }
            name if !seen.insert(name) => format!("Two columns are called `{name}`."),
            _ => continue,
        };
        let help = "Name each column by a key of CSL-JSON; docs/exchange.md tells the others.";
        faults.push(Fault::new("row 1", message, help));
    }
    let id_at = header.iter().position(|name| name == "id");
    if id_at.is_none() {
        faults.push(Fault::new(
            "row 1",
            "The column `id` is missing.",
            "Add it.",
        ));
    }
    let mut incoming = Incoming::new("column");
    for (row, cells) in rows {
        let at = format!("row {row}");
        let mut source = Record::new();
        for (name, cell) in header
            .iter()
            .zip(&cells)
            .filter(|(name, cell)| *name != "id" && !is_unknown(name) && !cell.is_empty())
        {
            if let Err(message) = put(&mut source, name, cell) {
                faults.push(Fault::new(
                    format!("{at}, column `{name}`"),
                    message,
                    "Mend the cell.",
                ));
            }
        }
        let id = id_at.and_then(|k| cells.get(k)).map_or("", |id| id.trim());
        if id.is_empty() {
            if id_at.is_some() {
                faults.push(Fault::new(
                    at,
                    "This row has no `id`.",
                    "Give the source a short name.",
                ));
            }
            continue;
        }
        source.insert("id".into(), id.into());
        incoming.add(Kind::Source, id.to_owned(), source, at, &mut faults);
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

/// Whether the column would be of what the dossier knows, and is none of these.
fn is_unknown(name: &str) -> bool {
    let own = name == BESIDE || name.starts_with("hikiwake.");
    own && !OWN.contains(&name)
}

fn put(source: &mut Record, name: &str, cell: &str) -> Result<(), String> {
    let value = match (name, cell.strip_prefix(JSON)) {
        ("hikiwake.text.length", _) => {
            let number = cell.trim().parse::<u32>();
            number
                .map_err(|_| format!("`{cell}` is not a whole number."))?
                .into()
        }
        (_, Some(json)) => parse(json)
            .map_err(|error| format!("What stands behind `json:` cannot be read: {error}."))?,
        (name, None) if NAMES.contains(&name) => names(cell),
        (name, None) if DATES.contains(&name) => date(cell),
        (_, None) => cell.into(),
    };
    let mut path = name.split('.').filter(|_| name.starts_with("hikiwake."));
    match (path.next(), path.next(), path.next()) {
        (Some(own), Some(key), inner) => {
            let beside = source.entry(own).or_insert_with(|| json!({}));
            let (beside, key) = match inner {
                Some(inner) => {
                    if beside.get(key).is_none() {
                        beside[key] = json!({});
                    }
                    (&mut beside[key], inner)
                }
                None => (beside, key),
            };
            beside[key] = value;
        }
        _ => drop(source.insert(name.to_owned(), value)),
    }
    Ok(())
}
