//! `block`: what stands between the sides and an agreement, and what would open the way.
//!
//! For each form of settlement (or pattern asked for) that no agreement passes with, all
//! minimal sets of judgements that together let none pass, and all minimal sets without
//! which one does. To take a judgement out of the way means:
//!
//! - a veto, a leader's say, holding the file: the side decides without that faction,
//!   whose votes still count;
//! - a vote: the side decides without one;
//! - a faction's no to a form, or its no by weights or a ranking: it does not mind;
//! - that a guarantee does not answer such a no: the faction does not mind the agreements
//!   that have it, or any of the forms if it comes from outside;
//! - a red line or a wish: its loss is borne. Rank by rank, as many losses are borne as
//!   the rank has more losses than gains; then the next rank decides. A loss that is
//!   borne does not count as a gain, and what was not held against an agreement before
//!   is not held for it now;
//! - an audience cost: gains at lesser wishes pay for conceding after all;
//! - a term of an agreement asked about: it may be settled otherwise.
//!
//! So taking more out of the way never closes what was open.

mod beyond_passing;
mod elsewhere;
mod finding;
mod obstacle_sets;
mod opposing_judgements;
mod target;

use std::cell::OnceCell;
use std::sync::Arc;

use std::fmt;

use hikiwake_dossier::{CompileError, Dossier, Negotiation, Scenario};

pub use finding::*;
use obstacle_sets::ObstacleSearch;
use opposing_judgements::Numbered;

use crate::EvaluatedNegotiation;
use crate::agreements::term_heads;
use crate::form_grounds::FormGrounds;
use crate::settlement::{SinceSigning, head_of, signed};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use hikiwake_graph::Bits;

/// What `block` is asked.
#[derive(Clone, Debug, Default)]
pub struct BlockQuestion {
    /// Id of the rule of ratification; `None` for the usual one.
    pub rule: Option<String>,
    /// A formula over terms that the agreement is to meet; `None` for each form.
    pub wanted: Option<String>,
    /// The agreement that is to pass, and of which terms may have to give way.
    pub agreement: Option<String>,
}

/// Why the question has no answer, in words for a person.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockError {
    /// The scenario does not compile.
    Compile(CompileError),
    /// What was asked for is not there, or not understood.
    Asked(String),
}

impl fmt::Display for BlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BlockError::Compile(error) => error.fmt(f),
            BlockError::Asked(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for BlockError {}

impl From<CompileError> for BlockError {
    fn from(error: CompileError) -> BlockError {
        BlockError::Compile(error)
    }
}

/// Answers `block`.
///
/// # Errors
/// Where the scenario does not compile, there is nothing to agree on, or the question is
/// not understood.
pub fn block(
    dossier: &Dossier,
    scenario: &Scenario,
    question: &BlockQuestion,
    settings: &AnalyseSettings,
) -> Result<Finding<ObstacleSets>, BlockError> {
    let here = &*EvaluatedNegotiation::kept(dossier, scenario, settings)?;
    let now = &here.talks.scenario.period;
    let periods = dossier.period_ids().into_iter().map(Some);
    // A reading may be meant for some periods alone.
    let others: Vec<Arc<EvaluatedNegotiation>> = (periods.filter(|period| period != now))
        .filter_map(|period| {
            let scenario = Scenario {
                period,
                ..scenario.clone()
            };
            EvaluatedNegotiation::kept(dossier, &scenario, settings).ok()
        })
        .collect();
    let talks = &here.talks;
    let rule = match &question.rule {
        None => talks.usual,
        Some(id) => rule(talks, id)?,
    };
    let asked = question.agreement.as_ref().map(|text| talks.find(text));
    let asked = asked.transpose().map_err(BlockError::Asked)?;
    if asked == Some(talks.reversion) && !talks.none_in_force {
        let why = "That is the agreement in force: nothing need give for it.";
        return Err(BlockError::Asked(why.to_string()));
    }
    let wanted = target::targets(here, question.wanted.as_deref(), asked);
    let wanted = wanted.map_err(BlockError::Asked)?;
    let gates = &talks.ratification[rule].gates;
    let ways = ObstacleSearch::new(here, gates, asked);
    let passing = here.passing(rule);

    settings.stage("seeking what stands in the way");
    let mut numbered = Numbered::default();
    let mut targets = Vec::new();
    let after = signed(dossier, &talks.scenario);
    let solved = OnceCell::new();
    let solved = || {
        let solved = solved.get_or_init(|| {
            let solved = Solved::new(dossier, &after, settings).ok()?;
            let before = settings.compile(dossier, &talks.scenario).ok()?;
            let since = SinceSigning::new(&solved.compiled, &before);
            Some((solved, since))
        });
        solved.as_ref()
    };
    let terms_set = talks.set_options();
    let signed = terms_set.then(&solved).flatten();
    let grounds = FormGrounds::new(dossier, here, signed.map(|(solved, _)| solved));
    let everything = Bits::all(talks.model.space().size());
    for target in &wanted {
        let open = target.of(&passing);
        let mut found = target.found(talks, &ways, &open, &mut numbered);
        if found.passing > 0 {
            found.kept = beyond_passing::kept(here, &open, solved);
        }
        found.ground = grounds.of(&target.of(&everything), target.form);
        targets.push(found);
    }
    settings.stage("asking at other dates, under other rules and in other readings");
    elsewhere::elsewhere(dossier, (here, rule), &others, &wanted, &mut targets);
    let same_readings = elsewhere::readings(dossier, here, &wanted, &mut targets);
    let mut block = ObstacleSets {
        scenario: basis::scenario_head_of(dossier, &talks.scenario),
        rule: talks.ratification[rule].id.clone(),
        rule_label: talks.ratification[rule].label.clone(),
        rule_ground: basis::ground(dossier, &talks.ratification[rule].evidence),
        none_in_force: talks.none_in_force,
        terms: term_heads(talks),
        after: signed.map(|(solved, since)| head_of(solved, since)),
        judgements: numbered.heads(dossier, talks, rule),
        targets,
        same_readings,
    };
    block.ordered();
    Ok(basis::finding(dossier, FindingKind::Block, block))
}

fn rule(talks: &Negotiation, id: &str) -> Result<usize, BlockError> {
    let mut rules = talks.ratification.iter();
    rules.position(|rule| rule.id == id).ok_or_else(|| {
        let ids: Vec<&str> = talks.ratification.iter().map(|r| r.id.as_str()).collect();
        BlockError::Asked(format!(
            "No rule of ratification is called `{id}`. There are {}.",
            ids.join(", ")
        ))
    })
}

impl ObstacleSets {
    /// Sets name one faction after the other: its no, what might answer it, its say.
    fn ordered(&mut self) {
        let judgements = &self.judgements;
        let key = |j: &usize| {
            let judgement = &judgements[*j];
            let place = match judgement.kind {
                ObstacleKind::Guarantee => 1,
                ObstacleKind::Veto => 2,
                _ => 0,
            };
            (judgement.who.clone(), place, *j)
        };
        for target in &mut self.targets {
            let repairs = target.repairs.iter_mut().map(|repair| &mut repair.without);
            for set in target.obstacles.iter_mut().chain(repairs) {
                set.sort_by_key(key);
            }
        }
    }
}
