//! `hikiwake backtest`

use std::path::Path;

use hikiwake_dossier::Dossier;
use hikiwake_evidence::{backtest::Backtest, backtest::BacktestSettings};
use hikiwake_finding::Finding;

use super::documents::{Shown, shown};
use super::{Answer, limits, open, progress};
use crate::args::{Run, Shape, YardstickArg};

pub fn backtest(folder: &Path, yardstick: YardstickArg, shape: &Shape, run: &Run) -> Answer {
    let dossier = open(folder)?;
    shown(folder, shape, run, || {
        let finding = test(&dossier, yardstick, run)?;
        Ok(Shown {
            document: hikiwake_document::backtest(&finding),
            finding,
            csv: None,
        })
    })
}

/// Tests a dossier's models and forecasts.
pub fn test(
    dossier: &Dossier,
    yardstick: YardstickArg,
    run: &Run,
) -> Result<Finding<Backtest>, String> {
    progress::with_parts(run.threads, |told, solve| {
        let settings = BacktestSettings {
            yardstick: yardstick.into(),
            limits: limits(run),
            run: solve,
            progress: Some(told),
        };
        hikiwake_evidence::backtest(dossier, &settings).map_err(|error| format!("error: {error}"))
    })
}
