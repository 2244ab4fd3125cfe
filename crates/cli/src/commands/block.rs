//! `hikiwake block`

use std::sync::Arc;

use hikiwake_dossier::Dossier;
use hikiwake_finding::Finding;
use hikiwake_negotiation::{BlockQuestion, EvaluatedNegotiation, ObstacleSets};

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
    let finding = asked(run, 0, |settings| {
        hikiwake_negotiation::block(&dossier, &scenario, &question, settings)
    })?;
    match arguments.csv {
        true => show::block_csv(&finding.finding),
        false => answer(run, &finding, |finding| {
            show::block(finding, arguments.list)
        }),
    }
}

/// Each form of settlement under the usual rule, for the report; `all` is what was heard
/// in every period.
pub fn for_report(
    dossier: &Dossier,
    here: &EvaluatedNegotiation,
    all: &[Arc<EvaluatedNegotiation>],
    run: &Run,
) -> Result<Finding<ObstacleSets>, String> {
    asked(run, 0, |settings| {
        let question = BlockQuestion::default();
        hikiwake_negotiation::block_heard(dossier, here, all, &question, settings)
    })
}
