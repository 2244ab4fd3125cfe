//! Which claims reach a finding, and which findings have a claim under each part.

use std::collections::BTreeSet;

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::{in_force, judgements};
use super::headlines::{CoveredFinding, headlines};
use super::passages::Passages;
use super::{TracedJudgement, scenarios};
use hikiwake_conflict::solve::Solved;
use hikiwake_evidence::{CheckFirst, check_first};
use hikiwake_finding::{AnalyseSettings, ClaimHead, Finding, FindingKind, basis};

/// The finding of `trace --all`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// How many claims there are.
    pub claims_in_all: u64,
    /// Claims on which a judgement rests that some period's findings rest on.
    pub claims_direct: u64,
    /// Further claims that are read from the same passage as one of these.
    pub claims_by_passage: u64,
    /// Further claims that only judgements outside these models name: of readings, events,
    /// forecasts, windows, dependences or the map.
    pub claims_elsewhere: u64,
    /// How many headline findings there are.
    pub findings_in_all: u64,
    /// Those that statements decide, each of which names at least one claim.
    pub findings_covered: u64,
    /// Every claim, in the order of the files.
    pub claims: Vec<ClaimReach>,
    /// The headline findings of every period: what becomes of the status quo, of
    /// each outcome, of each labelled definition, and the states listed first among
    /// those that hold under SEQ.
    pub findings: Vec<CoveredFinding>,
    /// The judgements of these models that a second reader would check first.
    pub check_first: Vec<CheckFirst>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// A claim, and what rests on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimReach {
    /// The claim.
    pub claim: ClaimHead,
    /// The judgements that name it and that some period's findings rest on, as
    /// `kind.id`.
    pub direct: Vec<String>,
    /// Further such judgements that name a claim read from the same passage.
    pub by_passage: Vec<String>,
}

/// What carries what, over the whole dossier: all periods that `scenario` leaves
/// open. At most `settings.list` states that hold are asked about in each.
///
/// # Errors
/// Where a scenario does not compile.
pub fn coverage(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Coverage>, CompileError> {
    let mut findings = Vec::new();
    let mut resting: Vec<TracedJudgement> = Vec::new();
    let (mut notes, mut to_check) = (Vec::new(), Vec::new());
    for scenario in scenarios(dossier, scenario) {
        let solved = Solved::new(dossier, &scenario, settings)?;
        settings.stage("asking what decides");
        let statements = basis::statements(dossier, &solved.compiled);
        for one in check_first(dossier, &solved.compiled, &statements) {
            if !to_check.contains(&one) {
                to_check.push(one);
            }
        }
        let mut cut = false;
        findings.extend(headlines(&solved, settings.list, &mut cut));
        for judgement in in_force(dossier, &solved.compiled) {
            if judgement.reaches_a_finding() && !resting.contains(&judgement) {
                resting.push(judgement);
            }
        }
        notes.extend(solved.notes());
        if cut {
            notes.push(
                "Some answers were sought only as far as the work allowed, so some statements that \
                 decide may be missing. Raise `work` (--work) to look further."
                    .to_string(),
            );
        }
    }
    notes.dedup();
    let claims = reach(dossier, &resting);
    let number = |wanted: &dyn Fn(&ClaimReach) -> bool| {
        claims.iter().filter(|claim| wanted(claim)).count() as u64
    };
    let named: BTreeSet<String> = (judgements(dossier).into_iter())
        .flat_map(|judgement| judgement.claims)
        .collect();
    let reaches = |claim: &ClaimReach| !(claim.direct.is_empty() && claim.by_passage.is_empty());
    let coverage = Coverage {
        claims_in_all: claims.len() as u64,
        claims_direct: number(&|claim| !claim.direct.is_empty()),
        claims_by_passage: number(&|c| c.direct.is_empty() && !c.by_passage.is_empty()),
        claims_elsewhere: number(&|c| !reaches(c) && named.contains(&c.claim.id)),
        findings_in_all: findings.len() as u64,
        findings_covered: findings.iter().filter(|f| f.covered()).count() as u64,
        claims,
        findings,
        check_first: to_check,
        notes,
    };
    Ok(basis::finding(dossier, FindingKind::Coverage, coverage))
}

/// Per claim the judgements that rest on it, itself and by its passages.
fn reach(dossier: &Dossier, resting: &[TracedJudgement]) -> Vec<ClaimReach> {
    let passages = Passages::new(dossier);
    let name = |judgement: &TracedJudgement| {
        format!("{}.{}", super::thing::word(judgement.kind), judgement.id)
    };
    let on = |claims: &BTreeSet<&str>| -> Vec<String> {
        let resting = (resting.iter())
            .filter(|j| j.claims.iter().any(|claim| claims.contains(claim.as_str())));
        let mut names: Vec<String> = resting.map(name).collect();
        names.sort();
        names.dedup();
        names
    };
    let ids: Vec<String> = dossier.file.claims.keys().cloned().collect();
    (basis::claims(dossier, &ids).into_iter())
        .map(|claim| {
            let own = BTreeSet::from([claim.id.as_str()]);
            let direct = on(&own);
            let mut by_passage = on(&passages.shared(&own));
            by_passage.retain(|name| !direct.contains(name));
            ClaimReach {
                claim,
                direct,
                by_passage,
            }
        })
        .collect()
}
