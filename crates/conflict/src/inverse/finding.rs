//! The finding of `inverse`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{
    ActorHead, ClaimHead, OptionHead, ReachKind, ScenarioHead, StateRow, StatementHead, WalkStep,
};

/// The finding of `inverse`: what would have to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Inverse {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The concept under which a state is to hold.
    pub concept: String,
    /// How many elementary changes there are to choose from, by kind.
    pub elementary: ElementaryCounts,
    /// The work allowed for each answer, in steps of some 64 states looked at.
    pub work: u64,
    /// One question per state or pattern.
    pub questions: Vec<InverseQuestion>,
    /// Limits reached, and what was left out.
    pub notes: Vec<String>,
}

/// How many elementary changes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ElementaryCounts {
    /// Statements dropped.
    pub dropped: u64,
    /// Statements turned into their opposite.
    pub flipped: u64,
    /// Statements moved to another rank.
    pub moved: u64,
    /// Statements added, each at each rank.
    pub added: u64,
    /// Options taken off the table.
    pub removed: u64,
    /// Options whose changes are restricted, or freed.
    pub undoing: u64,
    /// Options that a clause holds in place as long as the wanted pattern is met.
    pub bound: u64,
    /// Rules dropped.
    pub rules: u64,
}

/// What would have to change for one state, or one of the states of a pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InverseQuestion {
    /// Id of the definition, where one was asked for.
    pub definition: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// The pattern as a formula, or the state as text.
    pub wanted: String,
    /// The state, where one was asked for; `None` for a pattern.
    pub state: Option<StateRow>,
    /// Feasible states that meet it.
    pub feasible: u64,
    /// Of these, equilibria under the concept as the model is.
    pub holding: u64,
    /// The options that every state that meets it has taken beyond the status quo and that
    /// cannot be given up again: indices of the option heads.
    pub irreversible: Vec<usize>,
    /// How many states that meet it would be equilibria if these could be given up again;
    /// `None` where there are none.
    pub holding_if_reversible: Option<u64>,
    /// The answers: to hold; to hold and be reached, by each way that was asked for.
    pub answers: Vec<InverseAnswer>,
    /// Which rankings of an actor make the state stable, where asked.
    pub rankings: Vec<RankingAnswer>,
}

/// The smallest sets of changes after which a wanted state holds, and, where asked,
/// is reached from the status quo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InverseAnswer {
    /// How it is to be reached.
    pub reached: InverseWalk,
    /// Per size, what was tried, until sets were found.
    pub sizes: Vec<SizeTried>,
    /// The least size for which sets work, where it is proved: all smaller sets were
    /// tried or shown not to work. 0: nothing has to change.
    pub least: Option<u64>,
    /// The sets that work: those first on whose walk nobody who moves ends worse off and
    /// nobody would rather not join, and that would last even if it could be undone; then
    /// those of fewest changes, then those that contradict least evidence. Sets that make
    /// the same model stand in one entry.
    pub sets: Vec<ChangeSet>,
    /// How many entries were followed to the end of their walk, those of fewest changes that
    /// contradict least first; the listed ones are taken from these.
    pub followed: u64,
    /// On how many of the walks that were followed a mover ends worse off than it began.
    pub followed_worse_off: u64,
    /// Ids of those who do, on any of them.
    pub worse_off: Vec<String>,
    /// How many more entries there are.
    pub not_listed: u64,
}

/// How a wanted state must be reached from the status quo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InverseWalk {
    /// It need not be reached.
    No,
    /// By any unilateral moves.
    Any,
    /// By unilateral improvements.
    Improvements,
    /// By unilateral improvements with at most one joint improvement among them.
    Joint,
    /// By best replies.
    BestReplies,
}

/// What was tried of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SizeTried {
    /// Number of changes made at once.
    pub size: u64,
    /// How many sets of that size there are.
    pub sets: u64,
    /// Models solved; the other sets were shown not to work, or make one of these
    /// models.
    pub solved: u64,
    /// Sets that work and contain no smaller one that does.
    pub found: u64,
    /// Every set was tried or shown not to work.
    pub complete: bool,
}

/// Changes that, made together, bring a wanted state about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeSet {
    /// The changes.
    pub changes: Vec<ModelChange>,
    /// What they cost in evidence: the sum of their weights.
    pub weight: u64,
    /// Other sets of as many changes that make the same model.
    pub alike: Vec<Vec<ModelChange>>,
    /// How many more such sets there are.
    pub alike_not_listed: u64,
    /// The wanted states that then hold and are reached as asked.
    pub states: u64,
    /// The first of them: one to which nobody is led who ends worse off, or joins though it
    /// would do better alone, if there is one; then the one that is reached best, in fewest
    /// steps.
    pub state: StateRow,
    /// How it is reached from the status quo, and by which path.
    pub reach: Option<ReachKind>,
    /// The shortest such path.
    pub path: Vec<WalkStep>,
    /// Ids of those who move on it and like its end less than its start, by what they want
    /// once the changes are made.
    pub worse_off: Vec<String>,
    /// Per member of a joint step of it that has one, its best move alone in place of that
    /// step, which serves it better.
    pub better_alone: Vec<WalkStep>,
    /// Whether the state would last, too, if the options of which the question says that
    /// they cannot be given up again could be; `None` where there are none, or all of them
    /// are joint options.
    pub lasts_if_reversible: Option<bool>,
}

/// One elementary change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModelChange {
    /// `drop`, `flip`, `move`, `add`, `remove`, `one-way`, `one-way-down`,
    /// `reversible`, `bind`, `drop-rule`.
    pub kind: String,
    /// Id of the actor whose wish or option it is.
    pub actor: Option<String>,
    /// Id of the option.
    pub option: Option<String>,
    /// Id of the rule.
    pub rule: Option<String>,
    /// The statement that is changed, or added.
    pub statement: Option<StatementHead>,
    /// Of a statement that is moved or added, before which rank of the list as it
    /// stands it goes, counted from 1; one past the last: below all.
    pub to: Option<u64>,
    /// The first statement that it then stands above, where there is one.
    pub above: Option<StatementHead>,
    /// Where an added statement comes from: another period, a reading, or the question.
    pub from: Option<String>,
    /// In words.
    pub text: String,
    /// `stated`, `inferred` or `analyst`: how far what is contradicted goes beyond
    /// its sources, the best founded of it; `None` where nothing is contradicted.
    pub basis: Option<String>,
    /// What it contradicts.
    pub claims: Vec<ClaimHead>,
    /// Of a statement that is added: the statements of the actor that it comes to stand above
    /// and that some change of a single option breaks which meets it.
    pub against: Vec<StatementHead>,
    /// What it costs: 3 where it contradicts something stated, 2 inferred, 1 else.
    pub weight: u64,
}

/// Which rankings of one actor make a state stable for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RankingAnswer {
    /// Id of the actor.
    pub actor: String,
    /// Under which concept.
    pub concept: String,
    /// Its ranking as it stands makes the state stable.
    pub met: bool,
    /// Moves of the actor that have to be kept from being better, or answered.
    pub moves: Vec<MoveKept>,
    /// Minimal sets of states that must not be preferred to the state, as codes; a
    /// ranking makes it stable just if it prefers none of one of them. `None` where
    /// there are too many to list.
    pub minimal: Option<Vec<Vec<String>>>,
    /// The share of all strict rankings that do.
    pub share: Option<f64>,
    /// Strict rankings that do, and all: whole numbers as text.
    pub strict: Option<[String; 2]>,
    /// The same for weak orders (rankings with ties).
    pub weak: Option<[String; 2]>,
}

/// What keeps an actor from one move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoveKept {
    /// Where it leads.
    pub to: StateRow,
    /// How many sets of states suffice, each alone, to be liked no better; the first
    /// is the state itself.
    pub ways: u64,
}
