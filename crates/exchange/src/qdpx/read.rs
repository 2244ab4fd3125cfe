//! Reading a project from anywhere.

use std::collections::{BTreeMap, HashMap, HashSet};

use hikiwake_dossier::Dossier;
use serde_json::{Value, json};

use crate::Fault;
use crate::digest::sha256;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};
use crate::record::{self, BESIDE, Record, resolve, tidy};

use super::archive::{Archive, LARGEST_ENTRY};
use super::positions::Layout;
use super::xml::{Element, parse};
use super::{CLAIM, CODED, ORIGIN};

/// Bytes of a text: 8 MiB.
const LARGEST_TEXT: u64 = 8 << 20;
/// Code points of all places together, whose digests are reckoned.
const MOST_POINTS: u64 = 64 << 20;
/// Places named in a fault.
const NAMED: usize = 8;
/// Hex digits of a digest that are kept.
const DIGITS: usize = 16;

/// Whether places are held against the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Yes: what comes from elsewhere.
    Texts,
    /// No: what this program has just written, to see what it holds.
    Nothing,
}

/// Reads a project for this dossier.
pub(crate) fn read(bytes: &[u8], dossier: &Dossier, check: Check) -> Result<Incoming, Vec<Fault>> {
    let one = |fault: Fault| vec![fault];
    let mut archive = Archive::open(bytes).map_err(one)?;
    let project = archive.entry("project.qde", LARGEST_ENTRY).map_err(one)?;
    let project = project.ok_or_else(|| {
        let help = "Export the project once more as REFI-QDA (.qdpx).";
        one(Fault::new("", "The archive holds no project.qde.", help))
    })?;
    let text = utf8(&project, "project.qde").map_err(one)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = parse(text).map_err(|(line, message)| {
        let help = "Export the project once more as REFI-QDA (.qdpx).";
        one(Fault::new(
            at(line),
            format!("The project cannot be read: {message}."),
            help,
        ))
    })?;
    let mut reading = Reading {
        dossier,
        check,
        own: root
            .get("origin")
            .is_some_and(|origin| origin.starts_with(ORIGIN)),
        codes: HashMap::new(),
        notes: HashMap::new(),
        incoming: Incoming::new("element"),
        drafts: Vec::new(),
        by_note: HashMap::new(),
        faults: Vec::new(),
        unknown: BTreeMap::new(),
        points: MOST_POINTS,
    };
    reading.project(&root, &mut archive);
    reading.done()
}

fn at(line: usize) -> String {
    format!("project.qde, line {line}")
}

/// A claim while its places are gathered.
#[derive(Default)]
struct Draft {
    id: String,
    at: String,
    says: String,
    source: Option<String>,
    places: Vec<Value>,
    /// Sources of the places, one for each.
    of: Vec<String>,
    codes: Vec<String>,
    seen: HashSet<String>,
}

struct Reading<'a> {
    dossier: &'a Dossier,
    check: Check,
    own: bool,
    /// Names of codes by GUID.
    codes: HashMap<String, String>,
    notes: HashMap<String, &'a Element>,
    incoming: Incoming,
    drafts: Vec<Draft>,
    by_note: HashMap<String, usize>,
    faults: Vec<Fault>,
    /// Codes that are no key of a claim, and how often they stand.
    unknown: BTreeMap<String, usize>,
    /// Code points that places may still cover.
    points: u64,
}

impl<'a> Reading<'a> {
    fn project(&mut self, root: &'a Element, archive: &mut Archive) {
        if root.name != "Project" {
            let message = format!("The root is `{}`, not `Project`.", root.name);
            self.faults.push(Fault::new(
                at(root.line),
                message,
                "Give a REFI-QDA project.",
            ));
            return;
        }
        for codes in root.all("CodeBook").flat_map(|book| book.all("Codes")) {
            self.codes(codes);
        }
        for note in root.all("Notes").flat_map(|notes| notes.all("Note")) {
            if let Some(guid) = guid(note) {
                self.notes.insert(guid, note);
            }
        }
        let sources = root.all("Sources").flat_map(|sources| &sources.children);
        for source in sources {
            match source.name.as_str() {
                "TextSource" => self.source(source, archive),
                other => {
                    let name = source.get("name").unwrap_or("");
                    self.incoming.left.push(format!("the {other} `{name}`"));
                }
            }
        }
        for (name, what) in [
            ("Cases", "cases"),
            ("Variables", "variables"),
            ("Sets", "sets"),
            ("Graphs", "graphs"),
            ("Links", "links"),
        ] {
            if root.child(name).is_some() {
                self.incoming.left.push(format!("its {what}"));
            }
        }
        // Notes that no source refers to say nothing of a source.
        let lost = root.all("Notes").flat_map(|notes| notes.all("Note"));
        let lost: Vec<_> = lost
            .filter(|note| guid(note).is_none_or(|guid| !self.by_note.contains_key(&guid)))
            .map(|note| format!("the note `{}`", note.get("name").unwrap_or("")))
            .collect();
        self.incoming.left.extend(lost);
    }

    fn codes(&mut self, element: &Element) {
        for code in element.all("Code") {
            if let (Some(guid), Some(name)) = (guid(code), code.get("name")) {
                self.codes.insert(guid, name.to_owned());
            }
            self.codes(code);
        }
    }

    fn source(&mut self, element: &'a Element, archive: &mut Archive) {
        let name = element.get("name").unwrap_or("").trim();
        let text = match self.text(element, archive) {
            Ok(text) => text,
            Err(fault) => return self.faults.push(fault),
        };
        let id = self.source_id(name, element, text.as_deref());
        let recorded = self
            .dossier
            .file
            .sources
            .get(&id)
            .and_then(|known| known.text.as_ref());
        let recorded = recorded.map(|head| head.sha256.as_str());
        // Nothing is laid out where nothing is selected.
        let selected = element.child("PlainTextSelection").is_some();
        let layout = text
            .as_deref()
            .filter(|_| selected)
            .map(|text| Layout::new(text, recorded, self.own));
        let (mut unheld, mut faulty) = (Vec::new(), Vec::new());
        for selection in element.all("PlainTextSelection") {
            let name = selection.get("name").unwrap_or("");
            let called = format!(
                "`{}` (line {})",
                name.chars().take(40).collect::<String>(),
                selection.line
            );
            let number = |key: &str| {
                selection
                    .get(key)
                    .and_then(|text| text.trim().parse::<u64>().ok())
            };
            let (Some(start), Some(end)) = (number("startPosition"), number("endPosition")) else {
                faulty.push(format!("{called}: no whole numbers as positions"));
                continue;
            };
            let place = match (&layout, self.check) {
                (_, Check::Nothing) if text.is_none() => json!({ "start": start, "end": end }),
                (Some(Some(layout)), _) => match layout.place(start, end, name) {
                    Ok((start, end)) if u64::from(end - start) > self.points => {
                        faulty.push(format!("{called}: all places together are too long"));
                        continue;
                    }
                    Ok((start, end)) => {
                        self.points -= u64::from(end - start);
                        let digest = sha256(layout.slice(start, end).as_bytes());
                        json!({ "start": start, "end": end, "digest": digest[..DIGITS] })
                    }
                    Err(why) => {
                        faulty.push(format!("{called}: {why}"));
                        continue;
                    }
                },
                _ => {
                    unheld.push(called);
                    continue;
                }
            };
            self.selection(selection, &id, place);
        }
        let because = match layout {
            None => "the archive holds no plain text of it",
            _ => "the text in the archive is not the one that the dossier counts in",
        };
        let help = "Export the project with the plain text of its sources, as it was attached.";
        for (list, message) in [
            (
                unheld,
                format!("The places in `{id}` cannot be held against its text: {because}."),
            ),
            (faulty, format!("Some places in `{id}` cannot be told.")),
        ] {
            if !list.is_empty() {
                let mut named = list[..list.len().min(NAMED)].join("; ");
                if list.len() > NAMED {
                    named.push_str(&format!("; and {} more", list.len() - NAMED));
                }
                let message = format!("{message} These are {named}.");
                self.faults
                    .push(Fault::new(at(element.line), message, help));
            }
        }
        for guid in references(element) {
            let draft = self.draft(&guid, element);
            if let Some(draft) = draft.and_then(|k| self.drafts.get_mut(k)) {
                draft.source = Some(id.clone());
            }
        }
    }

    /// The plain text of a source, where the archive holds it.
    fn text(&self, element: &Element, archive: &mut Archive) -> Result<Option<String>, Fault> {
        if let Some(content) = element.child("PlainTextContent") {
            return Ok(Some(content.text.clone()));
        }
        let path = element.get("plainTextPath").unwrap_or("");
        let Some(name) = path.strip_prefix("internal://") else {
            return Ok(None);
        };
        let name = format!("Sources/{}", name.trim_start_matches('/'));
        match archive.entry(&name, LARGEST_TEXT)? {
            Some(bytes) => Ok(Some(utf8(&bytes, &name)?.to_owned())),
            None => Ok(None),
        }
    }

    /// The source of the dossier that is meant; else a new one.
    fn source_id(&mut self, name: &str, element: &Element, text: Option<&str>) -> String {
        let known = |id: &str| self.dossier.sources.iter().any(|source| source.id == id);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if let Some(id) = [name, stem].into_iter().find(|id| known(id)) {
            let mut source = Record::new();
            source.insert("id".into(), id.into());
            if self.check == Check::Nothing {
                title(&mut source, element, name);
                self.add_source(id, source, element);
            }
            return id.to_owned();
        }
        let digest = text.map(|text| sha256(text.as_bytes()));
        let same = self.dossier.file.sources.iter().find(|(_, known)| {
            let head = known.text.as_ref();
            head.is_some_and(|head| Some(head.sha256.to_ascii_lowercase()) == digest)
        });
        if let Some((id, _)) = same {
            return id.clone();
        }
        let id = match self.own {
            true => name.to_owned(),
            false => {
                let plain = |c: char| {
                    if c.is_ascii_alphanumeric() {
                        c.to_ascii_lowercase()
                    } else {
                        '-'
                    }
                };
                let id: String = stem.chars().take(60).map(plain).collect();
                match id.trim_matches('-') {
                    "" => "source".to_owned(),
                    id => id.to_owned(),
                }
            }
        };
        let mut source = Record::new();
        source.insert("id".into(), id.as_str().into());
        source.insert("type".into(), "document".into());
        title(&mut source, element, name);
        if let (Some(digest), Some(text)) = (digest, text) {
            let length = text.chars().count();
            source.insert(
                BESIDE.into(),
                json!({ "text": { "sha256": digest, "length": length } }),
            );
        }
        self.add_source(&id, source, element);
        id
    }

    fn add_source(&mut self, id: &str, source: Record, element: &Element) {
        self.incoming.add(
            Kind::Source,
            id.to_owned(),
            source,
            at(element.line),
            &mut self.faults,
        );
    }

    fn selection(&mut self, element: &'a Element, source: &str, place: Value) {
        let mut notes = references(element).into_iter();
        let draft = notes.find_map(|guid| self.draft(&guid, element));
        for _ in notes {
            self.incoming.left.push(format!(
                "a further note of the selection in line {}",
                element.line
            ));
        }
        let draft = draft.unwrap_or_else(|| {
            let guid = guid(element).unwrap_or_else(|| element.line.to_string());
            let short: String = guid
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(12)
                .collect();
            self.drafts.push(Draft {
                id: format!("Q-{short}"),
                at: at(element.line),
                ..Draft::default()
            });
            self.drafts.len() - 1
        });
        let codes = self.codings(element);
        let Some(draft) = self.drafts.get_mut(draft) else {
            return;
        };
        // The places of a claim carry the same codes; they count once.
        let new = codes.into_iter().filter(|code| !draft.seen.contains(code));
        let new: Vec<String> = new.collect();
        draft.seen.extend(new.iter().cloned());
        draft.codes.extend(new);
        let memo = element
            .child("Description")
            .map_or("", |memo| memo.text.as_str());
        if draft.says.is_empty() {
            draft.says = memo.to_owned();
        } else if !memo.is_empty() && memo != draft.says && memo.trim() != draft.says.trim() {
            self.faults.push(Fault::new(
                at(element.line),
                format!(
                    "The selection and the note of `{}` say different things.",
                    draft.id
                ),
                "Let the description of the selection be that of the note, or empty.",
            ));
        }
        draft.of.push(source.to_owned());
        draft.places.push(place);
    }

    /// The draft of a claim that a note stands for; `None` where there is no such note.
    fn draft(&mut self, guid: &str, from: &Element) -> Option<usize> {
        if let Some(&draft) = self.by_note.get(guid) {
            return Some(draft);
        }
        let note = *self.notes.get(guid)?;
        let name = note.get("name").unwrap_or("").trim();
        let fits = |name: &str| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
            !name.is_empty() && name.len() <= 64 && name.bytes().all(plain)
        };
        let short: String = guid
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        let codes = self.codings(note);
        self.drafts.push(Draft {
            id: if self.own || fits(name) {
                name.to_owned()
            } else {
                format!("Q-{short}")
            },
            at: at(from.line),
            says: note
                .child("PlainTextContent")
                .map_or(String::new(), |text| text.text.clone()),
            seen: codes.iter().cloned().collect(),
            codes,
            ..Draft::default()
        });
        self.by_note.insert(guid.to_owned(), self.drafts.len() - 1);
        Some(self.drafts.len() - 1)
    }

    /// Names of the codes of a selection or note.
    fn codings(&self, element: &Element) -> Vec<String> {
        let references = element
            .all("Coding")
            .filter_map(|coding| coding.child("CodeRef"));
        let guids = references.filter_map(|code| code.get("targetGUID").map(plain_guid));
        guids
            .filter_map(|guid| self.codes.get(&guid).cloned())
            .collect()
    }

    fn done(mut self) -> Result<Incoming, Vec<Fault>> {
        for draft in std::mem::take(&mut self.drafts) {
            self.claim(draft);
        }
        for (code, count) in &self.unknown {
            self.incoming
                .left
                .push(format!("the code `{code}`, in {count} claims"));
        }
        match self.faults.is_empty() {
            true => Ok(self.incoming),
            false => Err(self.faults),
        }
    }

    fn claim(&mut self, draft: Draft) {
        let mut claim = Record::new();
        let mut others = Vec::new();
        for code in draft.codes.iter().filter(|code| *code != CLAIM) {
            let known = code
                .split_once(": ")
                .filter(|(path, _)| CODED.contains(path));
            let Some((path, value)) = known else {
                others.push(code.clone());
                continue;
            };
            if !put(&mut claim, path, value) {
                let message = format!("`{}` has two codes for `{path}`.", draft.id);
                self.faults
                    .push(Fault::new(&draft.at, message, "Keep one of them."));
            }
        }
        for code in &others {
            *self.unknown.entry(code.clone()).or_default() += 1;
        }
        for part in incomplete(&mut claim) {
            self.incoming.left.push(format!(
                "`{part}` of `{}`, which needs more than its codes",
                draft.id
            ));
        }
        let says = match draft.says.trim().is_empty() {
            // A passage that was only coded: its codes are what was found in it.
            true if !others.is_empty() => format!("Coded as {}", others.join("; ")),
            _ => draft.says.clone(),
        };
        claim.insert("says".into(), says.into());
        let source = draft
            .source
            .or_else(|| draft.of.first().cloned())
            .unwrap_or_default();
        // Places in the claim's own source come first: the chief one is there.
        let (mut places, mut elsewhere) = (Vec::new(), Vec::new());
        for (mut place, of) in draft.places.into_iter().zip(&draft.of) {
            if *of == source {
                places.push(place);
            } else {
                place["source"] = of.as_str().into();
                elsewhere.push(place);
            }
        }
        places.append(&mut elsewhere);
        claim.insert("source".into(), source.into());
        if !places.is_empty() {
            claim.insert("places".into(), places.into());
        }
        tidy(&mut claim, &record::schema()["$defs"]["Claim"]);
        self.incoming
            .add(Kind::Claim, draft.id, claim, draft.at, &mut self.faults);
    }
}

/// A GUID without braces, in lower case.
fn plain_guid(text: &str) -> String {
    text.trim().trim_matches(['{', '}']).to_lowercase()
}

fn guid(element: &Element) -> Option<String> {
    element.get("guid").map(plain_guid)
}

/// GUIDs of the notes that an element refers to.
fn references(element: &Element) -> Vec<String> {
    let targets = element
        .all("NoteRef")
        .filter_map(|note| note.get("targetGUID"));
    targets.map(plain_guid).collect()
}

fn title(source: &mut Record, element: &Element, name: &str) {
    let title = element
        .child("Description")
        .map_or("", |title| title.text.trim());
    let title = if title.is_empty() { name } else { title };
    source.insert("title".into(), title.into());
}

/// Puts the value of a code where it belongs; `false` where something else is there.
fn put(claim: &mut Record, path: &str, value: &str) -> bool {
    let mut part = &record::schema()["$defs"]["Claim"];
    for key in path.split('.') {
        part = resolve(&part["properties"][key]);
    }
    let (record, key) = match path.split_once('.') {
        None => (claim, path),
        Some((outer, key)) => {
            let outer = claim.entry(outer).or_insert_with(|| json!({}));
            match outer {
                Value::Object(outer) => (outer, key),
                _ => return false,
            }
        }
    };
    if part["type"] == "array" {
        let list = record.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(value.into());
        }
        return true;
    }
    let before = record.insert(key.to_owned(), value.into());
    before.is_none_or(|before| before == value)
}

/// Takes out the parts of a claim that their codes alone do not make up.
fn incomplete(claim: &mut Record) -> Vec<String> {
    let definition = &record::schema()["$defs"]["Claim"];
    let mut out = Vec::new();
    claim.retain(|key, value| {
        let Value::Object(part) = value else {
            return true;
        };
        let required = resolve(&definition["properties"][key])["required"].as_array();
        let mut required = required.into_iter().flatten().filter_map(Value::as_str);
        // A figure is nothing without its number, which no code holds.
        let whole = key != "figure" && required.all(|key| part.contains_key(key));
        if !whole {
            out.push(key.clone());
        }
        whole
    });
    out
}
