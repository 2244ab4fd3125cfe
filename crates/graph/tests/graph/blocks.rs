//! Models of several blocks and threads: formulas, states and values against
//! `Formula::holds`, state by state.

use std::num::NonZeroUsize;

use hikiwake_graph::{Axis, Change, Formula, Model, ModelBuilder, Order, Run, State};

/// Marsaglia's xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }
}

fn formula(random: &mut Random, levels: &[u8], depth: usize) -> Formula {
    let parts = |random: &mut Random| {
        let count = random.below(4);
        (0..count)
            .map(|_| formula(random, levels, depth - 1))
            .collect()
    };
    match random.below(if depth == 0 { 5 } else { 9 }) {
        0..=3 => {
            let axis = random.below(levels.len());
            let all = u64::MAX >> (64 - levels[axis]);
            let levels = (random.below(1 << 31) as u64) << random.below(33) & all;
            Formula::Level { axis, levels }
        }
        4 => Formula::Constant(random.below(2) == 0),
        5 => Formula::Not(Box::new(formula(random, levels, depth - 1))),
        6 => Formula::And(parts(random)),
        _ => Formula::Or(parts(random)),
    }
}

fn model(builder: &ModelBuilder, threads: usize) -> Model {
    let run = Run {
        threads: NonZeroUsize::new(threads).unwrap(),
        ..Run::default()
    };
    builder.build_with(&run).expect("a state")
}

#[test]
fn blocks_and_threads_change_nothing() {
    let mut random = Random(1956);
    for levels in [
        &[2; 13][..],
        &[3, 2, 5, 2, 7, 3, 7],
        &[64, 61, 5],
        &[5, 13, 2, 64, 9],
        &[7, 63, 63, 2],
    ] {
        let mut builder = ModelBuilder::new(1);
        for &levels in levels {
            builder.option(Axis {
                owner: 0,
                levels,
                change: Change::Reversible,
            });
        }
        let hole = formula(&mut random, levels, 1);
        let cut = Formula::And(vec![hole, formula(&mut random, levels, 1)]);
        let keep = formula(&mut random, levels, 0);
        builder.require(Formula::Or(vec![keep, Formula::Not(Box::new(cut))]));
        let ranks: Vec<Vec<Formula>> = (0..30)
            .map(|_| {
                let count = 1 + random.below(3) * random.below(3);
                (0..count)
                    .map(|_| formula(&mut random, levels, 3))
                    .collect()
            })
            .collect();
        builder.order(0, Order::Statements(ranks.clone()));
        let one = model(&builder, 1);

        let space = one.space();
        let states = || (0..space.size() as u32).map(State);
        for formula in ranks.iter().flatten() {
            let met = formula.extension(space);
            assert!(states().all(|s| met.has(s) == formula.holds(space, s)));
        }
        let rule = &builder.required()[0];
        assert!(states().all(|s| one.feasible().has(s) == rule.holds(space, s)));
        // How many of each rank, the most important first; equal ones share a rank.
        let count = |s| -> Vec<usize> {
            let met = |rank: &Vec<Formula>| rank.iter().filter(|f| f.holds(space, s)).count();
            ranks.iter().map(met).collect()
        };
        let mut sorted: Vec<(Vec<usize>, State)> = (states().filter(|&s| rule.holds(space, s)))
            .map(|s| (count(s), s))
            .collect();
        sorted.sort();
        let mut value = 0;
        for (k, (counts, state)) in sorted.iter().enumerate() {
            value += u32::from(k == 0 || *counts != sorted[k - 1].0);
            assert_eq!(one.value(0, *state), value);
        }
        for threads in [2, 3, 7] {
            let other = model(&builder, threads);
            assert!(one.feasible() == other.feasible());
            assert!(states().all(|s| one.value(0, s) == other.value(0, s)));
        }
    }
}
