//! Sign stability: whether a map settles for every strength of its links.
//!
//! Quirk & Ruppert 1965, Rev. Econ. Stud. 32:311-326; Jeffries 1974, Ecology
//! 55:1415-1419; Jeffries, Klee & van den Driessche 1977, Can. J. Math. 29:315-326: the
//! conditions are necessary and sufficient. If they fail, answers hold *given that the
//! map settles*.

use crate::between::Blocks;
use crate::{Sign, SignedMap, loops};

/// Whether all strengths let a map settle, or the first condition that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignStability {
    /// All conditions hold.
    Stable,
    /// Two drivers on each other in a loop that is not balancing: its links.
    TwoLoop([usize; 2]),
    /// A loop of three or more: its links.
    LongLoop(Vec<usize>),
    /// The colour test is passed: these drivers, none of which levels off by itself, can
    /// swing on while all others stand still.
    Swing(Vec<usize>),
    /// No full term: these drivers that reach each other have a determinant of 0.
    NoFullTerm(Vec<usize>),
}

/// Checks the conditions in the order of [`SignStability`]. Disputed links count as
/// present; ambivalent ones fail where they are on a loop.
pub fn sign_stability(map: &SignedMap) -> SignStability {
    for (link, ends) in map.links().iter().enumerate() {
        let back = map.out(ends.to).iter();
        let back = back.copied().find(|&b| map.links()[b].to == ends.from);
        if let Some(back) = back.filter(|&back| link < back && ends.signs.has_effect())
            && map.product(&[link, back]) != Some(Sign::Minus)
        {
            return SignStability::TwoLoop([link, back]);
        }
    }
    // There are fewer loops of two than links: a list that ends early has a longer one.
    let found = loops(map, map.links().len());
    if let Some(long) = found.listed.iter().find(|l| l.links.len() > 2) {
        return SignStability::LongLoop(long.links.clone());
    }
    let blocks = Blocks::new(map);
    let white = white(map, &blocks);
    if !white.is_empty() {
        return SignStability::Swing(white);
    }
    let mut matched = vec![None; map.drivers()];
    for driver in 0..map.drivers() {
        if !augments(map, &blocks, driver, &mut matched) {
            let block = blocks.place[driver].0;
            return SignStability::NoFullTerm(blocks.blocks[block].clone());
        }
    }
    SignStability::Stable
}

/// The drivers that share a loop of two with this one.
fn partners(map: &SignedMap, blocks: &Blocks, driver: usize) -> Vec<usize> {
    let ends = map.out(driver).iter().map(|&link| map.links()[link].to);
    ends.filter(|&to| blocks.place[to].0 == blocks.place[driver].0)
        .collect()
}

/// The largest set that passes the colour test: white drivers do not level off, each has
/// a white partner, and no black driver has just one. Unions of such sets are such sets,
/// so drivers are taken away until nothing is left to take.
fn white(map: &SignedMap, blocks: &Blocks) -> Vec<usize> {
    let all = 0..map.drivers();
    let mut white: Vec<bool> = map.damped().iter().map(|damped| !damped).collect();
    loop {
        let before = white.clone();
        for driver in all.clone() {
            let mut lit = partners(map, blocks, driver);
            lit.retain(|&partner| white[partner]);
            match (white[driver], lit.len()) {
                (true, 0) => white[driver] = false,
                (false, 1) => white[lit[0]] = false,
                _ => {}
            }
        }
        if white == before {
            return all.filter(|&driver| white[driver]).collect();
        }
    }
}

/// Kuhn's matching of rows to columns within blocks, the diagonal first where it is not
/// 0; `matched[column]` is its row. In the trees left here a path visits each row once.
fn augments(map: &SignedMap, blocks: &Blocks, row: usize, matched: &mut [Option<usize>]) -> bool {
    let mut tried = vec![false; matched.len()];
    let columns = |row: usize| {
        let own = map.damped()[row].then_some(row);
        let mut columns = partners(map, blocks, row);
        columns.extend(own);
        columns
    };
    let mut way = vec![(row, columns(row))];
    while let Some((_, untried)) = way.last_mut() {
        let Some(column) = untried.pop() else {
            way.pop();
            continue;
        };
        if std::mem::replace(&mut tried[column], true) {
            continue;
        }
        if let Some(next) = matched[column] {
            // Kept on the list, so that it is known when the way is turned round.
            untried.push(column);
            way.push((next, columns(next)));
            continue;
        }
        matched[column] = Some(way.pop().map_or(row, |(row, _)| row));
        while let Some((row, mut untried)) = way.pop() {
            if let Some(column) = untried.pop() {
                matched[column] = Some(row);
            }
        }
        return true;
    }
    false
}
