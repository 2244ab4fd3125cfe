//! Adjoint and permanent of small signed matrices, term by term.
//!
//! `adj(-A)[i][j]` has the sign of the answer of i to a sustained push on j wherever the
//! system settles, since `det(-A)` is positive there (Dambacher, Li & Rossignol 2002,
//! Ecology 83:1372-1385). Its terms are counted by sign, so that neither a determinant
//! of 0 nor cancelling terms can mislead: the adjoint at unit strengths is positive minus
//! negative terms, the absolute feedback T (a permanent) is all of them.
//!
//! Terms are counted by the columns already used, row after row: O(2^k k) for all k^2
//! entries of a block of k drivers.

use crate::terms::Terms;
use crate::{Sign, SignedMap};

/// Drivers in a block whose terms are counted: 20! terms still fit 64 bits.
pub const LARGEST_BLOCK: usize = 20;

/// Drivers of a map whose feedback is counted by level.
pub const LARGEST_FEEDBACK: usize = 14;

/// The terms of the adjoint and of the determinant of -A.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjoint {
    /// `entries[i][j]`: the answer of i to a push on j.
    pub entries: Vec<Vec<Terms>>,
    /// The terms of `det(-A)`.
    pub determinant: Terms,
}

/// The whole map as one matrix, the classic form. `None` beyond [`LARGEST_BLOCK`]
/// drivers.
///
/// For responses use [`crate::Press`], which looks at the drivers between the two alone:
/// here a reinforcing loop anywhere makes every entry look mixed.
pub fn adjoint(map: &SignedMap) -> Option<Adjoint> {
    block(map, &(0..map.drivers()).collect::<Vec<_>>())
}

/// The same for the drivers named, in their order.
pub(crate) fn block(map: &SignedMap, drivers: &[usize]) -> Option<Adjoint> {
    let k = drivers.len();
    if k > LARGEST_BLOCK {
        return None;
    }
    let rows = minus_a(map, drivers);
    let above = above(&rows);
    let below = below(&rows);
    let every = (1_usize << k) - 1;
    let mut entries = vec![vec![[0; 3]; k]; k];
    for (used, over) in above.iter().enumerate().filter(|(_, o)| **o != [0; 3]) {
        let j = used.count_ones() as usize;
        // Inversions between the columns used above and all others.
        let places: usize = (0..k).filter(|c| used >> c & 1 == 1).sum();
        let crossed = places - j * j.saturating_sub(1) / 2;
        for i in (0..k).filter(|i| used >> i & 1 == 0) {
            let rest = every & !used & !(1 << i);
            let odd = crossed + (rest & ((1 << i) - 1)).count_ones() as usize;
            let term = signed(product(*over, below[rest]), odd);
            entries[i][j] = sum(entries[i][j], term);
        }
    }
    let told = |row: Vec<[u64; 3]>| row.into_iter().map(terms).collect();
    Some(Adjoint {
        entries: entries.into_iter().map(told).collect(),
        determinant: terms(above[every]),
    })
}

/// `[p, n, u]` terms of each kind.
type Kinds = [u64; 3];

fn terms([positive, negative, undetermined]: Kinds) -> Terms {
    Terms {
        positive: positive.into(),
        negative: negative.into(),
        undetermined: undetermined.into(),
    }
}

// No overflow: the terms counted in one table are distinct permutations.
fn sum(a: Kinds, b: Kinds) -> Kinds {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn product(a: Kinds, b: Kinds) -> Kinds {
    [
        a[0] * b[0] + a[1] * b[1],
        a[0] * b[1] + a[1] * b[0],
        a[2] * (b[0] + b[1] + b[2]) + (a[0] + a[1]) * b[2],
    ]
}

fn signed([p, n, u]: Kinds, swaps: usize) -> Kinds {
    if swaps.is_multiple_of(2) {
        [p, n, u]
    } else {
        [n, p, u]
    }
}

/// The entries of -A that are not 0: for each row its columns, each as one term.
fn minus_a(map: &SignedMap, drivers: &[usize]) -> Vec<Vec<(usize, Kinds)>> {
    let row = |(i, &driver): (usize, &usize)| {
        let mut row = Vec::new();
        if map.damped()[driver] {
            row.push((i, [1, 0, 0]));
        }
        for &link in map.into(driver) {
            let from = map.links()[link].from;
            if let Some(j) = drivers.iter().position(|&other| other == from) {
                row.push((
                    j,
                    match map.sign(link) {
                        Some(Sign::Plus) => [0, 1, 0],
                        Some(Sign::Minus) => [1, 0, 0],
                        None => [0, 0, 1],
                    },
                ));
            }
        }
        row
    };
    drivers.iter().enumerate().map(row).collect()
}

/// For each set of columns, the terms of the first rows on them.
fn above(rows: &[Vec<(usize, Kinds)>]) -> Vec<Kinds> {
    let mut table = vec![[0; 3]; 1 << rows.len()];
    table[0] = [1, 0, 0];
    for used in 0..table.len() {
        let row = rows.get(used.count_ones() as usize);
        if table[used] == [0; 3] {
            continue;
        }
        for &(c, entry) in row.into_iter().flatten() {
            if used >> c & 1 == 0 {
                let swaps = (used >> c).count_ones() as usize;
                let term = signed(product(table[used], entry), swaps);
                table[used | 1 << c] = sum(table[used | 1 << c], term);
            }
        }
    }
    table
}

/// For each set of columns, the terms of the last rows on them.
fn below(rows: &[Vec<(usize, Kinds)>]) -> Vec<Kinds> {
    let mut table = vec![[0; 3]; 1 << rows.len()];
    table[0] = [1, 0, 0];
    for used in 0..table.len() {
        let taken = used.count_ones() as usize;
        if table[used] == [0; 3] || taken == rows.len() {
            continue;
        }
        for &(c, entry) in &rows[rows.len() - 1 - taken] {
            if used >> c & 1 == 0 {
                let swaps = (used & ((1 << c) - 1)).count_ones() as usize;
                let term = signed(product(table[used], entry), swaps);
                table[used | 1 << c] = sum(table[used | 1 << c], term);
            }
        }
    }
    table
}

/// The terms of the feedback at each level, from 1 to the number of drivers: minus the
/// coefficients of `det(xI - A)` (Puccia & Levins 1985, Qualitative Modeling of Complex
/// Systems). Weighted feedback is positive minus negative over all. `None` beyond
/// [`LARGEST_FEEDBACK`] drivers.
pub fn feedback(map: &SignedMap) -> Option<Vec<Terms>> {
    let k = map.drivers();
    if k > LARGEST_FEEDBACK {
        return None;
    }
    let rows = minus_a(map, &(0..k).collect::<Vec<_>>());
    // By the columns used and by how many drivers take part.
    let mut table = vec![vec![[0; 3]; k + 1]; 1 << k];
    table[0][0] = [1, 0, 0];
    for used in 0..table.len() - 1 {
        let r = used.count_ones() as usize;
        let here = table[used].clone();
        let apart = (r, [1, 0, 0], 0);
        let taking = rows[r].iter().map(|&(c, entry)| (c, entry, 1));
        for (c, entry, more) in taking.chain([apart]) {
            if used >> c & 1 == 1 {
                continue;
            }
            let swaps = (used >> c).count_ones() as usize;
            for level in 0..=r {
                let term = signed(product(here[level], entry), swaps);
                let to = &mut table[used | 1 << c][level + more];
                *to = sum(*to, term);
            }
        }
    }
    let levels = table.pop()?;
    Some(
        levels
            .into_iter()
            .skip(1)
            .map(|[p, n, u]| terms([n, p, u]))
            .collect(),
    )
}
