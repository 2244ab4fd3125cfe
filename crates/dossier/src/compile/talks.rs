//! A negotiation in one period: what can be agreed, who judges it, who must accept.

use hikiwake_graph::{
    Axis, BuildError, Change, Formula, Limits, Model, ModelBuilder, Order, State,
};

use crate::file::{Basis, Degree, Evidence, Faction, File, Gate, Judgement, Verdict};
use crate::{Column, CompileError, Dossier, Preferences, Scenario};

use super::connectives::not;
use super::find::{levels_text, underlined};
use super::parts::{columns, compiled, faulty, wants};
use super::preferences::{Wants, ranks, stands};
use super::terms::{Setting, joint_terms, sides, terms};
use super::{Names, Parts, parts};

/// What can be agreed in one period. An agreement is a [`State`] of `model`, whose
/// axis `t` is `terms[t]`; its decision makers mean nothing.
#[derive(Clone, Debug)]
pub struct Talks {
    /// What was compiled, its period filled in.
    pub scenario: Scenario,
    /// What an agreement settles.
    pub terms: Vec<CompiledTerm>,
    /// The space of agreements and those that the rules admit.
    pub model: Model,
    /// The agreement in force, and so what stands if nothing new is agreed.
    pub reversion: State,
    /// What no agreement can be.
    pub rules: Vec<CompiledTermRule>,
    /// Forms of settlement; an agreement has the first that it meets.
    pub forms: Vec<CompiledForm>,
    /// Ids of the sides that must agree.
    pub sides: Vec<String>,
    /// Those who judge. The governments of all sides are among them.
    pub factions: Vec<CompiledFaction>,
    /// Rules of ratification, at least one.
    pub ratification: Vec<CompiledRatification>,
    /// Index of the rule that is meant if none is named.
    pub usual: usize,
    /// All options of the dossier: what a state of the model after signing consists of.
    pub columns: Vec<Column>,
    settings: Vec<Setting>,
    names: Names,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledTerm {
    /// Id; of a joint option, its id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// The same for the reader.
    pub level_labels: Vec<String>,
    /// What the model after signing has no options for.
    pub beyond: String,
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
#[derive(Clone, Debug)]
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
    /// Per term and level, what it is worth, where weights were given.
    pub weights: Option<Vec<Vec<f64>>>,
    /// With weights, what must be gained to be accepted.
    pub cost: f64,
    /// Standard deviation of the cost, or probability that the verdict is one step off.
    pub doubt: f64,
    /// Evidence for the judgement; of a faction without one, for its place.
    pub evidence: Evidence,
}

/// How a faction judges.
#[derive(Clone, Debug)]
pub enum Judge {
    /// It has said nothing and minds nothing.
    Nothing,
    /// Per form of [`Talks::forms`].
    Forms(Vec<Verdict>),
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

/// Who must accept on one side; indices are those of [`Talks::factions`].
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
    pub fn talks(&self, scenario: &Scenario, limits: Limits) -> Result<Talks, CompileError> {
        Talks::new(&self.file, scenario, limits)
    }
}

/// Evidence for a judgement; the remark on the faction stands for one on its judgement.
fn evidence(faction: &Faction, judgement: Option<&Judgement>) -> Evidence {
    let mut evidence = judgement.map_or(&faction.evidence, |j| &j.evidence).clone();
    if evidence.note.is_empty() {
        evidence.note = faction.evidence.note.clone();
    }
    evidence
}

impl Talks {
    fn new(file: &File, scenario: &Scenario, limits: Limits) -> Result<Talks, CompileError> {
        let Parts {
            scenario,
            status_quo,
            names: model_names,
            ..
        } = parts(file, scenario)?;
        let period = scenario.period.as_deref();
        let columns = columns(file, period.and_then(|id| file.periods.get(id)));
        let read = |faults: Vec<super::Fault>, what: &str, text: &str| match faults.first() {
            Some(fault) => Err(CompileError::Faulty(format!(
                "In {what}: {}",
                underlined(text, &fault.error)
            ))),
            None => Ok(()),
        };
        let mut faults = Vec::new();
        let text = status_quo.as_deref().unwrap_or_default();
        let now = model_names.levels(text, columns.len(), &mut faults);
        read(faults, "the status quo", text)?;

        let (terms, settings) = match file.terms.is_empty() {
            true => joint_terms(file, &columns),
            false => terms(file, &model_names)?,
        };
        if terms.is_empty() {
            return Err(CompileError::NothingToAgree);
        }
        let sides = sides(file);
        if sides.is_empty() {
            return Err(CompileError::NobodyAgrees);
        }
        let mut names = Names::of_terms(file, &terms, &settings, &now);
        let mut first = None;
        names.define(file, |id, fault| {
            let place = format_args!("the definition `{id}`");
            first.get_or_insert_with(|| faulty(place, &fault.error));
        });
        if let Some(error) = first {
            return Err(error);
        }

        let reversion = match period.and_then(|id| file.periods.get(id)) {
            Some(period) if !file.terms.is_empty() => {
                let mut faults = Vec::new();
                let levels = names.term_levels(&terms, &period.terms, &mut faults);
                read(faults, "the agreement in force", &period.terms)?;
                levels
            }
            _ => settings
                .iter()
                .map(|setting| setting.stands(&now))
                .collect(),
        };

        let mut rules = Vec::new();
        for (id, rule) in &file.term_rules {
            if !stands(&rule.periods, period) {
                continue;
            }
            let read = |text: &str| {
                names
                    .formula(text)
                    .map_err(|error| faulty(format_args!("the rule `{id}`"), &error))
            };
            let formula = match (&rule.never, &rule.always) {
                (Some(never), _) => not(read(never)?),
                (None, Some(always)) => read(always)?,
                (None, None) => continue,
            };
            rules.push(CompiledTermRule {
                id: id.clone(),
                text: rule.text.clone(),
                formula,
                evidence: rule.evidence.clone(),
            });
        }
        // Of two owners, as an owner keeps a row of every combination of its own levels.
        let mut builder = ModelBuilder::new(2);
        builder.limits(limits).without_walks();
        for (axis, term) in terms.iter().enumerate() {
            builder.option(Axis {
                owner: axis % 2,
                levels: u8::try_from(term.levels.len()).unwrap_or(u8::MAX),
                change: Change::Reversible,
            });
        }
        for rule in &rules {
            builder.require(rule.formula.clone());
        }
        let model = builder.build().map_err(|error| match error {
            BuildError::NoState => CompileError::NoAgreement,
            other => CompileError::Build(other),
        })?;
        let reversion = model
            .space()
            .state(&reversion)
            .ok_or_else(|| CompileError::Faulty("A term has no such level.".to_string()))?;

        let mut forms = Vec::new();
        for (id, form) in &file.forms {
            let formula = names
                .formula(&form.is)
                .map_err(|error| faulty(format_args!("the form `{id}`"), &error))?;
            forms.push(CompiledForm {
                id: id.clone(),
                label: form.label.clone(),
                text: form.text.clone(),
                formula,
                evidence: form.evidence.clone(),
            });
        }
        let mut talks = Talks {
            scenario,
            terms,
            model,
            reversion,
            rules,
            forms,
            sides,
            factions: Vec::new(),
            ratification: Vec::new(),
            usual: 0,
            columns,
            settings,
            names,
        };
        talks.factions = talks.compile_factions(file)?;
        talks.ratification = talks.compile_ratification(file);
        talks.usual = (file.ratification.values().position(|r| r.usual)).unwrap_or(0);
        Ok(talks)
    }

    fn compile_factions(&self, file: &File) -> Result<Vec<CompiledFaction>, CompileError> {
        let wants = wants(file, &self.scenario)?;
        let own = |actor: &str| -> Result<Judge, CompileError> {
            let mut wants = wants.iter().filter(|(a, _)| *a == actor);
            Ok(match wants.next() {
                Some((actor, wants)) if !matches!(wants, Wants::Nothing) => Judge::Order {
                    preferences: self.order(actor, wants.clone())?,
                    audience_cost: None,
                    deadlock_cost: None,
                },
                _ => Judge::Nothing,
            })
        };
        let mut factions = Vec::new();
        for (actor, faction) in &file.factions {
            factions.push(self.faction(actor, faction, &own)?);
        }
        for (index, side) in self.sides.iter().enumerate() {
            if file.factions.contains_key(side) {
                continue;
            }
            factions.push(CompiledFaction {
                actor: side.clone(),
                side: Some(index),
                votes: 0,
                weight: (Degree::Medium, Degree::Medium),
                judge: own(side)?,
                weights: None,
                cost: 0.0,
                doubt: 0.0,
                evidence: Evidence::default(),
            });
        }
        Ok(factions)
    }

    fn faction(
        &self,
        actor: &str,
        faction: &Faction,
        own: &dyn Fn(&str) -> Result<Judge, CompileError>,
    ) -> Result<CompiledFaction, CompileError> {
        let period = self.scenario.period.as_deref();
        let judgement = faction.judges.iter().find(|j| stands(&j.periods, period));
        let stated_only = self.scenario.stated_only;
        let silent = judgement.is_some_and(|j| {
            stated_only && j.statements.is_empty() && j.evidence.basis != Some(Basis::Stated)
        });
        let judge = match judgement {
            None if faction.judges.is_empty() => own(actor)?,
            None => Judge::Nothing,
            Some(_) if silent => Judge::Nothing,
            Some(judgement) => self.judge(actor, judgement)?,
        };
        let here = period.and_then(|id| faction.influence_in.get(id)).copied();
        let influence = here.or(faction.influence).unwrap_or_default();
        let salience = faction.salience.unwrap_or_default();
        let weights = judgement.filter(|j| !j.weights.is_empty() && !silent);
        Ok(CompiledFaction {
            actor: actor.to_string(),
            side: self.sides.iter().position(|side| *side == faction.side),
            votes: faction
                .votes
                .unwrap_or(influence.counts() * salience.counts()),
            weight: (influence, salience),
            judge,
            weights: weights.map(|judgement| self.weights(judgement)),
            cost: judgement.map_or(0.0, |j| j.cost),
            doubt: judgement.map_or(0.0, |j| j.doubt),
            evidence: evidence(faction, judgement),
        })
    }

    fn judge(&self, actor: &str, judgement: &Judgement) -> Result<Judge, CompileError> {
        if !judgement.forms.is_empty() {
            let verdict = |form: &CompiledForm| judgement.forms.get(&form.id).copied();
            let verdicts = self.forms.iter().map(|f| verdict(f).unwrap_or_default());
            return Ok(Judge::Forms(verdicts.collect()));
        }
        if judgement.statements.is_empty() {
            return Ok(match judgement.weights.is_empty() {
                true => Judge::Nothing,
                false => Judge::Weights,
            });
        }
        let period = self.scenario.period.as_deref();
        let wants = Wants::Statements(ranks(&judgement.statements, period, None));
        let preferences = self.order(actor, wants)?;
        let rank = |id: &Option<String>| {
            let id = id.as_ref()?;
            let Preferences::Statements(ranks) = &preferences else {
                return None;
            };
            ranks
                .iter()
                .position(|rank| rank.iter().any(|s| s.id == *id))
        };
        Ok(Judge::Order {
            audience_cost: rank(&judgement.audience_cost).map(|rank| rank + 1),
            deadlock_cost: rank(&judgement.deadlock_cost),
            preferences,
        })
    }

    fn order(&self, actor: &str, wants: Wants) -> Result<Preferences, CompileError> {
        let wants = match self.scenario.stated_only {
            true => wants.stated(),
            false => wants,
        };
        compiled(&self.names, actor, wants)
    }

    /// Per term and level, what it is worth; a term without weights is worth nothing.
    fn weights(&self, judgement: &Judgement) -> Vec<Vec<f64>> {
        let worth = |term: &CompiledTerm| {
            let mut worth = judgement.weights.get(&term.id).cloned().unwrap_or_default();
            worth.resize(term.levels.len(), 0.0);
            worth
        };
        self.terms.iter().map(worth).collect()
    }

    fn compile_ratification(&self, file: &File) -> Vec<CompiledRatification> {
        let rules = file.ratification.iter().map(|(id, rule)| {
            let gate = |side: &String| rule.sides.get(side);
            CompiledRatification {
                id: id.clone(),
                label: rule.label.clone(),
                text: rule.text.clone(),
                gates: self
                    .sides
                    .iter()
                    .enumerate()
                    .map(|(index, side)| {
                        gate(side).map_or_else(CompiledGate::default, |gate| {
                            self.gate(file, index, side, gate)
                        })
                    })
                    .collect(),
                evidence: rule.evidence.clone(),
            }
        });
        let rules: Vec<_> = rules.collect();
        if !rules.is_empty() {
            return rules;
        }
        let government = |(index, side): (usize, &String)| {
            let gate = Gate {
                leader: Some(side.clone()),
                ..Gate::default()
            };
            self.gate(file, index, side, &gate)
        };
        vec![CompiledRatification {
            id: "governments".to_string(),
            label: "Governments decide".to_string(),
            text: "Nothing is said of who must accept at home: what a government does not \
                   reject is accepted."
                .to_string(),
            gates: self.sides.iter().enumerate().map(government).collect(),
            evidence: Evidence::default(),
        }]
    }

    fn gate(&self, file: &File, index: usize, side: &str, gate: &Gate) -> CompiledGate {
        let period = self.scenario.period.as_deref();
        let holder = (file.holders.iter())
            .find(|h| h.side == side && stands(&h.periods, period))
            .filter(|_| gate.holder);
        let named = (gate.leader.iter().map(|actor| (actor, Role::Leader)))
            .chain(gate.vetoes.iter().map(|actor| (actor, Role::Veto)))
            .chain(holder.map(|h| (&h.faction, Role::Holder)));
        let mut vetoes: Vec<(usize, Role)> = Vec::new();
        for (actor, role) in named {
            if let Some(faction) = self.faction_of(actor)
                && vetoes.iter().all(|&(f, _)| f != faction)
            {
                vetoes.push((faction, role));
            }
        }
        let voters = 0..self.factions.len();
        CompiledGate {
            vetoes,
            quota: gate.quota,
            majority: gate.majority,
            voters: voters
                .filter(|&f| self.factions[f].side == Some(index) && self.factions[f].votes > 0)
                .collect(),
        }
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

    /// The levels of [`Talks::columns`] once an agreement is carried out: the status quo
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
            Some(rule) => Err(format!(
                "The agreement breaks the rule `{}`: {}",
                rule.id, rule.text
            )),
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
