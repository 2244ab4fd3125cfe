//! The published and constructed loop cases in `shared/influence/cases`.

use hikiwake_influence::{
    Damping, Determinacy, Draws, Fraction, LoopSign, Press, Sign, SignStability, SignedMap, Terms,
    adjoint, feedback, loops, shares, sign_stability,
};
use serde_json::Value;

use crate::absent::shared_text;
use crate::plain;

pub fn case(name: &str) -> Option<Value> {
    let text = shared_text(&format!("influence/cases/{name}.json"))?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

pub fn fraction(text: &str) -> Fraction {
    let mut parts = text.split('/').map(|part| part.parse().expect("a number"));
    let numerator = parts.next().expect("a number");
    Fraction::new(numerator, parts.next().unwrap_or(1)).expect("not by 0")
}

fn net(terms: &Terms) -> i64 {
    terms.positive as i64 - terms.negative as i64
}

fn matrix(case: &Value) -> plain::Matrix {
    serde_json::from_value(case["A"].clone()).expect("a matrix")
}

fn check(name: &str) {
    let Some(case) = case(name) else { return };
    let map = plain::map(&matrix(&case));
    let expected = &case["expected"];
    matrices(&map, expected);
    responses(&map, expected);
    levels(&map, expected);
    cycles(&map, expected);
    let stable = sign_stability(&map) == SignStability::Stable;
    assert_eq!(stable, expected["sign_stable"].as_bool().expect("told"));
    drawn(&map, &expected["shares_uniform_magnitudes"]);
}

fn matrices(map: &SignedMap, expected: &Value) {
    let found = adjoint(map).expect("small");
    assert_eq!(net(&found.determinant), expected["det_of_minus_A"]);
    for (i, row) in found.entries.iter().enumerate() {
        for (j, terms) in row.iter().enumerate() {
            assert_eq!(net(terms), expected["adjoint_of_minus_A"][i][j]);
            let total = terms.total().expect("small") as u64;
            assert_eq!(total, expected["absolute_feedback_T"][i][j]);
            let weight = &expected["weighted_prediction_W"][i][j];
            assert_eq!(terms.weight(), weight.as_str().map(fraction));
        }
    }
}

fn responses(map: &SignedMap, expected: &Value) {
    for (j, answers) in Press::new(map).all().into_iter().enumerate() {
        for (i, answer) in answers.into_iter().enumerate() {
            let told = match answer.determinacy {
                Determinacy::Certain(Sign::Plus) => "+",
                Determinacy::Certain(Sign::Minus) => "-",
                Determinacy::NoWay | Determinacy::Zero => "0",
                _ => match answer.terms.net() {
                    Some(Sign::Plus) => "(+)",
                    Some(Sign::Minus) => "(-)",
                    None => "?",
                },
            };
            assert_eq!(told, expected["response"][i][j], "{i} to {j}");
        }
    }
}

fn levels(map: &SignedMap, expected: &Value) {
    for (level, terms) in feedback(map).expect("small").iter().enumerate() {
        assert_eq!(net(terms), expected["feedback_levels_F1_to_Fn"][level]);
        let weighted = expected["weighted_feedback_by_level"][level].as_str();
        let weighted = weighted.expect("a fraction").trim_start_matches('-');
        assert_eq!(terms.weight(), Some(fraction(weighted)));
    }
}

/// The case counts that a driver levels off as a loop.
fn cycles(map: &SignedMap, expected: &Value) {
    let damped = (0..map.drivers()).filter(|&driver| map.damped()[driver]);
    let mut told: Vec<(Vec<usize>, &str)> = damped.map(|driver| (vec![driver], "-")).collect();
    let found = loops(map, 100);
    assert!(found.complete);
    for cycle in &found.listed {
        let drivers = cycle.links.iter().map(|&link| map.links()[link].from);
        let sign = match cycle.sign {
            LoopSign::Reinforcing => "+",
            LoopSign::Balancing => "-",
            LoopSign::Undetermined => "?",
        };
        told.push((drivers.collect(), sign));
    }
    let mut listed = expected["loops"].as_array().expect("loops").clone();
    for (nodes, sign) in &told {
        let is = |l: &Value| l["sign"] == *sign && l["nodes"] == serde_json::json!(nodes);
        let at = listed.iter().position(is);
        listed.remove(at.unwrap_or_else(|| panic!("{nodes:?} {sign}")));
    }
    assert!(listed.is_empty(), "{listed:?}");
}

/// Within five standard errors of both.
fn drawn(map: &SignedMap, expected: &Value) {
    let drawn = 20_000;
    let pushes: Vec<_> = (0..map.drivers()).map(|j| vec![(j, Sign::Plus)]).collect();
    let draws = Draws {
        seed: 7,
        range: 0..drawn,
        damping: Damping::Drawn,
        identities: Vec::new(),
        observed: Vec::new(),
    };
    let found = shares(map, &pushes, &draws).expect("small");
    let near = |hits: u64, of: u64, share: f64, by: f64| {
        let error = (share * (1.0 - share) * (1.0 / of as f64 + 1.0 / by)).sqrt();
        let found = hits as f64 / of as f64;
        assert!((found - share).abs() <= 5.0 * error, "{found} for {share}");
    };
    let number = |value: &Value| value.as_f64().expect("a number");
    let (tried, stable) = (number(&expected["tried"]), number(&expected["stable"]));
    near(found.settled, drawn, stable / tried, tried);
    assert_eq!(found.kept, found.settled);
    for (j, answers) in found.answers.iter().enumerate() {
        for i in 0..map.drivers() {
            let share = |sign: &str| number(&expected[sign][i][j]);
            near(answers.positive[i], found.kept, share("positive"), stable);
            near(answers.negative[i], found.kept, share("negative"), stable);
        }
    }
}

#[test]
fn snowshoe_hare_a() {
    check("loop_p1_hare_a");
}

#[test]
fn snowshoe_hare_e() {
    check("loop_p2_hare_e");
}

#[test]
fn richardson() {
    check("loop_p3_security_dilemma");
}

#[test]
fn path_contest() {
    check("loop_p4_path_contest");
}
