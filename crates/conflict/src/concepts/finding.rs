//! The finding of `concepts` as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{ActorHead, OptionHead, ScenarioHead, StateRow, StatementHead, WalkStep};

/// What holds under concepts beyond the five classical ones.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Concepts {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// Feasible states in all.
    pub feasible: u64,
    /// States that nobody would leave alone (SEQ).
    pub alone: u64,
    /// How many moves are looked ahead.
    pub horizon: u64,
    /// Every group was looked at; else those alone that were asked for.
    pub every_group: bool,
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
    /// Why.
    pub why: Vec<ConceptReason>,
}

/// What speaks for the verdict of a family on a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum ConceptReason {
    /// None of the groups looked at would leave.
    NoGroupLeaves,
    /// This group, of those that would leave the smallest, would by this move.
    GroupLeaves {
        /// The move, to the nearest state for which the group would leave.
        step: WalkStep,
        /// Where it leads.
        to: StateRow,
    },
    /// Nobody who looks so far ahead would leave.
    NobodyLeaves,
    /// Somebody who looks so far ahead would leave, or might.
    LeavesAhead {
        /// The move that is best for whoever makes it.
        step: WalkStep,
        /// Whether that depends on ties or on who moves next.
        perhaps: bool,
        /// How it is expected to end; at best, where it can end in several ways.
        end: StateRow,
        /// In how many ways it can end.
        ends: u64,
    },
    /// For these it depends on how far one looks, however far that is.
    NoLimit {
        /// Ids of the actors.
        actors: Vec<String>,
    },
    /// The actor would leave alone.
    LeavesAlone {
        /// Id of the actor.
        actor: String,
    },
    /// A loss, or no gain, keeps the actor from leaving.
    Kept {
        /// Id of the actor.
        actor: String,
        /// Whether the loss is great.
        greatly: bool,
        /// The statements by which it would be one; empty where they were not sought.
        by: Vec<StatementHead>,
    },
    /// No move would be better for these.
    Content {
        /// Ids of the actors.
        actors: Vec<String>,
    },
    /// These would leave in every reading.
    LeavesInEvery {
        /// Ids of the actors.
        actors: Vec<String>,
    },
    /// Everybody would stay in every reading.
    StaysInEvery,
    /// Of these it is not sure: it depends on which reading is true.
    Unsure {
        /// Ids of the actors.
        actors: Vec<String>,
    },
    /// In how many of the readings compared the state holds.
    HoldsIn {
        /// In so many it does.
        readings: u64,
        /// Of so many.
        of: u64,
    },
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
