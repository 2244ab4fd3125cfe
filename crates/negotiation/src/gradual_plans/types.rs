//! What is told of a gradual plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{ActorHead, Ground, PeriodHead, StatementHead};

/// The gradual plans of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GradualPlans {
    /// One entry per plan.
    pub plans: Vec<PlanFinding>,
}

/// A gradual plan, beside the one bargain that it stands for. A *share* is always one of
/// what the whole plan is worth to the side, per unit of time: worths of two sides have
/// no common scale. Lists per side are in the order of `sides`; lists per prefix begin
/// with the time before the first step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFinding {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it is meant to reach.
    pub text: String,
    /// Basis and claims.
    pub ground: Ground,
    /// Those whom the steps cost something or bring something.
    pub sides: Vec<ActorHead>,
    /// Per side, what all steps are worth to it.
    pub worth: Vec<f64>,
    /// Per side, what all steps cost it.
    pub costs: Vec<f64>,
    /// Why no order of it is looked at; the steps, the orders and what rests on them are
    /// left out then.
    pub fault: Option<PlanFault>,
    /// The steps in the order of `best`.
    pub rungs: Vec<PlanStepFinding>,
    /// The order in which the worst exposure is least.
    pub best: PlanOrder,
    /// The steps as the dossier writes them; one that needs later ones waits for them.
    pub written: PlanOrder,
    /// The order that needs the least patience of those found, where there is one.
    pub patient: Option<PlanOrder>,
    /// The search for that order found one, or that there is none; otherwise it was cut
    /// short, and nothing is known of it.
    pub patient_sought: bool,
    /// No order needs less patience than this; where that is what `patient` needs, no order
    /// does better.
    pub patience_least: Option<f64>,
    /// All steps at once: first with nobody going first, then once per side that does.
    pub at_once: Vec<SingleBargain>,
    /// Time and patience.
    pub clock: PlanClock,
    /// Windows within which it must end, and those that hinder it for a part of its time.
    pub windows: Vec<PlanWindow>,
    /// What guarantee a plan of 1, 2, … steps needs; empty where there are not two sides.
    pub guarantees: Vec<GuaranteeRow>,
    /// Per side, the share by which each further step cuts the guarantee at the least;
    /// `None` where nothing can be said of it.
    pub cut_per_step: Vec<Option<f64>>,
    /// What was done of it, where the dossier tells.
    pub done: Option<DoneSoFar>,
    /// Limits that were reached.
    pub notes: Vec<String>,
}

/// Why no order of a plan can be looked at. Steps are named by their labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlanFault {
    /// It has no steps.
    NoSteps,
    /// Its steps are nobody's, and cost and bring nobody anything.
    NoSides,
    /// This step has a number below 0, a share above 1, or ten thousand times what the
    /// whole plan is worth to a side.
    Number(String),
    /// This step needs one that is not there.
    MissingStep(String),
    /// This step needs itself, by way of others.
    Circle(String),
    /// It has more than 64 steps, or more than 16 sides.
    TooMany,
}

/// One step in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanStepFinding {
    /// Id.
    pub id: String,
    /// Its place as the dossier writes the steps, counted from 1.
    pub written: usize,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Names of the sides that take it.
    pub by: Vec<String>,
    /// What it does to options of the model, as written.
    pub sets: String,
    /// Labels of the steps that must come before.
    pub needs: Vec<String>,
    /// The red lines that it crosses, taken on the status quo of a period after all that it
    /// needs.
    pub crosses: Vec<CrossedWish>,
    /// The share that cannot be undone.
    pub locked: f64,
    /// Per side, the step and what stands after it.
    pub sides: Vec<PlanStepSide>,
    /// The month by which it is done if the plan goes on time: 2017-03. A step that was
    /// taken before the plan begins takes no time.
    pub due: Option<String>,
    /// The day on which it was taken, as written.
    pub done: Option<String>,
    /// Basis and claims.
    pub ground: Ground,
}

/// A red line that a step crosses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CrossedWish {
    /// The wish that is met before the step and not after it.
    pub wish: StatementHead,
    /// Name of the actor whose it is.
    pub name: String,
    /// The periods in whose status quo it does, by date; none in a dossier without periods.
    pub periods: Vec<PeriodHead>,
}

/// A step as one side has it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanStepSide {
    /// What it costs, on the side's own scale.
    pub cost: f64,
    /// What it is worth.
    pub worth: f64,
    /// What it gives to show at home.
    pub shows: f64,
    /// After it: what has been given (costs), as a share.
    pub given: f64,
    /// After it: what of that cannot be taken back, as a share of what has been given.
    pub given_for_good: f64,
    /// After it: what could be shown at home so far, as a share.
    pub shown: f64,
    /// After it: what would be lost if the others stopped or reversed, as a share.
    pub exposure: f64,
    /// The same with nothing counted for what could be shown at home.
    pub bare: f64,
}

/// The plan in one order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanOrder {
    /// Ids of the steps.
    pub steps: Vec<String>,
    /// Per prefix and side, the exposure.
    pub exposures: Vec<Vec<f64>>,
    /// Per prefix and side, the exposure with nothing counted for what could be shown.
    pub bare: Vec<Vec<f64>>,
    /// The worst exposure; `None` where nobody is ever exposed.
    pub worst: Option<AtPrefix>,
    /// The worst bare exposure.
    pub worst_bare: Option<AtPrefix>,
    /// The least discount of one step's time from which on, up to 1, no side gains by
    /// stopping after any number of steps; `None` where none is enough.
    pub patience_from: Option<f64>,
    /// All discounts of one step's time, lowest range first, at which no side gains by
    /// stopping.
    pub patience: Vec<DiscountRange>,
    /// What a side must lose by stopping, per unit of time, so that none gains by it at
    /// the patience assumed; `None` where nothing is needed.
    pub guarantee: Option<AtPrefix>,
    /// Per side, the number of steps from which on more than half of what it has given
    /// cannot be taken back, to the end.
    pub no_return: Vec<Option<usize>>,
}

/// A share of one side after some steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AtPrefix {
    /// The share.
    pub share: f64,
    /// Id of the side.
    pub side: String,
    /// After how many steps.
    pub after: usize,
}

/// Discounts from `least` to `most`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiscountRange {
    /// The lower end.
    pub least: f64,
    /// The upper end.
    pub most: f64,
}

/// All steps at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SingleBargain {
    /// Id of the side that carries out its part first: its own steps, and its costs of
    /// those that are taken together; `None` where all is done at one stroke.
    pub first: Option<String>,
    /// Its exposure then, as a share; 0 where nobody goes first.
    pub exposure: f64,
    /// Its bare exposure then.
    pub bare: f64,
    /// As for an order; prefixes are: before, the first side's part, the whole.
    pub patience_from: Option<f64>,
    /// As for an order.
    pub guarantee: Option<AtPrefix>,
}

/// Time and patience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanClock {
    /// When the first step could be taken, as written.
    pub begins: Option<String>,
    /// How many steps had been taken before that; they take no time.
    pub before: usize,
    /// Months that one step takes.
    pub months_per_step: f64,
    /// The month in which the last step is done: 2018-07.
    pub ends: Option<String>,
    /// The chance that all sides still carry the plan after a year.
    pub yearly_survival: f64,
    /// The chance that they do at its end.
    pub chance_at_end: f64,
    /// What a year later counts to each side, if the plan is still carried: assumed.
    pub yearly_discount: f64,
    /// What one step's time later counts: both, for the months of a step.
    pub step_discount: f64,
}

/// A window against the plan's time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanWindow {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// `helps`, `hinders` or `unclear`.
    pub effect: String,
    /// The plan must end while it is open.
    pub must: bool,
    /// Last day as written.
    pub closes: String,
    /// The day on which it did close, where that became known later.
    pub closed: Option<String>,
    /// How many steps are done by then, if the plan goes on time.
    pub steps: usize,
    /// Whether these are all.
    pub in_time: bool,
    /// The chance that all sides still carry the plan when it closes.
    pub chance: f64,
    /// How many steps were in fact done by the day on which it closed.
    pub done: usize,
}

/// What a plan of so many steps needs by the closed form of a plan with a last date
/// (`docs/steps.md`), on each side's totals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GuaranteeRow {
    /// How many steps.
    pub steps: usize,
    /// Per side, the guarantee as a share of what the plan costs it; `None` for a side
    /// that it costs nothing.
    pub shares: Vec<Option<f64>>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DoneSoFar {
    /// Ids of the steps done, by date.
    pub steps: Vec<String>,
    /// The date of the last.
    pub last: String,
    /// Steps for which there was time by then.
    pub due: Option<usize>,
    /// Per side, the exposure after the last.
    pub exposures: Vec<f64>,
    /// Label of the first step, in the best order, that was not done.
    pub next: Option<String>,
}
