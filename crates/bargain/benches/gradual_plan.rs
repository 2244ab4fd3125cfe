//! How long the least exposed order takes: 25 steps against the time that its table takes
//! to be written and read, and 9 steps against trying every order. And how long the order
//! of least patience takes: 7 steps against trying every order, and up to 25 steps.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hikiwake_bargain::gradual_plan::{GradualPlan, Patient, PlanStep};

/// A plan of `steps` steps between two sides with numbers from a fixed sequence.
fn plan(steps: usize) -> GradualPlan {
    let mut state = 9u64;
    let mut next = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % (most + 1)
    };
    let steps = (0..steps).map(|_| PlanStep {
        by: vec![next(1) as usize],
        costs: vec![next(9) as f64, next(9) as f64],
        worth: vec![next(12) as f64, next(12) as f64],
        shows: vec![next(1) as f64, next(1) as f64],
        locked: next(4) as f64 / 4.0,
        needs: Vec::new(),
    });
    GradualPlan::new(2, steps.collect()).expect("a plan")
}

/// The least of a number by trying every order.
fn every_order(
    ladder: &GradualPlan,
    number: &dyn Fn(&[usize]) -> f64,
    order: &mut Vec<usize>,
    best: &mut f64,
) {
    let steps = ladder.steps().len();
    if order.len() == steps {
        *best = best.min(number(order));
        return;
    }
    for step in 0..steps {
        if !order.contains(&step) {
            order.push(step);
            every_order(ladder, number, order, best);
            order.pop();
        }
    }
}

fn fastest(runs: u32, mut run: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn main() {
    let small = plan(9);
    let mut best = f64::INFINITY;
    let worst = |order: &[usize]| small.course(order).worst().map_or(0.0, |w| w.amount);
    let slow = fastest(3, || {
        every_order(&small, &worst, &mut Vec::new(), &mut best);
    });
    let found = small.least_exposed().map_or(f64::NAN, |b| b.worst);
    assert!((best - found).abs() < 1e-6, "{best} is not {found}");
    let fast = fastest(50, || {
        black_box(small.least_exposed().ok());
    });
    println!(
        "9 steps: {fast:?}; every order: {slow:?}; {:.0} times",
        slow.as_secs_f64() / fast.as_secs_f64()
    );

    for steps in [20, 25] {
        let large = plan(steps);
        let time = fastest(2, || {
            black_box(large.least_exposed().ok());
        });
        // Two passes, each writing every set once and reading it for half of the steps
        // outside a block: what memory alone takes.
        let floor = fastest(2, || {
            let mut table = vec![1i64; 1 << steps];
            for pass in 0..2 {
                for _ in 0..steps.saturating_sub(11) / 2 {
                    black_box(table.iter().fold(pass, |a, b| a.min(*b)));
                }
                table.fill(pass);
                black_box(&table);
            }
        });
        println!(
            "{steps} steps: {time:?}; table of {} MB; streaming it as often: {floor:?}; {:.1} times",
            (8usize << steps) / 1_000_000,
            time.as_secs_f64() / floor.as_secs_f64()
        );
    }
    patience();
}

fn patience() {
    let small = plan(7);
    let mut best = f64::INFINITY;
    let from = |order: &[usize]| small.course(order).patience_from().unwrap_or(1.0);
    let slow = fastest(1, || {
        every_order(&small, &from, &mut Vec::new(), &mut best);
    });
    let found = match small.least_patient() {
        Patient::Order { from, .. } => from,
        Patient::Never => 1.0,
        Patient::NotSearched => f64::NAN,
    };
    assert!((best - found).abs() < 2e-6, "{best} is not {found}");
    let fast = fastest(20, || {
        black_box(small.least_patient());
    });
    println!(
        "least patience, 7 steps: {fast:?}; every order: {slow:?}; {:.0} times",
        slow.as_secs_f64() / fast.as_secs_f64()
    );
    for steps in [13, 16, 20, 25] {
        let large = plan(steps);
        let mut found = Patient::NotSearched;
        let time = fastest(1, || found = large.least_patient());
        let found = match found {
            Patient::Order { from, least, .. } => format!("{from:.6}, and none below {least:.6}"),
            Patient::Never => "never".to_owned(),
            Patient::NotSearched => "not found".to_owned(),
        };
        println!("least patience, {steps} steps: {time:?} ({found})");
    }
}
