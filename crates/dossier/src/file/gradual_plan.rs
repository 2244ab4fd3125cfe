//! The gradual plan, and what was promised against what came.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DATE, Evidence, NAME, Named};

/// A gradual plan: steps in some order, instead of one bargain.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct GradualPlan {
    /// Name for the reader.
    pub label: String,
    /// What it is meant to reach, in a sentence.
    #[serde(default)]
    pub text: String,
    /// When the first step could be taken: 2016, 2016-05 or 2016-05-06.
    #[schemars(extend("pattern" = DATE))]
    pub begins: Option<String>,
    /// Months that one step takes. Without it: three.
    pub months_per_step: Option<f64>,
    /// Windows within which it must end: ids of `windows`; those that close.
    #[serde(default)]
    pub windows: Vec<String>,
    /// The chance that all sides still carry the plan after a year (a leader's exit, an
    /// election), from 0 to 1. Without it: 1.
    pub yearly_survival: Option<f64>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// One step of a gradual plan. Worths are numbers on one scale per side, of which only
/// proportions mean anything: they are judgements.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct PlanStep {
    /// The plan that it belongs to. Without it: the only one.
    pub ladder: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub text: String,
    /// The sides that take it: one, or several together.
    #[serde(default)]
    pub by: Vec<String>,
    /// What it does to options of the model, written as in an event: "economy".
    #[serde(default)]
    pub sets: String,
    /// Steps that must come before.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Per side, what the step costs it for as long as it stands.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub costs: Named<f64>,
    /// Per side, what the step is worth to it for as long as it stands.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub worth: Named<f64>,
    /// Per side, what it can show for it at home, whatever comes later.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub shows: Named<f64>,
    /// The share of the step that cannot be undone, from 0 (wholly reversible) to 1 (for
    /// good). Without it: 0.
    #[serde(default)]
    pub locked: f64,
    /// The day on which it was taken, where it was.
    #[schemars(extend("pattern" = DATE))]
    pub done: Option<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Something announced to another side, against what was delivered.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Promise {
    /// Name for the reader.
    pub label: String,
    /// Who promised.
    pub by: String,
    /// To whom.
    pub to: String,
    /// The option by which it is made.
    pub option: Option<String>,
    /// The term whose levels say how large it is.
    pub term: Option<String>,
    /// The size announced or expected, in `unit`.
    pub announced: f64,
    /// The size delivered or signed.
    pub delivered: f64,
    /// The unit of both: "USD bn".
    pub unit: String,
    /// The date on which `delivered` was counted.
    #[schemars(extend("pattern" = DATE))]
    pub counted: Option<String>,
    /// The share of the whole that private firms decide about, from 0 to 1, where known.
    pub private_share: Option<f64>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}
