//! What is found by additive scores.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::AgreementRow;
use hikiwake_finding::StatementHead;

/// What additive scores say: the governments' weights, added up over the terms. It
/// presumes that a loss in one term can be made good in another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Additive {
    /// Ids of the sides, in the order of all scores.
    pub sides: Vec<String>,
    /// What each government must be given at least: the agreement in force with the cost
    /// of concluding another.
    pub disagreement: Vec<f64>,
    /// Over all agreements, over those that no government rejects by its own order, and
    /// over the zone.
    pub sets: Vec<AdditiveSet>,
    /// The same with what is promised counted as delivered; empty without such promises.
    pub as_delivered: Vec<AdditiveSet>,
    /// What scores promise and an order forbids.
    pub forbidden: Option<Forbidden>,
}

/// Over which agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdditiveOver {
    /// All that the rules admit.
    All,
    /// Those that no government rejects by its own judgement.
    NotForbidden,
    /// Those that the rule of ratification lets pass on all sides.
    Zone,
}

/// The frontier by scores over one set of agreements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AdditiveSet {
    /// Over which agreements.
    pub over: AdditiveOver,
    /// How many there are.
    pub agreements: u64,
    /// How many of them give every government more than it must have.
    pub gain: u64,
    /// The efficient ones by score, one for each pair of scores, by the first side's.
    pub frontier: Vec<ScoredAgreement>,
    /// The points that the literature singles out; none where no agreement gives every
    /// government what it must have.
    pub points: Vec<BargainPoint>,
    /// What would change hands at the largest sum, were scores money.
    pub payments: Option<SidePayments>,
}

/// An agreement with its scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoredAgreement {
    /// The one that changes the fewest terms.
    #[serde(flatten)]
    pub row: AgreementRow,
    /// Per side.
    pub scores: Vec<f64>,
    /// How many agreements have the same.
    pub count: u64,
}

/// A point of the frontier by scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BargainPoint {
    /// Which.
    pub kind: PointKind,
    /// The agreement; of several, the one that changes the fewest terms.
    pub agreement: usize,
    /// Per side.
    pub scores: Vec<f64>,
    /// Per side, above what it must be given.
    pub gains: Vec<f64>,
    /// How many agreements are as good by the same measure.
    pub count: u64,
}

/// What a point makes largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PointKind {
    /// The product of the gains (Nash 1950).
    Nash,
    /// The least gain as a share of the most that a side could gain (Kalai and
    /// Smorodinsky 1975).
    KalaiSmorodinsky,
    /// The least gain (Kalai 1977).
    Egalitarian,
    /// The sum of the scores.
    LargestSum,
}

impl PointKind {
    /// Name for the reader.
    pub fn words(self) -> &'static str {
        match self {
            PointKind::Nash => "Nash",
            PointKind::KalaiSmorodinsky => "Kalai–Smorodinsky",
            PointKind::Egalitarian => "egalitarian",
            PointKind::LargestSum => "largest sum",
        }
    }
}

/// What would change hands, were scores money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SidePayments {
    /// The agreement.
    pub agreement: usize,
    /// What all gain together.
    pub surplus: f64,
    /// Per side, what it receives if the surplus is shared equally; below 0 it pays.
    pub received: Vec<f64>,
    /// Who pays whom: places of the sides, and how much.
    pub flows: Vec<(usize, usize, f64)>,
}

/// Agreements by which every government gains by score, and who rejects them all the
/// same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Forbidden {
    /// How many give every government more than it must have.
    pub promised: u64,
    /// Of these, how many some government rejects by its own judgement.
    pub rejected: u64,
    /// What rejects them, by how many, most first.
    pub by: Vec<ForbiddenBy>,
    /// The best of the promised ones: the Nash point over all agreements.
    pub best: usize,
    /// What rejects it; empty where nothing does.
    pub best_by: Vec<ForbiddenBy>,
}

/// What makes a government reject agreements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForbiddenBy {
    /// Id of the side.
    pub side: String,
    /// What it is.
    pub why: ForbiddenWhy,
    /// The statements that decide.
    pub statements: Vec<StatementHead>,
    /// Ids of forms, where it judges by these.
    pub forms: Vec<String>,
    /// One of the statements is marked as a red line.
    pub red_line: bool,
    /// How many of the agreements it rejects by this.
    pub agreements: u64,
}

/// Why a government rejects an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForbiddenWhy {
    /// It fails a statement that the agreement in force meets, and nothing less
    /// important makes that good.
    Statement,
    /// What is gained by it does not pay for conceding at all.
    AudienceCost,
    /// It says no to agreements of this form.
    Form,
    /// Its weights, with the cost, add up to less.
    Weights,
}
