//! `hikiwake ratify`

use hikiwake_analysis::{Finding, Ratify, RatifyError, RatifyQuestion};
use hikiwake_dossier::{CompileError, Dossier};

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

/// The finding for the report, where the dossier tells who must accept.
pub fn for_report(dossier: &Dossier, run: &Run) -> Result<Option<Finding<Ratify>>, String> {
    match dossier.has_talks() && !dossier.file.factions.is_empty() {
        true => ask(dossier, &RatifyQuestion::default(), run, REPORT_LIST).map(Some),
        false => Ok(None),
    }
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
