//! Sums over all ways from one driver to another, block by block.
//!
//! A way passes the blocks of drivers that reach each other in order, each at most once:
//! it comes in at one driver of a block and goes out at one. So the sum needs, for each
//! block, a value for each pair of its drivers, and a factor where a way passes it by.

use crate::components::{Components, components};
use crate::terms::Terms;
use crate::{Sign, SignedMap};

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

    /// All blocks that a driver reaches, in order.
    pub fn reached(&self, from: usize) -> Vec<usize> {
        let first = self.place[from].0;
        (first..self.blocks.len())
            .filter(|&b| self.reaches(first, b))
            .collect()
    }

    /// For each driver, the sum over all ways to it through these blocks, of products of
    /// link signs, of `through(b)[out][in]` for each block b on the way and of `past(b)`
    /// for each block named that it passes by. `None` where a block on some way has no
    /// values, or beyond 2^128 - 1.
    pub fn sums<'a>(
        &self,
        map: &SignedMap,
        from: usize,
        among: &[usize],
        through: impl Fn(usize) -> Option<&'a [Vec<Terms>]>,
        past: impl Fn(usize) -> u128,
    ) -> Vec<Option<Terms>> {
        let costly: Vec<usize> = among.iter().copied().filter(|&b| past(b) != 1).collect();
        let passed = |after: usize, before: usize| {
            let passed = costly.iter().filter(|&&b| after < b && b < before);
            passed.map(|&b| past(b)).try_fold(1, u128::checked_mul)
        };
        let mut named = vec![false; self.blocks.len()];
        for &b in among {
            named[b] = true;
        }
        let nothing = Some(Terms::default());
        let mut arrived = vec![nothing; map.drivers()];
        let mut sums = arrived.clone();
        arrived[from] = Some(Terms::one(Some(Sign::Plus)));
        for &b in among {
            let values = through(b);
            let drivers = &self.blocks[b];
            for (out, &driver) in drivers.iter().enumerate() {
                let terms = |(into, &other): (usize, &usize)| match arrived[other] {
                    Some(terms) if terms.is_zero() => nothing,
                    terms => terms?.times(values?[out][into]),
                };
                let mut all = drivers.iter().enumerate().map(terms);
                let sum = all.try_fold(Terms::default(), |sum, terms| sum.plus(terms?));
                sums[driver] = sum;
                if sum == nothing {
                    continue;
                }
                for &link in map.out(driver) {
                    let to = map.links()[link].to;
                    let block = self.place[to].0;
                    if block != b && named[block] {
                        let more = sum
                            .and_then(|sum| sum.times(Terms::one(map.sign(link))))
                            .and_then(|terms| terms.scaled(passed(b, block)?));
                        arrived[to] = arrived[to].and_then(|terms| terms.plus(more?));
                    }
                }
            }
        }
        sums
    }
}
