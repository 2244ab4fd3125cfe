//! The finding of `settle`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Additive, Binding, Delivery, DeliveryDoubt, Tipping};
use crate::{AgreementRow, FormGround, TermHead};
use hikiwake_finding::{
    ActorHead, Holding, OptionHead, PreferenceVerdict, ScenarioHead, StateRow, StatementHead,
    WalkStep,
};

/// The finding of `settle`: what could be agreed, and whether it would hold.
///
/// Agreements are named by their place in `agreements`, states of the model after
/// signing by their place in `states`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Settlement {
    /// Which model.
    pub scenario: ScenarioHead,
    /// No agreement is in force: what is told beside the one in force is told beside none.
    pub none_in_force: bool,
    /// What an agreement settles.
    pub terms: Vec<TermHead>,
    /// Forms of settlement.
    pub forms: Vec<SettledForm>,
    /// The rule of ratification that was asked.
    pub rule: SettledRule,
    /// The sides, and by what each government's order of agreements was told.
    pub sides: Vec<SettledSide>,
    /// How many agreements there are of each kind.
    pub counts: SettleCounts,
    /// The efficient agreements and those that are efficient within the zone, those
    /// with the same values for every government in one group; those in the zone first,
    /// then those that more governments prefer to the agreement in force, then those
    /// that change fewer terms.
    pub efficient: Vec<AgreementGroup>,
    /// How many more groups there are.
    pub efficient_not_listed: u64,
    /// Per form that some agreement has, its best one.
    pub forms_best: Vec<FormBest>,
    /// What additive scores say, where weights were given for every government.
    pub additive: Option<Additive>,
    /// Per term that something is promised by, how large it must be for each faction.
    pub tipping: Vec<Tipping>,
    /// Terms by which an option can be bound for good, level against level.
    pub binding: Vec<Binding>,
    /// What was promised, against what came.
    pub promises: Vec<Delivery>,
    /// How much doubt about promises lowers the chance that the Nash point is let pass.
    pub doubts: Vec<DeliveryDoubt>,
    /// What is asked of the model after signing; `None` where the dossier's terms set no
    /// option.
    pub after: Option<AfterSigning>,
    /// Every agreement that the finding names; the first is the one in force.
    pub agreements: Vec<SettledAgreement>,
    /// The states that they lead to.
    pub states: Vec<AfterState>,
    /// The frontier as a curve.
    pub curve: Curve,
    /// Limits reached, and what was left out.
    pub notes: Vec<String>,
}

/// A form of settlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettledForm {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Agreements that have it.
    pub agreements: u64,
    /// Of these, how many are in the zone.
    pub zone: u64,
    /// What is found of it whoever must agree at home.
    #[serde(flatten)]
    pub ground: FormGround,
}

/// A rule of ratification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettledRule {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it assumes.
    pub text: String,
}

/// A side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettledSide {
    /// Id of the actor.
    pub id: String,
    /// Name for the reader.
    pub name: String,
    /// What sentences call it.
    pub short: String,
    /// What its order of agreements is made of.
    pub by: ValuedBy,
    /// How many agreements are told apart by it.
    pub values: u64,
    /// How many agreements its gate lets pass under the rule.
    pub win_set: u64,
    /// How many it prefers to the agreement in force.
    pub preferred: u64,
}

/// What a government's order of agreements is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValuedBy {
    /// Its statements, most important first.
    Statements,
    /// Its ranking of agreements.
    Ranking,
    /// What it says to forms: rejected, not minded, accepted.
    Forms,
    /// Its weights, added up: it has no order.
    Weights,
    /// Nothing: all agreements are the same to it.
    Nothing,
}

/// How many agreements there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettleCounts {
    /// Combinations of levels.
    pub combinations: u64,
    /// Agreements that the rules admit.
    pub feasible: u64,
    /// Of these, those that the rule of ratification lets pass on all sides.
    pub zone: u64,
    /// Those that every government prefers to the agreement in force.
    pub preferred: u64,
    /// The efficient ones.
    pub efficient: u64,
    /// Different values of the governments among the efficient ones.
    pub efficient_values: u64,
    /// Efficient ones in the zone.
    pub efficient_in_zone: u64,
    /// Efficient ones that every government prefers to the agreement in force.
    pub efficient_preferred: u64,
    /// Those that are efficient among the agreements of the zone.
    pub best_in_zone: u64,
    /// The agreement in force is efficient.
    pub in_force_efficient: bool,
}

/// Efficient agreements with the same values for every government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementGroup {
    /// The one that stands for them: one in the zone, if any is; of these, the one that
    /// changes the fewest terms of the agreement in force, then has the lowest levels.
    pub agreement: usize,
    /// How many there are.
    pub count: u64,
    /// How many of them are in the zone.
    pub zone: u64,
    /// No agreement is better for one government and as good for all.
    pub efficient: bool,
    /// None of the zone is.
    pub best_in_zone: bool,
}

/// The best agreement of a form: none of that form is better for one government and
/// as good for all; of those, one in the zone first, then one that more governments
/// prefer to the agreement in force, then the one that changes the fewest terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormBest {
    /// Id of the form.
    pub form: String,
    /// The agreement.
    pub agreement: usize,
    /// It is efficient among all agreements.
    pub efficient: bool,
}

/// One agreement, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SettledAgreement {
    /// The agreement.
    #[serde(flatten)]
    pub row: AgreementRow,
    /// The terms in which it differs from the agreement in force.
    pub changed: Vec<TermChange>,
    /// The same in words: `Sovereignty: two islands; …`.
    pub changes: String,
    /// The rule of ratification lets it pass on all sides.
    pub zone: bool,
    /// Per side, how its government sees it beside the agreement in force.
    pub seen: Vec<SeenAgreement>,
    /// The state that it leads to.
    pub state: Option<usize>,
    /// Why it leads to no state of the model after signing.
    pub no_state: Option<String>,
    /// Ids of terms that it changes to a level that the model has no options for.
    pub beyond: Vec<String>,
}

/// A term that an agreement changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermChange {
    /// Place of the term among the heads.
    pub term: usize,
    /// Level in force.
    pub from: u8,
    /// Level agreed.
    pub to: u8,
}

/// An agreement as a government sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeenAgreement {
    /// Id of the side.
    pub side: String,
    /// Against the agreement in force.
    pub verdict: PreferenceVerdict,
    /// The statements that decide; of forms, none.
    pub statements: Vec<StatementHead>,
    /// The place of its value in the government's order, from 0 (worst) to 1 (best). It
    /// says which of two agreements is better, not by how much.
    pub place: f64,
    /// The sum of its weights, where weights were given.
    pub score: Option<f64>,
}

/// What is asked of the model after signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AfterSigning {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options.
    pub options: Vec<OptionHead>,
    /// Ids of options that are on the table only after signing.
    pub new_options: Vec<String>,
}

/// A state that agreements lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AfterState {
    /// How it holds and is reached. Its departures are what its leavers would do.
    pub holding: Holding,
    /// It is what is in place: the model knows none of the steps of an agreement that leads
    /// here.
    pub same_as_now: bool,
    /// Whether the agreement is kept.
    pub kept: Kept,
    /// Ids of the decision makers who end worse off than with what is in place, once the
    /// agreement has run its course: in this state where nobody would leave it, otherwise
    /// where the first betrayal leads.
    pub worse_off: Vec<String>,
    /// What its leavers would do; the first betrayal first: a step that undoes what was
    /// agreed before one that uses what only signing opens, before any other; then
    /// those of the sides, in the order of the dossier.
    pub betrayals: Vec<Betrayal>,
}

/// Whether an agreement is kept once it is signed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// Nobody would leave the state that it leads to (SEQ).
    Holds,
    /// Somebody would, but only by steps that would be taken at the status quo, too, and
    /// that undo nothing of what was agreed.
    AsNow,
    /// Somebody would undo it, or use what it leaves open.
    Betrayed,
    /// It leads to what is in place: the model knows none of its steps, and so not whether
    /// they would be kept.
    NotKnown,
}

/// Somebody's best improvement from a state after signing that no credible answer
/// spoils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Betrayal {
    /// The step, and the statement that decides.
    pub step: WalkStep,
    /// Options in which the step undoes what the agreement set.
    pub undoes: Vec<String>,
    /// Options that it uses and that are on the table only after signing.
    pub opens: Vec<String>,
    /// The same change would be made at the status quo, without any agreement.
    pub anyway: bool,
    /// The nearest state of rest that best replies lead to after it; `None` where they
    /// come to none.
    pub rest: Option<StateRow>,
    /// How many states of rest there are.
    pub rests: u64,
    /// The best replies that lead to the nearest.
    pub onward: Vec<WalkStep>,
    /// Ids of the decision makers who are worse off there than with what is in place; where
    /// best replies come to no rest, right after the step.
    pub worse_off: Vec<String>,
}

/// The frontier by the orders of the first two sides, for a drawing: places from 0
/// (worst) to 1 (best).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Curve {
    /// Over all agreements.
    pub free: Vec<[f64; 2]>,
    /// Over those that no government rejects.
    pub bounded: Vec<[f64; 2]>,
    /// How many points were left out to keep it legible.
    pub left_out: u64,
}
