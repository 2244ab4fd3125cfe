//! `hikiwake ratify`

use hikiwake_analysis::{Finding, Heard, Ratify, RatifyError, RatifyQuestion};
use hikiwake_dossier::{CompileError, Dossier, Scenario};

use super::{Answer, answer, asked, open, scenario};
use crate::args::{RatifyArgs, Run};
use crate::show;

pub fn ratify(arguments: &RatifyArgs) -> Answer {
    let dossier = open(&arguments.ask.folder)?;
    let question = RatifyQuestion {
        scenario: scenario(&arguments.ask.scenario),
        rule: arguments.rule.clone(),
    };
    let run = &arguments.ask.scenario.run;
    let finding = ask(&dossier, &question, run, arguments.list)?;
    match arguments.csv {
        true => Ok(show::ratify_csv(&finding.finding)),
        false => answer(run, &finding, show::ratify),
    }
}

/// Most kinds of agreements that the report lists as likeliest under a rule.
const REPORT_LIST: usize = 3;

/// The finding for the report, from what was heard in each period.
pub fn for_report(
    dossier: &Dossier,
    heard: &[Heard],
    run: &Run,
) -> Result<Finding<Ratify>, String> {
    asked(run, REPORT_LIST, |settings| {
        let scenario = Scenario::default();
        Ok(hikiwake_analysis::ratify_heard(
            dossier, &scenario, heard, settings,
        ))
    })
}

fn ask(
    dossier: &Dossier,
    question: &RatifyQuestion,
    run: &Run,
    list: usize,
) -> Result<Finding<Ratify>, String> {
    let mut unknown = None;
    let finding = asked(run, list, |settings| {
        hikiwake_analysis::ratify(dossier, question, settings).map_err(|error| match error {
            RatifyError::Compile(error) => error,
            error => {
                unknown = Some(format!("error: {error}"));
                CompileError::Stopped
            }
        })
    });
    match unknown {
        Some(error) => Err(error),
        None => finding,
    }
}
