//! What each side thinks holds, what does hold, where surprise comes from, and what
//! attitudes change.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{AnalyseSettings, Finding, ScenarioHead, basis};

/// The finding of `views`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Views {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The finding in sentences.
    pub sentences: Vec<String>,
}

/// Finds out what each side thinks holds.
///
/// # Errors
/// Where the scenario does not compile.
pub fn views(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Views>, CompileError> {
    let compiled = dossier.compile(scenario, settings.limits)?;
    let finding = Views {
        scenario: basis::scenario_head(dossier, &compiled),
        sentences: Vec::new(),
    };
    Ok(basis::finding(dossier, "views", finding))
}
