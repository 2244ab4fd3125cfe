//! What a judgement rests on, as a part of a sentence.

use hikiwake_finding::ClaimHead;
use hikiwake_finding::Ground;

use crate::{Basis, Cited, Inline, Text};

/// `inferred from the sources [C12] [C13]. A remark.`
pub(crate) fn ground(ground: &Ground) -> Text {
    let mut text = Text::from(Inline::Basis {
        basis: Basis::of(&ground.basis),
        hindsight: ground.hindsight,
    });
    for claim in &ground.claims {
        text = text.and(" ").and(Inline::Claim(claim.into()));
    }
    if ground.claims.is_empty() {
        text = text.and(" (no claim)");
    }
    match ground.note.as_str() {
        "" => text,
        note => text.and(". ").and(note),
    }
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
