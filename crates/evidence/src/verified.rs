//! Places and the texts that they point into, as findings.

use hikiwake_dossier::{Dossier, PassageSearch, Relocation, Verification};

use hikiwake_finding::{Finding, basis};

/// What checking every place against the attached texts found.
pub fn verification(dossier: &Dossier, found: Verification) -> Finding<Verification> {
    basis::finding(dossier, "verification", found)
}

/// Where some words stand in the text of a source.
pub fn passage_search(dossier: &Dossier, found: PassageSearch) -> Finding<PassageSearch> {
    basis::finding(dossier, "passage-search", found)
}

/// Where the places of a source stand in a new edition of its text.
pub fn relocation(dossier: &Dossier, found: Relocation) -> Finding<Relocation> {
    basis::finding(dossier, "relocation", found)
}
