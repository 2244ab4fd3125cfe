//! `hikiwake register`

use std::path::Path;

use super::{Answer, answer, open};
use crate::args::{Run, Shape};
use crate::show;

pub fn register(folder: &Path, _shape: &Shape, run: &Run) -> Answer {
    let dossier = open(folder)?;
    answer(
        run,
        &hikiwake_evidence::register(&dossier, run.work),
        show::register,
    )
}
