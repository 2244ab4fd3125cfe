//! The least that the others can inflict, where two moves of one decision maker
//! can always be made as one and no transition is forbidden: one array is lowered
//! in place, tile by tile, until it stays.
//!
//! The answer is the greatest array that is nowhere above the first one and
//! nowhere above its own value at an answer of the others. Each step lowers an
//! entry to a value that this array cannot exceed, so in whatever order the tiles
//! are worked on, and whether or not a step sees what another has lowered
//! already, it ends there: the result does not depend on the number of threads.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::computation::Computation;
use crate::rows::Answers;
use crate::sorted::Sorted;
use crate::tiles::{Sizes, Tiles, tile};
use crate::{Model, Stopped};

pub(crate) struct Sweeps<'m> {
    pub model: &'m Model,
    course: &'m Computation<'m>,
    tiles: Vec<Tiles>,
    /// Once needed.
    sorted: Vec<Sorted>,
    /// Per line, who has yet to look at it since it was lowered, as bits.
    due: Vec<u16>,
}

impl<'m> Sweeps<'m> {
    pub fn new(model: &'m Model, course: &'m Computation<'m>, sizes: Sizes) -> Self {
        let space = &model.space;
        let axes = space.axes().iter();
        let axes: Vec<_> = axes.map(|axis| (axis.owner, axis.levels.into())).collect();
        let low = sizes.low(&axes, model.decision_makers());
        let tiles: Vec<Tiles> = (model.movers.iter())
            .map(|mover| Tiles::new(space, mover, low, sizes))
            .collect();
        Sweeps {
            due: vec![0; space.size() / tiles[0].line],
            model,
            course,
            tiles,
            sorted: Vec::new(),
        }
    }

    /// Bytes that sweeping holds at once: per combination, and whatever their number.
    pub fn bytes(axes: &[(usize, usize)], decision_makers: usize, sizes: Sizes) -> (u128, u128) {
        let low = sizes.low(axes, decision_makers);
        let positions = |i| tile(axes, 0, i);
        let sorted: usize = (0..decision_makers)
            .map(|i| Sorted::width(positions(i)))
            .sum();
        // One array of values, and whose turn it is per line.
        let line: usize = axes[..low].iter().map(|&(_, levels)| levels).product();
        let due = 2usize.div_ceil(line);
        let largest = (0..decision_makers).map(|i| tile(axes, low, i)).max();
        // Two tiles and what one span needs, or keys of eight bytes, for as many threads
        // as there are groups.
        let tools = largest.unwrap_or(1) as u128 * 16;
        let threads = sizes.groups as u128;
        ((4 + sorted + due) as u128, tools.saturating_mul(threads))
    }

    /// `x` becomes the most of the lesser of `x` and P_i over {s} ∪ R_i(s), where
    /// infeasible `u32::MAX`.
    pub fn best(&self, i: usize, x: &mut [u32]) -> Result<(), Stopped> {
        let (tiles, values) = (&self.tiles[i], &self.model.values[i]);
        let groups = tiles.groups(x, 1).into_iter().enumerate();
        let tools = || (vec![0; tiles.len()], vec![0; tiles.len()], Vec::new());
        self.course
            .each(groups, tools, |(own, tile, scratch), (group, mut x)| {
                for &first in tiles.tiles() {
                    tiles.copy(values, group, first, own);
                    let lines = tiles.lines(first).zip(tile.chunks_exact_mut(tiles.line));
                    for (((chunk, at), to), own) in lines.zip(own.chunks_exact(tiles.line)) {
                        for ((to, x), own) in to.iter_mut().zip(&x[chunk][at..]).zip(own) {
                            // The most of x is the complement of the least of its complement.
                            *to = !(*x).min(*own);
                        }
                    }
                    for span in &tiles.spans {
                        span.spread(tile, scratch);
                    }
                    let lines = tiles.lines(first).zip(tile.chunks_exact(tiles.line));
                    for (((chunk, at), from), own) in lines.zip(own.chunks_exact(tiles.line)) {
                        for ((x, from), own) in x[chunk][at..].iter_mut().zip(from).zip(own) {
                            *x = if *own == 0 { u32::MAX } else { !from };
                        }
                    }
                }
                tiles.advance(self.course, group);
                Ok(())
            })
    }

    /// `x` becomes the least of itself over s and what the others than `i` can
    /// reach from s. It must be `u32::MAX` where infeasible, and stays so.
    pub fn least(&mut self, i: usize, x: &mut [u32], answers: Answers) -> Result<(), Stopped> {
        let model = self.model;
        if answers == Answers::Credible && self.sorted.is_empty() {
            let each = self.tiles.iter().zip(&model.values);
            let sorted = each.map(|(tiles, values)| Sorted::new(tiles, values, self.course));
            self.sorted = sorted.collect::<Result<_, _>>()?;
        }
        let movers = 0..model.decision_makers();
        let others: Vec<usize> = movers
            .filter(|&j| j != i && !model.movers[j].axes.is_empty())
            .collect();
        let all = others.iter().fold(0, |all, &j| all | 1 << j);
        self.due.fill(all);
        // How many in a row have nothing to add.
        let mut quiet = 0;
        for (turn, &j) in others.iter().cycle().enumerate() {
            // Further rounds have much less to do: they are not told of.
            let told = turn < others.len();
            // Whoever has just moved has nothing to add.
            quiet = if self.lower(j, x, answers, all, told)? {
                1
            } else {
                quiet + 1
            };
            if quiet >= others.len() {
                break;
            }
        }
        Ok(())
    }

    /// Lowers `x` by the answers of `j`, where something has changed since the last
    /// time; whether that changed something.
    fn lower(
        &mut self,
        j: usize,
        x: &mut [u32],
        answers: Answers,
        all: u16,
        told: bool,
    ) -> Result<bool, Stopped> {
        let (tiles, mover) = (&self.tiles[j], &self.model.movers[j]);
        let sorted = self.sorted.get(j).filter(|_| answers == Answers::Credible);
        let (mine, line) = (1u16 << j, tiles.line);
        let changed = AtomicBool::new(false);
        let groups = tiles
            .groups(x, 1)
            .into_iter()
            .zip(tiles.groups(&mut self.due, line));
        let tools = || (vec![0; tiles.len()], Vec::new());
        self.course.each(
            groups.enumerate(),
            tools,
            |tools, (group, (mut x, mut due))| {
                let (tile, scratch) = tools;
                let mut any = false;
                for (number, &first) in tiles.tiles().iter().enumerate() {
                    let is_due = |(chunk, at): (usize, usize)| due[chunk][at / line] & mine != 0;
                    if !tiles.lines(first).any(is_due) {
                        continue;
                    }
                    for ((chunk, at), to) in tiles.lines(first).zip(tile.chunks_exact_mut(line)) {
                        to.copy_from_slice(&x[chunk][at..at + line]);
                    }
                    match sorted {
                        Some(sorted) => sorted.lower(mover, tiles, group, number, tile),
                        None => tiles
                            .spans
                            .iter()
                            .for_each(|span| span.spread(tile, scratch)),
                    }
                    for ((chunk, at), from) in tiles.lines(first).zip(tile.chunks_exact(line)) {
                        let due = &mut due[chunk][at / line];
                        *due &= !mine;
                        if settle(&mut x[chunk][at..at + line], from) {
                            *due |= all & !mine;
                            any = true;
                        }
                    }
                }
                if any {
                    changed.store(true, Relaxed);
                }
                if told {
                    tiles.advance(self.course, group);
                }
                Ok(())
            },
        )?;
        Ok(changed.into_inner())
    }
}

/// Takes over a lowered line, but nobody can be where it is infeasible; whether
/// that changed it.
fn settle(x: &mut [u32], from: &[u32]) -> bool {
    let mut changed = 0;
    for (x, &from) in x.iter_mut().zip(from) {
        let value = if *x == u32::MAX { u32::MAX } else { from };
        changed |= *x ^ value;
        *x = value;
    }
    changed != 0
}
