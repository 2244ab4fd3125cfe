//! First-level hypergames (Bennett 1977; Wang, Hipel & Fraser 1988), from the
//! definition: one conflict per decision maker, over the same combinations.

use super::{Answers, Conflict};

/// Who stays where in one conflict: `[i][s][concept]`, `None` where `s` is not in it.
pub fn verdicts(conflict: &Conflict) -> Vec<Vec<Option<[bool; 5]>>> {
    (0..conflict.decision_makers)
        .map(|i| {
            let mut answers = Answers::to(conflict, i);
            (0..conflict.states.len())
                .map(|s| conflict.feasible[s].then(|| answers.verdicts(s)))
                .collect()
        })
        .collect()
}

/// What becomes of one state under one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Who thinks that it holds: who sees nobody leave it in its own conflict.
    pub thinks: Vec<bool>,
    /// Who does not leave it, by its own conflict or because it is not in it.
    pub stays: Vec<bool>,
    /// Whether it can be, and nobody leaves it.
    pub holds: bool,
}

/// The fate of state `s`; `of[i]` are the verdicts in the conflict that `i` sees.
pub fn fate(
    truth: &Conflict,
    of: &[Vec<Vec<Option<[bool; 5]>>>],
    s: usize,
    concept: usize,
) -> Fate {
    let everyone = 0..truth.decision_makers;
    let stable = |viewer: usize, i: usize| of[viewer][i][s].map(|v| v[concept]);
    let thinks: Vec<bool> = (everyone.clone())
        .map(|viewer| everyone.clone().all(|i| stable(viewer, i) == Some(true)))
        .collect();
    let stays: Vec<bool> = (everyone.clone())
        .map(|i| truth.feasible[s] && stable(i, i) != Some(false))
        .collect();
    let holds = stays.iter().all(|&stays| stays);
    Fate {
        thinks,
        stays,
        holds,
    }
}
