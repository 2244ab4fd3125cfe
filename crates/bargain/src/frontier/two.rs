//! Two parties: a staircase.
//!
//! A sample of the agreements gives, for each stretch of the first party's values, the
//! most that the second party gets further right. Whatever lies at or below that is
//! dominated; one pass leaves few others, and these are sorted.

use std::cmp::Ordering;

use super::{Alike, Efficiency, Fault, Worth, comparable};

/// Agreements in the sample.
const SAMPLE: usize = 1 << 12;

/// Stretches of the first party's values.
const STRETCHES: usize = 1 << 12;

/// One agreement: what it is worth to each, and its number.
type Entry<V> = (V, V, u32);

pub(super) fn frontier<V: Worth>(
    first: &[V],
    second: &[V],
    efficiency: Efficiency,
    alike: Alike,
) -> Result<Vec<u32>, Fault> {
    let mut left = undominated(first, second, efficiency)?;
    left.sort_unstable_by(|a, b| {
        let by_first = b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal);
        let by_second = b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal);
        by_first.then(by_second).then(a.2.cmp(&b.2))
    });
    let mut found = match efficiency {
        Efficiency::Strong => strong(&left),
        Efficiency::Weak => weak(&left),
    };
    if alike == Alike::First {
        found.dedup_by(|later, earlier| later.0 == earlier.0 && later.1 == earlier.1);
    }
    let mut numbers: Vec<u32> = found.into_iter().map(|entry| entry.2).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The agreements that the sample does not rule out.
fn undominated<V: Worth>(
    first: &[V],
    second: &[V],
    efficiency: Efficiency,
) -> Result<Vec<Entry<V>>, Fault> {
    let bars = Bars::new(first, second);
    let mut left = Vec::new();
    for (number, (&x, &y)) in (0..).zip(first.iter().zip(second)) {
        // Further right is better for the first, so as good for the second will do.
        let beaten = bars.beyond(x).is_some_and(|bar| match efficiency {
            Efficiency::Strong => y <= bar,
            Efficiency::Weak => y < bar,
        });
        // Nothing lies beyond what is not a number.
        if beaten {
            continue;
        }
        comparable(x, 0, number)?;
        comparable(y, 1, number)?;
        left.push((x, y, number));
    }
    Ok(left)
}

/// Per stretch of the first party's values, the most for the second in those beyond.
struct Bars<V> {
    low: f64,
    scale: f64,
    /// One less than there are stretches up to the best of the sample.
    beyond: Vec<V>,
}

impl<V: Worth> Bars<V> {
    fn new(first: &[V], second: &[V]) -> Self {
        let stride = (first.len() / SAMPLE).max(1);
        let numbers = |&(x, y): &(V, V)| x.is_number() && y.is_number();
        let pairs = first.iter().copied().zip(second.iter().copied());
        let sample: Vec<(V, V)> = pairs.step_by(stride).filter(numbers).collect();
        let sizes = || sample.iter().map(|(x, _)| x.roughly());
        let low = sizes().fold(f64::INFINITY, f64::min);
        let high = sizes().fold(f64::NEG_INFINITY, f64::max);
        let mut bars = Bars {
            low,
            scale: STRETCHES as f64 / (high - low),
            beyond: Vec::new(),
        };
        let mut best: Vec<Option<V>> = vec![None; STRETCHES];
        for &(x, y) in &sample {
            let at = bars.stretch(x);
            best[at] = higher(best[at], y);
        }
        let mut further = None;
        for at in (0..STRETCHES).rev() {
            // Without a value there is none beyond either, and nothing has been pushed.
            bars.beyond.extend(further);
            further = best[at].map_or(further, |y| higher(further, y));
        }
        bars.beyond.reverse();
        bars
    }

    /// What is not a number counts as highest; a cast saturates at 0.
    fn stretch(&self, x: V) -> usize {
        let at = (x.roughly() - self.low) * self.scale;
        at.min((STRETCHES - 1) as f64) as u32 as usize
    }

    /// The most that the second party gets in the sample where the first gets more.
    fn beyond(&self, x: V) -> Option<V> {
        self.beyond.get(self.stretch(x)).copied()
    }
}

/// The higher of the two.
fn higher<V: Worth>(bar: Option<V>, value: V) -> Option<V> {
    Some(bar.filter(|&bar| bar >= value).unwrap_or(value))
}

/// Of entries sorted best first: those that no other equals or beats for both parties
/// while it beats them for one.
fn strong<V: Worth>(sorted: &[Entry<V>]) -> Vec<Entry<V>> {
    let mut found: Vec<Entry<V>> = Vec::new();
    for &entry in sorted {
        let alike = found
            .last()
            .is_none_or(|last| entry.1 > last.1 || (entry.0 == last.0 && entry.1 == last.1));
        if alike {
            found.push(entry);
        }
    }
    found
}

/// Of entries sorted best first: those that no other beats for both parties.
fn weak<V: Worth>(sorted: &[Entry<V>]) -> Vec<Entry<V>> {
    let mut found = Vec::new();
    // The most for the second party among those that are better for the first.
    let mut bar: Option<V> = None;
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        found.extend(group.iter().filter(|e| bar.is_none_or(|bar| e.1 >= bar)));
        bar = higher(bar, group[0].1);
    }
    found
}
