//! All consistent scenarios, by a search that leaves out what cannot become consistent.

use super::{CrossImpact, CrossImpactError, Scenario, is_fixed};

/// Where a search ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Scenarios listed.
    pub listed: usize,
    /// Levels tried.
    pub tried: u64,
}

/// A scenario found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistentScenario {
    /// Its levels.
    pub levels: Scenario,
    /// By how much its worst descriptor falls short of its best level.
    pub inconsistency: i64,
    /// Descriptors, not fixed, that have another level with just the score of the one
    /// chosen. Without them the equilibrium is strict.
    pub tied: Vec<usize>,
}

/// The scenarios found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consistent {
    /// In the order of their levels, the last descriptor changing first.
    pub scenarios: Vec<ConsistentScenario>,
    /// Whether these are all: no limit was reached.
    pub complete: bool,
}

impl CrossImpact {
    /// The scenarios whose inconsistency is at most `slack` (0: the consistent ones), with
    /// the fixed levels given: one entry per descriptor, or none at all. Fixed descriptors
    /// are not asked whether their level is best.
    ///
    /// Levels are chosen descriptor by descriptor; a choice is left as soon as some
    /// level chosen falls short of another whatever is chosen later.
    pub fn consistent(
        &self,
        fixed: &[Option<usize>],
        slack: u32,
        limits: Limits,
    ) -> Result<Consistent, CrossImpactError> {
        self.known_fixed(fixed)?;
        Ok(Search::new(self, fixed, slack.into()).run(limits))
    }
}

struct Search<'a> {
    matrix: &'a CrossImpact,
    fixed: &'a [Option<usize>],
    slack: i64,
    /// For each depth, descriptor, level k and level l: the most by which the descriptors
    /// from this depth on can lift the score of k above that of l.
    lift: Vec<Vec<i64>>,
    /// Where the levels k of each descriptor begin in a row of `lift`.
    pairs: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(matrix: &'a CrossImpact, fixed: &'a [Option<usize>], slack: i64) -> Self {
        let mut pairs = vec![0];
        for count in &matrix.levels {
            pairs.push(pairs[pairs.len() - 1] + count * count);
        }
        let mut search = Search {
            matrix,
            fixed,
            slack,
            lift: vec![vec![0; pairs[matrix.levels.len()]]],
            pairs,
        };
        for i in (0..matrix.levels.len()).rev() {
            let mut row = search.lift[search.lift.len() - 1].clone();
            for j in (0..matrix.levels.len()).filter(|&j| j != i) {
                let (count, first) = (matrix.levels[j], matrix.first[j]);
                for k in 0..count {
                    for l in 0..count {
                        let lift = search.choices(i).map(|m| {
                            let impacts = matrix.row(i, m);
                            i64::from(impacts[first + k]) - i64::from(impacts[first + l])
                        });
                        row[search.pairs[j] + k * count + l] += lift.max().unwrap_or(0);
                    }
                }
            }
            search.lift.push(row);
        }
        search.lift.reverse();
        search
    }

    fn choices(&self, descriptor: usize) -> std::ops::Range<usize> {
        match self.fixed.get(descriptor).copied().flatten() {
            Some(level) => level..level + 1,
            None => 0..self.matrix.levels[descriptor],
        }
    }

    fn run(&self, limits: Limits) -> Consistent {
        let n = self.matrix.levels.len();
        let mut scenarios = Vec::new();
        let mut tried = 0;
        let mut chosen: Vec<usize> = Vec::new();
        let mut untried: Vec<std::ops::Range<usize>> = Vec::new();
        let mut scores = vec![0_i64; self.matrix.all_levels()];
        // Enters a depth, or lists the scenario where all is chosen.
        loop {
            if chosen.len() < n {
                untried.push(self.choices(chosen.len()));
            } else if scenarios.len() < limits.listed {
                scenarios.push(self.told(&chosen, &scores));
            } else {
                return Consistent {
                    scenarios,
                    complete: false,
                };
            }
            loop {
                if chosen.len() == untried.len()
                    && let Some(level) = chosen.pop()
                {
                    self.add(&mut scores, chosen.len(), level, -1);
                }
                let Some(levels) = untried.last_mut() else {
                    return Consistent {
                        scenarios,
                        complete: true,
                    };
                };
                let Some(level) = levels.next() else {
                    untried.pop();
                    continue;
                };
                if tried == limits.tried {
                    return Consistent {
                        scenarios,
                        complete: false,
                    };
                }
                tried += 1;
                self.add(&mut scores, chosen.len(), level, 1);
                chosen.push(level);
                if self.can_hold(&chosen, &scores) {
                    break;
                }
            }
        }
    }

    fn add(&self, scores: &mut [i64], descriptor: usize, level: usize, times: i64) {
        let impacts = self.matrix.row(descriptor, level);
        for (score, &impact) in scores.iter_mut().zip(impacts) {
            *score += times * i64::from(impact);
        }
    }

    fn can_hold(&self, chosen: &[usize], scores: &[i64]) -> bool {
        let lift = &self.lift[chosen.len()];
        chosen.iter().enumerate().all(|(j, &k)| {
            let count = self.matrix.levels[j];
            let own = &scores[self.matrix.first[j]..][..count];
            let lift = &lift[self.pairs[j] + k * count..][..count];
            let mut others = own.iter().zip(lift);
            is_fixed(self.fixed, j)
                || others.all(|(score, lift)| own[k] + lift + self.slack >= *score)
        })
    }

    fn told(&self, chosen: &[usize], scores: &[i64]) -> ConsistentScenario {
        let tied = |&j: &usize| {
            let own = &scores[self.matrix.first[j]..self.matrix.first[j + 1]];
            let same = own.iter().filter(|&&score| score == own[chosen[j]]);
            !is_fixed(self.fixed, j) && same.count() > 1
        };
        ConsistentScenario {
            levels: chosen.to_vec(),
            inconsistency: self.matrix.falls_short(chosen, self.fixed),
            tied: (0..chosen.len()).filter(tied).collect(),
        }
    }
}
