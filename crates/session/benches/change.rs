//! How fast a session answers once a statement is moved, against a session in which nothing
//! was asked before:
//!
//!     cargo bench -p hikiwake-session --bench change
//!
//! At each date of the Kuril dossier every statement in turn goes to the top of its actor's
//! list. Cold: a new session. Warm: one that has answered the base question.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use hikiwake_dossier::{Change, Dossier, Preferences, Scenario, read};
use hikiwake_session::{Question, Session, Settings, Watcher};

fn kuril() -> Dossier {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    read(&folder).dossier.expect("a dossier without errors")
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64() * 1e3
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Every statement to the top, one at a time.
fn moved(session: &Session, base: &Scenario) -> Vec<Scenario> {
    let compiled = session.model(base, Watcher::default()).expect("a model");
    let mut all = Vec::new();
    for (actor, wants) in compiled.decision_makers.iter().zip(&compiled.preferences) {
        let Preferences::Statements(ranks) = wants else {
            continue;
        };
        let mut ids = ranks.iter().flatten().map(|statement| &statement.id);
        let Some(first) = ids.next() else { continue };
        all.extend(ids.map(|id| Scenario {
            changes: vec![Change::Move {
                actor: actor.clone(),
                statement: id.clone(),
                above: Some(first.clone()),
            }],
            ..base.clone()
        }));
    }
    all
}

fn main() {
    let dossier = kuril();
    println!("ms from a moved statement to the answer, medians over all statements");
    println!("date       moves   analyse: cold   warm  ratio   verdicts, reach: warm");
    for period in dossier.period_ids() {
        let base = Scenario {
            period: Some(period.clone()),
            ..Scenario::default()
        };
        let ask = |session: &Session, scenario: &Scenario| {
            let question = Question::Analysis {
                scenario: scenario.clone(),
                list: 12,
            };
            black_box(
                session
                    .ask(&question, Watcher::default())
                    .expect("an answer"),
            );
        };
        let warm = Session::new(dossier.clone(), Settings::default());
        ask(&warm, &base);
        let moved = moved(&warm, &base);
        let cold = moved.iter().map(|scenario| {
            let session = Session::new(dossier.clone(), Settings::default());
            milliseconds(|| ask(&session, scenario))
        });
        let cold = median(cold.collect());
        // The verdicts are asked first, so that nothing of the whole answer is there yet.
        let verdicts = moved.iter().map(|scenario| {
            milliseconds(|| {
                let settings = warm.settings(0, Watcher::default());
                let solved =
                    hikiwake_conflict::solve::Solved::new(warm.dossier(), scenario, &settings);
                black_box(solved.expect("solved").reached_counts());
            })
        });
        let verdicts = median(verdicts.collect());
        let other = Session::new(dossier.clone(), Settings::default());
        ask(&other, &base);
        let warm = median(
            moved
                .iter()
                .map(|s| milliseconds(|| ask(&other, s)))
                .collect(),
        );
        println!(
            "{period:<10} {:>5}   {cold:>13.1} {warm:>6.1} {:>6.1}   {verdicts:>21.1}",
            moved.len(),
            cold / warm
        );
    }
}
