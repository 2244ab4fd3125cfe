//! Relational stability under attitudes against its definition on random models.

use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::attitudes::{Matrix, replies, verdicts};
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{Attitude, Attitudes, Concept, RelationalConcept};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    stable: usize,
    changed: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            verdicts,
            stable,
            changed,
        } = self;
        write!(
            f,
            "{models}, {verdicts} verdicts, {stable} of them stable, {changed} not as without \
             attitudes"
        )
    }
}

const SELFISH: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

fn engine(matrix: &Matrix) -> Attitudes {
    let mut attitudes = Attitudes::selfish(matrix.len());
    for (i, row) in matrix.iter().enumerate() {
        for (j, e) in row.iter().enumerate() {
            let attitude = match e {
                1 => Attitude::Positive,
                -1 => Attitude::Negative,
                _ => Attitude::Neutral,
            };
            attitudes.set(i, j, attitude);
        }
    }
    attitudes
}

/// Attitude matrices of different kinds, drawn from `seed`.
fn matrices(size: usize, seed: usize) -> Vec<Matrix> {
    let matrix = |e: &dyn Fn(usize, usize) -> i8| -> Matrix {
        let row = |i: usize| (0..size).map(|j| e(i, j)).collect();
        (0..size).map(row).collect()
    };
    let drawn = |i: usize, j: usize| (seed / 3usize.pow(((2 * i + j) % 7) as u32) % 3) as i8 - 1;
    vec![
        matrix(&|i, j| i8::from(i == j)),
        matrix(&drawn),
        // Selfish, and something of the other kinds besides.
        matrix(&|i, j| if i == j { 1 } else { drawn(j, i) }),
        matrix(&|i, j| if i == j { 1 } else { -1 }),
        matrix(&|_, _| 0),
    ]
}

fn every_attitude(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let feasible = conflict.feasible_states();
    let seed = spec.axes.len() * 271 + spec.orders.len() * 31 + feasible.len() * 1009;
    let classical = model.stability();
    for (set, matrix) in matrices(spec.decision_makers, seed).iter().enumerate() {
        let attitudes = engine(matrix);
        let solved = model.relational_stability(&attitudes).expect("small");
        for i in 0..spec.decision_makers {
            for &s in &feasible {
                let expected: Vec<_> = replies(&conflict, matrix, i, s)
                    .into_iter()
                    .map(state)
                    .collect();
                prop_assert_eq!(model.relational_replies(&attitudes, i, state(s)), expected);
                let found = RelationalConcept::ALL.map(|c| solved.stable(i, c).has(state(s)));
                let expected = verdicts(&conflict, matrix, i, s);
                prop_assert_eq!(found, expected, "{} at {} with {:?}", i, s, matrix);
                let alone = SELFISH.map(|c| classical.stable(i, c).has(state(s)));
                if set == 0 {
                    prop_assert_eq!(found, alone, "selfish {} at {}", i, s);
                }
                tally.verdicts += 4;
                tally.stable += found.iter().filter(|&&stable| stable).count();
                tally.changed += (0..4).filter(|&c| found[c] != alone[c]).count();
                let [nash, gmr, smr, seq] = found;
                prop_assert!((!nash || (gmr && smr && seq)) && (!smr || gmr) && (!seq || gmr));
                if set == 4 {
                    // Everything suits all: only who cannot move stays.
                    prop_assert_eq!(found, [conflict.moves[i][s].is_empty(); 4]);
                }
            }
        }
        for concept in RelationalConcept::ALL {
            let equilibria = solved.equilibria(concept);
            for &s in &feasible {
                let all =
                    (0..spec.decision_makers).all(|i| solved.stable(i, concept).has(state(s)));
                prop_assert_eq!(equilibria.has(state(s)), all);
            }
        }
    }
    Ok(())
}

#[test]
fn every_attitude_on_random_models() {
    let tally = on_random_models("attitudes", 250, 20, every_attitude);
    assert!(tally.changed > 0 && tally.stable > 0 && tally.stable < tally.verdicts);
}
