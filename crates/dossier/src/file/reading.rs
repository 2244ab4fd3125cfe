//! Alternative judgements, to be run beside the dossier's own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, FactionVerdict, ID, NAME, Named, Statement};

/// A named set of alternative judgements.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Reading {
    /// Name for the reader.
    pub label: String,
    /// What it assumes, and whose view it is.
    #[serde(default)]
    pub text: String,
    /// The periods for which it is meant. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The condition on drivers while which it stands by itself: "ru-election = past".
    /// Without it: only where somebody asks for it.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub only_while: Option<String>,
    /// Drivers that it takes to stand elsewhere, each with its level.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub drivers: Named<String>,
    /// Other readings that it takes in first, in order.
    #[serde(default)]
    pub includes: Vec<String>,
    /// What it changes, in order.
    #[serde(default)]
    pub changes: Vec<ReadingChange>,
    /// What it takes to be in place instead, written as the `status_quo` of a period.
    pub status_quo: Option<String>,
    /// Options that it puts on the table although a period has them `absent`.
    #[serde(default)]
    pub present: Vec<String>,
    /// Per side, the faction that holds the file instead.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub holders: Named<String>,
}

impl Reading {
    /// Whether it changes nothing of the model: links between drivers may name it.
    pub fn is_of_drivers_alone(&self) -> bool {
        self.includes.is_empty()
            && self.changes.is_empty()
            && self.status_quo.is_none()
            && self.present.is_empty()
            && self.holders.is_empty()
            && self.drivers.is_empty()
    }
}

/// One alternative judgement: about what an actor wants, or about how a faction judges
/// agreements. Exactly one of `replace`, `drop`, `swap`, `first`, `set`, `add`, `says`
/// says what is done.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct ReadingChange {
    /// Whose statements, under `preferences`. Give `actor` or `faction`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Whose statements, or verdicts, by which it judges agreements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faction: Option<String>,
    /// Put `with` in the place of this statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace: Option<String>,
    /// The new statement for `replace`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Statement>,
    /// Take this statement out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop: Option<String>,
    /// Let these two statements change places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swap: Option<[String; 2]>,
    /// Move this statement to the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Put these in place of the whole list, most important first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Vec<Statement>>,
    /// Add this statement, at the end of the list or above `above`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<Statement>,
    /// With `add`, the statement above which it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// Of a faction that judges by forms, what it says to these forms instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub says: Option<Named<FactionVerdict>>,
    /// Evidence for `says`; statements bring their own.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl ReadingChange {
    /// The statements that it brings in.
    pub fn brings(&self) -> impl Iterator<Item = &Statement> {
        let one = self.with.iter().chain(&self.add);
        one.chain(self.set.iter().flatten())
    }

    /// The same, to be changed.
    pub(crate) fn brings_mut(&mut self) -> impl Iterator<Item = &mut Statement> {
        let one = self.with.iter_mut().chain(&mut self.add);
        one.chain(self.set.iter_mut().flatten())
    }

    /// The statements that it brings in about what `actor` wants.
    pub fn wishes_of(&self, actor: &str) -> impl Iterator<Item = &Statement> {
        let meant = self.actor.as_deref() == Some(actor);
        self.brings().filter(move |_| meant)
    }
}
