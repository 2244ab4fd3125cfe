//! Sums of weights, rounded: sums of decimal fractions would tell equal agreements apart.

use hikiwake_graph::{Bits, Numbering, State};

/// What is counted as one: sums of weights are rounded to six decimals.
const UNITS: f64 = 1e6;

/// Most combinations of the first terms of which the sum is written down.
const MOST_FIRST: usize = 1 << 12;

/// What each of some agreements is worth to one faction by its weights.
pub(crate) struct Scores<'a> {
    numbered: &'a Numbering,
    /// The scores that occur anywhere, in millionths, lowest first.
    distinct: Vec<f64>,
    /// Per number, the place of its score among them.
    pub places: Vec<u32>,
}

/// The sums of weights given per term and level. Rounded are the sums: of what is equal
/// in sum, the parts may be rounded apart.
pub(crate) fn scores<'a>(weights: &[Vec<f64>], numbered: &'a Numbering) -> Scores<'a> {
    // The sums over the terms so far: there are few, many combinations sharing each.
    let mut sums = vec![0.0];
    // Per term and level, where each sum over the terms before goes.
    let mut moves: Vec<Vec<Vec<u32>>> = Vec::new();
    for worths in weights {
        let with = |worth: f64| sums.iter().map(move |sum| sum + worth);
        let mut longer: Vec<f64> = worths.iter().copied().flat_map(with).collect();
        longer.sort_unstable_by(f64::total_cmp);
        longer.dedup();
        let levels = worths.iter();
        moves.push(levels.map(|&worth| moved(with(worth), &longer)).collect());
        sums = longer;
    }
    let rounded = || sums.iter().copied().map(units);
    let mut distinct: Vec<f64> = rounded().collect();
    distinct.dedup();
    let last = moved(rounded(), &distinct);
    Scores {
        places: places(&moves, last, numbered),
        distinct,
        numbered,
    }
}

/// The place of each number among others that have it, lowest first.
fn moved<T: PartialOrd>(numbers: impl Iterator<Item = T>, among: &[T]) -> Vec<u32> {
    let place = |number| among.partition_point(|other| *other < number) as u32;
    numbers.map(place).collect()
}

/// Where the moves of all terms and the `last` one lead, by number.
fn places(moves: &[Vec<Vec<u32>>], last: Vec<u32>, numbered: &Numbering) -> Vec<u32> {
    // The combinations of the first terms, each with the place of its sum.
    let mut first = vec![0];
    let mut terms = moves.iter();
    let mut later = moves;
    while let Some(levels) = terms.next()
        && first.len() * levels.len() <= MOST_FIRST
    {
        let longer = levels
            .iter()
            .flat_map(|to| first.iter().map(|&place| to[place as usize]));
        first = longer.collect();
        later = terms.as_slice();
    }
    // Per later term, where the sums over the terms before lead in the end: known from
    // the last term back, and anew where a level is another than in the state before.
    let mut leads: Vec<(Option<usize>, Vec<u32>)> = vec![(None, Vec::new()); later.len()];
    leads.push((Some(0), last));
    let mut now = None;
    let place = |state: State| {
        let (rest, at) = (
            state.0 as usize / first.len(),
            state.0 as usize % first.len(),
        );
        if now != Some(rest) {
            now = Some(rest);
            let mut rest = rest;
            let mut levels = Vec::with_capacity(later.len());
            for term in later {
                levels.push(rest % term.len());
                rest /= term.len();
            }
            let mut anew = false;
            for (term, level) in levels.into_iter().enumerate().rev() {
                anew |= leads[term].0 != Some(level);
                if anew {
                    let to = later[term][level].iter();
                    let lead = to.map(|&place| leads[term + 1].1[place as usize]).collect();
                    leads[term] = (Some(level), lead);
                }
            }
        }
        leads[0].1[first[at] as usize]
    };
    let mut places = Vec::with_capacity(numbered.count());
    numbered
        .states()
        .map(place)
        .for_each(|place| places.push(place));
    places
}

/// A worth in whole units.
pub(crate) fn units(worth: f64) -> f64 {
    (worth * UNITS).round()
}

/// A worth from whole units.
pub(crate) fn worth(units: f64) -> f64 {
    units / UNITS
}

impl Scores<'_> {
    /// The score of an agreement, in units; 0 where it has no number.
    pub fn of(&self, agreement: State) -> f64 {
        let number = self.numbered.number(agreement);
        number.map_or(0.0, |at| self.distinct[self.places[at] as usize])
    }

    /// The lowest place of a score above `least`.
    pub fn place_above(&self, least: f64) -> u32 {
        self.distinct.partition_point(|score| *score <= least) as u32
    }

    /// The agreements above `least`.
    pub fn above(&self, least: f64) -> Bits {
        let above = self.place_above(least);
        self.those(|place| place >= above)
    }

    /// The agreements below `least`.
    pub fn below(&self, least: f64) -> Bits {
        let below = self.distinct.partition_point(|score| *score < least) as u32;
        self.those(|place| place < below)
    }

    fn those(&self, wanted: impl Fn(u32) -> bool) -> Bits {
        let mut those = Bits::none(self.numbered.universe());
        let states = self.numbered.states().zip(&self.places);
        states
            .filter(|(_, place)| wanted(**place))
            .for_each(|(state, _)| those.insert(state));
        those
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the sums, combination by combination, in the order of the terms; also of
    /// terms beyond those that are written down.
    #[test]
    fn scores_are_sums() {
        let weights: Vec<Vec<f64>> = (0..9u32)
            .map(|term| {
                let levels = 0..2 + term % 3;
                levels
                    .map(|level| f64::from(level * (7 * term % 5)) * 0.1)
                    .collect()
            })
            .collect();
        let size: usize = weights.iter().map(Vec::len).product();
        assert!(size > MOST_FIRST);
        let numbered = Numbering::of(Bits::from_fn(size, |at| at % 7 != 3));
        let scores = scores(&weights, &numbered);
        for state in numbered.states() {
            let mut left = state.0 as usize;
            let sum = weights.iter().fold(0.0, |sum, worths| {
                let worth = worths[left % worths.len()];
                left /= worths.len();
                sum + worth
            });
            assert_eq!(scores.of(state), units(sum));
        }
        let least = units(1.5);
        let (above, below) = (scores.above(least), scores.below(least));
        for state in numbered.states() {
            assert_eq!(above.has(state), scores.of(state) > least);
            assert_eq!(below.has(state), scores.of(state) < least);
        }
        assert!(!above.is_empty() && !below.is_empty());
    }
}
