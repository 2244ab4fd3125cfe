//! `hikiwake inverse`

use super::{Answer, answer, asked, open, scenario};
use crate::args::Ask;
use crate::show;

/// Most states listed.
const LIST: usize = 12;

pub fn inverse(ask: &Ask) -> Answer {
    let dossier = open(&ask.folder)?;
    let run = &ask.scenario.run;
    let finding = asked(run, LIST, |settings| {
        hikiwake_analysis::inverse(&dossier, &scenario(&ask.scenario), settings)
    })?;
    answer(run, &finding, show::inverse)
}
