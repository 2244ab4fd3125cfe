//! The rows of one decision maker, each sorted best first: what a credible
//! answer, or one that rules restrict, can bring about at least.

use crate::moves::Mover;

/// Which steps the others take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Any moves.
    Free,
    /// Only improvements of their movers.
    Credible,
}

/// Neighbouring rows are worked on together, so that memory is read in order.
const LANES: usize = 16;

/// Marks a position in a sorted row that is worse than the one before.
const WORSE: u32 = 1 << 31;

/// Stands for an infeasible state; these come last.
const HOLE: u32 = u32::MAX;

pub(crate) struct Rows<'m> {
    mover: &'m Mover,
    /// Row after row, the positions in it, best first.
    sorted: Vec<u32>,
    /// How many rows lie side by side.
    run: usize,
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
        Rows {
            mover,
            sorted,
            run: mover.offsets.get(1).map_or(1, |&stride| stride as usize),
        }
    }

    /// `out` becomes the least of `x` over R_j(s), or R+_j(s) if credible, for
    /// the decision maker j of these rows, `u32::MAX` where that is empty. `x`
    /// must be `u32::MAX` where infeasible; there the result means nothing.
    pub fn least(&self, answers: Answers, x: &[u32], out: &mut [u32], scratch: &mut Vec<u32>) {
        match answers {
            _ if !self.mover.stops.is_empty() => self.least_under_rules(answers, x, out),
            Answers::Free => self.mover.least_changed(x, out, scratch),
            Answers::Credible => self.least_of_better(x, out),
        }
    }

    /// Credible answers where no rule forbids any, a tile of rows at a time.
    fn least_of_better(&self, x: &[u32], out: &mut [u32]) {
        let offsets = &self.mover.offsets;
        let mut tile = vec![0; offsets.len() * LANES.min(self.run)];
        let mut piles = vec![0; self.mover.sources.len()];
        let mut equals = Vec::new();
        let mut rows = self.sorted.chunks_exact(offsets.len());
        let mut firsts = self.mover.rows();
        let mut in_run = 0;
        while let Some(first) = firsts.next() {
            let lanes = LANES.min(self.run - in_run);
            in_run = (in_run + lanes) % self.run;
            firsts.by_ref().take(lanes - 1).for_each(drop);
            let at = |offset: u32| (first + offset) as usize;
            let tile = &mut tile[..offsets.len() * lanes];
            for (tile, &offset) in tile.chunks_exact_mut(lanes).zip(offsets) {
                copy(tile, &x[at(offset)..]);
            }
            for (lane, row) in rows.by_ref().take(lanes).enumerate() {
                let x = &mut tile[lane..];
                if piles.len() == 1 {
                    down_row(row, x, lanes);
                } else {
                    down_row_by_kind(self.mover, row, x, lanes, &mut piles, &mut equals);
                }
            }
            for (tile, &offset) in tile.chunks_exact(lanes).zip(offsets) {
                copy(&mut out[at(offset)..], tile);
            }
        }
    }

    /// Any answers: each state of a row is laid on the piles of those that can
    /// move to it, one pile per kind of position and set of rules that forbid
    /// something from there.
    fn least_under_rules(&self, answers: Answers, x: &[u32], out: &mut [u32]) {
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

/// The first of `from` into `to`, as many as the shorter has.
fn copy(to: &mut [u32], from: &[u32]) {
    // A single entry is too little to call for.
    if let ([to], [from, ..]) | ([to, ..], [from]) = (&mut *to, from) {
        *to = *from;
        return;
    }
    let length = to.len().min(from.len());
    to[..length].copy_from_slice(&from[..length]);
}

/// Where every change is allowed: down the row, the least of what is strictly
/// better. The lane `x` is replaced by the result.
fn down_row(row: &[u32], x: &mut [u32], lanes: usize) {
    let (mut better, mut as_good) = (u32::MAX, u32::MAX);
    for &entry in row.iter().take_while(|&&entry| entry != HOLE) {
        let x = &mut x[(entry & !WORSE) as usize * lanes];
        // Written without a branch: ties follow no pattern.
        let worse = entry & WORSE != 0;
        better = if worse { better.min(as_good) } else { better };
        as_good = if worse { *x } else { as_good.min(*x) };
        *x = better;
    }
}

/// Where some changes are not allowed, but no rule forbids any: the same with one
/// least per kind of position; each state is laid on those that can move to it.
fn down_row_by_kind(
    mover: &Mover,
    row: &[u32],
    x: &mut [u32],
    lanes: usize,
    piles: &mut [u32],
    equals: &mut Vec<(u32, u32)>,
) {
    piles.fill(u32::MAX);
    equals.clear();
    for &entry in row.iter().take_while(|&&entry| entry != HOLE) {
        if entry & WORSE != 0 {
            for (kind, x) in equals.drain(..) {
                for &source in &mover.sources[kind as usize] {
                    let better = &mut piles[source as usize];
                    *better = x.min(*better);
                }
            }
        }
        let position = (entry & !WORSE) as usize;
        let kind = mover.kinds[position];
        let x = &mut x[position * lanes];
        equals.push((kind, *x));
        *x = piles[kind as usize];
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
