//! Sums over all ways from one driver to another, block by block.
//!
//! A way passes the blocks of drivers that reach each other in order, each at most once:
//! it comes in at one driver of a block and goes out at one. So the sum needs, for each
//! block, a value for each pair of its drivers, and a factor where a way passes it by.

use crate::SignedMap;
use crate::components::{Components, components};
use crate::terms::Terms;

/// A map cut into blocks, with what each block reaches.
#[derive(Clone, Debug)]
pub struct Blocks {
    /// The drivers of each block, causes before effects.
    pub blocks: Vec<Vec<usize>>,
    /// For each driver, its block and its place there.
    pub place: Vec<(usize, usize)>,
    /// For each block a set of bits: the blocks it reaches, itself among them.
    reach: Vec<Vec<u64>>,
}

impl Blocks {
    pub fn new(map: &SignedMap) -> Self {
        let Components { blocks, of } = components(map);
        let mut place = vec![(0, 0); map.drivers()];
        for block in &blocks {
            for (at, &driver) in block.iter().enumerate() {
                place[driver] = (of[driver], at);
            }
        }
        let mut reach = vec![vec![0_u64; blocks.len().div_ceil(64)]; blocks.len()];
        for (b, drivers) in blocks.iter().enumerate().rev() {
            let (before, after) = reach.split_at_mut(b + 1);
            let own = &mut before[b];
            own[b / 64] |= 1 << (b % 64);
            let links = drivers.iter().flat_map(|&driver| map.out(driver));
            for to in links.map(|&link| of[map.links()[link].to]) {
                if to > b {
                    for (word, more) in own.iter_mut().zip(&after[to - b - 1]) {
                        *word |= more;
                    }
                }
            }
        }
        Blocks {
            blocks,
            place,
            reach,
        }
    }

    fn reaches(&self, from: usize, to: usize) -> bool {
        self.reach[from][to / 64] >> (to % 64) & 1 == 1
    }

    /// Whether there is a way from one driver to another; from each to itself there is.
    pub fn leads(&self, from: usize, to: usize) -> bool {
        self.reaches(self.place[from].0, self.place[to].0)
    }

    /// The blocks on some way from one driver to another, in order: the set K of the
    /// documentation of [`crate::Press`].
    pub fn between(&self, from: usize, to: usize) -> Vec<usize> {
        let (first, last) = (self.place[from].0, self.place[to].0);
        (first..=last)
            .filter(|&b| self.reaches(first, b) && self.reaches(b, last))
            .collect()
    }

    /// The sum over all ways between, of products of link signs, of `through(b)[out][in]`
    /// for each block b on the way and of `past(b)` for each block between that is not.
    /// `None` where a block has no values, or beyond 2^128 - 1.
    pub fn sum<'a>(
        &self,
        map: &SignedMap,
        (from, to): (usize, usize),
        between: &[usize],
        through: impl Fn(usize) -> Option<&'a [Vec<Terms>]>,
        past: impl Fn(usize) -> u128,
    ) -> Option<Terms> {
        // What arrives at each driver of each block, and the blocks that cost something
        // to pass by.
        let mut arrived: Vec<Vec<Terms>> = between
            .iter()
            .map(|&b| vec![Terms::default(); self.blocks[b].len()])
            .collect();
        let costly = |at: &usize| past(between[*at]) != 1;
        let costly: Vec<usize> = (0..between.len()).filter(costly).collect();
        let passed = |after: usize, before: usize| {
            let passed = costly.iter().filter(|&&at| after < at && at < before);
            passed
                .map(|&at| past(between[at]))
                .try_fold(1_u128, u128::checked_mul)
        };
        arrived.first_mut()?[self.place[from].1] = Terms::one(Some(crate::Sign::Plus));
        for at in 0..between.len() {
            let values = through(between[at])?;
            for (out, &driver) in self.blocks[between[at]].iter().enumerate() {
                let mut answer = Terms::default();
                for (into, &terms) in arrived[at].iter().enumerate() {
                    if !terms.is_zero() {
                        answer = answer.plus(terms.times(values[out][into])?)?;
                    }
                }
                if driver == to {
                    return Some(answer);
                }
                if answer.is_zero() {
                    continue;
                }
                for &link in map.out(driver) {
                    let (block, place) = self.place[map.links()[link].to];
                    // Found only where it lies between; the own block is settled above.
                    let Ok(next) = between[at + 1..].binary_search(&block) else {
                        continue;
                    };
                    let next = at + 1 + next;
                    let terms = answer
                        .times(Terms::one(map.sign(link)))?
                        .scaled(passed(at, next)?)?;
                    arrived[next][place] = arrived[next][place].plus(terms)?;
                }
            }
        }
        None
    }
}
