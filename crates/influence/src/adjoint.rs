//! Adjoint and permanent of small signed matrices, term by term.
//!
//! `adj(-A)[i][j]` has the sign of the answer of i to a sustained push on j wherever the
//! system settles, since `det(-A)` is positive there (Dambacher, Li & Rossignol 2002,
//! Ecology 83:1372-1385). Its terms are counted by sign, so that neither a determinant
//! of 0 nor cancelling terms can mislead: the adjoint at unit strengths is positive minus
//! negative terms, the absolute feedback T (a permanent) is all of them.
//!
//! Terms are counted row after row by the columns already used. All k^2 entries of a
//! block of k drivers take O(2^k k) if every driver acts on every other, and far less
//! where few do.

use std::collections::HashMap;

use crate::terms::Terms;
use crate::{Sign, SignedMap};

/// Every block of so many drivers is counted; larger ones, up to 64, if few enough of
/// their drivers act on each other.
pub const LARGEST_BLOCK: usize = 20;

/// Sets of columns in one table: more than the 184,756 tens among twenty.
const MOST_SETS: usize = 1 << 18;

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

/// The whole map as one matrix, the classic form. `None` if it is too large: see
/// [`LARGEST_BLOCK`].
///
/// For responses use [`crate::Press`], which looks at the drivers between the two alone:
/// here a reinforcing loop anywhere makes every entry look mixed.
pub fn adjoint(map: &SignedMap) -> Option<Adjoint> {
    block(map, &(0..map.drivers()).collect::<Vec<_>>())
}

/// The same for the drivers named; entries in their order.
pub(crate) fn block(map: &SignedMap, drivers: &[usize]) -> Option<Adjoint> {
    if drivers.len() > 64 {
        return None;
    }
    let order = near_each_other(map, drivers);
    let ordered: Vec<usize> = order.iter().map(|&at| drivers[at]).collect();
    let mut found = in_order(map, &ordered)?;
    let mut entries = vec![vec![Terms::default(); order.len()]; order.len()];
    for (&i, row) in order.iter().zip(&found.entries) {
        for (&j, &terms) in order.iter().zip(row) {
            entries[i][j] = terms;
        }
    }
    found.entries = entries;
    Some(found)
}

/// Places of drivers, each after one that it is linked with if it can be: then few sets
/// of columns are open at once (Cuthill & McKee 1969).
fn near_each_other(map: &SignedMap, drivers: &[usize]) -> Vec<usize> {
    let place = |driver: usize| drivers.iter().position(|&other| other == driver);
    let linked = |at: usize| {
        let out = map
            .out(drivers[at])
            .iter()
            .map(|&link| map.links()[link].to);
        let into = map
            .into(drivers[at])
            .iter()
            .map(|&link| map.links()[link].from);
        out.chain(into).filter_map(place).collect::<Vec<_>>()
    };
    let degrees: Vec<usize> = (0..drivers.len()).map(|at| linked(at).len()).collect();
    let mut starts: Vec<usize> = (0..drivers.len()).collect();
    starts.sort_by_key(|&at| degrees[at]);
    let mut order: Vec<usize> = Vec::new();
    let mut looked_at = 0;
    for start in starts {
        if order.contains(&start) {
            continue;
        }
        order.push(start);
        while let Some(&at) = order.get(looked_at) {
            looked_at += 1;
            let mut next = linked(at);
            next.sort_by_key(|&at| degrees[at]);
            for at in next {
                if !order.contains(&at) {
                    order.push(at);
                }
            }
        }
    }
    order
}

fn in_order(map: &SignedMap, drivers: &[usize]) -> Option<Adjoint> {
    let k = drivers.len();
    let rows = minus_a(map, drivers);
    let above = tables(rows.iter(), |used, c| (used >> c).count_ones())?;
    let below = tables(rows.iter().rev(), |used, c| first(used, c).count_ones())?;
    let mut entries = vec![vec![Terms::default(); k]; k];
    for (j, sets) in above[..k].iter().enumerate() {
        for &(used, over) in sets {
            // Inversions between the columns used above and all others.
            let places: usize = (0..k).filter(|c| used >> c & 1 == 1).sum();
            let crossed = places - j * j.saturating_sub(1) / 2;
            for i in (0..k).filter(|i| used >> i & 1 == 0) {
                let rest = first(!used, k) & !(1 << i);
                let sets = &below[k - 1 - j];
                if let Ok(at) = sets.binary_search_by_key(&rest, |(set, _)| *set) {
                    let swaps = crossed as u32 + first(rest, i).count_ones();
                    let terms = signed(over.times(sets[at].1)?, swaps);
                    entries[i][j] = entries[i][j].plus(terms)?;
                }
            }
        }
    }
    Some(Adjoint {
        entries,
        determinant: above[k]
            .first()
            .map_or(Terms::default(), |(_, terms)| *terms),
    })
}
/// The columns of a set below the first `c`.
fn first(set: u64, c: usize) -> u64 {
    set & 1_u64.checked_shl(c as u32).map_or(u64::MAX, |bit| bit - 1)
}

fn signed(terms: Terms, swaps: u32) -> Terms {
    match swaps % 2 {
        0 => terms,
        _ => Terms {
            positive: terms.negative,
            negative: terms.positive,
            ..terms
        },
    }
}

/// The entries of -A that are not 0: for each row its columns, each as one term.
fn minus_a(map: &SignedMap, drivers: &[usize]) -> Vec<Vec<(usize, Terms)>> {
    let row = |(i, &driver): (usize, &usize)| {
        let own = map.damped()[driver].then_some((i, Terms::one(Some(Sign::Plus))));
        let others = map.into(driver).iter().filter_map(|&link| {
            let from = map.links()[link].from;
            let column = drivers.iter().position(|&other| other == from)?;
            let sign = map.sign(link).map(|sign| Sign::Minus * sign);
            Some((column, Terms::one(sign)))
        });
        own.into_iter().chain(others).collect()
    };
    drivers.iter().enumerate().map(row).collect()
}

/// A set of columns, and the terms of some rows on them.
type Set = (u64, Terms);

/// After each number of rows, the sets of columns that they can use, ascending.
/// `swaps(used, c)`: the inversions that column c adds to a set.
fn tables<'a>(
    rows: impl Iterator<Item = &'a Vec<(usize, Terms)>>,
    swaps: impl Fn(u64, usize) -> u32,
) -> Option<Vec<Vec<Set>>> {
    let mut tables = vec![vec![(0, Terms::one(Some(Sign::Plus)))]];
    for row in rows {
        let mut next: HashMap<u64, Terms> = HashMap::new();
        for &(used, terms) in tables.last()? {
            for &(c, entry) in row.iter().filter(|(c, _)| used >> c & 1 == 0) {
                let sum = next.entry(used | 1 << c).or_default();
                *sum = sum.plus(signed(terms.times(entry)?, swaps(used, c)))?;
            }
            if next.len() > MOST_SETS {
                return None;
            }
        }
        let mut next: Vec<Set> = next.into_iter().collect();
        next.sort_unstable_by_key(|(set, _)| *set);
        tables.push(next);
    }
    Some(tables)
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
    let mut table = vec![vec![Terms::default(); k + 1]; 1 << k];
    table[0][0] = Terms::one(Some(Sign::Plus));
    for used in 0..table.len() - 1 {
        let r = used.count_ones() as usize;
        let here = table[used].clone();
        let apart = (r, Terms::one(Some(Sign::Plus)), 0);
        let taking = rows[r].iter().map(|&(c, entry)| (c, entry, 1));
        for (c, entry, more) in taking.chain([apart]).filter(|(c, ..)| used >> c & 1 == 0) {
            let swaps = (used >> c).count_ones();
            for level in 0..=r {
                let to = &mut table[used | 1 << c][level + more];
                *to = to.plus(signed(here[level].times(entry)?, swaps))?;
            }
        }
    }
    let levels = table.pop()?.into_iter().skip(1);
    Some(levels.map(|terms| signed(terms, 1)).collect())
}
