//! Every question is run as told: a watcher that asks to stop is asked by each.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use hikiwake_conflict::{
    ExplainSettings, InverseSettings, PathsQuestion, analyse, compare, concepts, explain, inverse,
    views, ways,
};
use hikiwake_evidence::{BacktestSettings, backtest};
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::{Limits, Run, Watch};

use super::{dossier, scenario};

/// Stops at once, and tells whether it was asked.
#[derive(Default)]
struct Stop {
    asked: AtomicBool,
}

impl Watch for Stop {
    fn stop(&self) -> bool {
        self.asked.store(true, Ordering::Relaxed);
        true
    }
}

/// Whether `question` asked the watcher whether to go on, and stopped.
fn stops(question: impl FnOnce(AnalyseSettings) -> bool) -> bool {
    let stop = Stop::default();
    let settings = AnalyseSettings {
        run: Run {
            watch: &stop,
            ..Run::default()
        },
        ..AnalyseSettings::default()
    };
    question(settings) && stop.asked.load(Ordering::Relaxed)
}

#[test]
fn no_question_solves_but_as_told() {
    let dossier = dossier(super::views::TEXT);
    let now = scenario("now", None);
    let compiled = || dossier.compile(&now, Limits::default()).expect("compiles");
    assert!(stops(|s| analyse(&dossier, &now, &s).is_err()), "analyse");
    assert!(
        stops(|s| compare(&dossier, &now, &now, &s).is_err()),
        "compare"
    );
    assert!(stops(|s| concepts(&dossier, &now, &s).is_err()), "concepts");
    assert!(stops(|s| views(&dossier, &now, &s).is_err()), "views");
    assert!(
        stops(|s| ways(
            &dossier,
            &compiled().scenario,
            &PathsQuestion::default(),
            &s
        )
        .is_err()),
        "ways"
    );
    assert!(
        stops(|s| {
            let compiled = compiled();
            let settings = ExplainSettings {
                analyse: s,
                ..ExplainSettings::default()
            };
            let state = compiled.status_quo.expect("given");
            explain(&dossier, &compiled, state, &[], &[], &settings).is_err()
        }),
        "explain"
    );
    assert!(
        stops(|s| {
            let settings = BacktestSettings {
                analyse: s,
                ..BacktestSettings::default()
            };
            backtest(&dossier, &settings).is_err()
        }),
        "backtest"
    );
    assert!(
        stops(|s| {
            let settings = InverseSettings {
                analyse: s,
                ..InverseSettings::default()
            };
            inverse(&dossier, &now, Some("strike"), &settings).is_err()
        }),
        "inverse"
    );
}

/// Lets everything go on, and counts how often it was asked.
#[derive(Default)]
struct Count {
    asked: AtomicU64,
}

impl Watch for Count {
    fn stop(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        false
    }
}

/// How often `question` asks whether to go on.
fn asks(question: impl FnOnce(AnalyseSettings)) -> u64 {
    let count = Count::default();
    question(AnalyseSettings {
        run: Run {
            watch: &count,
            threads: std::num::NonZeroUsize::MIN,
        },
        ..AnalyseSettings::default()
    });
    count.asked.load(Ordering::Relaxed)
}

#[test]
fn what_is_solved_after_building_is_solved_as_told() {
    let dossier = dossier(super::views::TEXT);
    let now = scenario("now", None);
    let limits = Limits::default();
    let compiled = dossier.compile(&now, limits).expect("compiles");
    let builds = asks(|s| drop(dossier.compile_with(&now, limits, &s.run)));
    let solves = asks(|s| drop(compiled.model.stability_with(&s.run)));
    assert!(builds > 0 && solves > 0);
    let tested = asks(|s| {
        let settings = BacktestSettings {
            analyse: s,
            ..BacktestSettings::default()
        };
        drop(backtest(&dossier, &settings));
    });
    assert!(tested > builds, "the back-test: {tested}");
    // What is, twice built; what B sees; both solved, what is once more for the views.
    let viewed = asks(|s| drop(views(&dossier, &now, &s)));
    assert!(viewed >= 3 * builds + 3 * solves, "views: {viewed}");
}
