//! Preferences: from what was said to ordinal values.

use crate::{Bits, BuildError, Formula, Space, State};

/// How one decision maker orders the states.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Option prioritisation (Hipel et al. 1997; Peng 1999), most important rank
    /// first. A state is compared by how many formulas of the first rank it
    /// meets, then of the second, and so on; formulas in one rank weigh the same
    /// (Mota et al.).
    Statements(Vec<Vec<Formula>>),
    /// Classes of equally good states, best first; a state belongs to the first
    /// class whose formula it meets. Every feasible state must meet one.
    Ranking(Vec<Formula>),
    /// An ordinal value for every combination (only the order means anything;
    /// values at infeasible combinations are ignored).
    Values(Vec<u32>),
}

impl Order {
    /// Every formula the order is made of.
    pub(crate) fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let (ranks, classes): (&[Vec<Formula>], &[Formula]) = match self {
            Order::Statements(ranks) => (ranks, &[]),
            Order::Ranking(classes) => (&[], classes),
            Order::Values(_) => (&[], &[]),
        };
        ranks.iter().flatten().chain(classes)
    }

    /// The ordinal values of `decision_maker`: 0 at infeasible combinations, at
    /// feasible ones the dense rank from 1, worst first.
    pub(crate) fn values(
        &self,
        space: &Space,
        feasible: &Bits,
        decision_maker: usize,
    ) -> Result<Vec<u32>, BuildError> {
        let mut scores = Scores::new(space.size());
        match self {
            Order::Statements(ranks) => {
                for rank in ranks {
                    scores.push_rank(rank, space, feasible);
                }
            }
            Order::Ranking(classes) => {
                let mut left = feasible.clone();
                for (k, class) in classes.iter().enumerate() {
                    let mut members = class.extension(space);
                    members.intersect(&left);
                    left.subtract(&members);
                    let score = (classes.len() - k) as u64;
                    members.iter().for_each(|s| scores.at[s.0 as usize] = score);
                }
                if !left.is_empty() {
                    return Err(BuildError::Unranked {
                        decision_maker,
                        states: left.iter().take(8).collect(),
                        count: left.count(),
                    });
                }
                scores.most = classes.len() as u64;
            }
            Order::Values(values) => {
                if values.len() != space.size() {
                    return Err(BuildError::BadValues { decision_maker });
                }
                for (score, &value) in scores.at.iter_mut().zip(values) {
                    *score = value.into();
                }
                scores.most = u32::MAX.into();
            }
        }
        scores.compress(feasible);
        let values = scores.at.iter().enumerate();
        Ok(values
            .map(|(s, &score)| {
                if feasible.has(State(s as u32)) {
                    score as u32 + 1
                } else {
                    0
                }
            })
            .collect())
    }
}

/// A number per combination, more being better, and a bound on them all.
struct Scores {
    at: Vec<u64>,
    most: u64,
}

impl Scores {
    fn new(size: usize) -> Self {
        Scores {
            at: vec![0; size],
            most: 0,
        }
    }

    /// Puts the number of satisfied formulas of one rank beneath all so far.
    fn push_rank(&mut self, rank: &[Formula], space: &Space, feasible: &Bits) {
        let base = rank.len() as u64 + 1;
        let grown = |most: u64| most.checked_mul(base)?.checked_add(base - 1);
        // Dense ranks are below 2^32, so one compression always makes room.
        let bound = 64 * self.at.len() as u64;
        if grown(self.most).is_none_or(|most| most > bound) {
            self.compress(feasible);
        }
        self.most = grown(self.most).unwrap_or(u64::MAX);
        self.at.iter_mut().for_each(|score| *score *= base);
        for formula in rank {
            let extension = formula.extension(space);
            for (block, &word) in self.at.chunks_mut(64).zip(extension.words()) {
                for (bit, score) in block.iter_mut().enumerate() {
                    *score += word >> bit & 1;
                }
            }
        }
    }

    /// Replaces scores by their dense ranks, from 0, among the feasible states.
    fn compress(&mut self, feasible: &Bits) {
        let used = feasible.iter().map(|s| self.at[s.0 as usize]);
        let distinct = if self.most <= 64 * self.at.len() as u64 {
            // Mark the scores that occur; a rank is the number of marks below.
            let mut marks = vec![0u64; self.most as usize / 64 + 1];
            used.for_each(|score| marks[score as usize / 64] |= 1 << (score % 64));
            let mut below = Vec::with_capacity(marks.len());
            let mut distinct = 0;
            for mark in &marks {
                below.push(distinct);
                distinct += mark.count_ones();
            }
            for score in &mut self.at {
                let (k, bit) = (*score as usize / 64, *score % 64);
                let lower = marks[k] & ((1 << bit) - 1);
                *score = u64::from(below[k] + lower.count_ones());
            }
            distinct as usize
        } else {
            let mut sorted: Vec<u64> = used.collect();
            sorted.sort_unstable();
            sorted.dedup();
            for score in &mut self.at {
                *score = sorted.partition_point(|s| s < score) as u64;
            }
            sorted.len()
        };
        // At infeasible combinations the rank can be one past the last.
        self.most = distinct as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change};

    fn binary(axes: usize) -> Space {
        let axis = Axis {
            owner: 0,
            levels: 2,
            change: Change::Reversible,
        };
        Space::new(vec![axis; axes])
    }

    fn on(axis: usize) -> Formula {
        Formula::Level { axis, levels: 2 }
    }

    fn off(axis: usize) -> Formula {
        Formula::Level { axis, levels: 1 }
    }

    #[test]
    fn statements_are_lexicographic() {
        let space = binary(2);
        let order = Order::Statements(vec![vec![on(1)], vec![off(0)]]);
        // States by (axis 1, axis 0): 00, 01, 10, 11.
        let values = order.values(&space, &Bits::all(4), 0).unwrap();
        assert_eq!(values, [2, 1, 4, 3]);
    }

    #[test]
    fn shared_ranks_count() {
        let space = binary(3);
        let order = Order::Statements(vec![vec![on(0), on(1)], vec![on(2)]]);
        let values = order.values(&space, &Bits::all(8), 0).unwrap();
        assert_eq!(values, [1, 3, 3, 5, 2, 4, 4, 6]);
    }

    #[test]
    fn ranks_are_dense_over_feasible_states() {
        let space = binary(2);
        let mut feasible = Bits::all(4);
        feasible.subtract(&on(0).extension(&space));
        let order = Order::Values(vec![u32::MAX, 7, 3, 7]);
        assert_eq!(order.values(&space, &feasible, 0).unwrap(), [2, 0, 1, 0]);
    }

    #[test]
    fn hundreds_of_statements_keep_their_order() {
        let space = binary(3);
        // 300 statements that say nothing, after and before the ones that do.
        let mut ranks = vec![vec![Formula::Constant(true)]; 300];
        ranks.push(vec![on(2)]);
        ranks.extend(vec![vec![off(2), on(2)]; 300]);
        ranks.push(vec![on(1)]);
        ranks.push(vec![off(0)]);
        let values = Order::Statements(ranks).values(&space, &Bits::all(8), 0);
        assert_eq!(values.unwrap(), [2, 1, 4, 3, 6, 5, 8, 7]);
    }

    #[test]
    fn ranking_takes_the_first_class() {
        let space = binary(2);
        let all = Formula::Constant(true);
        let order = Order::Ranking(vec![on(0), on(1), all]);
        let values = order.values(&space, &Bits::all(4), 0).unwrap();
        assert_eq!(values, [1, 3, 2, 3]);
        let gap = Order::Ranking(vec![on(0), on(1)]);
        assert_eq!(
            gap.values(&space, &Bits::all(4), 5),
            Err(BuildError::Unranked {
                decision_maker: 5,
                states: vec![State(0)],
                count: 1
            })
        );
    }
}
