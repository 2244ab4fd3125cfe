//! Claims while their places are gathered from the sources: what a note says, its
//! codes, and the selections that refer to it.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::Fault;
use crate::names::Ids;
use crate::qdpx::archive::Archive;
use crate::qdpx::{CLAIM, CODED};
use crate::xml::Element;

use super::element::{at, guid, no_note, plain_guid, references};
use super::source;

/// A claim while its places are gathered.
#[derive(Default)]
pub(super) struct Draft {
    pub id: String,
    pub at: String,
    pub says: String,
    pub source: Option<String>,
    pub places: Vec<Value>,
    /// Sources of the places, one for each.
    pub of: Vec<String>,
    pub codes: Vec<String>,
    seen: HashSet<String>,
}

/// A code of the project.
struct Code<'a> {
    /// With the codes above it, as `Japan > position`.
    name: String,
    element: &'a Element,
    used: Cell<bool>,
}

/// The drafts of all claims, and what they are made of.
pub(super) struct Drafts<'a> {
    /// In the order in which the sources refer to them.
    pub drafts: Vec<Draft>,
    /// Whether this program wrote the project.
    own: bool,
    /// Codes by GUID.
    codes: IndexMap<String, Code<'a>>,
    notes: HashMap<String, &'a Element>,
    /// Texts of the notes that are files of their own, by GUID.
    texts: HashMap<String, String>,
    by_note: HashMap<String, usize>,
    ids: Ids,
}

impl<'a> Drafts<'a> {
    /// No drafts yet, with the codes and notes of a project.
    pub fn new(root: &'a Element, own: bool) -> Drafts<'a> {
        let mut codes = IndexMap::new();
        for element in root.all("CodeBook").flat_map(|book| book.all("Codes")) {
            gather(element, "", &mut codes);
        }
        let notes = root.all("Notes").flat_map(|notes| notes.all("Note"));
        Drafts {
            drafts: Vec::new(),
            own,
            codes,
            notes: notes.filter_map(|note| Some((guid(note)?, note))).collect(),
            texts: HashMap::new(),
            by_note: HashMap::new(),
            ids: Ids::default(),
        }
    }

    /// Reads the texts of notes that stand in files of their own.
    pub fn texts_of_notes(&mut self, archive: &mut Archive, faults: &mut Vec<Fault>) {
        for (guid, note) in &self.notes {
            let path = note.get("plainTextPath").unwrap_or("");
            if path.is_empty() || note.child("PlainTextContent").is_some() {
                continue;
            }
            match source::entry(path, archive) {
                Ok(Some(text)) => drop(self.texts.insert(guid.clone(), text)),
                Ok(None) => {
                    let message = format!("The archive holds no text `{path}` of this note.");
                    let help = "Export the project once more with its notes.";
                    faults.push(Fault::new(at(note.line), message, help));
                }
                Err(fault) => faults.push(fault),
            }
        }
    }

    /// The codes that stand nowhere and what is said of codes, in sentences.
    pub fn unused(&self) -> Vec<String> {
        let used = self.codes.values().filter(|code| code.used.get());
        let above: HashSet<&str> = used
            .flat_map(|code| {
                code.name
                    .match_indices(BELOW)
                    .map(|(at, _)| &code.name[..at])
            })
            .collect();
        let mut told = Vec::new();
        for code in self.codes.values() {
            let name = &code.name;
            if code
                .element
                .child("Description")
                .is_some_and(|memo| !memo.text().trim().is_empty())
            {
                told.push(format!("the memo of the code `{name}`"));
            }
            if !code.used.get() && !is_own(name) && !above.contains(name.as_str()) {
                told.push(format!("the code `{name}`, which stands nowhere"));
            }
        }
        told
    }

    /// Whether there is a draft for this note.
    pub fn has(&self, note: &Element) -> bool {
        guid(note).is_some_and(|guid| self.by_note.contains_key(&guid))
    }

    /// The draft of a claim that a note stands for; `None` where there is no such note.
    pub fn note(
        &mut self,
        guid: &str,
        from: &Element,
        left: &mut Vec<String>,
    ) -> Option<&mut Draft> {
        let draft = self.draft(guid, from, left)?;
        self.drafts.get_mut(draft)
    }

    /// Adds a selection with its place to the draft of its note, else to a new one.
    pub fn selection(
        &mut self,
        element: &Element,
        source: &str,
        place: Value,
        left: &mut Vec<String>,
        faults: &mut Vec<Fault>,
    ) {
        let (known, unknown): (Vec<_>, Vec<_>) = references(element)
            .into_iter()
            .partition(|guid| self.notes.contains_key(guid));
        left.extend(unknown.iter().map(|_| no_note(element)));
        let mut notes = known.into_iter();
        let draft = notes.find_map(|guid| self.draft(&guid, element, left));
        for _ in notes {
            left.push(format!(
                "a further note of the selection in line {}",
                element.line
            ));
        }
        let codes = self.codings(element, left);
        let memo = element.child("Description").map_or("", Element::text);
        let silent = draft.is_none() && codes.is_empty() && memo.trim().is_empty();
        if silent && !self.own {
            left.push(format!(
                "the selection in line {}, which has neither code nor words",
                element.line
            ));
            return;
        }
        let draft = draft.unwrap_or_else(|| {
            let guid = guid(element).unwrap_or_else(|| element.line.to_string());
            self.drafts.push(Draft {
                id: self.ids.take(&[short_id(&guid)]),
                at: at(element.line),
                ..Draft::default()
            });
            self.drafts.len() - 1
        });
        let Some(draft) = self.drafts.get_mut(draft) else {
            return;
        };
        // The places of a claim carry the same codes; they count once.
        let new = codes.into_iter().filter(|code| !draft.seen.contains(code));
        let new: Vec<String> = new.collect();
        draft.seen.extend(new.iter().cloned());
        draft.codes.extend(new);
        if draft.says.is_empty() {
            draft.says = memo.to_owned();
        } else if !memo.is_empty() && memo != draft.says && memo.trim() != draft.says.trim() {
            faults.push(Fault::new(
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

    /// Where the draft of a note stands in the list, newly made where there is none.
    fn draft(&mut self, guid: &str, from: &Element, left: &mut Vec<String>) -> Option<usize> {
        if let Some(&draft) = self.by_note.get(guid) {
            return Some(draft);
        }
        let note = *self.notes.get(guid)?;
        let name = note.get("name").unwrap_or("").trim();
        let fits = |name: &str| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
            !name.is_empty() && name.len() <= 64 && name.bytes().all(plain)
        };
        let wishes = [
            Some(name.to_owned()).filter(|name| fits(name)),
            Some(short_id(guid)),
        ];
        let id = match self.own {
            true => name.to_owned(),
            false => self
                .ids
                .take(&wishes.into_iter().flatten().collect::<Vec<_>>()),
        };
        let codes = self.codings(note, left);
        let inline = note.child("PlainTextContent").map(Element::text);
        let says = inline.or(self.texts.get(guid).map(String::as_str));
        let says = says.unwrap_or_default().to_owned();
        self.drafts.push(Draft {
            id,
            at: at(from.line),
            says,
            seen: codes.iter().cloned().collect(),
            codes,
            ..Draft::default()
        });
        self.by_note.insert(guid.to_owned(), self.drafts.len() - 1);
        Some(self.drafts.len() - 1)
    }

    /// Names of the codes of a selection, a note or a source.
    pub fn codings(&self, element: &Element, left: &mut Vec<String>) -> Vec<String> {
        let mut names = Vec::new();
        for coding in element.all("Coding") {
            let code = coding
                .child("CodeRef")
                .and_then(|code| code.get("targetGUID"));
            match code.and_then(|guid| self.codes.get(&plain_guid(guid))) {
                Some(code) => {
                    code.used.set(true);
                    names.push(code.name.clone());
                }
                None => left.push(format!(
                    "a code that is not in the project, line {}",
                    coding.line
                )),
            }
            for _ in references(coding) {
                left.push(format!("a note on a code, line {}", coding.line));
            }
        }
        names
    }
}

/// Whether a code is one that this program writes.
fn is_own(name: &str) -> bool {
    let path = name.split_once(": ").map_or(name, |(path, _)| path);
    name == CLAIM || CODED.contains(&path)
}

/// Between a code and one under it.
const BELOW: &str = " > ";
/// Bytes of a name that those of the codes under it begin with.
const LONGEST: usize = 1024;

/// Gathers codes with those under them, by GUID.
fn gather<'a>(element: &'a Element, above: &str, codes: &mut IndexMap<String, Code<'a>>) {
    for element in element.all("Code") {
        let own = element.get("name").unwrap_or("");
        let name = match above {
            _ if is_own(own) => own.to_owned(),
            "" => own.to_owned(),
            above if above.len() > LONGEST => own.to_owned(),
            above => format!("{above}{BELOW}{own}"),
        };
        gather(element, &name, codes);
        if let Some(guid) = guid(element) {
            let used = Cell::new(false);
            codes.insert(
                guid,
                Code {
                    name,
                    element,
                    used,
                },
            );
        }
    }
}

/// The id of a claim that has no name which could be one.
fn short_id(guid: &str) -> String {
    let short: String = guid
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(12)
        .collect();
    format!("Q-{short}")
}
