//! Preferences: from what was said to ordinal values.

use crate::bits::ones;
use crate::blocks::{BLOCK, Buffers, Circuit};
use crate::computation::Computation;
use crate::dense::{DenseRanks, HOLE, PART};
use crate::{Bits, BuildError, Formula, Space, Stopped};

/// How one decision maker orders the states.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Option prioritisation (Hipel et al. 1997; Peng 1999), most important rank
    /// first. A state is compared by how many formulas of the first rank it
    /// meets, then of the second, and so on; formulas in one rank weigh the same
    /// (Mota et al.).
    Statements(Vec<Vec<Formula>>),
    /// Classes of equally good states, best first; a state belongs to the first
    /// class whose formula it meets. Every feasible state must meet one.
    Ranking(Vec<Formula>),
    /// An ordinal value for every combination (only the order means anything;
    /// values at infeasible combinations are ignored).
    Values(Vec<u32>),
}

impl Order {
    /// Every formula the order is made of.
    pub(crate) fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let (ranks, classes): (&[Vec<Formula>], &[Formula]) = match self {
            Order::Statements(ranks) => (ranks, &[]),
            Order::Ranking(classes) => (&[], classes),
            Order::Values(_) => (&[], &[]),
        };
        ranks.iter().flatten().chain(classes)
    }

    /// The ordinal values of `decision_maker`: 0 at infeasible combinations, at
    /// feasible ones the dense rank from 1, worst first. Takes [`Order::work`]
    /// steps of `course`.
    pub(crate) fn values(
        &self,
        space: &Space,
        feasible: &Bits,
        decision_maker: usize,
        course: &Computation,
    ) -> Result<Vec<u32>, BuildError> {
        match self {
            Order::Statements(ranks) => Ok(Statements::new(ranks, space).values(feasible, course)?),
            Order::Ranking(classes) => by_classes(classes, space, feasible, decision_maker, course),
            Order::Values(values) if values.len() == space.size() => {
                Ok(by_values(values, feasible, course)?)
            }
            Order::Values(_) => Err(BuildError::BadValues { decision_maker }),
        }
    }

    /// How long the values take to work out, in steps per combination.
    pub(crate) fn work(&self) -> u64 {
        match self {
            Order::Statements(ranks) => ranks.iter().map(|rank| u64::from(digits(rank))).sum(),
            Order::Ranking(classes) => classes.len() as u64,
            Order::Values(_) => 1,
        }
    }
}

/// Binary digits of a number of formulas of `rank`.
fn digits(rank: &[Formula]) -> u32 {
    usize::BITS - rank.len().leading_zeros()
}

/// Statements as a binary number per combination, more being better: the number
/// of formulas met of each rank, the most important rank first.
pub(crate) struct Statements {
    ranks: Vec<Vec<Circuit>>,
    /// Rank and place of each digit, the most important first.
    digits: Vec<(usize, u32)>,
}

impl Statements {
    pub fn new(ranks: &[Vec<Formula>], space: &Space) -> Self {
        let circuits = |rank: &Vec<Formula>| rank.iter().map(|f| Circuit::new(f, space)).collect();
        let places = |(k, rank): (usize, &Vec<Formula>)| {
            (0..digits(rank)).rev().map(move |place| (k, place))
        };
        Statements {
            ranks: ranks.iter().map(circuits).collect(),
            digits: ranks.iter().enumerate().flat_map(places).collect(),
        }
    }

    fn values(&self, feasible: &Bits, course: &Computation) -> Result<Vec<u32>, Stopped> {
        let states = feasible.count();
        let values = vec![0; feasible.universe()];
        self.ranked(values, states, course, |now, ranks, values| {
            let parts = values.chunks_mut(PART).enumerate();
            course.each(parts, Scratch::default, |scratch, (k, part)| {
                for (block, values) in part.chunks_mut(BLOCK).enumerate() {
                    let first = k * PART + block * BLOCK;
                    match ranks {
                        None => mark_states(feasible, first, values),
                        Some(ranks) => values.iter_mut().for_each(|v| *v = ranks.rank(*v)),
                    }
                    self.append(now, first, values, scratch);
                }
                course.advance((part.len() * now.len()) as u64);
                Ok(())
            })
        })
    }

    /// The dense ranks of `states` states. `pass` puts scores in the place of the values,
    /// longer by some digits than the ranks so far; at first all states are alike.
    pub fn ranked(
        &self,
        mut values: Vec<u32>,
        states: usize,
        course: &Computation,
        pass: impl Fn(&[(usize, u32)], Option<&DenseRanks>, &mut [u32]) -> Result<(), Stopped>,
    ) -> Result<Vec<u32>, Stopped> {
        let size = values.len();
        let mut left = &self.digits[..];
        let mut ranks = None;
        // As many digits at once as scores have room for; then ranks in place of
        // scores make room for more.
        loop {
            let distinct = ranks.as_ref().map_or(1, DenseRanks::distinct);
            let room = (most_scores(size) / u64::from(distinct)).max(2).ilog2();
            let (now, later) = left.split_at(left.len().min(room as usize));
            pass(now, ranks.as_ref(), &mut values)?;
            drop(ranks);
            let found = DenseRanks::of(&values, distinct << now.len(), course)?;
            left = later;
            let settled = found.distinct() as usize == states;
            ranks = Some(found);
            if left.is_empty() || settled {
                break;
            }
        }
        course.advance((size * left.len()) as u64);
        if let Some(ranks) = &ranks {
            ranks.replace(&mut values, course)?;
        }
        Ok(values)
    }

    /// Turns the ranks of a block, from 1 and 0 where infeasible, into scores with
    /// more digits.
    pub fn append(
        &self,
        digits: &[(usize, u32)],
        first: usize,
        values: &mut [u32],
        scratch: &mut Scratch,
    ) {
        let words = values.len().div_ceil(64);
        let Scratch { buffers, varying } = scratch;
        let mut known = 0;
        let mut weight = 1 << digits.len() >> 1;
        for own in digits.chunk_by(|a, b| a.0 == b.0) {
            match &self.ranks[own[0].0][..] {
                [circuit] => {
                    let mut met = buffers.take(words);
                    match circuit.read(first, &mut met, buffers) {
                        Some(all) => {
                            known += if all { weight } else { 0 };
                            buffers.give_back(met);
                        }
                        None => varying.push((weight, met)),
                    }
                    weight >>= 1;
                }
                circuits => {
                    let mut places = count(circuits, first, words, buffers);
                    for &(_, place) in own {
                        varying.push((weight, std::mem::take(&mut places[place as usize])));
                        weight >>= 1;
                    }
                    places
                        .into_iter()
                        .for_each(|unused| buffers.give_back(unused));
                }
            }
        }
        let add = |k: usize, values: &mut [u32; 32]| {
            let mut scores = [known; 32];
            for &(weight, ref met) in &*varying {
                let met = (met[k / 2] >> (k % 2 * 32)) as u32;
                for (score, bit) in scores.iter_mut().zip(BITS) {
                    *score += u32::from(met & bit != 0).wrapping_neg() & weight;
                }
            }
            for (value, score) in values.iter_mut().zip(scores) {
                let rank = value.wrapping_sub(1);
                let longer = (rank << digits.len()).wrapping_add(score);
                *value = if rank == HOLE { HOLE } else { longer };
            }
        };
        let (whole, rest) = values.as_chunks_mut();
        for (k, values) in whole.iter_mut().enumerate() {
            add(k, values);
        }
        if !rest.is_empty() {
            let mut last = [0; 32];
            last[..rest.len()].copy_from_slice(rest);
            add(whole.len(), &mut last);
            rest.copy_from_slice(&last[..rest.len()]);
        }
        varying
            .drain(..)
            .for_each(|(_, met)| buffers.give_back(met));
    }
}

/// The bits of a word, from the lowest: compared with these, many at once are read.
const BITS: [u32; 32] = {
    let mut bits = [0; 32];
    let mut k = 0;
    while k < 32 {
        bits[k] = 1 << k;
        k += 1;
    }
    bits
};

/// How many scores there may be at once: room for some more digits than ranks
/// need, the more the fewer passes, the less the more stays in a near cache.
fn most_scores(size: usize) -> u64 {
    let size = size as u64;
    (64 * size).min(1 << 22).max(16 * size).min(1 << 31)
}

/// What a thread keeps from block to block.
#[derive(Default)]
pub(crate) struct Scratch {
    buffers: Buffers,
    /// The digits that differ within the block, each with its weight.
    varying: Vec<(u32, Vec<u64>)>,
}

/// How many of `circuits` each combination of a block meets, as binary digits, the
/// least first.
pub(crate) fn count(
    circuits: &[Circuit],
    first: usize,
    words: usize,
    buffers: &mut Buffers,
) -> Vec<Vec<u64>> {
    let mut places: Vec<Vec<u64>> = Vec::new();
    let mut carry = buffers.take(words);
    for (k, circuit) in circuits.iter().enumerate() {
        if (k + 1).is_power_of_two() {
            let mut place = buffers.take(words);
            place.fill(0);
            places.push(place);
        }
        circuit.write(first, &mut carry, buffers);
        for place in &mut places {
            for (place, carry) in place.iter_mut().zip(&mut carry) {
                (*place, *carry) = (*place ^ *carry, *place & *carry);
            }
        }
    }
    buffers.give_back(carry);
    places
}

/// 1 at the feasible combinations of a block, 0 elsewhere.
fn mark_states(feasible: &Bits, first: usize, values: &mut [u32]) {
    for (values, &word) in values.chunks_mut(64).zip(&feasible.words()[first / 64..]) {
        for (bit, value) in values.iter_mut().enumerate() {
            *value = (word >> bit & 1) as u32;
        }
    }
}

fn by_classes(
    classes: &[Formula],
    space: &Space,
    feasible: &Bits,
    decision_maker: usize,
    course: &Computation,
) -> Result<Vec<u32>, BuildError> {
    let circuits: Vec<Circuit> = classes.iter().map(|f| Circuit::new(f, space)).collect();
    let mut values = vec![HOLE; space.size()];
    let mut left = feasible.clone();
    let blocks = values.chunks_mut(BLOCK).zip(left.parts_mut(BLOCK));
    course.each(
        blocks,
        Buffers::default,
        |buffers, (values, (first, left))| {
            let mut met = buffers.take(left.len());
            for (circuit, score) in circuits.iter().zip((0..circuits.len() as u32).rev()) {
                circuit.write(first, &mut met, buffers);
                for ((left, &met), values) in left.iter_mut().zip(&met).zip(values.chunks_mut(64)) {
                    ones(*left & met).for_each(|bit| values[bit] = score);
                    *left &= !met;
                }
            }
            buffers.give_back(met);
            course.advance((values.len() * circuits.len()) as u64);
            Ok(())
        },
    )?;
    if !left.is_empty() {
        return Err(BuildError::Unranked {
            decision_maker,
            states: left.iter().take(8).collect(),
            count: left.count(),
        });
    }
    drop(left);
    let ranks = DenseRanks::of(&values, circuits.len() as u32, course)?;
    ranks.replace(&mut values, course)?;
    Ok(values)
}

fn by_values(given: &[u32], feasible: &Bits, course: &Computation) -> Result<Vec<u32>, Stopped> {
    let mut sorted: Vec<u32> = feasible.iter().map(|s| given[s.0 as usize]).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut values = vec![0; given.len()];
    let parts = values.chunks_mut(BLOCK).zip(given.chunks(BLOCK));
    course.each(
        parts.enumerate(),
        || (),
        |_, (k, (values, given))| {
            mark_states(feasible, k * BLOCK, values);
            for (value, given) in values.iter_mut().zip(given) {
                *value *= sorted.partition_point(|v| v < given) as u32 + 1;
            }
            course.advance(values.len() as u64);
            Ok(())
        },
    )?;
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change, Run, State};

    fn binary(axes: usize) -> Space {
        let axis = Axis {
            owner: 0,
            levels: 2,
            change: Change::Reversible,
        };
        Space::new(vec![axis; axes])
    }

    fn values(
        order: &Order,
        space: &Space,
        feasible: &Bits,
        decision_maker: usize,
    ) -> Result<Vec<u32>, BuildError> {
        let course = Computation::new(&Run::default(), 1);
        order.values(space, feasible, decision_maker, &course)
    }

    fn on(axis: usize) -> Formula {
        Formula::Level { axis, levels: 2 }
    }

    fn off(axis: usize) -> Formula {
        Formula::Level { axis, levels: 1 }
    }

    #[test]
    fn statements_are_lexicographic() {
        let space = binary(2);
        let order = Order::Statements(vec![vec![on(1)], vec![off(0)]]);
        // States by (axis 1, axis 0): 00, 01, 10, 11.
        let found = values(&order, &space, &Bits::all(4), 0).unwrap();
        assert_eq!(found, [2, 1, 4, 3]);
    }

    #[test]
    fn shared_ranks_count() {
        let space = binary(3);
        let order = Order::Statements(vec![vec![on(0), on(1)], vec![on(2)]]);
        let found = values(&order, &space, &Bits::all(8), 0).unwrap();
        assert_eq!(found, [1, 3, 3, 5, 2, 4, 4, 6]);
    }

    #[test]
    fn ranks_are_dense_over_feasible_states() {
        let space = binary(2);
        let mut feasible = Bits::all(4);
        feasible.subtract(&on(0).extension(&space));
        let order = Order::Values(vec![u32::MAX, 7, 3, 7]);
        assert_eq!(values(&order, &space, &feasible, 0).unwrap(), [2, 0, 1, 0]);
    }

    #[test]
    fn hundreds_of_statements_keep_their_order() {
        let space = binary(3);
        // 300 statements that say nothing, after and before the ones that do.
        let mut ranks = vec![vec![Formula::Constant(true)]; 300];
        ranks.push(vec![on(2)]);
        ranks.extend(vec![vec![off(2), on(2)]; 300]);
        ranks.push(vec![on(1)]);
        ranks.push(vec![off(0)]);
        let found = values(&Order::Statements(ranks), &space, &Bits::all(8), 0);
        assert_eq!(found.unwrap(), [2, 1, 4, 3, 6, 5, 8, 7]);
    }

    #[test]
    fn ranking_takes_the_first_class() {
        let space = binary(2);
        let all = Formula::Constant(true);
        let order = Order::Ranking(vec![on(0), on(1), all]);
        let found = values(&order, &space, &Bits::all(4), 0).unwrap();
        assert_eq!(found, [1, 3, 2, 3]);
        let gap = Order::Ranking(vec![on(0), on(1)]);
        assert_eq!(
            values(&gap, &space, &Bits::all(4), 5),
            Err(BuildError::Unranked {
                decision_maker: 5,
                states: vec![State(0)],
                count: 1
            })
        );
    }
}
