//! Which claims are read from one passage, carry one note, stand in one difference.

use std::collections::BTreeSet;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Note, Place, Restatement};

/// The source in whose text a place of a claim is counted.
pub(super) fn source_of<'a>(claim: &'a Claim, place: &'a Place) -> &'a str {
    place.source.as_deref().unwrap_or(&claim.source)
}

/// Whether a claim carries a note of its source. Numbers of notes do not say whose
/// they are: where a claim is read from several sources, the note's mark must stand
/// in one of its places.
pub(super) fn carries(claim: &Claim, note: &Note) -> bool {
    let several = claim
        .places
        .iter()
        .any(|p| source_of(claim, p) != claim.source);
    let here = |place: &Place| {
        let within = |mark: &u64| (place.start..=place.end).contains(mark);
        source_of(claim, place) == note.source
            && (place.in_note == Some(note.number) || note.marks.iter().any(within))
    };
    claim.notes.contains(&note.number)
        && match several {
            true => claim.places.iter().any(here),
            false => claim.source == note.source,
        }
}

/// The places of every claim, to ask which are read from the same passage.
pub(super) struct Passages<'a> {
    /// Id of the claim; source, first code point, the one after the last.
    places: Vec<(&'a str, (&'a str, u64, u64))>,
    dossier: &'a Dossier,
}

impl<'a> Passages<'a> {
    pub fn new(dossier: &'a Dossier) -> Self {
        let of_claim = |(id, claim): (&'a String, &'a Claim)| {
            (claim.places.iter()).map(move |p| (id.as_str(), (source_of(claim, p), p.start, p.end)))
        };
        Passages {
            places: dossier.file.claims.iter().flat_map(of_claim).collect(),
            dossier,
        }
    }

    /// The claims with a place that overlaps this one.
    pub fn at(&self, source: &str, start: u64, end: u64) -> BTreeSet<&'a str> {
        (self.places.iter())
            .filter(|(_, (text, from, to))| *text == source && *from < end && start < *to)
            .map(|&(claim, _)| claim)
            .collect()
    }

    /// The other claims that are read from the same passage as one of `claims`.
    pub fn shared(&self, claims: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let own = (self.places.iter()).filter(|(claim, _)| claims.contains(claim));
        own.flat_map(|&(_, (source, start, end))| self.at(source, start, end))
            .filter(|other| !claims.contains(other))
            .collect()
    }

    /// The other claims that repeat one of `claims` elsewhere, by the restatements
    /// of the dossier.
    pub fn restated(&self, claims: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let named = |restatement: &&'a Restatement| {
            restatement
                .claims
                .iter()
                .any(|id| claims.contains(id.as_str()))
        };
        let restatements = self.dossier.file.restatements.values().filter(named);
        restatements
            .flat_map(|restatement| &restatement.claims)
            .map(String::as_str)
            .filter(|other| !claims.contains(other))
            .collect()
    }
}

/// The differences that speak of a claim: by name, or by a passage that it is read
/// from.
pub(super) fn differences<'a>(dossier: &'a Dossier, id: &str) -> Vec<&'a str> {
    let Some(claim) = dossier.file.claims.get(id) else {
        return Vec::new();
    };
    let overlaps = |source: &str, a: &Place| {
        (claim.places.iter()).any(|b| {
            source_of(claim, b) == a.source.as_deref().unwrap_or(source)
                && a.start < b.end
                && b.start < a.end
        })
    };
    (dossier.file.differences.iter())
        .filter(|(_, difference)| {
            (difference.sides.iter()).any(|side| {
                side.claims.iter().any(|named| named == id)
                    || side
                        .places
                        .iter()
                        .any(|place| overlaps(&side.source, place))
            })
        })
        .map(|(id, _)| id.as_str())
        .collect()
}
