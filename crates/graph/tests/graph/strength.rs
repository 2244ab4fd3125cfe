//! Strong and weak stability against the definition on random models.

use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::strength::Told;
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{
    Axis, Change, Concept, Model, ModelBuilder, NotRougher, Order, State, Strength,
};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    strong: usize,
    weak: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            verdicts,
            strong,
            weak,
        } = self;
        write!(
            f,
            "{models}, {verdicts} verdicts by degree, {strong} strong, {weak} weak"
        )
    }
}

/// The model with only the first `ranks` of statements, others indifferent.
fn rough(spec: &Spec, ranks: usize) -> Model {
    let mut spec = spec.clone();
    for order in &mut spec.orders {
        *order = match order {
            Order::Statements(all) => Order::Statements(all[..ranks.min(all.len())].to_vec()),
            _ => Order::Statements(Vec::new()),
        };
    }
    spec.model().expect("the full model could be built")
}

/// What is told at each degree from 2 on.
const TOLD: [[&[Told]; 2]; 5] = [
    [&[Told::Gap(2)], &[Told::Gap(4)]],
    [&[Told::Lines(2)], &[Told::Lines(6)]],
    [&[Told::First(2)], &[Told::First(1)]],
    // Told in several ways; the higher degree reaches further than the lower.
    [&[Told::Gap(5), Told::Lines(4)], &[Told::Gap(3)]],
    [&[Told::Gap(1)], &[]],
];

fn every_degree(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let alone = model.stability();
    for told in TOLD {
        let mut strength = Strength::new(&model, 3);
        prop_assert_eq!(strength.degrees(), 3);
        // What is told to the oracle: only statements have first statements.
        let mut by_degree: Vec<[Vec<Told>; 2]> = Vec::new();
        for i in 0..spec.decision_makers {
            let stated = matches!(spec.orders[i], Order::Statements(_));
            let heard = told.map(|told| {
                let heard = told
                    .iter()
                    .filter(|t| stated || !matches!(t, Told::First(_)));
                heard.copied().collect::<Vec<Told>>()
            });
            for (degree, told) in (2..).zip(&heard) {
                for &told in told {
                    match told {
                        Told::Gap(gap) => strength.gap(i, degree, gap as u32),
                        Told::Lines(each) => {
                            let lines: Vec<u32> = (1..200).map(|k| k * each as u32).collect();
                            strength.lines(i, degree, &lines)
                        }
                        Told::First(ranks) => strength
                            .first_statements(i, degree, &rough(spec, ranks))
                            .expect("fewer statements are rougher"),
                    };
                }
            }
            by_degree.push(heard);
        }
        let found = strength.stability();
        for (i, heard) in by_degree.iter().enumerate() {
            for degree in 0..=3 {
                let worse = |s: usize, t: usize| match degree {
                    0 => !conflict.better(i, t, s),
                    1 => conflict.better(i, s, t),
                    2 => heard.iter().any(|told| conflict.worse_by(i, told, s, t)),
                    _ => conflict.worse_by(i, &heard[1], s, t),
                };
                for s in conflict.feasible_states() {
                    let expected = conflict.verdicts_by(i, s, |t| worse(s, t));
                    let has = |c| found.stable(i, c, degree).has(state(s));
                    prop_assert_eq!(
                        Concept::ALL.map(has),
                        expected,
                        "degree {} of {} at {}, {:?}",
                        degree,
                        i,
                        s,
                        told
                    );
                    for t in conflict.feasible_states() {
                        let by = strength.worse_by(i, degree, state(s), state(t));
                        prop_assert_eq!(by, worse(s, t), "{} against {}, {:?}", s, t, told);
                    }
                    tally.verdicts += 5;
                }
                if degree > 0 {
                    for c in Concept::ALL {
                        let lower = found.stable(i, c, degree - 1);
                        prop_assert!(found.stable(i, c, degree).is_subset(lower));
                    }
                }
            }
            for c in Concept::ALL {
                prop_assert_eq!(found.stable(i, c, 0), alone.stable(i, c), "general {:?}", c);
                let (strong, mut weak) = (found.strong(i, c), found.weak(i, c));
                tally.strong += strong.count();
                tally.weak += weak.count();
                prop_assert_eq!(strong.count() + weak.count(), alone.stable(i, c).count());
                weak.unite(strong);
                prop_assert_eq!(&weak, alone.stable(i, c));
            }
            prop_assert!(
                found.weak(i, Concept::Nash).is_empty(),
                "Nash has no degrees"
            );
        }
    }
    Ok(())
}

#[test]
fn every_degree_on_random_models() {
    let tally = on_random_models("strength", 200, 20, every_degree);
    assert!(tally.strong > 0 && tally.weak > 0);
}

/// General stability is the classical one in models of many rows too, and each
/// degree is within the one before.
fn general_is_classical(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, _)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let alone = model.stability();
    let mut strength = Strength::new(&model, 2);
    for i in 0..spec.decision_makers {
        // Lines need not be in order.
        strength.lines(i, 2, &[40, 3, 12]);
    }
    let found = strength.stability();
    for i in 0..spec.decision_makers {
        for c in Concept::ALL {
            prop_assert_eq!(found.stable(i, c, 0), alone.stable(i, c), "{:?}", c);
            prop_assert!(found.stable(i, c, 1).is_subset(found.stable(i, c, 0)));
            prop_assert!(found.strong(i, c).is_subset(found.stable(i, c, 1)));
            prop_assert!(alone.stable(i, Concept::Nash).is_subset(found.strong(i, c)));
            tally.verdicts += alone.stable(i, c).count();
            tally.strong += found.strong(i, c).count();
            tally.weak += found.weak(i, c).count();
        }
    }
    Ok(())
}

#[test]
fn general_stability_of_larger_models() {
    let tally = on_random_models("larger", 60, 1024, general_is_classical);
    assert!(tally.weak > 0);
}

/// Two options; 0 has one, 1 the other.
fn builder(order: [u32; 4]) -> ModelBuilder {
    let mut builder = ModelBuilder::new(2);
    for owner in 0..2 {
        builder.option(Axis {
            owner,
            levels: 2,
            change: Change::Reversible,
        });
    }
    builder.order(0, Order::Values(order.to_vec()));
    builder
}

#[test]
fn a_rough_order_must_be_rougher() {
    let full = builder([1, 2, 3, 3]).build().expect("a model");
    let try_rough = |order| {
        let rough = builder(order).build().expect("a model");
        let mut strength = Strength::new(&full, 2);
        strength.first_statements(0, 2, &rough).map(|_| ())
    };
    let contrary = |better, worse| {
        Err(NotRougher::Contrary {
            decision_maker: 0,
            better: State(better),
            worse: State(worse),
        })
    };
    assert_eq!(try_rough([1, 1, 2, 2]), Ok(()));
    assert_eq!(try_rough([1, 2, 3, 3]), Ok(()));
    assert_eq!(try_rough([2, 1, 3, 3]), contrary(0, 1));
    assert_eq!(try_rough([1, 1, 2, 3]), contrary(3, 2));
    let mut fewer = builder([1, 1, 2, 2]);
    fewer.require(hikiwake_graph::Formula::Level { axis: 0, levels: 1 });
    let fewer = fewer.build().expect("a model");
    let mut strength = Strength::new(&full, 2);
    let refused = strength.first_statements(0, 2, &fewer).map(|_| ());
    assert_eq!(refused, Err(NotRougher::OtherStates));
}
