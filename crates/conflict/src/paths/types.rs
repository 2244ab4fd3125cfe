//! The types of the finding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{StepGraph, WalkKind};
use crate::WantedKind;
use hikiwake_finding::{
    ActorHead, OptionChange, OptionHead, ReachKind, ScenarioHead, StateRow, WalkStep,
};

/// The finding of `ways`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Paths {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// Feasible states in all.
    pub feasible: u64,
    /// Where all walks start: the status quo, or the state asked for. `None` without
    /// either.
    pub start: Option<StateRow>,
    /// Code of the state to which the ways were asked for, or the id of the definition, or
    /// the formula; `None` for the overview.
    pub asked: Option<String>,
    /// The kind of states to which they were asked for, where it was not one state.
    pub asked_kind: Option<WantedKind>,
    /// What is reached, by kind of step: best replies, improvements, any moves.
    pub reached: Vec<ReachedBy>,
    /// Improvements after which no moves of anybody lead back to the start, by fewest
    /// moves to them, then by code.
    pub no_return: Vec<NoReturn>,
    /// How many more of these there are.
    pub no_return_not_listed: u64,
    /// The changes that, once made, keep everybody from coming back to the start,
    /// whatever else is done: the least such changes of each actor.
    pub lasting: Vec<Lasting>,
    /// The ways to the state asked for, or to those that stand for its kind: the one that
    /// lasts and is reached best, and behind it one that does not last, where that is
    /// reached better; in the overview, to what happened and to the
    /// strongest of the states that hold.
    pub goals: Vec<PathsTo>,
    /// The improvements from the start as a drawing; `None` where they are too many.
    pub drawing: Option<StepGraph>,
    /// The rows of all states that the finding names, by code.
    pub rows: Vec<StateRow>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// What one kind of step reaches.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReachedBy {
    /// The kind of step.
    pub by: WalkKind,
    /// How many states are reached, the start included.
    pub states: u64,
    /// How many states take so many moves at least: first none (the start), then one.
    pub by_moves: Vec<u64>,
    /// Where walks can end (final components); empty for any moves.
    pub ends: Vec<End>,
    /// How many more ends there are.
    pub ends_not_listed: u64,
    /// The level that all ends at rest, the listed and the others, give each option, in the
    /// order of the option heads; `None` for an option in which they differ. Empty where
    /// walks come to rest nowhere, and for any moves.
    pub shared: Vec<Option<u8>>,
    /// A walk that comes back to where it began, so that it can go on for ever; empty
    /// where there is none, and for any moves.
    pub round: Vec<WalkStep>,
}

/// Where walks can end: states that lead to one another and to nothing else.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct End {
    /// Their codes; one for a state of rest.
    pub states: Vec<String>,
    /// How it ends there.
    pub how: EndKind,
    /// The fewest moves to one of them.
    pub moves: u64,
}

/// How it ends.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EndKind {
    /// Nobody has a step of this kind.
    AtRest,
    /// Round and round among these states, for ever.
    Round,
    /// Only whoever moved last still has a step of this kind, and it is not its turn.
    Paused,
}

/// A step after which nothing leads back to the start.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NoReturn {
    /// The step.
    pub step: WalkStep,
    /// The fewest improvements to where it is taken.
    pub moves: u64,
}

/// A change that keeps everybody from coming back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lasting {
    /// Id of the actor who makes it.
    pub actor: String,
    /// In words.
    pub text: String,
    /// Option by option.
    pub changes: Vec<OptionChange>,
    /// How many of the moves that are reached make it, alone or with other changes, from
    /// a state from which the start could still be reached.
    pub steps: u64,
}

/// The ways to one state.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PathsTo {
    /// The state.
    pub state: StateRow,
    /// Concepts under which it is an equilibrium.
    pub concepts: Vec<String>,
    /// The strongest way it is reached, whatever lies between.
    pub reach: ReachKind,
    /// Codes of the states to come through, in order.
    pub via: Vec<String>,
    /// The walks there by kind of step, the strongest first; in the overview the
    /// strongest alone.
    pub walks: Vec<WalksTo>,
    /// Where it takes a joint improvement: a shortest walk with one. Not where states
    /// to come through were given.
    pub joint: Vec<WalkStep>,
    /// Ids of those who move on that walk and like its end less than its start.
    pub joint_worse_off: Vec<String>,
    /// Per member of the joint improvement that has one, its best move alone in place of it,
    /// which serves it better: it would rather take that.
    pub joint_better_alone: Vec<WalkStep>,
}

/// The walks to one state by one kind of step.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WalksTo {
    /// The kind of step.
    pub by: WalkKind,
    /// The fewest moves.
    pub moves: u64,
    /// How many paths take so few; `null` for 2^64 or more.
    pub paths: Option<u64>,
    /// The first of these.
    pub listed: Vec<Way>,
    /// The smallest groups that can bring it about by such steps of their own alone.
    /// `null`, as in `needed`, where too many actors take steps for all groups of them
    /// to be tried.
    pub able_alone: Option<Vec<Vec<String>>>,
    /// The smallest groups without whose steps nobody brings it about: one of a group
    /// of one can keep it from coming about.
    pub needed: Option<Vec<Vec<String>>>,
    /// The steps that are on every such walk, however long.
    pub steps_on_all: Vec<WalkStep>,
    /// Codes of the states between that every such walk comes through.
    pub states_on_all: Vec<String>,
}

/// One path.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Way {
    /// The steps, in order.
    pub steps: Vec<PathStep>,
    /// Ids of those who move on it and like its end less than its start.
    pub worse_off: Vec<String>,
}

/// One step of a path, and who could get in before it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PathStep {
    /// The step.
    pub step: WalkStep,
    /// No moves of anybody, in any order, lead back over it; `null` where that is not
    /// known.
    pub lasting: Option<bool>,
    /// Who else can move before it is taken: not whoever moved last.
    pub others: Vec<StepsIn>,
}

/// Somebody who can move before a step of somebody else.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StepsIn {
    /// Id of the actor.
    pub actor: String,
    /// How many moves it has there.
    pub moves: u64,
    /// How many of these improve its lot, so that it would make them.
    pub improvements: u64,
    /// After how many of the improvements no improvements lead to the goal any more.
    pub stopping: u64,
    /// The best of these, or else the best of the improvements.
    pub best: Option<WalkStep>,
}
