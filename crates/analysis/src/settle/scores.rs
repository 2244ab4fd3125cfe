//! Sums of weights, as whole numbers: sums of decimal fractions would tell equal
//! agreements apart.

use hikiwake_dossier::Talks;
use hikiwake_graph::{Bits, State};

/// What is counted as one: scores are read to six decimals.
const UNITS: f64 = 1e6;

/// Most steps between the least and the highest score before scores are ranked.
const MOST_STEPS: u32 = 1 << 22;

/// What each agreement is worth to one government by its weights.
#[derive(Clone)]
pub(super) struct Scores {
    /// Per combination, in millionths.
    pub of: Vec<i64>,
}

/// The sums of weights given per term and level. Rounded are the sums: of what is equal
/// in sum, the parts may be rounded apart.
pub(super) fn scores(talks: &Talks, weights: &[Vec<f64>]) -> Scores {
    let space = talks.model.space();
    let mut sums = Vec::with_capacity(space.size());
    sums.push(0.0);
    for worths in weights {
        let below = sums.len();
        let first = worths.first().copied().unwrap_or(0.0);
        for worth in worths.iter().skip(1) {
            sums.extend_from_within(..below);
            let added = sums.len() - below;
            sums[added..].iter_mut().for_each(|sum| *sum += worth);
        }
        sums[..below].iter_mut().for_each(|sum| *sum += first);
    }
    Scores {
        of: sums.into_iter().map(units).collect(),
    }
}

/// A worth in whole units.
pub(super) fn units(worth: f64) -> i64 {
    (worth * UNITS).round() as i64
}

/// A worth from whole units.
pub(super) fn worth(units: i64) -> f64 {
    units as f64 / UNITS
}

impl Scores {
    pub fn of(&self, agreement: State) -> i64 {
        self.of[agreement.0 as usize]
    }

    /// The agreements above `least`.
    pub fn above(&self, least: i64) -> Bits {
        let mut above = Bits::none(self.of.len());
        for (at, score) in self.of.iter().enumerate() {
            if *score > least {
                above.insert(State(at as u32));
            }
        }
        above
    }

    /// The scores as ordinal values: counted in their greatest common step from the
    /// least, or ranked where these are too many.
    pub fn above_least(&self) -> Vec<u32> {
        let least = self.of.iter().copied().min().unwrap_or(0);
        let most = self.of.iter().copied().max().unwrap_or(0);
        let step = self.step(least).max(1);
        if i64::from(MOST_STEPS).saturating_mul(step) > most.saturating_sub(least) {
            return self
                .of
                .iter()
                .map(|s| ((s - least) / step) as u32)
                .collect();
        }
        let mut distinct = self.of.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let rank = |s: &i64| distinct.partition_point(|d| d < s) as u32;
        self.of.iter().map(rank).collect()
    }

    /// The greatest common divisor of all scores above `least`.
    fn step(&self, least: i64) -> i64 {
        self.of.iter().fold(0, |step, score| {
            let above = score.saturating_sub(least);
            match step != 0 && above % step == 0 {
                true => step,
                false => common(step, above),
            }
        })
    }
}

/// The greatest common divisor; of 0 and n, n.
fn common(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}
