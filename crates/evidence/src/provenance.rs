//! What a model rests on: shares of what is stated, inferred and the analyst's
//! own, and the claims and passages underneath.

mod check_first;
mod passages;

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_dossier::file::{Basis, Confidence, Evidence, Strength};
use hikiwake_dossier::{Compiled, Dossier};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::hindsight::options_in_hindsight;
use crate::{grade::Grade, grade::GradeCounts};
use crate::{register::clashing, register::strength};
pub use check_first::{CheckFirst, CheckReason, check_first};
use hikiwake_finding::{StatementHead, basis};
use passages::Passages;

/// What a model rests on. The first five counts are of preference statements; a
/// class of a ranking counts as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// Statements that the sources state.
    pub stated: usize,
    /// Statements one step beyond the sources.
    pub inferred: usize,
    /// Statements that are the analyst's own.
    pub analyst: usize,
    /// Statements written after the outcome that they explain.
    pub hindsight: usize,
    /// Statements that rest on one source only.
    pub single_source: usize,
    /// The same for each part of the model: `statements`, `rules`, `options`;
    /// parts that are empty are left out.
    pub parts: Vec<PartProvenance>,
    /// The claims underneath.
    pub claims: ClaimBase,
    /// The judgements that a second reader would check first.
    pub check_first: Vec<CheckFirst>,
}

/// What one part of a model rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartProvenance {
    /// `statements`, `rules` or `options`.
    pub part: String,
    /// How many there are.
    pub all: usize,
    /// Stated in the sources.
    pub stated: usize,
    /// One step beyond the sources.
    pub inferred: usize,
    /// The analyst's own.
    pub analyst: usize,
    /// Of those, rules and options of which the dossier says nothing.
    pub not_given: usize,
    /// Written after the outcome that it explains; of options, worded from what was known
    /// only after the model's date.
    pub hindsight: usize,
    /// Resting on one source only.
    pub single_source: usize,
    /// Resting on one passage only, passages that restate each other being one.
    pub single_passage: usize,
    /// Resting on a claim that stands in a clash of the register.
    pub in_clash: usize,
}

/// The claims on which a model rests: those under its statements, rules and
/// options, and under its status quo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimBase {
    /// How many claims.
    pub claims: usize,
    /// How many passages: claims whose places overlap share one, and passages that
    /// restate each other are one. A claim without a place counts as one.
    pub passages: usize,
    /// How many sources.
    pub sources: usize,
    /// Claims per strength of what is said, from `asserted` to `speculative`.
    pub strengths: Vec<StrengthCount>,
    /// Claims per Admiralty grade, those that cannot be judged apart.
    pub grades: GradeCounts,
    /// Claims per confidence of the analyst, `low`, `moderate`, `high`. It is
    /// another thing than strength or likelihood.
    pub confidence: BTreeMap<String, usize>,
    /// Ids of the claims that stand in a clash of the register.
    pub in_clash: Vec<String>,
}

/// How many claims are said how strongly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StrengthCount {
    /// `asserted`, `hedged`, `attributed`, `conditional`, `normative` or
    /// `speculative`.
    pub strength: String,
    /// Number of claims.
    pub claims: usize,
}

/// A judgement of the model: its basis, and the claims it rests on.
struct Judged<'a> {
    basis: Option<Basis>,
    hindsight: bool,
    claims: Vec<&'a str>,
}

impl<'a> Judged<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        Judged {
            basis: evidence.basis,
            hindsight: evidence.hindsight,
            claims: evidence.because.iter().map(String::as_str).collect(),
        }
    }
}

/// What a model rests on: its statements, rules and options, and the claims underneath.
pub fn provenance(
    dossier: &Dossier,
    compiled: &Compiled,
    statements: &[StatementHead],
) -> Provenance {
    let file = &dossier.file;
    let check_first = check_first(dossier, compiled, statements);
    let statements = statements.iter().map(|statement| Judged {
        basis: Some(match statement.basis.as_str() {
            "stated" => Basis::Stated,
            "inferred" => Basis::Inferred,
            _ => Basis::Analyst,
        }),
        hindsight: statement.hindsight,
        claims: statement.claims.iter().map(|c| c.id.as_str()).collect(),
    });
    let rules = compiled
        .rules
        .iter()
        .filter_map(|rule| file.rules.get(&rule.id));
    // A joint option stands in one column per party.
    let on_table: BTreeSet<&str> = (compiled.columns.iter())
        .filter(|column| column.axis.is_some())
        .map(|column| column.id.as_str())
        .collect();
    let known_later = options_in_hindsight(dossier, compiled);
    let options = file
        .options
        .iter()
        .filter(|(id, _)| on_table.contains(id.as_str()));
    let parts: [(&str, Vec<Judged>); 3] = [
        ("statements", statements.collect()),
        (
            "rules",
            rules.map(|rule| Judged::new(&rule.evidence)).collect(),
        ),
        (
            "options",
            options
                .map(|(id, option)| Judged {
                    hindsight: known_later.contains(id),
                    ..Judged::new(&option.evidence)
                })
                .collect(),
        ),
    ];
    let status_quo = basis::period(dossier, compiled).map(|(_, period)| &period.because);
    let mut ids: BTreeSet<&str> = (parts.iter())
        .flat_map(|(_, judged)| {
            judged
                .iter()
                .flat_map(|judged| judged.claims.iter().copied())
        })
        .collect();
    ids.extend(status_quo.into_iter().flatten().map(String::as_str));
    ids.retain(|id| file.claims.contains_key(*id));

    let passages = Passages::new(dossier, &ids);
    let clash = clashing(dossier, ids.iter().copied());
    let parts: Vec<PartProvenance> = (parts.iter())
        .filter(|(_, judged)| !judged.is_empty())
        .map(|(part, judged)| count(dossier, part, judged, &passages, &clash))
        .collect();
    let of_statements = parts.iter().find(|part| part.part == "statements");
    let of_statements = of_statements.cloned().unwrap_or_default();
    Provenance {
        stated: of_statements.stated,
        inferred: of_statements.inferred,
        analyst: of_statements.analyst,
        hindsight: of_statements.hindsight,
        single_source: of_statements.single_source,
        parts,
        claims: claim_base(dossier, &ids, &passages, &clash),
        check_first,
    }
}

fn count(
    dossier: &Dossier,
    part: &str,
    judged: &[Judged],
    passages: &Passages,
    clash: &BTreeSet<&str>,
) -> PartProvenance {
    let mut count = PartProvenance {
        part: part.to_string(),
        all: judged.len(),
        ..PartProvenance::default()
    };
    for one in judged {
        match one.basis.unwrap_or_default() {
            Basis::Stated => count.stated += 1,
            Basis::Inferred => count.inferred += 1,
            Basis::Analyst => count.analyst += 1,
        }
        let known = || {
            one.claims
                .iter()
                .filter_map(|id| dossier.file.claims.get(*id))
        };
        let sources: BTreeSet<&str> = known().map(|claim| claim.source.as_str()).collect();
        let read: BTreeSet<usize> = (one.claims.iter())
            .filter_map(|id| passages.of(id))
            .collect();
        count.not_given += usize::from(one.basis.is_none() && one.claims.is_empty());
        count.hindsight += usize::from(one.hindsight);
        count.single_source += usize::from(sources.len() == 1);
        count.single_passage += usize::from(read.len() == 1);
        count.in_clash += usize::from(one.claims.iter().any(|id| clash.contains(id)));
    }
    count
}

fn claim_base(
    dossier: &Dossier,
    ids: &BTreeSet<&str>,
    passages: &Passages,
    clash: &BTreeSet<&str>,
) -> ClaimBase {
    let claims: Vec<_> = ids
        .iter()
        .filter_map(|id| dossier.file.claims.get(*id))
        .collect();
    let sources: BTreeSet<&str> = claims.iter().map(|claim| claim.source.as_str()).collect();
    let strengths = [
        Strength::Asserted,
        Strength::Hedged,
        Strength::Attributed,
        Strength::Conditional,
        Strength::Normative,
        Strength::Speculative,
    ];
    let strengths = strengths
        .map(Strength::as_written)
        .map(|name| StrengthCount {
            strength: name.to_string(),
            claims: claims
                .iter()
                .filter(|claim| strength(claim) == name)
                .count(),
        });
    let mut confidence = BTreeMap::new();
    for claim in &claims {
        let name = match claim.confidence {
            None => continue,
            Some(Confidence::Low) => "low",
            Some(Confidence::Moderate) => "moderate",
            Some(Confidence::High) => "high",
        };
        *confidence.entry(name.to_string()).or_default() += 1;
    }
    ClaimBase {
        claims: claims.len(),
        passages: passages.count(),
        sources: sources.len(),
        strengths: strengths
            .into_iter()
            .filter(|count| count.claims > 0)
            .collect(),
        grades: GradeCounts::new(claims.iter().map(|claim| Grade::of(dossier, claim))),
        confidence,
        in_clash: clash.iter().map(|id| (*id).to_string()).collect(),
    }
}
