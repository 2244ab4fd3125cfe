//! Taking a map into a dossier: one new file of drivers and links beside what is there,
//! judged as a whole before anything is written.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use hikiwake_dossier::file::{File, Sign, Strength};
use hikiwake_dossier::{Severity, read, read_with};

use super::{IncomingMap, MapLink, one_line, written};
use crate::merge::free_name;
use crate::names::plain;
use crate::toml_text::{Marked, quoted};
use crate::{Fault, MergeError};

/// What an import of a map would write, and what it found there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedMap {
    /// The file to write (name relative to the folder, text), where anything is new.
    pub file: Option<(String, String)>,
    /// Drivers that are new.
    pub drivers: usize,
    /// Links that are new.
    pub links: usize,
    /// Drivers and links that the dossier has already.
    pub there: Vec<String>,
    /// How the map and the dossier were brought together, in sentences.
    pub remarks: Vec<String>,
    /// What of the map the dossier, as it is now, cannot hold.
    pub left: Vec<String>,
}

/// Judges what the dossier in `folder` would be with this map. `name` is the name of the
/// file that it came from, for the name of the new one.
///
/// # Errors
/// See [`MergeError`]: nothing is to be written then.
pub fn merge_map(folder: &Path, map: &IncomingMap, name: &str) -> Result<MergedMap, MergeError> {
    let before = read(folder);
    let Some(dossier) = &before.dossier else {
        return Err(MergeError::Dossier(Box::new(before)));
    };
    let mut merging = Merging {
        file: &dossier.file,
        toml: Marked::default(),
        merged: MergedMap::default(),
    };
    let ends = merging.drivers(map);
    merging.links(map, &ends);
    let Merging { toml, merged, .. } = merging;
    let mut merged = merged;
    if toml.text.is_empty() {
        return Ok(merged);
    }
    let file = (free_name(folder, name), toml.text.clone());
    let after = read_with(folder, std::slice::from_ref(&file));
    let mut faults = Vec::new();
    for fault in &after.diagnostics {
        let Some(span) = (fault.span.as_ref()).filter(|_| fault.severity == Severity::Error) else {
            continue;
        };
        let origin = toml.at(span.start).filter(|_| span.file == file.0);
        let at = match origin {
            Some(origin) => origin.to_owned(),
            None => format!("{}:{}:{}", span.file, span.line, span.column),
        };
        faults.push(Fault::new(at, &fault.message, &fault.help));
    }
    merged.file = Some(file);
    match faults.is_empty() && after.dossier.is_some() {
        true => Ok(merged),
        false if faults.is_empty() => Err(MergeError::Dossier(Box::new(after))),
        false => Err(MergeError::Faults(faults)),
    }
}

/// What acts in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum End {
    Driver(String),
    Option(String),
}

impl End {
    fn id(&self) -> &str {
        match self {
            End::Driver(id) | End::Option(id) => id,
        }
    }
}

struct Merging<'d> {
    file: &'d File,
    toml: Marked,
    merged: MergedMap,
}

impl Merging<'_> {
    /// Writes the drivers that are new; what each of the map is called in the dossier.
    fn drivers(&mut self, map: &IncomingMap) -> Vec<End> {
        let file = self.file;
        let folded = |label: &str| one_line(label).to_lowercase();
        let mut labels: HashMap<String, &str> = HashMap::new();
        for (id, driver) in &file.drivers {
            labels.entry(folded(&driver.label)).or_insert(id);
        }
        let mut ids = Ids::of(file.drivers.keys());
        let mut named: HashMap<String, &str> = HashMap::new();
        let mut ends = Vec::new();
        for driver in &map.drivers {
            let own = driver.id.as_deref().unwrap_or_default();
            let option = driver.option.as_deref();
            let option = option.and_then(|id| file.options.get_key_value(id));
            // `hikiwake influence` writes options that are no drivers so.
            if let (Some((id, _)), Some(rest)) = (option, own.strip_prefix("option."))
                && id == rest
            {
                ends.push(End::Option(id.clone()));
                continue;
            }
            let label = folded(&driver.label);
            let by_id = file.drivers.get_key_value(own).map(|(id, _)| id.as_str());
            if let Some(id) = by_id.or_else(|| labels.get(&label).copied()) {
                let here = &file.drivers[id].label;
                if folded(here) != label {
                    self.merged.remarks.push(format!(
                        "The driver `{id}` is called `{}` in the file ({}), and stays `{here}` here.",
                        driver.label, driver.at
                    ));
                }
                self.merged.there.push(format!("driver `{id}`"));
                ends.push(End::Driver(id.to_owned()));
                continue;
            }
            if let Some(first) = named.insert(label, &driver.at) {
                self.merged.remarks.push(format!(
                    "`{}` stands for more than one driver: {first} and {}.",
                    driver.label, driver.at
                ));
            }
            let own = own.strip_prefix("option.").unwrap_or(own);
            let wish = match own.is_empty() {
                true => plain(&driver.label).map(|id| id.replace('-', "_")),
                false => Some(own.to_owned()),
            };
            let id = ids.take(wish.as_deref().unwrap_or("driver"));
            let mut lines = format!("label = {}", quoted(&driver.label));
            match (option, driver.option.as_deref()) {
                (Some((option, _)), _) => {
                    lines.push_str(&format!("\noption = {}", quoted(option)));
                }
                (None, Some(option)) => self.merged.left.push(format!(
                    "that the driver `{id}` is the option `{option}`: the dossier has no such option"
                )),
                (None, None) => {}
            }
            if !driver.note.is_empty() {
                lines.push_str(&format!("\nnote = {}", quoted(&driver.note)));
            }
            self.toml.plain("drivers", &id, lines, driver.at.clone());
            self.merged.drivers += 1;
            ends.push(End::Driver(id));
        }
        ends
    }

    fn links(&mut self, map: &IncomingMap, ends: &[End]) {
        let mut there = said(self.file);
        // Where the first link of each pair stands.
        let mut pairs: HashMap<(End, String), String> = HashMap::new();
        for ((cause, effect, _), by) in &there {
            pairs.insert((cause.clone(), effect.clone()), by.clone());
        }
        let mut ids = Ids::of(self.file.links.keys());
        for link in &map.links {
            let (Some(cause), Some(effect)) = (ends.get(link.cause), ends.get(link.effect)) else {
                continue;
            };
            let End::Driver(effect) = effect else {
                self.merged.left.push(format!(
                    "a link to the option `{}`, {}: an option is chosen, and no driver",
                    effect.id(),
                    link.at
                ));
                continue;
            };
            if matches!(cause, End::Driver(cause) if cause == effect) {
                self.merged.left.push(format!(
                    "a link of `{effect}`, {}: both its ends are that driver here",
                    link.at
                ));
                continue;
            }
            let key = (cause.clone(), effect.clone(), link.sign);
            if let Some(by) = there.get(&key) {
                let said = format!("`{}` on `{effect}` ({by})", cause.id());
                self.merged.there.push(said);
                continue;
            }
            let pair = (cause.clone(), effect.clone());
            let first = pairs.entry(pair).or_insert_with(|| link.at.clone());
            // One link may have either sign.
            if *first != link.at {
                self.merged.remarks.push(format!(
                    "`{}` acts on `{effect}` with another sign ({first}, {}); both stand now.",
                    cause.id(),
                    link.at
                ));
            }
            let id = ids.take(&format!("{}_on_{effect}", cause.id()));
            let lines = lines(cause, effect, link);
            self.toml.plain("links", &id, lines, link.at.clone());
            there.insert(key, link.at.clone());
            self.merged.links += 1;
        }
    }
}

/// A link as lines of TOML.
fn lines(cause: &End, effect: &str, link: &MapLink) -> String {
    let acts = match cause {
        End::Driver(_) => "cause",
        End::Option(_) => "option",
    };
    let mut lines = vec![
        format!("{acts} = {}", quoted(cause.id())),
        format!("effect = {}", quoted(effect)),
        format!("sign = {}", quoted(written(link.sign))),
    ];
    let words = [("text", &link.text), ("delay", &link.delay)];
    for (key, value) in words.into_iter().filter(|(_, value)| !value.is_empty()) {
        lines.push(format!("{key} = {}", quoted(value)));
    }
    lines.push("basis = \"analyst\"".to_owned());
    if !link.note.is_empty() {
        lines.push(format!("note = {}", quoted(&link.note)));
    }
    lines.join("\n")
}

/// The links that a dossier has already, whatever the reading, and who says so.
fn said(file: &File) -> HashMap<(End, String, Sign), String> {
    let mut said = HashMap::new();
    for (id, claim) in &file.claims {
        let strength = claim.hedge.as_ref().map(|hedge| hedge.strength);
        // What should be is no evidence of cause.
        let Some(link) = (claim.link.as_ref()).filter(|_| strength != Some(Strength::Normative))
        else {
            continue;
        };
        let key = (
            End::Driver(link.cause.clone()),
            link.effect.clone(),
            link.sign,
        );
        said.entry(key).or_insert_with(|| format!("claim `{id}`"));
    }
    for (id, link) in &file.links {
        let cause = link.cause.clone().map(End::Driver);
        let cause = cause.or_else(|| link.option.clone().map(End::Option));
        if let Some(cause) = cause.filter(|_| link.readings.is_empty()) {
            let key = (cause, link.effect.clone(), link.sign);
            said.entry(key).or_insert_with(|| format!("link `{id}`"));
        }
    }
    said
}

/// Ids that are taken, and the next number of each that was wished for again.
struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    fn of<'i>(taken: impl Iterator<Item = &'i String>) -> Ids {
        Ids {
            taken: taken.cloned().collect(),
            next: HashMap::new(),
        }
    }

    /// The wish, or the wish with the first number that is free.
    fn take(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let next = self.next.entry(wish.to_owned()).or_insert(2);
        while !self.taken.insert(id.clone()) {
            id = format!("{wish}_{next}");
            *next += 1;
        }
        id
    }
}
