//! Reading BibTeX from anywhere. The parser of LaTeX text calls itself for braces
//! within braces, and for abbreviations within abbreviations; both are bounded here
//! before it sees them. Cross-references are not followed.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use biblatex::{
    Bibliography, ChunksExt, Entry, ParseError, RawBibliography, RawChunk, RawEntry, Spanned,
};
use serde_json::{Value, json};

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::people::date;
use crate::record::Record;

use super::types::{by_type, to_csl};
use super::write::{month, part};
use super::{FIELDS, ID, PEOPLE, TYPE, VERBATIM, people};

/// Braces within braces that are read.
const DEEPEST: usize = 50;
/// Entries that are read.
const MOST_ENTRIES: usize = 50_000;
/// Abbreviations that are read.
const MOST_ABBREVIATIONS: usize = 1_000;
/// Bytes of an abbreviation or an entry, written out: 1 MiB.
const LARGEST: usize = 1 << 20;
/// Bytes of all entries, written out: 64 MiB.
const LARGEST_WHOLE: usize = 64 << 20;
/// Fields that would pull in other entries.
const REFERENCES: [&str; 4] = ["crossref", "xdata", "xref", "entryset"];

/// Reads entries, each fault with its line.
pub(crate) fn read(bytes: &[u8]) -> Result<Incoming, Vec<Fault>> {
    let text = utf8(bytes, "the file").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw = RawBibliography::parse(text).map_err(|error| {
        let message = format!("This is not BibTeX: {}.", error.kind);
        let help = "See whether a brace or a comma is missing before this place.";
        vec![Fault::new(line(text, error.span.start), message, help)]
    })?;
    let mut faults = Vec::new();
    if raw.entries.len() > MOST_ENTRIES {
        let message = format!("The file has more than {MOST_ENTRIES} entries.");
        return Err(vec![Fault::new(
            "",
            message,
            "Divide it into several files.",
        )]);
    }
    if raw.abbreviations.len() > MOST_ABBREVIATIONS {
        let message = format!("The file has more than {MOST_ABBREVIATIONS} abbreviations.");
        return Err(vec![Fault::new("", message, "Write them out.")]);
    }
    let sizes = abbreviations(text, &raw, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut incoming = Incoming::new("field");
    let mut whole = 0;
    for entry in &raw.entries {
        let at = line(text, entry.span.start);
        let name = entry.v.key.v;
        let kind = entry.v.kind.v.to_ascii_lowercase();
        let mut entry = entry.v.clone();
        let mut seen = HashSet::new();
        entry.fields.retain(|field| {
            let key = field.key.v.to_ascii_lowercase();
            let kept = !REFERENCES.contains(&key.as_str());
            if !kept {
                incoming
                    .left
                    .push(format!("the reference `{key}` of `{name}`"));
            } else if !seen.insert(key.clone()) {
                let message = format!("`{name}` has the field `{key}` twice.");
                faults.push(Fault::new(
                    line(text, field.key.span.start),
                    message,
                    "Keep one.",
                ));
            }
            kept
        });
        match bounded(&entry, &sizes) {
            Ok(size) => whole += size,
            Err(message) => {
                faults.push(Fault::new(at, message, "Write it more simply."));
                continue;
            }
        }
        if whole > LARGEST_WHOLE {
            let message = "With its abbreviations written out, the file is longer than 64 MiB.";
            faults.push(Fault::new(at, message, "Divide it into several files."));
            break;
        }
        // A last guard: the parser is not ours, and the file is anybody's.
        let parsed = catch_unwind(AssertUnwindSafe(|| one(&entry, &raw, &kind, &at)));
        match parsed {
            Ok(Ok(One {
                source,
                left,
                fault,
            })) => {
                incoming.left.extend(left);
                faults.extend(fault);
                let id = source.get("id").and_then(Value::as_str);
                let id = id.unwrap_or("").to_owned();
                incoming.add(Kind::Source, id, source, at, &mut faults);
            }
            Ok(Err(error)) => {
                let message = format!("`{name}` cannot be read: {}.", error.kind);
                let at = line(text, error.span.start);
                faults.push(Fault::new(at, message, "Mend the field."));
            }
            Err(_) => {
                let message = format!("The library that reads BibTeX gave up on `{name}`.");
                faults.push(Fault::new(at, message, "Write the entry more simply."));
            }
        }
    }
    match faults.is_empty() {
        true => Ok(incoming),
        false => Err(faults),
    }
}

fn line(text: &str, at: usize) -> String {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    format!(
        "line {}",
        1 + before.iter().filter(|b| **b == b'\n').count()
    )
}

/// The length of every abbreviation, written out. One may use those before it only.
fn abbreviations<'t>(
    text: &str,
    raw: &RawBibliography<'t>,
    faults: &mut Vec<Fault>,
) -> HashMap<&'t str, usize> {
    let mut sizes = HashMap::new();
    for pair in &raw.abbreviations {
        let size = match sizes.contains_key(pair.key.v) {
            true => Err("it is given twice.".to_owned()),
            false => size(&pair.value.v, &sizes),
        };
        match size {
            Ok(size) => drop(sizes.insert(pair.key.v, size)),
            Err(message) => {
                let message = format!(
                    "The abbreviation `{}` cannot be used: {message}",
                    pair.key.v
                );
                let at = line(text, pair.key.span.start);
                faults.push(Fault::new(at, message, "Write it out."));
            }
        }
    }
    sizes
}

/// The length of an entry, written out.
fn bounded(entry: &RawEntry, sizes: &HashMap<&str, usize>) -> Result<usize, String> {
    let mut whole = 0;
    for field in &entry.fields {
        let name = field.key.v;
        let size = size(&field.value.v, sizes).map_err(|why| format!("The field `{name}`: {why}"));
        whole += size?;
        if whole > LARGEST {
            return Err("This entry is longer than 1 MiB.".into());
        }
    }
    Ok(whole)
}

/// The length of a value, written out.
fn size(value: &[Spanned<RawChunk>], sizes: &HashMap<&str, usize>) -> Result<usize, String> {
    let mut whole = 0_usize;
    for chunk in value {
        // Nothing, written out again and again, is work too.
        whole += 1 + match chunk.v {
            RawChunk::Normal(text) => {
                if depth(text) > DEEPEST {
                    return Err(format!(
                        "more than {DEEPEST} braces stand within each other."
                    ));
                }
                text.len()
            }
            // An unknown one is a fault of the entry, or a month.
            RawChunk::Abbreviation(name) => match sizes.get(name) {
                Some(size) => *size,
                None if month(name).is_some() => 2,
                None => return Err(format!("`{name}` is no abbreviation that is known here.")),
            },
        };
        if whole > LARGEST {
            return Err("it is longer than 1 MiB.".into());
        }
    }
    Ok(whole)
}

fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for c in text.chars() {
        match c {
            '{' => now += 1,
            '}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// What came of an entry.
struct One {
    source: Record,
    left: Vec<String>,
    fault: Option<Fault>,
}

fn one(raw: &RawEntry, whole: &RawBibliography, kind: &str, at: &str) -> Result<One, ParseError> {
    let bibliography = Bibliography::from_raw(RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(raw.clone())],
        abbreviations: whole.abbreviations.clone(),
    })?;
    let mut left = Vec::new();
    let (mut source, mut fault) = (Record::new(), None);
    if let Some(entry) = bibliography.iter().next() {
        source = fields(raw, entry, kind, &mut left);
        match issued(&|name| text(raw, entry, name)) {
            Ok(Some(date)) => drop(source.insert("issued".into(), date)),
            Ok(None) => {}
            Err(message) => fault = Some(Fault::new(at, message, "Let the fields say the same.")),
        }
    }
    Ok(One {
        source,
        left,
        fault,
    })
}

/// A field as text.
fn text(raw: &RawEntry, entry: &Entry, name: &str) -> Option<String> {
    match VERBATIM.contains(&name) {
        true => verbatim(raw, name),
        false => {
            let chunks = entry.get(name)?;
            Some(chunks.format_verbatim().trim().to_owned())
        }
    }
}

fn fields(raw: &RawEntry, entry: &Entry, kind: &str, left: &mut Vec<String>) -> Record {
    let mut source = Record::new();
    source.insert("id".into(), entry.key.as_str().into());
    source.insert("type".into(), to_csl(kind).into());
    for name in entry.fields.keys() {
        let value = text(raw, entry, name).unwrap_or_default();
        if PEOPLE.contains(&name.as_str()) {
            let (names, others) = people::read(entry.get(name).unwrap_or_default());
            if others {
                left.push(format!("`and others` of `{name}` of `{}`", entry.key));
            }
            if names.as_array().is_some_and(|names| !names.is_empty()) {
                source.insert(name.clone(), names);
            }
            continue;
        }
        let listed = FIELDS.iter().find(|(field, _)| field == name);
        let key = listed.map(|(_, key)| *key).or_else(|| by_type(kind, name));
        match (name.as_str(), key) {
            ("date" | "year" | "month" | "day", _) => {}
            (ID, _) => drop(source.insert("id".into(), value.into())),
            (TYPE, _) => drop(source.insert("type".into(), value.into())),
            ("urldate", _) => drop(source.insert("accessed".into(), date(&value))),
            ("eventdate", _) => drop(source.insert("event-date".into(), date(&value))),
            ("origdate", _) => drop(source.insert("original-date".into(), date(&value))),
            ("pages", _) => drop(source.insert("page".into(), value.replace('–', "-").into())),
            (_, Some(_)) if value.is_empty() => {}
            (_, Some(key)) if !source.contains_key(key) => {
                source.insert(key.into(), value.into());
            }
            _ => left.push(format!("the field `{name}` of `{}`", entry.key)),
        }
    }
    source
}

/// `date`, or `year` with `month` and `day`; where both are given they must agree.
fn issued(text: &impl Fn(&str) -> Option<String>) -> Result<Option<Value>, String> {
    let filled = |name: &str| text(name).filter(|text| !text.is_empty());
    let whole = filled("date").map(|text| date(&text));
    let Some(year) = filled("year") else {
        return Ok(whole);
    };
    let number = year.parse::<u32>().ok().filter(|year| *year <= 9999);
    let months = filled("month").and_then(|text| month(&text));
    if let Some(whole) = whole {
        let agrees = |at: usize, given: Option<u32>| match (part(&whole, at), given) {
            (Some(there), Some(given)) => there == u64::from(given),
            _ => true,
        };
        return match agrees(0, number) && agrees(1, months) {
            true => Ok(Some(whole)),
            false => Err("`date` and `year` or `month` tell different dates.".into()),
        };
    }
    let day = filled("day").and_then(|day| day.parse::<u32>().ok());
    let day = day.filter(|day| (1..=31).contains(day));
    Ok(Some(match (number, months, day) {
        (None, ..) => json!({ "literal": year }),
        (Some(year), None, _) => json!({ "date-parts": [[year]] }),
        (Some(year), Some(month), None) => json!({ "date-parts": [[year, month]] }),
        (Some(year), Some(month), Some(day)) => json!({ "date-parts": [[year, month, day]] }),
    }))
}

/// A field as it stands, without the escapes that some programs put in.
fn verbatim(raw: &RawEntry, name: &str) -> Option<String> {
    let field = raw
        .fields
        .iter()
        .find(|field| field.key.v.eq_ignore_ascii_case(name))?;
    let parts = field.value.v.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    let mut text = parts.collect::<String>();
    for c in ["%", "&", "$", "#", "_", "~"] {
        text = text.replace(&format!("\\{c}"), c);
    }
    Some(text.replace(['{', '}'], "").trim().to_owned())
}
