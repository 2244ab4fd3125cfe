//! `hikiwake wishes`

use hikiwake_conflict::WishBalance;
use hikiwake_document::Names;
use hikiwake_finding::Finding;
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::Ask;

pub fn wishes(ask: &Ask) -> Answer {
    let run = &ask.scenario.run;
    let session = session(&ask.folder, run)?;
    let question = Question::Wishes {
        scenario: scenario(&ask.scenario),
    };
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let finding: Finding<WishBalance> = put(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        let document = hikiwake_document::wish_balance(&finding, &names);
        Ok(Shown {
            document,
            finding,
            csv: None,
        })
    })
}
