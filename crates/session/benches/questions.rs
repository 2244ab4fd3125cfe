//! How long questions about the Kuril dossier take once it is read, beside how long that
//! takes: what a person waits for who asks by a click.
//!
//! `cargo bench -p hikiwake-session --bench questions`: the least of three times, in
//! seconds; building the model is part of each question.

use std::path::Path;
use std::time::Instant;

use hikiwake_conflict::{InverseSettings, PathsQuestion};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_negotiation::{BlockQuestion, EvaluatedNegotiation, RatifyQuestion};

fn least(mut question: impl FnMut()) -> f64 {
    let times = (0..3).map(|_| {
        let begun = Instant::now();
        question();
        begun.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let read = || hikiwake_dossier::read(&folder).dossier.expect("no faults");
    let dossier = read();
    println!("{:12} {:8.3}", "reading", least(|| drop(read())));
    for period in dossier.period_ids() {
        println!("{period}");
        let scenario = Scenario {
            period: Some(period),
            ..Scenario::default()
        };
        for (name, ask) in QUESTIONS {
            println!("{name:12} {:8.3}", least(|| ask(&dossier, &scenario)));
        }
    }
}

type Ask = fn(&Dossier, &Scenario);

const QUESTIONS: [(&str, Ask); 9] = [
    ("agreements", |dossier, scenario| {
        let settings = AnalyseSettings::default();
        EvaluatedNegotiation::new(dossier, scenario, &settings).expect("something to agree on");
    }),
    ("analyse", |dossier, scenario| {
        let settings = AnalyseSettings::default();
        hikiwake_conflict::analyse(dossier, scenario, &settings).expect("a model");
    }),
    ("ratify", |dossier, scenario| {
        let question = RatifyQuestion {
            scenario: scenario.clone(),
            rule: None,
        };
        let settings = AnalyseSettings::default();
        hikiwake_negotiation::ratify(dossier, &question, &settings).expect("factions");
    }),
    ("settle", |dossier, scenario| {
        let settings = AnalyseSettings::default();
        hikiwake_negotiation::settle(dossier, scenario, None, &settings).expect("terms");
    }),
    ("block", |dossier, scenario| {
        let (question, settings) = (BlockQuestion::default(), AnalyseSettings::default());
        hikiwake_negotiation::block(dossier, scenario, &question, &settings).expect("forms");
    }),
    ("inverse", |dossier, scenario| {
        let settings = InverseSettings::default();
        hikiwake_conflict::inverse(dossier, scenario, Some("transfer"), &settings).expect("states");
    }),
    ("concepts", |dossier, scenario| {
        let settings = AnalyseSettings::default();
        hikiwake_conflict::concepts(dossier, scenario, &settings).expect("a model");
    }),
    ("ways", |dossier, scenario| {
        let (question, settings) = (PathsQuestion::default(), AnalyseSettings::default());
        hikiwake_conflict::ways(dossier, scenario, &question, &settings).expect("not stopped");
    }),
    ("views", |dossier, scenario| {
        let settings = AnalyseSettings::default();
        hikiwake_conflict::views(dossier, scenario, &settings).expect("a model");
    }),
];
