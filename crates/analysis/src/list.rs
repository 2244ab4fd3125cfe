//! The states of a model.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::Formula;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{ActorHead, Finding, OptionHead, ScenarioHead, StateRow};

/// The finding of `states`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StateList {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// Feasible states in all.
    pub feasible: u64,
    /// Those that meet the condition asked for.
    pub matching: u64,
    /// The first of them, by index.
    pub states: Vec<ListedState>,
}

/// A state and how much each decision maker likes it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListedState {
    /// The state.
    pub state: StateRow,
    /// Per decision maker, its place in that one's order: 1 is best; equally
    /// good states share a place.
    pub places: Vec<u32>,
}

/// Lists the feasible states that meet `filter`, at most `limit` of them.
pub fn list_states(
    dossier: &Dossier,
    compiled: &Compiled,
    filter: Option<&Formula>,
    limit: usize,
) -> Finding<StateList> {
    todo!()
}
