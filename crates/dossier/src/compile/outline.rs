//! A scenario without its model: for spaces that memory does not hold.

use hikiwake_graph::{Formula, ModelBuilder};

use crate::{Column, CompileError, CompiledRule, Dossier, Preferences, Scenario};

use super::find::{axis_levels, levels_text, underlined};
use super::{Parts, parts};

/// What a scenario says, before any model is built. A state is one level per axis,
/// in the order of [`ModelBuilder::axes`].
#[derive(Clone, Debug)]
pub struct Outline {
    parts: Parts,
}

impl Dossier {
    /// Everything that a scenario names, looked up, whatever its size. The scenario
    /// is chosen as by [`Dossier::compile`].
    ///
    /// # Errors
    /// See [`CompileError`]; whether there are states at all is not asked.
    pub fn outline(&self, scenario: &Scenario) -> Result<Outline, CompileError> {
        let parts = parts(&self.file, scenario)?;
        Ok(Outline { parts })
    }
}

impl Outline {
    /// The scenario, its period filled in.
    pub fn scenario(&self) -> &Scenario {
        &self.parts.scenario
    }

    /// Ids of the decision makers.
    pub fn decision_makers(&self) -> &[String] {
        &self.parts.decision_makers
    }

    /// All options, as in [`crate::Compiled::columns`].
    pub fn columns(&self) -> &[Column] {
        &self.parts.columns
    }

    /// What each decision maker wants.
    pub fn preferences(&self) -> &[Preferences] {
        &self.parts.preferences
    }

    /// The rules in force, in the order in which [`Outline::builder`] has them;
    /// transitions that joint options forbid come before those that rules forbid.
    pub fn rules(&self) -> &[CompiledRule] {
        &self.parts.rules
    }

    /// The description of the model.
    pub fn builder(&self) -> ModelBuilder {
        self.parts.builder()
    }

    /// The status quo, where the dossier has periods, or one sentence why it is no
    /// state. Whether it is feasible is not asked.
    pub fn status_quo(&self) -> Option<Result<Vec<u8>, String>> {
        let text = self.parts.status_quo.as_ref()?;
        Some(self.read_state(text))
    }

    /// The outcomes of the period, earliest first: id and state, or one sentence
    /// why it is none. Whether they are feasible is not asked.
    pub fn outcomes(&self) -> Vec<(String, Result<Vec<u8>, String>)> {
        let outcomes = self.parts.outcomes.iter();
        outcomes
            .map(|(id, text)| (id.clone(), self.read_state(text)))
            .collect()
    }

    /// Reads a formula over the dossier's options and definitions.
    ///
    /// # Errors
    /// One message with the place underlined.
    pub fn formula(&self, text: &str) -> Result<Formula, String> {
        let formula = self.parts.names.formula(text);
        formula.map_err(|fault| underlined(text, &fault))
    }

    /// The state's code, the same in every period and reading of the dossier.
    pub fn code(&self, levels: &[u8]) -> String {
        self.parts.codes.encode(&self.column_levels(levels))
    }

    /// The state as text: the options above their lowest level, or `none`.
    pub fn text(&self, levels: &[u8]) -> String {
        levels_text(&self.parts.columns, |axis| levels[axis])
    }

    /// The levels of all columns, absent options at their lowest.
    pub fn column_levels(&self, levels: &[u8]) -> Vec<u8> {
        let level = |column: &Column| column.axis.map_or(0, |axis| levels[axis]);
        self.parts.columns.iter().map(level).collect()
    }

    fn read_state(&self, text: &str) -> Result<Vec<u8>, String> {
        let Parts { columns, names, .. } = &self.parts;
        let mut faults = Vec::new();
        let levels = names.levels(text, columns.len(), &mut faults);
        match faults.first() {
            Some(fault) => Err(underlined(text, &fault.error)),
            None => axis_levels(columns, self.parts.axes.len(), &levels),
        }
    }
}
