//! All 2×2 games: two decision makers with one option of two levels each, every
//! strict and weak order of the four states, every direction of the options and
//! every set of feasible states that leaves a game.

use crate::compare::{Tally, everything_at_each_state};
use crate::random::Spec;
use hikiwake_graph::{Axis, Change, Formula, Order};

/// Every weak order of four things, as dense ranks: 75, of which 24 strict.
fn weak_orders() -> Vec<Vec<u32>> {
    let all = (0..256u32).map(|code| (0..4).map(|k| code >> (2 * k) & 3).collect::<Vec<_>>());
    // Dense: every rank below the highest is used.
    all.filter(|ranks| (0..*ranks.iter().max().unwrap_or(&0)).all(|rank| ranks.contains(&rank)))
        .collect()
}

fn game(changes: [Change; 2], orders: [&Vec<u32>; 2], feasible: u8) -> Spec {
    let is = |axis, level: u8| Formula::Level {
        axis,
        levels: 1 << level,
    };
    let holes = (0..4u8).filter(|s| feasible >> s & 1 == 0);
    Spec {
        decision_makers: 2,
        axes: changes
            .into_iter()
            .enumerate()
            .map(|(owner, change)| Axis {
                owner,
                levels: 2,
                change,
            })
            .collect(),
        require: holes
            .map(|s| Formula::Not(Box::new(Formula::And(vec![is(0, s & 1), is(1, s >> 1)]))))
            .collect(),
        forbid: Vec::new(),
        orders: orders.map(|values| Order::Values(values.clone())).into(),
    }
}

fn on_all_orders(name: &str, variants: &[([Change; 2], u8)]) {
    let orders = weak_orders();
    assert_eq!(orders.len(), 75);
    let mut tally = Tally::default();
    for (changes, feasible) in variants {
        for one in &orders {
            for two in &orders {
                let spec = game(changes.clone(), [one, two], *feasible);
                if let Err(failure) = everything_at_each_state(&spec, &mut tally) {
                    panic!("{failure} in {spec:?}");
                }
            }
        }
    }
    println!("{name}: {tally}");
}

#[test]
fn all_strict_and_weak_orders_and_directions() {
    let directions = [Change::Reversible, Change::OneWayUp, Change::OneWayDown];
    let variants: Vec<_> = directions
        .iter()
        .flat_map(|a| directions.iter().map(|b| ([a.clone(), b.clone()], 0b1111)))
        .collect();
    on_all_orders("2×2 games", &variants);
}

#[test]
fn all_strict_and_weak_orders_with_a_hole() {
    let variants: Vec<_> = (0..4)
        .map(|hole| {
            (
                [Change::Reversible, Change::Reversible],
                0b1111 & !(1 << hole),
            )
        })
        .collect();
    on_all_orders("2×2 games with a hole", &variants);
}
