//! What one actor takes the others to be, and how it stands to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bar, Evidence, ReadingChange};

/// One actor's picture of the others where it differs from the analyst's (a first-level
/// hypergame): what it thinks that they want, can do, and that can be. Whatever it does
/// not say is seen as the dossier has it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Perception {
    /// The actor whose picture it is.
    pub of: String,
    /// The picture in plain words.
    #[serde(default)]
    pub text: String,
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Options of others that it does not know of, or thinks that they cannot take: held
    /// at their lowest level in its picture.
    #[serde(default)]
    pub unaware: Vec<String>,
    /// What it thinks can never be: no state of its picture meets one of these formulas.
    #[serde(default)]
    pub never: Vec<String>,
    /// Moves that it thinks impossible.
    #[serde(default)]
    pub bars: Vec<Bar>,
    /// What it thinks that others want, as changes of their statements, in order.
    #[serde(default)]
    pub changes: Vec<ReadingChange>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How one actor stands to another: what it asks of its own moves for the other's sake.
/// Without one, every actor is positive to itself and neutral to the others.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Attitude {
    /// The actor who has it.
    pub of: String,
    /// The actor towards whom, or itself.
    pub towards: String,
    /// What it is.
    pub is: AttitudeKind,
    /// The attitude in plain words.
    #[serde(default)]
    pub text: String,
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What an actor asks of its own moves for the sake of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AttitudeKind {
    /// They make things better for the other.
    Positive,
    /// Nothing.
    #[default]
    Neutral,
    /// They make things worse for the other.
    Negative,
}
