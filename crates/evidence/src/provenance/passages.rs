//! Passages: what claims are read from, each counted once.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Place};

use crate::{register::overlap, register::spans};

/// Which claims stand in one passage.
pub(super) struct Passages<'a> {
    /// Per claim, the number of its passage.
    of: BTreeMap<&'a str, usize>,
}

impl<'a> Passages<'a> {
    /// Claims whose places overlap stand in one passage; so do those that a
    /// restatement names, or that overlap its places.
    pub(super) fn new(dossier: &'a Dossier, ids: &BTreeSet<&'a str>) -> Self {
        let file = &dossier.file;
        let claims: Vec<_> = (ids.iter())
            .filter_map(|id| Some((*id, file.claims.get(*id)?)))
            .collect();
        let mut group: Vec<usize> = (0..claims.len()).collect();
        let mut join = |one: usize, other: usize| {
            let (from, to) = (group[one].max(group[other]), group[one].min(group[other]));
            for number in &mut group {
                if *number == from {
                    *number = to;
                }
            }
        };
        let meet = |one: (&str, &[Place]), other: (&str, &[Place])| {
            spans(one.0, one.1).any(|at| spans(other.0, other.1).any(|there| overlap(at, there)))
        };
        let places = |claim: &'a Claim| (claim.source.as_str(), claim.places.as_slice());
        for (at, (_, one)) in claims.iter().enumerate() {
            for (next, (_, other)) in claims.iter().enumerate().skip(at + 1) {
                if meet(places(one), places(other)) {
                    join(at, next);
                }
            }
        }
        for restated in file.restatements.values() {
            let mut first = None;
            for (at, (id, claim)) in claims.iter().enumerate() {
                let named = restated.claims.iter().any(|known| known == id);
                let passages = (restated.source.as_str(), restated.places.as_slice());
                if named || meet(places(claim), passages) {
                    match first {
                        None => first = Some(at),
                        Some(first) => join(first, at),
                    }
                }
            }
        }
        let of = claims
            .iter()
            .zip(group)
            .map(|((id, _), group)| (*id, group));
        Passages { of: of.collect() }
    }

    /// The number of a claim's passage.
    pub(super) fn of(&self, id: &str) -> Option<usize> {
        self.of.get(id).copied()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.of.values().collect::<BTreeSet<_>>().len()
    }
}
