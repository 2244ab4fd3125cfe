//! From the parts of a scenario to its model.

use hikiwake_graph::{Axis, BuildError, Formula, Limits, Model, ModelBuilder, Order, Run, State};

use crate::{CompileError, Compiled, CompiledRule, CompiledStatement, Preferences};

use super::find::levels_text;
use super::{Effect, Parts};

impl Parts {
    /// The model with those rules and orders that are wanted.
    pub fn model(
        &self,
        limits: Limits,
        rule: impl Fn(&CompiledRule) -> bool,
        ordered: bool,
        run: &Run,
    ) -> Result<Model, BuildError> {
        let preferences: &[Preferences] = if ordered { &self.preferences } else { &[] };
        let mut builder = ModelBuilder::new(self.decision_makers.len());
        builder.limits(limits);
        describe(&mut builder, &self.axes, &self.bound);
        self.rules
            .iter()
            .filter(|r| rule(r))
            .for_each(|r| r.apply(&mut builder));
        prefer(&mut builder, preferences);
        builder.build_with(run)
    }

    /// Builds the model.
    pub fn build(self, limits: Limits, run: &Run) -> Result<Compiled, CompileError> {
        let model = self
            .model(limits, |_| true, true, run)
            .map_err(|error| self.refused(error))?;
        let mut compiled = Compiled {
            scenario: self.scenario,
            model,
            decision_makers: self.decision_makers,
            options: self.options,
            columns: self.columns,
            preferences: self.preferences,
            rules: self.rules,
            bound: self.bound,
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

impl Parts {
    /// The description of the model.
    pub fn builder(&self) -> ModelBuilder {
        let mut builder = ModelBuilder::new(self.decision_makers.len());
        describe(&mut builder, &self.axes, &self.bound);
        self.rules.iter().for_each(|r| r.apply(&mut builder));
        prefer(&mut builder, &self.preferences);
        builder
    }
}

impl Compiled {
    /// The description that the model was built from, with those rules that are
    /// wanted: change it and build again to see what would be otherwise.
    pub fn builder(&self, rule: impl Fn(&CompiledRule) -> bool) -> ModelBuilder {
        let mut builder = ModelBuilder::new(self.decision_makers.len());
        describe(&mut builder, self.model.space().axes(), &self.bound);
        let rules = self.rules.iter().filter(|r| rule(r));
        rules.for_each(|r| r.apply(&mut builder));
        prefer(&mut builder, &self.preferences);
        builder
    }
}

impl Compiled {
    /// All that the model was built from, as text: two with the same content have the same
    /// states, moves and orders, whatever their words and evidence.
    pub fn content(&self) -> String {
        format!("{:?}", self.builder(|_| true))
    }
}

impl CompiledRule {
    fn apply(&self, builder: &mut ModelBuilder) {
        match &self.effect {
            Effect::Requires(formula) => builder.require(formula.clone()),
            Effect::Bars { from, to, by } => builder.forbid(from.clone(), to.clone(), *by),
        };
    }
}

impl Preferences {
    /// As the engine takes them; `None` where there are none.
    pub fn order(&self) -> Option<Order> {
        match self {
            Preferences::None => None,
            Preferences::Statements(ranks) => {
                let rank = |rank: &Vec<CompiledStatement>| {
                    rank.iter().map(|s| s.formula.clone()).collect()
                };
                Some(Order::Statements(ranks.iter().map(rank).collect()))
            }
            Preferences::Ranking { classes, .. } => Some(Order::Ranking(
                classes.iter().map(|c| c.1.clone()).collect(),
            )),
        }
    }
}

fn describe(builder: &mut ModelBuilder, axes: &[Axis], bound: &[(Formula, Formula)]) {
    for axis in axes {
        builder.option(axis.clone());
    }
    for (from, to) in bound {
        builder.forbid(from.clone(), to.clone(), None);
    }
}

fn prefer(builder: &mut ModelBuilder, preferences: &[Preferences]) {
    for (decision_maker, preferences) in preferences.iter().enumerate() {
        if let Some(order) = preferences.order() {
            builder.order(decision_maker, order);
        }
    }
}
