//! Places and the texts that they point into, as findings.

use hikiwake_dossier::{Dossier, PassageSearch, Relocation, Verification};

use hikiwake_finding::{Finding, FindingKind, basis};

/// What checking every place against the attached texts found.
pub fn verification(dossier: &Dossier, found: Verification) -> Finding<Verification> {
    basis::finding(dossier, FindingKind::Verification, found)
}

/// Where some words stand in the text of a source.
pub fn passage_search(dossier: &Dossier, found: PassageSearch) -> Finding<PassageSearch> {
    basis::finding(dossier, FindingKind::PassageSearch, found)
}

/// Where the places of a source stand in a new edition of its text.
pub fn relocation(dossier: &Dossier, found: Relocation) -> Finding<Relocation> {
    basis::finding(dossier, FindingKind::Relocation, found)
}
