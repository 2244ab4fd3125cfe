//! The engine against the oracle on random models: every answer, every decision
//! maker, every feasible state.
//!
//! The models are the same in every run; `PROPTEST_RNG_SEED=7` takes others,
//! `PROPTEST_CASES=100000` more. A model that failed once is kept in
//! `regressions.txt` and tried first.

mod compare;
mod oracle;
mod random;

use compare::Tally;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed, TestRunner};
use random::{Spec, specs};

/// Runs `check` on `cases` random models of at most `most` combinations and
/// prints what was compared.
fn on_random_models(
    name: &str,
    cases: u32,
    most: usize,
    check: fn(&Spec, &mut Tally) -> Result<(), TestCaseError>,
) {
    let mut config = Config {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/regressions.txt"
        )))),
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1956);
    }
    let tally = std::cell::RefCell::new(Tally::default());
    let result =
        TestRunner::new(config).run(&specs(most), |spec| check(&spec, &mut tally.borrow_mut()));
    println!("{name}: {}", tally.borrow());
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

#[test]
fn every_verdict_of_small_models() {
    on_random_models("small models", 3500, 64, compare::everything_at_each_state);
}

#[test]
fn every_verdict_of_larger_models() {
    on_random_models("larger models", 80, 1024, compare::everything_at_each_state);
}

#[test]
fn what_can_be_reached_and_how() {
    on_random_models("reach", 800, 96, compare::reach_of_each_kind);
}

#[test]
fn what_groups_can_bring_about() {
    on_random_models("groups", 600, 64, compare::joint_improvements_of_each_group);
}
