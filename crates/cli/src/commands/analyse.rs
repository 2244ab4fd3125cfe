//! `hikiwake analyse`: state by state, or on decision diagrams where the space is
//! too large for that.

use super::{Answer, answer, asked, open, scenario};
use crate::args::Ask;
use crate::show;

pub fn analyse(ask: &Ask, list: usize, on_diagrams: bool) -> Answer {
    let dossier = open(&ask.folder)?;
    let run = &ask.scenario.run;
    let scenario = scenario(&ask.scenario);
    // Whatever memory holds is answered state by state, unless diagrams are asked for.
    let found = asked(run, list, |settings| {
        if on_diagrams {
            return Ok(None);
        }
        match hikiwake_conflict::analyse(&dossier, &scenario, settings) {
            Err(error) if hikiwake_conflict::is_too_large(&error) => Ok(None),
            found => found.map(Some),
        }
    })?;
    if let Some(finding) = found {
        return answer(run, &finding, |finding| {
            let mut text = show::analysis(finding);
            text.push_str(&show::what_next(&dossier, &ask.folder, finding));
            text
        });
    }
    let finding = asked(run, list, |settings| {
        hikiwake_conflict::symbolic(&dossier, &scenario, settings, !on_diagrams)
    })?;
    answer(run, &finding, show::symbolic)
}
