//! The engine against the plain checker of the tests, on the same random models
//! in the same run: `cargo bench -p hikiwake-graph`.
//!
//! Four decision makers, two-level options, holes, one-way options, statements
//! with shared ranks. At 4,096 combinations the checker gives every verdict. At
//! 65,536 that would take it hours: it lists the answers to a sample of states,
//! and its time is scaled by the number of lists that all verdicts need. The
//! verdicts that it gives are compared with the engine's.
//!
//! The floor is the time to read the value arrays once, in order.

mod cases;
#[path = "../tests/graph/oracle/mod.rs"]
mod oracle;
#[path = "../tests/graph/random/mod.rs"]
mod random;

use std::hint::black_box;
use std::time::Instant;

use cases::{Case, DECISION_MAKERS, Obstacles};
use hikiwake_graph::{Concept, Model, Stability, State};
use oracle::{Answers, Conflict};
use random::Spec;

fn spec(options: usize) -> Spec {
    let case = Case::new(options, Obstacles::OneWayAndHoles);
    Spec {
        decision_makers: DECISION_MAKERS,
        axes: case.axes,
        require: case.require,
        forbid: Vec::new(),
        orders: case.orders,
    }
}

fn milliseconds<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64() * 1e3)
}

/// The best of some runs.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let times = (0..runs).map(|_| milliseconds(|| black_box(work())).1);
    times.fold(f64::INFINITY, f64::min)
}

/// Time to read every decision maker's values once, in order.
fn floor(model: &Model) -> f64 {
    let size = model.space().size();
    let values: Vec<Vec<u32>> = (0..DECISION_MAKERS)
        .map(|i| {
            (0..size)
                .map(|s| State(s as u32))
                .map(|s| {
                    if model.feasible().has(s) {
                        model.value(i, s)
                    } else {
                        0
                    }
                })
                .collect()
        })
        .collect();
    best(20, || {
        let sums = black_box(&values).iter();
        sums.map(|array| array.iter().fold(0u32, |sum, &v| sum.wrapping_add(v)))
            .fold(0u32, u32::wrapping_add)
    })
}

/// The checker at every `step`-th feasible state: verdicts compared, lists made,
/// milliseconds.
fn check(conflict: &Conflict, stability: &Stability, step: usize) -> (usize, usize, f64) {
    let (mut verdicts, mut lists, mut time) = (0, 0, 0.0);
    for i in 0..DECISION_MAKERS {
        let mut answers = Answers::to(conflict, i);
        for s in conflict.feasible_states().into_iter().step_by(step) {
            let (expected, spent) = milliseconds(|| answers.verdicts(s));
            time += spent;
            let state = State(s as u32);
            let found = Concept::ALL.map(|concept| stability.stable(i, concept).has(state));
            assert_eq!(found, expected, "decision maker {i} at {s}");
            verdicts += found.len();
        }
        lists += answers.lists;
    }
    (verdicts, lists, time)
}

/// How many lists all verdicts need: two for each state that is someone's
/// improvement.
fn lists_needed(conflict: &Conflict) -> usize {
    (0..DECISION_MAKERS)
        .map(|i| {
            let mut improved = vec![false; conflict.states.len()];
            for s in conflict.feasible_states() {
                for t in conflict.improvements(i, s) {
                    improved[t] = true;
                }
            }
            2 * improved.iter().filter(|&&yes| yes).count()
        })
        .sum()
}

fn measure(options: usize, step: usize) {
    let spec = spec(options);
    let (model, build) = milliseconds(|| spec.model().expect("a model"));
    let runs = if step == 0 { 3 } else { 5 };
    let solve = best(runs, || model.stability());
    let floor = floor(&model);
    let feasible = model.feasible().count();
    println!(
        "{} combinations, {feasible} feasible states",
        model.space().size()
    );
    println!("  engine: {build:.2} ms to build, {solve:.2} ms to solve (best of {runs})");
    println!(
        "  floor: {floor:.4} ms to read the values once; solving takes {:.0} times that",
        solve / floor
    );
    if step == 0 {
        return;
    }
    let (conflict, listing) = milliseconds(|| spec.conflict());
    let (verdicts, lists, time) = check(&conflict, &model.stability(), step);
    println!(
        "  checker: {listing:.0} ms to list states and moves, {time:.0} ms for {verdicts} verdicts ({lists} lists); all equal to the engine's"
    );
    if step == 1 {
        println!("  ratio: {:.0} (measured)", time / solve);
    } else {
        let needed = lists_needed(&conflict);
        let scaled = time * needed as f64 / lists as f64;
        println!(
            "  all verdicts need {needed} lists: {:.0} s (scaled by lists, not measured)",
            scaled / 1e3
        );
        println!("  ratio: {:.0} (scaled)", scaled / solve);
    }
}

fn main() {
    measure(12, 1);
    measure(16, 4096);
    // The engine alone, where the values no longer fit a cache.
    measure(20, 0);
}
