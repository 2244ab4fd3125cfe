//! Fuzzy cognitive maps against cases made with exact arithmetic.

use hikiwake_influence::fuzzy::{FuzzyMap, Rest, Transfer};
use serde_json::Value;

use crate::known::case;

fn weights(case: &Value) -> Vec<Vec<f64>> {
    serde_json::from_value(case["W"].clone()).expect("weights")
}

fn starts(case: &Value) -> Vec<Vec<f64>> {
    serde_json::from_value(case["starts"].clone()).expect("starts")
}

fn near(found: &[f64], expected: &Value, within: f64) {
    assert_eq!(found.len(), expected.as_array().expect("values").len());
    for (at, value) in found.iter().enumerate() {
        let text = expected[at].as_str().expect("a value");
        let expected: f64 = text.parse().expect("a number");
        assert!((value - expected).abs() < within, "{value} for {expected}");
    }
}

#[test]
fn one_fixed_point_whatever_the_start() {
    let Some(case) = case("fcm_p1_contraction") else {
        return;
    };
    let map = FuzzyMap::new(weights(&case), Transfer::Sigmoid { lambda: 1.0 }, false).unwrap();
    assert!(map.forgets_its_start());
    let steep = FuzzyMap::new(weights(&case), Transfer::Sigmoid { lambda: 4.0 }, false).unwrap();
    assert!(!steep.forgets_its_start());
    let expected = &case["expected"];
    for start in starts(&case) {
        let run = map.run(&start, &[None; 4], 1e-14, 1000).unwrap();
        near(run.fixed_point().unwrap(), &expected["fixed_point"], 1e-12);
        assert!(run.cycle().is_empty());
    }
    let run = map.run(&starts(&case)[0], &[None; 4], 1e-14, 1000).unwrap();
    for (step, state) in expected["first_states"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        near(&run.states[step], state, 1e-14);
    }
}

#[test]
fn a_ring_goes_round() {
    let Some(case) = case("fcm_p2_limit_cycle") else {
        return;
    };
    let map = FuzzyMap::new(weights(&case), Transfer::Trivalent, false).unwrap();
    let run = map.run(&starts(&case)[0], &[None; 3], 0.0, 100).unwrap();
    let (enters_at, period) = (0, 6);
    assert_eq!(run.rest, Rest::Cycle { enters_at, period });
    let cycle: Vec<Vec<f64>> = serde_json::from_value(case["expected"]["cycle"].clone()).unwrap();
    assert_eq!(run.cycle(), cycle);
    assert!(run.fixed_point().is_none());
    let short = map.run(&starts(&case)[0], &[None; 3], 0.0, 5).unwrap();
    assert_eq!(short.rest, Rest::None);
}

#[test]
fn a_push_is_the_difference_of_two_fixed_points() {
    let Some(case) = case("fcm_p3_clamped_push") else {
        return;
    };
    let map = FuzzyMap::new(weights(&case), Transfer::Sigmoid { lambda: 1.0 }, false).unwrap();
    let start = &starts(&case)[0];
    let names = case["names"].as_array().unwrap();
    let clamps: Vec<Option<f64>> = names
        .iter()
        .map(|name| case["clamp"][name.as_str().unwrap()].as_f64())
        .collect();
    let base = map.run(start, &[None; 6], 1e-15, 1000).unwrap();
    let pushed = map.run(start, &clamps, 1e-15, 1000).unwrap();
    assert_eq!(pushed.states[0][4], 1.0);
    let (base, pushed) = (base.fixed_point().unwrap(), pushed.fixed_point().unwrap());
    near(base, &case["expected"]["base"], 1e-13);
    near(pushed, &case["expected"]["pushed"], 1e-13);
    let difference: Vec<f64> = pushed.iter().zip(base).map(|(p, b)| p - b).collect();
    near(&difference, &case["expected"]["difference"], 1e-12);
}

#[test]
fn other_transfers_and_memory() {
    let ring = vec![vec![0.0, 1.0], vec![1.0, 0.0]];
    let bivalent = FuzzyMap::new(ring.clone(), Transfer::Bivalent, false).unwrap();
    let run = bivalent.run(&[1.0, 0.0], &[None; 2], 0.0, 10).unwrap();
    let (enters_at, period) = (0, 2);
    assert_eq!(run.rest, Rest::Cycle { enters_at, period });
    // With memory the first keeps its value, and the second takes it.
    let memory = FuzzyMap::new(ring.clone(), Transfer::Bivalent, true).unwrap();
    let run = memory.run(&[1.0, 0.0], &[None; 2], 0.0, 10).unwrap();
    assert_eq!(run.fixed_point(), Some(&[1.0, 1.0][..]));
    let tanh = FuzzyMap::new(vec![vec![0.5]], Transfer::Tanh { lambda: 1.0 }, false).unwrap();
    assert!(tanh.forgets_its_start());
    let run = tanh.run(&[1.0], &[None], 1e-12, 1000).unwrap();
    assert!(run.fixed_point().unwrap()[0].abs() < 1e-11);
    assert_eq!(run.states[1], [0.5_f64.tanh()]);
    let bare = FuzzyMap::new(Vec::new(), Transfer::Bivalent, false).unwrap();
    assert_eq!(
        bare.run(&[], &[], 0.0, 5).unwrap().fixed_point(),
        Some(&[][..])
    );
}
