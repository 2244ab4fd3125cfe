//! The types of a trace.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::ScenarioHead;

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
    /// Plain sentences: what rests on it, and what would change without it.
    pub sentences: Vec<String>,
    /// The chain down, with the thing at the top.
    pub down: TraceNode,
    /// The judgements of the dossier that rest on it.
    pub carries: Vec<TracedJudgement>,
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
    /// Name for the reader; of a claim its paraphrase.
    pub label: String,
    /// What it says or means, where there is more than the label.
    pub text: String,
    /// What is known of it, by name: `formula`, `basis`, `hedge`, `grade` …
    pub facts: Vec<TraceFact>,
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
    /// The same in words, after “without”.
    pub without: String,
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
    pub no_model: Option<String>,
}

/// A finding that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TraceChange {
    /// Which finding.
    pub finding: ChangedFinding,
    /// Id of the outcome or definition; the codes of states; else empty.
    pub ids: Vec<String>,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
    /// Both in one sentence.
    pub sentence: String,
}

/// Which finding changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedFinding {
    /// How many states are feasible.
    Feasible,
    /// How many states hold, per concept.
    Counts,
    /// Whether the status quo holds, or who would leave it.
    StatusQuo,
    /// Whether an outcome holds, who would leave it, how it is reached.
    Outcome,
    /// How many states of a labelled definition hold, and how they are reached.
    Pattern,
    /// States that hold under SEQ and no longer would.
    StatesGone,
    /// States that would hold under SEQ and do not.
    StatesNew,
    /// States that hold in both, reached in another way.
    StatesReached,
}
