//! Descriptions of any size whose statements are local: each names a few
//! neighbouring options. Used by tests and benches.

use hikiwake_graph::{Axis, Change, Formula, ModelBuilder, Order};

/// Marsaglia's xorshift64: the same descriptions on every machine.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }
}

/// `options` two-level options in neighbourhoods of five, dealt out in turn to four
/// decision makers: one in eight can only be taken. Each decision maker has
/// `statements` wishes about two or three options of one neighbourhood, some of
/// them conditional, one in six of the rank of the one before; one pattern in
/// every third neighbourhood is cut out.
pub fn local(options: usize, statements: usize, seed: u64) -> ModelBuilder {
    const OWNERS: usize = 4;
    let mut random = Random(seed);
    let mut builder = ModelBuilder::new(OWNERS);
    for k in 0..options {
        let change = match random.below(8) {
            0 => Change::OneWayUp,
            _ => Change::Reversible,
        };
        builder.option(Axis {
            owner: k % OWNERS,
            levels: 2,
            change,
        });
    }
    let homes = options.div_ceil(5);
    let literal = |random: &mut Random, home: usize| Formula::Level {
        axis: (5 * home + random.below(5)).min(options - 1),
        levels: 1 << random.below(2),
    };
    for home in (0..homes).step_by(3) {
        let pattern = (0..3).map(|_| literal(&mut random, home)).collect();
        builder.require(Formula::Not(Box::new(Formula::And(pattern))));
    }
    for i in 0..OWNERS {
        let mut ranks: Vec<Vec<Formula>> = Vec::new();
        for _ in 0..statements {
            let home = random.below(homes);
            let (a, b) = (literal(&mut random, home), literal(&mut random, home));
            let wish = match random.below(3) {
                0 => Formula::And(vec![a, b]),
                1 => Formula::Or(vec![a, Formula::Not(Box::new(b))]),
                _ => Formula::Or(vec![Formula::And(vec![a, b]), literal(&mut random, home)]),
            };
            match ranks.last_mut() {
                Some(rank) if random.below(6) == 0 => rank.push(wish),
                _ => ranks.push(vec![wish]),
            }
        }
        builder.order(i, Order::Statements(ranks));
    }
    builder
}
