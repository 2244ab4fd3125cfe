//! The least that the others can inflict: free and credible threats.
//!
//! W_i(s) is the least value over s and everything that the others can reach
//! from s, no one moving twice running. Where two moves of the same decision
//! maker can always be made as one, that rule changes nothing, and one array is
//! lowered until it stays. Otherwise one array per first mover is:
//! T_j(s) is the least over t in R_j(s) of the value at t and of every T_k(t)
//! with k other than j.

use crate::Model;
use crate::reduce::Span;
use crate::rows::{Answers, Rows};

/// A model with each decision maker's rows sorted.
pub(crate) struct Threats<'m> {
    model: &'m Model,
    rows: Vec<Rows<'m>>,
    holes: bool,
}

impl<'m> Threats<'m> {
    pub fn new(model: &'m Model) -> Self {
        Threats {
            model,
            rows: model
                .movers
                .iter()
                .zip(&model.values)
                .map(|(mover, values)| Rows::new(mover, values))
                .collect(),
            holes: !model.has_no_holes(),
        }
    }

    /// The least of `x` over {s} ∪ R_i(s), in place. `x` must be `u32::MAX`
    /// where infeasible; there the result means nothing.
    pub fn least_own(&self, i: usize, x: &mut [u32]) {
        let mover = &self.model.movers[i];
        if mover.stops.is_empty() {
            let mut scratch = Vec::new();
            mover
                .spans
                .iter()
                .for_each(|span| span.spread(x, &mut scratch));
        } else {
            let mut least = vec![u32::MAX; x.len()];
            self.rows[i].least(Answers::Free, x, &mut least, &mut Vec::new());
            meet(x, &least);
        }
    }

    /// The greatest of `x` (at least 1) over R+_i(s), 0 where that is empty; at
    /// infeasible s it means nothing.
    pub fn greatest_improvement(&self, i: usize, x: &[u32]) -> Vec<u32> {
        // As the least of the complement; only feasible states are looked at.
        let y: Vec<u32> = x.iter().map(|v| !v).collect();
        let mut out = vec![u32::MAX; x.len()];
        self.rows[i].least(Answers::Credible, &y, &mut out, &mut Vec::new());
        out.iter_mut().for_each(|v| *v = !*v);
        out
    }

    /// The least of `by` over s and what the others than `i` can reach from s,
    /// at every feasible s.
    pub fn least(&self, i: usize, by: &[u32], answers: Answers) -> Vec<u32> {
        let mut x = by.to_vec();
        self.close_holes(&mut x);
        let movers = &self.model.movers;
        let others: Vec<usize> = (0..movers.len())
            .filter(|&j| j != i && !movers[j].axes.is_empty())
            .collect();
        if others.iter().any(|&j| !movers[j].transitive) {
            self.sweep_by_first_mover(&others, x, answers)
        } else if answers == Answers::Free
            && !self.holes
            && others.iter().all(|&j| movers[j].stops.is_empty())
        {
            // Nothing stands in the way of any combination: one pass is exact.
            let axes = self.model.space.axes();
            let foreign = (0..axes.len()).filter(|&k| axes[k].owner != i);
            let mut scratch = Vec::new();
            for span in Span::of(&self.model.space, foreign) {
                span.spread(&mut x, &mut scratch);
            }
            x
        } else {
            self.sweep(&others, x, answers)
        }
    }

    fn sweep(&self, others: &[usize], mut x: Vec<u32>, answers: Answers) -> Vec<u32> {
        let mut out = vec![u32::MAX; x.len()];
        let mut scratch = Vec::new();
        // How many in a row have nothing to add.
        let mut quiet = 0;
        for &j in others.iter().cycle() {
            if answers == Answers::Free && self.model.movers[j].stops.is_empty() {
                out.copy_from_slice(&x);
                for span in &self.model.movers[j].spans {
                    span.spread(&mut out, &mut scratch);
                }
            } else {
                self.rows[j].least(answers, &x, &mut out, &mut scratch);
            }
            self.close_holes(&mut out);
            // Whoever has just moved has nothing to add.
            quiet = if meet(&mut x, &out) { 1 } else { quiet + 1 };
            if quiet >= others.len() {
                break;
            }
        }
        x
    }

    fn sweep_by_first_mover(&self, others: &[usize], x: Vec<u32>, answers: Answers) -> Vec<u32> {
        let mut first = vec![vec![u32::MAX; x.len()]; others.len()];
        let mut out = vec![u32::MAX; x.len()];
        let mut after = x.clone();
        let mut scratch = Vec::new();
        let mut quiet = 0;
        for k in (0..others.len()).cycle() {
            after.copy_from_slice(&x);
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
        let mut x = x;
        first.iter().for_each(|other| {
            meet(&mut x, other);
        });
        x
    }

    /// Nobody can be where it is infeasible.
    fn close_holes(&self, x: &mut [u32]) {
        if self.holes {
            for (x, &value) in x.iter_mut().zip(&self.model.values[0]) {
                *x = if value == 0 { u32::MAX } else { *x };
            }
        }
    }
}

/// `a` becomes the lesser of both, entry by entry; whether that changed it.
pub(crate) fn meet(a: &mut [u32], b: &[u32]) -> bool {
    let mut changed = 0;
    for (a, &b) in a.iter_mut().zip(b) {
        let least = (*a).min(b);
        changed |= *a ^ least;
        *a = least;
    }
    changed != 0
}
