//! What holds where memory does not hold the space: the finding, as plain data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{ActorHead, OptionHead, ScenarioHead, StateRow};

/// What holds, answered on binary decision diagrams instead of state by state.
/// Every count is exact. Numbers of states are decimal texts, since they pass what
/// a JSON number holds.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Symbolic {
    /// Period and reading.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, as columns of every state row.
    pub options: Vec<OptionHead>,
    /// Diagrams were taken because memory does not hold the states one by one; else
    /// because they were asked for.
    pub too_large: bool,
    /// Combinations of levels.
    pub combinations: String,
    /// Those that the rules leave.
    pub feasible: String,
    /// The five concepts, from Nash to SSEQ.
    pub concepts: Vec<SymbolicConcept>,
    /// The status quo and the outcomes of the period.
    pub landmarks: Vec<SymbolicLandmark>,
    /// What becomes of the definitions with a label.
    pub patterns: Vec<SymbolicPattern>,
    /// How many states the status quo leads to by any moves and by improvements
    /// only, itself included; `None` where there is no status quo or a limit was
    /// reached.
    pub reached: Option<SymbolicReached>,
    /// Nodes of the largest diagram.
    pub nodes: u64,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// One concept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicConcept {
    /// `Nash`, `GMR`, `SMR`, `SEQ` or `SSEQ`.
    pub concept: String,
    /// The states that hold: stable for every decision maker; `None` where a limit
    /// was reached.
    pub equilibria: Option<SymbolicSet>,
    /// The states stable for each decision maker.
    pub stable: Vec<SymbolicStable>,
}

/// The states that are stable for one decision maker.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicStable {
    /// Id of the decision maker.
    pub actor: String,
    /// The states; `None` where a limit was reached.
    pub states: Option<SymbolicSet>,
    /// What stood in the way, where a limit was reached.
    pub limit: Option<SymbolicLimit>,
}

/// A set of states.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicSet {
    /// How many states, in decimal.
    pub states: String,
    /// Their share of the feasible states, from 0 to 1.
    pub share: f64,
    /// Which states, as a formula; `None` where there are none, or a limit was
    /// reached.
    pub formula: Option<SymbolicFormula>,
    /// Some of them, evenly spread over the set.
    pub samples: Vec<StateRow>,
}

/// A set of states as a formula: those that meet one of the terms.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicFormula {
    /// The terms say which feasible states are *not* in the set; so it is shorter.
    pub except: bool,
    /// What all terms share; empty where they share nothing.
    pub always: Vec<SymbolicLevels>,
    /// The terms, those that cover most states first.
    pub terms: Vec<SymbolicTerm>,
    /// Whether the terms are the whole formula. If not, there are more of them, and
    /// each of these is true by itself.
    pub complete: bool,
}

/// One term of a formula.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicTerm {
    /// The options it says something about, with what all terms share.
    pub options: Vec<SymbolicLevels>,
    /// The share of the states in question that it covers, from 0 to 1. Terms may
    /// overlap.
    pub share: f64,
}

/// The levels that a term allows an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicLevels {
    /// Index of the option among the option heads.
    pub option: usize,
    /// The levels, lowest first.
    pub levels: Vec<u8>,
}

/// A limit was reached.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicLimit {
    /// `memory` or `work`.
    pub limit: String,
    /// The statements and rules that weigh most, the heaviest first.
    pub blame: Vec<SymbolicBlame>,
}

/// A statement or a rule, of those that make the diagrams large.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicBlame {
    /// What it is.
    pub part: SymbolicPart,
    /// Id of the actor whose statement (or class of a ranking) it is; `None` for
    /// rules.
    pub actor: Option<String>,
    /// Id of the statement or rule; for a class of a ranking, its formula.
    pub id: String,
    /// How many options it names.
    pub options: u64,
    /// How many options lie between the first and the last of them, both counted,
    /// in the order that the diagrams have.
    pub span: u64,
    /// Nodes before it came in, and with it; `None` where that alone was too much.
    pub nodes: Option<(u64, u64)>,
}

/// What makes the diagrams large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SymbolicPart {
    /// A statement of preference.
    Statement,
    /// The class of a ranking that has this place in it, counted from 1.
    Class(u64),
    /// A rule.
    Rule,
    /// The way in which a joint option may change.
    JointOption,
}

/// The status quo or an outcome.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicLandmark {
    /// What it is called.
    pub label: String,
    /// The state; `None` where the model does not have it.
    pub state: Option<StateRow>,
    /// Why the model does not have it.
    pub infeasible: Option<String>,
    /// Concepts under which it is an equilibrium, of those that have an answer.
    pub concepts: Vec<String>,
    /// Ids of those for whom it is not SEQ-stable, of those for whom there is an
    /// answer.
    pub leavers: Vec<String>,
}

/// What becomes of a definition with a label.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicPattern {
    /// Id of the definition.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its formula.
    pub formula: String,
    /// How many feasible states meet it.
    pub feasible: String,
    /// How many of these hold, per concept; `None` where a limit was reached.
    pub holding: Vec<(String, Option<String>)>,
    /// How many of those that hold under SEQ improvements reach from the status quo;
    /// `None` where that is not known.
    pub by_improvements: Option<String>,
}

/// How much the status quo leads to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SymbolicReached {
    /// States reached by any moves.
    pub moves: Option<String>,
    /// States reached by improvements only.
    pub improvements: Option<String>,
    /// Per concept, how many states that hold are reached by improvements.
    pub holding: Vec<(String, Option<String>)>,
}
