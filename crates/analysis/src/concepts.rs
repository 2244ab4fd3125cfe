//! Stability beyond the five classical concepts: groups that move together, looking some
//! moves ahead, strong and weak sanctions, preferences that are partly unknown.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{AnalyseSettings, Finding, ScenarioHead, basis};

/// The finding of `concepts`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Concepts {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The finding in sentences.
    pub sentences: Vec<String>,
}

/// Finds out what holds under further concepts.
///
/// # Errors
/// Where the scenario does not compile.
pub fn concepts(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Concepts>, CompileError> {
    let compiled = dossier.compile(scenario, settings.limits)?;
    let finding = Concepts {
        scenario: basis::scenario_head(dossier, &compiled),
        sentences: Vec::new(),
    };
    Ok(basis::finding(dossier, "concepts", finding))
}
