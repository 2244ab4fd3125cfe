//! What is found of terms that can bind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::WalkStep;

/// A term with a level that sets an option for good: does binding end the betrayal?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Binding {
    /// Place of the term among the heads.
    pub term: usize,
    /// Its levels that set an option which cannot be undone.
    pub binding: Vec<u8>,
    /// How many pairs of agreements that differ in this term alone were compared, those
    /// that lead to the same states once.
    pub compared: u64,
    /// In how many of them somebody would leave under the level that does not bind.
    pub betrayed: u64,
    /// In how many of these the binding level ends a betrayal.
    pub ended: u64,
    /// The first pairs in which somebody would leave.
    pub pairs: Vec<BindingPair>,
}

/// Two agreements that differ in one term alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BindingPair {
    /// Level that does not bind.
    pub loose: u8,
    /// Level that does.
    pub bound: u8,
    /// The agreement with the loose level.
    pub loose_agreement: usize,
    /// The agreement with the binding one.
    pub bound_agreement: usize,
    /// What would be done under the loose one, and what becomes of it under the other.
    pub betrayals: Vec<BoundBetrayal>,
    /// Some betrayal is ended.
    pub ends: bool,
    /// Nobody would leave under the binding level.
    pub holds: bool,
}

/// A betrayal of the loosely agreed, under the binding agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BoundBetrayal {
    /// The step under the loose level.
    pub step: WalkStep,
    /// The same would be done at the status quo.
    pub anyway: bool,
    /// What becomes of it.
    pub fate: StepFate,
}

/// What becomes of a step that somebody would take, under another agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepFate {
    /// It can no longer be taken.
    Impossible,
    /// It no longer gains.
    NoGain,
    /// Now an answer of others spoils it.
    Answered,
    /// It would be taken as before.
    Stays,
    /// Not known: the search was cut short.
    Unknown,
}

impl StepFate {
    /// Whether the step is ended.
    pub fn ended(self) -> bool {
        !matches!(self, StepFate::Stays | StepFate::Unknown)
    }
}
