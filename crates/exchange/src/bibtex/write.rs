//! Writing BibTeX.

use std::collections::HashSet;
use std::fmt::Write as _;

use indexmap::IndexMap;
use serde_json::Value;

use crate::people::{DATES, date_text, text_of};
use crate::record::Record;

use super::types::{field_for, to_bibtex, to_csl};
use super::{FIELDS, ID, PEOPLE, TYPE, VERBATIM, people};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// All sources as entries.
pub(crate) fn write(sources: &IndexMap<String, Record>) -> String {
    let mut out = String::new();
    let mut keys = HashSet::new();
    for (id, source) in sources {
        if !out.is_empty() {
            out.push('\n');
        }
        entry(&mut out, &mut keys, id, source);
    }
    out
}

fn entry(out: &mut String, keys: &mut HashSet<String>, id: &str, source: &Record) {
    let csl = text_of(source, "type");
    let kind = to_bibtex(&csl);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let mut key: String = id.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    while !keys.insert(key.clone()) {
        key.push('_');
    }
    let _ = write!(out, "@{kind}{{{key}");
    let mut field = |name: &str, text: &str| {
        let _ = write!(out, ",\n  {name} = {text}");
    };
    if key != id {
        field(ID, &braced(id));
    }
    if !csl.is_empty() && to_csl(kind) != csl {
        field(TYPE, &braced(&csl));
    }
    for name in PEOPLE {
        if let Some(names) = source.get(name).and_then(people::write) {
            field(name, &format!("{{{names}}}"));
        }
    }
    let mut done = HashSet::new();
    for (name, key) in FIELDS {
        let text = text_of(source, key);
        if text.is_empty() || !done.insert(key) {
            continue;
        }
        match name {
            // Doubled braces keep the capitals of a title.
            "title" => field(name, &format!("{{{}}}", braced(&text))),
            "pages" => field(name, &format!("{{{}}}", latex(&text).replace('-', "--"))),
            name if VERBATIM.contains(&name) => field(name, &format!("{{{}}}", address(&text))),
            name => field(name, &braced(&text)),
        }
    }
    for key in ["container-title", "issue", "number", "publisher"] {
        let text = text_of(source, key);
        if let Some(name) = field_for(kind, key).filter(|_| !text.is_empty()) {
            field(name, &braced(&text));
        }
    }
    for key in DATES {
        let name = match key {
            "issued" => "date",
            "accessed" => "urldate",
            "event-date" => "eventdate",
            "original-date" => "origdate",
            _ => continue,
        };
        let Some(text) = source.get(key).and_then(date_text) else {
            continue;
        };
        field(name, &format!("{{{text}}}"));
        if key == "issued" {
            // For classic styles, which know no `date`.
            let parts = &source["issued"]["date-parts"][0];
            field("year", &format!("{{{}}}", &text[..4]));
            let month = parts[1]
                .as_u64()
                .and_then(|month| usize::try_from(month).ok());
            if let Some(month) = month.and_then(|month| MONTHS.get(month.checked_sub(1)?)) {
                field("month", month);
            }
        }
    }
    out.push_str("\n}\n");
}

fn braced(text: &str) -> String {
    format!("{{{}}}", latex(text))
}

/// A text as LaTeX has it.
pub(super) fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '%' | '&' | '$' | '#' | '_' => out.extend(['\\', c]),
            // Two hyphens would become a dash.
            '-' if before == '-' => out.push_str("{}-"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// An address: what LaTeX could stumble on is percent-encoded.
fn address(text: &str) -> String {
    let one = |c: char| match c {
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        '\\' => "%5C".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}

/// The number of a month by its name, its abbreviation or itself.
pub(super) fn month(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let named = |month: &&str| text.starts_with(month);
    match MONTHS.iter().position(named) {
        Some(at) => u32::try_from(at + 1).ok(),
        None => text.parse().ok().filter(|month| (1..=12).contains(month)),
    }
}

/// A month of the date of an entry: its number in CSL.
pub(super) fn part(date: &Value, at: usize) -> Option<u64> {
    date["date-parts"][0][at].as_u64()
}
