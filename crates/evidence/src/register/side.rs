//! Sides of an entry, places in texts, and passages that restate each other.

use std::collections::HashMap;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, File, Place, Strength};

use super::{RegisterPlace, RegisterSide};
use hikiwake_finding::basis;

/// A span of a source's text: the source's id, first code point, the one after
/// the last.
pub(crate) type Span<'a> = (&'a str, u64, u64);

/// The places of something in `source`, as spans.
pub(crate) fn spans<'a>(source: &'a str, places: &'a [Place]) -> impl Iterator<Item = Span<'a>> {
    places
        .iter()
        .map(move |p| (p.source.as_deref().unwrap_or(source), p.start, p.end))
}

/// Whether two spans share a code point.
pub(crate) fn overlap(one: Span, other: Span) -> bool {
    one.0 == other.0 && one.1.max(other.1) < one.2.min(other.2)
}

/// Which claims restate each other.
pub(super) struct Restated<'a> {
    /// Per claim, the restatements it belongs to.
    of: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Restated<'a> {
    /// A claim belongs to a restatement that names it, or one of whose passages
    /// it shares.
    pub fn new(file: &'a File) -> Self {
        let mut of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, restatement) in file.restatements.values().enumerate() {
            for (id, claim) in &file.claims {
                let named = restatement.claims.contains(id);
                let shares = || {
                    spans(&claim.source, &claim.places).any(|one| {
                        spans(&restatement.source, &restatement.places)
                            .any(|other| overlap(one, other))
                    })
                };
                if named || shares() {
                    of.entry(id).or_default().push(number);
                }
            }
        }
        Restated { of }
    }

    /// Whether the two claims stand in passages that restate each other.
    pub fn each_other(&self, one: &str, other: &str) -> bool {
        match (self.of.get(one), self.of.get(other)) {
            (Some(one), Some(other)) => one.iter().any(|number| other.contains(number)),
            _ => false,
        }
    }
}

/// The side that a claim takes. Restatements are put in later.
pub(super) fn of_claim(dossier: &Dossier, id: &str, claim: &Claim, value: String) -> RegisterSide {
    RegisterSide {
        claims: vec![id.to_string()],
        value,
        by: match claim.by.as_str() {
            "" => String::new(),
            by => basis::actor_name(dossier, by),
        },
        strength: strength(claim).to_string(),
        says: claim.says.clone(),
        place: basis::place(dossier, &claim.source, &claim.section, &claim.places),
        ..of_source(dossier, &claim.source, &claim.places)
    }
}

/// A side with its source and places alone.
pub(super) fn of_source(dossier: &Dossier, id: &str, places: &[Place]) -> RegisterSide {
    let source = dossier.sources.iter().find(|source| source.id == id);
    RegisterSide {
        source_id: id.to_string(),
        source: source.map_or_else(|| id.to_string(), |source| source.short()),
        places: places
            .iter()
            .map(|place| RegisterPlace {
                source_id: place.source.clone().unwrap_or_else(|| id.to_string()),
                start: place.start,
                end: place.end,
                in_note: place.in_note,
            })
            .collect(),
        ..RegisterSide::default()
    }
}

/// Puts the sides together, each claim that restates another with the same value
/// behind that other.
pub(super) fn once(sides: Vec<RegisterSide>, restated: &Restated) -> Vec<RegisterSide> {
    let mut kept: Vec<RegisterSide> = Vec::new();
    for side in sides {
        let same = |known: &&mut RegisterSide| {
            known.source_id == side.source_id
                && known.value == side.value
                && known.date == side.date
                && restated.each_other(&known.claims[0], &side.claims[0])
        };
        match kept.iter_mut().find(same) {
            Some(known) => known.claims.extend(side.claims),
            None => kept.push(side),
        }
    }
    kept
}

/// What the sides have, each once: `high; low`.
pub(super) fn values(sides: &[RegisterSide]) -> String {
    let mut values: Vec<&str> = Vec::new();
    for side in sides {
        if !values.contains(&side.value.as_str()) {
            values.push(&side.value);
        }
    }
    values.join("; ")
}

/// The driver's name for a reader.
pub(super) fn driver_label(dossier: &Dossier, driver: &str) -> String {
    match dossier.file.drivers.get(driver) {
        Some(known) if !known.label.is_empty() => known.label.clone(),
        _ => driver.replace('_', " "),
    }
}

/// How strongly a claim is said.
pub(crate) fn strength(claim: &Claim) -> &'static str {
    let hedge = claim.hedge.as_ref();
    hedge
        .map_or(Strength::Asserted, |hedge| hedge.strength)
        .as_written()
}

/// The places of a side, as spans.
pub(super) fn place_spans(side: &RegisterSide) -> impl Iterator<Item = Span<'_>> {
    side.places
        .iter()
        .map(|place| (place.source_id.as_str(), place.start, place.end))
}
