//! Writing BibTeX.

use std::collections::HashSet;
use std::fmt::Write as _;

use hikiwake_dossier::CslDate;
use indexmap::IndexMap;

use crate::people::text_of;
use crate::record::Record;

use super::markup::latex;
use super::scan::MONTHS;
use super::types::{field_for, to_bibtex, to_csl};
use super::{DATES, FIELDS, ID, PEOPLE, TYPE, VERBATIM, people};

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
        let names = source.get(name).map(people::write);
        if let Some(names) = names.filter(|names| !names.is_empty()) {
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
    for (key, name) in DATES {
        let Some(value) = source.get(key) else {
            continue;
        };
        let Some(date) = CslDate::of(value) else {
            let words = [&value["literal"], &value["raw"], &value["edtf"], value];
            let words = words.iter().find_map(|words| words.as_str());
            // A year may be in words.
            if let Some(words) = words.filter(|words| key == "issued" && !words.is_empty()) {
                field("year", &braced(words));
            }
            continue;
        };
        field(name, &format!("{{{date}}}"));
        if key == "issued" && date.first.year > 0 {
            // For classic styles, which know no `date`.
            field("year", &format!("{{{:04}}}", date.first.year));
            let month = date
                .first
                .month
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
