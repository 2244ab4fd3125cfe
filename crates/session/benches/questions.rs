//! How long questions about the Kuril dossier take once it is read, beside how long that
//! takes: what a person waits for who asks by a click.
//!
//! `cargo bench -p hikiwake-session --bench questions`: the least of three times, in
//! seconds. Cold: where nothing was asked before, so that building the model is part of
//! each question. Warm: in a session that has analysed the period, and asked who accepts
//! what at every date. The heap is that of the command line.

use std::path::Path;
use std::time::Instant;

use hikiwake_conflict::{InverseSettings, PathsQuestion};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_negotiation::{BlockQuestion, EvaluatedNegotiation, RatifyQuestion};
use hikiwake_session::{Session, Settings, Watcher};

#[global_allocator]
static HEAP: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn seconds(question: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    question();
    begun.elapsed().as_secs_f64()
}

fn least(times: [f64; 3]) -> f64 {
    times.into_iter().fold(f64::INFINITY, f64::min)
}

/// A session in which the period was analysed, and everybody heard at every date.
fn warm(dossier: &Dossier, scenario: &Scenario) -> Session {
    let session = Session::new(dossier.clone(), Settings::default());
    for period in dossier.period_ids() {
        let scenario = Scenario {
            period: Some(period),
            ..Scenario::default()
        };
        let settings = session.settings(24, Watcher::default());
        ratify(session.dossier(), &scenario, &settings);
    }
    let settings = session.settings(24, Watcher::default());
    analyse(session.dossier(), scenario, &settings);
    session
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let read = || hikiwake_dossier::read(&folder).dossier.expect("no faults");
    let dossier = read();
    let reading = least([(); 3].map(|()| seconds(|| drop(read()))));
    println!("{:12} {reading:8.3}", "reading");
    println!("{:12} {:>8} {:>8}", "", "cold", "warm");
    for period in dossier.period_ids() {
        println!("{period}");
        let scenario = Scenario {
            period: Some(period),
            ..Scenario::default()
        };
        for (name, ask) in QUESTIONS {
            let settings = AnalyseSettings::default();
            let cold = [(); 3].map(|()| seconds(|| ask(&dossier, &scenario, &settings)));
            let warm = [(); 3].map(|()| {
                let session = warm(&dossier, &scenario);
                let settings = session.settings(24, Watcher::default());
                seconds(|| ask(session.dossier(), &scenario, &settings))
            });
            println!("{name:12} {:8.3} {:8.3}", least(cold), least(warm));
        }
    }
}

type Ask = fn(&Dossier, &Scenario, &AnalyseSettings);

const QUESTIONS: [(&str, Ask); 9] = [
    ("agreements", |dossier, scenario, settings| {
        EvaluatedNegotiation::kept(dossier, scenario, settings).expect("something to agree on");
    }),
    ("analyse", analyse),
    ("ratify", ratify),
    ("settle", |dossier, scenario, settings| {
        hikiwake_negotiation::settle(dossier, scenario, None, settings).expect("terms");
    }),
    ("block", |dossier, scenario, settings| {
        let question = BlockQuestion::default();
        hikiwake_negotiation::block(dossier, scenario, &question, settings).expect("forms");
    }),
    ("inverse", |dossier, scenario, settings| {
        let settings = InverseSettings {
            analyse: settings.clone(),
            ..InverseSettings::default()
        };
        hikiwake_conflict::inverse(dossier, scenario, Some("transfer"), &settings).expect("states");
    }),
    ("concepts", |dossier, scenario, settings| {
        hikiwake_conflict::concepts(dossier, scenario, settings).expect("a model");
    }),
    ("ways", |dossier, scenario, settings| {
        let question = PathsQuestion::default();
        hikiwake_conflict::ways(dossier, scenario, &question, settings).expect("not stopped");
    }),
    ("views", |dossier, scenario, settings| {
        hikiwake_conflict::views(dossier, scenario, settings).expect("a model");
    }),
];

fn analyse(dossier: &Dossier, scenario: &Scenario, settings: &AnalyseSettings) {
    hikiwake_conflict::analyse(dossier, scenario, settings).expect("a model");
}

fn ratify(dossier: &Dossier, scenario: &Scenario, settings: &AnalyseSettings) {
    let question = RatifyQuestion {
        scenario: scenario.clone(),
        rule: None,
    };
    hikiwake_negotiation::ratify(dossier, &question, settings).expect("factions");
}
