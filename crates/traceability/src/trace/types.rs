//! The types of a trace.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_conflict::{ConceptCount, Pattern};
use hikiwake_finding::{ActorHead, ReachKind, ScenarioHead, StateRow};

/// The finding of `trace`: one thing of a dossier, down to the passages that it
/// rests on, and up to the findings that would change without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trace {
    /// What kind of thing.
    pub kind: TraceKind,
    /// Its id, as `trace` takes it.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Ids of the claims that stand for it, by which judgements rest on it: of a source all
    /// that it says, of an actor what it is reported to say; empty where no claim does.
    pub claims: Vec<String>,
    /// Ids of the claims besides these that are read from the same passage as one of them and
    /// that a judgement names.
    pub claims_beside: Vec<String>,
    /// Of a definition: it has a label, so that every analysis counts the states that meet it.
    pub counted_as_pattern: bool,
    /// The chain down, with the thing at the top.
    pub down: TraceNode,
    /// The judgements of the dossier that rest on it.
    pub carries: Vec<TracedJudgement>,
    /// Whether it was asked what would change without it; if not, `up` is empty.
    pub changes_asked: bool,
    /// What would change without it: one run after the other.
    pub up: Vec<TraceRun>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// What kind of thing a node is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TraceKind {
    /// An actor.
    Actor,
    /// An option.
    Option,
    /// A definition.
    Definition,
    /// A rule.
    Rule,
    /// A statement of preference; its id is `actor.statement`.
    Statement,
    /// A ranking as a whole; its id is `actor.ranking`.
    Ranking,
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// A driver.
    Driver,
    /// All claims that one driver acts on another; its id is `cause>effect`.
    Link,
    /// A named part of how the dispute works.
    Mechanism,
    /// Something that happened.
    Event,
    /// A prediction made testable.
    Forecast,
    /// A time in which something can be done, or cannot.
    Window,
    /// One actor's dependence on another.
    Tie,
    /// A place on the map.
    Place,
    /// Something that an agreement settles.
    Term,
    /// What no agreement can be.
    TermRule,
    /// A form of settlement.
    Form,
    /// Somebody's place at a table at home.
    Faction,
    /// How a faction judges, or what it says to forms of settlement.
    Verdict,
    /// A statement by which a faction judges; its id is `faction.statement`.
    FactionStatement,
    /// What might answer a faction's no; its id is `faction.guarantee`.
    Guarantee,
    /// A rule of ratification.
    Ratification,
    /// Who holds the file.
    Holder,
    /// A gradual plan.
    Ladder,
    /// A step of a gradual plan.
    LadderStep,
    /// What was announced, against what was delivered.
    Promise,
    /// Something about which sources differ.
    Difference,
    /// Passages that say the same.
    Restatement,
    /// A note of a source.
    Note,
    /// A period.
    Period,
    /// What happened after a period, as the model has it.
    Outcome,
    /// A reading.
    Reading,
    /// A state of the model.
    State,
    /// A place in a source's text.
    Passage,
    /// A move of an actor, or why an actor makes none.
    Step,
    /// A heading over the nodes below it.
    Group,
}

/// One node of the chain down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TraceNode {
    /// What kind of thing.
    pub kind: TraceKind,
    /// Its id, as `trace` takes it; empty for groups, steps and passages.
    pub id: String,
    /// Name for the reader; of a claim its paraphrase; empty where `stand` tells all.
    pub label: String,
    /// What it says or means, where there is more than the label.
    pub text: String,
    /// What is known of it, by name: `formula`, `basis`, `hedge`, `grade` …
    pub facts: Vec<TraceFact>,
    /// How it holds, of a state.
    pub holding: Option<TracedHolding>,
    /// What a decision maker does in a state, of a step that tells this.
    pub stand: Option<TracedStand>,
    /// The place, of a passage.
    pub place: Option<PassagePlace>,
    /// The passage's own words; only where they were asked for and the source's
    /// text is attached.
    pub passage: Option<String>,
    /// Why the words are not there, where they were asked for.
    pub no_words: Option<NoWords>,
    /// It stands with all below it further up in the tree.
    pub told: bool,
    /// What it rests on, or what belongs to it.
    pub children: Vec<TraceNode>,
    /// How many further children there are.
    pub not_listed: u64,
}

/// How a state holds in one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TracedHolding {
    /// Concepts under which it is an equilibrium: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub concepts: Vec<String>,
    /// How it is reached from the status quo; `None` without a status quo.
    pub reach: Option<ReachKind>,
    /// Those for whom it is not SEQ-stable.
    pub leavers: Vec<TracedLeaver>,
}

/// A decision maker who would leave a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TracedLeaver {
    /// Who.
    pub actor: ActorHead,
    /// What its best improvement that no credible answer spoils changes, in words; `None`
    /// where the work allowed did not suffice to find it.
    pub step: Option<String>,
}

/// What a decision maker does in a state, under SEQ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TracedStand {
    /// Who.
    pub actor: ActorHead,
    /// What it does.
    pub does: Stand,
}

/// Whether a decision maker leaves a state, and if not, what keeps it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Stand {
    /// It leaves.
    Leaves {
        /// As in [`TracedLeaver::step`].
        step: Option<String>,
    },
    /// It stays: it has no move.
    NoMove,
    /// It stays: none of its moves would be better for it.
    NoBetterMove,
    /// It stays: every move that would be better for it has an answer that spoils it.
    Answered {
        /// How many such moves there are.
        moves: u64,
    },
}

/// Something known of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TraceFact {
    /// What is known: `formula`, `rank`, `basis`, `hedge`, `grade`, `confidence` …
    pub name: Cow<'static, str>,
    /// The value, as a person would write it.
    pub value: String,
}

/// A place in a source's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassagePlace {
    /// Id of the source.
    pub source: String,
    /// First code point, counted from 0.
    pub start: u64,
    /// The code point after the last.
    pub end: u64,
    /// First hex digits of the SHA-256 of the passage.
    pub digest: String,
    /// Number of the note in which it stands, where it stands in one.
    pub in_note: Option<u32>,
}

/// Why the words of a passage cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoWords {
    /// No text of the source is attached on this machine, or it has changed since.
    NotAttached,
    /// What stands at this place is not what the digest tells of.
    Moved,
}

/// Something that the analyst judged, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct TracedJudgement {
    /// What kind: `statement`, `ranking`, `rule`; `option`, `period` (the coding of
    /// its status quo), `outcome`; `event`, `forecast`, `window`, `tie`, `place`.
    pub kind: TraceKind,
    /// Its id, as `trace` takes it.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Of a wish, its formula as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub formula: String,
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// Ids of the claims it rests on.
    pub claims: Vec<String>,
    /// Ids of the periods in which it stands; empty: all, or none in particular.
    pub periods: Vec<String>,
    /// Id of the reading that brings it in, if one does.
    pub reading: Option<String>,
}

impl TracedJudgement {
    /// Whether the model of a period is made of it: a statement, a ranking or a rule.
    pub fn enters_the_model(&self) -> bool {
        matches!(
            self.kind,
            TraceKind::Statement | TraceKind::Ranking | TraceKind::Rule
        )
    }

    /// Whether it is of the second table or of a gradual plan: `ratify`, `settle`, `block`
    /// and `steps` answer from these.
    pub fn is_of_talks(&self) -> bool {
        matches!(
            self.kind,
            TraceKind::Term
                | TraceKind::TermRule
                | TraceKind::Form
                | TraceKind::Faction
                | TraceKind::Verdict
                | TraceKind::FactionStatement
                | TraceKind::Guarantee
                | TraceKind::Ratification
                | TraceKind::Holder
                | TraceKind::Ladder
                | TraceKind::LadderStep
                | TraceKind::Promise
        )
    }

    /// Whether a finding about some period, in the base reading, rests on it: it
    /// enters the model, or it is an option, a status quo or an outcome.
    pub fn reaches_a_finding(&self) -> bool {
        let coding = matches!(
            self.kind,
            TraceKind::Option | TraceKind::Period | TraceKind::Outcome
        );
        self.reading.is_none() && (coding || self.enters_the_model())
    }
}

/// One way of doing without a thing, in each period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TraceRun {
    /// What is taken out.
    pub scope: RunScope,
    /// The periods in which something is taken out.
    pub periods: Vec<TracePeriod>,
}

/// What a run takes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunScope {
    /// The thing itself: a statement, a ranking, a rule.
    Itself,
    /// The judgements that rest on these claims and no others.
    Alone,
    /// All judgements that rest on these claims, whatever else they rest on.
    All,
    /// The judgements that rest on nothing but the passage: on this claim and
    /// others read from the same place, or from one that says the same.
    Passage,
    /// The wishes of an actor.
    Wishes,
    /// The judgements whose formulas speak of it.
    Mentions,
    /// An option: held at its lowest level.
    OffTheTable,
    /// A reading: the base reading is run in its place.
    BaseReading,
}

/// One period without the thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TracePeriod {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The judgements taken out of the model.
    pub fallen: Vec<TracedJudgement>,
    /// Judgements that lose a claim and keep others.
    pub weakened: Vec<TracedJudgement>,
    /// Options, the status quo and outcomes whose coding would be left without a
    /// claim. They stay: without them it would be another model.
    pub left_bare: Vec<TracedJudgement>,
    /// The findings that change.
    pub changes: Vec<TraceChange>,
    /// Why there is no model without it, where there is none.
    pub no_model: Option<NoModel>,
}

/// Why there is no model without a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum NoModel {
    /// The dossier has no status quo, so no date at which the option could be off the table.
    NoStatusQuo,
    /// The status quo takes the option: off the table it would make another model.
    TakenInTheStatusQuo,
    /// What is left does not compile.
    DoesNotCompile {
        /// The fault.
        fault: String,
    },
}

/// A finding that would change: as it is, and as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum TraceChange {
    /// Whether the status quo holds, or who would leave it.
    StatusQuo {
        /// As it is.
        before: TracedHolding,
        /// As it would be.
        after: TracedHolding,
    },
    /// Whether an outcome holds, who would leave it, how it is reached.
    Outcome {
        /// Id of the outcome.
        id: String,
        /// Name for the reader.
        label: String,
        /// As it is; `None` where it has no place in the model.
        before: Option<TracedHolding>,
        /// As it would be.
        after: Option<TracedHolding>,
    },
    /// How many states of a labelled definition hold, and how they are reached.
    Pattern {
        /// Id of the definition.
        id: String,
        /// Name for the reader.
        label: String,
        /// As it is; `None` where it tells no state from another.
        before: Option<Pattern>,
        /// As it would be.
        after: Option<Pattern>,
    },
    /// How many states are feasible.
    Feasible {
        /// As it is.
        before: u64,
        /// As it would be.
        after: u64,
    },
    /// How many states hold, per concept, and how many of them are reached how.
    Counts {
        /// As it is, per concept.
        before: Vec<ConceptCount>,
        /// As it would be, concepts in the same order.
        after: Vec<ConceptCount>,
        /// States that hold under SEQ and no longer would.
        gone: u64,
        /// States that would hold under SEQ and do not.
        new: u64,
    },
    /// States that hold under SEQ and no longer would.
    StatesGone {
        /// The states, as they are named in the model as it is.
        states: Vec<StateRow>,
    },
    /// States that would hold under SEQ and do not.
    StatesNew {
        /// The states, as they are named in the model without the thing.
        states: Vec<StateRow>,
    },
    /// States that hold in both, reached in another way.
    StatesReached {
        /// Each with both ways.
        states: Vec<StateReached>,
    },
}

/// A state that is reached in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateReached {
    /// Its code.
    pub code: String,
    /// As it is.
    pub before: ReachKind,
    /// As it would be.
    pub after: ReachKind,
}
