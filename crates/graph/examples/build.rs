//! How long building takes, and how much memory: `cargo run --release -p
//! hikiwake-graph --example build -- 12 16 20 22`, powers of two. Four decision
//! makers with thirty statements each, rules that cut holes, one-way options; all
//! options of two levels, then of two to five.

use std::num::NonZeroUsize;
use std::time::Instant;

use hikiwake_graph::{Axis, Change, Formula, Limits, ModelBuilder, Order, Run};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const DECISION_MAKERS: usize = 4;
const STATEMENTS: usize = 30;

/// Marsaglia's xorshift64: the models are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }
}

/// A model of nearly 2^`power` combinations, options of `levels` in turn.
fn builder(power: u32, levels: &[u8]) -> ModelBuilder {
    let mut random = Random(0x5EED_1956);
    let mut builder = ModelBuilder::new(DECISION_MAKERS);
    let mut counts = Vec::new();
    let mut size = 1u64;
    for &levels in levels.iter().cycle() {
        size *= u64::from(levels);
        if size > 1 << power {
            break;
        }
        builder.option(Axis {
            owner: counts.len() % DECISION_MAKERS,
            levels,
            change: match random.below(6) {
                0 => Change::OneWayUp,
                1 => Change::OneWayDown,
                _ => Change::Reversible,
            },
        });
        counts.push(usize::from(levels));
    }
    let literal = |random: &mut Random| {
        let axis = random.below(counts.len());
        Formula::Level {
            axis,
            levels: 1 << random.below(counts[axis]),
        }
    };
    for _ in 0..2 {
        let pattern = (0..3).map(|_| literal(&mut random)).collect();
        builder.require(Formula::Not(Box::new(Formula::And(pattern))));
    }
    let wish = |random: &mut Random| match random.below(3) {
        0 => literal(random),
        1 => Formula::And(vec![literal(random), literal(random)]),
        _ => Formula::Or(vec![
            literal(random),
            Formula::Not(Box::new(literal(random))),
        ]),
    };
    for i in 0..DECISION_MAKERS {
        let mut ranks: Vec<Vec<Formula>> = Vec::new();
        for _ in 0..STATEMENTS {
            let wish = wish(&mut random);
            match ranks.last_mut() {
                Some(rank) if random.below(4) == 0 => rank.push(wish),
                _ => ranks.push(vec![wish]),
            }
        }
        builder.order(i, Order::Statements(ranks));
    }
    builder.limits(Limits { bytes: u64::MAX });
    builder
}

fn main() {
    let mut powers: Vec<u32> = std::env::args().skip(1).flat_map(|a| a.parse()).collect();
    if powers.is_empty() {
        powers = vec![12, 16, 20];
    }
    println!("levels  combinations  threads  build ms  kept B/state  peak B/state  estimate");
    for (name, levels) in [("2", &[2][..]), ("2-5", &[3, 2, 5, 4, 2])] {
        for &power in &powers {
            let builder = builder(power, levels);
            for threads in [1, 2] {
                let run = Run {
                    threads: NonZeroUsize::new(threads).unwrap(),
                    ..Run::default()
                };
                let runs = if power < 18 {
                    200
                } else if power < 24 {
                    5
                } else {
                    1
                };
                let mut best = f64::INFINITY;
                let before = MEMORY.current_usage();
                MEMORY.reset_peak_usage();
                let mut kept = 0;
                let (mut size, mut estimate) = (1, 0);
                for _ in 0..runs {
                    let start = Instant::now();
                    let model = builder.build_with(&run).expect("a model");
                    best = best.min(start.elapsed().as_secs_f64() * 1e3);
                    kept = MEMORY.current_usage() - before;
                    size = model.space().size();
                    estimate = model.bytes();
                }
                let peak = MEMORY.peak_usage() - before;
                let per = |bytes: usize| bytes as f64 / size as f64;
                println!(
                    "{name:>6} {size:>13} {threads:>8} {best:>9.3} {:>13.2} {:>13.2} {:>9.2}",
                    per(kept),
                    per(peak),
                    per(estimate as usize),
                );
            }
        }
    }
}
