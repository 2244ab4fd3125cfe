//! What verifying found, as plain data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::edition::Edition;
use super::super::owned_places::{OwnedPlace, Owner};
use super::verdict::{PlaceStatus, PlaceVerdict};
use crate::Span;

/// What checking the places of a dossier against the attached texts found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// What holds, in sentences.
    pub sentences: Vec<String>,
    /// All places together.
    pub counts: PlaceCounts,
    /// The sources that places point into.
    pub sources: Vec<VerifiedSource>,
    /// The places that are not as they should be, in the order of the files.
    pub faults: Vec<PlaceFault>,
    /// Sound places whose passage stands more than once in the text: only the
    /// place tells which is meant.
    pub repeated: Vec<RepeatedPlace>,
}

/// Numbers of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceCounts {
    /// Places held, marks of notes and beginnings of pages aside.
    pub places: u64,
    /// The passage stands where the dossier says.
    pub sound: u64,
    /// It stands at one other place.
    pub moved: u64,
    /// It stands at several other places.
    pub several: u64,
    /// It stands nowhere.
    pub vanished: u64,
    /// The place lies beyond the end of the text.
    pub outside: u64,
    /// There is no text, or the place has no digest to check.
    pub unchecked: u64,
    /// The place has no digest.
    pub without_digest: u64,
    /// Sound ones whose passage stands elsewhere as well.
    pub repeated: u64,
    /// Marks of notes held; they have no digest.
    pub marks: u64,
    /// Those that lie inside the text.
    pub marks_inside: u64,
}

/// A source, its text, and its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerifiedSource {
    /// The source's id.
    pub source: String,
    /// The attached text file; `null` where none is attached or it cannot be read.
    pub file: Option<String>,
    /// Whether that is the text which the dossier records.
    pub edition: Option<Edition>,
    /// The file is no longer what it was when it was attached.
    pub changed: bool,
    /// What else is to be said of it: why it cannot be read, or what an editor has
    /// done to it.
    pub remark: String,
    /// Its places.
    pub counts: PlaceCounts,
}

/// A place that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceFault {
    /// How to call it: `claim C001, place 2`.
    pub name: String,
    /// What kind of thing it belongs to.
    pub owner: Owner,
    /// That thing's id.
    pub id: String,
    /// Where it stands in the joined files: `claims.C001.places.1`.
    pub path: String,
    /// Where it is written.
    pub span: Option<Span>,
    /// The source into whose text it points.
    pub source: String,
    /// First code point, and the one after the last, as written.
    pub place: [u64; 2],
    /// What is wrong.
    pub status: PlaceStatus,
    /// Where the passage stands now; of many, the first ten.
    pub found: Vec<[u64; 2]>,
    /// At how many places it stands.
    pub times: u64,
    /// The same in a sentence.
    pub sentence: String,
}

/// A sound place whose passage stands more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RepeatedPlace {
    /// How to call it: `actor japan, mention 1`.
    pub name: String,
    /// The source into whose text it points.
    pub source: String,
    /// First code point, and the one after the last.
    pub place: [u64; 2],
    /// How often the passage stands in the text.
    pub times: u64,
}

impl PlaceCounts {
    pub(super) fn count(&mut self, place: &OwnedPlace, verdict: &PlaceVerdict, text: bool) {
        if place.mark {
            self.marks += 1;
            self.marks_inside += u64::from(text && *verdict == PlaceVerdict::Unchecked);
            return;
        }
        self.places += 1;
        self.without_digest += u64::from(place.digest.is_empty());
        let counted = match verdict {
            PlaceVerdict::Sound { times } => {
                self.repeated += u64::from(*times > 1);
                &mut self.sound
            }
            PlaceVerdict::Unchecked => &mut self.unchecked,
            PlaceVerdict::Faulty { status, .. } => match status {
                PlaceStatus::Moved => &mut self.moved,
                PlaceStatus::Several => &mut self.several,
                PlaceStatus::Vanished => &mut self.vanished,
                PlaceStatus::Outside => &mut self.outside,
            },
        };
        *counted += 1;
    }

    pub(super) fn add(&mut self, other: &PlaceCounts) {
        for (mine, others) in [
            (&mut self.places, other.places),
            (&mut self.sound, other.sound),
            (&mut self.moved, other.moved),
            (&mut self.several, other.several),
            (&mut self.vanished, other.vanished),
            (&mut self.outside, other.outside),
            (&mut self.unchecked, other.unchecked),
            (&mut self.without_digest, other.without_digest),
            (&mut self.repeated, other.repeated),
            (&mut self.marks, other.marks),
            (&mut self.marks_inside, other.marks_inside),
        ] {
            *mine += others;
        }
    }
}

pub(super) fn sentences(found: &Verification) -> Vec<String> {
    let counts = &found.counts;
    if counts.places + counts.marks == 0 {
        return vec!["No place of this dossier points into a text.".to_owned()];
    }
    let mut all = vec![format!(
        "{} of {} places hold what the dossier says.",
        counts.sound, counts.places
    )];
    let wrong = [
        (counts.moved, "moved to one other place"),
        (counts.several, "stand at several other places"),
        (counts.vanished, "vanished"),
        (counts.outside, "lie beyond the end of the text"),
        (counts.unchecked, "could not be checked"),
    ];
    let wrong: Vec<String> = (wrong.iter().filter(|(count, _)| *count > 0))
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    if !wrong.is_empty() {
        all.push(format!("Of the others, {}.", wrong.join(", ")));
    }
    if counts.without_digest > 0 {
        all.push(format!(
            "{} have no digest, so that nobody can see whether they moved: `hikiwake source \
             verify --fill` writes the digest of what stands there.",
            counts.without_digest
        ));
    }
    if counts.repeated > 0 {
        all.push(format!(
            "{} of the sound ones hold a passage that stands more than once in the text: only \
             the place tells which is meant.",
            counts.repeated
        ));
    }
    if counts.marks > 0 {
        all.push(format!(
            "{} of {} marks of notes and beginnings of pages lie inside the text.",
            counts.marks_inside, counts.marks
        ));
    }
    for source in &found.sources {
        let name = &source.source;
        if source.file.is_none() {
            let count = source.counts.places;
            let why = match source.remark.as_str() {
                "" => format!(
                    "No text is attached to {name}: its {count} places were not checked. Attach \
                     it with `hikiwake source attach`."
                ),
                remark => format!("Places not checked: {count}. {remark}"),
            };
            all.push(why);
            continue;
        }
        if source.changed {
            all.push(format!(
                "The text of {name} has changed since it was attached; it was checked as it lies \
                 there now."
            ));
        }
        if source.edition == Some(Edition::Other) {
            all.push(format!(
                "The text attached to {name} is another edition than the dossier records."
            ));
        }
        if !source.remark.is_empty() {
            all.push(format!("{name}: {}", source.remark));
        }
    }
    all
}
