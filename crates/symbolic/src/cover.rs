//! A set as a formula that a person can read: a sum of products.
//!
//! Each term gives some options a set of levels and leaves the others open. Terms
//! are grown one at a time: from a state that none covers yet, as far as the set
//! reaches, infeasible states counting as either (so that every term is a prime
//! implicant). Terms that the others make needless are dropped, so the cover is
//! irredundant. Unlike the recursion of Minato and Morreale, this can be
//! stopped after any term: where there are too many, the first are still true.

use std::collections::HashSet;

use biodivine_lib_bdd::{Bdd, BddPointer};

use crate::encoding::{COPIES, Copy};
use crate::error::Reached;
use crate::moves::Machine;
use crate::set::weight;

/// One term: every state with these levels is in the set.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Per option, the levels it may have, as bits.
    pub levels: Vec<u64>,
    /// The share of the set's states that it covers, from 0 to 1.
    pub share: f64,
}

/// A set as a formula: a state is in it if it meets one of the terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// The terms, those that cover most first.
    pub terms: Vec<Product>,
    /// Whether they cover the whole set. If not, there are more terms than were
    /// asked for.
    pub complete: bool,
}

/// At most `most` terms for `set` among the feasible states.
pub(crate) fn cover(m: &Machine, set: &Bdd, feasible: &Bdd, most: usize) -> Result<Cover, Reached> {
    let upper = m.work.or(set, &feasible.clone().into_not())?;
    let mut left = set.clone();
    let mut terms: Vec<(Vec<u64>, Bdd)> = Vec::new();
    while !left.is_false() && terms.len() < most {
        let mut levels = shortest(m, &left);
        widen(m, &upper, &mut levels);
        let states = m.work.and(&cube(m, &levels)?, set)?;
        left = m.work.and_not(&left, &states)?;
        terms.push((levels, states));
    }
    let complete = left.is_false();
    if complete {
        drop_needless(m, &mut terms)?;
    }
    let whole = weight(set);
    let mut terms: Vec<Product> = terms
        .into_iter()
        .map(|(levels, states)| Product {
            levels,
            share: weight(&states) / whole,
        })
        .collect();
    terms.sort_by(|a, b| {
        b.share
            .total_cmp(&a.share)
            .then_with(|| a.levels.cmp(&b.levels))
    });
    Ok(Cover { terms, complete })
}

/// Takes out terms whose states the rest covers, the latest first.
fn drop_needless(m: &Machine, terms: &mut Vec<(Vec<u64>, Bdd)>) -> Result<(), Reached> {
    let mut before = vec![m.work.constant(false)];
    for (_, states) in terms.iter() {
        let so_far = m.work.or(&before[before.len() - 1], states)?;
        before.push(so_far);
    }
    let mut after = m.work.constant(false);
    for k in (0..terms.len()).rev() {
        let rest = m.work.or(&before[k], &after)?;
        if m.work.and_not(&terms[k].1, &rest)?.is_false() {
            terms.remove(k);
        } else {
            after = m.work.or(&after, &terms[k].1)?;
        }
    }
    Ok(())
}

fn every(m: &Machine, axis: usize) -> u64 {
    u64::MAX >> (64 - m.encoding.axes[axis].levels)
}

/// The states of a term.
fn cube(m: &Machine, levels: &[u64]) -> Result<Bdd, Reached> {
    let mut cube = m.work.constant(true);
    for &axis in m.encoding.order.iter().rev() {
        if levels[axis] != every(m, axis) {
            let here = m.encoding.levels(&m.work, axis, levels[axis], Copy::Here)?;
            cube = m.work.and(&here, &cube)?;
        }
    }
    Ok(cube)
}

/// The levels along a path to "true" that asks the fewest variables; `set` must
/// not be empty.
fn shortest(m: &Machine, set: &Bdd) -> Vec<u64> {
    const NEVER: usize = usize::MAX;
    let mut asked: Vec<usize> = Vec::with_capacity(set.size());
    for node in set.pointers() {
        asked.push(match node.as_bool() {
            Some(true) => 0,
            Some(false) => NEVER,
            None => {
                let low = asked[set.low_link_of(node).to_index()];
                let high = asked[set.high_link_of(node).to_index()];
                low.min(high).saturating_add(1)
            }
        });
    }
    let mut levels: Vec<u64> = (0..m.encoding.axes.len()).map(|a| every(m, a)).collect();
    let mut node = set.root_pointer();
    while !node.is_terminal() {
        let (low, high) = (set.low_link_of(node), set.high_link_of(node));
        let up = asked[high.to_index()] < asked[low.to_index()];
        let (axis, worth) = m.encoding.bit(set.var_of(node).to_index() / COPIES);
        levels[axis] &= with_bit(worth, up);
        node = if up { high } else { low };
    }
    levels
}

/// The levels, as bits, whose number has the bit worth `worth` set or not.
fn with_bit(worth: u8, set: bool) -> u64 {
    let period = 2 * u32::from(worth);
    // Levels without the bit, then as many with it, and so on.
    let low = (1u64 << worth) - 1;
    let without = (0..64 / period).fold(0, |all, k| all | low << (k * period));
    if set { !without } else { without }
}

/// Widens a term as far as it stays within `upper`: whole options first.
fn widen(m: &Machine, upper: &Bdd, levels: &mut [u64]) {
    let narrow: Vec<usize> = (m.encoding.order.iter().rev().copied())
        .filter(|&axis| levels[axis] != every(m, axis))
        .collect();
    for &axis in &narrow {
        let kept = std::mem::replace(&mut levels[axis], every(m, axis));
        if !within(m, levels, upper) {
            levels[axis] = kept;
        }
    }
    for &axis in &narrow {
        for level in 0..m.encoding.axes[axis].levels {
            let kept = levels[axis];
            levels[axis] |= 1 << level;
            if levels[axis] != kept && !within(m, levels, upper) {
                levels[axis] = kept;
            }
        }
    }
}

/// Whether every state of the term is in `upper`.
fn within(m: &Machine, levels: &[u64], upper: &Bdd) -> bool {
    // A node, and the levels of its option that are still possible on the way there.
    let start = |node: BddPointer| {
        let bit = upper.var_of(node).to_index() / COPIES;
        levels[m.encoding.bit(bit).0]
    };
    let root = upper.root_pointer();
    if let Some(value) = root.as_bool() {
        return value;
    }
    let mut seen = HashSet::from([(root.to_index(), start(root))]);
    let mut open = vec![(root, start(root))];
    while let Some((node, possible)) = open.pop() {
        let (axis, worth) = m.encoding.bit(upper.var_of(node).to_index() / COPIES);
        for (up, link) in [
            (false, upper.low_link_of(node)),
            (true, upper.high_link_of(node)),
        ] {
            let possible = possible & with_bit(worth, up);
            if possible == 0 || link.is_one() {
                continue;
            }
            if link.is_zero() {
                return false;
            }
            let same = m.encoding.bit(upper.var_of(link).to_index() / COPIES).0 == axis;
            let possible = if same { possible } else { start(link) };
            if seen.insert((link.to_index(), possible)) {
                open.push((link, possible));
            }
        }
    }
    true
}
