//! The least that the others can inflict: free and credible threats.
//!
//! W_i(s) is the least value over s and everything that the others can reach
//! from s, no one moving twice running. Where two moves of the same decision
//! maker can always be made as one, that rule changes nothing, and one array is
//! lowered until it stays. Otherwise one array per first mover is:
//! T_j(s) is the least over t in R_j(s) of the value at t and of every T_k(t)
//! with k other than j.

use crate::computation::Computation;
use crate::rows::{Answers, Rows};
use crate::sweep::Sweeps;
use crate::tiles::{PASS, Sizes};
use crate::{Concept, Model, Stopped};

/// What a decision maker can gain, and what the others can make of it. Arrays hold
/// `u32::MAX` where infeasible.
pub(crate) enum Threats<'m> {
    /// Where everybody is independent of the others' options and moves but for holes.
    Independent(Sweeps<'m>),
    /// In general.
    Bound(Bound<'m>),
}

impl<'m> Threats<'m> {
    pub fn new(model: &'m Model, course: &'m Computation<'m>, sizes: Sizes) -> Self {
        if model.movers.iter().all(|mover| mover.is_independent()) {
            Threats::Independent(Sweeps::new(model, course, sizes))
        } else {
            Threats::Bound(Bound::new(model, course))
        }
    }

    /// `x` becomes what the others leave `i` of each state under `concept`: P_i where
    /// no answer counts, else the least W_i of what they can bring about.
    pub fn left(&mut self, i: usize, concept: Concept, x: &mut [u32]) -> Result<(), Stopped> {
        x.fill(u32::MAX);
        if matches!(concept, Concept::Smr | Concept::Sseq) {
            // Nothing has been lost yet, so the best is M_i.
            self.best(i, x)?;
        } else {
            let own = match self {
                Threats::Independent(sweeps) => &sweeps.model.values[i],
                Threats::Bound(bound) => &bound.model.values[i],
            };
            for (x, &own) in x.iter_mut().zip(own) {
                *x = if own == 0 { u32::MAX } else { own };
            }
        }
        match concept {
            Concept::Nash => Ok(()),
            Concept::Gmr | Concept::Smr => self.least(i, x, Answers::Free),
            Concept::Seq | Concept::Sseq => self.least(i, x, Answers::Credible),
        }
    }

    /// `x` becomes the most of the lesser of `x` and P_i over {s} ∪ R_i(s).
    pub fn best(&self, i: usize, x: &mut [u32]) -> Result<(), Stopped> {
        match self {
            Threats::Independent(sweeps) => sweeps.best(i, x),
            Threats::Bound(bound) => bound.best(i, x),
        }
    }

    /// `x` becomes the least of itself over s and what the others than `i` can
    /// reach from s.
    fn least(&mut self, i: usize, x: &mut [u32], answers: Answers) -> Result<(), Stopped> {
        match self {
            Threats::Independent(sweeps) => sweeps.least(i, x, answers),
            Threats::Bound(bound) => bound.least(i, x, answers),
        }
    }
}

/// A model with rules on its transitions, or changes that have to be made in turn.
pub(crate) struct Bound<'m> {
    model: &'m Model,
    course: &'m Computation<'m>,
    rows: Vec<Rows<'m>>,
}

impl<'m> Bound<'m> {
    fn new(model: &'m Model, course: &'m Computation<'m>) -> Self {
        let each = model.movers.iter().zip(&model.values);
        Bound {
            model,
            course,
            rows: each
                .map(|(mover, values)| Rows::new(mover, values))
                .collect(),
        }
    }

    fn best(&self, i: usize, x: &mut [u32]) -> Result<(), Stopped> {
        self.course.go_on()?;
        self.course.advance(PASS);
        let (mover, own) = (&self.model.movers[i], &self.model.values[i]);
        // The most of x is the complement of the least of its complement.
        let lesser = x.iter_mut().zip(own);
        lesser.for_each(|(x, &own)| *x = !own.min(*x));
        if mover.stops.is_empty() {
            let mut scratch = Vec::new();
            let spans = mover.spans.iter();
            spans.for_each(|span| span.spread(x, &mut scratch));
        } else {
            let mut least = vec![u32::MAX; x.len()];
            self.rows[i].least(Answers::Free, x, &mut least, &mut Vec::new());
            meet(x, &least);
        }
        x.iter_mut().for_each(|x| *x = !*x);
        self.close_holes(x);
        Ok(())
    }

    fn least(&self, i: usize, x: &mut [u32], answers: Answers) -> Result<(), Stopped> {
        let movers = &self.model.movers;
        let is_other = |&j: &usize| j != i && !movers[j].axes.is_empty();
        let others: Vec<usize> = (0..movers.len()).filter(is_other).collect();
        if others.iter().all(|&j| movers[j].transitive) {
            self.sweep(&others, x, answers)?;
        } else {
            self.sweep_by_first_mover(&others, x, answers)?;
        }
        self.course.advance(PASS * others.len() as u64);
        Ok(())
    }

    fn sweep(&self, others: &[usize], x: &mut [u32], answers: Answers) -> Result<(), Stopped> {
        let mut out = vec![u32::MAX; x.len()];
        let mut scratch = Vec::new();
        // How many in a row have nothing to add.
        let mut quiet = 0;
        for &j in others.iter().cycle() {
            self.course.go_on()?;
            self.rows[j].least(answers, x, &mut out, &mut scratch);
            self.close_holes(&mut out);
            // Whoever has just moved has nothing to add.
            quiet = if meet(x, &out) { 1 } else { quiet + 1 };
            if quiet >= others.len() {
                break;
            }
        }
        Ok(())
    }

    fn sweep_by_first_mover(
        &self,
        others: &[usize],
        x: &mut [u32],
        answers: Answers,
    ) -> Result<(), Stopped> {
        let mut first = vec![vec![u32::MAX; x.len()]; others.len()];
        let mut out = vec![u32::MAX; x.len()];
        let mut after = x.to_vec();
        let mut scratch = Vec::new();
        let mut quiet = 0;
        for k in (0..others.len()).cycle() {
            self.course.go_on()?;
            after.copy_from_slice(x);
            for (l, other) in first.iter().enumerate() {
                if l != k {
                    meet(&mut after, other);
                }
            }
            self.rows[others[k]].least(answers, &after, &mut out, &mut scratch);
            self.close_holes(&mut out);
            quiet = if meet(&mut first[k], &out) {
                1
            } else {
                quiet + 1
            };
            if quiet >= others.len() {
                break;
            }
        }
        first.iter().for_each(|other| {
            meet(x, other);
        });
        Ok(())
    }

    /// Nobody can be where it is infeasible.
    fn close_holes(&self, x: &mut [u32]) {
        for (x, &value) in x.iter_mut().zip(&self.model.values[0]) {
            *x = if value == 0 { u32::MAX } else { *x };
        }
    }
}

/// `a` becomes the lesser of both, entry by entry; whether that changed it.
fn meet(a: &mut [u32], b: &[u32]) -> bool {
    let mut changed = 0;
    for (a, &b) in a.iter_mut().zip(b) {
        let least = (*a).min(b);
        changed |= *a ^ least;
        *a = least;
    }
    changed != 0
}
