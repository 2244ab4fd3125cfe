//! The rows of one decision maker, each sorted best first: what a credible answer
//! can bring about at least.

use crate::Stopped;
use crate::computation::Computation;
use crate::moves::Mover;
use crate::tiles::Tiles;

/// A position in a sorted row, with a mark where it is worse than the one before.
pub(crate) trait Entry: Copy + Send + Sync + 'static {
    /// Most positions a row may have.
    const MOST: usize;
    /// Stands for an infeasible state; these come last.
    const HOLE: Self;
    fn new(position: u32, worse: bool) -> Self;
    /// The position, and whether it is worse; `None` for a hole.
    fn get(self) -> Option<(usize, bool)>;
}

macro_rules! entry {
    ($kind:ty) => {
        impl Entry for $kind {
            const MOST: usize = 1 << (<$kind>::BITS - 2);
            const HOLE: Self = <$kind>::MAX;

            fn new(position: u32, worse: bool) -> Self {
                position as $kind | <$kind>::from(worse) << (<$kind>::BITS - 1)
            }

            #[inline]
            fn get(self) -> Option<(usize, bool)> {
                let mark = 1 << (<$kind>::BITS - 1);
                (self != Self::HOLE).then_some(((self & !mark) as usize, self & mark != 0))
            }
        }
    };
}
entry!(u16);
entry!(u32);

/// The sorted rows of one decision maker, group by group, tile by tile.
pub(crate) enum Sorted {
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Sorted {
    /// Bytes per position in rows of `positions`.
    pub fn width(positions: usize) -> usize {
        if positions <= u16::MOST { 2 } else { 4 }
    }

    pub fn new(tiles: &Tiles, values: &[u32], course: &Computation) -> Result<Self, Stopped> {
        Ok(if Sorted::width(tiles.positions.len()) == 2 {
            Sorted::Short(sort(tiles, values, course)?)
        } else {
            Sorted::Long(sort(tiles, values, course)?)
        })
    }

    /// Lowers each entry of a tile to the least of itself and its credible answers.
    pub fn lower(
        &self,
        mover: &Mover,
        tiles: &Tiles,
        group: usize,
        number: usize,
        tile: &mut [u32],
    ) {
        let first = group * tiles.group_len() + number * tiles.len();
        let rows = first..first + tiles.len();
        match self {
            Sorted::Short(sorted) => lower(mover, tiles, &sorted[rows], tile),
            Sorted::Long(sorted) => lower(mover, tiles, &sorted[rows], tile),
        }
    }
}

fn sort<E: Entry>(tiles: &Tiles, values: &[u32], course: &Computation) -> Result<Vec<E>, Stopped> {
    let mut sorted = vec![E::HOLE; values.len()];
    let length = tiles.positions.len();
    let groups = sorted.chunks_mut(tiles.group_len()).enumerate();
    let tools = || (vec![0; tiles.len()], Vec::with_capacity(length));
    course.each(groups, tools, |(tile, keys), (group, sorted)| {
        for (&first, sorted) in tiles.tiles().iter().zip(sorted.chunks_mut(tiles.len())) {
            tiles.copy(values, group, first, tile);
            for (row, sorted) in tiles.rows.iter().zip(sorted.chunks_mut(length)) {
                keys.clear();
                for (position, &at) in (0u64..).zip(&tiles.positions) {
                    let value = tile[row + at as usize];
                    if value > 0 {
                        keys.push(u64::from(!value) << 32 | position);
                    }
                }
                keys.sort_unstable();
                let mut last = u64::MAX;
                for (entry, key) in sorted.iter_mut().zip(&*keys) {
                    *entry = E::new(*key as u32, key >> 32 != last);
                    last = key >> 32;
                }
            }
        }
        tiles.advance(course, group);
        Ok(())
    })?;
    Ok(sorted)
}

fn lower<E: Entry>(mover: &Mover, tiles: &Tiles, sorted: &[E], tile: &mut [u32]) {
    let length = tiles.positions.len();
    match mover.sources.len() {
        1 => {
            for (&row, sorted) in tiles.rows.iter().zip(sorted.chunks_exact(length)) {
                lower_row(sorted, &tiles.positions, &mut tile[row..]);
            }
        }
        2 => lower_by_kind::<E, 2>(mover, tiles, sorted, tile),
        3..=4 => lower_by_kind::<E, 4>(mover, tiles, sorted, tile),
        5..=8 => lower_by_kind::<E, 8>(mover, tiles, sorted, tile),
        _ => {
            for (&row, sorted) in tiles.rows.iter().zip(sorted.chunks_exact(length)) {
                lower_by_kinds(mover, sorted, &tiles.positions, &mut tile[row..]);
            }
        }
    }
}

/// Where every change is allowed: down the row, the least of what is strictly
/// better.
fn lower_row<E: Entry>(row: &[E], positions: &[u32], x: &mut [u32]) {
    // The least so far, and the least of what is better than the present class.
    // What has been lowered was lowered by what is better still, so it may be
    // taken up as well as what it was.
    let (mut least, mut better) = (u32::MAX, u32::MAX);
    for (position, worse) in row.iter().map_while(|entry| entry.get()) {
        better = if worse { least } else { better };
        let x = &mut x[positions[position] as usize];
        *x = better.min(*x);
        least = least.min(*x);
    }
}

/// Where some changes are not allowed: the same with one least per kind of
/// position, few enough to be kept at hand.
fn lower_by_kind<E: Entry, const KINDS: usize>(
    mover: &Mover,
    tiles: &Tiles,
    sorted: &[E],
    tile: &mut [u32],
) {
    // Per kind, no bits for those from which it can be reached, all for the others.
    let mut barred = [[u32::MAX; KINDS]; KINDS];
    for (barred, sources) in barred.iter_mut().zip(&mover.sources) {
        for &source in sources {
            barred[source as usize] = 0;
        }
    }
    let length = tiles.positions.len();
    for (&row, sorted) in tiles.rows.iter().zip(sorted.chunks_exact(length)) {
        let x = &mut tile[row..];
        let (mut least, mut better) = ([u32::MAX; KINDS], [u32::MAX; KINDS]);
        for (position, worse) in sorted.iter().map_while(|entry| entry.get()) {
            let x = &mut x[tiles.positions[position] as usize];
            let kind = mover.kinds[position] as usize % KINDS;
            // Without branches: kinds and ties follow no pattern.
            for k in 0..KINDS {
                better[k] = if worse { least[k] } else { better[k] };
            }
            *x = better[kind].min(*x);
            for k in 0..KINDS {
                least[k] = least[k].min(*x | barred[kind][k]);
            }
        }
    }
}

/// The same with any number of kinds.
fn lower_by_kinds<E: Entry>(mover: &Mover, row: &[E], positions: &[u32], x: &mut [u32]) {
    let mut better = vec![u32::MAX; mover.sources.len()];
    let mut equals: Vec<(usize, u32)> = Vec::new();
    for (position, worse) in row.iter().map_while(|entry| entry.get()) {
        if worse {
            for (kind, x) in equals.drain(..) {
                for &source in &mover.sources[kind] {
                    let better = &mut better[source as usize];
                    *better = x.min(*better);
                }
            }
        }
        let x = &mut x[positions[position] as usize];
        let kind = mover.kinds[position] as usize;
        *x = better[kind].min(*x);
        equals.push((kind, *x));
    }
}
