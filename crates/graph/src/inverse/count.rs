//! How many rankings make a state stable.

use std::collections::HashMap;

use super::Rankings;
use super::rankings::least;
use crate::State;

/// How many rankings of one decision maker make a state stable for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankingCounts {
    /// Strict rankings that do, and all of them; `None` where the numbers have
    /// more than 128 bits (more than 34 states).
    pub strict: Option<(u128, u128)>,
    /// Weak orders (rankings with ties) that do, and all of them; `None` where the
    /// numbers have more than 128 bits.
    pub weak: Option<(u128, u128)>,
    /// The share of strict rankings that do; the number of states that the
    /// condition does not name has no part in it.
    pub share: f64,
}

impl Rankings {
    /// Counts the rankings that make the state stable. `None` where that would
    /// take more than `work` steps, or the condition names more than 120 states.
    ///
    /// Let c_k be the number of sets of k other states that suffice to be liked no
    /// better, out of m states in all. Then Σ c_k k! (m−1−k)! strict rankings do,
    /// and Σ c_k b_k a(m−1−k) weak orders, a being the ordered Bell numbers and
    /// b_k (1 for k = 0, else 2 a(k)) the weak orders of s and k others in which
    /// nothing is better than s.
    pub fn counts(&self, work: u64) -> Option<RankingCounts> {
        let mut names: Vec<State> = (self.conditions.iter())
            .flat_map(|condition| condition.enough.iter().flatten().copied())
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.len() > 120 {
            return None;
        }
        let number = |state: &State| names.partition_point(|name| name < state) as u8;
        let sets = |sets: &Vec<Vec<State>>| {
            let set = |set: &Vec<State>| set.iter().map(number).collect();
            least(sets.iter().map(set).collect())
        };
        let conditions = (self.conditions.iter()).map(|condition| sets(&condition.enough));
        let mut counter = Counter {
            known: HashMap::new(),
            work,
        };
        let named = counter.count(simple(conditions.collect()))?;
        let n = names.len() as u64;
        // Some states may be named by no condition that is left: they are free.
        let named = widened(&named, names.len() + 1 - named.len())?;
        let choose = binomials(n);
        let share = (named.iter().zip(&choose))
            .map(|(&sets, &all)| sets as f64 / all as f64 / (n + 1) as f64)
            .sum();
        let others = self.feasible.saturating_sub(1);
        let all = widened(&named, others.saturating_sub(names.len()));
        let weighted = |weight: &dyn Fn(usize) -> Option<u128>| {
            let mut sum = 0u128;
            for (k, &sets) in all.as_ref()?.iter().enumerate().filter(|(_, c)| **c > 0) {
                sum = sum.checked_add(sets.checked_mul(weight(k)?)?)?;
            }
            Some(sum)
        };
        let strict = || {
            let stable = weighted(&|k| factorial(k)?.checked_mul(factorial(others - k)?))?;
            Some((stable, factorial(others + 1)?))
        };
        let weak = || {
            let bell = ordered_bell(others + 1)?;
            let below = |k: usize| {
                if k == 0 {
                    Some(1)
                } else {
                    bell[k].checked_mul(2)
                }
            };
            let stable = weighted(&|k| below(k)?.checked_mul(bell[others - k]))?;
            Some((stable, bell[others + 1]))
        };
        Some(RankingCounts {
            strict: strict(),
            weak: weak(),
            share,
        })
    }
}

/// Conditions that must all be met, each by one of its sets of numbers.
type Conditions = Vec<Vec<Vec<u8>>>;

/// Counts, by size, the sets of numbers that meet some conditions.
struct Counter {
    known: HashMap<Conditions, Vec<u128>>,
    work: u64,
}

impl Counter {
    /// How many sets of 0, 1, 2, … of the numbers that the conditions name meet
    /// them all: by cases of one number, each remaining condition once.
    fn count(&mut self, conditions: Conditions) -> Option<Vec<u128>> {
        if conditions.is_empty() {
            return Some(vec![1]);
        }
        if let Some(known) = self.known.get(&conditions) {
            return Some(known.clone());
        }
        let names = named(&conditions);
        let size = conditions.iter().flatten().map(|set| set.len() as u64 + 1);
        self.work = self.work.checked_sub(size.sum())?;
        let first = *names.first()?;
        let with = conditions.iter().map(|sets| {
            let without_it = |set: &Vec<u8>| set.iter().copied().filter(|&n| n != first).collect();
            least(sets.iter().map(without_it).collect())
        });
        let with = simple(with.collect());
        let without = conditions.iter().map(|sets| {
            let lacks_it = |set: &&Vec<u8>| !set.contains(&first);
            sets.iter().filter(lacks_it).cloned().collect::<Vec<_>>()
        });
        let without: Conditions = without.collect();
        let mut counts = vec![0u128; names.len() + 1];
        let mut add = |part: Vec<u128>, shift: usize| {
            let part = widened(&part, names.len() - part.len())?;
            for (count, more) in counts[shift..].iter_mut().zip(part) {
                *count += more;
            }
            Some(())
        };
        add(self.count(with)?, 1)?;
        if without.iter().all(|sets| !sets.is_empty()) {
            add(self.count(simple(without))?, 0)?;
        }
        self.known.insert(conditions, counts.clone());
        Some(counts)
    }
}

/// The conditions in one order, without those always met and those that follow
/// from another.
fn simple(mut conditions: Conditions) -> Conditions {
    conditions.retain(|sets| *sets != [vec![]]);
    conditions.sort_unstable();
    conditions.dedup();
    let follows = |k: usize| {
        let more = &conditions[k];
        (conditions.iter().enumerate())
            .any(|(j, sets)| j != k && sets.iter().all(|set| more.contains(set)))
    };
    let kept: Vec<bool> = (0..conditions.len()).map(|k| !follows(k)).collect();
    let mut kept = kept.into_iter();
    conditions.retain(|_| kept.next().unwrap_or(true));
    conditions
}

fn named(conditions: &Conditions) -> Vec<u8> {
    let mut names: Vec<u8> = conditions.iter().flatten().flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The same count with some numbers more that may be in a set or not.
fn widened(counts: &[u128], more: usize) -> Option<Vec<u128>> {
    let mut counts = counts.to_vec();
    counts.resize(counts.len() + more, 0);
    for _ in 0..more {
        for k in (1..counts.len()).rev() {
            counts[k] = counts[k].checked_add(counts[k - 1])?;
        }
    }
    Some(counts)
}

/// The binomial coefficients of `n`, at most 120.
fn binomials(n: u64) -> Vec<u128> {
    widened(&[1], n as usize).unwrap_or_default()
}

fn factorial(n: usize) -> Option<u128> {
    (1..=n as u128).try_fold(1u128, u128::checked_mul)
}

/// The number of weak orders of 0, 1, … `n` things (ordered Bell numbers):
/// a(n) = Σ C(n, k) a(n−k) over k from 1, the size of the best class.
fn ordered_bell(n: usize) -> Option<Vec<u128>> {
    let mut bell = vec![1u128];
    for m in 1..=n {
        let choose = widened(&[1], m)?;
        let mut sum = 0u128;
        for k in 1..=m {
            sum = sum.checked_add(choose[k].checked_mul(bell[m - k])?)?;
        }
        bell.push(sum);
    }
    Some(bell)
}
