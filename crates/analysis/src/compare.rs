//! Two periods or readings side by side.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{Analysis, Finding, Holding, ScenarioHead, StatementHead};

/// The finding of `compare`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// The two scenarios.
    pub scenarios: [ScenarioHead; 2],
    /// Plain sentences: what changed and what did not.
    pub sentences: Vec<String>,
    /// Statements of the first that the second lacks.
    pub statements_gone: Vec<StatementHead>,
    /// Statements of the second that the first lacks.
    pub statements_new: Vec<StatementHead>,
    /// Statements in both whose rank differs, with both ranks.
    pub statements_moved: Vec<(StatementHead, usize, usize)>,
    /// States that hold in either: how in the first, how in the second.
    pub states: Vec<Pair>,
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

/// Sets two analyses of one dossier side by side.
pub fn compare(first: &Finding<Analysis>, second: &Finding<Analysis>) -> Finding<Comparison> {
    todo!()
}
