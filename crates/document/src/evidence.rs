//! What a judgement rests on, as a part of a sentence.

use hikiwake_finding::ClaimHead;
use hikiwake_finding::Ground;

use crate::{Basis, Cited, Inline, Text};

/// `inferred from the sources [C12] [C13]. A remark.`
pub(crate) fn ground(ground: &Ground) -> Text {
    let mut text = basis(&ground.basis, ground.hindsight, &ground.claims);
    if ground.claims.is_empty() {
        text = text.and(" (no claim)");
    }
    match ground.note.as_str() {
        "" => text,
        note => text.and(". ").and(note),
    }
}

/// `inferred from the sources [C12] [C13]`
pub(crate) fn basis(basis: &str, hindsight: bool, claims: &[ClaimHead]) -> Text {
    let basis = Basis::of(basis);
    let mut text = Text::from(Inline::Basis { basis, hindsight });
    for claim in claims {
        text = text.and(" ").and(Inline::Claim(claim.into()));
    }
    text
}

impl From<&ClaimHead> for Cited {
    fn from(claim: &ClaimHead) -> Self {
        Cited {
            id: claim.id.clone(),
            says: claim.says.clone(),
            source: claim.source.clone(),
            place: claim.place.clone(),
            by: claim.by.clone(),
        }
    }
}
