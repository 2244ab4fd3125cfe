//! From a dossier and a scenario to a graph model that knows its evidence.

mod build;
mod change;
mod connectives;
mod definitions;
mod drivers;
mod edits;
mod effect;
mod error;
mod everything;
mod find;
mod judges;
mod lower;
mod names;
mod negotiation;
mod outline;
mod parts;
mod perceive;
mod preferences;
mod red_lines;
mod switches;
mod terms;
mod unsaved_change;

use hikiwake_graph::{Formula, Limits, Model, Run, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{Basis, ChangeKind, Evidence};
use crate::{Codes, Dossier};

pub(crate) use connectives::meets;
pub use connectives::negated;
pub(crate) use definitions::circles;
pub use drivers::DriverLevels;
pub use error::{CompileError, breaks_rule, grouped};
pub use everything::AllOptions;
pub(crate) use judges::{Judges, judgement};
pub(crate) use lower::size;
pub(crate) use names::{Fault, Names, controllers, level_names};
pub use negotiation::{
    AgainstWishes, CompiledFaction, CompiledForm, CompiledGate, CompiledGuarantee, CompiledHolder,
    CompiledRatification, CompiledTermRule, Judge, Negotiation, Role,
};
pub use outline::Outline;
pub(crate) use parts::{Parts, parts, periods_by_date, seen_by};
pub(crate) use perceive::perceptions;
pub(crate) use preferences::{Unchanged, Wants, base as base_wants, stands, taken_in};
pub use red_lines::CrossedRedLine;
pub(crate) use red_lines::crossed_red_lines;
pub use switches::{Switch, SwitchKind};
pub use terms::CompiledTerm;
pub(crate) use terms::{sides, term_levels};
pub use unsaved_change::Change;

/// Which model of the dossier to build.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scenario {
    /// Id of the period; `None` in a dossier without periods.
    pub period: Option<String>,
    /// Id of the reading; `None` for the base reading.
    pub reading: Option<String>,
    /// Keep only statements whose basis is `stated`.
    pub stated_only: bool,
    /// Changes that nobody has saved, carried out in order after those of the reading.
    pub changes: Vec<Change>,
}

/// A graph model in which everything knows what it stands for.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What was compiled.
    pub scenario: Scenario,
    /// The model. Decision maker `i` is `decision_makers[i]`, axis `k` is `options[k]`.
    pub model: Model,
    /// Ids of the decision makers: the actors who control an option or have
    /// preferences, in the order in which the dossier declares them.
    pub decision_makers: Vec<String>,
    /// The axes, grouped by decision maker.
    pub options: Vec<CompiledOption>,
    /// All options of the dossier in the order of its files (a joint option once
    /// per party), those that are absent in the period included, for tables.
    pub columns: Vec<Column>,
    /// What each decision maker wants.
    pub preferences: Vec<Preferences>,
    /// The rules in force.
    pub rules: Vec<CompiledRule>,
    /// Transitions that the changes of joint options forbid to everyone.
    pub(crate) bound: Vec<(Formula, Formula)>,
    /// The status quo, where the dossier has periods.
    pub status_quo: Option<State>,
    /// The outcomes of the period, earliest first: id, and the state or, where the
    /// model does not have it, why, in one sentence.
    pub outcomes: Vec<(String, Result<State, String>)>,
    names: Names,
    codes: Codes,
}

/// One column of a table of states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Id of the option in the dossier.
    pub id: String,
    /// For a joint option, the party whose consent this is.
    pub party: Option<String>,
    /// Id of the actor who controls it.
    pub actor: String,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// How it may change in this period; `None` for an explicit table.
    pub change: Option<ChangeKind>,
    /// The axis of the model; `None` where the option is absent in the period and
    /// held at its lowest level.
    pub axis: Option<usize>,
}

/// One axis: an option, or one party's consent to a joint option.
#[derive(Clone, Debug)]
pub struct CompiledOption {
    /// Id of the option in the dossier.
    pub id: String,
    /// For a joint option, the party whose consent this axis is.
    pub party: Option<String>,
    /// Index of the decision maker who controls it.
    pub owner: usize,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// How it may change in this period; `None` for an explicit table.
    pub change: Option<ChangeKind>,
}

/// What one decision maker wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Preferences {
    /// No preferences were given: indifferent between all states.
    None,
    /// Statements by rank, most important rank first.
    Statements(Vec<Vec<CompiledStatement>>),
    /// A ranking.
    Ranking {
        /// Classes, best first, with the class's formula as written.
        classes: Vec<(String, Formula)>,
        /// What the ranking as a whole rests on.
        evidence: Evidence,
    },
}

/// One statement, ready to be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledStatement {
    /// Its id, unique within its decision maker's list.
    pub id: String,
    /// The wish in plain words; made of its formula where the dossier has none.
    pub text: String,
    /// The formula as written.
    pub wants: String,
    /// The formula over axes.
    pub formula: Formula,
    /// Claim ids.
    pub because: Vec<String>,
    /// How far it goes beyond its claims.
    pub basis: Basis,
    /// Whether it is a red line: to fail it is a great loss.
    pub red_line: bool,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The reading that brought it in, or the perception, if one did.
    pub reading: Option<String>,
}

/// One rule in force.
#[derive(Clone, Debug)]
pub struct CompiledRule {
    /// Its id.
    pub id: String,
    /// Why, in a sentence.
    pub text: String,
    /// What it asks.
    pub effect: Effect,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Every feasible state meets this formula.
    Requires(Formula),
    /// No single move leads from a state that meets `from` to one that meets `to`.
    Bars {
        /// Met before the move.
        from: Formula,
        /// Met after it.
        to: Formula,
        /// The decision maker who may not; `None` where nobody may.
        by: Option<usize>,
    },
}

impl Dossier {
    /// Where every driver stands under a scenario; without a period, in the last one.
    ///
    /// # Errors
    /// Where a driver, a level or a reading is unknown.
    pub fn driver_levels(&self, scenario: &Scenario) -> Result<DriverLevels, CompileError> {
        DriverLevels::of(&self.file, &self.dated(scenario))
    }

    /// Ids of the readings that stand under a scenario, in the order of the files: those
    /// asked for and those that drivers put on, with those that either take in; without a
    /// period, in the last one.
    ///
    /// # Errors
    /// Where a driver, a level or a reading is unknown.
    pub fn standing_readings(&self, scenario: &Scenario) -> Result<Vec<&str>, CompileError> {
        edits::standing_readings(&self.file, &self.dated(scenario))
    }

    /// The scenario in its period; in the last one, where it names none.
    pub fn dated(&self, scenario: &Scenario) -> Scenario {
        let last = || self.period_ids().pop();
        Scenario {
            period: scenario.period.clone().or_else(last),
            ..scenario.clone()
        }
    }

    /// All that stands only while drivers do, kind by kind in the order of the files.
    pub fn switches(&self) -> Vec<Switch> {
        switches::switches(&self.file)
    }

    /// The periods' ids, in order of date (then of declaration);
    /// those without a date come first.
    pub fn period_ids(&self) -> Vec<String> {
        periods_by_date(&self.file)
    }

    /// Compiles one scenario. Without a period, the last period by date is meant
    /// where the dossier has any.
    ///
    /// # Errors
    /// See [`CompileError`].
    pub fn compile(&self, scenario: &Scenario, limits: Limits) -> Result<Compiled, CompileError> {
        self.compile_with(scenario, limits, &Run::default())
    }

    /// The same, run as told.
    ///
    /// # Errors
    /// See [`CompileError`].
    pub fn compile_with(
        &self,
        scenario: &Scenario,
        limits: Limits,
        run: &Run,
    ) -> Result<Compiled, CompileError> {
        parts(&self.file, scenario)?.build(limits, run)
    }

    /// Compiles a scenario as `viewer` sees it: over the same decision makers and options
    /// as [`Dossier::compile`] gives, with the perceptions that `viewer` holds in that
    /// period carried out, on top of the reading. Statements that a perception brings in
    /// have its id as their `reading`, and rules its id as theirs. A status quo that
    /// `viewer` does not perceive is none in its picture, and so for outcomes.
    ///
    /// # Errors
    /// See [`CompileError`]: a perception may fit only some readings.
    pub fn compile_perceived(
        &self,
        scenario: &Scenario,
        viewer: &str,
        limits: Limits,
        run: &Run,
    ) -> Result<Compiled, CompileError> {
        let mut parts = seen_by(&self.file, scenario, Some(viewer))?;
        let status_quo = parts.status_quo.take();
        let mut picture = parts.build(limits, run).map_err(|error| match error {
            CompileError::NoState => CompileError::Faulty(format!(
                "In the picture that `{viewer}` has nothing can be: loosen `never` or `unaware` \
                 of its perceptions."
            )),
            other => other,
        })?;
        picture.status_quo = status_quo.and_then(|text| picture.read_state(&text).ok());
        Ok(picture)
    }
}
