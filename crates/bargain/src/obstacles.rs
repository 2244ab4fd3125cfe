//! What stands in the way: minimal sets of judgements that together leave nothing, and
//! minimal sets whose removal leaves something.
//!
//! Judgements are numbered from 0 and written as bits of a [`Set`]. Each thing that
//! might be agreed comes with the sets of judgements that would have to go before it
//! passed (there may be several ways). Judgements only ever stand in the way: taking
//! one more away never closes what was open. Then the smallest removals are the
//! *correction sets*, the smallest blockades the *unsatisfiable sets*, and each family
//! is made of the minimal sets that meet every set of the other (Reiter 1987;
//! Liffiton & Sakallah 2008).

/// A set of up to 128 judgements, as bits.
pub type Set = u128;

/// Most sets that are kept while minimal ones are looked for.
pub const MOST_SETS: usize = 20_000;

/// There are more minimal sets than [`MOST_SETS`]; how many there were when it was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany(pub usize);

/// The minimal ones among `sets`, each once, smaller sets first and then by number.
pub fn minimal(mut sets: Vec<Set>) -> Vec<Set> {
    sets.sort_unstable_by_key(|set| (set.count_ones(), *set));
    sets.dedup();
    let mut kept: Vec<Set> = Vec::new();
    // Sets of the same size hold one another only if they are the same.
    let mut smaller = 0;
    let mut size = 0;
    for set in sets {
        if set.count_ones() > size {
            (smaller, size) = (kept.len(), set.count_ones());
        }
        if kept[..smaller].iter().all(|least| least & set != *least) {
            kept.push(set);
        }
    }
    kept
}

/// The minimal sets that have a judgement in common with each of `family` (its minimal
/// transversals; Berge 1989), ordered as by [`minimal`]. Of an empty family that is the
/// empty set alone; of one that holds the empty set, none.
///
/// # Errors
/// [`TooMany`] sets on the way.
pub fn transversals(family: &[Set]) -> Result<Vec<Set>, TooMany> {
    let mut found: Vec<Set> = vec![0];
    for &set in family {
        let (mut next, missing): (Vec<Set>, Vec<Set>) =
            found.into_iter().partition(|hit| hit & set != 0);
        within(next.len() + missing.len() * set.count_ones() as usize)?;
        for hit in missing {
            next.extend(bits(set).map(|judgement| hit | 1 << judgement));
        }
        found = minimal(next);
    }
    Ok(found)
}

/// All ways to make one choice in each of `choices`, as minimal unions. Without choices
/// that is the empty set; with a choice that offers nothing, there is no way.
///
/// # Errors
/// [`TooMany`] sets on the way.
pub fn combined(choices: &[Vec<Set>]) -> Result<Vec<Set>, TooMany> {
    let mut found: Vec<Set> = vec![0];
    for choice in choices {
        within(found.len().saturating_mul(choice.len()))?;
        let next = found
            .iter()
            .flat_map(|set| choice.iter().map(move |more| set | more));
        found = minimal(next.collect());
    }
    Ok(found)
}

fn within(sets: usize) -> Result<(), TooMany> {
    match sets <= MOST_SETS {
        true => Ok(()),
        false => Err(TooMany(sets)),
    }
}

/// The minimal sets of voters whose votes sum to `needed` or more, as bits of their
/// places in `votes`. None where all together do not.
///
/// # Errors
/// [`TooMany`] sets on the way.
pub fn enough(votes: &[u64], needed: u64) -> Result<Vec<Set>, TooMany> {
    let mut found = Vec::new();
    let mut order: Vec<usize> = (0..votes.len().min(128)).collect();
    // Heavy votes first: a set is minimal if it falls short without its lightest vote,
    // and that is the one added last.
    order.sort_by_key(|&voter| std::cmp::Reverse(votes[voter]));
    let mut rest = vec![0u64; order.len() + 1];
    for at in (0..order.len()).rev() {
        rest[at] = rest[at + 1].saturating_add(votes[order[at]]);
    }
    let mut open: Vec<(usize, u64, Set)> = vec![(0, 0, 0)];
    while let Some((at, sum, set)) = open.pop() {
        if sum >= needed {
            found.push(set);
            within(found.len())?;
            continue;
        }
        if at == order.len() || sum.saturating_add(rest[at]) < needed {
            continue;
        }
        open.push((at + 1, sum, set));
        open.push((
            at + 1,
            sum.saturating_add(votes[order[at]]),
            set | 1 << order[at],
        ));
    }
    Ok(minimal(found))
}

/// The judgements of a set, lowest number first.
pub fn bits(set: Set) -> impl Iterator<Item = usize> {
    (0..128usize).filter(move |judgement| set >> judgement & 1 == 1)
}
