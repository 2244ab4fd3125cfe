//! The closed forms against published and worked numbers, and against the definitions:
//! streams of payoffs added up date by date, and grids of plans.

use hikiwake_bargain::gradual::Stakes;
use serde_json::Value;

use crate::absent::shared_text;

/// The worked numbers, where they lie beside the workspace; where not, only the numbers
/// written here are tested.
fn worked() -> Option<Value> {
    let text = shared_text("cases/gradualism_tests.json")?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn number(value: &Value, key: &str) -> f64 {
    value[key]
        .as_f64()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|v| v.as_f64().expect("a number")).collect()
}

fn cases(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("cases").iter()
}

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!(
        (a - b).abs() <= tolerance * b.abs().max(1.0),
        "{a} is not {b}"
    );
}

#[track_caller]
fn all_near(a: &[f64], b: &[f64], tolerance: f64) {
    assert_eq!(a.len(), b.len(), "{a:?} {b:?}");
    for (a, b) in a.iter().zip(b) {
        near(*a, *b, tolerance);
    }
}

fn stakes(value: &Value) -> Stakes {
    Stakes {
        gain: number(value, "a"),
        cost: number(value, "b"),
        discount: number(value, "delta"),
        survival: number(value, "survival"),
    }
}

/// Worth at date `from`, per step of time, of own and other levels of giving by date;
/// the last levels stay for ever.
fn stream(stakes: &Stakes, own: &[f64], other: &[f64], from: usize) -> f64 {
    let d = stakes.patience();
    let at = |levels: &[f64], t: usize| levels[t.min(levels.len() - 1)];
    let flow = |t: usize| stakes.gain * at(other, t) - stakes.cost * at(own, t);
    let last = own.len().max(other.len());
    let weight = |t: usize| d.powi((t - from) as i32);
    (from..last)
        .map(|t| (1.0 - d) * weight(t) * flow(t))
        .sum::<f64>()
        + weight(last) * flow(last)
}

/// What going on at `date` is worth more than not taking that day's step: the other
/// takes it, then gives no more, and the penalty is due.
fn margin(stakes: &Stakes, penalty: f64, levels: &[f64], date: usize) -> f64 {
    let mut own = levels[..=date].to_vec();
    own[date] = if date == 0 { 0.0 } else { levels[date - 1] };
    let on = stream(stakes, levels, levels, date);
    on - (stream(stakes, &own, &levels[..=date], date) - penalty)
}

fn levels(steps: &[f64]) -> Vec<f64> {
    let sums = steps.iter().scan(0.0, |level, step| {
        *level += step;
        Some(*level)
    });
    sums.collect()
}

const KEY: Stakes = Stakes {
    gain: 2.0,
    cost: 1.0,
    discount: 0.9,
    survival: 1.0,
};

const DATED: Stakes = Stakes {
    survival: 0.95,
    ..KEY
};

/// The largest steps under a penalty, first step first: the last is just worth taking.
fn largest_steps(stakes: &Stakes, penalty: f64, steps: u32) -> Vec<f64> {
    let sizes = stakes.multiples(steps).into_iter().rev();
    sizes.map(|size| size * penalty / stakes.cost).collect()
}

#[test]
fn a_last_date_and_a_penalty() {
    let least: Vec<f64> = (1..5).filter_map(|t| DATED.least_penalty(t)).collect();
    all_near(&least, &[1.0, 0.350_263, 0.162_021, 0.083_408], 1e-6);
    assert_eq!(DATED.least_penalty(0), None);
    let Some(file) = worked() else { return };
    for case in cases(&file["A_prime_deadline_and_penalty"]) {
        let stakes = stakes(case);
        let (f, steps) = (number(case, "penalty_f"), number(case, "T") as u32);
        near(stakes.ratio(), number(case, "q"), 1e-12);
        all_near(&stakes.multiples(steps), &numbers(&case["x"]), 1e-12);
        let largest = largest_steps(&stakes, f, steps);
        all_near(&largest, &numbers(&case["max_increments"]), 1e-12);
        near(largest.iter().sum(), number(case, "lp_max_total"), 1e-9);
        let least = stakes.least_penalty(steps).expect("a step");
        near(least, number(case, "f_min_for_full"), 1e-12);
        assert_eq!(Some(least <= f), case["full_settlement_possible"].as_bool());
    }
}

#[test]
fn the_least_penalty_against_the_definition_and_a_grid() {
    let slow = Stakes {
        gain: 1.3,
        discount: 0.8,
        ..DATED
    };
    for (stakes, f) in [(DATED, 0.125), (DATED, 0.3), (KEY, 0.07), (slow, 0.25)] {
        for steps in 1..=4u32 {
            // The largest steps, and those under the least penalty, are just worth taking.
            let least = stakes.least_penalty(steps).expect("a step");
            for penalty in [f, least] {
                let path = levels(&largest_steps(&stakes, penalty, steps));
                for date in 0..path.len() {
                    near(margin(&stakes, penalty, &path, date), 0.0, 1e-9);
                }
                if penalty == least {
                    near(path[path.len() - 1], 1.0, 1e-12);
                }
            }
            let total = largest_of_grid(&stakes, f, steps as usize);
            let most: f64 = largest_steps(&stakes, f, steps).iter().sum();
            assert!(total > 0.0 && total <= most.min(1.0) + 1e-9);
            // With less than the least penalty nothing on the grid settles in full.
            assert!(largest_of_grid(&stakes, 0.99 * least, steps as usize) < 1.0);
        }
    }
}

/// The largest total of all plans on a grid that hold.
fn largest_of_grid(stakes: &Stakes, f: f64, steps: usize) -> f64 {
    const CELLS: usize = 24;
    let mut best = 0.0f64;
    let mut plan = vec![0; steps];
    loop {
        if plan.iter().sum::<usize>() <= CELLS {
            let sizes: Vec<f64> = plan.iter().map(|&n| n as f64 / CELLS as f64).collect();
            let path = levels(&sizes);
            if (0..steps).all(|date| margin(stakes, f, &path, date) >= -1e-12) {
                best = best.max(path[steps - 1]);
            }
        }
        let Some(at) = plan.iter().position(|&n| n < CELLS) else {
            return best;
        };
        plan[at] += 1;
        plan[..at].fill(0);
    }
}
