//! The states of a model.

use std::ops::RangeInclusive;

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Formula, Model, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{
    ActorHead, Finding, FindingKind, OptionHead, ScenarioHead, StateRow, basis,
};

/// The finding of `states`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StateList {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// Feasible states in all.
    pub feasible: u64,
    /// The condition asked for, as it was written; `None` where all were.
    pub condition: Option<String>,
    /// Those that meet it; all, without one.
    pub matching: u64,
    /// Of those that meet the condition, the one that differs from the status quo in the
    /// fewest options, the first of several; `None` without a condition or a status quo.
    pub nearest: Option<StateRow>,
    /// The first of them, by index.
    pub states: Vec<ListedState>,
}

/// A state and how much each decision maker likes it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ListedState {
    /// The state.
    pub state: StateRow,
    /// Per decision maker, its place in that one's order: 1 is best; equally
    /// good states share a place.
    pub places: Vec<u32>,
}

/// Lists the feasible states that meet `filter` (a formula, and as it was written), at
/// most `limit` of them.
pub fn list_states(
    dossier: &Dossier,
    compiled: &Compiled,
    filter: Option<(&Formula, &str)>,
    limit: usize,
) -> Finding<StateList> {
    let model = &compiled.model;
    let wanted = filter.map(|(formula, _)| formula.extension(model.space()));
    let matching: Vec<State> = (model.feasible().iter())
        .filter(|&state| wanted.as_ref().is_none_or(|wanted| wanted.has(state)))
        .collect();
    let best: Vec<u32> = (0..model.decision_makers())
        .map(|i| *values(model, i).end())
        .collect();
    let listed = |&state: &State| ListedState {
        state: basis::row(dossier, compiled, state),
        places: (best.iter().enumerate())
            .map(|(i, best)| best - model.value(i, state) + 1)
            .collect(),
    };
    let today = compiled.status_quo.filter(|_| filter.is_some());
    let nearest = today.and_then(|today| {
        let space = model.space();
        let differs = |state: &State| (space.difference(today, *state), *state);
        matching.iter().copied().min_by_key(differs)
    });
    let states = StateList {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        feasible: model.feasible().count() as u64,
        condition: filter.map(|(_, text)| text.to_owned()),
        matching: matching.len() as u64,
        nearest: nearest.map(|state| basis::row(dossier, compiled, state)),
        states: matching.iter().take(limit).map(listed).collect(),
    };
    basis::finding(dossier, FindingKind::States, states)
}

/// The values of a decision maker, from that of its worst feasible state to that of its
/// best, without gaps.
pub(crate) fn values(model: &Model, decision_maker: usize) -> RangeInclusive<u32> {
    let values = || {
        let states = model.feasible().iter();
        states.map(|state| model.value(decision_maker, state))
    };
    values().min().unwrap_or(0)..=values().max().unwrap_or(0)
}
