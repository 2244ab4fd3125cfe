//! `hikiwake trace`

use super::{Answer, open, target};
use crate::args::ScenarioArgs;

pub fn trace(typed: &[String], _scenario: &ScenarioArgs) -> Answer {
    let (folder, _rest) = target::folder_first(typed, 1)?;
    let _dossier = open(&folder)?;
    Err("error: not built yet".into())
}
