//! A negotiation in one period: what can be agreed, who judges it, who must accept.

mod against_wishes;
mod build;
mod domestic;

use hikiwake_graph::{Formula, Limits, Model, Order, State};

pub use against_wishes::AgainstWishes;

use crate::file::{Degree, Evidence, FactionVerdict};
use crate::{Column, CompileError, Dossier, Preferences, Scenario};

use super::Names;
use super::error::breaks_rule;
use super::find::{levels_text, underlined};
use super::terms::{CompiledTerm, Setting};

/// What can be agreed in one period. An agreement is a [`State`] of `model`, whose
/// axis `t` is `terms[t]`; its decision makers mean nothing.
#[derive(Clone, Debug)]
pub struct Negotiation {
    /// What was compiled, its period filled in.
    pub scenario: Scenario,
    /// What an agreement settles.
    pub terms: Vec<CompiledTerm>,
    /// The space of agreements and those that the rules admit. Nobody moves in it.
    pub model: Model,
    /// The agreement in force, and so what stands if nothing new is agreed.
    pub reversion: State,
    /// None is in force: `reversion` is then only where weights count from, and an
    /// agreement like any other.
    pub none_in_force: bool,
    /// What no agreement can be.
    pub rules: Vec<CompiledTermRule>,
    /// Forms of settlement; an agreement has the first that it meets.
    pub forms: Vec<CompiledForm>,
    /// Ids of the sides that must agree.
    pub sides: Vec<String>,
    /// Those who judge. The governments of all sides are among them.
    pub factions: Vec<CompiledFaction>,
    /// Who holds the file, on each side where somebody does.
    pub holders: Vec<CompiledHolder>,
    /// Rules of ratification, at least one.
    pub ratification: Vec<CompiledRatification>,
    /// Index of the rule that is meant if none is named.
    pub usual: usize,
    /// All options of the dossier: what a state of the model after signing consists of.
    pub columns: Vec<Column>,
    settings: Vec<Setting>,
    names: Names,
}

/// One rule about agreements.
#[derive(Clone, Debug)]
pub struct CompiledTermRule {
    /// Id.
    pub id: String,
    /// Why, in a sentence.
    pub text: String,
    /// What every agreement meets.
    pub formula: Formula,
    /// Evidence.
    pub evidence: Evidence,
}

/// One form of settlement.
#[derive(Clone, Debug)]
pub struct CompiledForm {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// What its agreements meet; those that meet an earlier form are of that one.
    pub formula: Formula,
    /// Evidence.
    pub evidence: Evidence,
}

/// One who judges.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledFaction {
    /// Id of the actor.
    pub actor: String,
    /// Index of the side at whose table it sits; `None` for a third party.
    pub side: Option<usize>,
    /// Its votes; 0 for a government that was not declared a faction itself.
    pub votes: u32,
    /// Influence and salience in this period.
    pub weight: (Degree, Degree),
    /// How it judges.
    pub judge: Judge,
    /// What might answer its no to forms of settlement.
    pub guarantees: Vec<CompiledGuarantee>,
    /// Per term and level, what it is worth, where weights were given.
    pub weights: Option<Vec<Vec<f64>>>,
    /// With weights, what must be gained to be accepted.
    pub cost: f64,
    /// Standard deviation of the cost, or probability that the verdict is one step off.
    pub doubt: f64,
    /// Evidence for the judgement; of a faction without one, for its place.
    pub evidence: Evidence,
    /// Per form of [`Negotiation::forms`], the evidence of what it says to it, where that
    /// is another; empty where it does not judge by forms.
    pub verdict_evidence: Vec<Option<Evidence>>,
    /// Per form why it says otherwise than its own government, empty where nobody said; no
    /// entries where it does not judge by forms.
    pub differs: Vec<String>,
    /// The readings that changed what it says to forms. Statements know their own.
    pub readings: Vec<String>,
}

impl CompiledFaction {
    /// What its verdict on a form rests on; without a form, its judgement as a whole.
    pub fn evidence_of(&self, form: Option<usize>) -> &Evidence {
        let own = form.and_then(|form| self.verdict_evidence.get(form)?.as_ref());
        own.unwrap_or(&self.evidence)
    }

    /// Why its verdict on a form is another than its own government's; empty where nobody said.
    pub fn why_differs(&self, form: usize) -> &str {
        self.differs.get(form).map_or("", String::as_str)
    }
}

/// An assurance for which a faction might give up its no.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledGuarantee {
    /// Id.
    pub id: String,
    /// What is assured, for the reader.
    pub label: String,
    /// Per form of [`Negotiation::forms`], whether it is about it.
    pub forms: Vec<bool>,
    /// What the agreements meet that have it in them.
    pub formula: Formula,
    /// Evidence.
    pub evidence: Evidence,
}

/// How a faction judges.
#[derive(Clone, Debug, PartialEq)]
pub enum Judge {
    /// It has said nothing and minds nothing.
    Nothing,
    /// Per form of [`Negotiation::forms`].
    Forms(Vec<FactionVerdict>),
    /// By its order of agreements, formulas over terms, against the reversion point.
    Order {
        /// The order.
        preferences: Preferences,
        /// Gains at ranks from this one on (counted from 0) do not pay for conceding.
        audience_cost: Option<usize>,
        /// Losses at ranks from this one on are borne.
        deadlock_cost: Option<usize>,
    },
    /// By its weights against the reversion point.
    Weights,
}

/// Who holds the file on one side.
#[derive(Clone, Debug)]
pub struct CompiledHolder {
    /// Id of the side.
    pub side: String,
    /// Id of the faction.
    pub faction: String,
    /// Evidence.
    pub evidence: Evidence,
    /// The reading that put it there, if one did.
    pub reading: Option<String>,
}

/// One rule of ratification.
#[derive(Clone, Debug)]
pub struct CompiledRatification {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it assumes.
    pub text: String,
    /// Per side, who must accept.
    pub gates: Vec<CompiledGate>,
    /// Evidence.
    pub evidence: Evidence,
}

/// Who must accept on one side; indices are those of [`Negotiation::factions`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompiledGate {
    /// Those who must not reject: leader, vetoes, who holds the file; each once, with
    /// what it is.
    pub vetoes: Vec<(usize, Role)>,
    /// The least votes of those who do not reject.
    pub quota: Option<u32>,
    /// Whether those who accept must outvote those who reject.
    pub majority: bool,
    /// The factions whose votes count: those of the side.
    pub voters: Vec<usize>,
    /// Whether whoever holds the file must not reject.
    pub asks_holder: bool,
}

impl CompiledGate {
    /// The factions whose verdicts it asks for.
    pub fn asks(&self) -> impl Iterator<Item = usize> + '_ {
        let votes = self.majority || self.quota.is_some();
        let voters = self.voters.iter().copied().filter(move |_| votes);
        self.vetoes
            .iter()
            .map(|&(faction, _)| faction)
            .chain(voters)
    }
}

/// Why a faction must not reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It leads.
    Leader,
    /// It has a veto.
    Veto,
    /// It holds the file.
    Holder,
}

impl Dossier {
    /// Whether there is something to agree on: terms, or joint options.
    pub fn has_talks(&self) -> bool {
        let mut options = self.file.options.values();
        !self.file.terms.is_empty() || options.any(|option| option.owner.is_none())
    }

    /// Compiles what can be agreed. The scenario is chosen as by [`Dossier::compile`].
    ///
    /// # Errors
    /// See [`CompileError`]: there is nothing to agree on, nobody to agree, or too many
    /// agreements for `limits`.
    pub fn talks(&self, scenario: &Scenario, limits: Limits) -> Result<Negotiation, CompileError> {
        Negotiation::new(&self.file, scenario, limits)
    }
}

impl Negotiation {
    /// The same negotiation in another reading, `None` for the base reading. A reading
    /// says how factions judge and who holds the file: what can be agreed stays.
    ///
    /// # Errors
    /// As for [`Dossier::talks`] in that reading.
    pub fn in_reading(
        &self,
        dossier: &Dossier,
        reading: Option<String>,
    ) -> Result<Negotiation, CompileError> {
        let mut talks = self.clone();
        talks.scenario.reading = reading;
        talks.compile_homes(&dossier.file)?;
        Ok(talks)
    }

    /// Whether those at home judge alike and must accept alike in both.
    pub fn same_homes(&self, other: &Negotiation) -> bool {
        let mut rules = self.ratification.iter().zip(&other.ratification);
        self.factions == other.factions && rules.all(|(a, b)| a.gates == b.gates)
    }

    /// Index of the faction that is this actor.
    pub fn faction_of(&self, actor: &str) -> Option<usize> {
        self.factions.iter().position(|f| f.actor == actor)
    }

    /// Index of the government of a side: the faction that is the side itself.
    pub fn government(&self, side: usize) -> Option<usize> {
        self.faction_of(self.sides.get(side)?)
    }

    /// Index of the form that an agreement has; `None` where it meets none.
    pub fn form_of(&self, agreement: State) -> Option<usize> {
        let space = self.model.space();
        let mut forms = self.forms.iter();
        forms.position(|form| form.formula.holds(space, agreement))
    }

    /// The agreement as text: the terms above their lowest level.
    pub fn text(&self, agreement: State) -> String {
        let levels = self.model.space().levels(agreement);
        let columns: Vec<Column> = (self.terms.iter().enumerate())
            .map(|(axis, term)| Column {
                id: term.id.clone(),
                party: None,
                actor: String::new(),
                levels: term.levels.clone(),
                change: None,
                axis: Some(axis),
            })
            .collect();
        levels_text(&columns, |axis| levels[axis])
    }

    /// The levels of [`Negotiation::columns`] once an agreement is carried out: the status quo
    /// with what the agreement sets.
    pub fn after(&self, agreement: State, now: &[u8]) -> Vec<u8> {
        let mut levels = now.to_vec();
        let space = self.model.space();
        for (axis, setting) in self.settings.iter().enumerate() {
            let level = usize::from(space.level(agreement, axis));
            for &(column, level) in setting.by_level.get(level).into_iter().flatten() {
                if let Some(at) = levels.get_mut(column) {
                    *at = level;
                }
            }
        }
        levels
    }

    /// What a level of a term does to [`Negotiation::columns`]: each column that it sets, with
    /// its level. Empty where the level leaves the options as they stand.
    pub fn sets(&self, term: usize, level: u8) -> &[(usize, u8)] {
        let levels = self.settings.get(term).map(|setting| &setting.by_level);
        let sets = levels.and_then(|levels| levels.get(usize::from(level)));
        sets.map_or(&[], Vec::as_slice)
    }

    /// Whether some level of some term sets an option.
    pub fn set_options(&self) -> bool {
        let mut levels = self.settings.iter().flat_map(|setting| &setting.by_level);
        levels.any(|sets| !sets.is_empty())
    }

    /// Reads a formula over terms, and options as agreements leave them.
    ///
    /// # Errors
    /// One message with the place underlined.
    pub fn formula(&self, text: &str) -> Result<Formula, String> {
        let formula = self.names.formula(text);
        formula.map_err(|fault| underlined(text, &fault))
    }

    /// Reads an agreement, written as a state over terms; `status-quo` is the agreement
    /// in force.
    ///
    /// # Errors
    /// One message for the person: what was not understood, or which rule it breaks.
    pub fn find(&self, text: &str) -> Result<State, String> {
        if text.trim() == "status-quo" {
            return Ok(self.reversion);
        }
        let mut faults = Vec::new();
        let levels = self.names.term_levels(&self.terms, text, &mut faults);
        if let Some(fault) = faults.first() {
            return Err(underlined(text, &fault.error));
        }
        let space = self.model.space();
        let found = space.state(&levels);
        let agreement = found.ok_or_else(|| "A term has no such level.".to_string())?;
        match self
            .rules
            .iter()
            .find(|r| !r.formula.holds(space, agreement))
        {
            None => Ok(agreement),
            Some(rule) => Err(breaks_rule("The agreement", &rule.id, &rule.text)),
        }
    }

    /// A faction's order as the engine takes it; `None` where it has none.
    pub fn order_of(&self, faction: usize) -> Option<Order> {
        match &self.factions.get(faction)?.judge {
            Judge::Order { preferences, .. } => preferences.order(),
            Judge::Nothing | Judge::Forms(_) | Judge::Weights => None,
        }
    }
}
