//! The combinations cut into pieces that are worked on in the cache, and on
//! several threads.
//!
//! The lowest axes together make lines of neighbouring entries. A tile of a
//! decision maker has every line that differs only in own options, and so whole
//! rows. A group has the tiles that agree on the highest axes of the others:
//! groups share no entry, so threads work on them side by side.

use crate::computation::Computation;
use crate::moves::Mover;
use crate::reduce::Span;
use crate::{Axis, Space};

/// How finely to cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Most entries in a line.
    pub line: usize,
    /// Most entries in a tile, unless a row alone has more.
    pub tile: usize,
    /// Groups wanted, so that threads share the work evenly.
    pub groups: usize,
    /// Least entries in a chunk, where groups would need smaller ones.
    pub chunk: usize,
    /// Fewer combinations than this are one group: threads cost more than they save.
    pub whole: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes {
            line: 64,
            tile: 1 << 17,
            groups: 64,
            chunk: 1 << 12,
            whole: 1 << 16,
        }
    }
}

impl Sizes {
    /// The axes below this one make lines. Axes are given by owner and levels.
    pub fn low(&self, axes: &[(usize, usize)], decision_makers: usize) -> usize {
        let fits = |low: usize| {
            let line: usize = axes[..low].iter().map(|&(_, levels)| levels).product();
            let most = (0..decision_makers).map(|i| tile(axes, low, i)).max();
            line <= self.line && most.unwrap_or(line) <= self.tile
        };
        (1..=axes.len())
            .take_while(|&low| fits(low))
            .last()
            .unwrap_or(0)
    }
}

/// Entries in a tile of decision maker `i`.
pub(crate) fn tile(axes: &[(usize, usize)], low: usize, i: usize) -> usize {
    let is_in = |(k, (owner, _)): &(usize, &(usize, usize))| *k < low || *owner == i;
    let levels = axes.iter().enumerate().filter(is_in);
    levels.fold(1, |size, (_, &(_, levels))| size.saturating_mul(levels))
}

/// The tiles of one decision maker.
pub(crate) struct Tiles {
    /// Entries of a line.
    pub line: usize,
    /// Entries of a chunk, what a group holds as one slice.
    chunk: usize,
    /// Where each group begins.
    groups: Vec<usize>,
    /// Where the chunks of a group lie, from its beginning.
    chunks: Vec<usize>,
    /// Where the tiles of a group begin in its first chunk.
    tiles: Vec<usize>,
    /// Where the lines of a tile lie in each chunk, from its beginning.
    lines: Vec<usize>,
    /// In a tile: where rows begin, and where the positions lie from there.
    pub rows: Vec<usize>,
    pub positions: Vec<u32>,
    /// The own axes, as they lie in a tile.
    pub spans: Vec<Span>,
}

impl Tiles {
    pub fn new(space: &Space, mover: &Mover, low: usize, sizes: Sizes) -> Self {
        let axes = space.axes();
        let is_own = |k: &usize| mover.axes.contains(k);
        let own = |from: usize, to: usize| offsets(space, (from..to).filter(is_own));
        let others = |from: usize, to: usize| offsets(space, (from..to).filter(|k| !is_own(k)));
        let groups = |from: usize| -> usize {
            let foreign = (from..axes.len()).filter(|k| !is_own(k));
            foreign.map(|k| usize::from(axes[k].levels)).product()
        };
        let high = if space.size() < sizes.whole {
            axes.len()
        } else {
            let long = |&from: &usize| size(space, from) >= sizes.chunk;
            let least = (low..axes.len()).find(long).unwrap_or(axes.len());
            let enough = |&from: &usize| groups(from) >= sizes.groups;
            (least..=axes.len()).rev().find(enough).unwrap_or(least)
        };
        // In a tile own axes lie next to the line.
        let (mut local, mut own_axes): (Vec<Axis>, _) = (axes[..low].to_vec(), Vec::new());
        for &k in &mover.axes {
            own_axes.push(if k < low { k } else { local.len() });
            if k >= low {
                local.push(axes[k].clone());
            }
        }
        let local = Space::new(local);
        Tiles {
            line: size(space, low),
            chunk: size(space, high),
            groups: others(high, axes.len()),
            chunks: own(high, axes.len()),
            tiles: others(low, high),
            lines: own(low, high),
            rows: others(0, low),
            positions: offsets(&local, own_axes.iter().copied())
                .iter()
                .map(|&o| o as u32)
                .collect(),
            spans: Span::of(&local, own_axes.into_iter()),
        }
    }

    /// Entries in a tile.
    pub fn len(&self) -> usize {
        self.line * self.lines.len() * self.chunks.len()
    }

    /// Entries in a group.
    pub fn group_len(&self) -> usize {
        self.len() * self.tiles.len()
    }

    /// Where the tiles of a group begin in its first chunk.
    pub fn tiles(&self) -> &[usize] {
        &self.tiles
    }

    /// `of`, which has one entry per `each` combinations, as groups of chunks.
    pub fn groups<'a, T>(&self, of: &'a mut [T], each: usize) -> Vec<Vec<&'a mut [T]>> {
        let mut chunks: Vec<_> = of.chunks_mut(self.chunk / each).map(Some).collect();
        let group = |&first: &usize| {
            let at = self.chunks.iter().map(|chunk| (first + chunk) / self.chunk);
            at.filter_map(|k| chunks[k].take()).collect()
        };
        self.groups.iter().map(group).collect()
    }

    /// Tells that a group has been passed.
    pub fn advance(&self, course: &Computation, group: usize) {
        let step = |group: usize| PASS * group as u64 / self.groups.len() as u64;
        course.advance(step(group + 1) - step(group));
    }

    /// Where the lines of the tile at `first` lie: chunk, and place in it.
    pub fn lines(&self, first: usize) -> impl Iterator<Item = (usize, usize)> {
        let chunks = 0..self.chunks.len();
        chunks.flat_map(move |chunk| self.lines.iter().map(move |line| (chunk, first + line)))
    }

    /// Copies a tile out of the whole.
    pub fn copy(&self, of: &[u32], group: usize, first: usize, tile: &mut [u32]) {
        for (to, (chunk, at)) in tile.chunks_exact_mut(self.line).zip(self.lines(first)) {
            let at = self.groups[group] + self.chunks[chunk] + at;
            to.copy_from_slice(&of[at..at + self.line]);
        }
    }
}

/// Steps of a computation that a pass over all tiles is.
pub(crate) const PASS: u64 = 64;

/// Entries that the axes below `axis` make.
fn size(space: &Space, axis: usize) -> usize {
    let axes = &space.axes()[..axis];
    axes.iter().map(|axis| usize::from(axis.levels)).product()
}

/// Where the combinations of some axes lie, the lowest axis fastest.
fn offsets(space: &Space, axes: impl Iterator<Item = usize>) -> Vec<usize> {
    axes.fold(vec![0], |offsets, k| {
        let levels = 0..usize::from(space.axes()[k].levels);
        let shifted = levels.flat_map(|l| offsets.iter().map(move |o| o + l * space.stride(k)));
        shifted.collect()
    })
}
