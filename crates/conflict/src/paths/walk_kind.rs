//! Kinds of walks, by what each step is.

use hikiwake_graph::StepKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What each step of a walk is. No one moves twice running.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum WalkKind {
    /// A best reply of its mover: nobody can be blamed for leaving the way, since at
    /// each step nothing better was on offer.
    BestReplies,
    /// An improvement, and at the end nobody who moved would rather have stayed, or have
    /// gone elsewhere, at any of its steps.
    WithoutRegret,
    /// An improvement of its mover.
    Improvements,
    /// Any legal move.
    Moves,
}

impl WalkKind {
    /// What the engine calls the steps.
    pub(crate) fn steps(self) -> StepKind {
        match self {
            WalkKind::BestReplies => StepKind::BestReply,
            WalkKind::WithoutRegret | WalkKind::Improvements => StepKind::Improvement,
            WalkKind::Moves => StepKind::Move,
        }
    }

    /// `best replies`, `improvements without regret`, `improvements`, `any moves`.
    pub fn words(self) -> &'static str {
        match self {
            WalkKind::BestReplies => "best replies",
            WalkKind::WithoutRegret => "improvements without regret",
            WalkKind::Improvements => "improvements",
            WalkKind::Moves => "any moves",
        }
    }
}
