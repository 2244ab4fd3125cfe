//! Writing accepted places into the dossier.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use super::super::locators::locators;
use super::super::quote::Quote;
use super::super::shelf::{Shelf, ShelfError};
use super::super::verify::recorded;
use super::{NewEdition, Proposal};
use crate::{EditError, read, replace_all};

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
    /// Writes accepted places into the files of the dossier, all or none, and the
    /// new text's length and digest where the dossier records one; then ties the
    /// new text to the source. What stood at the places left behind is kept, so
    /// that they can be carried over later.
    ///
    /// # Errors
    /// See [`AcceptError`].
    pub fn accept(
        &self,
        folder: &Path,
        shelf: &Shelf,
        which: &Accept,
    ) -> Result<Accepted, AcceptError> {
        let found = &self.relocation;
        let mut done = Accepted::default();
        let mut chosen: Vec<&Proposal> = Vec::new();
        match which {
            Accept::Sure => chosen.extend(found.proposals.iter().filter(|p| p.sure)),
            Accept::Of(ids) => {
                self.all_known(folder, ids)?;
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
        let before = read(folder);
        let file = before.dossier.as_ref().map(|dossier| &dossier.file);
        if file.is_some_and(|file| recorded(file, &found.source).is_some()) {
            let path = format!("sources.{}.text", found.source);
            values.push((format!("{path}.sha256"), format!("\"{}\"", found.sha256)));
            values.push((format!("{path}.length"), found.length.to_string()));
        }
        if !values.is_empty() {
            done.files = replace_all(folder, &values).map_err(AcceptError::Edit)?;
        }
        self.tie(folder, shelf, &chosen)
            .map_err(AcceptError::Shelf)?;
        Ok(done)
    }

    /// Every id must own a place of the source.
    fn all_known(&self, folder: &Path, ids: &[String]) -> Result<(), AcceptError> {
        let dossier = read(folder).dossier;
        let places = dossier.as_ref().map_or(Vec::new(), |d| locators(&d.file));
        let source = &self.relocation.source;
        let own = |id: &&String| !places.iter().any(|p| p.source == source && p.id == *id);
        match ids.iter().find(own) {
            Some(id) => Err(AcceptError::Unknown(id.clone(), source.clone())),
            None => Ok(()),
        }
    }

    /// Ties the new text: with what stands there now at the places carried over
    /// and at those that stay, and what stood there at the others.
    fn tie(&self, folder: &Path, shelf: &Shelf, chosen: &[&Proposal]) -> Result<(), ShelfError> {
        let chosen: HashSet<&str> = chosen.iter().map(|p| p.path.as_str()).collect();
        let proposals = self.relocation.proposals.iter().map(|p| p.path.as_str());
        let left: HashSet<&str> = proposals.filter(|path| !chosen.contains(path)).collect();
        let after = read(folder);
        let places = after
            .dossier
            .as_ref()
            .map_or(Vec::new(), |d| locators(&d.file));
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
        shelf.put(folder, &self.relocation.source, &self.text, quotes)
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
    /// The files are written, but the new text could not be tied.
    Shelf(ShelfError),
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
            AcceptError::Shelf(error) => write!(
                f,
                "the dossier's files are written, but the new text is not tied to its source: \
                 {error}\n  = help: attach it with `hikiwake source attach`"
            ),
        }
    }
}

impl std::error::Error for AcceptError {}
