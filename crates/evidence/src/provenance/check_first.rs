//! The judgements that a second reader would check first.

use std::collections::BTreeSet;

use hikiwake_dossier::file::Evidence;
use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_finding::StatementHead;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::passages::Passages;
use crate::register::strength;

/// A judgement to be checked against its passages before others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckFirst {
    /// `statement` or `guarantee`.
    pub part: String,
    /// Its id: `actor.statement`, or `faction.guarantee`.
    pub id: String,
    /// Id of whose it is.
    pub whose: String,
    /// In words.
    pub text: String,
    /// Why.
    pub reason: CheckReason,
    /// Ids of the claims on which it rests.
    pub claims: Vec<String>,
}

/// Why a judgement is to be checked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CheckReason {
    /// It is marked as stated and says `iff`: both that one thing is wanted where another
    /// is, and that it is not wanted elsewhere. A passage seldom says both.
    StatedBothWays,
    /// It tells what would win somebody over, and rests on one passage, all of it hedged.
    OneHedgedPassage,
}

/// Those of a model, its wishes first, then what would win a faction over.
pub fn check_first(
    dossier: &Dossier,
    compiled: &Compiled,
    statements: &[StatementHead],
) -> Vec<CheckFirst> {
    let both_ways = statements
        .iter()
        .filter(|one| one.basis == "stated" && says_iff(&one.wants));
    let mut found: Vec<CheckFirst> = both_ways
        .map(|one| CheckFirst {
            part: "statement".to_owned(),
            id: format!("{}.{}", one.actor, one.id),
            whose: one.actor.clone(),
            text: one.said().to_owned(),
            reason: CheckReason::StatedBothWays,
            claims: one.claims.iter().map(|claim| claim.id.clone()).collect(),
        })
        .collect();
    let period = compiled.scenario.period.as_ref();
    for (id, faction) in &dossier.file.factions {
        for (name, guarantee) in &faction.guarantees {
            let periods = &guarantee.periods;
            let stands = periods.is_empty() || period.is_none_or(|period| periods.contains(period));
            if stands && on_one_hedged_passage(dossier, &guarantee.evidence) {
                found.push(CheckFirst {
                    part: "guarantee".to_owned(),
                    id: format!("{id}.{name}"),
                    whose: id.clone(),
                    text: guarantee.label.clone(),
                    reason: CheckReason::OneHedgedPassage,
                    claims: guarantee.evidence.because.clone(),
                });
            }
        }
    }
    found
}

/// Whether a formula has the word `iff`.
fn says_iff(formula: &str) -> bool {
    let is_of_a_word = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let mut words = formula.split(|c| !is_of_a_word(c));
    words.any(|word| word == "iff")
}

/// Whether all that it rests on is one passage, none of which says it without a hedge.
fn on_one_hedged_passage(dossier: &Dossier, evidence: &Evidence) -> bool {
    let ids: BTreeSet<&str> = evidence.because.iter().map(String::as_str).collect();
    let mut claims = ids.iter().filter_map(|id| dossier.file.claims.get(*id));
    Passages::new(dossier, &ids).count() == 1 && claims.all(|claim| strength(claim) != "asserted")
}
