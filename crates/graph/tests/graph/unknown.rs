//! The four extensions to unknown preference against their definition on random
//! models.

use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::unknown::{Pair, pair, verdicts};
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{
    Axis, Change, Concept, CredibleMoves, Extension, Formula, ModelBuilder, NotAlike, Order,
    PartlyKnown, Stability,
};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    stable: [usize; 4],
    unknown: usize,
    pairs: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            verdicts,
            stable,
            unknown,
            pairs,
        } = self;
        write!(
            f,
            "{models}, {verdicts} verdicts, stable in a, b, c, d: {stable:?}, {unknown} of \
             {pairs} pairs unknown"
        )
    }
}

/// The same conflict in which the first has what the next wants, and so on, and
/// the last what is left: other wants, neither alike nor all contrary.
fn otherwise(spec: &Spec) -> Spec {
    let mut other = spec.clone();
    other.orders.rotate_left(1);
    if let [Order::Values(values), ..] = &mut other.orders[..] {
        values.reverse();
    }
    other
}

/// Only the most important statements, or coarser values.
fn roughly(spec: &Spec) -> Spec {
    let mut other = spec.clone();
    for order in &mut other.orders {
        match order {
            Order::Statements(ranks) => ranks.truncate(2),
            Order::Values(values) => values.iter_mut().for_each(|v| *v /= 2),
            Order::Ranking(_) => {}
        }
    }
    other
}

fn every_extension(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let feasible = conflict.feasible_states();
    let others = [
        vec![],
        vec![otherwise(spec)],
        vec![roughly(spec)],
        vec![otherwise(spec), roughly(spec)],
    ];
    for (set, specs) in others.iter().enumerate() {
        let models: Vec<_> = specs
            .iter()
            .map(|s| s.model().expect("only orders differ"))
            .collect();
        let partly = PartlyKnown::new(&model, &models.iter().collect::<Vec<_>>());
        let partly = partly.expect("only orders differ");
        let mut readings = vec![spec.conflict()];
        readings.extend(specs.iter().map(Spec::conflict));
        for i in 0..spec.decision_makers {
            for &a in &feasible {
                for &b in &feasible {
                    let expected = match pair(&readings, i, a, b) {
                        Pair::Better => Some(std::cmp::Ordering::Greater),
                        Pair::Equal => Some(std::cmp::Ordering::Equal),
                        Pair::Worse => Some(std::cmp::Ordering::Less),
                        Pair::Unknown => None,
                    };
                    prop_assert_eq!(partly.compare(i, state(a), state(b)), expected);
                    tally.unknown += usize::from(expected.is_none());
                    tally.pairs += 1;
                }
            }
        }
        for credible in [CredibleMoves::PerhapsBetter, CredibleMoves::CertainlyBetter] {
            let solved = Extension::ALL.map(|e| partly.stability(e, credible).expect("small"));
            for (k, name) in ['a', 'b', 'c', 'd'].into_iter().enumerate() {
                let perhaps = credible == CredibleMoves::PerhapsBetter;
                for i in 0..spec.decision_makers {
                    let expected = verdicts(&readings, name, perhaps, i);
                    for (&s, expected) in feasible.iter().zip(expected) {
                        let has = |c| solved[k].stable(i, c).has(state(s));
                        prop_assert_eq!(
                            Concept::ALL.map(has),
                            expected,
                            "extension {} of {} at {}, readings {}",
                            name,
                            i,
                            s,
                            set
                        );
                        tally.verdicts += 5;
                        tally.stable[k] += expected.iter().filter(|&&stable| stable).count();
                    }
                }
            }
            let [a, b, c, d] = &solved;
            let alone = model.stability();
            for i in 0..spec.decision_makers {
                for concept in Concept::ALL {
                    let within = |x: &Stability, y: &Stability| {
                        x.stable(i, concept).is_subset(y.stable(i, concept))
                    };
                    prop_assert!(within(a, b) && within(a, c) && within(b, d) && within(c, d));
                    if set == 0 {
                        prop_assert!(
                            solved
                                .iter()
                                .all(|s| s.stable(i, concept) == alone.stable(i, concept))
                        );
                    }
                }
                for s in &solved {
                    let implies = |x, y| s.stable(i, x).is_subset(s.stable(i, y));
                    use Concept::{Gmr, Nash, Seq, Smr, Sseq};
                    prop_assert!(Concept::ALL.iter().all(|&c| implies(Nash, c)));
                    prop_assert!(implies(Smr, Gmr) && implies(Seq, Gmr));
                    prop_assert!(implies(Sseq, Seq) && implies(Sseq, Smr));
                }
            }
            for concept in Concept::ALL {
                for s in &solved {
                    let equilibria = s.equilibria(concept);
                    for &at in &feasible {
                        let all =
                            (0..spec.decision_makers).all(|i| s.stable(i, concept).has(state(at)));
                        prop_assert_eq!(equilibria.has(state(at)), all);
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn every_extension_on_random_models() {
    let tally = on_random_models("unknown preference", 300, 20, every_extension);
    assert!(tally.unknown > 0 && tally.unknown < tally.pairs);
    let [a, b, c, d] = tally.stable;
    assert!(a < b && a < c && b < d && c < d && d < tally.verdicts);
}

#[test]
fn readings_must_be_alike() {
    let build = |levels, feasible: bool| {
        let mut builder = ModelBuilder::new(2);
        builder.option(Axis {
            owner: 0,
            levels,
            change: Change::Reversible,
        });
        if !feasible {
            builder.require(Formula::Level { axis: 0, levels: 1 });
        }
        builder.build().expect("a model")
    };
    let (model, alike, larger, fewer) = (
        build(2, true),
        build(2, true),
        build(3, true),
        build(2, false),
    );
    let refused = |readings: &[&_]| PartlyKnown::new(&model, readings).err();
    assert_eq!(refused(&[&alike]), None);
    assert_eq!(refused(&[&alike, &larger]), Some(NotAlike { reading: 1 }));
    assert_eq!(refused(&[&fewer]), Some(NotAlike { reading: 0 }));
}
