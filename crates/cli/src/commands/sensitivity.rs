//! `hikiwake sensitivity`

use hikiwake_conflict::Sensitivity;
use hikiwake_document::Names;
use hikiwake_finding::Finding;
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::Ask;

pub fn sensitivity(ask: &Ask) -> Answer {
    let run = &ask.scenario.run;
    let session = session(&ask.folder, run)?;
    let question = Question::Sensitivity {
        scenario: scenario(&ask.scenario),
    };
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let finding: Finding<Sensitivity> = put(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        let document = hikiwake_document::sensitivity(&finding, &names);
        Ok(Shown {
            document,
            finding,
            csv: None,
        })
    })
}
