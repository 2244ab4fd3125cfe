//! Two periods or readings side by side.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    ActorHead, AnalyseSettings, ConceptCount, Finding, Holding, OptionHead, OutcomeHolding,
    ScenarioHead, StatementHead,
};

/// The finding of `compare`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// Plain sentences: what changed and what did not.
    pub sentences: Vec<String>,
    /// The decision makers of either.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files; absent where neither
    /// has it on the table.
    pub options: Vec<OptionHead>,
    /// What stands side by side.
    pub sides: [Side; 2],
    /// Statements of the first that the second lacks.
    pub statements_gone: Vec<StatementHead>,
    /// Statements of the second that the first lacks.
    pub statements_new: Vec<StatementHead>,
    /// Statements in both whose rank differs.
    pub statements_moved: Vec<MovedStatement>,
    /// States that hold in either, those that matter most first: how in the
    /// first, how in the second. At most the number asked for.
    pub states: Vec<Pair>,
    /// How many further states hold in either and are not listed.
    pub states_not_listed: u64,
    /// States that hold under some concept in both, in the first only, in the
    /// second only.
    pub hold: [u64; 3],
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// One of the two scenarios compared.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Side {
    /// Which model.
    pub scenario: ScenarioHead,
    /// Feasible states.
    pub feasible: u64,
    /// How many states hold under each concept.
    pub equilibrium_counts: Vec<ConceptCount>,
    /// The status quo.
    pub status_quo: Option<Holding>,
    /// What happened.
    pub outcomes: Vec<OutcomeHolding>,
}

/// A statement with another rank in each scenario.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MovedStatement {
    /// The statement, as the second scenario has it.
    pub statement: StatementHead,
    /// Its ranks, counted from 1.
    pub ranks: [usize; 2],
}

/// A state in two scenarios.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pair {
    /// Its code.
    pub code: String,
    /// Its text.
    pub text: String,
    /// How it holds in the first; `None` where it is not feasible there.
    pub first: Option<Holding>,
    /// How it holds in the second.
    pub second: Option<Holding>,
}

/// Sets two scenarios of one dossier side by side.
///
/// # Errors
/// Where one of them does not compile.
pub fn compare(
    dossier: &Dossier,
    first: &Scenario,
    second: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Comparison>, CompileError> {
    todo!()
}
