//! Carrying places over to a new edition of a text.
//!
//! For each place, what stood there is looked for in the new text: word by word,
//! then with a bounded number of edits. A quote alone is never enough to accept a
//! place by: a passage that was struck out may have a near double elsewhere. What
//! stands around it must fit as well, and its order among the passages that were
//! surely found. All else is for a person to judge.

mod accept;
mod candidates;
mod finding;
mod grams;
mod order;
mod passages;
mod propose;

use std::fmt;
use std::path::Path;

use super::attached::{Attached, TextError};
use super::digest::sha256;
use super::edition::Edition;
use super::owned_places::{OwnedPlace, owned_places};
use super::quote::Quote;
use super::text_store::{TextStore, TextStoreError};
use super::verify::recorded;
use crate::Read;
use passages::{Passage, passages};
use propose::propose;

pub use accept::{Accept, AcceptError, Accepted};
pub(super) use candidates::{Haystack, Work, first, last, near};
pub use finding::{Grade, Proposal, Relocation, Surroundings};

/// A new edition of a source's text, with a proposal for each place.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// The proposals.
    pub relocation: Relocation,
    text: Attached,
    /// The dossier's files when they were read, with their SHA-256.
    files: Vec<(String, String)>,
    /// What stood at the source's places, in the order of the files.
    passages: Vec<(String, Option<Quote>)>,
}

/// Looks for every place of a source in a new edition of its text. Nothing is
/// changed before [`NewEdition::accept`].
///
/// # Errors
/// See [`RelocateError`].
pub fn relocate(
    read: &Read,
    folder: &Path,
    shelf: &TextStore,
    source: &str,
    file: &Path,
) -> Result<NewEdition, RelocateError> {
    let Some(dossier) = &read.dossier else {
        return Err(RelocateError::Faulty);
    };
    let all = owned_places(&dossier.file);
    let places: Vec<OwnedPlace> = all.into_iter().filter(|p| p.source == source).collect();
    if places.is_empty() {
        return Err(RelocateError::NoPlaces(source.to_owned()));
    }
    let text = Attached::read(file).map_err(RelocateError::Text)?;
    let tie = shelf.tie(folder, source).map_err(RelocateError::Shelf)?;
    let (mut old, mut kept) = (None, Vec::new());
    if let Some(tie) = tie {
        let before = Attached::read(&tie.path).ok();
        old = before.filter(|before| before.sha256 == tie.sha256);
        kept = tie.quotes;
    }
    let recorded = recorded(&dossier.file, source);
    let is_recorded = |text: &Attached| Edition::of(&text.sha256, recorded) == Edition::Recorded;
    let old = old.map(|text| (is_recorded(&text), text));
    let passages: Vec<Passage> = passages(&places, old.as_ref(), &kept, &text.text);
    let found = propose(&places, &passages, &text.text);
    let mut unchanged = 0;
    let mut proposals = Vec::new();
    for ((place, passage), found) in places.iter().zip(&passages).zip(found) {
        match found.to {
            Some(to) if to == [place.start, place.end] && found.distance == 0 => unchanged += 1,
            _ => proposals.push(found.proposal(read, place, passage.quote.as_ref(), &text.text)),
        }
    }
    proposals.sort_by_key(|p| p.from);
    let mut relocation = Relocation {
        source: source.to_owned(),
        file: text.path.display().to_string(),
        sha256: text.sha256.clone(),
        length: text.length(),
        sentences: Vec::new(),
        unchanged,
        sure: proposals.iter().filter(|p| p.sure).count() as u64,
        proposals,
    };
    relocation.sentences = finding::sentences(&relocation);
    let paths = places.iter().map(|place| place.path.clone());
    Ok(NewEdition {
        relocation,
        text,
        files: digests(read),
        passages: paths.zip(passages.into_iter().map(|p| p.quote)).collect(),
    })
}

/// The files of a dossier with their SHA-256.
fn digests(read: &Read) -> Vec<(String, String)> {
    let files = read.files.iter();
    files
        .map(|(name, text)| (name.clone(), sha256(text.as_bytes())))
        .collect()
}

/// Why no places were looked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum RelocateError {
    /// The dossier has errors.
    Faulty,
    /// No place points into this source.
    NoPlaces(String),
    /// The new text cannot be read.
    Text(TextError),
    /// The tie cannot be read.
    Shelf(TextStoreError),
}

impl fmt::Display for RelocateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RelocateError::Faulty => {
                f.write_str("the dossier has errors\n  = help: mend them first: `hikiwake check`")
            }
            RelocateError::NoPlaces(source) => {
                write!(f, "no place of the dossier points into a source `{source}`")
            }
            RelocateError::Text(error) => error.fmt(f),
            RelocateError::Shelf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RelocateError {}
