//! The types that findings are made of.

use schemars::JsonSchema;
use serde::Serialize;

/// A finding with what one needs to read it alone: the JSON form of every command.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding<T> {
    /// Version of this JSON form: 1.
    pub format: u32,
    /// What kind of finding: `states`, `analysis`, `explanation`, `comparison`.
    pub kind: &'static str,
    /// The dossier it was found in.
    pub dossier: DossierHead,
    /// The finding itself.
    pub finding: T,
}

/// Which dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DossierHead {
    /// Title.
    pub title: String,
    /// The question it is to answer.
    pub question: String,
    /// What it is about.
    pub summary: String,
}

/// Which model of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScenarioHead {
    /// The period, where the dossier has periods.
    pub period: Option<PeriodHead>,
    /// The reading, where it is not the base reading.
    pub reading: Option<ReadingHead>,
    /// Only statements that the sources state were kept.
    pub stated_only: bool,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Date as written.
    pub date: Option<String>,
    /// What was known then.
    pub knowledge: String,
}

/// A reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadingHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it assumes.
    pub text: String,
}

/// An actor as a finding names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActorHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub name: String,
}

/// One option as a column: the order of these is the order of `levels` in every
/// [`StateRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptionHead {
    /// Id; for one party's consent to a joint option, `option.party`.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Id of the actor who controls it.
    pub owner: String,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// `reversible`, `one-way`, `one-way-down` or `table`.
    pub change: String,
    /// Not on the table in this period: held at its lowest level.
    pub absent: bool,
}

/// A state as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StateRow {
    /// Its code, the same in every period and reading.
    pub code: String,
    /// Level of each option, in the order of the option heads.
    pub levels: Vec<u8>,
    /// The options above their lowest level, as text.
    pub text: String,
    /// It is the status quo.
    pub status_quo: bool,
    /// Labels of the outcomes that it is.
    pub outcomes: Vec<String>,
}

/// A state and how it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Holding {
    /// The state.
    pub state: StateRow,
    /// Concepts under which it is an equilibrium: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub concepts: Vec<String>,
    /// How it is reached from the status quo; `None` without a status quo.
    pub reach: Option<ReachKind>,
    /// The shortest such path.
    pub path: Vec<Step>,
    /// Who would leave it: ids of those for whom it is not SEQ-stable. Empty at
    /// an equilibrium under SEQ.
    pub leavers: Vec<String>,
    /// Per leaver, its best improvement that no credible answer spoils; filled
    /// for the status quo and the outcomes.
    pub departures: Vec<Step>,
}

/// How a state is reached from the status quo, the strongest that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReachKind {
    /// It is the status quo.
    Here,
    /// By best replies alone.
    BestReplies,
    /// By unilateral improvements, some not the best on offer.
    Improvements,
    /// By improvements and one joint improvement: unilateral improvements, then
    /// one step that a group of two or more takes together and that each of its
    /// members strictly prefers, then unilateral improvements again. A joint
    /// improvement from the status quo is any state that the group can bring about
    /// by its own moves in any sequence (R_H); from other states, one that it can
    /// bring about with one move of each member.
    JointMove,
    /// Only by moves that leave their mover worse off or no better.
    MovesAtALoss,
    /// Not at all.
    Never,
}

/// What a step is to its movers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MoveKind {
    /// The best on offer to its one mover, and an improvement.
    BestReply,
    /// An improvement of its one mover, though not the best on offer.
    Improvement,
    /// A step of a group that each member strictly prefers.
    Joint,
    /// Any other legal move: not better for some mover.
    AtALoss,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// What the step is to its movers.
    pub kind: MoveKind,
    /// Ids of who moves: one actor, or the group of a joint move.
    pub movers: Vec<String>,
    /// Code of the state before.
    pub from: String,
    /// Code of the state after.
    pub to: String,
    /// What is changed, in words: `Japan: sanctions off, economy on`.
    pub text: String,
    /// What is changed, option by option, in the order of the option heads.
    pub changes: Vec<OptionChange>,
    /// Why the movers want it: per mover, the statement that decides.
    pub because: Vec<Reason>,
}

/// One option's change of level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptionChange {
    /// Index of the option among the option heads.
    pub option: usize,
    /// Level before.
    pub from: u8,
    /// Level after.
    pub to: u8,
}

/// The first statement in an actor's order that tells two states apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    /// Id of the actor.
    pub actor: String,
    /// `better`, `worse` or `equal`: the later state as the actor sees it.
    pub verdict: Verdict,
    /// The rank that decides, counted from 1; `None` where the states are equal.
    pub rank: Option<usize>,
    /// The statements of that rank that change; for a ranking, its classes.
    pub statements: Vec<StatementHead>,
}

/// A comparison of two states by one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The later state is preferred.
    Better,
    /// The earlier state is preferred.
    Worse,
    /// Neither is.
    Equal,
}

/// A statement with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementHead {
    /// Id of the actor whose it is.
    pub actor: String,
    /// Id of the statement.
    pub id: String,
    /// Rank, counted from 1, most important first.
    pub rank: usize,
    /// The formula as written.
    pub wants: String,
    /// In plain words.
    pub text: String,
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The claims it rests on.
    pub claims: Vec<ClaimHead>,
    /// Id of the reading that brought it in, if one did.
    pub reading: Option<String>,
}

/// A claim, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimHead {
    /// Id.
    pub id: String,
    /// The paraphrase.
    pub says: String,
    /// Id of the source.
    pub source_id: String,
    /// Short form of the source: author and year.
    pub source: String,
    /// Section, and code points where given.
    pub place: String,
    /// Who asserts it, where not the author.
    pub by: String,
}

/// What a model rests on. A class of a ranking counts as one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Provenance {
    /// Statements that the sources state.
    pub stated: usize,
    /// Statements one step beyond the sources.
    pub inferred: usize,
    /// Statements that are the analyst's own.
    pub analyst: usize,
    /// Statements written after the outcome that they explain.
    pub hindsight: usize,
    /// Statements that rest on one source only.
    pub single_source: usize,
}

/// The finding of `analyse`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
    /// Three or four plain sentences: the finding, its basis, what it hangs on.
    pub sentences: Vec<String>,
    /// The states that hold, best supported first: by reach, then by number of
    /// concepts, then by code. At most the number asked for.
    pub equilibria: Vec<Holding>,
    /// How many states hold under each concept, in the order Nash, GMR, SMR, SEQ, SSEQ.
    pub equilibrium_counts: Vec<ConceptCount>,
    /// How many further states hold under some concept and are not listed.
    pub equilibria_not_listed: u64,
    /// The status quo, whether it holds or not.
    pub status_quo: Option<Holding>,
    /// What happened, in order of date, whether it holds or not.
    pub outcomes: Vec<OutcomeHolding>,
    /// How many states are reached from the status quo by each kind of step.
    pub reached: Option<ReachedCounts>,
    /// The moves among the states that matter: the status quo, the outcomes, the
    /// states on the paths shown, the results of joint improvements that hold and
    /// the equilibria listed.
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MoveGraph {
    /// Codes of the states, the status quo first, then by code.
    pub states: Vec<String>,
    /// Best replies, unilateral improvements and joint improvements between them.
    pub steps: Vec<Step>,
    /// How many states that matter were left out to keep it legible.
    pub states_left_out: u64,
    /// How many moves between the states drawn were left out.
    pub steps_left_out: u64,
}

/// How many states hold under a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConceptCount {
    /// `Nash`, `GMR`, `SMR`, `SEQ` or `SSEQ`.
    pub concept: String,
    /// Number of equilibria.
    pub states: u64,
    /// Of these, reached from the status quo by best replies.
    pub by_best_replies: u64,
    /// Of these, reached by improvements.
    pub by_improvements: u64,
}

/// How many states are reached from the status quo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, Serialize, JsonSchema)]
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

/// Why an actor does not do what it would like to do: one improvement from one
/// state, and the answer that spoils it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SanctionCard {
    /// The actor who stays.
    pub actor: String,
    /// The state in which it stays.
    pub state: String,
    /// The question that the card answers, for the reader.
    pub question: String,
    /// The improvement that it forgoes.
    pub improvement: Step,
    /// The others' answer, step by step; each an improvement of its mover where
    /// `credible`.
    pub answer: Vec<Step>,
    /// Whether each step of the answer improves its mover.
    pub credible: bool,
    /// The end of the answer against the state in which it stays.
    pub result: Reason,
}

/// What groups of two or more could bring about together from one state.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JointTable {
    /// The state from which they start.
    pub from: StateRow,
    /// `status quo`, or the outcome's label.
    pub label: String,
    /// One or two plain sentences: whether there is such a step, and whether its
    /// result holds.
    pub sentences: Vec<String>,
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
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
    pub step: Step,
    /// How the decision makers outside the group see it.
    pub others: Vec<Reason>,
}

/// The same analysis on stated statements only, in short.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StatedOnly {
    /// Sentences that say what stays and what goes.
    pub sentences: Vec<String>,
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
