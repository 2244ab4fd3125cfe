//! From scores to dense ranks.

use crate::Stopped;
use crate::computation::Computation;

/// Stands for the score of an infeasible combination.
pub(crate) const HOLE: u32 = u32::MAX;

/// How many scores are looked at before asking whether to go on.
pub(crate) const PART: usize = 1 << 15;

/// Which scores occur, and so the dense rank of each.
pub(crate) struct DenseRanks {
    /// One bit per score that could be.
    marks: Vec<u64>,
    /// How many marks there are before each word.
    below: Vec<u32>,
    distinct: u32,
    /// The rank of every score, where there are few that could be: quicker to read.
    direct: Vec<u32>,
}

/// Most scores of which each has its rank written down.
const MOST_DIRECT: usize = 1 << 16;

impl DenseRanks {
    /// The ranks of `scores`, all of which are below `bound` (at most 2^31) or
    /// [`HOLE`].
    pub fn of(scores: &[u32], bound: u32, course: &Computation) -> Result<Self, Stopped> {
        let mut marks = vec![0u64; bound.div_ceil(64) as usize];
        // Each thread looks at all scores and marks those in its own range.
        let share = marks.len().div_ceil(course.threads()).max(1 << 10);
        let shares = marks.chunks_mut(share).enumerate();
        course.each(
            shares,
            || (),
            |_, (k, marks)| {
                let lowest = (k * share * 64) as u32;
                for part in scores.chunks(PART) {
                    course.go_on()?;
                    for &score in part {
                        let score = score.wrapping_sub(lowest);
                        if let Some(word) = marks.get_mut(score as usize / 64) {
                            *word |= 1 << (score % 64);
                        }
                    }
                }
                Ok(())
            },
        )?;
        // Counted first and added up after, many words are counted at once.
        let mut below: Vec<u32> = marks.iter().map(|word| word.count_ones()).collect();
        let mut distinct = 0;
        for below in &mut below {
            distinct += std::mem::replace(below, distinct);
        }
        let mut ranks = DenseRanks {
            marks,
            below,
            distinct,
            direct: Vec::new(),
        };
        if bound as usize <= scores.len().min(MOST_DIRECT) {
            ranks.direct = (0..bound).map(|score| ranks.rank(score)).collect();
        }
        Ok(ranks)
    }

    /// How many scores occur.
    pub fn distinct(&self) -> u32 {
        self.distinct
    }

    /// Each score becomes its rank.
    pub fn replace(&self, scores: &mut [u32], course: &Computation) -> Result<(), Stopped> {
        let rank = |_: &mut (), part: &mut [u32]| {
            part.iter_mut().for_each(|score| *score = self.rank(*score));
            Ok(())
        };
        course.each(scores.chunks_mut(PART), || (), rank)
    }

    /// The dense rank of a score that occurs, from 1; 0 for [`HOLE`].
    pub fn rank(&self, score: u32) -> u32 {
        if let Some(rank) = self.direct.get(score as usize) {
            return *rank;
        }
        let k = score as usize / 64;
        match (self.marks.get(k), self.below.get(k)) {
            (Some(word), Some(below)) => below + (word << (63 - score % 64)).count_ones(),
            _ => 0,
        }
    }
}
