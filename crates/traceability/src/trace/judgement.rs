//! One judgement with what it rests on.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Evidence, Rule};

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
        formula: String::new(),
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

/// What a rule says: why, or else what it asks, in words.
pub(super) fn says(dossier: &Dossier, rule: &Rule) -> String {
    match rule.text.as_str() {
        "" => rule_asks(rule, |formula| dossier.file.in_words(formula)),
        text => text.to_owned(),
    }
}

/// What a rule asks, each of its formulas told as given.
pub(super) fn rule_asks(rule: &Rule, told: impl Fn(&str) -> String) -> String {
    match (&rule.never, &rule.always, &rule.bars) {
        (Some(never), _, _) => format!("never {}", told(never)),
        (_, Some(always), _) => format!("always {}", told(always)),
        (_, _, Some(bar)) => format!("no move from ({}) to ({})", told(&bar.from), told(&bar.to)),
        (None, None, None) => String::new(),
    }
}
