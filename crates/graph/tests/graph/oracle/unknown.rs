//! The four extensions of the concepts to unknown preference (Li, Hipel, Kilgour
//! & Fang 2004), from the definition. Readings are conflicts that differ in what
//! is wanted only.

use std::collections::BTreeSet;

use super::{Conflict, Verdicts};

/// What a pair of states can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    Better,
    Equal,
    Worse,
    Unknown,
}

/// How `i` compares `a` with `b` in all readings.
pub fn pair(readings: &[Conflict], i: usize, a: usize, b: usize) -> Pair {
    if readings.iter().all(|r| r.better(i, a, b)) {
        Pair::Better
    } else if readings.iter().all(|r| r.better(i, b, a)) {
        Pair::Worse
    } else if readings
        .iter()
        .all(|r| !r.better(i, a, b) && !r.better(i, b, a))
    {
        Pair::Equal
    } else {
        Pair::Unknown
    }
}

/// What the others than `i` can bring about from `s` in one or more steps, no
/// one twice running, each step passing `counts(mover, from, to)`.
fn answers(
    conflict: &Conflict,
    i: usize,
    s: usize,
    counts: &dyn Fn(usize, usize, usize) -> bool,
) -> BTreeSet<usize> {
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut open = vec![(s, i)];
    while let Some((at, last)) = open.pop() {
        for j in (0..conflict.decision_makers).filter(|&j| j != i && j != last) {
            for &to in &conflict.moves[j][at] {
                if counts(j, at, to) && seen.insert((to, j)) {
                    open.push((to, j));
                }
            }
        }
    }
    seen.into_iter().map(|(to, _)| to).collect()
}

/// The verdicts for `i` at every feasible state under `extension` (a, b, c, d).
/// `perhaps`: the others may also move to what is perhaps better for them.
pub fn verdicts(readings: &[Conflict], extension: char, perhaps: bool, i: usize) -> Vec<Verdicts> {
    let conflict = &readings[0];
    let leaves = |s: usize, s1: usize| match extension {
        'a' | 'c' => matches!(pair(readings, i, s1, s), Pair::Better | Pair::Unknown),
        _ => pair(readings, i, s1, s) == Pair::Better,
    };
    let sanction = |s: usize, s2: usize| match extension {
        'a' | 'b' => matches!(pair(readings, i, s2, s), Pair::Equal | Pair::Worse),
        _ => pair(readings, i, s2, s) != Pair::Better,
    };
    let credible = |j: usize, from: usize, to: usize| match pair(readings, j, to, from) {
        Pair::Better => true,
        Pair::Unknown => perhaps,
        _ => false,
    };
    let each = |s: usize| {
        let list = |s1: usize, counts: &dyn Fn(usize, usize, usize) -> bool| {
            answers(conflict, i, s1, counts)
        };
        let mut found = [true; 5];
        for &s1 in conflict.moves[i][s].iter().filter(|&&s1| leaves(s, s1)) {
            found[0] = false;
            for (first, answers) in [(1, list(s1, &|_, _, _| true)), (3, list(s1, &credible))] {
                let no_escape = |s2: usize| conflict.moves[i][s2].iter().all(|&s3| sanction(s, s3));
                found[first] &= answers.iter().any(|&s2| sanction(s, s2));
                found[first + 1] &= answers.iter().any(|&s2| sanction(s, s2) && no_escape(s2));
            }
        }
        found
    };
    conflict.feasible_states().into_iter().map(each).collect()
}
