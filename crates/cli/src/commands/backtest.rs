//! `hikiwake backtest`

use std::path::Path;

use super::{Answer, open};
use crate::args::{Run, YardstickArg};

pub fn backtest(folder: &Path, _yardstick: YardstickArg, _run: &Run) -> Answer {
    let _dossier = open(folder)?;
    Err("error: not built yet".into())
}
