//! Fields that an entry takes over from others: from `@xdata`, which holds fields for
//! several entries and is no source, and by `crossref` from the whole that a part
//! stands in.

use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::IndexMap;

use super::scan::Entry;

/// Fields that name other entries.
const REFERENCES: [&str; 5] = ["xdata", "crossref", "xref", "related", "entryset"];
/// Entries that one entry may take fields from.
const MOST: usize = 10;
/// Fields that tell the date of an entry, together.
const DATE: [&str; 4] = ["date", "year", "month", "day"];

/// The entries of a file, by key.
pub(super) struct References<'f> {
    by_key: HashMap<&'f str, &'f Entry>,
    /// Keys of `@xdata` that an entry uses.
    pub used: HashSet<&'f str>,
}

/// The fields of an entry by name.
pub(super) type Fields<'f> = IndexMap<&'f str, &'f str>;

impl<'f> References<'f> {
    pub fn new(entries: &'f [Entry]) -> References<'f> {
        let by_key = entries.iter().map(|entry| (entry.key.as_str(), entry));
        References {
            by_key: by_key.collect(),
            used: HashSet::new(),
        }
    }

    /// The fields of an entry, its own before those that it takes over. `known` tells
    /// which fields of a whole say something of its parts; what is not followed is
    /// noted in `left`.
    pub fn fields(
        &mut self,
        entry: &'f Entry,
        known: impl Fn(&str) -> bool,
        left: &mut Vec<String>,
    ) -> Fields<'f> {
        let own = entry.fields.iter();
        let own = own.map(|field| (field.name.as_str(), field.value.as_str()));
        let (references, own): (Vec<_>, Vec<_>) =
            own.partition(|(name, _)| REFERENCES.contains(name));
        let mut fields: Fields = own.into_iter().collect();
        let mut open: VecDeque<(&str, &str)> = references.into();
        let mut seen = HashSet::from([entry.key.as_str()]);
        while let Some((name, keys)) = open.pop_front() {
            for key in keys.split(',').map(str::trim) {
                let there = self.by_key.get(key).filter(|there| match name {
                    "xdata" => there.kind == "xdata",
                    "crossref" => true,
                    _ => false,
                });
                let Some(there) = there.filter(|_| seen.len() <= MOST) else {
                    let of = &entry.key;
                    left.push(format!("the reference `{name}` of `{of}` to `{key}`"));
                    continue;
                };
                if !seen.insert(key) {
                    continue;
                }
                if name == "xdata" {
                    self.used.insert(there.key.as_str());
                }
                let dated = DATE.iter().any(|name| fields.contains_key(name));
                for field in &there.fields {
                    let of_whole = name == "crossref";
                    let value = field.value.as_str();
                    match field.name.as_str() {
                        name if REFERENCES.contains(&name) => open.push_back((name, value)),
                        name if dated && DATE.contains(&name) => {}
                        "title" if of_whole => {
                            fields.entry(title_of_whole(&entry.kind)).or_insert(value);
                        }
                        name if of_whole && !known(name) => {}
                        name => {
                            fields.entry(name).or_insert(value);
                        }
                    }
                }
            }
        }
        fields
    }
}

/// The field in which a part tells the title of its whole.
fn title_of_whole(kind: &str) -> &'static str {
    match kind {
        "article" => "journaltitle",
        "inbook" | "incollection" | "inproceedings" | "conference" | "inreference" | "suppbook" => {
            "booktitle"
        }
        _ => "title",
    }
}
