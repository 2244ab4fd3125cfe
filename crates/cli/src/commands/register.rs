//! `hikiwake register`

use std::path::Path;

use super::{Answer, answer, open};
use crate::args::Run;
use crate::show;

pub fn register(folder: &Path, run: &Run) -> Answer {
    let dossier = open(folder)?;
    answer(
        run,
        &hikiwake_evidence::register(&dossier, run.work),
        show::register,
    )
}
