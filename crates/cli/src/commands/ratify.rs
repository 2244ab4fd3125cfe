//! `hikiwake ratify`

use std::sync::Arc;

use std::convert::Infallible;

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{DomesticRatification, EvaluatedNegotiation, RatifyQuestion};

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
    let finding = asked(run, arguments.list, |settings| {
        hikiwake_negotiation::ratify(&dossier, &question, settings)
    })?;
    match arguments.csv {
        true => show::ratify_csv(&finding.finding),
        false => answer(run, &finding, show::ratify),
    }
}

/// Most kinds of agreements that the report lists as likeliest under a rule.
const REPORT_LIST: usize = 3;

/// The finding for the report, from what was heard in each period.
pub fn for_report(
    dossier: &Dossier,
    heard: &[Arc<EvaluatedNegotiation>],
    run: &Run,
) -> Result<Finding<DomesticRatification>, String> {
    asked(run, REPORT_LIST, |settings| {
        let scenario = Scenario::default();
        let finding = hikiwake_negotiation::ratify_heard(dossier, &scenario, heard, settings);
        Ok::<_, Infallible>(finding)
    })
}
