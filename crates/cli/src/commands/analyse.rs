//! `hikiwake analyse`: state by state, or on decision diagrams where the space is
//! too large for that.

use hikiwake_document::Names;
use hikiwake_session::{Answer as Found, AskError, Question};

use super::documents::{Shown, shown};
use super::{Answer, OTHER_KIND, asked, scenario, session};
use crate::args::{Ask, Format};
use crate::show;

pub fn analyse(ask: &Ask, list: usize, on_diagrams: bool) -> Answer {
    let (shape, run) = (&ask.scenario.shape, &ask.scenario.run);
    let session = session(&ask.folder, run)?;
    let symbolic = |too_large| Question::Symbolic {
        scenario: scenario(&ask.scenario),
        too_large,
        list,
    };
    let state_by_state = Question::Analysis {
        scenario: scenario(&ask.scenario),
        list,
    };
    // Commands stand in lines of their own, however long, so that they can be copied.
    let mut next = String::new();
    let text = shown(&ask.folder, shape, run, || {
        let found = asked(run, |watcher| {
            if on_diagrams {
                return session.ask(&symbolic(false), watcher);
            }
            // Whatever memory holds is answered state by state.
            match session.ask(&state_by_state, watcher) {
                Err(AskError::TooLarge(_)) => session.ask(&symbolic(true), watcher),
                found => found,
            }
        })?;
        let document = match found {
            Found::Analysis(ref finding) => {
                if shape.format == Format::Text && shape.output.is_none() && !run.json {
                    next = show::what_next(&ask.folder, finding);
                }
                let names = Names::new(&finding.finding.actors);
                hikiwake_document::analysis(finding, &names)
            }
            Found::Symbolic(ref finding) => hikiwake_document::symbolic(finding),
            _ => return Err(OTHER_KIND.to_owned()),
        };
        Ok(Shown {
            finding: found,
            document,
            csv: None,
        })
    })?;
    Ok(text + &next)
}
