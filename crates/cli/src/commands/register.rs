//! `hikiwake register`

use std::path::Path;

use super::{Answer, open};
use crate::args::Run;

pub fn register(folder: &Path, _run: &Run) -> Answer {
    let _dossier = open(folder)?;
    Err("error: not built yet".into())
}
