//! One thing that is to pass, and what would have to give before it did.

use std::collections::HashMap;

use hikiwake_bargain::obstacles::{Set, bits, minimal, transversals};
use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, State, groups};

use super::obstacle_sets::{Limit, MOST_KINDS, ObstacleSearch};
use super::opposing_judgements::Numbered;
use super::{BlockTarget, Repair};
use crate::{EvaluatedNegotiation, FormGround};
use crate::{agreements::agreement_row, agreements::new_agreements};

/// What is to pass: one form, one pattern, or one agreement.
pub(super) struct Target {
    pub form: Option<usize>,
    pub label: String,
    pub wanted: String,
    pub agreements: Bits,
    /// How many agreements are asked about.
    pub total: u64,
    /// The agreement asked about, of which terms may give way.
    pub asked: Option<State>,
}

/// What is asked about: a pattern or an agreement, or without either each form.
///
/// # Errors
/// Where the pattern is not understood.
pub(super) fn targets(
    heard: &EvaluatedNegotiation,
    wanted: Option<&str>,
    asked: Option<State>,
) -> Result<Vec<Target>, String> {
    let talks = &heard.talks;
    let mut new = new_agreements(talks);
    if let Some(text) = wanted {
        new.intersect(&talks.formula(text)?.extension(talks.model.space()));
    }
    if wanted.is_some() || asked.is_some() || talks.forms.is_empty() {
        let label = match (asked, wanted) {
            (Some(agreement), _) => talks.text(agreement),
            (None, None) => "Any new agreement".to_string(),
            (None, Some(text)) => text.to_string(),
        };
        let target = Target {
            form: None,
            label,
            wanted: wanted.unwrap_or("true").to_string(),
            agreements: new,
            total: 0,
            asked,
        };
        return Ok(vec![target.counted()]);
    }
    let forms = heard.by_form.iter().zip(&talks.forms).enumerate();
    let forms = forms.map(|(form, (here, compiled))| {
        let mut agreements = here.clone();
        agreements.intersect(&new);
        let target = Target {
            form: Some(form),
            label: compiled.label.clone(),
            wanted: compiled.id.clone(),
            agreements,
            total: 0,
            asked: None,
        };
        target.counted()
    });
    Ok(forms.collect())
}

/// Agreements that have the same ways.
struct Alike {
    ways: Vec<Set>,
    count: u64,
    /// How many terms the one that changes fewest changes, and the first that does.
    example: (usize, State),
}

impl Target {
    fn counted(mut self) -> Target {
        self.total = self.count(&self.agreements);
        self
    }

    /// Of the agreements asked about, those in `bits`; of one agreement, itself.
    pub fn of(&self, bits: &Bits) -> Bits {
        let mut here = match self.asked {
            None => self.agreements.clone(),
            Some(agreement) => {
                let mut itself = Bits::none(bits.universe());
                itself.insert(agreement);
                itself
            }
        };
        here.intersect(bits);
        here
    }

    /// How many of the agreements asked about are in `bits`.
    pub fn count(&self, bits: &Bits) -> u64 {
        match self.asked {
            None => self.agreements.count_in(bits) as u64,
            Some(agreement) => bits.has(agreement).into(),
        }
    }

    /// Whether both sets have the same of the agreements asked about.
    pub fn same(&self, here: &Bits, there: &Bits) -> bool {
        match self.asked {
            None => here.same_in(there, &self.agreements),
            Some(agreement) => here.has(agreement) == there.has(agreement),
        }
    }

    pub fn found(
        &self,
        talks: &Negotiation,
        ways: &ObstacleSearch,
        open: &Bits,
        numbered: &mut Numbered,
    ) -> BlockTarget {
        let mut found = BlockTarget {
            form: self.form.map(|form| talks.forms[form].id.clone()),
            label: self.label.clone(),
            wanted: self.wanted.clone(),
            agreements: self.total,
            passing: open.count() as u64,
            obstacles: Vec::new(),
            repairs: Vec::new(),
            cut_short: None,
            elsewhere: Vec::new(),
            kept: None,
            ground: FormGround::default(),
        };
        if found.passing > 0 || self.agreements.is_empty() {
            return found;
        }
        let before = numbered.clone();
        let repairs = self.alike(ways, numbered).map(|alike| {
            let family = minimal(alike.iter().flat_map(|a| &a.ways).copied().collect());
            let repairs = family.iter().map(|&without| repair(talks, &alike, without));
            found.repairs = repairs.collect();
            // Where less opens, less is given up for it.
            (found.repairs).sort_by_key(|repair| (repair.without.len(), repair.opens));
            family
        });
        let obstacles = repairs.and_then(|family| Ok(transversals(&family)?));
        match obstacles {
            Ok(obstacles) => found.obstacles = obstacles.into_iter().map(members).collect(),
            Err(limit) => found.cut_short = Some(limit.to_string()),
        }
        if found.repairs.is_empty() {
            // Nothing names those met on the way.
            *numbered = before;
        }
        found
    }

    /// The agreements by what would have to give for them.
    fn alike(&self, ways: &ObstacleSearch, numbered: &mut Numbered) -> Result<Vec<Alike>, Limit> {
        let (apart, changed) = ways.apart();
        let sets: Vec<&Bits> = apart.iter().chain(changed).collect();
        let kinds = groups(&sets, &self.agreements, MOST_KINDS).ok_or(Limit::Kinds)?;
        let mut places: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut alike: Vec<Alike> = Vec::new();
        for kind in kinds {
            let (within, digits) = kind.within.split_at(apart.len());
            let digits = digits.iter().enumerate();
            let changes: usize = digits.map(|(place, &set)| usize::from(set) << place).sum();
            let example = (changes, kind.first);
            if let Some(&place) = places.get(within) {
                alike[place].count += kind.count as u64;
                alike[place].example = example.min(alike[place].example);
                continue;
            }
            places.insert(within.to_vec(), alike.len());
            alike.push(Alike {
                ways: ways.of(kind.first, numbered)?,
                count: kind.count as u64,
                example,
            });
        }
        Ok(alike)
    }
}

/// What passes without these judgements.
fn repair(talks: &Negotiation, alike: &[Alike], without: Set) -> Repair {
    let opened = |group: &&Alike| group.ways.iter().any(|way| way & !without == 0);
    let opened: Vec<&Alike> = alike.iter().filter(opened).collect();
    let example = opened.iter().map(|group| group.example).min();
    let example = example.map_or(talks.reversion, |(_, agreement)| agreement);
    Repair {
        without: members(without),
        opens: opened.iter().map(|group| group.count).sum(),
        example: agreement_row(talks, example),
    }
}

fn members(set: Set) -> Vec<usize> {
    bits(set).collect()
}
