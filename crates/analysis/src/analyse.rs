//! What would hold, who would leave the rest, and how to get there.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::Limits;

use crate::{Analysis, Finding};

/// How much to look for and to list.
#[derive(Clone)]
pub struct AnalyseSettings<'a> {
    /// Most equilibria listed one by one. Default: 24.
    pub list: usize,
    /// Most states in the graph of moves. Default: 30.
    pub draw: usize,
    /// Most sanction cards. Default: 12.
    pub cards: usize,
    /// Most joint improvements listed from one state. Default: 12.
    pub joint: usize,
    /// What the model may cost.
    pub limits: Limits,
    /// Told the name of each stage as it begins, for showing progress.
    pub progress: Option<&'a dyn Fn(&str)>,
}

impl Default for AnalyseSettings<'_> {
    fn default() -> Self {
        AnalyseSettings {
            list: 24,
            draw: 30,
            cards: 12,
            joint: 12,
            limits: Limits::default(),
            progress: None,
        }
    }
}

/// Analyses one scenario of a dossier, and the same on stated statements only.
///
/// # Errors
/// Where the scenario does not compile.
pub fn analyse(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Analysis>, CompileError> {
    todo!()
}
