//! Claims while their places are gathered from the sources: what a note says, its
//! codes, and the selections that refer to it.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::Fault;
use crate::xml::Element;

use super::element::{at, guid, plain_guid, references};

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

/// The drafts of all claims, and what they are made of.
pub(super) struct Drafts<'a> {
    /// In the order in which the sources refer to them.
    pub drafts: Vec<Draft>,
    /// Whether this program wrote the project.
    own: bool,
    /// Names of codes by GUID.
    codes: HashMap<String, String>,
    notes: HashMap<String, &'a Element>,
    by_note: HashMap<String, usize>,
}

impl<'a> Drafts<'a> {
    /// No drafts yet, with the codes and notes of a project.
    pub fn new(root: &'a Element, own: bool) -> Drafts<'a> {
        let mut codes = HashMap::new();
        for element in root.all("CodeBook").flat_map(|book| book.all("Codes")) {
            gather(element, &mut codes);
        }
        let notes = root.all("Notes").flat_map(|notes| notes.all("Note"));
        Drafts {
            drafts: Vec::new(),
            own,
            codes,
            notes: notes.filter_map(|note| Some((guid(note)?, note))).collect(),
            by_note: HashMap::new(),
        }
    }

    /// Whether there is a draft for this note.
    pub fn has(&self, note: &Element) -> bool {
        guid(note).is_some_and(|guid| self.by_note.contains_key(&guid))
    }

    /// The draft of a claim that a note stands for; `None` where there is no such note.
    pub fn note(&mut self, guid: &str, from: &Element) -> Option<&mut Draft> {
        let draft = self.draft(guid, from)?;
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
        let mut notes = references(element).into_iter();
        let draft = notes.find_map(|guid| self.draft(&guid, element));
        for _ in notes {
            left.push(format!(
                "a further note of the selection in line {}",
                element.line
            ));
        }
        let draft = draft.unwrap_or_else(|| {
            let guid = guid(element).unwrap_or_else(|| element.line.to_string());
            self.drafts.push(Draft {
                id: short_id(&guid),
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
        let codes = self.codings(note);
        self.drafts.push(Draft {
            id: if self.own || fits(name) {
                name.to_owned()
            } else {
                short_id(guid)
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
}

/// Gathers the names of codes with those under them, by GUID.
fn gather(element: &Element, codes: &mut HashMap<String, String>) {
    for code in element.all("Code") {
        if let (Some(guid), Some(name)) = (guid(code), code.get("name")) {
            codes.insert(guid, name.to_owned());
        }
        gather(code, codes);
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
