//! Coalition stability against its definition on random models, and what must
//! hold between its variants.

use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::coalition::{Lists, Variant, subsets};
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{
    Axis, Change, CoalitionRules, CoalitionStability, Coalitions, Concept, Credible, Gain,
    MOST_STEPS, Model, ModelBuilder, Order, Sanction, TooMuchWork,
};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    stable: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            verdicts,
            stable,
        } = self;
        write!(
            f,
            "{models}, {verdicts} coalition verdicts, {stable} of them stable"
        )
    }
}

fn variants() -> impl Iterator<Item = (CoalitionRules, Variant)> {
    (0..8).map(|k| {
        let variant = Variant {
            pareto: k & 1 == 1,
            every_member: k & 2 == 2,
            by_coalitions: k & 4 == 4,
        };
        let rules = CoalitionRules {
            gain: if variant.pareto {
                Gain::Pareto
            } else {
                Gain::Every
            },
            sanction: if variant.every_member {
                Sanction::NoMember
            } else {
                Sanction::NoGain
            },
            credible: if variant.by_coalitions {
                Credible::Coalitions
            } else {
                Credible::Individuals
            },
        };
        (rules, variant)
    })
}

fn solve(model: &Model, group: &[usize], rules: CoalitionRules) -> CoalitionStability {
    let solved = model.coalition_stability(group, rules);
    solved.expect("models of the tests are small")
}

fn every_coalition(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let lists = Lists::of(&conflict);
    let everyone: Vec<usize> = (0..spec.decision_makers).collect();
    let feasible = conflict.feasible_states();
    let mut solved = Vec::new();
    for (rules, variant) in variants() {
        let mut coalitions = Coalitions::new(&model, rules).expect("small");
        for group in subsets(&everyone) {
            let found = solve(&model, &group, rules);
            let expected = conflict.coalition_departures(&lists, variant, &group);
            for (&s, expected) in feasible.iter().zip(expected) {
                let left = Concept::ALL.into_iter().zip(&expected);
                for (concept, expected) in left.filter(|(_, expected)| !expected.is_empty()) {
                    let expected: Vec<_> = expected.iter().map(|&s1| state(s1)).collect();
                    let departures = coalitions.departures(&group, concept, state(s));
                    prop_assert_eq!(departures.expect("small"), expected, "{:?}", concept);
                }
                let expected = expected.map(|departures| departures.is_empty());
                let found = Concept::ALL.map(|c| found.stable(c).has(state(s)));
                prop_assert_eq!(found, expected, "{:?} of {:?} at {}", variant, &group, s);
                tally.verdicts += 5;
                tally.stable += found.iter().filter(|&&stable| stable).count();
            }
            solved.push((rules, group, found));
        }
    }
    invariants(&model, &solved)
}

/// What must hold between all that was solved.
fn invariants(
    model: &Model,
    solved: &[(CoalitionRules, Vec<usize>, CoalitionStability)],
) -> Result<(), TestCaseError> {
    use Concept::{Gmr, Nash, Seq, Smr, Sseq};
    let alone = model.stability();
    let all = Concept::ALL;
    let find = |rules, group: &[usize]| {
        let found = solved.iter().find(|(r, g, _)| *r == rules && g == group);
        &found.expect("all were solved").2
    };
    let within = |a: &CoalitionStability, b: &CoalitionStability| {
        all.iter().all(|&c| a.stable(c).is_subset(b.stable(c)))
    };
    for (rules, group, this) in solved {
        let rules = *rules;
        // With coalitions answering, SEQ is another concept even for one.
        let same = if rules.credible == Credible::Coalitions {
            3
        } else {
            5
        };
        if let [one] = group[..] {
            for &c in &all[..same] {
                prop_assert_eq!(this.stable(c), alone.stable(one, c), "{:?} of one", c);
            }
        }
        let implies = |a, b| this.stable(a).is_subset(this.stable(b));
        prop_assert!(all.iter().all(|&c| implies(Nash, c)));
        prop_assert!(implies(Smr, Gmr) && implies(Seq, Gmr));
        prop_assert!(implies(Sseq, Seq) && implies(Sseq, Smr));
        if group.len() == model.decision_makers() {
            prop_assert!(all.iter().all(|&c| this.stable(c) == this.stable(Nash)));
        }
        // Stricter sanctions, fewer stable; more answers, more stable.
        let strict = CoalitionRules {
            sanction: Sanction::NoMember,
            ..rules
        };
        prop_assert!(within(find(strict, group), this));
        let more = CoalitionRules {
            credible: Credible::Coalitions,
            ..rules
        };
        prop_assert!(within(this, find(more, group)));
        // Every strict gain is a Pareto gain, for the others too.
        let every = CoalitionRules {
            gain: Gain::Every,
            ..rules
        };
        if rules.credible == Credible::Individuals {
            prop_assert!(within(this, find(every, group)));
        }
    }
    Ok(())
}

#[test]
fn every_coalition_of_random_models() {
    let tally = on_random_models("coalitions", 250, 24, every_coalition);
    assert!(tally.stable > 0 && tally.stable < tally.verdicts);
}

#[test]
fn too_much_work_is_refused_at_once() {
    let mut builder = ModelBuilder::new(3);
    for k in 0..18 {
        builder.option(Axis {
            owner: k % 3,
            levels: 2,
            change: Change::Reversible,
        });
    }
    let model = builder.build().expect("262,144 states can be built");
    let refused = model.coalition_stability(&[0, 1], CoalitionRules::default());
    let TooMuchWork { needed, limit } = refused.expect_err("too many states to list");
    assert!(needed > u128::from(limit) && limit == MOST_STEPS);
}

#[test]
fn nobody_and_twice_the_same() {
    let mut builder = ModelBuilder::new(2);
    for owner in 0..2 {
        builder.option(Axis {
            owner,
            levels: 2,
            change: Change::Reversible,
        });
    }
    builder.order(0, Order::Values(vec![3, 4, 1, 2]));
    builder.order(1, Order::Values(vec![3, 1, 4, 2]));
    let model = builder.build().expect("a small model");
    for (rules, _) in variants() {
        let nobody = solve(&model, &[], rules);
        let twice = solve(&model, &[1, 0, 1], rules);
        for concept in Concept::ALL {
            assert_eq!(nobody.stable(concept), model.feasible());
        }
        assert_eq!(twice, solve(&model, &[0, 1], rules));
    }
}
