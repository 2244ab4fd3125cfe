//! Bargaining points: the worked example of two tables, points that sources tell apart,
//! and a search of all agreements from the definitions.

use hikiwake_bargain::points::{Compare, Fault, Points, Table};
use proptest::prelude::*;
use serde_json::Value;

fn table<'a>(utilities: &'a [&'a [f64]], disagreement: &[f64]) -> Table<'a> {
    Table::new(utilities, None, disagreement, Compare::Exact).unwrap()
}

#[test]
fn worked_example() {
    let Some(text) = crate::absent::shared_text("cases/twolevel_worked_example.json") else {
        return;
    };
    let case: Value = serde_json::from_str(&text).unwrap();
    // Each executive's utility falls with the distance from its ideal point; it accepts
    // what is at least its value of no agreement less its cost of none.
    let executive = |side: &str| {
        let group = &case["input"][side]["groups"][0];
        let number = |key: &str| group[key].as_f64().unwrap();
        (group["x"][0].as_f64().unwrap(), number("v"), number("c"))
    };
    let agreements: Vec<f64> = case["input"]["agreements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect();
    let status_quo = case["input"]["status_quo"].as_f64().unwrap();
    let (mut utilities, mut disagreement) = (Vec::new(), Vec::new());
    for side in ["A", "B"] {
        let (ideal, _, cost) = executive(side);
        let worth = |x: &f64| -(x - ideal).abs();
        utilities.push(agreements.iter().map(worth).collect::<Vec<f64>>());
        disagreement.push(worth(&status_quo) + cost);
    }
    let utilities: Vec<&[f64]> = utilities.iter().map(Vec::as_slice).collect();
    let mut compared = 0;
    for (name, result) in case["result"].as_object().unwrap() {
        let Some(zone) = result.get("zone") else {
            continue;
        };
        let zone: Vec<u32> = zone
            .as_array()
            .unwrap()
            .iter()
            .map(|x| x.as_u64().unwrap() as u32)
            .collect();
        let table = Table::new(&utilities, Some(&zone), &disagreement, Compare::Exact).unwrap();
        for (agreement, gains) in result["exec_gains"].as_object().unwrap() {
            let gains: Vec<f64> = serde_json::from_value(gains.clone()).unwrap();
            assert_eq!(
                table.gains(agreement.parse().unwrap()),
                gains,
                "{name} {agreement}"
            );
            let product = result["nash_product"][agreement].as_f64().unwrap();
            assert_eq!(gains.iter().product::<f64>(), product);
            compared += 1;
        }
        let choice = table.nash();
        match result["nash_choice"].as_u64() {
            Some(chosen) => {
                assert_eq!(choice.at, [chosen as u32], "{name}");
                assert_eq!(choice.value, result["nash_product"][chosen.to_string()]);
            }
            None => assert!(choice.at.is_empty()),
        }
    }
    assert_eq!(compared, 12);
}

/// Least ratios of 0, 0, 0.6 and 0.59 of the ideal; least gains of 0, 0, 0.6 and 0.8.
#[test]
fn shares_of_the_ideal_and_gains_part() {
    let first = [0.0, 1.0, 0.6, 0.8];
    let second = [4.0, 0.0, 3.6, 2.36];
    let utilities: [&[f64]; 2] = [&first, &second];
    let table = table(&utilities, &[0.0, 0.0]);
    assert_eq!(table.efficient(), [0, 1, 2, 3]);
    assert_eq!(
        table.kalai_smorodinsky(),
        Points {
            at: vec![2],
            value: 0.6
        }
    );
    assert_eq!(table.egalitarian().at, [3]);
}

#[test]
fn ties_are_all_named() {
    let first = [3.0, 1.0, 2.0, 2.0];
    let second = [1.0, 3.0, 2.0, 2.0];
    let utilities: [&[f64]; 2] = [&first, &second];
    let table = table(&utilities, &[0.0, 0.0]);
    assert_eq!(
        table.nash(),
        Points {
            at: vec![2, 3],
            value: 4.0
        }
    );
    assert_eq!(
        table.utilitarian(),
        Points {
            at: vec![0, 1, 2, 3],
            value: 4.0
        }
    );
    let utilities: [&[f64]; 2] = [&first[..2], &second[..2]];
    let table = self::table(&utilities, &[0.0, 0.0]);
    assert_eq!(table.nash().at, [0, 1]);
    assert_eq!(
        table.egalitarian(),
        Points {
            at: vec![0, 1],
            value: 1.0
        }
    );
}

/// Sums of fractions that differ only by rounding are one point once rounded to steps.
#[test]
fn near_duplicates() {
    let first = [0.1 + 0.2, 0.3, 0.1];
    let second = [0.3, 0.1 + 0.2, 0.1];
    let utilities: [&[f64]; 2] = [&first, &second];
    let exact = table(&utilities, &[0.0, 0.0]);
    assert_eq!(exact.efficient(), [0, 1]);
    let worse = [0.3, 0.3, 0.1];
    let utilities: [&[f64]; 2] = [&first, &worse];
    let exact = table(&utilities, &[0.0, 0.0]);
    assert_eq!(exact.efficient(), [0]);
    let step = Compare::Step(1e-9);
    let rounded = Table::new(&utilities, None, &[0.0, 0.0], step).unwrap();
    assert_eq!(rounded.efficient(), [0, 1]);
    for step in [1e-300, 0.0, -1.0, f64::NAN] {
        let refused = Table::new(&utilities, None, &[0.0, 0.0], Compare::Step(step));
        assert_eq!(refused.err(), Some(Fault::Step));
    }
}

#[test]
fn what_is_refused() {
    let new = |utilities: &[&[f64]], d: &[f64]| {
        Table::new(utilities, None, d, Compare::Exact).map(|_| ())
    };
    assert_eq!(new(&[&[1.0]], &[]), Err(Fault::Lengths));
    assert_eq!(
        new(&[&[f64::NAN]], &[0.0]),
        Err(Fault::NotFinite { party: 0 })
    );
    assert_eq!(
        new(&[&[1.0], &[1.0]], &[0.0, f64::INFINITY]),
        Err(Fault::NotFinite { party: 1 })
    );
    assert!(matches!(
        new(&[&[1.0], &[]], &[0.0, 0.0]),
        Err(Fault::Frontier(_))
    ));
    let none = table(&[&[0.2, 0.4], &[0.4, 0.2]], &[0.3, 0.3]).nash();
    assert_eq!(none, Points::default());
}

/// Each rule's value by its definition, for an agreement.
fn values(u: &[Vec<f64>], d: &[f64], ideal: &[f64], a: usize) -> [f64; 4] {
    let gains: Vec<f64> = (0..u.len()).map(|p| u[p][a] - d[p]).collect();
    let ratios: Vec<f64> = (0..u.len())
        .map(|p| {
            if ideal[p] > d[p] {
                gains[p] / (ideal[p] - d[p])
            } else {
                1.0
            }
        })
        .collect();
    let least = |v: &[f64]| v.iter().copied().fold(f64::INFINITY, f64::min);
    let own: Vec<f64> = (0..u.len()).map(|p| u[p][a]).collect();
    [
        gains.iter().product(),
        least(&ratios),
        least(&gains),
        own.iter().sum(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whole numbers, so that sums and products are exact and ties are ties.
    #[test]
    fn as_by_definition(
        (columns, d) in (2..5_usize, 1..25_usize).prop_flat_map(|(parties, agreements)| {
            let column = prop::collection::vec(0..8_i32, agreements);
            (prop::collection::vec(column, parties), prop::collection::vec(-1..5_i32, parties))
        })
    ) {
        let u: Vec<Vec<f64>> =
            columns.iter().map(|c| c.iter().map(|&v| f64::from(v)).collect()).collect();
        let d: Vec<f64> = d.into_iter().map(f64::from).collect();
        let utilities: Vec<&[f64]> = u.iter().map(Vec::as_slice).collect();
        let agreements = u[0].len();
        let parties = 0..u.len();
        let acceptable: Vec<usize> =
            (0..agreements).filter(|&a| parties.clone().all(|p| u[p][a] >= d[p])).collect();
        let beats = |b: usize, a: usize| {
            parties.clone().all(|p| u[p][b] >= u[p][a]) && parties.clone().any(|p| u[p][b] > u[p][a])
        };
        let efficient: Vec<usize> = acceptable.iter().copied()
            .filter(|&a| !acceptable.iter().any(|&b| beats(b, a))).collect();
        let table = Table::new(&utilities, None, &d, Compare::Exact).unwrap();
        let ideal: Vec<f64> = parties.clone()
            .map(|p| acceptable.iter().map(|&a| u[p][a]).fold(f64::NEG_INFINITY, f64::max))
            .collect();
        let found = [
            table.nash(), table.kalai_smorodinsky(),
            table.egalitarian(), table.utilitarian(),
        ];
        for (rule, points) in found.iter().enumerate() {
            let worth = |a: usize| values(&u, &d, &ideal, a)[rule];
            let best = efficient.iter().map(|&a| worth(a)).fold(f64::NEG_INFINITY, f64::max);
            let at: Vec<u32> = efficient.iter()
                .filter(|&&a| worth(a) >= best - 1e-12 * best.abs().max(1.0))
                .map(|&a| a as u32).collect();
            prop_assert_eq!(&points.at, &at, "rule {}", rule);
            if !efficient.is_empty() {
                prop_assert_eq!(points.value.abs(), best.abs());
            }
        }
    }
}
