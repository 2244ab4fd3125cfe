//! `hikiwake block`

use hikiwake_analysis::{Block, BlockError, BlockQuestion, Finding};
use hikiwake_dossier::{CompileError, Dossier, Scenario};

use super::{Answer, answer, asked, open, scenario, target};
use crate::args::{BlockArgs, Run};
use crate::show;

pub fn block(arguments: &BlockArgs) -> Answer {
    let (folder, wanted) = target::folder_and_one(&arguments.target)?;
    let dossier = open(&folder)?;
    let question = BlockQuestion {
        rule: arguments.rule.clone(),
        wanted: wanted.map(str::to_owned),
        agreement: arguments.agreement.clone(),
    };
    let run = &arguments.scenario.run;
    let finding = ask(&dossier, &scenario(&arguments.scenario), &question, run)?;
    match arguments.csv {
        true => Ok(show::block_csv(&finding.finding)),
        false => answer(run, &finding, |finding| {
            show::block(finding, arguments.list)
        }),
    }
}

/// Each form of settlement under the usual rule, for the report.
pub fn for_report(
    dossier: &Dossier,
    scenario: &Scenario,
    run: &Run,
) -> Result<Finding<Block>, String> {
    ask(dossier, scenario, &BlockQuestion::default(), run)
}

fn ask(
    dossier: &Dossier,
    scenario: &Scenario,
    question: &BlockQuestion,
    run: &Run,
) -> Result<Finding<Block>, String> {
    let mut unclear = None;
    let finding = asked(run, 0, |settings| {
        hikiwake_analysis::block(dossier, scenario, question, settings).map_err(|error| match error
        {
            BlockError::Compile(error) => error,
            BlockError::Asked(why) => {
                unclear = Some(format!("error: {why}"));
                CompileError::Stopped
            }
        })
    });
    match unclear {
        Some(error) => Err(error),
        None => finding,
    }
}
