//! The bibliography: `sources.json` (CSL-JSON), and what `[sources.…]` gives in its place.

mod json;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::date::CslDate;
use crate::date::days_of_month;
use crate::file::{File, SourceText};
use crate::json_keys::{Objects, RepeatedKey, repeated_keys};
use crate::spans::{Path, Spans};
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
    /// What an entry says.
    fn of(id: String, csl: Map<String, Value>) -> Source {
        let field = |key: &str| csl.get(key).cloned().unwrap_or_default();
        Source {
            id,
            title: without_markup(&plain(&field("title"))),
            authors: authors(&field("author")),
            year: year(&field("issued")),
            container: without_markup(&first_of(
                ["container-title", "collection-title", "publisher"].map(&field),
            )),
            number: first_of(["number", "collection-number", "volume"].map(&field)),
            url: plain(&field("URL")),
            csl,
        }
    }

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
    places: &mut Spans,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Source> {
    let mut fault = |code, span: Span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(code, Some(span), message, help));
    };
    // A byte order mark is no part of the text.
    let json = text.text.trim_start_matches('\u{feff}');
    let skipped = text.text.len() - json.len();
    let (sound, faults) = json::mend(json);
    for found in faults {
        let span = text.span(skipped + found.at.start..skipped + found.at.end);
        fault("syntax", span, found.message, found.help);
    }
    let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(&sound) else {
        return Vec::new();
    };
    let place = |raw: &RawValue| {
        let start = (raw.get().as_ptr() as usize).saturating_sub(sound.as_ptr() as usize);
        text.span(skipped + start..skipped + start + raw.get().len())
    };
    let mut sources = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let span = place(entry);
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
        for repeated in repeated_keys(entry, Objects::All) {
            let message = repeated.message(place(repeated.first).line);
            let again = place(repeated.again);
            fault("duplicate", again, message, RepeatedKey::HELP);
        }
        let field = |key: &str| {
            let value = fields
                .get(key)
                .and_then(|raw| serde_json::from_str(raw.get()).ok());
            value.unwrap_or(Value::Null)
        };
        let id = plain(&field("id"));
        let id_span = fields.get("id").map_or(span.clone(), |raw| place(raw));
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
                    fault("syntax", place(raw), message, help);
                }
            }
        }
        let path = Path::default().at("bibliography").at(&id);
        places.values.insert(path.clone(), span);
        places.keys.insert(path, id_span);
        sources.push(Source::of(id, csl));
    }
    sources
}

/// The sources that `[sources.…]` gives in place of an entry in `sources.json`, which
/// has those that are `known`.
pub(crate) fn declared(
    file: &File,
    known: &[Source],
    places: &mut Spans,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Source> {
    let ids: HashSet<&str> = known.iter().map(|source| source.id.as_str()).collect();
    let mut sources = Vec::new();
    for (id, given) in &file.sources {
        let parts = [
            ("title", !given.title.is_empty()),
            ("authors", !given.authors.is_empty()),
            ("date", given.date.is_some()),
            ("publisher", !given.publisher.is_empty()),
            ("url", !given.url.is_empty()),
        ];
        let Some((first, _)) = parts.into_iter().find(|(_, given)| *given) else {
            continue;
        };
        let path = Path("sources".to_owned()).at(id);
        let twice = ids.contains(id.as_str());
        if twice || given.title.is_empty() {
            let (code, message, help) = match twice {
                true => (
                    "duplicate",
                    format!("The source `{id}` stands in sources.json, too."),
                    "Keep what the bibliography says of it in one of the two.",
                ),
                false => (
                    "missing-key",
                    format!("The source `{id}` has no `title`."),
                    "Add `title = \"…\"`, or all of it to sources.json.",
                ),
            };
            let span = places.key(&path.at(first));
            diagnostics.push(Diagnostic::error(code, span, message, help));
        }
        if twice {
            continue;
        }
        let listed = Path::default().at("bibliography").at(id);
        if let Some(span) = places.key(&path) {
            places.values.insert(listed.clone(), span.clone());
            places.keys.insert(listed, span);
        }
        sources.push(Source::of(id.clone(), csl(id, given)));
    }
    sources
}

/// What `[sources.…]` gives, as an entry of `sources.json`.
fn csl(id: &str, given: &SourceText) -> Map<String, Value> {
    let mut csl = Map::new();
    for (key, text) in [
        ("id", id),
        // What a bibliography calls it that says no more: so it comes back from one.
        ("type", "document"),
        ("title", &given.title),
        ("publisher", &given.publisher),
        ("URL", &given.url),
    ] {
        if !text.is_empty() {
            csl.insert(key.to_owned(), text.into());
        }
    }
    if !given.authors.is_empty() {
        let authors = given.authors.iter().map(|name| author(name));
        csl.insert("author".to_owned(), authors.collect());
    }
    if let Some(date) = &given.date {
        let parts = date.split('-').map_while(|part| part.parse::<u32>().ok());
        let parts: Vec<u32> = parts.collect();
        csl.insert("issued".to_owned(), json!({ "date-parts": [parts] }));
    }
    csl
}

/// `Family, Given`; an institution as it is called, in braces where there is a comma
/// in its name.
fn author(name: &str) -> Value {
    let whole = name
        .strip_prefix('{')
        .and_then(|name| name.strip_suffix('}'));
    match (whole, name.split_once(',')) {
        (Some(whole), _) => json!({ "literal": whole.trim() }),
        (None, Some((family, given))) => {
            json!({ "family": family.trim(), "given": given.trim() })
        }
        (None, None) => json!({ "literal": name.trim() }),
    }
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
