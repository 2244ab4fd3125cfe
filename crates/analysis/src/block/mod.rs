//! `block`: what stands between the sides and an agreement, and what would open the way.
//!
//! For each form of settlement (or pattern asked for) that no agreement passes with, all
//! minimal sets of judgements that together let none pass, and all minimal sets without
//! which one does: vetoes, a faction's no, red lines and wishes, votes. To take a
//! statement out of the way means that its loss is borne while its gain still counts, so
//! that taking more out of the way never closes what was open.

mod elsewhere;
mod finding;
mod judgements;
mod kept;
mod sentences;
mod ways;

use std::collections::HashMap;

use hikiwake_bargain::obstacles::{Set, bits, minimal, transversals};
use hikiwake_dossier::{CompileError, Dossier, Scenario, Talks};
use hikiwake_graph::{Bits, Limits, State};

pub use finding::*;
use judgements::Numbered;
use ways::{Limit, Ways};

use crate::talks::{Judged, agreement_row, judge, term_heads, win_set};
use crate::{AnalyseSettings, Finding, basis};

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

/// Answers `block`.
///
/// # Errors
/// One message for the person: what was not understood, or what was too large.
pub fn block(
    dossier: &Dossier,
    scenario: &Scenario,
    question: &BlockQuestion,
    settings: &AnalyseSettings,
    limits: Limits,
) -> Result<Finding<Block>, String> {
    let compiled = |error: CompileError| error.to_string();
    let talks = dossier.talks(scenario, limits).map_err(compiled)?;
    let rule = match &question.rule {
        None => talks.usual,
        Some(id) => (talks.ratification.iter().position(|r| r.id == *id)).ok_or_else(|| {
            let ids: Vec<&str> = talks.ratification.iter().map(|r| r.id.as_str()).collect();
            format!("There is no rule of ratification `{id}`: there are {}.", ids.join(", "))
        })?,
    };
    let asked = question.agreement.as_ref().map(|text| talks.find(text)).transpose()?;
    let judged: Vec<Judged> = (0..talks.factions.len()).map(|f| judge(&talks, f)).collect();
    let gates = &talks.ratification[rule].gates;
    let ways = Ways::new(&talks, gates, &judged, asked);
    let passing = passing(&talks, &judged, rule);

    let mut numbered = Numbered::default();
    let mut notes = Vec::new();
    let mut targets = Vec::new();
    for target in wanted(&talks, question.wanted.as_deref(), asked)? {
        let mut found = target.found(&talks, &ways, &passing, &mut numbered, &mut notes);
        found.elsewhere = elsewhere::elsewhere(dossier, scenario, limits, &talks, rule, &target);
        if found.passing > 0 {
            let mut open = target.agreements.clone();
            open.intersect(&passing);
            found.kept = kept::kept(dossier, &talks, &judged, &open, settings);
        }
        targets.push(found);
    }
    let mut block = Block {
        scenario: basis::scenario_head_of(dossier, &talks.scenario),
        rule: talks.ratification[rule].id.clone(),
        rule_label: talks.ratification[rule].label.clone(),
        sentences: Vec::new(),
        terms: term_heads(&talks),
        judgements: numbered.iter().map(|j| j.head(dossier, &talks)).collect(),
        targets,
        notes,
    };
    block.sentences = sentences::sentences(&block);
    Ok(basis::finding(dossier, "block", block))
}

/// The agreements that pass on all sides; the one in force is not among them.
fn passing(talks: &Talks, judged: &[Judged], rule: usize) -> Bits {
    let mut passing = new_agreements(talks);
    for gate in &talks.ratification[rule].gates {
        passing.intersect(&win_set(talks, judged, gate));
    }
    passing
}

/// All agreements that the rules leave but the one in force.
fn new_agreements(talks: &Talks) -> Bits {
    let mut new = talks.model.feasible().clone();
    let mut in_force = Bits::none(talks.model.space().size());
    in_force.insert(talks.reversion);
    new.subtract(&in_force);
    new
}

/// What is to pass: one form, or one pattern.
struct Target {
    form: Option<usize>,
    label: String,
    wanted: String,
    agreements: Bits,
    /// Whether terms may give way to what was asked for.
    asked: bool,
}

fn wanted(
    talks: &Talks,
    wanted: Option<&str>,
    asked: Option<State>,
) -> Result<Vec<Target>, String> {
    let mut left = new_agreements(talks);
    let space = talks.model.space();
    if let Some(text) = wanted {
        left.intersect(&talks.formula(text)?.extension(space));
    }
    if wanted.is_some() || asked.is_some() || talks.forms.is_empty() {
        let text = wanted.unwrap_or("true");
        let label = match asked {
            Some(agreement) => talks.text(agreement),
            None if wanted.is_none() => "Any new agreement".to_string(),
            None => text.to_string(),
        };
        return Ok(vec![Target {
            form: None,
            label,
            wanted: text.to_string(),
            agreements: left,
            asked: asked.is_some(),
        }]);
    }
    let mut targets = Vec::new();
    for (form, compiled) in talks.forms.iter().enumerate() {
        let mut agreements = compiled.formula.extension(space);
        agreements.intersect(&left);
        left.subtract(&agreements);
        targets.push(Target {
            form: Some(form),
            label: compiled.label.clone(),
            wanted: compiled.id.clone(),
            agreements,
            asked: false,
        });
    }
    Ok(targets)
}

/// Agreements that have the same ways.
struct Alike {
    ways: Vec<Set>,
    count: u64,
    /// The one that changes fewest terms, the first of those.
    example: State,
}

impl Target {
    fn found(
        &self,
        talks: &Talks,
        ways: &Ways,
        passing: &Bits,
        numbered: &mut Numbered,
        notes: &mut Vec<String>,
    ) -> BlockTarget {
        let mut open = self.agreements.clone();
        open.intersect(passing);
        let mut found = BlockTarget {
            form: self.form.map(|form| talks.forms[form].id.clone()),
            label: self.label.clone(),
            wanted: self.wanted.clone(),
            agreements: self.agreements.count() as u64,
            passing: open.count() as u64,
            obstacles: Vec::new(),
            repairs: Vec::new(),
            elsewhere: Vec::new(),
            kept: None,
        };
        if found.agreements == 0 || (found.passing > 0 && !self.asked) {
            return found;
        }
        match self.repairs(talks, ways, numbered) {
            Ok((obstacles, repairs)) => {
                found.obstacles = obstacles;
                found.repairs = repairs;
            }
            Err(limit) => notes.push(self.said(limit)),
        }
        found
    }

    fn said(&self, limit: Limit) -> String {
        let label = &self.label;
        match limit {
            Limit::Judgements => format!(
                "“{label}”: more than 128 judgements stand in the way, too many to combine; ask \
                 for one pattern at a time, or under a rule with fewer who must accept."
            ),
            Limit::Ways(sets) => format!(
                "“{label}”: there are more than {sets} ways to combine what stands in the way; \
                 ask for a narrower pattern, or under a rule with fewer who must accept."
            ),
        }
    }

    fn repairs(
        &self,
        talks: &Talks,
        ways: &Ways,
        numbered: &mut Numbered,
    ) -> Result<(Vec<Vec<usize>>, Vec<Repair>), Limit> {
        let changed = |agreement: State| {
            let space = talks.model.space();
            let (a, b) = (space.levels(agreement), space.levels(talks.reversion));
            a.iter().zip(&b).filter(|(a, b)| a != b).count()
        };
        let mut places: HashMap<Vec<u64>, usize> = HashMap::new();
        let mut alike: Vec<Alike> = Vec::new();
        for agreement in self.agreements.iter() {
            let signature = ways.signature(agreement);
            if let Some(&place) = places.get(&signature) {
                let known = &mut alike[place];
                known.count += 1;
                if changed(agreement) < changed(known.example) {
                    known.example = agreement;
                }
                continue;
            }
            places.insert(signature, alike.len());
            alike.push(Alike {
                ways: ways.of(agreement, numbered)?,
                count: 1,
                example: agreement,
            });
        }
        let all = alike.iter().flat_map(|group| &group.ways).copied();
        let family = minimal(all.collect());
        let obstacles = transversals(&family)?;
        let members = |set: Set| bits(set).collect::<Vec<usize>>();
        let repairs = family.iter().map(|&without| {
            let opened = |group: &&Alike| group.ways.iter().any(|way| way & !without == 0);
            let opened: Vec<&Alike> = alike.iter().filter(opened).collect();
            let examples = opened.iter().map(|group| group.example);
            let example = examples.min_by_key(|&e| (changed(e), e));
            Repair {
                without: members(without),
                opens: opened.iter().map(|group| group.count).sum(),
                example: agreement_row(talks, example.unwrap_or(talks.reversion)),
            }
        });
        let repairs = repairs.collect();
        // Nothing stands in the way where nothing need give.
        let obstacles = match family.first() {
            Some(0) => Vec::new(),
            _ => obstacles.into_iter().map(members).collect(),
        };
        Ok((obstacles, repairs))
    }
}
