//! Relational stability under attitudes (Inohara, Hipel & Walker 2007), from the
//! definition.

use std::collections::BTreeSet;

use super::Conflict;

/// `matrix[i][j]`: +1, 0 or -1, the attitude of `i` towards `j`.
pub type Matrix = Vec<Vec<i8>>;

/// Whether `to` satisfies all attitudes of `i`, seen from `from`.
pub fn suits(conflict: &Conflict, matrix: &Matrix, i: usize, from: usize, to: usize) -> bool {
    (0..conflict.decision_makers).all(|j| match matrix[i][j] {
        1 => conflict.better(j, to, from),
        -1 => conflict.better(j, from, to),
        _ => true,
    })
}

/// TRR_i(s).
pub fn replies(conflict: &Conflict, matrix: &Matrix, i: usize, s: usize) -> Vec<usize> {
    let mut replies = conflict.moves[i][s].clone();
    replies.retain(|&t| suits(conflict, matrix, i, s, t));
    replies
}

/// What the others than `i` can bring about from `s`, no one twice running; with
/// `only_replies`, each step a total relational reply.
fn answers(
    conflict: &Conflict,
    matrix: &Matrix,
    i: usize,
    s: usize,
    only_replies: bool,
) -> BTreeSet<usize> {
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut open = vec![(s, i)];
    while let Some((at, last)) = open.pop() {
        for j in (0..conflict.decision_makers).filter(|&j| j != i && j != last) {
            let steps = match only_replies {
                true => replies(conflict, matrix, j, at),
                false => conflict.moves[j][at].clone(),
            };
            for to in steps {
                if seen.insert((to, j)) {
                    open.push((to, j));
                }
            }
        }
    }
    seen.into_iter().map(|(to, _)| to).collect()
}

/// RNash, RGMR, RSMR, RSEQ for `i` at `s`.
pub fn verdicts(conflict: &Conflict, matrix: &Matrix, i: usize, s: usize) -> [bool; 4] {
    let mut stable = [true; 4];
    for s1 in replies(conflict, matrix, i, s) {
        let sanction = |s2: usize| !suits(conflict, matrix, i, s, s2);
        let no_escape = |s2: usize| conflict.moves[i][s2].iter().all(|&s3| sanction(s3));
        let free = answers(conflict, matrix, i, s1, false);
        let credible = answers(conflict, matrix, i, s1, true);
        stable[0] = false;
        stable[1] &= free.iter().any(|&s2| sanction(s2));
        stable[2] &= free.iter().any(|&s2| sanction(s2) && no_escape(s2));
        stable[3] &= credible.iter().any(|&s2| sanction(s2));
    }
    stable
}
