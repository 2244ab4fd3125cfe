//! The bibliography: `sources.json`, CSL-JSON.

use std::collections::{BTreeMap, HashMap};

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::csl_date::CslDate;
use crate::date::days_of_month;
use crate::dossier::{Path, Places};
use crate::text::Text;
use crate::{Diagnostic, Span};

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its CSL-JSON id.
    pub id: String,
    /// Title, without the markup of CSL (`<i>…</i>`).
    pub title: String,
    /// Family names of the authors with the particles that belong to them (or the
    /// literal name).
    pub authors: Vec<String>,
    /// Year of issue.
    pub year: Option<i32>,
    /// Series, journal or publisher, as the reader would look for it.
    pub container: String,
    /// Number in the series.
    pub number: String,
    /// Web address.
    pub url: String,
    /// The whole entry as it stands in `sources.json`: CSL-JSON, with whatever
    /// fields of other programs it carries.
    pub csl: Map<String, Value>,
}

impl Source {
    /// Short form for running text: `Niquet 2016`.
    pub fn short(&self) -> String {
        let who = match self.authors.as_slice() {
            [] => self.title.clone(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [one, ..] => format!("{one} and others"),
        };
        match self.year {
            Some(year) => format!("{who} {year}"),
            None => who,
        }
    }

    /// When it was issued: 2016, 2016-12 or 2016-12-15, as far as the bibliography
    /// goes; empty where it gives no year.
    pub fn issued(&self) -> String {
        let date = self.csl.get("issued").and_then(CslDate::of);
        match (date.map(|date| date.first), self.year) {
            (Some(first), _) if first.year > 0 => match first.month {
                // A season is no date of a dossier.
                Some(21..) => format!("{:04}", first.year),
                _ => first.to_string(),
            },
            (None, Some(year @ 0..=9999)) => format!("{year:04}"),
            _ => String::new(),
        }
    }

    /// The days in its dates (of issue, of access and others) that no calendar has: the
    /// field, and the day. A month beyond December is a season in CSL, and none of them.
    pub(crate) fn days_of_no_calendar(&self) -> Vec<(&str, String)> {
        let dates = self.csl.iter().flat_map(|(key, date)| {
            let dates = date["date-parts"].as_array().into_iter().flatten();
            dates.map(move |date| (key.as_str(), date))
        });
        let mut found = Vec::new();
        for (key, date) in dates {
            let part = |at: usize| plain(&date[at]).parse::<u16>().ok();
            let (Some(year), Some(month), Some(day)) = (part(0), part(1), part(2)) else {
                continue;
            };
            let last = u8::try_from(month)
                .ok()
                .and_then(|m| days_of_month(year, m));
            if last.is_some_and(|last| !(1..=u16::from(last)).contains(&day)) {
                found.push((key, format!("{year:04}-{month:02}-{day:02}")));
            }
        }
        found
    }

    /// One line for a bibliography.
    pub fn long(&self) -> String {
        let mut line = self.authors.join(", ");
        if let Some(year) = self.year {
            line.push_str(&format!(" ({year})"));
        }
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(&self.title);
        for (before, part) in [
            (". ", &self.container),
            (" ", &self.number),
            (". ", &self.url),
        ] {
            if !part.is_empty() {
                line.push_str(before);
                line.push_str(part);
            }
        }
        line.trim_start().to_owned()
    }
}

/// Reads `sources.json`, with every fault of structure.
pub(crate) fn parse(
    text: &Text,
    places: &mut Places,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Source> {
    let mut fault = |code, span: Span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(code, Some(span), message, help));
    };
    // A byte order mark is no part of the text.
    let json = text.text.trim_start_matches('\u{feff}');
    let skipped = text.text.len() - json.len();
    let entries: Vec<&RawValue> = match serde_json::from_str(json) {
        Ok(entries) => entries,
        Err(error) => {
            let at = skipped + offset(json, error.line(), error.column());
            let message = match json.trim_start().starts_with('[') {
                true => format!("sources.json is not JSON here: {error}."),
                false => "sources.json must be a list of sources in square brackets.".into(),
            };
            let help =
                "Export the bibliography as CSL-JSON (Zotero, JabRef, Pandoc and others do).";
            fault("syntax", text.span(at..at + 1), message, help);
            return Vec::new();
        }
    };
    let mut sources = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let span = place(text, entry);
        let Ok(fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(entry.get()) else {
            let message = "An entry of sources.json must be an object in braces.".into();
            fault(
                "wrong-type",
                span,
                message,
                "Write `{ \"id\": …, \"title\": … }`.",
            );
            continue;
        };
        let field = |key: &str| {
            let value = fields
                .get(key)
                .and_then(|raw| serde_json::from_str(raw.get()).ok());
            value.unwrap_or(Value::Null)
        };
        let id = plain(&field("id"));
        let id_span = fields
            .get("id")
            .map_or(span.clone(), |raw| place(text, raw));
        if id.is_empty() {
            let help = "Add `\"id\": \"author-year\"`: claims name their source by it.";
            fault(
                "missing-key",
                span.clone(),
                "This source has no `id`.".into(),
                help,
            );
            continue;
        }
        if let Some(first) = seen.insert(id.clone(), id_span.line) {
            let message = format!("The source `{id}` is already given in line {first}.");
            fault(
                "duplicate",
                id_span,
                message,
                "Give one of them another id.",
            );
            continue;
        }
        let title = plain(&field("title"));
        if title.is_empty() {
            let message = format!("The source `{id}` has no `title`.");
            fault(
                "missing-key",
                id_span.clone(),
                message,
                "Add `\"title\": \"…\"`.",
            );
        }
        let mut csl = Map::new();
        for (key, raw) in &fields {
            match serde_json::from_str(raw.get()) {
                Ok(value) => drop(csl.insert(key.clone(), value)),
                Err(error) => {
                    let message = format!("`{key}` of the source `{id}` cannot be read: {error}.");
                    let help = "Write a smaller number, or fewer brackets within brackets.";
                    fault("syntax", place(text, raw), message, help);
                }
            }
        }
        let path = Path::default().at("bibliography").at(&id);
        places.values.insert(path.clone(), span);
        places.keys.insert(path, id_span);
        sources.push(Source {
            id,
            title: without_markup(&title),
            authors: authors(&field("author")),
            year: year(&field("issued")),
            container: without_markup(&first_of(
                ["container-title", "collection-title", "publisher"].map(&field),
            )),
            number: first_of(["number", "collection-number", "volume"].map(&field)),
            url: plain(&field("URL")),
            csl,
        });
    }
    sources
}

/// A text, or a number as text; anything else is empty.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn first_of<const N: usize>(values: [Value; N]) -> String {
    let mut texts = values.iter().map(plain);
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

fn authors(value: &Value) -> Vec<String> {
    let people = value.as_array().into_iter().flatten();
    let name = |person: &Value| {
        let name = first_of(["family", "literal", "given"].map(|part| person[part].clone()));
        let particle = plain(&person["non-dropping-particle"]);
        match particle.ends_with(['\'', '’', '-']) {
            true => particle + &name,
            false => format!("{particle} {name}").trim().to_owned(),
        }
    };
    people.map(name).filter(|name| !name.is_empty()).collect()
}

/// A text without the markup that CSL allows in it.
fn without_markup(text: &str) -> String {
    const MARKUP: [&str; 14] = [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<sub>",
        "</sub>",
        "<sc>",
        "</sc>",
        "<span style=\"font-variant:small-caps;\">",
        "<span style=\"font-variant: small-caps;\">",
        "<span class=\"nocase\">",
        "</span>",
    ];
    let text = text.to_owned();
    MARKUP
        .iter()
        .fold(text, |text, tag| match text.contains(tag) {
            true => text.replace(tag, ""),
            false => text,
        })
}

/// The year of a CSL date; of one that is not understood, its first part, or the first
/// four digits that stand alone in its text.
fn year(date: &Value) -> Option<i32> {
    if let Some(date) = CslDate::of(date) {
        return Some(date.first.year);
    }
    let parts = plain(&date["date-parts"][0][0]);
    let text = first_of([date, &date["raw"], &date["literal"], &date["edtf"]].map(Value::clone));
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let alone = runs.find(|run| run.len() == 4);
    parts.parse().ok().or_else(|| alone?.parse().ok())
}

/// Where a raw value, borrowed from the text, stands in it.
fn place(text: &Text, raw: &RawValue) -> Span {
    let start = (raw.get().as_ptr() as usize).saturating_sub(text.text.as_ptr() as usize);
    text.span(start..start + raw.get().len())
}

/// The byte of a line and column, both counted from 1 (columns in bytes).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(str::len).sum::<usize>() + column.saturating_sub(1)
}
