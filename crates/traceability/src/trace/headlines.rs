//! The headline findings of a period, and the statements that decide each.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use hikiwake_graph::{Bits, Concept, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decide::{each_once, grounds};
use hikiwake_conflict::solve::Solved;
use hikiwake_conflict::{patterns::meeting, patterns::patterns};
use hikiwake_finding::{Holding, ScenarioHead, StatementHead, basis};

/// A headline finding and the statements that decide it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoveredFinding {
    /// Which model.
    pub scenario: ScenarioHead,
    /// What it is about.
    pub about: CoveredKind,
    /// Id of the outcome or definition, or code of the state.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Ids of the statements that decide it.
    pub statements: Vec<String>,
    /// Those of them that name no claim.
    pub without_claim: Vec<String>,
    /// Ids of the claims that they name.
    pub claims: Vec<String>,
}

impl CoveredFinding {
    /// Whether statements decide it and each names a claim.
    pub fn covered(&self) -> bool {
        !self.statements.is_empty() && self.without_claim.is_empty()
    }
}

/// What a headline finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CoveredKind {
    /// Whether the status quo holds.
    StatusQuo,
    /// Whether an outcome holds, and how it is reached.
    Outcome,
    /// Whether states that meet a labelled definition hold, and how they are
    /// reached: decided by the strongest of them, or, where none holds, by those
    /// that leave.
    Pattern,
    /// That a state holds, and how it is reached.
    Equilibrium,
}

/// The headline findings of one period.
pub(super) fn headlines(solved: &Solved, list: usize, cut: &mut bool) -> Vec<CoveredFinding> {
    let scenario = basis::scenario_head(solved.dossier, &solved.compiled);
    let finding = |about, id: &str, label: &str, decide: Vec<StatementHead>| {
        let name = |head: &StatementHead| format!("{}.{}", head.actor, head.id);
        let bare = decide.iter().filter(|head| head.claims.is_empty());
        CoveredFinding {
            scenario: scenario.clone(),
            about,
            id: id.to_string(),
            label: label.to_string(),
            without_claim: bare.map(name).collect(),
            claims: (decide.iter().flat_map(|head| &head.claims))
                .map(|claim| claim.id.clone())
                .collect::<BTreeSet<String>>()
                .into_iter()
                .collect(),
            statements: decide.iter().map(name).collect(),
        }
    };
    let mut all = Vec::new();
    if let Some(start) = solved.compiled.status_quo {
        let decide = deciding(solved, start, cut);
        let code = solved.compiled.code(start);
        all.push(finding(
            CoveredKind::StatusQuo,
            &code,
            "The status quo",
            decide,
        ));
    }
    for outcome in solved.outcomes() {
        let found = solved
            .compiled
            .outcomes
            .iter()
            .find(|(id, _)| *id == outcome.id);
        if let Some((_, Ok(state))) = found {
            let decide = deciding(solved, *state, cut);
            all.push(finding(
                CoveredKind::Outcome,
                &outcome.id,
                &outcome.label,
                decide,
            ));
        }
    }
    let seq = &solved.equilibria[Concept::Seq as usize];
    for pattern in patterns(solved) {
        let Some(meeting) = meeting(solved, &pattern.id) else {
            continue;
        };
        let decide = match strongest_of(solved, &meeting) {
            Some(state) => deciding(solved, state, cut),
            None => each_once((meeting.iter().take(list)).flat_map(|state| leaving(solved, state))),
        };
        all.push(finding(
            CoveredKind::Pattern,
            &pattern.id,
            &pattern.label,
            decide,
        ));
    }
    let (strongest, _) = solved.strongest(list);
    for state in strongest.into_iter().filter(|&state| seq.has(state)) {
        let code = solved.compiled.code(state);
        let text = solved.compiled.state_text(state);
        let decide = deciding(solved, state, cut);
        all.push(finding(CoveredKind::Equilibrium, &code, &text, decide));
    }
    all
}

/// The state that holds best among some: reached most readily, under most concepts.
fn strongest_of(solved: &Solved, states: &Bits) -> Option<State> {
    let seq = solved.equilibria[Concept::Seq as usize].iter();
    (seq.filter(|&state| states.has(state))).min_by_key(|&state| {
        (
            solved.reach(state),
            Reverse(solved.concepts(state).len()),
            state,
        )
    })
}

/// The statements that decide whether a state holds and how it is reached.
fn deciding(solved: &Solved, state: State, cut: &mut bool) -> Vec<StatementHead> {
    let grounds = grounds(solved, state);
    *cut |= grounds.cut;
    let way = solved.path(state).into_iter().flat_map(|step| step.because);
    let holds = grounds
        .per_actor
        .into_iter()
        .flat_map(|ground| ground.statements);
    each_once(holds.chain(way.flat_map(|reason| reason.statements)))
}

/// The statements by which a state is left.
fn leaving(solved: &Solved, state: State) -> Vec<StatementHead> {
    let Holding { departures, .. } = solved.holding(state, true);
    let reasons = departures.into_iter().flat_map(|step| step.because);
    reasons.flat_map(|reason| reason.statements).collect()
}
