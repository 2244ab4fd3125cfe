//! What moves the dispute beside the actors' own choices: drivers, their levels, the links
//! between them, and the mechanisms that judgements carry.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pattern::{ID, LEVEL};

use super::claim::Sign;
use super::{Evidence, Named};

/// A condition outside the actors' direct choice.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Driver {
    /// Name for the reader.
    pub label: String,
    /// The option of the model that it is the same as, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Names of its levels, lowest first. Without it: low, high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("items" = {"type": "string", "pattern": LEVEL}, "minItems" = 2, "uniqueItems" = true))]
    pub levels: Option<Vec<String>>,
    /// Where it stands in a period, by the period's id. In a period that is not named it
    /// stands at its lowest level.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub at: Named<DriverLevel>,
    /// Whether a push on it never dies away by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
    /// A remark of the analyst.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Driver {
    /// Names of its levels, lowest first.
    pub fn level_names(&self) -> Vec<String> {
        let usual = || vec!["low".to_owned(), "high".to_owned()];
        self.levels.clone().unwrap_or_else(usual)
    }
}

/// Where a driver stands in one period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct DriverLevel {
    /// One of its levels.
    pub level: String,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// That one driver acts on another, or an option on a driver, where it is the analyst's
/// judgement and no claim's `link`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct DriverLink {
    /// The driver that acts. Give `cause` or `option`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The option that acts where it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// The driver acted on.
    pub effect: String,
    /// Which way.
    pub sign: Sign,
    /// How, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How long it takes, in words: "within months".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delay: String,
    /// The readings in which it stands. Without it: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A named part of how the dispute works: the claims that describe it, and the judgements
/// that carry it. Its test is removal: what changes when they are taken out.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Mechanism {
    /// Name for the reader.
    pub label: String,
    /// What kind: "security dilemma", "patron's veto", "audience cost" …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// How it works here, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What carries it.
    #[serde(default)]
    pub carried: Carriers,
    /// Why its removal changes nothing, where it is meant to change nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub idle: String,
    /// Evidence: the claims that describe it.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What carries a mechanism, kind by kind: judgements that are taken out to see what they
/// do, and readings that are put on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct Carriers {
    /// Wishes of actors: `actor.statement`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// Options: without them nobody can take them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Rules, of the model or of agreements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Links between drivers: ids of `links`, or `cause>effect` for what claims say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// What factions say or want: `faction` for all of it, `faction.form`,
    /// `faction.statement`, `faction.audience_cost` or `faction.deadlock_cost`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<String>,
    /// What might answer a faction's no: `faction.guarantee`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guarantees: Vec<String>,
    /// Who must accept at home: `rule.side`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratification: Vec<String>,
    /// Who holds the file, by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<String>,
    /// Steps of gradual plans.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Steps of gradual plans, for what they give to show at home.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<String>,
    /// Promises.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<String>,
    /// Windows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<String>,
    /// Pictures that actors have of each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perceptions: Vec<String>,
    /// Drivers, each with the level at which it would stand without the mechanism.
    #[serde(skip_serializing_if = "Named::is_empty")]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub drivers: Named<String>,
    /// Readings: these are put on, and what changes is what the mechanism would do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<String>,
}
