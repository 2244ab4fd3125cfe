//! Writing accepted places into the dossier.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use super::super::owned_places::owned_places;
use super::super::quote::Quote;
use super::super::text_store::{TextStore, TextStoreError};
use super::super::verify::recorded;
use super::{NewEdition, Proposal, digests};
use crate::edit::{Replacement, edited};
use crate::write::{FolderLock, WriteError, write_with_tie};
use crate::{EditError, Read, read};

/// Which proposals to accept.
#[derive(Clone, Debug)]
pub enum Accept<'a> {
    /// All that need no further look.
    Sure,
    /// Those of the claims, actors, notes, differences and restatements with these
    /// ids: a person has looked.
    Of(&'a [String]),
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Names of the places carried over.
    pub places: Vec<String>,
    /// The dossier files written.
    pub files: Vec<String>,
    /// Names of places that were asked for and not carried over, and why not.
    pub refused: Vec<(String, String)>,
    /// How many places of the source still count in the old edition.
    pub left: usize,
}

impl NewEdition {
    /// Writes accepted places into the files of the dossier, and the new text's length
    /// and digest where the dossier records one, and ties the new text to the source:
    /// all of it or nothing. What stood at the places left behind is kept, so
    /// that they can be carried over later.
    ///
    /// # Errors
    /// See [`AcceptError`].
    pub fn accept(
        &self,
        folder: &Path,
        shelf: &TextStore,
        which: &Accept,
    ) -> Result<Accepted, AcceptError> {
        let written = |error| AcceptError::Edit(EditError::Write(error));
        let lock = FolderLock::acquire(folder).map_err(written)?;
        let before = read(folder);
        if digests(&before) != self.files {
            return Err(written(WriteError::Changed(folder.to_owned())));
        }
        let found = &self.relocation;
        let mut done = Accepted::default();
        let mut chosen: Vec<&Proposal> = Vec::new();
        match which {
            Accept::Sure => chosen.extend(found.proposals.iter().filter(|p| p.sure)),
            Accept::Of(ids) => {
                self.all_known(&before, ids)?;
                for proposal in found.proposals.iter().filter(|p| ids.contains(&p.id)) {
                    match proposal.to {
                        Some(_) if proposal.rivals == 0 => chosen.push(proposal),
                        _ => {
                            let refused = (proposal.name.clone(), proposal.remark.clone());
                            done.refused.push(refused);
                        }
                    }
                }
            }
        }
        // Where no place stands in the new text, it is not this source's. Where all
        // stay, there is still its digest to write.
        let none_stays = found.unchanged == 0 || matches!(which, Accept::Of(_));
        if chosen.is_empty() && none_stays {
            done.left = found.proposals.len();
            return Ok(done);
        }
        let mut values = Vec::new();
        for proposal in &chosen {
            values.extend(proposal.values());
            done.places.push(proposal.name.clone());
        }
        done.left = found.proposals.len() - chosen.len();
        let file = before.dossier.as_ref().map(|dossier| &dossier.file);
        if file.is_some_and(|file| recorded(file, &found.source).is_some()) {
            let path = format!("sources.{}.text", found.source);
            values.push((format!("{path}.sha256"), format!("\"{}\"", found.sha256)));
            values.push((format!("{path}.length"), found.length.to_string()));
        }
        let values = values.into_iter();
        let replacements: Vec<_> = values
            .map(|(path, value)| (path, Replacement::Value(value)))
            .collect();
        let edit = edited(&lock, &replacements).map_err(AcceptError::Edit)?;
        let quotes = self.quotes(&edit.after, &chosen);
        let tie = shelf
            .prepare(folder, &found.source, &self.text, quotes)
            .map_err(AcceptError::Shelf)?;
        let done_all = write_with_tie(&lock, &edit.changes, Some((shelf, &tie)));
        if !matches!(done_all, Ok(()) | Err(WriteError::Unfinished { .. })) {
            shelf.forget(&tie);
        }
        done_all.map_err(written)?;
        done.files = edit.names;
        Ok(done)
    }

    /// Every id must own a place of the source.
    fn all_known(&self, read: &Read, ids: &[String]) -> Result<(), AcceptError> {
        let places = read
            .dossier
            .as_ref()
            .map_or(Vec::new(), |d| owned_places(&d.file));
        let source = &self.relocation.source;
        let own = |id: &&String| !places.iter().any(|p| p.source == source && p.id == *id);
        match ids.iter().find(own) {
            Some(id) => Err(AcceptError::Unknown(id.clone(), source.clone())),
            None => Ok(()),
        }
    }

    /// What is kept of the places: what stands there now at those carried over and at
    /// those that stay, and what stood there at the others.
    fn quotes(&self, after: &Read, chosen: &[&Proposal]) -> Vec<Quote> {
        let chosen: HashSet<&str> = chosen.iter().map(|p| p.path.as_str()).collect();
        let proposals = self.relocation.proposals.iter().map(|p| p.path.as_str());
        let left: HashSet<&str> = proposals.filter(|path| !chosen.contains(path)).collect();
        let places = after
            .dossier
            .as_ref()
            .map_or(Vec::new(), |d| owned_places(&d.file));
        let mut quotes: Vec<Quote> = places
            .iter()
            .filter(|p| p.source == self.relocation.source && !left.contains(p.path.as_str()))
            .filter_map(|place| Quote::of(place, &self.text.text))
            .collect();
        let behind = self
            .passages
            .iter()
            .filter(|(path, _)| left.contains(path.as_str()));
        quotes.extend(behind.filter_map(|(_, quote)| quote.clone()));
        quotes.retain(Quote::can_be_kept);
        Quote::sort(&mut quotes);
        quotes
    }
}

impl Proposal {
    /// The values to write, each with its path.
    fn values(&self) -> Vec<(String, String)> {
        let Some([start, end]) = self.to else {
            return Vec::new();
        };
        let path = &self.path;
        if self.mark {
            return vec![(path.clone(), start.to_string())];
        }
        let mut values = vec![
            (format!("{path}.start"), start.to_string()),
            (format!("{path}.end"), end.to_string()),
        ];
        if self.digits > 0 {
            let digest = &self.digest[..self.digits.min(self.digest.len())];
            values.push((format!("{path}.digest"), format!("\"{digest}\"")));
        }
        values
    }
}

/// Why nothing was accepted, or not all done.
#[derive(Debug)]
#[non_exhaustive]
pub enum AcceptError {
    /// Nothing with this id has a place in this source.
    Unknown(String, String),
    /// The files could not be written.
    Edit(EditError),
    /// The new text could not be tied to its source.
    Shelf(TextStoreError),
}

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AcceptError::Unknown(id, source) => write!(
                f,
                "nothing called `{id}` has a place in the text of {source}\n  = help: name \
                 claims, actors, notes, differences or restatements by their id"
            ),
            AcceptError::Edit(error) => error.fmt(f),
            AcceptError::Shelf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AcceptError {}
