//! What the model, the sources and "nothing changes" foretold, against what
//! happened.
//!
//! The score is published as it is: nothing here looks at what happened before
//! something is foretold, except to look up the condition of a conditional
//! prediction. docs/backtest.md defines every number.

mod finding;
mod forecasts;
mod model;
mod outcomes;
mod prediction;
mod record;
mod score;
mod sources;
mod tables;
mod truth;

use hikiwake_dossier::{CompileError, Dossier};

pub use finding::*;
pub use hikiwake_dossier::file::Outturn;
pub use prediction::*;

use crate::hindsight::closed_text;
use crate::likelihood::Yardstick;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use record::Record;

/// How to run a backtest.
#[derive(Clone, Default)]
pub struct BacktestSettings<'a> {
    /// Whose words of likelihood mean which range.
    pub yardstick: Yardstick,
    /// How models are built and solved.
    pub analyse: AnalyseSettings<'a>,
}

/// Tests every model that has an outcome, and every forecast.
///
/// # Errors
/// Where a scenario does not compile, or the watcher asked to stop.
pub fn backtest(
    dossier: &Dossier,
    settings: &BacktestSettings,
) -> Result<Finding<Backtest>, CompileError> {
    let record = Record::new(dossier);
    let sources = tested(dossier);
    let periods = outcomes::periods(dossier, &record, &sources, settings)?;
    settings.analyse.stage("testing the forecasts");
    let forecasts = forecasts::tests(dossier, &record, settings.yardstick);
    let backtest = Backtest {
        yardstick: settings.yardstick,
        options: basis::option_heads(dossier, record.options.columns()),
        record: record.head(),
        blocks: outcomes::blocks(&periods),
        periods,
        outturns: tables::outturns(&forecasts),
        brier: tables::brier(&forecasts, &sources),
        reliability: tables::reliability(&forecasts),
        forecasts,
        sources,
    };
    Ok(basis::finding(dossier, FindingKind::Backtest, backtest))
}

/// What became of the sources' forecasts, in the order of the dossier, without a run of any
/// model.
pub fn forecast_tests(dossier: &Dossier, yardstick: Yardstick) -> Vec<ForecastTest> {
    forecasts::tests(dossier, &Record::new(dossier), yardstick)
}

/// The sources with forecasts.
fn tested(dossier: &Dossier) -> Vec<TestedSource> {
    let foretells = |source: &str| {
        let mut forecasts = dossier.file.forecasts.values();
        forecasts.any(|f| sources::source_of(dossier, f) == Some(source))
    };
    (dossier.sources.iter())
        .filter(|source| foretells(&source.id))
        .map(|source| TestedSource {
            id: source.id.clone(),
            short: source.short(),
            closed: closed_text(dossier, &source.id),
        })
        .collect()
}
