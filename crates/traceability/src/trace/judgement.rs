//! One judgement with what it rests on.

use hikiwake_dossier::file::Evidence;

use super::{TraceKind, TracedJudgement};
use hikiwake_finding::basis::basis_name;

/// A judgement that holds in every period.
pub(super) fn judgement(
    kind: TraceKind,
    id: &str,
    text: &str,
    evidence: &Evidence,
) -> TracedJudgement {
    TracedJudgement {
        kind,
        id: id.to_string(),
        text: text.to_string(),
        basis: basis_name(evidence.basis.unwrap_or_default()).to_string(),
        hindsight: evidence.hindsight,
        claims: evidence.because.clone(),
        periods: Vec::new(),
        reading: None,
    }
}

/// The periods in both lists, an empty one meaning all.
pub(super) fn both(outer: &[String], inner: &[String]) -> Vec<String> {
    match (outer, inner) {
        (outer, []) => outer.to_vec(),
        ([], inner) => inner.to_vec(),
        (outer, inner) => (outer.iter())
            .filter(|p| inner.contains(p))
            .cloned()
            .collect(),
    }
}
