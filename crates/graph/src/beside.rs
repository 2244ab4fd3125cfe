//! States beside one of them, by statements: which are better and which are worse.

use crate::blocks::{BLOCK, Buffers, Circuit};
use crate::order::count;
use crate::{Bits, Formula, Space, State};

/// Tells `each`, piece by piece, which states of `among` are better than `reference` by
/// statements in `ranks` (most important first) and which are worse: the rank that tells
/// them apart, counted from 0, the first combination of the piece, and for as many
/// combinations as follow the bits of the better ones and those of the worse ones. A state
/// is told once at most, at the first rank by which it meets more statements than the
/// reference does, or fewer.
///
/// # Panics
/// If a formula names an axis that `space` lacks.
pub fn told_apart<'f, R: IntoIterator<Item = &'f Formula>>(
    space: &Space,
    ranks: impl IntoIterator<Item = R>,
    reference: State,
    among: &Bits,
    mut each: impl FnMut(usize, usize, &[u64], &[u64]),
) {
    let ranks: Vec<(Vec<Circuit>, usize)> = (ranks.into_iter())
        .map(|formulas| {
            let mut met = 0;
            let circuits = formulas.into_iter().map(|formula| {
                met += usize::from(formula.holds(space, reference));
                Circuit::new(formula, space)
            });
            (circuits.collect(), met)
        })
        .collect();
    let mut buffers = Buffers::default();
    for (block, among) in among.words().chunks(BLOCK / 64).enumerate() {
        let first = block * BLOCK;
        let mut alike = buffers.take(among.len());
        alike.copy_from_slice(among);
        for (rank, (circuits, met)) in ranks.iter().enumerate() {
            if alike.iter().all(|&word| word == 0) {
                break;
            }
            let [mut more, mut fewer] = [(); 2].map(|()| buffers.take(among.len()));
            more.fill(0);
            fewer.fill(0);
            // Digit by digit, the highest first: the first that differs decides.
            let digits = count(circuits, first, among.len(), &mut buffers);
            for (place, digit) in digits.into_iter().enumerate().rev() {
                let (apart, same) = match met >> place & 1 {
                    0 => (&mut more, 0),
                    _ => (&mut fewer, u64::MAX),
                };
                for ((alike, apart), digit) in alike.iter_mut().zip(apart).zip(&digit) {
                    *apart |= *alike & (digit ^ same);
                    *alike &= !(digit ^ same);
                }
                buffers.give_back(digit);
            }
            if more.iter().chain(&fewer).any(|&word| word != 0) {
                each(rank, first, &more, &fewer);
            }
            buffers.give_back(more);
            buffers.give_back(fewer);
        }
        buffers.give_back(alike);
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;
    use crate::{Axis, Change};

    proptest! {
        /// Against the counts, state by state and rank by rank.
        #[test]
        fn the_first_rank_that_differs_decides(
            ranks in prop::collection::vec(
                prop::collection::vec((0usize..14, 0usize..14, 1u64..3, 1u64..3), 0..6), 0..6),
            reference in 0u32..1 << 14,
        ) {
            let axis = Axis { owner: 0, levels: 2, change: Change::Reversible };
            let space = Space::new(vec![axis; 14]);
            let level = |axis, levels| Formula::Level { axis, levels };
            let ranks: Vec<Vec<Formula>> = (ranks.iter())
                .map(|rank| {
                    let either = |&(a, b, x, y): &(usize, usize, u64, u64)| {
                        Formula::Or(vec![level(a, x), level(b, y)])
                    };
                    rank.iter().map(either).collect()
                })
                .collect();
            let reference = State(reference);
            let among = Bits::from_fn(space.size(), |at| at % 5 != 2 && !(4096..8192).contains(&at));
            let mut found = vec![None; space.size()];
            told_apart(&space, &ranks, reference, &among, |rank, first, better, worse| {
                for (side, words) in [(Ordering::Greater, better), (Ordering::Less, worse)] {
                    for at in 0..words.len() * 64 {
                        if words[at / 64] >> (at % 64) & 1 == 1 {
                            assert_eq!(found[first + at].replace((rank, side)), None);
                        }
                    }
                }
            });
            for state in (0..space.size() as u32).map(State) {
                let met = |state, rank: &Vec<Formula>| {
                    rank.iter().filter(|formula| formula.holds(&space, state)).count()
                };
                let expected = (ranks.iter().enumerate())
                    .map(|(k, rank)| (k, met(state, rank).cmp(&met(reference, rank))))
                    .find(|(_, order)| order.is_ne());
                let expected = expected.filter(|_| among.has(state));
                prop_assert_eq!(found[state.0 as usize], expected);
            }
        }
    }
}
