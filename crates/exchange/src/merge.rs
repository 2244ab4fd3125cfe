//! Taking what was read into a dossier: as new files and entries beside what is
//! there, judged as a whole before anything is written.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use hikiwake_dossier::{Dossier, Read, Severity, nearest, read, read_with};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::incoming::{Incoming, Kind};
use crate::record::{self, BESIDE, Record, contains};
use crate::toml_text::{Marked, quoted};
use crate::{Fault, Format};

/// What an import would write, and what it found there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The files to write (name relative to the folder, text): one that is not there
    /// yet, and `sources.json` with the new sources behind the old ones.
    pub files: Vec<(String, String)>,
    /// What `sources.json` was read as, where it is to be written.
    pub replaced: Option<String>,
    /// Claims that are new.
    pub claims: usize,
    /// Sources that are new.
    pub sources: usize,
    /// Claims and sources that the dossier has already, word for word.
    pub there: Vec<String>,
    /// Drivers and actors that the claims name and the dossier did not have: written
    /// with nothing but their names.
    pub made: Vec<String>,
    /// What the claims say and the dossier cannot, as it is now, in sentences.
    pub left: Vec<String>,
}

/// Why an import cannot be.
#[derive(Debug)]
pub enum MergeError {
    /// The dossier has errors as it is.
    Dossier(Box<Read>),
    /// What is to be taken in has faults, or would bring some.
    Faults(Vec<Fault>),
}

/// Judges what the dossier in `folder` would be with what came in. `name` is the
/// name of the file that it came from, for the name of the new one.
///
/// # Errors
/// See [`MergeError`]: nothing is to be written then.
pub fn merge(
    folder: &Path,
    incoming: &Incoming,
    format: Format,
    name: &str,
) -> Result<Merged, MergeError> {
    let before = read(folder);
    let Some(dossier) = &before.dossier else {
        return Err(MergeError::Dossier(Box::new(before)));
    };
    let mut merged = Merged::default();
    let mut faults = Vec::new();
    let mut new = |kind: Kind, id: &str, record: &Record, there: Option<&Record>| {
        let Some(there) = there else {
            return true;
        };
        let equal = contains(there, record) && (!format.is_exact() || contains(record, there));
        if equal {
            merged.there.push(format!("{} `{id}`", kind.word()));
        } else {
            faults.push(Fault::new(
                incoming.place(kind, id, ""),
                format!("The dossier has another {} `{id}`.", kind.word()),
                "Give this one another id, or take it out of the file.",
            ));
        }
        false
    };
    let known = record::claims(dossier);
    let mut toml = Marked::default();
    let mut claims = 0;
    let mut missing = BTreeMap::new();
    for (id, claim) in &incoming.claims {
        let claim = without_options(dossier, claim, &mut missing);
        if new(Kind::Claim, id, &claim, known.get(id)) {
            toml.table("claims", id, &claim, |path| {
                incoming.place(Kind::Claim, id, path)
            });
            claims += 1;
        }
    }
    merged.left = missing
        .into_iter()
        .map(|(option, count)| {
            format!("the option `{option}` of {count} claims: the dossier has no such option")
        })
        .collect();
    for (head, id, lines, of) in named(dossier, incoming) {
        toml.plain(head, &id, lines, incoming.place(Kind::Claim, of, ""));
        merged
            .made
            .push(format!("{} `{id}`", head.trim_end_matches('s')));
    }
    let known = record::sources(dossier);
    let mut entries = Vec::new();
    for (id, source) in &incoming.sources {
        let (plain, beside) = divided(source);
        let there = known.get(id).map(divided);
        let there_beside = there.as_ref().and_then(|(_, beside)| beside.as_ref());
        let mut fresh = new(
            Kind::Source,
            id,
            &plain,
            there.as_ref().map(|(plain, _)| plain),
        );
        if fresh {
            entries.push((id, plain));
        }
        if let Some(beside) = beside {
            // A source may be known to the bibliography and not to the dossier.
            fresh |= there.is_some() && there_beside.is_none();
            if fresh || new(Kind::Source, id, &beside, there_beside) {
                toml.table("sources", id, &beside, |path| {
                    incoming.place(Kind::Source, id, &format!("{BESIDE}.{path}"))
                });
            }
        }
    }
    faults.extend(beyond(dossier, incoming));
    merged.there.dedup();
    (merged.claims, merged.sources) = (claims, entries.len());
    let old = before.files.iter().find(|(name, _)| name == "sources.json");
    let old = old.map(|(_, text)| text);
    let sources = appended(old.map(String::as_str), &entries, incoming)
        .map_err(|fault| MergeError::Faults(vec![fault]))?;
    if !entries.is_empty() {
        merged.replaced = old.cloned();
        merged
            .files
            .push(("sources.json".into(), sources.text.clone()));
    }
    let file = free_name(folder, name);
    if !toml.text.is_empty() {
        merged.files.push((file.clone(), toml.text.clone()));
    }
    let after = read_with(folder, &merged.files);
    for fault in &after.diagnostics {
        let Some(span) = fault
            .span
            .as_ref()
            .filter(|_| fault.severity == Severity::Error)
        else {
            continue;
        };
        let origin = match span.file.as_str() {
            "sources.json" => sources.at(span.start),
            name if name == file => toml.at(span.start),
            _ => None,
        };
        let at = match origin {
            Some(origin) => origin.to_owned(),
            None => format!("{}:{}:{}", span.file, span.line, span.column),
        };
        faults.push(Fault::new(at, &fault.message, &fault.help));
    }
    match faults.is_empty() && after.dossier.is_some() {
        true => Ok(merged),
        false if faults.is_empty() => Err(MergeError::Dossier(Box::new(after))),
        false => Err(MergeError::Faults(faults)),
    }
}

/// The claim without the options of the model that the dossier does not have, nor
/// anything like them: an option needs an owner, so that none can be made of a name.
fn without_options(
    dossier: &Dossier,
    claim: &Record,
    missing: &mut BTreeMap<String, usize>,
) -> Record {
    let mut claim = claim.clone();
    let known = &dossier.file.options;
    let options = claim.get_mut("option").and_then(Value::as_object_mut);
    if let Some(part) = options
        && let Some(Value::Array(options)) = part.get_mut("options")
    {
        options.retain(|option| {
            let there = |id: &str| {
                known.contains_key(id) || nearest(id, known.keys().map(String::as_str)).is_some()
            };
            let there = option.as_str().is_none_or(there);
            if !there {
                let id = option.as_str().unwrap_or_default().to_owned();
                *missing.entry(id).or_default() += 1;
            }
            there
        });
        if options.is_empty() {
            part.remove("options");
        }
    }
    claim
}

/// Where claims name drivers.
const DRIVERS: [&str; 3] = ["/link/cause", "/link/effect", "/level/driver"];
/// Where they name actors.
const ACTORS: [&str; 3] = ["/position/actors", "/option/controllers", "/event/actors"];

/// What the claims name and the dossier does not have, nor anything like it: the table,
/// the id, its first line, and a claim that names it.
fn named<'i>(
    dossier: &Dossier,
    incoming: &'i Incoming,
) -> Vec<(&'static str, String, String, &'i str)> {
    let file = &dossier.file;
    let mut made: Vec<(&str, String, String, &str)> = Vec::new();
    let mut seen = HashSet::new();
    let mut make = |head, there: &[&str], id: &str, line: String, of| {
        if id.is_empty() || !seen.insert((head, id.to_owned())) {
            return;
        }
        if !there.contains(&id) && nearest(id, there.iter().copied()).is_none() {
            made.push((head, id.to_owned(), line, of));
        }
    };
    let drivers: Vec<&str> = file.drivers.keys().map(String::as_str).collect();
    let actors: Vec<&str> = file.actors.keys().map(String::as_str).collect();
    for (of, claim) in &incoming.claims {
        let claim = Value::Object(claim.clone());
        for id in DRIVERS
            .iter()
            .filter_map(|path| claim.pointer(path)?.as_str())
        {
            let line = format!("label = {}", quoted(id));
            make("drivers", &drivers, id, line, of.as_str());
        }
        let lists = ACTORS
            .iter()
            .filter_map(|path| claim.pointer(path)?.as_array());
        for id in lists.flatten().filter_map(Value::as_str) {
            let line = format!("name = {}\nkind = \"organisation\"", quoted(id));
            make("actors", &actors, id, line, of.as_str());
        }
    }
    made
}

/// Places that end behind the text in which they are counted.
fn beyond(dossier: &Dossier, incoming: &Incoming) -> Vec<Fault> {
    let length = |source: &str| {
        let known = dossier.file.sources.get(source);
        let known = known.and_then(|known| known.text.as_ref());
        let brought = || incoming.sources.get(source)?.get(BESIDE)?["text"]["length"].as_u64();
        known.map(|head| head.length).or_else(brought)
    };
    let mut faults = Vec::new();
    for (id, claim) in &incoming.claims {
        let places = claim.get("places").and_then(Value::as_array);
        for place in places.into_iter().flatten() {
            let own = claim.get("source").and_then(Value::as_str);
            let source = place["source"].as_str().or(own).unwrap_or_default();
            let Some((length, end)) = length(source).zip(place["end"].as_u64()) else {
                continue;
            };
            if end > length {
                faults.push(Fault::new(
                    incoming.place(Kind::Claim, id, "places"),
                    format!("The place ends at {end}, and the text of `{source}` at {length}."),
                    "Count its places in the text that is attached to the source.",
                ));
            }
        }
    }
    faults
}

/// A source's entry for the bibliography, and what the dossier knows beside it.
fn divided(source: &Record) -> (Record, Option<Record>) {
    let mut plain = source.clone();
    match plain.remove(BESIDE) {
        Some(Value::Object(beside)) => (plain, Some(beside)),
        _ => (plain, None),
    }
}

/// `sources.json` with entries behind those that are there, which stay as they are, as
/// does all about them; a new file where there is none.
fn appended(
    old: Option<&str>,
    entries: &[(&String, Record)],
    incoming: &Incoming,
) -> Result<Marked, Fault> {
    let old = old.unwrap_or("[]\n");
    let (at, mut first) = end_of_list(old).ok_or_else(|| {
        let message = "This is not a list of sources, so that none can be added.";
        Fault::new("sources.json", message, "Mend it first.")
    })?;
    let mut text = Marked::default();
    text.text.push_str(&old[..at]);
    for (id, entry) in entries {
        text.text.push_str(if first { "\n" } else { ",\n" });
        first = false;
        text.mark(incoming.place(Kind::Source, id, ""));
        let pretty = serde_json::to_string_pretty(entry).unwrap_or_default();
        let lines: Vec<String> = pretty.lines().map(|line| format!("  {line}")).collect();
        text.text.push_str(&lines.join("\n"));
    }
    // The closing bracket of a list in one line.
    if old[at..].trim_start_matches([' ', '\t']).starts_with(']') {
        text.text.push('\n');
    }
    text.text.push_str(&old[at..]);
    Ok(text)
}

/// The byte behind the last entry of a list in JSON, or behind its opening bracket, and
/// whether it has none; `None` for anything else.
fn end_of_list(json: &str) -> Option<(usize, bool)> {
    // A byte order mark is no part of the list.
    let list = json.trim_start_matches('\u{feff}');
    let entries: Vec<&RawValue> = serde_json::from_str(list).ok()?;
    let behind = |entry: &&RawValue| {
        let start = entry.get().as_ptr() as usize - json.as_ptr() as usize;
        start + entry.get().len()
    };
    match entries.last() {
        Some(last) => Some((behind(last), false)),
        None => Some((json.find('[')? + 1, true)),
    }
}

/// A name for the new file that no file of the folder has.
pub(crate) fn free_name(folder: &Path, name: &str) -> String {
    let stem = name
        .rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_lowercase();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let stem: String = stem.chars().take(60).map(plain).collect();
    let stem = stem.trim_matches('-');
    let stem = if stem.is_empty() { "file" } else { stem };
    let names = (1..).map(|k| match k {
        1 => format!("imported-{stem}.toml"),
        k => format!("imported-{stem}-{k}.toml"),
    });
    let free = |name: &String| folder.join(name).symlink_metadata().is_err();
    names.into_iter().find(free).unwrap_or_default()
}
