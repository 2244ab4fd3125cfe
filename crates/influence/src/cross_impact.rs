//! Cross-impact balances: bundles of levels that support themselves.
//!
//! Weimer-Jehle 2006, Technol. Forecast. Soc. Change 73:334-361. Descriptors have levels;
//! `C[(i,k)][(j,l)]` says how much level k of i speaks for level l of j. The impact score
//! of level l of j in scenario z is the sum of `C[(i,z_i)][(j,l)]` over all i but j. A
//! scenario is consistent if every chosen level has the highest score of its descriptor,
//! ties allowed: just a pure Nash equilibrium of the game in which each descriptor
//! chooses the level of the highest score.
//!
//! A descriptor on which nothing acts is free in every scenario: each such one multiplies
//! the list. Fix it, or read it as an axis.

mod error;
mod search;
mod succession;

pub use error::CrossImpactError;
pub use search::{Consistent, ConsistentScenario, Limits};
pub use succession::{Attractor, MOST_SCENARIOS, Succession, Trajectory};

use crate::{Sign, SignedMap};

/// The level of each descriptor.
pub type Scenario = Vec<usize>;

/// Levels of all descriptors together that a matrix may have.
pub const MOST_LEVELS: usize = 4096;

/// Levels centred on 0: -1, 1; -1, 0, 1; -3, -1, 1, 3; -2 to 2; and so on.
pub fn centred(levels: usize) -> Vec<i64> {
    let last = levels as i64 - 1;
    let step = if levels.is_multiple_of(2) { 1 } else { 2 };
    (0..levels as i64)
        .map(|level| (2 * level - last) / step)
        .collect()
}

/// A cross-impact matrix.
#[derive(Clone, Debug)]
pub struct CrossImpact {
    /// How many levels each descriptor has.
    levels: Vec<usize>,
    /// Where the levels of each descriptor begin, and where the last end.
    first: Vec<usize>,
    /// `C`, row after row, all levels of all descriptors. Blocks on the diagonal are 0.
    impacts: Vec<i32>,
}

impl CrossImpact {
    /// A matrix without impacts.
    fn empty(levels: Vec<usize>) -> Result<Self, CrossImpactError> {
        if let Some(descriptor) = levels.iter().position(|&count| count == 0) {
            return Err(CrossImpactError::NoLevel { descriptor });
        }
        let sum = |sum: usize, count: &usize| sum.saturating_add(*count);
        let all = levels.iter().fold(0, sum);
        if all > MOST_LEVELS {
            return Err(CrossImpactError::TooManyLevels { levels: all });
        }
        let mut first = vec![0];
        for count in &levels {
            first.push(first[first.len() - 1] + count);
        }
        Ok(CrossImpact {
            levels,
            first,
            impacts: vec![0; all * all],
        })
    }

    /// From judgements: `matrix[row][column]`, where the levels of all descriptors follow
    /// each other; rows act on columns. What a descriptor does to itself is passed over.
    pub fn new(levels: Vec<usize>, matrix: &[Vec<i32>]) -> Result<Self, CrossImpactError> {
        let mut made = Self::empty(levels)?;
        let all = made.all_levels();
        if matrix.len() != all || matrix.iter().any(|row| row.len() != all) {
            return Err(CrossImpactError::Lengths);
        }
        made.impacts = matrix.concat();
        for own in made.first.windows(2).map(|ends| ends[0]..ends[1]) {
            for row in own.clone() {
                made.impacts[row * all..][own.clone()].fill(0);
            }
        }
        Ok(made)
    }

    /// From signed links between drivers whose levels are ordered: a link of sign s and
    /// strength w makes the block `w s x_k y_l` of [`centred`] levels.
    pub fn of_links(
        map: &SignedMap,
        levels: Vec<usize>,
        strengths: &[i32],
    ) -> Result<Self, CrossImpactError> {
        if levels.len() != map.drivers() || strengths.len() != map.links().len() {
            return Err(CrossImpactError::Lengths);
        }
        let mut made = Self::empty(levels)?;
        for (link, ends) in map.links().iter().enumerate() {
            let sign = match ends.signs.sign() {
                Some(Sign::Plus) => 1,
                Some(Sign::Minus) => -1,
                None if ends.signs.is_ambivalent() => {
                    return Err(CrossImpactError::Ambivalent { link });
                }
                None => continue,
            };
            for (k, x) in centred(made.levels[ends.from]).into_iter().enumerate() {
                for (l, y) in centred(made.levels[ends.to]).into_iter().enumerate() {
                    let impact = i64::from(strengths[link]) * sign * x * y;
                    let impact = i32::try_from(impact)
                        .map_err(|_| CrossImpactError::ImpactTooLarge { link })?;
                    let at = made.at((ends.from, k), (ends.to, l));
                    made.impacts[at] = impact;
                }
            }
        }
        Ok(made)
    }

    /// Puts a block of judgements in place of what one descriptor does to another:
    /// `block[k][l]`.
    pub fn set_block(
        &mut self,
        from: usize,
        to: usize,
        block: &[Vec<i32>],
    ) -> Result<(), CrossImpactError> {
        let count = |descriptor: usize| self.levels.get(descriptor).copied();
        let (Some(rows), Some(columns)) = (count(from), count(to)) else {
            return Err(CrossImpactError::Lengths);
        };
        if from == to || block.len() != rows || block.iter().any(|row| row.len() != columns) {
            return Err(CrossImpactError::Lengths);
        }
        for (k, row) in block.iter().enumerate() {
            let at = self.at((from, k), (to, 0));
            self.impacts[at..at + columns].copy_from_slice(row);
        }
        Ok(())
    }

    /// How many levels each descriptor has.
    pub fn levels(&self) -> &[usize] {
        &self.levels
    }

    /// Whether nothing acts on a descriptor.
    pub fn is_free(&self, descriptor: usize) -> bool {
        let columns = match self.levels.get(descriptor) {
            Some(_) => self.first[descriptor]..self.first[descriptor + 1],
            None => 0..0,
        };
        let mut rows = self.impacts.chunks_exact(self.all_levels().max(1));
        rows.all(|row| row[columns.clone()].iter().all(|&impact| impact == 0))
    }

    /// The impact scores of every level of every descriptor in a scenario.
    pub fn balances(&self, scenario: &[usize]) -> Result<Vec<Vec<i64>>, CrossImpactError> {
        self.known(scenario)?;
        let scores = self.scores(scenario);
        let of = |j: usize| scores[self.first[j]..self.first[j + 1]].to_vec();
        Ok((0..self.levels.len()).map(of).collect())
    }

    /// By how much the worst descriptor falls short of its best level; 0: consistent.
    /// Fixed descriptors are not asked.
    pub fn inconsistency(
        &self,
        scenario: &[usize],
        fixed: &[Option<usize>],
    ) -> Result<i64, CrossImpactError> {
        self.known(scenario)?;
        self.known_fixed(fixed)?;
        Ok(self.falls_short(scenario, fixed))
    }

    /// The sum of the scores of the levels chosen.
    pub fn total_impact_score(&self, scenario: &[usize]) -> Result<i64, CrossImpactError> {
        self.known(scenario)?;
        let scores = self.scores(scenario);
        let chosen = scenario.iter().zip(&self.first);
        Ok(chosen.map(|(level, first)| scores[first + level]).sum())
    }

    fn falls_short(&self, scenario: &[usize], fixed: &[Option<usize>]) -> i64 {
        let scores = self.scores(scenario);
        let short = |j: usize| self.best(&scores, j).1 - scores[self.first[j] + scenario[j]];
        let asked = (0..scenario.len()).filter(|&j| !is_fixed(fixed, j));
        asked.map(short).max().unwrap_or(0)
    }

    fn all_levels(&self) -> usize {
        self.first[self.levels.len()]
    }

    fn at(&self, (i, k): (usize, usize), (j, l): (usize, usize)) -> usize {
        (self.first[i] + k) * self.all_levels() + self.first[j] + l
    }

    /// What a level of a descriptor does to every level.
    fn row(&self, i: usize, k: usize) -> &[i32] {
        let at = self.at((i, k), (0, 0));
        &self.impacts[at..at + self.all_levels()]
    }

    // At most 4096 impacts of 32 bits each: no overflow.
    fn scores(&self, scenario: &[usize]) -> Vec<i64> {
        let mut scores = vec![0; self.all_levels()];
        for (i, &k) in scenario.iter().enumerate() {
            for (score, &impact) in scores.iter_mut().zip(self.row(i, k)) {
                *score += i64::from(impact);
            }
        }
        scores
    }

    /// The first best level of a descriptor, and its score.
    fn best(&self, scores: &[i64], j: usize) -> (usize, i64) {
        let own = scores[self.first[j]..self.first[j + 1]].iter().copied();
        let better = |best: (usize, i64), next: (usize, i64)| match next.1 > best.1 {
            true => next,
            false => best,
        };
        own.enumerate().reduce(better).unwrap_or((0, 0))
    }

    fn known(&self, scenario: &[usize]) -> Result<(), CrossImpactError> {
        let some: Vec<Option<usize>> = scenario.iter().copied().map(Some).collect();
        match scenario.len() == self.levels.len() {
            true => self.known_fixed(&some),
            false => Err(CrossImpactError::Lengths),
        }
    }

    /// Fixed levels: one entry per descriptor, or none at all.
    fn known_fixed(&self, fixed: &[Option<usize>]) -> Result<(), CrossImpactError> {
        if !fixed.is_empty() && fixed.len() != self.levels.len() {
            return Err(CrossImpactError::Lengths);
        }
        for (descriptor, (level, &count)) in fixed.iter().zip(&self.levels).enumerate() {
            if let &Some(level) = level
                && level >= count
            {
                return Err(CrossImpactError::UnknownLevel { descriptor, level });
            }
        }
        Ok(())
    }
}

fn is_fixed(fixed: &[Option<usize>], descriptor: usize) -> bool {
    fixed.get(descriptor).is_some_and(Option::is_some)
}
