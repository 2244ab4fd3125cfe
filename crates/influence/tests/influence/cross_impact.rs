//! Cross-impact balances against published scenarios, and against every scenario as a
//! pure equilibrium.

use hikiwake_influence::cross_impact::{CrossImpact, Limits, Scenario, Succession, centred};
use hikiwake_influence::{Link, SignSet, SignedMap};
use serde_json::Value;

use crate::known::case;

pub const NO_LIMIT: Limits = Limits {
    listed: usize::MAX,
    tried: u64::MAX,
};

fn matrix(case: &Value) -> CrossImpact {
    let descriptors = case["descriptors"].as_array().expect("descriptors");
    let levels = descriptors
        .iter()
        .map(|d| d["states"].as_array().expect("states").len());
    let rows = case["matrix"].as_array().expect("rows").iter();
    let rows: Vec<Vec<i32>> = rows
        .map(|row| serde_json::from_value(row["row"].clone()).expect("a row"))
        .collect();
    CrossImpact::new(levels.collect(), &rows).expect("a matrix")
}

/// `A1B2` for the first level of the first descriptor and the second of the second.
fn code(scenario: &[usize]) -> String {
    let letters = ('A'..='Z').zip(scenario);
    letters
        .map(|(letter, level)| format!("{letter}{}", level + 1))
        .collect()
}

fn codes(value: &Value) -> Vec<String> {
    serde_json::from_value(value.clone()).expect("codes")
}

fn consistent(matrix: &CrossImpact, fixed: &[Option<usize>], slack: u32) -> Vec<String> {
    let found = matrix.consistent(fixed, slack, NO_LIMIT).expect("known");
    assert!(found.complete);
    found.scenarios.iter().map(|s| code(&s.levels)).collect()
}

fn check(name: &str) -> Option<(Value, CrossImpact)> {
    let case = case(name)?;
    let matrix = matrix(&case);
    let expected = &case["expected"];
    let listed = expected["consistent"].as_array().expect("scenarios");
    let known: Vec<&str> = listed
        .iter()
        .map(|s| s["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(consistent(&matrix, &[], 0), known);
    let found = matrix.consistent(&[], 0, NO_LIMIT).unwrap();
    for (scenario, told) in found.scenarios.iter().zip(listed) {
        let balances = matrix.balances(&scenario.levels).unwrap();
        assert_eq!(serde_json::json!(balances), told["balances"]);
        let total = matrix.total_impact_score(&scenario.levels).unwrap();
        assert_eq!(total, told["total_impact_score"]);
    }
    for slack in 1..=2 {
        if let Some(told) = expected.get(format!("inconsistency_at_most_{slack}")) {
            assert_eq!(consistent(&matrix, &[], slack), codes(told));
        }
    }
    let descriptors = case["descriptors"].as_array().unwrap();
    for told in expected["fixed"].as_array().into_iter().flatten() {
        let level = |descriptor: &Value| {
            let state = told["fixed"].get(descriptor["name"].as_str().unwrap())?;
            descriptor["states"]
                .as_array()?
                .iter()
                .position(|s| s == state)
        };
        let fixed: Vec<Option<usize>> = descriptors.iter().map(level).collect();
        assert!(fixed.iter().any(Option::is_some));
        assert_eq!(consistent(&matrix, &fixed, 0), codes(&told["consistent"]));
    }
    for (rule, name) in [
        (Succession::Global, "attractors_global_succession"),
        (Succession::Local, "attractors_local_succession"),
    ] {
        let found = matrix.attractors(&[], rule, 1000).unwrap();
        let told = expected[name].as_array().expect("attractors");
        assert_eq!(found.len(), told.len(), "{name}");
        for (attractor, told) in found.iter().zip(told) {
            let cycle: Vec<String> = attractor.cycle.iter().map(|s| code(s)).collect();
            assert_eq!(cycle, codes(&told["cycle"]));
            assert_eq!(attractor.weight, told["weight"]);
        }
    }
    Some((case, matrix))
}

#[test]
fn somewhereland() {
    let Some((case, matrix)) = check("cib_p1_somewhereland") else {
        return;
    };
    let scenario = [1, 0, 2, 0, 0, 0];
    let balances = matrix.balances(&scenario).unwrap();
    let expected = &case["expected"];
    assert_eq!(
        serde_json::json!(balances),
        expected["balances_of_A2B1C3D1E1F1"]
    );
    let falls_short = matrix.inconsistency(&scenario, &[]).unwrap();
    assert_eq!(falls_short, expected["inconsistency_of_A2B1C3D1E1F1"]);
}

#[test]
fn no_consistent_scenario() {
    check("cib_p2_no_consistent");
}

#[test]
fn blocks_of_signed_links() {
    let Some((case, matrix)) = check("cib_p3_signed_links") else {
        return;
    };
    // The same matrix, made of the links it stands for.
    let link = |from, to, signs| Link { from, to, signs };
    let map = SignedMap::new(
        4,
        vec![
            link(0, 1, SignSet::PLUS),
            link(1, 2, SignSet::PLUS),
            link(2, 3, SignSet::PLUS),
            link(3, 0, SignSet::PLUS),
            link(0, 2, SignSet::ZERO),
        ],
    )
    .unwrap();
    let made = CrossImpact::of_links(&map, vec![2, 2, 3, 3], &[2, 1, 1, 1, 9]).unwrap();
    for scenario in every(&[2, 2, 3, 3]) {
        assert_eq!(made.balances(&scenario), matrix.balances(&scenario));
    }
    assert_eq!(case["descriptors"].as_array().unwrap().len(), 4);
    assert_eq!(centred(4), [-3, -1, 1, 3]);
    assert_eq!(centred(1), [0]);
    let back = SignedMap::new(2, vec![link(0, 1, SignSet::MINUS)]).unwrap();
    let mut made = CrossImpact::of_links(&back, vec![2, 3], &[2]).unwrap();
    assert_eq!(made.balances(&[0, 0]).unwrap()[1], [-2, 0, 2]);
    assert_eq!(made.balances(&[1, 0]).unwrap()[1], [2, 0, -2]);
    made.set_block(0, 1, &[vec![5, 6, 7], vec![1, 2, 3]])
        .unwrap();
    assert_eq!(made.balances(&[1, 0]).unwrap()[1], [1, 2, 3]);
    assert!(made.is_free(0) && !made.is_free(1));
}

/// Every scenario.
pub fn every(levels: &[usize]) -> Vec<Scenario> {
    levels.iter().fold(vec![Vec::new()], |all, &count| {
        let longer =
            |scenario: Scenario| (0..count).map(move |level| [&scenario[..], &[level]].concat());
        all.into_iter().flat_map(longer).collect()
    })
}

#[test]
fn a_search_over_two_to_the_forty_is_short_and_can_be_shorter() {
    // A chain: the first descriptor is free, all others follow.
    let n = 40;
    let signs = SignSet::PLUS;
    let links = (1..n).map(|to| Link {
        from: to - 1,
        to,
        signs,
    });
    let map = SignedMap::new(n, links.collect()).unwrap();
    let matrix = CrossImpact::of_links(&map, vec![2; n], &vec![1; n - 1]).unwrap();
    let limits = Limits {
        listed: 10,
        tried: 10_000,
    };
    let found = matrix.consistent(&[], 0, limits).unwrap();
    assert!(found.complete);
    let levels: Vec<_> = found.scenarios.iter().map(|s| s.levels.clone()).collect();
    assert_eq!(levels, [vec![0; n], vec![1; n]]);
    assert_eq!(found.scenarios[0].tied, [0]);
    let limits = Limits {
        listed: 10,
        tried: 30,
    };
    assert!(!matrix.consistent(&[], 0, limits).unwrap().complete);
    assert!(matrix.attractors(&[], Succession::Global, 1 << 20).is_err());
}
