//! From a dossier and a scenario to what can be agreed there.

use hikiwake_graph::{Axis, BuildError, Change, Limits, Model, ModelBuilder};

use crate::compile::connectives::not;
use crate::compile::error::faulty;
use crate::compile::find::underlined;
use crate::compile::parts::{columns, looked_up};
use crate::compile::preferences::stands;
use crate::compile::terms::{joint_terms, sides, terms};
use crate::compile::{Fault, Names, Parts};
use crate::file::{File, Period};
use crate::{CompileError, Scenario};

use super::{CompiledForm, CompiledTerm, CompiledTermRule, Negotiation};

impl Negotiation {
    /// See [`crate::Dossier::talks`].
    pub(crate) fn new(
        file: &File,
        scenario: &Scenario,
        limits: Limits,
    ) -> Result<Negotiation, CompileError> {
        let Parts {
            scenario,
            status_quo,
            names: of_model,
            ..
        } = looked_up(file, scenario, None)?;
        let period = scenario.period.as_deref();
        let snapshot = period.and_then(|id| file.periods.get(id));
        let columns = columns(file, snapshot, &[]);
        let text = status_quo.as_deref().unwrap_or_default();
        let now = read("the status quo", text, |faults| {
            of_model.levels(text, columns.len(), faults)
        })?;

        let (terms, settings) = match file.terms.is_empty() {
            true => joint_terms(file, &columns),
            false => terms(file, &of_model)?,
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

        let in_force = match file.terms.is_empty() {
            true => settings.iter().map(|s| s.stands(&now)).collect(),
            false => names.in_force(&terms, snapshot)?,
        };
        let rules = names.term_rules(file, period)?;
        let model = space(&terms, &rules, limits)?;
        let reversion = (model.space().state(&in_force))
            .ok_or_else(|| CompileError::Faulty("A term has no such level.".to_string()))?;
        let mut talks = Negotiation {
            scenario,
            terms,
            model,
            reversion,
            none_in_force: file.settlement.as_ref().is_some_and(|s| s.none_in_force),
            rules,
            forms: names.forms(file)?,
            sides,
            factions: Vec::new(),
            holders: Vec::new(),
            ratification: Vec::new(),
            usual: 0,
            columns,
            settings,
            names,
        };
        talks.compile_homes(file)?;
        talks.usual = (file.ratification.values().position(|r| r.usual)).unwrap_or(0);
        Ok(talks)
    }
}

/// What `levels` reads out of `text`, or the first fault that it found there.
fn read(
    what: &str,
    text: &str,
    levels: impl FnOnce(&mut Vec<Fault>) -> Vec<u8>,
) -> Result<Vec<u8>, CompileError> {
    let mut faults = Vec::new();
    let levels = levels(&mut faults);
    match faults.first() {
        None => Ok(levels),
        Some(fault) => {
            let why = underlined(text, &fault.error);
            Err(CompileError::Faulty(format!("In {what}: {why}")))
        }
    }
}

/// The agreements that the rules leave.
fn space(
    terms: &[CompiledTerm],
    rules: &[CompiledTermRule],
    limits: Limits,
) -> Result<Model, CompileError> {
    let mut builder = ModelBuilder::new(1);
    builder.limits(limits).states_only();
    for term in terms {
        builder.option(Axis {
            owner: 0,
            levels: u8::try_from(term.levels.len()).unwrap_or(u8::MAX),
            change: Change::Reversible,
        });
    }
    for rule in rules {
        builder.require(rule.formula.clone());
    }
    builder.build().map_err(|error| match error {
        BuildError::NoState => CompileError::NoAgreement,
        other => CompileError::Build(other),
    })
}

impl Names {
    /// Per term, the level that stands if nothing new is agreed.
    fn in_force(
        &self,
        terms: &[CompiledTerm],
        period: Option<&Period>,
    ) -> Result<Vec<u8>, CompileError> {
        let text = period.map_or("", |period| period.terms.as_str());
        read("the agreement in force", text, |faults| {
            self.term_levels(terms, text, faults)
        })
    }

    fn term_rules(
        &self,
        file: &File,
        period: Option<&str>,
    ) -> Result<Vec<CompiledTermRule>, CompileError> {
        let mut rules = Vec::new();
        for (id, rule) in &file.term_rules {
            let (text, negated) = match (&rule.never, &rule.always) {
                (Some(never), _) => (never, true),
                (None, Some(always)) => (always, false),
                (None, None) => continue,
            };
            if !stands(&rule.periods, period) {
                continue;
            }
            let formula = (self.formula(text))
                .map_err(|error| faulty(format_args!("the rule `{id}`"), &error))?;
            rules.push(CompiledTermRule {
                id: id.clone(),
                text: rule.text.clone(),
                formula: if negated { not(formula) } else { formula },
                evidence: rule.evidence.clone(),
            });
        }
        Ok(rules)
    }

    fn forms(&self, file: &File) -> Result<Vec<CompiledForm>, CompileError> {
        let forms = file.forms.iter().map(|(id, form)| {
            let formula = (self.formula(&form.is))
                .map_err(|error| faulty(format_args!("the form `{id}`"), &error))?;
            Ok(CompiledForm {
                id: id.clone(),
                label: form.label.clone(),
                text: form.text.clone(),
                formula,
                evidence: form.evidence.clone(),
            })
        });
        forms.collect()
    }
}
