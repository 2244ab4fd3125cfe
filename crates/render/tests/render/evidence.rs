//! What the sources say and what rests on it: every face says the same.

use hikiwake_document::{backtest, coverage, register, trace};
use hikiwake_dossier::Scenario;
use hikiwake_evidence::backtest::BacktestSettings;
use hikiwake_finding::AnalyseSettings;
use hikiwake_traceability::TraceSettings;

use crate::faces::{dossier, on_every_face};

#[test]
fn the_evidence_says_the_same_on_every_face() {
    let dossier = dossier("reference/dossiers/lake");
    let scenario = Scenario::default();
    let settings = AnalyseSettings::default();
    let tested = hikiwake_evidence::backtest(&dossier, &BacktestSettings::default());
    on_every_face(&backtest(&tested.expect("a model")));
    let covered = hikiwake_traceability::coverage(&dossier, &scenario, &settings);
    on_every_face(&coverage(&covered.expect("a model"), usize::MAX));
    let traced =
        hikiwake_traceability::trace(&dossier, "boats", &scenario, &TraceSettings::default());
    on_every_face(&trace(&traced.expect("a claim")));
}

#[test]
fn the_register_says_the_same_on_every_face() {
    let dossier = dossier("dossiers/kuril");
    on_every_face(&register(&hikiwake_evidence::register(&dossier, 1 << 20)));
}
