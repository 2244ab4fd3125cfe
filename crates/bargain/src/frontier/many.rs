//! Three parties or more: divide and conquer (Kung, Luccio & Preparata 1975; Bentley
//! 1980).
//!
//! A few strong agreements of a sample rule most others out. The rest is sorted, best
//! for the first party first; the better half's frontier is found, then the worse
//! half's, and what the better half dominates is struck from the latter. As the better
//! half is as good for the first party, striking looks at one party fewer, and splits
//! in its turn by the next party's values until two parties are left.

use std::cmp::Ordering;

use super::{Alike, Efficiency, Fault, Worth, comparable};

/// Agreements in the sample.
const SAMPLE: usize = 1 << 11;

/// Most agreements of the sample's frontier that all others are held against.
const WINDOW: usize = 64;

/// Up to so many pairs are compared one by one.
const PAIRS: usize = 256;

pub(super) fn frontier<V: Worth>(
    values: &[&[V]],
    efficiency: Efficiency,
    alike: Alike,
) -> Result<Vec<u32>, Fault> {
    let parties = values.len();
    let mut rows = Rows {
        parties,
        values: Vec::new(),
        numbers: Vec::new(),
    };
    let strict = efficiency == Efficiency::Weak;
    rows.fill(values, &rows.window(values), strict)?;
    // Best first, agreements with the same values side by side.
    let mut sorted: Vec<u32> = (0..rows.numbers.len() as u32).collect();
    sorted.sort_unstable_by(|&a, &b| rows.best_first(a, b));
    let heads: Vec<u32> = sorted
        .chunk_by(|&a, &b| rows.row(a) == rows.row(b))
        .map(|group| group[0])
        .collect();
    let mut beaten = vec![false; rows.numbers.len()];
    let best = rows.efficient(&heads, &mut beaten);
    let mut found = best.clone();
    if strict {
        // An agreement that another beats for everyone is beaten so by an efficient one.
        let mut worse: Vec<bool> = vec![false; rows.numbers.len()];
        rows.strike(&best, &heads, 0, true, &mut worse);
        found = heads;
        found.retain(|&at| !worse[at as usize]);
    }
    let mut numbers: Vec<u32> = match alike {
        Alike::First => found.iter().map(|&at| rows.numbers[at as usize]).collect(),
        Alike::All => {
            let mut efficient = vec![false; rows.numbers.len()];
            for &at in &found {
                efficient[at as usize] = true;
            }
            let groups = sorted.chunk_by(|&a, &b| rows.row(a) == rows.row(b));
            let named = groups.filter(|group| efficient[group[0] as usize]);
            named
                .flatten()
                .map(|&at| rows.numbers[at as usize])
                .collect()
        }
    };
    numbers.sort_unstable();
    Ok(numbers)
}

/// The values of some agreements, one after the other.
struct Rows<V> {
    parties: usize,
    values: Vec<V>,
    numbers: Vec<u32>,
}

impl<V: Worth> Rows<V> {
    fn row(&self, at: u32) -> &[V] {
        let start = at as usize * self.parties;
        &self.values[start..start + self.parties]
    }

    fn value(&self, at: u32, party: usize) -> V {
        self.values[at as usize * self.parties + party]
    }

    /// In lexicographic order, best first, then lowest number first.
    fn best_first(&self, a: u32, b: u32) -> Ordering {
        let order = self.row(b).partial_cmp(self.row(a));
        order.unwrap_or(Ordering::Equal).then(a.cmp(&b))
    }

    /// Of a sample of all, the efficient agreements that beat the most of it. Small sets
    /// need none.
    fn window(&self, values: &[&[V]]) -> Vec<Vec<V>> {
        let agreements = values[0].len();
        let stride = agreements / SAMPLE;
        if stride < 2 {
            return Vec::new();
        }
        let row = |at: usize| values.iter().map(|column| column[at]).collect::<Vec<V>>();
        let rows = (0..agreements).step_by(stride).map(row);
        let rows: Vec<Vec<V>> = rows.filter(|r| r.iter().all(|v| v.is_number())).collect();
        let mut window: Vec<&Vec<V>> = Vec::new();
        for row in &rows {
            if !window.iter().any(|w| at_least(w, row)) {
                window.retain(|w| !at_least(row, w));
                window.push(row);
            }
        }
        window.sort_by_cached_key(|w| rows.iter().filter(|row| !at_least(w, row)).count());
        window.truncate(WINDOW);
        window.into_iter().cloned().collect()
    }

    /// Takes in the agreements that nothing in the window beats.
    fn fill(&mut self, values: &[&[V]], window: &[Vec<V>], strict: bool) -> Result<(), Fault> {
        let mut window: Vec<&[V]> = window.iter().map(Vec::as_slice).collect();
        let mut row = Vec::with_capacity(values.len());
        for number in 0..values[0].len() {
            row.clear();
            row.extend(values.iter().map(|column| column[number]));
            for (party, &value) in row.iter().enumerate() {
                comparable(value, party, number as u32)?;
            }
            let beats = |w: &&[V]| match strict {
                true => above(w, &row),
                false => at_least(w, &row) && *w != row.as_slice(),
            };
            match window.iter().position(beats) {
                // What beats one is likely to beat the next.
                Some(at) => window.swap(at, at / 2),
                None => {
                    self.values.extend_from_slice(&row);
                    self.numbers.push(number as u32);
                }
            }
        }
        Ok(())
    }

    /// Of agreements with different values, sorted best first: the efficient ones, in
    /// the same order.
    fn efficient(&self, sorted: &[u32], beaten: &mut [bool]) -> Vec<u32> {
        if sorted.len() < 2 {
            return sorted.to_vec();
        }
        let (better, worse) = sorted.split_at(sorted.len() / 2);
        let mut better = self.efficient(better, beaten);
        let mut worse = self.efficient(worse, beaten);
        self.strike(&better, &worse, 1, false, beaten);
        worse.retain(|&at| !beaten[at as usize]);
        better.extend(worse);
        better
    }

    /// Marks those of `under` that one of `over` equals or beats (`strict`: beats) for
    /// every party from `party` on.
    fn strike(&self, over: &[u32], under: &[u32], party: usize, strict: bool, beaten: &mut [bool]) {
        if over.is_empty() || under.is_empty() {
            return;
        }
        if over.len() * under.len() <= PAIRS {
            return self.pairs(over, under, party, strict, beaten);
        }
        if party + 2 == self.parties {
            return self.stairs(over, under, party, strict, beaten);
        }
        let (least, most) = self.range(over, party);
        let (low, high) = self.range(under, party);
        let all = if strict { least > high } else { least >= high };
        if all {
            return self.strike(over, under, party + 1, strict, beaten);
        }
        if if strict { most <= low } else { most < low } {
            return;
        }
        let pivot = self.pivot(over, under, party);
        let halves = |of: &[u32]| -> (Vec<u32>, Vec<u32>) {
            of.iter().partition(|&&at| self.value(at, party) > pivot)
        };
        let (over_high, over_low) = halves(over);
        let (under_high, under_low) = halves(under);
        self.strike(&over_high, &under_high, party, strict, beaten);
        self.strike(&over_low, &under_low, party, strict, beaten);
        // What the lower ones struck need not be struck again.
        let left: Vec<u32> = under_low
            .into_iter()
            .filter(|&at| !beaten[at as usize])
            .collect();
        self.strike(&over_high, &left, party + 1, strict, beaten);
    }

    fn pairs(&self, over: &[u32], under: &[u32], party: usize, strict: bool, beaten: &mut [bool]) {
        for &at in under {
            let row = &self.row(at)[party..];
            let beats = |&by: &u32| {
                let by = &self.row(by)[party..];
                if strict {
                    above(by, row)
                } else {
                    at_least(by, row)
                }
            };
            if over.iter().any(beats) {
                beaten[at as usize] = true;
            }
        }
    }

    /// With two parties left: a sweep from the best for the one, with the best for the
    /// other so far.
    fn stairs(&self, over: &[u32], under: &[u32], party: usize, strict: bool, beaten: &mut [bool]) {
        let mut over: Vec<(V, V)> = over
            .iter()
            .map(|&at| (self.value(at, party), self.value(at, party + 1)))
            .collect();
        over.sort_unstable_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal));
        let mut under = under.to_vec();
        under.sort_unstable_by(|&a, &b| {
            let order = self.value(b, party).partial_cmp(&self.value(a, party));
            order.unwrap_or(Ordering::Equal)
        });
        let mut ahead = over.iter().peekable();
        let mut most: Option<V> = None;
        for at in under {
            let (x, y) = (self.value(at, party), self.value(at, party + 1));
            while let Some(next) = ahead.next_if(|o| if strict { o.0 > x } else { o.0 >= x }) {
                most = Some(most.filter(|&m| m >= next.1).unwrap_or(next.1));
            }
            if most.is_some_and(|m| if strict { m > y } else { m >= y }) {
                beaten[at as usize] = true;
            }
        }
    }

    /// The least and the highest value of a party.
    fn range(&self, of: &[u32], party: usize) -> (V, V) {
        let first = self.value(of[0], party);
        of.iter().fold((first, first), |(least, most), &at| {
            let value = self.value(at, party);
            (
                if value < least { value } else { least },
                if value > most { value } else { most },
            )
        })
    }

    /// A value that some lie above and some do not: the median, or the highest value
    /// below it if nothing lies above.
    fn pivot(&self, over: &[u32], under: &[u32], party: usize) -> V {
        let mut all: Vec<V> = over
            .iter()
            .chain(under)
            .map(|&at| self.value(at, party))
            .collect();
        let order = |a: &V, b: &V| a.partial_cmp(b).unwrap_or(Ordering::Equal);
        let middle = all.len() / 2;
        let (below, &mut median, above) = all.select_nth_unstable_by(middle, order);
        if above.iter().any(|&value| value > median) {
            return median;
        }
        let lower = below.iter().copied().filter(|&value| value < median);
        lower.max_by(order).unwrap_or(median)
    }
}

/// Whether `a` is at least as good as `b` for each.
fn at_least<V: Worth>(a: &[V], b: &[V]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b)
}

/// Whether `a` is better than `b` for each.
fn above<V: Worth>(a: &[V], b: &[V]) -> bool {
    a.iter().zip(b).all(|(a, b)| a > b)
}
