//! Sums of weights, rounded: sums of decimal fractions would tell equal agreements apart.

use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, State};

/// What is counted as one: sums of weights are rounded to six decimals.
const UNITS: f64 = 1e6;

/// What each agreement is worth to one faction by its weights.
pub(crate) struct Scores {
    /// The scores that occur, in millionths, lowest first.
    distinct: Vec<f64>,
    /// Per combination, the place of its score among them.
    pub places: Vec<u32>,
}

/// The sums of weights given per term and level. Rounded are the sums: of what is equal
/// in sum, the parts may be rounded apart.
pub(crate) fn scores(talks: &Negotiation, weights: &[Vec<f64>]) -> Scores {
    // The sums over the terms so far: there are few, many combinations sharing each.
    let mut sums = vec![0.0];
    let mut places = Vec::with_capacity(talks.model.space().size());
    places.push(0);
    for worths in weights {
        let with = |worth: f64| sums.iter().map(move |sum| sum + worth);
        let mut longer: Vec<f64> = worths.iter().copied().flat_map(with).collect();
        longer.sort_unstable_by(f64::total_cmp);
        longer.dedup();
        let below = places.len();
        for &worth in worths.iter().skip(1) {
            let moved = moved(with(worth), &longer);
            places.extend_from_within(..below);
            let added = places.len() - below;
            replace(&mut places[added..], &moved);
        }
        if let Some(&first) = worths.first() {
            replace(&mut places[..below], &moved(with(first), &longer));
        }
        sums = longer;
    }
    let rounded = || sums.iter().copied().map(units);
    let mut distinct: Vec<f64> = rounded().collect();
    distinct.dedup();
    replace(&mut places, &moved(rounded(), &distinct));
    Scores { distinct, places }
}

/// The place of each number among others that have it, lowest first.
fn moved<T: PartialOrd>(numbers: impl Iterator<Item = T>, among: &[T]) -> Vec<u32> {
    let place = |number| among.partition_point(|other| *other < number) as u32;
    numbers.map(place).collect()
}

fn replace(places: &mut [u32], by: &[u32]) {
    places
        .iter_mut()
        .for_each(|place| *place = by[*place as usize]);
}

/// A worth in whole units.
pub(crate) fn units(worth: f64) -> f64 {
    (worth * UNITS).round()
}

/// A worth from whole units.
pub(crate) fn worth(units: f64) -> f64 {
    units / UNITS
}

impl Scores {
    /// The score of an agreement, in units.
    pub fn of(&self, agreement: State) -> f64 {
        self.distinct[self.places[agreement.0 as usize] as usize]
    }

    /// The agreements above `least`.
    pub fn above(&self, least: f64) -> Bits {
        let above = self.distinct.partition_point(|score| *score <= least);
        Bits::from_fn(self.places.len(), |at| self.places[at] as usize >= above)
    }

    /// The agreements below `least`.
    pub fn below(&self, least: f64) -> Bits {
        let below = self.distinct.partition_point(|score| *score < least);
        Bits::from_fn(self.places.len(), |at| (self.places[at] as usize) < below)
    }
}
