//! The rows of one decision maker, each sorted best first: what an answer can bring
//! about at least, credible or not, whatever rules restrict it.

use crate::moves::Mover;

/// Which steps the others take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Any moves.
    Free,
    /// Only improvements of their movers.
    Credible,
}

/// Marks a position in a sorted row that is worse than the one before.
const WORSE: u32 = 1 << 31;

/// Stands for an infeasible state; these come last.
const HOLE: u32 = u32::MAX;

pub(crate) struct Rows<'m> {
    mover: &'m Mover,
    /// Row after row, the positions in it, best first.
    sorted: Vec<u32>,
}

impl<'m> Rows<'m> {
    pub fn new(mover: &'m Mover, values: &[u32]) -> Self {
        let mut sorted = Vec::with_capacity(values.len());
        let mut keys = Vec::with_capacity(mover.offsets.len());
        for first in mover.rows() {
            keys.clear();
            keys.extend((0u32..).zip(&mover.offsets).map(|(position, offset)| {
                let value = values[(first + offset) as usize];
                u64::from(!value) << 32 | u64::from(position)
            }));
            keys.sort_unstable();
            let mut last = u64::MAX;
            sorted.extend(keys.iter().map(|key| {
                let value = key >> 32;
                let worse = if value == last { 0 } else { WORSE };
                last = value;
                if value == u32::MAX.into() {
                    HOLE
                } else {
                    worse | *key as u32
                }
            }));
        }
        Rows { mover, sorted }
    }

    /// `out` becomes the least of `x` over R_j(s), or R+_j(s) if credible, for
    /// the decision maker j of these rows, `u32::MAX` where that is empty. `x`
    /// must be `u32::MAX` where infeasible; there the result means nothing.
    pub fn least(&self, answers: Answers, x: &[u32], out: &mut [u32], scratch: &mut Vec<u32>) {
        if answers == Answers::Free && self.mover.stops.is_empty() {
            self.mover.least_changed(x, out, scratch);
        } else {
            self.least_laid(answers, x, out);
        }
    }

    /// Each state of a row is laid on the piles of those that can
    /// move to it, one pile per kind of position and set of rules that forbid
    /// something from there.
    fn least_laid(&self, answers: Answers, x: &[u32], out: &mut [u32]) {
        out.fill(u32::MAX);
        let mover = self.mover;
        let mut states: Vec<RowState> = Vec::new();
        let mut rules: Vec<&[u64]> = Vec::new();
        let mut piles = Vec::new();
        for (row, first) in self
            .sorted
            .chunks_exact(mover.offsets.len())
            .zip(mover.rows())
        {
            states.clear();
            rules.clear();
            for &entry in row.iter().take_while(|&&entry| entry != HOLE) {
                let position = (entry & !WORSE) as usize;
                let index = (first + mover.offsets[position]) as usize;
                let own = mover.stops.from(index);
                // Entry by entry: mostly there are one or two.
                let known = rules.iter().position(|r| r.iter().eq(own));
                states.push(RowState {
                    index,
                    kind: mover.kinds[position] as usize,
                    rules: known.unwrap_or(rules.len()),
                    worse: entry & WORSE != 0,
                });
                if known.is_none() {
                    rules.push(own);
                }
            }
            piles.clear();
            piles.resize(mover.sources.len() * rules.len(), Pile::EMPTY);
            let pile_of = |s: &RowState| s.kind * rules.len() + s.rules;
            let lay = |piles: &mut [Pile], s: &RowState| {
                for &source in &mover.sources[s.kind] {
                    let base = source as usize * rules.len();
                    for (pile, marked) in piles[base..].iter_mut().zip(&rules) {
                        if !mover.stops.stop_marked(marked, s.index) {
                            pile.lay(x[s.index]);
                        }
                    }
                }
            };
            match answers {
                Answers::Free => {
                    states.iter().for_each(|s| lay(&mut piles, s));
                    for s in &states {
                        let pile = piles[pile_of(s)];
                        // A state is no move from itself.
                        let laid = !mover.stops.stop_marked(rules[s.rules], s.index);
                        let itself = laid && pile.least == x[s.index];
                        out[s.index] = if itself { pile.second } else { pile.least };
                    }
                }
                Answers::Credible => {
                    for equals in states.chunk_by(|_, next| !next.worse) {
                        for s in equals {
                            out[s.index] = piles[pile_of(s)].least;
                        }
                        equals.iter().for_each(|s| lay(&mut piles, s));
                    }
                }
            }
        }
    }
}

/// A feasible state in a row, by what it can move to.
struct RowState {
    index: usize,
    kind: usize,
    rules: usize,
    worse: bool,
}

/// The least and the second least of what was laid on it.
#[derive(Clone, Copy)]
struct Pile {
    least: u32,
    second: u32,
}

impl Pile {
    const EMPTY: Pile = Pile {
        least: u32::MAX,
        second: u32::MAX,
    };

    fn lay(&mut self, value: u32) {
        self.second = self.second.min(self.least.max(value));
        self.least = self.least.min(value);
    }
}
