//! The types of an analysis.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_evidence::Provenance;
use hikiwake_finding::{
    ActorHead, Holding, OptionHead, ReachKind, Reason, ScenarioHead, StateRow, StatementHead,
    WalkStep,
};

/// The finding of `analyse`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Analysis {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// Combinations of levels of the options on the table.
    pub combinations: u64,
    /// Feasible states among them.
    pub feasible: u64,
    /// The states that hold under some concept, best supported first: those that
    /// nobody would leave (SEQ) before the others; then by reach, by number of
    /// concepts, by code. At most the number asked for.
    pub equilibria: Vec<Holding>,
    /// How many states hold under each concept, in the order Nash, GMR, SMR, SEQ, SSEQ.
    pub equilibrium_counts: Vec<ConceptCount>,
    /// How many further states hold under some concept and are not listed.
    pub equilibria_not_listed: u64,
    /// What becomes of the patterns that the dossier names: its definitions with a
    /// label.
    pub patterns: Vec<PatternGround>,
    /// The status quo, whether it holds or not.
    pub status_quo: Option<Holding>,
    /// What happened, in order of date, whether it holds or not.
    pub outcomes: Vec<OutcomeHolding>,
    /// How many states are reached from the status quo by each kind of step.
    pub reached: Option<ReachedCounts>,
    /// The moves among the states that matter: the status quo, the outcomes, the
    /// equilibria listed that nobody would leave and that improvements or a joint
    /// improvement reach, the results of joint improvements that hold, the states
    /// that the cards name, those that improvements reach if they are few, and those
    /// on the paths to all of these.
    pub moves: MoveGraph,
    /// The rows of all states that the finding names, by code.
    pub rows: Vec<StateRow>,
    /// Why an actor puts up with what it dislikes.
    pub cards: Vec<SanctionCard>,
    /// How many further cards there would be.
    pub cards_not_listed: u64,
    /// What groups could bring about together, from the status quo and from each
    /// outcome.
    pub joint: Vec<JointTable>,
    /// All statements, by actor and rank.
    pub statements: Vec<StatementHead>,
    /// What the model rests on.
    pub provenance: Provenance,
    /// The same with stated statements only; `None` where this is that run.
    pub stated_only: Option<Box<StatedOnly>>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// Some states and the moves between them, for a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoveGraph {
    /// Codes of the states, the status quo first, then by code.
    pub states: Vec<String>,
    /// Best replies, unilateral improvements and joint improvements between them.
    pub steps: Vec<WalkStep>,
    /// How many states that matter were left out to keep it legible.
    pub states_left_out: u64,
    /// How many moves between the states drawn were left out.
    pub steps_left_out: u64,
}

/// How many states hold under a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConceptCount {
    /// `Nash`, `GMR`, `SMR`, `SEQ` or `SSEQ`.
    pub concept: String,
    /// Number of equilibria.
    pub states: u64,
    /// Of these, reached from the status quo by best replies.
    pub by_best_replies: u64,
    /// Of these, reached by improvements.
    pub by_improvements: u64,
    /// Of these, reached by improvements with at most one joint improvement.
    pub by_joint_move: u64,
    /// The level that all of them give each option, in the order of the option heads;
    /// `None` for an option in which they differ. Empty where there are none.
    pub shared: Vec<Option<u8>>,
}

/// A definition with a label, and what becomes of the states that meet it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pattern {
    /// Id of the definition.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// The formula as written.
    pub formula: String,
    /// Feasible states that meet it.
    pub feasible: u64,
    /// Of these, equilibria under SEQ.
    pub holding: u64,
    /// Of the equilibria, those that best replies reach from the status quo.
    pub by_best_replies: u64,
    /// Of the equilibria, those that improvements reach, best replies included.
    pub by_improvements: u64,
    /// Of the equilibria, those that improvements with one joint improvement among
    /// them reach, and all the above.
    pub by_joint_move: u64,
}

/// A pattern, and what would make it no longer last.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PatternGround {
    /// The pattern.
    #[serde(flatten)]
    pub pattern: Pattern,
    /// The level that all states with it that last (SEQ) give each option, in the order of
    /// the option heads; `None` for an option in which they differ. Empty where none last.
    pub shared: Vec<Option<u8>>,
    /// The options that every state with it has taken and that cannot be given up again:
    /// indices of the option heads.
    pub irreversible: Vec<usize>,
    /// How many states with it would last (SEQ) if these could be given up again; `None`
    /// where there are none.
    pub holding_if_reversible: Option<u64>,
    /// The state with it that lasts and is nearest to the status quo.
    pub nearest: Option<NearestState>,
}

/// A state that lasts and meets a pattern, with the fewest options changed from the status
/// quo; one that nobody could better (Nash) before others as near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearestState {
    /// The state.
    pub state: StateRow,
    /// How it is reached.
    pub reach: Option<ReachKind>,
    /// How each decision maker sees it against the status quo, in the order of the actors.
    pub seen: Vec<Reason>,
}

/// How many states are reached from the status quo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReachedCounts {
    /// By best replies.
    pub best_replies: u64,
    /// By unilateral improvements.
    pub improvements: u64,
    /// By improvements and one joint improvement.
    pub joint: u64,
    /// By any unilateral moves.
    pub moves: u64,
}

/// What happened, and what the model says of it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeHolding {
    /// Id of the outcome.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Date as written.
    pub date: String,
    /// Why it is coded so.
    pub text: String,
    /// Whether the model has it as a feasible state; if not, why, and `holding` is absent.
    pub infeasible: Option<String>,
    /// How it holds.
    pub holding: Option<Holding>,
}

/// Why an actor does not do what it would like to do: one step from one state, and
/// what speaks against it. Either the step is an improvement and the others have an
/// answer that spoils it; or the step would meet one wish at the cost of a weightier
/// one, and there is no answer to show.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SanctionCard {
    /// The actor who stays.
    pub actor: String,
    /// The state in which it stays.
    pub state: String,
    /// The step that it forgoes.
    pub improvement: WalkStep,
    /// The wish that the step would meet, where the step is no improvement.
    pub wish: Option<StatementHead>,
    /// The others' answer, step by step; each an improvement of its mover where
    /// `credible`.
    pub answer: Vec<WalkStep>,
    /// Whether each step of the answer improves its mover.
    pub credible: bool,
    /// The end (of the answer or, without one, of the step) against the state in
    /// which it stays.
    pub result: Reason,
}

/// What groups of two or more could bring about together from one state.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JointTable {
    /// The state from which they start.
    pub from: StateRow,
    /// `status quo`, or the outcome's label.
    pub label: String,
    /// The joint improvements: those that nobody would leave first, then those
    /// that hold under more concepts, with fewer changes, by code.
    pub improvements: Vec<JointImprovement>,
    /// How many there are in all.
    pub count: u64,
    /// How many of them nobody would leave (equilibria under SEQ).
    pub holding: u64,
}

/// A state that a group could bring about and that each member prefers. The
/// group is minimal: no smaller one can bring the state about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JointImprovement {
    /// Ids of the group's members.
    pub group: Vec<String>,
    /// The result.
    pub state: StateRow,
    /// Concepts under which the result holds.
    pub holds: Vec<String>,
    /// Who would leave it: ids of those for whom it is not SEQ-stable.
    pub leavers: Vec<String>,
    /// The step, with the reason of each member of the group.
    pub step: WalkStep,
    /// How the decision makers outside the group see it.
    pub others: Vec<Reason>,
    /// Per member that has one, its best move alone that serves it better than this does:
    /// it would rather take that.
    pub better_alone: Vec<WalkStep>,
}

/// The same analysis on stated statements only, in short.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatedOnly {
    /// States that hold under SEQ on all statements and on these, on all statements
    /// only, on these only.
    pub hold: [u64; 3],
    /// The states that hold, as in the analysis.
    pub equilibria: Vec<Holding>,
    /// How many further states hold under some concept and are not listed.
    pub equilibria_not_listed: u64,
    /// How many states hold under each concept.
    pub equilibrium_counts: Vec<ConceptCount>,
    /// The status quo.
    pub status_quo: Option<Holding>,
    /// Number of statements kept, of all.
    pub kept: usize,
    /// Number of statements in the full model.
    pub of: usize,
}
