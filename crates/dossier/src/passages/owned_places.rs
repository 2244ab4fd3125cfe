//! Every place of a dossier, with what it belongs to.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{File, Place};
use crate::spans::Path;

/// What a place belongs to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// A claim.
    Claim,
    /// An actor: a place that shows it.
    Actor,
    /// A note of a source, or its mark.
    Note,
    /// A difference between sources.
    Difference,
    /// Passages that say the same.
    Restatement,
    /// A source: where a page of it begins.
    Source,
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Owner::Claim => "claim",
            Owner::Actor => "actor",
            Owner::Note => "note",
            Owner::Difference => "difference",
            Owner::Restatement => "restatement",
            Owner::Source => "source",
        })
    }
}

/// One place of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedPlace<'a> {
    /// What kind of thing it belongs to.
    pub owner: Owner,
    /// That thing's id.
    pub id: &'a str,
    /// Which of its places: `place 2`, `side 1, place 1`, `mark 1`, `page 12`.
    pub part: String,
    /// Where it stands in the dossier, as [`crate::replace`] takes it:
    /// `claims.C001.places.1`.
    pub path: String,
    /// The source into whose text it points.
    pub source: &'a str,
    /// First code point, counted from 0.
    pub start: u64,
    /// The code point after the last.
    pub end: u64,
    /// First hex digits of the SHA-256 of what stands there; empty where none is
    /// given.
    pub digest: &'a str,
    /// It is the mark of a note or the beginning of a page: a single code point, written
    /// as a number.
    pub mark: bool,
}

impl OwnedPlace<'_> {
    /// How to call it: `claim C001, place 2`.
    pub fn name(&self) -> String {
        format!("{} {}, {}", self.owner, self.id, self.part)
    }
}

/// All places of a dossier: of claims, actors, notes (and their marks),
/// differences and restatements, and where pages begin, in the order of the files.
pub fn owned_places(file: &File) -> Vec<OwnedPlace<'_>> {
    let mut all = Vec::new();
    for (id, claim) in &file.claims {
        let list = List::of(Owner::Claim, "claims", id);
        list.places("", &claim.places, &claim.source, &mut all);
    }
    for (id, actor) in &file.actors {
        let list = List::of(Owner::Actor, "actors", id);
        for (k, mention) in actor.mentions.iter().enumerate() {
            if let Some(place) = &mention.place {
                let path = list.path.at("mentions").at(k).at("place");
                let part = format!("mention {}", k + 1);
                all.push(list.place(part, path, place, &mention.source));
            }
        }
    }
    for (id, note) in &file.notes {
        let list = List::of(Owner::Note, "notes", id);
        if let Some(place) = &note.place {
            let path = list.path.at("place");
            all.push(list.place("place".to_owned(), path, place, &note.source));
        }
        for (k, &mark) in note.marks.iter().enumerate() {
            let path = list.path.at("marks").at(k);
            all.push(list.mark(format!("mark {}", k + 1), path, mark, &note.source));
        }
    }
    for (id, difference) in &file.differences {
        for (k, side) in difference.sides.iter().enumerate() {
            let mut list = List::of(Owner::Difference, "differences", id);
            list.path = list.path.at("sides").at(k);
            let part = format!("side {}, ", k + 1);
            list.places(&part, &side.places, &side.source, &mut all);
        }
    }
    for (id, restatement) in &file.restatements {
        let list = List::of(Owner::Restatement, "restatements", id);
        list.places("", &restatement.places, &restatement.source, &mut all);
    }
    for (id, source) in &file.sources {
        let list = List::of(Owner::Source, "sources", id);
        for (k, page) in source.pages.iter().enumerate() {
            let path = list.path.at("pages").at(k).at("start");
            let part = match page.page {
                Some(number) => format!("page {number}"),
                None => format!("entry {} of its pages", k + 1),
            };
            all.push(list.mark(part, path, page.start, id));
        }
    }
    all
}

/// The owner of a list of places.
struct List<'a> {
    owner: Owner,
    id: &'a str,
    path: Path,
}

impl<'a> List<'a> {
    fn of(owner: Owner, table: &str, id: &'a str) -> List<'a> {
        let path = Path(table.to_owned()).at(id);
        List { owner, id, path }
    }

    fn places(
        &self,
        part: &str,
        places: &'a [Place],
        source: &'a str,
        all: &mut Vec<OwnedPlace<'a>>,
    ) {
        for (k, place) in places.iter().enumerate() {
            let path = self.path.at("places").at(k);
            let part = format!("{part}place {}", k + 1);
            all.push(self.place(part, path, place, source));
        }
    }

    fn mark(&self, part: String, path: Path, at: u64, source: &'a str) -> OwnedPlace<'a> {
        OwnedPlace {
            owner: self.owner,
            id: self.id,
            part,
            path: path.0,
            source,
            start: at,
            end: at.saturating_add(1),
            digest: "",
            mark: true,
        }
    }

    fn place(&self, part: String, path: Path, place: &'a Place, source: &'a str) -> OwnedPlace<'a> {
        OwnedPlace {
            owner: self.owner,
            id: self.id,
            part,
            path: path.0,
            source: place.source.as_deref().unwrap_or(source),
            start: place.start,
            end: place.end,
            digest: &place.digest,
            mark: false,
        }
    }
}
