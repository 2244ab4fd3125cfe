//! `hikiwake export` and `hikiwake import`

use std::path::Path;

use super::{Answer, open, target};
use crate::args::FormatArg;

pub fn export(folder: &Path, _to: FormatArg, _output: &Path) -> Answer {
    let _dossier = open(folder)?;
    Err("error: not built yet".into())
}

pub fn import(typed: &[String], _from: Option<FormatArg>) -> Answer {
    let (_folder, _rest) = target::folder_first(typed, 1)?;
    Err("error: not built yet".into())
}
