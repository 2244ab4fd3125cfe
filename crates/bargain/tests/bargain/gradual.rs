//! The closed forms against published and worked numbers, and against the definitions:
//! streams of payoffs added up date by date, grids of plans, backward induction.

use hikiwake_bargain::gradual::{
    PowerShift, Stakes, Standoff, Trust, first_share, first_share_for_ever, reciprocity_patience,
    smooth_level, smooth_levels,
};
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

#[test]
fn steps_without_end() {
    let steps: Vec<f64> = (1..4).map(|t| KEY.level(t) - KEY.level(t - 1)).collect();
    all_near(&steps, &[0.444_444, 0.246_914, 0.137_174], 1e-6);
    near(KEY.value(), 0.888_888_888_9, 1e-9);
    near(KEY.at_once(), 1.0, 1e-12);
    let hasty = Stakes {
        discount: 0.45,
        ..KEY
    };
    assert!(!hasty.lasts() && hasty.level(9) == 0.0 && hasty.value() == 0.0);
    let Some(file) = worked() else { return };
    for case in cases(&file["A_irreversible_linear"]) {
        let stakes = stakes(case);
        near(stakes.ratio(), number(case, "q"), 1e-12);
        assert_eq!(Some(stakes.lasts()), case["feasible"].as_bool());
        let path: Vec<f64> = (1..=8).map(|t| stakes.level(t)).collect();
        all_near(&path, &numbers(&case["path"]), 1e-12);
        if !stakes.lasts() {
            assert_eq!(number(case, "value_times_1_minus_delta"), stakes.value());
            continue;
        }
        near(1.0 / stakes.ratio(), number(case, "step_ratio"), 1e-12);
        near(stakes.level(1), number(case, "first_step"), 1e-12);
        near(stakes.value(), number(case, "normalised_value"), 1e-12);
        near(stakes.value(), number(case, "lp_normalised_value"), 1e-6);
        near(
            stakes.at_once(),
            number(case, "first_best_normalised"),
            1e-12,
        );
        let share = number(case, "fraction_of_first_best");
        near(stakes.value() / stakes.at_once(), share, 1e-12);
        for (t, step) in (1..).zip(numbers(&case["lp_first_increments"])) {
            near(stakes.level(t) - stakes.level(t - 1), step, 1e-6);
        }
    }
    for check in cases(&file["A_check_binding"]) {
        let t = number(check, "t") as u32;
        near(number(check, "continue"), number(check, "withdraw"), 1e-9);
        // Staying at the last level while the other goes one step further.
        let stay = KEY.gain * KEY.level(t) - KEY.cost * KEY.level(t - 1);
        near(stay / (1.0 - KEY.discount), number(check, "withdraw"), 1e-9);
    }
}

#[test]
fn every_step_without_end_is_just_worth_taking() {
    for discount in [0.6, 0.75, 0.9, 0.97] {
        let stakes = Stakes { discount, ..KEY };
        let path: Vec<f64> = (1..1000).map(|t| stakes.level(t)).collect();
        for date in 0..6 {
            near(margin(&stakes, 0.0, &path, date), 0.0, 1e-9);
        }
        near(stream(&stakes, &path, &path, 0), stakes.value(), 1e-9);
        // A larger first step is not answered by enough, nor is a single one of any size.
        let mut bolder = path.clone();
        bolder[0] *= 1.01;
        assert!(margin(&stakes, 0.0, &bolder, 0) < 0.0);
        assert!(margin(&stakes, 0.0, &[0.01], 0) < 0.0);
    }
}

#[test]
fn smooth_costs() {
    let exact = [1.0 / 2.0, 5.0 / 8.0, 89.0 / 128.0, 24305.0 / 32768.0];
    for (t, exact) in (1..).zip(exact) {
        assert_eq!(smooth_level(t), exact);
    }
    assert!(smooth_level(0) == 0.0 && smooth_level(10_000) < 1.0);
    // Not taking the next step is worth as much as going on, the other taking it.
    let (a, k, d) = (1.3, 0.7, 0.8);
    let path = smooth_levels(a, k, d, 30_000);
    let flow = |own: f64, other: f64| a * other - k * own * own / 2.0;
    for t in 1..5 {
        let mut on = 0.0;
        for later in (t..path.len()).rev() {
            on = (1.0 - d) * flow(path[later], path[later]) + d * on;
        }
        near(on, flow(path[t - 1], path[t]), 1e-4);
    }
    let Some(file) = worked() else { return };
    for (t, y) in (1..).zip(numbers(&file["A_smooth_exact"]["decimal"])) {
        near(smooth_level(t), y, 1e-14);
    }
    for check in cases(&file["A_smooth_shooting_check"]) {
        let path = numbers(&check["path"]);
        let [a, k, d] = ["a", "k", "delta"].map(|key| number(check, key));
        all_near(&smooth_levels(a, k, d, path.len() as u32), &path, 1e-5);
        near(d * a / k, number(check, "limit_closed_form"), 1e-12);
        near(
            d * a / k * smooth_level(1),
            number(check, "first_step_closed_form"),
            1e-12,
        );
    }
}

#[test]
fn a_last_date_and_a_penalty() {
    let least: Vec<f64> = (1..5).filter_map(|t| DATED.least_penalty(t)).collect();
    all_near(&least, &[1.0, 0.350_263, 0.162_021, 0.083_408], 1e-6);
    assert_eq!(DATED.least_penalty(0), None);
    let best = DATED.best_plan(0.1, 4);
    all_near(
        &best.steps,
        &[0.496_223, 0.281_709, 0.156_263, 0.065_804],
        1e-5,
    );
    near(best.value, 0.892_446, 1e-6);
    for steps in 0..9 {
        assert_eq!(DATED.largest_steps(0.0, steps).iter().sum::<f64>(), 0.0);
        assert!(DATED.best_plan(0.0, steps).steps.is_empty());
    }
    let Some(file) = worked() else { return };
    for case in cases(&file["A_prime_deadline_and_penalty"]) {
        let stakes = stakes(case);
        let (f, steps) = (number(case, "penalty_f"), number(case, "T") as u32);
        near(stakes.ratio(), number(case, "q"), 1e-12);
        all_near(&stakes.multiples(steps), &numbers(&case["x"]), 1e-12);
        let largest = stakes.largest_steps(f, steps);
        all_near(&largest, &numbers(&case["max_increments"]), 1e-12);
        near(largest.iter().sum(), number(case, "max_total"), 1e-12);
        near(largest.iter().sum(), number(case, "lp_max_total"), 1e-9);
        let least = stakes.least_penalty(steps).expect("a step");
        near(least, number(case, "f_min_for_full"), 1e-12);
        assert_eq!(Some(least <= f), case["full_settlement_possible"].as_bool());
        let best = stakes.best_plan(f, steps);
        near(
            best.value,
            number(case, "lp_best_normalised_value_capped_at_full"),
            1e-9,
        );
        for (t, step) in numbers(&case["lp_best_increments"]).into_iter().enumerate() {
            near(best.steps.get(t).copied().unwrap_or(0.0), step, 1e-9);
        }
    }
    assert_eq!(number(&file, "A_prime_unravel"), 0.0);
}

#[test]
fn plans_with_a_last_date_against_the_definition_and_a_grid() {
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
                let path = levels(&stakes.largest_steps(penalty, steps));
                for date in 0..path.len() {
                    near(margin(&stakes, penalty, &path, date), 0.0, 1e-9);
                }
                if penalty == least {
                    near(path[path.len() - 1], 1.0, 1e-12);
                }
            }
            let best = stakes.best_plan(f, steps);
            let path = levels(&best.steps);
            assert!(best.level() <= 1.0 + 1e-12);
            for date in 0..path.len() {
                assert!(margin(&stakes, f, &path, date) >= -1e-9);
            }
            near(stream(&stakes, &path, &path, 0), best.value, 1e-9);
            let (value, total) = best_of_grid(&stakes, f, steps as usize);
            assert!(value <= best.value + 1e-9, "{value} {best:?}");
            assert!(value > 0.0, "{value} {best:?}");
            let most: f64 = stakes.largest_steps(f, steps).iter().sum();
            assert!(total <= most.min(1.0) + 1e-9);
        }
    }
}

/// The best value and the largest total of all plans on a grid that hold.
fn best_of_grid(stakes: &Stakes, f: f64, steps: usize) -> (f64, f64) {
    const CELLS: usize = 24;
    let mut best = (0.0f64, 0.0f64);
    let mut plan = vec![0; steps];
    loop {
        if plan.iter().sum::<usize>() <= CELLS {
            let sizes: Vec<f64> = plan.iter().map(|&n| n as f64 / CELLS as f64).collect();
            let path = levels(&sizes);
            if (0..steps).all(|date| margin(stakes, f, &path, date) >= -1e-12) {
                best.0 = best.0.max(stream(stakes, &path, &path, 0));
                best.1 = best.1.max(path[steps - 1]);
            }
        }
        let Some(at) = plan.iter().position(|&n| n < CELLS) else {
            return best;
        };
        plan[at] += 1;
        plan[..at].fill(0);
    }
}

fn trust([prior, gain, loss, betray, honour, discount]: [f64; 6]) -> Trust {
    Trust {
        prior,
        gain,
        loss,
        betray,
        honour,
        discount,
    }
}

#[test]
fn starting_small() {
    let wary = trust([0.2, 1.0, 5.1, 1.0, 0.0, 0.9]);
    let small = wary.best().expect("worth it");
    assert_eq!(small.rounds, 20);
    near(small.stake, 0.121_577, 1e-6);
    near(small.value, 0.233_427, 1e-6);
    near(wary.value(0), -2.08, 1e-9);
    let even = trust([0.5, 1.0, 3.0, 1.0, 0.05, 0.9]);
    let middle = even.best().expect("worth it");
    assert_eq!(middle.rounds, 3);
    near(middle.stake, 0.850_270, 1e-6);
    near(middle.value, 3.582_292, 1e-6);
    near(even.value(0), 3.5, 1e-9);
    let sure = trust([0.9, 1.0, 2.0, 1.0, 0.0, 0.9]).best();
    assert_eq!(sure.map(|b| (b.rounds, b.stake)), Some((0, 1.0)));
    // He would rather wait for larger stakes, however slowly they grow.
    assert_eq!(trust([0.5, 1.0, 3.0, 1.0, 0.2, 0.9]).best(), None);
    // The partner is surely bad.
    assert_eq!(trust([0.0, 1.0, 3.0, 1.0, 0.0, 0.9]).best(), None);
    let Some(file) = worked() else { return };
    for case in cases(&file["B_starting_small"]) {
        let keys = ["prior_good", "g", "loss", "betray", "honest", "delta"];
        let trust = trust(keys.map(|key| number(case, key)));
        let best = trust.best().expect("worth it");
        near(trust.growth(), number(case, "growth"), 1e-12);
        assert_eq!(f64::from(best.rounds), number(case, "T_star_closed_form"));
        assert_eq!(f64::from(best.rounds), number(case, "T_by_enumeration"));
        near(best.stake, number(case, "start_level_closed_form"), 1e-9);
        near(best.value, number(case, "value"), 1e-9);
        assert!(best.value >= number(case, "grid_value") - 1e-9);
        near(trust.value(0), number(case, "value_grand_bargain"), 1e-9);
    }
}

#[test]
fn no_first_stake_of_a_grid_does_better() {
    let mut seen = 0;
    for prior in [0.1, 0.3, 0.6, 0.9] {
        for loss in [1.0, 4.0, 9.0] {
            for honour in [0.0, 0.05, 0.09] {
                let trust = trust([prior, 1.0, loss, 1.0, honour, 0.9]);
                let starts = (1..=500).map(|n| simulated(&trust, f64::from(n) / 500.0));
                let top = starts.fold(f64::NEG_INFINITY, f64::max);
                match trust.best() {
                    Some(best) => {
                        near(simulated(&trust, best.stake), best.value, 1e-6);
                        assert!(top <= best.value + 1e-6 && top > best.value - 0.03);
                        seen += 1;
                    }
                    None => assert!(top <= 0.01, "{trust:?} {top}"),
                }
            }
        }
    }
    assert!(seen > 20);
}

/// What the one who trusts gets, round by round, where stakes grow as fast as a bad
/// partner still betrays in the first round.
fn simulated(trust: &Trust, start: f64) -> f64 {
    let (mut stake, mut weight, mut good) = (start, 1.0, 0.0);
    for _ in 0..300 {
        // Betraying now is worth at least honouring now and betraying next.
        let most = stake * (trust.betray - trust.honour) / (trust.discount * trust.betray);
        let next = most.min(1.0);
        let wait = trust.honour * stake + trust.discount * trust.betray * next;
        assert!(trust.betray * stake >= wait - 1e-9);
        good += weight * trust.gain * stake;
        weight *= trust.discount;
        stake = next;
    }
    trust.prior * good - (1.0 - trust.prior) * trust.loss * start
}

#[test]
fn offers_in_turn() {
    for discount in [0.1, 0.5, 0.9, 0.99] {
        let mut share = 0.0;
        for rounds in 0..60 {
            near(first_share(rounds, discount), share, 1e-12);
            // The first offers the second what it could get a round later.
            share = 1.0 - discount * share;
        }
        near(
            first_share_for_ever(discount, discount),
            1.0 / (1.0 + discount),
            1e-12,
        );
    }
    near(first_share_for_ever(0.9, 0.8), 5.0 / 7.0, 1e-12);
    let Some(file) = worked() else { return };
    let offers = &file["C_alternating_offers"];
    for (key, share) in offers["first_mover_share"].as_object().expect("shares") {
        let (n, d) = key.split_once(',').expect("n and delta");
        let n = n.trim_start_matches("n=").parse().expect("a count");
        let d = d.trim_start_matches("delta=").parse().expect("a number");
        near(first_share(n, d), share.as_f64().expect("a number"), 1e-12);
    }
    let two = number(&offers["infinite_two_discounts"], "d1=.9,d2=.8");
    near(first_share_for_ever(0.9, 0.8), two, 1e-12);
}

#[test]
fn tit_for_tat() {
    let games = [
        [5.0, 3.0, 1.0, 0.0],
        [4.0, 3.0, 1.0, 0.0],
        [7.0, 5.0, 2.0, -1.0],
    ];
    for [t, r, p, s] in games {
        let least = reciprocity_patience(t, r, p, s);
        // Against tit for tat, from a round in which both cooperate.
        let worth = |d: f64, own: &dyn Fn(usize) -> bool| {
            let (mut sum, mut weight, mut last) = (0.0, 1.0, true);
            for round in 0..3000 {
                let payoff = match (own(round), last) {
                    (true, true) => r,
                    (true, false) => s,
                    (false, true) => t,
                    (false, false) => p,
                };
                sum += weight * payoff;
                weight *= d;
                last = own(round);
            }
            sum
        };
        let gains = |d: f64| {
            let keep = worth(d, &|_| true);
            worth(d, &|_| false) > keep + 1e-9 || worth(d, &|n| n % 2 == 1) > keep + 1e-9
        };
        assert!(
            gains(least - 1e-3) && !gains(least + 1e-3),
            "{t} {r} {p} {s}"
        );
    }
    near(reciprocity_patience(5.0, 3.0, 1.0, 0.0), 2.0 / 3.0, 1e-12);
    let Some(file) = worked() else { return };
    for (key, least) in file["D_tit_for_tat"].as_object().expect("cases") {
        let payoffs = key.trim_start_matches("T,R,P,S=").split(',');
        let payoffs: Vec<f64> = payoffs.map(|n| n.parse().expect("a number")).collect();
        let found = reciprocity_patience(payoffs[0], payoffs[1], payoffs[2], payoffs[3]);
        near(found, least.as_f64().expect("a number"), 1e-12);
    }
}

#[test]
fn waiting_for_the_other_to_concede() {
    let standoff = |[high, low, cost, interest]: [f64; 4]| Standoff {
        high,
        low,
        cost,
        interest,
    };
    let one = standoff([3.0, 1.0, 1.0, 0.2]);
    near(one.hazard(), 0.2, 1e-12);
    near(one.mean_delay(), 2.5, 1e-12);
    for s in [one, standoff([5.0, 2.0, 0.5, 0.07])] {
        // Waiting, added up in small steps of time, is worth what conceding is.
        let (dt, mut value) = (1e-3, 0.0);
        for _ in 0..400_000 {
            let meets = s.hazard() * dt;
            value = (meets * s.high + (1.0 - meets) * value) * (1.0 - s.interest * dt)
                - s.interest * s.cost * dt;
        }
        near(value, s.low, 1e-3);
    }
    let Some(file) = worked() else { return };
    for case in cases(&file["E_standoff"]) {
        let s = standoff(["H", "L", "c", "r"].map(|key| number(case, key)));
        near(s.hazard(), number(case, "hazard"), 1e-12);
        near(s.mean_delay(), number(case, "mean_delay"), 1e-9);
    }
}

#[test]
fn a_shift_of_power() {
    let shift = |[now, later, discount, cost]: [f64; 4]| PowerShift {
        now,
        later,
        discount,
        cost,
    };
    let slow = shift([0.6, 0.55, 0.9, 1.0]);
    near(slow.shift(), 0.105, 1e-12);
    near(slow.bearable(), 0.11, 1e-12);
    near(slow.least_later(), 0.49 / 0.9, 1e-12);
    for later in 0..=60 {
        for cost in [0.0, 1.0, 5.0] {
            let s = shift([0.6, f64::from(later) / 100.0, 0.9, cost]);
            // Fighting now, against all of the prize now and fighting later.
            let fight = |chance: f64| chance / (1.0 - s.discount) - cost;
            let peace = 1.0 + s.discount * fight(s.later) - fight(s.now);
            if peace.abs() > 1e-9 {
                assert_eq!(s.settles(), peace > 0.0, "{s:?}");
            }
        }
    }
    let Some(file) = worked() else { return };
    for case in cases(&file["F_power_shift"]) {
        let s = shift(["pH", "pL", "delta", "C_A"].map(|key| number(case, key)));
        near(s.shift(), number(case, "lhs"), 1e-12);
        near(s.bearable(), number(case, "rhs"), 1e-12);
        near(s.least_later(), number(case, "critical_pL"), 1e-12);
        assert_eq!(Some(s.settles()), case["peaceful"].as_bool());
    }
}
