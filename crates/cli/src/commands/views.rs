//! `hikiwake views`

use std::slice;

use hikiwake_conflict::Perceptions;
use hikiwake_document::Names;
use hikiwake_finding::Finding;
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::Ask;

pub fn views(ask: &Ask, list: usize) -> Answer {
    let run = &ask.scenario.run;
    let session = session(&ask.folder, run)?;
    let question = Question::Views {
        scenario: scenario(&ask.scenario),
        list,
    };
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let finding: Finding<Perceptions> = put(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::views(slice::from_ref(&finding), &names),
            finding,
            csv: None,
        })
    })
}
