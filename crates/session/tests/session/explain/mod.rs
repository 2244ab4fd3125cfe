//! Explanations are checked against the definitions, not only printed.

mod checker;
mod definition;

use std::path::Path;

use crate::random;
use checker::{Listing, Tally, check};
use definition::World;
use hikiwake_conflict::{ExplainError, ExplainSettings, Explanation, explain};
use hikiwake_dossier::{Compiled, Dossier, Scenario, read};
use hikiwake_graph::{Concept, Limits, State};

fn settings(listing: Listing) -> ExplainSettings<'static> {
    ExplainSettings {
        answered: listing.answered,
        list: listing.list,
        ..ExplainSettings::default()
    }
}

/// List everything, so that every improvement, answer and escape is checked.
const EVERYTHING: Listing = Listing {
    answered: 1_000_000,
    list: 1_000_000,
};

const LITTLE: Listing = Listing {
    answered: 2,
    list: 2,
};

fn open(folder: &Path) -> Dossier {
    let read = read(folder);
    let faults = read.render(false);
    (read.dossier).unwrap_or_else(|| panic!("{}:\n{faults}", folder.display()))
}

fn compile(dossier: &Dossier, scenario: &Scenario) -> Compiled {
    (dossier.compile(scenario, Limits::default())).expect("the dossier compiles")
}

fn random_dossier(seed: u64) -> Dossier {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("dossier.toml"), random::dossier(seed)).expect("written");
    std::fs::write(folder.path().join("sources.json"), random::SOURCES).expect("written");
    open(folder.path())
}

/// Explains and checks `states` for all actors and concepts.
fn check_states(
    dossier: &Dossier,
    compiled: &Compiled,
    states: &[State],
    listing: Listing,
    tally: &mut Tally,
) -> Result<(), String> {
    let world = World::new(compiled);
    for &state in states {
        let found = explain(dossier, compiled, state, &[], &[], &settings(listing))
            .map_err(|e| e.to_string())?;
        check(&world, &found.finding, listing, tally)?;
        let proofs = world.actors() * Concept::ALL.len();
        if found.finding.proofs.len() != proofs {
            return Err(format!("{proofs} proofs are due"));
        }
    }
    Ok(())
}

#[test]
fn random_dossiers() {
    let mut tally = Tally::default();
    for seed in 0..400 {
        let dossier = random_dossier(seed);
        let compiled = compile(&dossier, &Scenario::default());
        let states: Vec<State> = compiled.model.feasible().iter().collect();
        let listing = if seed % 4 == 0 { LITTLE } else { EVERYTHING };
        if let Err(fault) = check_states(&dossier, &compiled, &states, listing, &mut tally) {
            panic!("seed {seed}: {fault}\n{}", random::dossier(seed));
        }
    }
    println!("{tally:?}");
    // The generator reaches every kind of ground.
    assert!(tally.proofs > 50_000 && tally.unstable > 5_000, "{tally:?}");
    assert!(tally.answers > 5_000 && tally.escapes > 5_000, "{tally:?}");
    assert!(tally.still_better > 1_000, "{tally:?}");
    assert!(tally.not_credible > 1_000, "{tally:?}");
    assert!(tally.way_out > 1_000, "{tally:?}");
}

/// The dossiers of the repository: every state of the small models, every n-th
/// of the larger ones, in every period.
#[test]
fn dossiers_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers");
    let mut folders = vec![root.join("kuril")];
    if let Ok(classics) = std::fs::read_dir(root.join("classics")) {
        folders.extend(classics.filter_map(|entry| Some(entry.ok()?.path())));
    }
    folders.retain(|folder| folder.join("dossier.toml").is_file());
    folders.sort();
    assert!(folders.len() > 1, "dossiers are missing: {folders:?}");
    for folder in folders {
        let dossier = open(&folder);
        let mut periods: Vec<Option<String>> = dossier.period_ids().into_iter().map(Some).collect();
        if periods.is_empty() {
            periods.push(None);
        }
        for period in periods {
            let scenario = Scenario {
                period,
                ..Scenario::default()
            };
            let compiled = compile(&dossier, &scenario);
            let mut states: Vec<State> = compiled.model.feasible().iter().collect();
            // Enough for a sample, few enough for a test.
            let every = (states.len() / 12).max(1);
            if states.len() > 128 {
                states = states.into_iter().step_by(every).collect();
                states.extend(compiled.status_quo);
                states.extend(
                    compiled
                        .outcomes
                        .iter()
                        .filter_map(|(_, state)| state.as_ref().ok()),
                );
            }
            let mut tally = Tally::default();
            if let Err(fault) = check_states(&dossier, &compiled, &states, EVERYTHING, &mut tally) {
                panic!("{} {scenario:?}: {fault}", folder.display());
            }
            println!("{} {:?}: {tally:?}", folder.display(), scenario.period);
        }
    }
}

/// A dossier in which all grounds occur, and an explanation of each of its states.
fn specimens() -> (Dossier, Compiled, Vec<Explanation>) {
    let dossier = random_dossier(7);
    let compiled = compile(&dossier, &Scenario::default());
    let explanations = (compiled.model.feasible().iter())
        .map(|state| {
            explain(&dossier, &compiled, state, &[], &[], &settings(EVERYTHING))
                .expect("explained")
                .finding
        })
        .collect();
    (dossier, compiled, explanations)
}

/// Counts the explanations that `tamper` changes; each has to be refused.
fn refused(tamper: impl Fn(&mut Explanation) -> bool) -> usize {
    let (_, compiled, explanations) = specimens();
    let world = World::new(&compiled);
    let mut changed = 0;
    for mut explanation in explanations {
        if tamper(&mut explanation) {
            changed += 1;
            let verdict = check(&world, &explanation, EVERYTHING, &mut Tally::default());
            assert!(verdict.is_err(), "accepted: {explanation:#?}");
        }
    }
    changed
}

#[test]
fn the_checker_refuses_false_proofs() {
    let flip = refused(|e| {
        e.proofs[0].stable = !e.proofs[0].stable;
        true
    });
    let forget = refused(|e| e.proofs.iter_mut().any(|p| p.improvements.pop().is_some()));
    let shorten = refused(|e| {
        let mut improvements = e.proofs.iter_mut().flat_map(|p| &mut p.improvements);
        improvements.any(|i| i.answer.pop().is_some())
    });
    let unescape = refused(|e| {
        let mut improvements = e.proofs.iter_mut().flat_map(|p| &mut p.improvements);
        improvements.any(|i| i.escapes.pop().is_some())
    });
    let misname = refused(|e| {
        let mut improvements = e.proofs.iter_mut().flat_map(|p| &mut p.improvements);
        improvements.any(|i| i.step.because[0].statements.pop().is_some())
    });
    let excuse = refused(|e| {
        let mut improvements = e.proofs.iter_mut().flat_map(|p| &mut p.improvements);
        improvements.any(|i| i.failures.pop().is_some())
    });
    let rows = refused(|e| e.rows.pop().is_some());
    for changed in [flip, forget, shorten, unescape, misname, excuse, rows] {
        assert!(changed > 0, "nothing to tamper with");
    }
}

#[test]
fn what_is_not_followed_is_said() {
    let (dossier, compiled, explanations) = specimens();
    let nothing = ExplainSettings {
        work: 0,
        ..ExplainSettings::default()
    };
    let mut skipped = 0;
    for explanation in explanations {
        let state = compiled.find(&explanation.state.code).expect("a state");
        let found = explain(&dossier, &compiled, state, &[], &[], &nothing).expect("explained");
        for (short, full) in found.finding.proofs.iter().zip(&explanation.proofs) {
            assert_eq!(short.stable, full.stable);
            if short.concept == Concept::Nash.name() {
                assert_eq!(short.improvements_not_examined, 0);
            } else {
                assert!(short.improvements.is_empty());
                let all = full.improvements.len() as u64 + full.improvements_answered;
                assert_eq!(short.improvements_not_examined, all);
                skipped += all;
            }
        }
    }
    assert!(skipped > 0);
}

#[test]
fn what_cannot_be_explained_is_refused() {
    let (dossier, compiled, _) = specimens();
    let ask = |state, actors: &[usize]| {
        explain(
            &dossier,
            &compiled,
            state,
            actors,
            &[],
            &ExplainSettings::default(),
        )
        .map(|_| ())
    };
    let beyond = State(compiled.model.space().size() as u32);
    assert_eq!(ask(beyond, &[]), Err(ExplainError::Infeasible(beyond)));
    let here = compiled.model.feasible().iter().next().expect("a state");
    assert_eq!(ask(here, &[99]), Err(ExplainError::UnknownActor(99)));
}
