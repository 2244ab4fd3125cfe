//! The same random models in every run: `PROPTEST_RNG_SEED=7` takes others,
//! `PROPTEST_CASES=100000` more. A model that failed once is kept in
//! `regressions.txt` and tried first.

use std::cell::RefCell;
use std::fmt::Display;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed, TestRunner};

use super::{Spec, specs};

/// Runs `check` on `cases` random models of at most `most` combinations, prints
/// what was compared and returns it.
pub fn on_random_models<T: Default + Display>(
    name: &str,
    cases: u32,
    most: usize,
    check: fn(&Spec, &mut T) -> Result<(), TestCaseError>,
) -> T {
    let mut config = Config {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/graph/regressions.txt"
        )))),
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1956);
    }
    let tally = RefCell::new(T::default());
    let result =
        TestRunner::new(config).run(&specs(most), |spec| check(&spec, &mut tally.borrow_mut()));
    println!("{name}: {}", tally.borrow());
    if let Err(failure) = result {
        panic!("{failure}");
    }
    tally.into_inner()
}
