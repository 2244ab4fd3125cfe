//! Claims as a table: one row a claim, one column a key.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::columns::{cell, columns, find, put};
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::record::{Record, resolve, tidy};
use crate::table::{Table, read_table, write_table};
use crate::{Fault, record};

/// The table, in UTF-8 with a header.
pub(crate) fn write(claims: &IndexMap<String, Record>) -> Result<String, String> {
    let columns = columns();
    let header = std::iter::once("id".to_owned());
    let header = header.chain(columns.iter().map(|column| column.path.clone()));
    let rows = claims.iter().map(|(id, claim)| {
        let cells = columns.iter().map(|column| cell(claim, column));
        std::iter::once(id.clone()).chain(cells).collect()
    });
    write_table(header.collect(), rows)
}

/// Reads such a table, with every fault. Columns may stand in any order, and all but
/// `id`, `source` and `says` may be missing.
pub(crate) fn read(bytes: &[u8]) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the table").map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let Table { header, rows } = read_table(text, &mut faults);
    let known = columns();
    let mut order = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (k, name) in header.iter().enumerate() {
        if let Some(first) = seen.insert(name, k) {
            let message = format!(
                "Columns {} and {} are both called `{name}`.",
                first + 1,
                k + 1
            );
            faults.push(Fault::new("row 1", message, "Keep one of the two."));
        } else if name != "id" {
            match find(&known, name) {
                Ok(column) => order.push((k, column)),
                Err(meant) => {
                    let help = match meant {
                        Some(name) => format!("Did you mean `{name}`?"),
                        None => "Take it out; docs/exchange.md lists the columns.".to_owned(),
                    };
                    let message = format!("There is no column `{name}` in a table of claims.");
                    faults.push(Fault::new("row 1", message, help));
                }
            }
        }
    }
    // Places come before what is said of each of them.
    order.sort_by_key(|(_, column)| column.path.contains('.'));
    for name in ["id", "source", "says"] {
        if !seen.contains_key(name) {
            let message = format!("The column `{name}` is missing.");
            faults.push(Fault::new(
                "row 1",
                message,
                "Add it: every claim needs it.",
            ));
        }
    }
    let id_at = seen.get("id").copied();
    let mut incoming = Incoming::new("column");
    let definition = &record::schema()["$defs"]["Claim"];
    for (row, cells) in rows {
        let at = format!("row {row}");
        let mut claim = Record::new();
        for (k, column) in &order {
            let text = cells.get(*k).map_or("", String::as_str);
            if let Err(message) = put(&mut claim, column, text) {
                let at = format!("{at}, column `{}`", column.path);
                faults.push(Fault::new(at, message, "Mend the cell."));
            }
        }
        fill(&mut claim, definition);
        tidy(&mut claim, definition);
        let id = id_at.and_then(|k| cells.get(k)).map_or("", |id| id.trim());
        if id.is_empty() {
            if id_at.is_some() {
                faults.push(Fault::new(
                    at,
                    "This row has no `id`.",
                    "Give the claim a short name.",
                ));
            }
            continue;
        }
        incoming.add(Kind::Claim, id.to_owned(), claim, at, &mut faults);
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

/// A blank cell is a blank text, where a text or a list must be.
fn fill(record: &mut Record, definition: &'static Value) {
    let definition = resolve(definition);
    for key in definition["required"].as_array().into_iter().flatten() {
        let Some(key) = key.as_str().filter(|key| !record.contains_key(*key)) else {
            continue;
        };
        let part = resolve(&definition["properties"][key]);
        let blank = match part["type"].as_str() {
            Some("array") => json!([]),
            // A word of a list or a name cannot be blank: that is for the check to tell.
            Some("string") if part["pattern"].is_null() && part["enum"].is_null() => json!(""),
            _ => continue,
        };
        record.insert(key.to_owned(), blank);
    }
    for (key, part) in record.iter_mut() {
        if let Value::Object(part) = part {
            fill(part, &definition["properties"][key]);
        }
    }
}
