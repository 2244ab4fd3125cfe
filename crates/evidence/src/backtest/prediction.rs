//! The finding of `backtest`, as plain data: the sources' predictions.

use hikiwake_dossier::file::Outturn;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::likelihood::Likelihood;
use hikiwake_finding::{ClaimHead, EventHead};

/// One prediction of a source, tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastTest {
    /// Its id.
    pub id: String,
    /// The statement.
    pub text: String,
    /// The claim that foretells.
    pub claim: ClaimHead,
    /// The kind of prediction, where the claim says it.
    pub kind: String,
    /// How strongly the claim is said.
    pub strength: String,
    /// The first day, as written, or the source's date.
    pub from: String,
    /// The last day, as written, or the record's end.
    pub until: String,
    /// What must hold, as a formula; empty where a person judges.
    pub expects: String,
    /// The condition under which it is tested; empty where there is none.
    pub given: String,
    /// `at-end`, `throughout` or `once`.
    pub holds: String,
    /// What became of it.
    pub outturn: Outturn,
    /// Who says so.
    pub judged_by: JudgedBy,
    /// Why, in a sentence; for a person's verdict, the person's note.
    pub why: String,
    /// The events that decide: those that the dossier names, and the one that the
    /// record turned on.
    pub events: Vec<EventHead>,
    /// Another outturn that the record gives if it is folded from an earlier
    /// period without regard to later ones, with that period's id.
    pub contested: Option<(Outturn, String)>,
    /// How likely the source called it.
    pub likelihood: Option<Likelihood>,
    /// Its Brier score, where it came true or did not and a likelihood is known.
    pub brier: Option<BrierRange>,
    /// Whether it would have come true if nothing had changed since its first day;
    /// `None` where no formula says so or the record does not reach.
    pub if_nothing_changed: Option<bool>,
}

/// Who says what became of a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JudgedBy {
    /// The record, by the formula.
    Record,
    /// A person.
    Person,
    /// Nobody yet.
    Nobody,
}

/// Brier score of a range of probabilities: (p − o)², o being 1 if it came true
/// and 0 if not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BrierRange {
    /// The least over the range.
    pub least: f64,
    /// That of the range's midpoint.
    pub midpoint: f64,
    /// The greatest over the range.
    pub greatest: f64,
}

/// Outturns counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutturnRow {
    /// By what these are grouped.
    pub by: GroupedBy,
    /// Name of the group: a source's id, a kind, a strength; empty for all.
    pub group: String,
    /// Predictions in it.
    pub forecasts: usize,
    /// Came true.
    pub came_true: usize,
    /// Did not.
    pub failed: usize,
    /// In part.
    pub mixed: usize,
    /// Condition never arose.
    pub void: usize,
    /// The record does not tell.
    pub unknown: usize,
}

/// By what predictions are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupedBy {
    /// All together.
    All,
    /// By source.
    Source,
    /// By kind of prediction.
    Kind,
    /// By how strongly they are said.
    Strength,
}

/// Mean Brier scores of a group of predictions that came true or did not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BrierRow {
    /// How the likelihoods are known.
    pub words: LikelihoodKind,
    /// The source's id; empty for all.
    pub source: String,
    /// Number of predictions.
    pub forecasts: usize,
    /// How many of them came true.
    pub came_true: usize,
    /// Mean of the least, midpoint and greatest scores.
    pub mean: BrierRange,
    /// The score of always saying 50 %: 0.25.
    pub always_half: f64,
    /// The same predictions as far as "nothing changes" can be asked too.
    pub with_nothing_changes: Option<BrierBeside>,
}

/// The predictions about which "nothing changes" says something, too.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BrierBeside {
    /// How many.
    pub forecasts: usize,
    /// The source's mean over them, at the midpoints.
    pub midpoint: f64,
    /// The mean of "nothing changes", which says 1 or 0.
    pub nothing_changes: f64,
}

/// How the likelihood of a prediction is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LikelihoodKind {
    /// By a word of likelihood, or given by the analyst: a true range.
    Stated,
    /// A plain assertion, read as the yardstick's highest range.
    Plain,
    /// A word of bare possibility ("could"), or a range as wide as that (5 to 95 %
    /// or wider): hardly a likelihood at all.
    Vague,
}

/// How often what was given this range came true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReliabilityRow {
    /// How the likelihoods are known.
    pub words: LikelihoodKind,
    /// Least probability.
    pub low: f64,
    /// Greatest probability.
    pub high: f64,
    /// Predictions that came true or did not.
    pub forecasts: usize,
    /// How many of them came true.
    pub came_true: usize,
}
