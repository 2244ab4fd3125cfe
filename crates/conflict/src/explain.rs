//! A verdict as a proof that a person can follow.

mod answers;
mod proof;

use std::collections::BTreeSet;
use std::fmt;

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Concept, State, Stopped};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::proof::Prover;
use crate::WantedKind;
use crate::solve::verdicts;
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionHead, Reason, ScenarioHead, StateRow,
    WalkStep, basis,
};

/// The finding of `explain`: one state, and per actor and concept why it does or
/// does not stay there.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The state explained.
    pub state: StateRow,
    /// The kind of states that was asked about, where it was not one state: of this kind the
    /// state explained is the nearest to the status quo that lasts, else the nearest.
    pub asked_kind: Option<WantedKind>,
    /// One proof per actor and concept asked for.
    pub proofs: Vec<Proof>,
    /// The rows of all states that the proofs name, by index.
    pub rows: Vec<StateRow>,
}

/// Why a state is stable or not for one actor under one concept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Proof {
    /// The actor.
    pub actor: String,
    /// The concept.
    pub concept: String,
    /// The verdict.
    pub stable: bool,
    /// Stable: one entry per unilateral improvement, best for the actor first,
    /// each with the answer that spoils it (none under Nash, where there is no
    /// improvement). Unstable: one entry per improvement that nothing spoils,
    /// best for the actor first.
    pub improvements: Vec<Improvement>,
    /// How many more improvements are of the same kind as those listed.
    pub improvements_not_listed: u64,
    /// Unstable verdicts: how many further improvements some answer spoils.
    pub improvements_answered: u64,
    /// How many improvements were not looked into, because the answers to them
    /// are too many ([`ExplainSettings::work`]). The verdict covers them all the same.
    pub improvements_not_examined: u64,
}

/// One unilateral improvement and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Improvement {
    /// The improvement.
    pub step: WalkStep,
    /// Stable verdicts: the answer that spoils it, step by step.
    pub answer: Vec<WalkStep>,
    /// Stable verdicts: the end of the answer against the state explained.
    pub result: Option<Reason>,
    /// Stable under SMR or SSEQ: the ways out of the answer, best for the actor
    /// first, none of them better than the state explained.
    pub escapes: Vec<Escape>,
    /// How many more ways out there are, none of them better either.
    pub escapes_not_listed: u64,
    /// Unstable verdicts: the answers tried, and why each fails.
    pub failures: Vec<Failure>,
    /// Unstable verdicts: how many more states the others can bring about in
    /// answer, none of which spoils the improvement either.
    pub failures_not_listed: u64,
}

/// A way out of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Escape {
    /// The move out.
    pub step: WalkStep,
    /// Its end against the state explained.
    pub result: Reason,
}

/// An answer that does not spoil the improvement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The answer, step by step; empty where the others have none (under SEQ and
    /// SSEQ: none in which each step improves its mover).
    pub answer: Vec<WalkStep>,
    /// Why it fails.
    pub why: FailureKind,
}

/// Why an answer fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
        step: WalkStep,
        /// Its end against the state explained.
        result: Reason,
    },
}

/// How much to list, and how far to look.
#[derive(Clone)]
pub struct ExplainSettings<'a> {
    /// Most answered improvements listed in a proof of stability. Default: 64.
    pub answered: usize,
    /// Most unanswered improvements listed in a proof of instability, and most
    /// failures or escapes listed per improvement; at least one. Default: 12.
    pub list: usize,
    /// Most moves followed per actor in search of answers, by an estimate from
    /// above. Default: 50 million (about a second).
    pub work: u64,
    /// How the model is solved, and what of it is kept.
    pub analyse: AnalyseSettings<'a>,
}

impl Default for ExplainSettings<'_> {
    fn default() -> Self {
        ExplainSettings {
            answered: 64,
            list: 12,
            work: 50_000_000,
            analyse: AnalyseSettings::default(),
        }
    }
}

/// Why a verdict cannot be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExplainError {
    /// The watcher asked to stop.
    Stopped,
    /// The state is not feasible in this model.
    Infeasible(State),
    /// No such decision maker; they are numbered from 0.
    UnknownActor(usize),
    /// The search for answers contradicts the engine's verdict: a defect of the
    /// program, which must not be shown as a finding.
    Contradiction {
        /// Id of the actor.
        actor: String,
        /// The concept.
        concept: Concept,
        /// Code of the state.
        state: String,
    },
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExplainError::Stopped => Stopped.fmt(f),
            ExplainError::Infeasible(state) => {
                write!(f, "state number {} is not feasible in this model", state.0)
            }
            ExplainError::UnknownActor(actor) => write!(f, "there is no actor number {actor}"),
            ExplainError::Contradiction {
                actor,
                concept,
                state,
            } => write!(
                f,
                "the proof and the verdict disagree on {} for {actor} at {state}: \
                 this is a defect of Hikiwake; please report it with the dossier",
                concept.name()
            ),
        }
    }
}

impl std::error::Error for ExplainError {}

impl From<Stopped> for ExplainError {
    fn from(_: Stopped) -> Self {
        ExplainError::Stopped
    }
}

/// Explains `state` for the actors in `actors` (all, where empty) under
/// `concepts` (all, where empty), exact by the definitions of Fang, Hipel &
/// Kilgour (1993) and Rego & Vieira (2017) for any number of decision makers.
///
/// # Errors
/// See [`ExplainError`].
pub fn explain(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actors: &[usize],
    concepts: &[Concept],
    settings: &ExplainSettings,
) -> Result<Finding<Explanation>, ExplainError> {
    let model = &compiled.model;
    if state.0 as usize >= model.space().size() || !model.feasible().has(state) {
        return Err(ExplainError::Infeasible(state));
    }
    let everyone: Vec<usize> = (0..model.decision_makers()).collect();
    let actors = if actors.is_empty() { &everyone } else { actors };
    if let Some(&actor) = actors.iter().find(|&actor| !everyone.contains(actor)) {
        return Err(ExplainError::UnknownActor(actor));
    }
    let concepts = if concepts.is_empty() {
        &Concept::ALL
    } else {
        concepts
    };

    let verdicts =
        verdicts::<ExplainError>(dossier, compiled, &compiled.content(), &settings.analyse)?;
    let mut prover = Prover {
        dossier,
        compiled,
        stability: &verdicts.stability,
        settings,
        state,
        named: BTreeSet::from([state]),
    };
    let mut proofs = Vec::new();
    for &actor in actors {
        proofs.extend(prover.prove(actor, concepts)?);
    }
    let row = |state| basis::row(dossier, compiled, state);
    let explanation = Explanation {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        state: row(state),
        asked_kind: None,
        proofs,
        rows: prover.named.into_iter().map(row).collect(),
    };
    Ok(basis::finding(
        dossier,
        FindingKind::Explanation,
        explanation,
    ))
}
