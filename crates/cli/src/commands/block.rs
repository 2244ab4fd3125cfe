//! `hikiwake block`

use hikiwake_analysis::{AnalyseSettings, Block, BlockError, BlockQuestion, Finding, Heard};
use hikiwake_dossier::{CompileError, Dossier};

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
    let scenario = scenario(&arguments.scenario);
    let finding = found(run, |settings| {
        hikiwake_analysis::block(&dossier, &scenario, &question, settings)
    })?;
    match arguments.csv {
        true => Ok(show::block_csv(&finding.finding)),
        false => answer(run, &finding, |finding| {
            show::block(finding, arguments.list)
        }),
    }
}

/// Each form of settlement under the usual rule, for the report; `all` is what was heard
/// in every period.
pub fn for_report(
    dossier: &Dossier,
    here: &Heard,
    all: &[Heard],
    run: &Run,
) -> Result<Finding<Block>, String> {
    found(run, |settings| {
        let question = BlockQuestion::default();
        hikiwake_analysis::block_heard(dossier, here, all, &question, settings)
    })
}

fn found(
    run: &Run,
    question: impl FnOnce(&AnalyseSettings) -> Result<Finding<Block>, BlockError>,
) -> Result<Finding<Block>, String> {
    let mut unclear = None;
    let finding = asked(run, 0, |settings| {
        question(settings).map_err(|error| match error {
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
