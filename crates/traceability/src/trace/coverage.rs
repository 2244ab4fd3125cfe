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
use hikiwake_finding::{AnalyseSettings, ClaimHead, Finding, FindingKind, basis};
use hikiwake_finding::{words::count, words::thousands};

/// The finding of `trace --all`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Plain sentences: the figures.
    pub sentences: Vec<String>,
    /// How many claims there are.
    pub claims_in_all: u64,
    /// Claims on which a judgement rests that some period's findings rest on.
    pub claims_direct: u64,
    /// Further claims that are read from the same passage as one of these.
    pub claims_by_passage: u64,
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
    let mut notes = Vec::new();
    for scenario in scenarios(dossier, scenario) {
        let solved = Solved::new(dossier, &scenario, settings)?;
        settings.stage("asking what decides");
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
    let mut coverage = Coverage {
        sentences: Vec::new(),
        claims_in_all: claims.len() as u64,
        claims_direct: number(&|claim| !claim.direct.is_empty()),
        claims_by_passage: number(&|c| c.direct.is_empty() && !c.by_passage.is_empty()),
        findings_in_all: findings.len() as u64,
        findings_covered: findings.iter().filter(|f| f.covered()).count() as u64,
        claims,
        findings,
        notes,
    };
    coverage.sentences = sentences(&coverage, &judgements(dossier));
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

fn sentences(coverage: &Coverage, judgements: &[TracedJudgement]) -> Vec<String> {
    let mut sentences = Vec::new();
    if coverage.claims_in_all == 0 {
        sentences.push("The dossier holds no claims: nothing in it rests on a source.".to_string());
    } else {
        sentences.push(format!(
            "Of {} {} reach a finding: on {} a judgement rests, and {} more {} read from the same \
             passage as one of these.",
            count(coverage.claims_in_all, "claim", "claims"),
            thousands(coverage.claims_direct + coverage.claims_by_passage),
            thousands(coverage.claims_direct),
            thousands(coverage.claims_by_passage),
            if coverage.claims_by_passage == 1 {
                "is"
            } else {
                "are"
            },
        ));
        let carried = |claim: &&ClaimReach| claim.direct.is_empty() && claim.by_passage.is_empty();
        let elsewhere = coverage.claims.iter().filter(carried).filter(|claim| {
            judgements
                .iter()
                .any(|judgement| judgement.claims.contains(&claim.claim.id))
        });
        let elsewhere = elsewhere.count() as u64;
        if elsewhere > 0 {
            sentences.push(format!(
                "{} {} only what stands outside these models: readings, events, forecasts, windows, \
                 dependences or the map.",
                thousands(elsewhere),
                if elsewhere == 1 { "more carries" } else { "more carry" },
            ));
        }
    }
    let mut bare: Vec<&String> = (coverage.findings.iter())
        .flat_map(|f| &f.without_claim)
        .collect();
    bare.sort();
    bare.dedup();
    let all = coverage.findings_in_all == coverage.findings_covered;
    sentences.push(format!(
        "Of {} {} a claim under each statement that decides {}.",
        count(
            coverage.findings_in_all,
            "headline finding",
            "headline findings"
        ),
        match (all, coverage.findings_covered) {
            (true, 1) => "it has".to_string(),
            (true, _) => "all have".to_string(),
            (_, 1) => "1 has".to_string(),
            (_, n) => format!("{} have", thousands(n)),
        },
        if coverage.findings_covered == 1 {
            "it"
        } else {
            "them"
        },
    ));
    if !bare.is_empty() {
        let named: Vec<String> = bare.iter().map(|id| format!("`{id}`")).collect();
        sentences.push(format!(
            "The others turn on {} without a claim: {}.",
            count(bare.len() as u64, "statement", "statements"),
            hikiwake_finding::words::list(&named)
        ));
    }
    sentences
}
