//! `hikiwake settle`

use hikiwake_dossier::Dossier;
use hikiwake_finding::Finding;
use hikiwake_negotiation::{EvaluatedNegotiation, Settlement};

use super::{Answer, answer, asked, open, scenario};
use crate::args::{Run, SettleArgs};
use crate::show;

pub fn settle(arguments: &SettleArgs) -> Answer {
    let dossier = open(&arguments.ask.folder)?;
    let run = &arguments.ask.scenario.run;
    let scenario = scenario(&arguments.ask.scenario);
    let rule = arguments.rule.as_deref();
    let finding = asked(run, arguments.list, |settings| {
        hikiwake_negotiation::settle(&dossier, &scenario, rule, settings)
    })?;
    match arguments.csv {
        true => show::settle_csv(&finding),
        false => answer(run, &finding, show::settle),
    }
}

/// The finding for the report under the usual rule.
pub fn for_report(
    dossier: &Dossier,
    heard: &EvaluatedNegotiation,
    list: usize,
    run: &Run,
) -> Result<Finding<Settlement>, String> {
    asked(run, list, |settings| {
        hikiwake_negotiation::settle_heard(dossier, heard, None, settings)
    })
}
