//! `hikiwake register`

use std::path::Path;

use super::documents::{Shown, shown};
use super::{Answer, open};
use crate::args::{Run, Shape};

pub fn register(folder: &Path, shape: &Shape, run: &Run) -> Answer {
    let dossier = open(folder)?;
    shown(folder, shape, run, || {
        let finding = hikiwake_evidence::register(&dossier, run.work);
        Ok(Shown {
            document: hikiwake_document::register(&finding),
            finding,
            csv: None,
        })
    })
}
