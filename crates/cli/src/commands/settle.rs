//! `hikiwake settle`

use hikiwake_analysis::{AnalyseSettings, Finding, Heard, SettleError, Settlement};
use hikiwake_dossier::Dossier;

use super::{Answer, answer, limits, open, progress, scenario};
use crate::args::{Run, SettleArgs};
use crate::show;

pub fn settle(arguments: &SettleArgs) -> Answer {
    let dossier = open(&arguments.ask.folder)?;
    let run = &arguments.ask.scenario.run;
    let scenario = scenario(&arguments.ask.scenario);
    let rule = arguments.rule.as_deref();
    let finding = found(arguments.list, run, |settings| {
        hikiwake_analysis::settle(&dossier, &scenario, rule, settings)
    })?;
    match arguments.csv {
        true => Ok(show::settle_csv(&finding)),
        false => answer(run, &finding, show::settle),
    }
}

/// The finding for the report under the usual rule.
pub fn for_report(
    dossier: &Dossier,
    heard: &Heard,
    list: usize,
    run: &Run,
) -> Result<Finding<Settlement>, String> {
    found(list, run, |settings| {
        hikiwake_analysis::settle_heard(dossier, heard, None, settings)
    })
}

fn found(
    list: usize,
    run: &Run,
    question: impl FnOnce(&AnalyseSettings) -> Result<Finding<Settlement>, SettleError>,
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
        question(&settings).map_err(|error| format!("error: {error}"))
    })
}
