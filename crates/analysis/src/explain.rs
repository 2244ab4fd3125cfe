//! A verdict as a proof that a person can follow.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Concept, State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Finding, Reason, ScenarioHead, StateRow, Step};

/// The finding of `explain`: one state, and per actor and concept why it does or
/// does not stay there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The state explained.
    pub state: StateRow,
    /// One proof per actor and concept asked for.
    pub proofs: Vec<Proof>,
    /// The rows of all states that the proofs name.
    pub rows: Vec<StateRow>,
}

/// Why a state is stable or not for one actor under one concept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Proof {
    /// The actor.
    pub actor: String,
    /// The concept.
    pub concept: String,
    /// The verdict.
    pub stable: bool,
    /// One sentence that says it.
    pub sentence: String,
    /// Stable: one entry per unilateral improvement, each with the answer that
    /// spoils it (none under Nash, where there is no improvement). Unstable: one
    /// entry per improvement that nothing spoils.
    pub improvements: Vec<Improvement>,
}

/// One unilateral improvement and what comes of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Improvement {
    /// The improvement.
    pub step: Step,
    /// Stable verdicts: the answer that spoils it, step by step.
    pub answer: Vec<Step>,
    /// Stable verdicts: the end of the answer against the state explained.
    pub result: Option<Reason>,
    /// Stable under SMR or SSEQ: every way out of the answer, none of them
    /// better than the state explained.
    pub escapes: Vec<Escape>,
    /// Unstable verdicts: the answers tried, and why each fails.
    pub failures: Vec<Failure>,
    /// Unstable verdicts: how many more answers fail in the same ways.
    pub failures_not_listed: u64,
}

/// A way out of an answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Escape {
    /// The move out.
    pub step: Step,
    /// Its end against the state explained.
    pub result: Reason,
}

/// An answer that does not spoil the improvement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Failure {
    /// The answer, step by step; empty where the others cannot move at all.
    pub answer: Vec<Step>,
    /// Why it fails.
    pub why: FailureKind,
}

/// Why an answer fails.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FailureKind {
    /// Even the worst that the others can do still leaves the actor better off.
    StillBetter {
        /// The end of the answer against the state explained.
        result: Reason,
    },
    /// It would hurt, but this step does not improve its mover (SEQ, SSEQ).
    NotCredible {
        /// Number of the step in the answer, counted from 0.
        step: usize,
        /// How the mover sees the step.
        result: Reason,
    },
    /// It would hurt, but the actor can move on to something better (SMR, SSEQ).
    WayOut {
        /// The move out.
        step: Step,
        /// Its end against the state explained.
        result: Reason,
    },
}

/// Explains `state` for the actors in `actors` (all, where empty) under `concepts`.
pub fn explain(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actors: &[usize],
    concepts: &[Concept],
) -> Finding<Explanation> {
    todo!()
}
