//! The conflicts that are measured: the same on every machine.

use hikiwake_graph::{Axis, Change, Formula, Order};

pub const DECISION_MAKERS: usize = 4;

/// The parts of a conflict.
pub struct Case {
    pub axes: Vec<Axis>,
    pub require: Vec<Formula>,
    pub orders: Vec<Order>,
}

/// What stands in the way of moves.
#[allow(dead_code)] // each bench uses its own
#[derive(Clone, Copy, PartialEq)]
pub enum Obstacles {
    /// Nothing: every option is reversible, every combination feasible.
    None,
    /// One option in six can only be taken, one in six only given up.
    OneWay,
    /// And two patterns of three literals are cut out.
    OneWayAndHoles,
}

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

impl Case {
    /// `options` two-level options, dealt out in turn among four decision makers,
    /// who have statements of one or two literals each, some of them conditional,
    /// some sharing a rank.
    pub fn new(options: usize, obstacles: Obstacles) -> Self {
        let random = &mut Random(0x5EED_1956);
        let literal = |random: &mut Random| Formula::Level {
            axis: random.below(options),
            levels: 1 << random.below(2),
        };
        let axes = (0..options).map(|k| Axis {
            owner: k % DECISION_MAKERS,
            levels: 2,
            change: match random.below(6) {
                0 if obstacles != Obstacles::None => Change::OneWayUp,
                1 if obstacles != Obstacles::None => Change::OneWayDown,
                _ => Change::Reversible,
            },
        });
        let axes = axes.collect();
        let pattern = |random: &mut Random| {
            let parts = (0..3).map(|_| literal(random)).collect();
            Formula::Not(Box::new(Formula::And(parts)))
        };
        let patterns = vec![pattern(random), pattern(random)];
        let wish = |random: &mut Random| match random.below(3) {
            0 => literal(random),
            1 => Formula::And(vec![literal(random), literal(random)]),
            _ => Formula::Or(vec![
                literal(random),
                Formula::Not(Box::new(literal(random))),
            ]),
        };
        let rank = |random: &mut Random| {
            let count = 1 + random.below(2);
            (0..count).map(|_| wish(random)).collect()
        };
        let mut order = || Order::Statements((0..options).map(|_| rank(random)).collect());
        Case {
            axes,
            orders: (0..DECISION_MAKERS).map(|_| order()).collect(),
            require: match obstacles {
                Obstacles::OneWayAndHoles => patterns,
                _ => Vec::new(),
            },
        }
    }
}
