//! The finding of `concepts` as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{ActorHead, ScenarioHead, StateRow, StatementHead, WalkStep};

/// What holds under concepts beyond the five classical ones.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Concepts {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The finding in sentences.
    pub sentences: Vec<String>,
    /// Feasible states in all.
    pub feasible: u64,
    /// States that nobody would leave alone (SEQ).
    pub alone: u64,
    /// How many moves are looked ahead.
    pub horizon: u64,
    /// The families of concepts: the columns.
    pub families: Vec<ConceptFamily>,
    /// The states looked at: status quo, outcomes, strongest equilibria; or the one
    /// that was asked for.
    pub states: Vec<StateConcepts>,
    /// The labelled definitions of the dossier.
    pub patterns: Vec<PatternConcepts>,
    /// The statements marked as red lines.
    pub red_lines: Vec<StatementHead>,
    /// The readings of the period, and whether they were compared.
    pub readings: Vec<ReadingUse>,
}

/// A family of concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyKind {
    /// Groups that move together.
    Groups,
    /// Looking some moves ahead.
    Ahead,
    /// Looking any large number of moves ahead: non-myopic stability.
    Far,
    /// How great a loss deters.
    Strong,
    /// Whatever is true of what the readings disagree about.
    Unknown,
}

/// What a family asks, and of how many states it holds.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConceptFamily {
    /// Which.
    pub family: FamilyKind,
    /// Heading of its column.
    pub title: String,
    /// What “yes”, “partly” and “no” mean, in a sentence.
    pub meaning: String,
    /// The definition by the name of its variant, with its source.
    pub definition: String,
    /// States where it holds; `None` where it was left out.
    pub states: Option<u64>,
    /// States where it holds in part only.
    pub partly: Option<u64>,
    /// States where it holds and that nobody would leave alone (SEQ).
    pub with_alone: Option<u64>,
    /// Why it was left out, and how to ask for it.
    pub left_out: Option<String>,
}

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// It holds.
    Yes,
    /// In part: what that means, the family tells.
    Partly,
    /// It does not.
    No,
}

/// One state under every family.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StateConcepts {
    /// The state.
    pub state: StateRow,
    /// Nobody would leave it alone (SEQ).
    pub alone: bool,
    /// Ids of those who would.
    pub leavers: Vec<String>,
    /// The verdicts, in the order of the families.
    pub families: Vec<FamilyVerdict>,
}

/// What one family says of one state.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FamilyVerdict {
    /// Which family.
    pub family: FamilyKind,
    /// The verdict; `None` where the family was left out.
    pub verdict: Option<Held>,
    /// Why, in sentences.
    pub why: Vec<String>,
    /// The moves that the sentences speak of.
    pub steps: Vec<WalkStep>,
}

/// How many states of a labelled definition hold.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PatternConcepts {
    /// Id of the definition.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Feasible states that meet it.
    pub feasible: u64,
    /// Those that nobody would leave alone (SEQ).
    pub alone: u64,
    /// Those that hold, in the order of the families; `None` where one was left out.
    pub families: Vec<Option<u64>>,
}

/// A reading of the period.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReadingUse {
    /// Its id; empty for the base reading.
    pub id: String,
    /// Its name for the reader.
    pub label: String,
    /// Why it was not compared with the others, if it was not.
    pub left_out: Option<String>,
}
