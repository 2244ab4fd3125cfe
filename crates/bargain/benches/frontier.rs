//! Frontiers against comparing all pairs, and against reading the values once:
//! `cargo bench -p hikiwake-bargain --bench frontier -- [AGREEMENTS]` (1,000,000).
//!
//! All pairs are compared up to 20,000 agreements only; each agreement is given up at
//! the first one that dominates it.

use std::hint::black_box;
use std::time::Instant;

use hikiwake_bargain::frontier::{Alike, Efficiency, frontier};

/// Agreements up to which all pairs are compared.
const MOST_PAIRED: usize = 20_000;

/// How the parties' utilities go together.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Each for itself.
    Independent,
    /// What is good for one is good for all, nearly.
    Together,
    /// What is good for one is bad for the others, nearly.
    Against,
    /// No agreement dominates another.
    Staircase,
}

fn main() {
    let given = std::env::args().skip(1).find(|given| given != "--bench");
    let agreements: usize = given.map_or(1_000_000, |given| given.parse().expect("a number"));
    println!(
        "parties  kind         agreements  frontier      ms  reading ms  ratio  all pairs ms  ratio"
    );
    for parties in 2..=4 {
        for kind in [
            Kind::Independent,
            Kind::Together,
            Kind::Against,
            Kind::Staircase,
        ] {
            if matches!(kind, Kind::Staircase) && parties > 2 {
                continue;
            }
            for agreements in [MOST_PAIRED.min(agreements), agreements] {
                line(parties, kind, agreements);
            }
        }
    }
}

fn line(parties: usize, kind: Kind, agreements: usize) {
    let columns = utilities(parties, kind, agreements);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (found, seconds) = least(5, || {
        frontier(black_box(&columns), Efficiency::Strong, Alike::All)
            .expect("numbers")
            .len()
    });
    let (_, floor) = least(5, || {
        columns.iter().map(|c| most(black_box(c))).sum::<f64>()
    });
    let pairs = (agreements <= MOST_PAIRED).then(|| {
        let (paired, pairs) = least(1, || by_pairs(black_box(&columns)));
        assert_eq!(paired, found, "the frontiers differ");
        format!("{:12.3}  {:5.0}", pairs * 1e3, pairs / seconds)
    });
    println!(
        "{parties:7}  {:11}  {agreements:10}  {found:8}  {:6.3}  {:10.3}  {:5.1}  {}",
        format!("{kind:?}").to_lowercase(),
        seconds * 1e3,
        floor * 1e3,
        seconds / floor,
        pairs.unwrap_or_default()
    );
}

/// What `run` answers, and the least time of some runs.
fn least<T>(times: usize, mut run: impl FnMut() -> T) -> (T, f64) {
    let mut timed = || {
        let begun = Instant::now();
        let answer = black_box(run());
        (answer, begun.elapsed().as_secs_f64())
    };
    let mut best = timed();
    for _ in 1..times {
        let next = timed();
        if next.1 < best.1 {
            best = next;
        }
    }
    best
}

fn utilities(parties: usize, kind: Kind, agreements: usize) -> Vec<Vec<f64>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut columns = vec![Vec::with_capacity(agreements); parties];
    for _ in 0..agreements {
        let shared = draw();
        for (party, column) in columns.iter_mut().enumerate() {
            let own = draw();
            let others = if party == 0 { shared } else { 1.0 - shared };
            column.push(match kind {
                Kind::Independent => own,
                Kind::Together => 0.9 * shared + 0.1 * own,
                Kind::Against => 0.9 * others + 0.1 * own,
                Kind::Staircase => others,
            });
        }
    }
    columns
}

/// The highest value, several at a time: little more than reading them.
fn most(column: &[f64]) -> f64 {
    let mut lanes = [f64::NEG_INFINITY; 8];
    for chunk in column.chunks_exact(8) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = if value > *lane { value } else { *lane };
        }
    }
    lanes.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

/// How many agreements no other dominates.
fn by_pairs(columns: &[&[f64]]) -> usize {
    let agreements = columns[0].len();
    let dominates = |b: usize, a: usize| {
        columns.iter().all(|c| c[b] >= c[a]) && columns.iter().any(|c| c[b] > c[a])
    };
    (0..agreements)
        .filter(|&a| !(0..agreements).any(|b| dominates(b, a)))
        .count()
}
