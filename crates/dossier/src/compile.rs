//! From a dossier and a scenario to a graph model that knows its evidence.

use hikiwake_graph::{BuildError, Formula, Limits, Model, State};

use crate::file::{Basis, ChangeKind};
use crate::{Dossier, Expr};

/// Which model of the dossier to build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Id of the period; `None` in a dossier without periods.
    pub period: Option<String>,
    /// Id of the reading; `None` for the base reading.
    pub reading: Option<String>,
    /// Keep only statements whose basis is `stated`.
    pub stated_only: bool,
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
    /// Axis indices in the order of the dossier's files, for tables.
    pub display_order: Vec<usize>,
    /// What each decision maker wants.
    pub preferences: Vec<Preferences>,
    /// The rules in force.
    pub rules: Vec<CompiledRule>,
    /// The status quo, where the dossier has periods.
    pub status_quo: Option<State>,
    /// (outcome id, state) of the period, earliest first.
    pub outcomes: Vec<(String, State)>,
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
#[derive(Clone, Debug)]
pub enum Preferences {
    /// No preferences were given: indifferent between all states.
    None,
    /// Statements by rank, most important rank first.
    Statements(Vec<Vec<CompiledStatement>>),
    /// Classes, best first, with the class's formula as written.
    Ranking(Vec<(String, Formula)>),
}

/// One statement, ready to be evaluated.
#[derive(Clone, Debug)]
pub struct CompiledStatement {
    /// Its id, unique within its decision maker's list.
    pub id: String,
    /// The wish in plain words.
    pub text: String,
    /// The formula as written.
    pub wants: String,
    /// The formula over axes.
    pub formula: Formula,
    /// Claim ids.
    pub because: Vec<String>,
    /// How far it goes beyond its claims.
    pub basis: Basis,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The reading that brought it in, if one did.
    pub reading: Option<String>,
}

/// One rule in force.
#[derive(Clone, Debug)]
pub struct CompiledRule {
    /// Its id.
    pub id: String,
    /// Why, in a sentence.
    pub text: String,
}

/// Why a scenario cannot be compiled.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CompileError {
    /// No such period; the ids there are.
    UnknownPeriod(String, Vec<String>),
    /// No such reading; the ids there are.
    UnknownReading(String, Vec<String>),
    /// The reading is not meant for the period; the periods it is for.
    ReadingNotForPeriod(String, Vec<String>),
    /// The engine refused.
    Build(BuildError),
}

impl Dossier {
    /// The periods' ids, in order of date (then of declaration).
    pub fn period_ids(&self) -> Vec<String> {
        todo!()
    }

    /// Compiles one scenario. Without a period, the last period by date is meant
    /// where the dossier has any.
    ///
    /// # Errors
    /// See [`CompileError`].
    pub fn compile(&self, scenario: &Scenario, limits: Limits) -> Result<Compiled, CompileError> {
        todo!()
    }
}

impl Compiled {
    /// The code of a state, the same in every period and reading of the dossier.
    pub fn code(&self, state: State) -> String {
        todo!()
    }

    /// Finds a state by what a person may type: its code, `status-quo`, an
    /// outcome's id, or a state text (`economy, sanctions, build-up = high`).
    ///
    /// # Errors
    /// One sentence for the person: what was not understood, or that the state
    /// is not feasible and which rule it breaks.
    pub fn find(&self, text: &str) -> Result<State, String> {
        todo!()
    }

    /// Reads a formula over the dossier's options and definitions.
    ///
    /// # Errors
    /// One message with the place underlined.
    pub fn formula(&self, text: &str) -> Result<Formula, String> {
        todo!()
    }

    /// The state as text: the options above their lowest level.
    pub fn state_text(&self, state: State) -> String {
        todo!()
    }
}
