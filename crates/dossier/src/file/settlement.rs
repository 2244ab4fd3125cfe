//! The second table: what can be agreed, how those at home judge it, and who must
//! accept it there (Putnam 1988).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, ID, LEVEL, NAME, Named, Statement};

/// How agreements are placed into the model.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Settlement {
    /// The reading under which the model is asked whether an agreement holds once it is
    /// signed: what only then can be done or feared. Without it: the base reading.
    pub after: Option<String>,
    /// No agreement is in force. The levels that the period gives the terms are then
    /// those to count from, and an agreement like any other; without an agreement a
    /// faction with weights has what they are worth, and its `cost`.
    #[serde(default)]
    pub none_in_force: bool,
}

/// One thing that an agreement settles: an issue with two or more ordered levels.
/// Its lowest level is named first. A dossier without terms is asked about its joint
/// options instead.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Term {
    /// Name for the reader.
    pub label: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub text: String,
    /// Names of the levels, lowest first. Without it: no, yes.
    #[schemars(extend("items" = {"type": "string", "pattern": LEVEL}, "minItems" = 2, "uniqueItems" = true))]
    pub levels: Option<Vec<String>>,
    /// Names of the levels for the reader, in the same order.
    #[serde(default)]
    pub level_labels: Vec<String>,
    /// The sides that must agree to it. Without it: all that have someone at home.
    #[serde(default)]
    pub parties: Vec<String>,
    /// What each level does to options of the model, written as in an event: by level,
    /// "transfer, two-islands" or "sanctions = no". An option belongs to one term at
    /// most. A level that is not named leaves the options as they stand.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": LEVEL}))]
    pub sets: Named<String>,
    /// What the reader should know of levels that the model has no options for.
    #[serde(default)]
    pub beyond: String,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What no agreement can be: one of `never`, `always`. Its formulas speak of terms
/// (and of options as the agreement leaves them).
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct TermRule {
    /// No agreement meets this formula.
    pub never: Option<String>,
    /// Every agreement meets this formula.
    pub always: Option<String>,
    /// Why, in a sentence.
    #[serde(default)]
    pub text: String,
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A form of settlement: a kind of agreement that people speak of. An agreement has
/// the first form, in order of the files, whose formula it meets.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Form {
    /// Name for the reader.
    pub label: String,
    /// The formula over terms.
    pub is: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub text: String,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Someone at home whose acceptance counts. Its name is that of the actor. A faction
/// without `judges` judges by the actor's own `preferences`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Faction {
    /// The side at whose table it sits: an actor.
    pub side: String,
    /// Its influence there. Without it: medium.
    pub influence: Option<Degree>,
    /// Its influence in single periods, where it is another.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub influence_in: Named<Degree>,
    /// How much the matter means to it. Without it: medium.
    pub salience: Option<Degree>,
    /// Its votes, where they are counted. Without it: influence times salience, with low
    /// = 1, medium = 2, high = 3.
    #[schemars(range(min = 0))]
    pub votes: Option<u32>,
    /// How it judges an agreement; the first entry that stands in a period is meant.
    #[serde(default)]
    pub judges: Vec<FactionJudgement>,
    /// What might answer its no to a form of settlement. It changes no verdict: it is
    /// weighed where one asks what would have to give (`block`).
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub guarantees: Named<Guarantee>,
    /// Evidence for its place at the table.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// An assurance for which a faction might give up its no to forms of settlement.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Guarantee {
    /// What is assured, for the reader.
    pub label: String,
    /// The forms to which the faction's no might be answered. Without it: all.
    #[serde(default)]
    pub forms: Vec<String>,
    /// A formula over terms: which agreements have it in them. Without it, it comes from
    /// outside, and may go with any agreement.
    pub terms: Option<String>,
    /// The periods in which it might. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Low, medium or high.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Degree {
    /// Counts once.
    Low,
    /// Counts twice.
    #[default]
    Medium,
    /// Counts three times.
    High,
}

/// How a faction judges an agreement: by `forms`, or by ordered `statements` against
/// what it would otherwise have (the reversion point: where things stand). `weights`
/// may stand beside either: then they are used only where additive scores are asked for;
/// alone, they decide.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct FactionJudgement {
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The condition on drivers while which it stands: "ru-election = near". Without it: always.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub only_while: Option<String>,
    /// Per form, what the faction says to it. A form that is not named is not minded.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub forms: Named<FactionVerdict>,
    /// Beside `forms` of a leader: why it says otherwise here than the wishes of its own
    /// government, where that is meant.
    #[serde(default)]
    pub differs: String,
    /// Wishes, most important first, over terms and options. An agreement is accepted if
    /// it is better than the reversion point, and not minded if it is as good.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Per term, what each of its levels is worth, lowest level first; the worths of all
    /// terms are added up.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub weights: Named<Vec<f64>>,
    /// With statements, the id of one: what is gained only at less important wishes does
    /// not pay for conceding at all, and is rejected (audience cost).
    pub audience_cost: Option<String>,
    /// With statements, the id of one: what is lost only at this wish or less important
    /// ones is borne, and not minded, since going on without a deal costs, too.
    pub deadlock_cost: Option<String>,
    /// With weights, what an agreement must be worth more than the reversion point to be
    /// accepted: positive for an audience cost, negative where deadlock itself costs.
    #[serde(default)]
    pub cost: f64,
    /// How uncertain the verdicts are. With weights: the standard deviation of the cost.
    /// Otherwise: the probability, from 0 to 1, that the true verdict is one step off.
    #[serde(default)]
    pub doubt: f64,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a faction says to an agreement.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FactionVerdict {
    /// It is against it.
    Rejects,
    /// It lets it pass.
    #[default]
    DoesNotMind,
    /// It is for it.
    Accepts,
}

/// A rule by which agreements are accepted at home, side by side.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Ratification {
    /// Name for the reader.
    pub label: String,
    /// What it assumes, in a sentence.
    #[serde(default)]
    pub text: String,
    /// Whether this is the rule that is meant if none is named. Without any: the first.
    #[serde(default)]
    pub usual: bool,
    /// Per side, who must accept there. A side that is not named accepts everything.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub sides: Named<Gate>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Who must accept on one side: all that is given here must be met.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Gate {
    /// The leader, who must not reject.
    pub leader: Option<String>,
    /// Others who must not reject; a third party's faction may stand here, too.
    #[serde(default)]
    pub vetoes: Vec<String>,
    /// The least votes that those who do not reject must have together.
    #[schemars(range(min = 0))]
    pub quota: Option<u32>,
    /// Whether those who accept must outvote those who reject.
    #[serde(default)]
    pub majority: bool,
    /// Whether whoever holds the file must not reject (see `holders`): what it does not
    /// want is not put forward.
    #[serde(default)]
    pub holder: bool,
}

/// Who holds the file on one side, and so decides what is put forward.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Holder {
    /// The side.
    pub side: String,
    /// The faction that holds the file.
    pub faction: String,
    /// The periods in which it does. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Guarantee {
    /// Whether the faction's no to this form might be answered by it.
    pub(crate) fn is_about(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.iter().any(|about| about == form)
    }
}

impl Degree {
    /// How often it counts: 1, 2 or 3.
    pub fn counts(self) -> u32 {
        match self {
            Degree::Low => 1,
            Degree::Medium => 2,
            Degree::High => 3,
        }
    }
}
