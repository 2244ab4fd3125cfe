//! The types that all findings are made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A finding with what one needs to read it alone: the JSON form of every command.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding<T> {
    /// Version of this JSON form: 1.
    pub format: u32,
    /// What kind of finding.
    pub kind: FindingKind,
    /// The dossier it was found in.
    pub dossier: DossierHead,
    /// The finding itself.
    pub finding: T,
}

/// What kind of finding: its discriminator in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// The faults of a dossier.
    Check,
    /// The states of a model.
    States,
    /// What would last, and how it is reached.
    Analysis,
    /// Why a state is stable or not.
    Explanation,
    /// Two scenarios side by side.
    Comparison,
    /// What a thing rests on, and what would change without it.
    Trace,
    /// Which claims carry which findings.
    Coverage,
    /// Where sources differ.
    Register,
    /// Places held against the texts.
    Verification,
    /// Where words stand in a text.
    PassageSearch,
    /// Places in a new edition.
    Relocation,
    /// What happened when.
    Timeline,
    /// Where it all lies.
    Map,
    /// Who depends on whom.
    Ties,
    /// How the dispute can move.
    Ways,
    /// The steps of one kind as a graph.
    StepGraph,
    /// What would have to change.
    Inverse,
    /// What holds beyond the five concepts.
    Concepts,
    /// How each side sees it.
    Views,
    /// What holds in a space too large for memory.
    Symbolic,
    /// What could be agreed.
    Settlement,
    /// Who at home lets what pass.
    Ratify,
    /// Gradual plans.
    Steps,
    /// What stands in the way of an agreement.
    Block,
    /// What was foretold against what happened.
    Backtest,
    /// Who has what it wants, and what the rest would cost.
    Wishes,
    /// What the answer hangs on.
    Sensitivity,
    /// What changed from one version of a dossier to the next.
    Versions,
    /// One date under every reading.
    Readings,
    /// What to watch.
    Watch,
    /// How the dispute works, part by part, and what changes without each.
    Mechanisms,
    /// What a change that nobody has saved would do.
    WhatIf,
    /// What a push on a driver moves.
    Influence,
    /// Loops among drivers and through the game.
    Loops,
    /// Bundles of levels that support themselves.
    Scenarios,
}

/// Which dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DossierHead {
    /// Title.
    pub title: String,
    /// The question it is to answer.
    pub question: String,
    /// What it is about.
    pub summary: String,
}

/// Which model of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioHead {
    /// The period, where the dossier has periods.
    pub period: Option<PeriodHead>,
    /// The reading, where it is not the base reading.
    pub reading: Option<ReadingHead>,
    /// Only statements that the sources state were kept.
    pub stated_only: bool,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it assumes.
    pub text: String,
}

/// An actor as a finding names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub name: String,
}

/// One option as a column: the order of these is the order of `levels` in every
/// [`StateRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OptionHead {
    /// Id; for one party's consent to a joint option, `option.party`.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// What an actor does who takes it up, behind its name; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub does: String,
    /// What an actor does who gives it up again; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub undoes: String,
    /// What it is, as a thing: `the package`; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub noun: String,
    /// Id of the actor who controls it.
    pub owner: String,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// `reversible`, `one-way`, `one-way-down` or `table`.
    pub change: String,
    /// Not on the table in this period: held at its lowest level.
    pub absent: bool,
    /// What the column is one party's consent to, if it is that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentHead>,
}

/// One party's consent to a joint option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentHead {
    /// Id of the joint option.
    pub option: String,
    /// Name of the joint option for the reader.
    pub label: String,
    /// The party.
    pub party: ActorHead,
}

/// A state as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateRow {
    /// Its code, the same in every period and reading.
    pub code: String,
    /// Level of each option, in the order of the option heads.
    pub levels: Vec<u8>,
    /// The options above their lowest level, as text.
    pub text: String,
    /// It is the status quo.
    pub status_quo: bool,
    /// What differs from the status quo; empty where there is none.
    pub from_status_quo: Vec<OptionChange>,
    /// Labels of the outcomes that it is.
    pub outcomes: Vec<String>,
}

/// A state and how it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holding {
    /// The state.
    pub state: StateRow,
    /// Concepts under which it is an equilibrium: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub concepts: Vec<String>,
    /// How it is reached from the status quo; `None` without a status quo.
    pub reach: Option<ReachKind>,
    /// The shortest such path.
    pub path: Vec<WalkStep>,
    /// Who would leave it: ids of those for whom it is not SEQ-stable. Empty at
    /// an equilibrium under SEQ.
    pub leavers: Vec<String>,
    /// Per leaver, its best improvement that no credible answer spoils; filled
    /// for the status quo and the outcomes.
    pub departures: Vec<WalkStep>,
}

/// How a state is reached from the status quo, the strongest that applies.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
    /// Only by moves of which some gain their mover nothing, though none leaves its mover
    /// worse off.
    MovesWithoutGain,
    /// Only by moves of which some leave their mover worse off.
    MovesAtALoss,
    /// Not at all.
    Never,
}

/// What a step is to its movers.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MoveKind {
    /// The best on offer to its one mover, and an improvement.
    BestReply,
    /// An improvement of its one mover, though not the best on offer.
    Improvement,
    /// A step of a group that each member strictly prefers.
    Joint,
    /// A legal move that is as good for its mover as to stay.
    WithoutGain,
    /// Any other legal move: worse for its mover.
    AtALoss,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WalkStep {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OptionChange {
    /// Index of the option among the option heads.
    pub option: usize,
    /// Level before.
    pub from: u8,
    /// Level after.
    pub to: u8,
}

/// The first statement in an actor's order that tells two states apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Id of the actor.
    pub actor: String,
    /// `better`, `worse` or `equal`: the later state as the actor sees it.
    pub verdict: PreferenceVerdict,
    /// The rank that decides, counted from 1; `None` where the states are equal.
    pub rank: Option<usize>,
    /// The statements of that rank that change; for a ranking, its classes.
    pub statements: Vec<StatementHead>,
}

/// A comparison of two states by one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PreferenceVerdict {
    /// The later state is preferred.
    Better,
    /// The earlier state is preferred.
    Worse,
    /// Neither is.
    Equal,
}

/// A statement with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementHead {
    /// Id of the actor whose it is.
    pub actor: String,
    /// Id of the statement.
    pub id: String,
    /// Rank, counted from 1, most important first.
    pub rank: usize,
    /// The formula as written.
    pub wants: String,
    /// In plain words; made of the formula where the dossier has none.
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

impl StatementHead {
    /// The first sentence of its plain words.
    pub fn said(&self) -> &str {
        match self.text.split_once(". ") {
            Some((first, _)) => first,
            None => self.text.trim_end_matches('.'),
        }
    }
}

/// A claim, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// An event, to name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventHead {
    /// Its id.
    pub id: String,
    /// Its date as written.
    pub date: String,
    /// Its name for the reader.
    pub label: String,
}

/// What a part of the record rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ground {
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome that it explains.
    pub hindsight: bool,
    /// The claims it rests on.
    pub claims: Vec<ClaimHead>,
    /// A remark of the analyst.
    pub note: String,
}
