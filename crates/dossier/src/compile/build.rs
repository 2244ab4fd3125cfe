//! From the parts of a scenario to its model.

use hikiwake_graph::{BuildError, Limits, Model, ModelBuilder, Order, State};

use crate::{CompileError, Compiled, CompiledRule, Preferences};

use super::find::levels_text;
use super::{Effect, Parts};

impl Parts {
    /// The model with those rules and orders that are wanted.
    pub fn model(
        &self,
        limits: Limits,
        rule: impl Fn(&CompiledRule) -> bool,
        ordered: bool,
    ) -> Result<Model, BuildError> {
        let mut builder = ModelBuilder::new(self.decision_makers.len());
        builder.limits(limits);
        for axis in &self.axes {
            builder.option(axis.clone());
        }
        for rule in self.rules.iter().filter(|r| rule(r)) {
            match &rule.effect {
                Effect::Requires(formula) => builder.require(formula.clone()),
                Effect::Bars { from, to, by } => builder.forbid(from.clone(), to.clone(), *by),
            };
        }
        for (from, to) in &self.bound {
            builder.forbid(from.clone(), to.clone(), None);
        }
        for (decision_maker, preferences) in self.preferences.iter().enumerate() {
            let order = match preferences {
                _ if !ordered => continue,
                Preferences::None => continue,
                Preferences::Statements(ranks) => Order::Statements(
                    ranks
                        .iter()
                        .map(|rank| rank.iter().map(|s| s.formula.clone()).collect())
                        .collect(),
                ),
                Preferences::Ranking { classes, .. } => {
                    Order::Ranking(classes.iter().map(|c| c.1.clone()).collect())
                }
            };
            builder.order(decision_maker, order);
        }
        builder.build()
    }

    /// Builds the model.
    pub fn build(self, limits: Limits) -> Result<Compiled, CompileError> {
        let model = self
            .model(limits, |_| true, true)
            .map_err(|error| self.refused(error))?;
        let mut compiled = Compiled {
            scenario: self.scenario,
            model,
            decision_makers: self.decision_makers,
            options: self.options,
            columns: self.columns,
            preferences: self.preferences,
            rules: self.rules,
            status_quo: None,
            outcomes: Vec::new(),
            names: self.names,
            codes: self.codes,
        };
        if let Some(text) = &self.status_quo {
            let state = compiled.read_state(text).map_err(|why| {
                CompileError::Faulty(format!("The status quo is no state of the model. {why}"))
            })?;
            compiled.status_quo = Some(state);
        }
        compiled.outcomes = self
            .outcomes
            .into_iter()
            .map(|(id, text)| (id, compiled.read_state(&text)))
            .collect();
        Ok(compiled)
    }

    fn refused(&self, error: BuildError) -> CompileError {
        match error {
            BuildError::NoState => CompileError::NoState,
            BuildError::Unranked {
                decision_maker,
                states,
                count,
            } => CompileError::Unranked {
                actor: self.decision_makers[decision_maker].clone(),
                states: states.into_iter().map(|s| self.text_of(s)).collect(),
                count,
            },
            other => CompileError::Build(other),
        }
    }

    /// The state as text, as [`Compiled::state_text`] gives it.
    pub fn text_of(&self, State(mut index): State) -> String {
        let mut levels = Vec::new();
        for axis in &self.axes {
            let radix = u32::from(axis.levels).max(1);
            levels.push((index % radix) as u8);
            index /= radix;
        }
        levels_text(&self.columns, |axis| levels[axis])
    }
}
