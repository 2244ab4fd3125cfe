//! Stability by degree of preference (Hamouda, Kilgour & Hipel 2004, 2006; Xu,
//! Hipel & Kilgour 2009), from the definition.

use std::cmp::Ordering;

use super::{Conflict, Steps, Verdicts};

/// How degrees above 1 are told.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    /// At least so many classes apart.
    Gap(usize),
    /// A class whose number is a multiple of this lies between, or is the better.
    Lines(usize),
    /// Worse in the first so many ranks of statements.
    First(usize),
}

impl Conflict {
    /// The number of the class of equally good states, worst first, from 1.
    fn class(&self, i: usize, s: usize) -> usize {
        let mut below: Vec<usize> = self.feasible_states();
        below.retain(|&t| self.better(i, s, t));
        // One state of each class below.
        let mut classes: Vec<usize> = Vec::new();
        for t in below {
            if !classes
                .iter()
                .any(|&u| self.compare(i, t, u) == Ordering::Equal)
            {
                classes.push(t);
            }
        }
        classes.len() + 1
    }

    /// Whether `t` is worse for `i` than `s` by one of `told`.
    pub fn worse_by(&self, i: usize, told: &[Told], s: usize, t: usize) -> bool {
        told.iter().any(|told| match *told {
            Told::Gap(gap) => self.class(i, t) + gap <= self.class(i, s),
            Told::Lines(each) => {
                (self.class(i, t) + 1..=self.class(i, s)).any(|class| class % each == 0)
            }
            Told::First(ranks) => {
                let first = |s: usize| &self.worth[i][s][..ranks.min(self.worth[i][s].len())];
                first(t) < first(s)
            }
        })
    }

    /// The verdicts for `i` at `s`, a sanction s2 being one where `worse(s2)`.
    pub fn verdicts_by(&self, i: usize, s: usize, worse: impl Fn(usize) -> bool) -> Verdicts {
        let others: Vec<usize> = (0..self.decision_makers).filter(|&j| j != i).collect();
        let improvements = self.improvements(i, s);
        let stable = |steps, no_escape: bool| {
            improvements.iter().all(|&s1| {
                let answers = self.joint_moves(s1, &others, steps);
                (0..answers.len()).any(|s2| {
                    let escape = || self.moves[i][s2].iter().any(|&s3| !worse(s3));
                    answers[s2] && worse(s2) && !(no_escape && escape())
                })
            })
        };
        [
            improvements.is_empty(),
            stable(Steps::Any, false),
            stable(Steps::Any, true),
            stable(Steps::Improving, false),
            stable(Steps::Improving, true),
        ]
    }
}
