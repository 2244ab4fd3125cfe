//! `hikiwake settle`

use hikiwake_analysis::{AnalyseSettings, Finding, Settlement};
use hikiwake_dossier::{Dossier, Scenario};

use super::{Answer, answer, limits, open, progress, scenario};
use crate::args::{Run, SettleArgs};
use crate::show;

pub fn settle(arguments: &SettleArgs) -> Answer {
    let dossier = open(&arguments.ask.folder)?;
    let run = &arguments.ask.scenario.run;
    let scenario = scenario(&arguments.ask.scenario);
    let rule = arguments.rule.as_deref();
    let finding = found(&dossier, &scenario, rule, arguments.list, run)?;
    match arguments.csv {
        true => Ok(show::settle_csv(&finding)),
        false => answer(run, &finding, show::settle),
    }
}

/// The answer for one scenario.
pub fn found(
    dossier: &Dossier,
    scenario: &Scenario,
    rule: Option<&str>,
    list: usize,
    run: &Run,
) -> Result<Finding<Settlement>, String> {
    progress::with_parts(run.threads, |told, solve| {
        let settings = AnalyseSettings {
            list,
            limits: limits(run),
            work: run.work,
            run: solve,
            progress: Some(told),
            ..AnalyseSettings::default()
        };
        hikiwake_analysis::settle(dossier, scenario, rule, &settings)
            .map_err(|error| format!("error: {error}"))
    })
}
