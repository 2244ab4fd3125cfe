//! How a dispute moves from the status quo: what is reached, by whom, who can stop it,
//! and from where there is no way back.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{AnalyseSettings, Finding, ScenarioHead, basis};

/// The finding of `ways`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ways {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The finding in sentences.
    pub sentences: Vec<String>,
}

/// Finds out what is reached from the status quo, by whom, and from where there is no way back.
///
/// # Errors
/// Where the scenario does not compile.
pub fn ways(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Ways>, CompileError> {
    let compiled = dossier.compile(scenario, settings.limits)?;
    let finding = Ways {
        scenario: basis::scenario_head(dossier, &compiled),
        sentences: Vec::new(),
    };
    Ok(basis::finding(dossier, "ways", finding))
}
