//! One date under every reading of the case: what becomes of what is in place, and of the
//! patterns.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Pattern;
use crate::patterns::patterns;
use crate::sensitivity::is_hindsight;
use crate::solve::Solved;
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, Holding, OptionHead, ScenarioHead, basis,
};

/// The finding of `compare` where no second model is named.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Readings {
    /// Which date, as the case is read.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The case as it is read, then each other reading of the date.
    pub readings: Vec<ReadingOutcome>,
    /// The readings that could not be carried out, and why; limits that were reached.
    pub notes: Vec<String>,
}

/// What becomes of one reading.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReadingOutcome {
    /// Which model; without a reading, the case as it is read.
    pub scenario: ScenarioHead,
    /// Whether something in it was written after the outcome that it explains.
    pub hindsight: bool,
    /// The status quo: under which concepts it lasts, else who would leave it and how.
    pub status_quo: Option<Holding>,
    /// The patterns: how many of their states last and are reached, by each kind of step.
    pub patterns: Vec<Pattern>,
}

/// Solves one date under every reading; a reading that the scenario names is passed over.
///
/// # Errors
/// Where the case as it is read does not compile, or the watcher asked to stop.
pub fn readings(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Readings>, CompileError> {
    let scenario = &Scenario {
        reading: None,
        ..scenario.clone()
    };
    let base = Solved::new(dossier, scenario, settings)?;
    let mut notes = base.notes();
    let mut all = vec![outcome(&base, false)];
    settings.stage("reading the case otherwise");
    let period = base.compiled.scenario.period.as_deref();
    for (id, reading) in dossier.alternatives(period) {
        let other = Scenario {
            reading: Some(id.clone()),
            ..scenario.clone()
        };
        match Solved::new(dossier, &other, settings) {
            Ok(solved) => {
                let hindsight = reading.changes.iter().any(is_hindsight);
                all.push(outcome(&solved, hindsight));
                notes.extend(solved.notes());
            }
            Err(CompileError::Stopped) => return Err(CompileError::Stopped),
            Err(error) => notes.push(format!("“{}” was left out: {error}", reading.label)),
        }
    }
    notes.dedup();
    let found = Readings {
        scenario: basis::scenario_head(dossier, &base.compiled),
        actors: basis::actors(dossier, &base.compiled),
        options: basis::options(dossier, &base.compiled),
        readings: all,
        notes,
    };
    Ok(basis::finding(dossier, FindingKind::Readings, found))
}

fn outcome(solved: &Solved, hindsight: bool) -> ReadingOutcome {
    ReadingOutcome {
        scenario: basis::scenario_head(solved.dossier, &solved.compiled),
        hindsight,
        status_quo: solved.status_quo(),
        patterns: patterns(solved),
    }
}
