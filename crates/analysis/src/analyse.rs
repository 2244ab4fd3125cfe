//! What would hold, who would leave the rest, and how to get there.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::Limits;

use crate::{Analysis, Finding};

/// How much to look for and to list.
#[derive(Clone, Debug)]
pub struct AnalyseSettings {
    /// Most equilibria listed one by one. Default: 24.
    pub list: usize,
    /// What the model may cost.
    pub limits: Limits,
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
