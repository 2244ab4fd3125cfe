//! The finding of `backtest`, as plain data: the record, and the models.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::prediction::{BrierRow, ForecastTest, OutturnRow, ReliabilityRow};
use crate::likelihood::Yardstick;
use hikiwake_finding::{EventHead, OptionHead, PeriodHead, ReadingHead};

/// What the model, the sources and "nothing changes" foretold, against what
/// happened. How every number is made: docs/backtest.md.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Backtest {
    /// By which words of likelihood were read.
    pub yardstick: Yardstick,
    /// All options of the dossier; levels and `option` below refer to this list.
    pub options: Vec<OptionHead>,
    /// The sources that foretell, in the order of the bibliography.
    pub sources: Vec<TestedSource>,
    /// The record of events.
    pub record: RecordHead,
    /// The periods that have an outcome, by date.
    pub periods: Vec<PeriodTest>,
    /// The models of all periods and readings together, those made ex ante first.
    pub blocks: Vec<Block>,
    /// The sources' predictions, in the order of the files.
    pub forecasts: Vec<ForecastTest>,
    /// What became of the predictions: all, then by source, kind and strength.
    pub outturns: Vec<OutturnRow>,
    /// Brier scores of the predictions that came true or did not.
    pub brier: Vec<BrierRow>,
    /// Predicted ranges against the share that came true; empty where fewer than
    /// ten predictions with a range can be scored.
    pub reliability: Vec<ReliabilityRow>,
}

impl Backtest {
    /// Whether the dossier has nothing to test: no outcome and no forecast.
    pub fn is_empty(&self) -> bool {
        self.periods.is_empty() && self.forecasts.is_empty()
    }
}

/// A source that foretells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TestedSource {
    /// Its id.
    pub id: String,
    /// Author and year.
    pub short: String,
    /// When it was closed: what is later is unknown to it. The date of issue where
    /// the dossier does not say; empty where nobody does.
    pub closed: String,
}

/// The record: the status quo of the periods, and what events made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordHead {
    /// The period with which it begins; `None` where no period has a date.
    pub from: Option<String>,
    /// The date of its last event.
    pub until: Option<String>,
    /// Number of events.
    pub events: usize,
    /// How many of them set an option.
    pub setting: usize,
    /// What events set, in order of time.
    pub changes: Vec<RecordChange>,
    /// Where the record and a coded state differ. Neither is corrected by the
    /// other: outcomes are scored as coded, predictions by the record.
    pub disagreements: Vec<Disagreement>,
}

/// An event set an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordChange {
    /// The event.
    pub event: EventHead,
    /// Index of the option.
    pub option: usize,
    /// The level that it set.
    pub level: u8,
}

/// The record and a coded state differ on an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Disagreement {
    /// Which kind of state.
    pub with: DisagreesWith,
    /// The period from whose status quo the record was folded.
    pub period: String,
    /// Id of the outcome, or of the later period.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its date.
    pub date: String,
    /// Index of the option.
    pub option: usize,
    /// Its level in the record.
    pub record: u8,
    /// Its level as coded.
    pub coded: u8,
    /// The event that set it last before that date.
    pub event: Option<EventHead>,
    /// Events that set it and are dated so loosely that they may lie before that
    /// date or after it; the record counts them as later.
    pub unsure: Vec<EventHead>,
}

/// What the record disagrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DisagreesWith {
    /// An outcome of the period.
    Outcome,
    /// The status quo of the next period.
    StatusQuo,
}

/// A state by its levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodedState {
    /// Its code.
    pub code: String,
    /// One level per option.
    pub levels: Vec<u8>,
    /// The options above their lowest level.
    pub text: String,
}

/// One period: what was foretold from it, and what happened.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PeriodTest {
    /// The period.
    pub period: PeriodHead,
    /// Where things stood: what "nothing changes" foretells.
    pub status_quo: CodedState,
    /// The base reading, then every reading meant for the period.
    pub scenarios: Vec<ScenarioTest>,
    /// What happened, earliest first.
    pub outcomes: Vec<OutcomeTest>,
}

/// What one reading's model foretells.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioTest {
    /// The reading; `None` for the base reading.
    pub reading: Option<ReadingHead>,
    /// Whether it carries hindsight: a statement or a rule of it is marked so.
    pub hindsight: bool,
    /// Number of preference statements.
    pub statements: usize,
    /// How many of them are marked as hindsight.
    pub statements_hindsight: usize,
    /// Ids of the rules in force that are marked as hindsight.
    pub rules_hindsight: Vec<String>,
    /// Ids of the options on the table that are worded with hindsight at this date. They do
    /// not make a model one with hindsight: what is to be foretold is whether they are taken.
    pub options_hindsight: Vec<String>,
    /// How many statements rest on a source that was closed after the period,
    /// marked or not.
    pub later_sources: usize,
    /// The equilibria (SEQ) that best replies reach from the status quo.
    pub best_replies: Foretold,
    /// The equilibria (SEQ) that unilateral improvements reach.
    pub improvements: Foretold,
}

/// What a model foretells: a set of states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Foretold {
    /// The status quo holds, and so is the one state foretold.
    pub stays: bool,
    /// Number of states; none where the walk leads to no state that holds.
    pub states: u64,
    /// Up to twelve of them, by code.
    pub listed: Vec<CodedState>,
    /// Per option, the levels that it has among these states, lowest first.
    pub calls: Vec<Vec<LevelShare>>,
}

/// In how many of the foretold states an option has a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelShare {
    /// The level.
    pub level: u8,
    /// Number of states: a count, not a probability.
    pub states: u64,
}

/// What happened, against what was foretold.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeTest {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its date.
    pub date: String,
    /// The state, as coded.
    pub state: CodedState,
    /// Why the base model has no such state, where it has none.
    pub infeasible: Option<String>,
    /// The options scored: those on the table, and those that were not and
    /// happened all the same.
    pub options: Vec<OptionTest>,
    /// "Nothing changes".
    pub nothing_changes: Score,
    /// What each source said of this time, in the order of `Backtest::sources`.
    pub sources: Vec<SourceScore>,
    /// The models, in the order of `PeriodTest::scenarios`.
    pub scenarios: Vec<ScenarioScore>,
}

/// One option of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OptionTest {
    /// Index of the option.
    pub option: usize,
    /// Its level in the status quo.
    pub before: u8,
    /// Its level in the outcome.
    pub after: u8,
    /// Whether it is on the table in the period.
    pub on_table: bool,
    /// How many of the period's models made ex ante call it right.
    pub ex_ante_right: usize,
    /// How many of those that carry hindsight do.
    pub hindsight_right: usize,
}

impl OptionTest {
    /// Whether it changed at all.
    pub fn changed(&self) -> bool {
        self.before != self.after
    }
}

/// How a forecaster did on one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// One level was foretold, and it came.
    Hit,
    /// What came was not among the levels foretold.
    Miss,
    /// Several levels were foretold, what came among them.
    Undecided,
    /// Nothing was foretold.
    Silent,
}

/// How a forecaster did on the state as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StateMark {
    /// This state alone was foretold.
    Exact,
    /// It is one of several foretold.
    Among,
    /// Other states were foretold.
    Miss,
    /// No state was.
    Silent,
}

/// The marks of one forecaster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// One per scored option.
    pub marks: Vec<Mark>,
    /// Their sum.
    pub tally: Tally,
    /// The state as a whole.
    pub state: StateMark,
}

/// Marks summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Options scored.
    pub options: usize,
    /// Called right.
    pub hits: usize,
    /// Called wrong.
    pub misses: usize,
    /// Left open.
    pub undecided: usize,
    /// Not spoken of.
    pub silent: usize,
    /// Options that changed: where one can do better than "nothing changes".
    pub changed: usize,
    /// Of these, called right.
    pub changed_hits: usize,
    /// Of these, left open.
    pub changed_undecided: usize,
}

/// What one source said of the time of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceScore {
    /// The source's id.
    pub source: String,
    /// Whether it was closed by the period's date; if not, it cannot foretell
    /// from it and says nothing here.
    pub in_time: bool,
    /// Per scored option: the mark, and what it rests on.
    pub calls: Vec<SourceCall>,
    /// The marks summed up.
    pub tally: Tally,
}

/// What a source said of one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceCall {
    /// The mark.
    pub mark: Mark,
    /// The levels that its forecasts leave; empty where it is silent.
    pub levels: Vec<u8>,
    /// Its forecasts contradict each other: no level meets them all, and all that
    /// one of them leaves are listed.
    pub contradictory: bool,
    /// Ids of the forecasts.
    pub forecasts: Vec<String>,
}

/// How one reading's model did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioScore {
    /// By best replies.
    pub best_replies: Score,
    /// By improvements.
    pub improvements: Score,
}

/// All models made ex ante, or all that carry hindsight. A test is one model
/// against one outcome; the models are those by best replies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Whether these carry hindsight.
    pub hindsight: bool,
    /// Number of models.
    pub models: usize,
    /// Number of tests.
    pub tests: usize,
    /// Number of base readings among the models.
    pub base_models: usize,
    /// Number of their tests: each of them against each of its outcomes.
    pub base_tests: usize,
    /// The base readings' marks, over their tests.
    pub base: Tally,
    /// "Nothing changes" over the same tests.
    pub base_nothing_changes: Tally,
    /// All models' marks, over all tests.
    pub all: Tally,
    /// "Nothing changes" over the same tests.
    pub all_nothing_changes: Tally,
    /// Tests in which the model called more options right than "nothing changes".
    pub better: usize,
    /// Tests in which it called as many right.
    pub equal: usize,
    /// Tests in which it called fewer right.
    pub worse: usize,
    /// Tests in which the state alone that happened was foretold.
    pub exact: usize,
}
