//! `hikiwake views`

use super::{Answer, answer, asked, open, scenario};
use crate::args::Ask;
use crate::show;

pub fn views(ask: &Ask, list: usize) -> Answer {
    let dossier = open(&ask.folder)?;
    let run = &ask.scenario.run;
    let finding = asked(run, list, |settings| {
        hikiwake_conflict::views(&dossier, &scenario(&ask.scenario), settings)
    })?;
    answer(run, &finding, show::views)
}
