//! The symbolic engine alone, up to 2^100 combinations, and beside the explicit engine
//! on sizes that both can do: `cargo bench -p hikiwake-symbolic`.
//!
//! Four decision makers, forty statements about neighbouring options, holes,
//! one-way options. Every concept for every decision maker, and the equilibria.
//! Where both answer, every set is compared by its number of states, and the
//! ratio is of times measured in the same run.

#[path = "../tests/symbolic/local/mod.rs"]
mod local;

use std::time::{Duration, Instant};

use hikiwake_graph::{Concept, ModelBuilder};
use hikiwake_symbolic::{Limits, StateSet, Symbolic};
use local::local;

/// Most options of the explicit engine: 2^22 states.
const EXPLICIT: usize = 22;

fn main() {
    println!("options  states  symbolic  largest diagram  explicit  explicit/symbolic");
    for options in [12, 16, 20, EXPLICIT, 50, 100] {
        let builder = local(options, 10, 1956);
        let (solved, sets, took) = symbolic(&builder);
        let states = solved.count(solved.feasible());
        let states = format!("{}e{}", &states[..1], states.len() - 1);
        print!(
            "{options:>7} {states:>7} {took:>9.3?} {:>16}",
            solved.largest()
        );
        if options <= EXPLICIT {
            let explicit = explicit(&builder, &solved, &sets);
            let ratio = explicit.as_secs_f64() / took.as_secs_f64();
            println!("  {explicit:>8.3?}  {ratio:.2}");
        } else {
            println!();
            for (concept, set) in Concept::ALL.iter().zip(&sets) {
                let count = solved.count(set);
                println!("        {:<5} {count} equilibria", concept.name());
            }
        }
    }
}

fn symbolic(builder: &ModelBuilder) -> (Symbolic, Vec<StateSet>, Duration) {
    let start = Instant::now();
    let symbolic = Symbolic::new(builder, Limits::default()).expect("the description is sound");
    let all = |concept| {
        symbolic
            .equilibria(concept)
            .expect("it stays within the limit")
    };
    let sets = Concept::ALL.iter().map(|&concept| all(concept)).collect();
    (symbolic, sets, start.elapsed())
}

fn explicit(builder: &ModelBuilder, symbolic: &Symbolic, sets: &[StateSet]) -> Duration {
    let start = Instant::now();
    let model = builder.build().expect("it fits");
    let stability = model.stability();
    let took = start.elapsed();
    for (concept, set) in Concept::ALL.into_iter().zip(sets) {
        let expected = stability.equilibria(concept).count().to_string();
        assert_eq!(symbolic.count(set), expected, "{}", concept.name());
        for i in 0..model.decision_makers() {
            let stable = symbolic.stable(i, concept).expect("it is known");
            let expected = stability.stable(i, concept).count().to_string();
            assert_eq!(
                symbolic.count(&stable),
                expected,
                "{} of {i}",
                concept.name()
            );
        }
    }
    took
}
