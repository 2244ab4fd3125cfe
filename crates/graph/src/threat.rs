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

/// Which steps the others take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Any moves.
    Free,
    /// Only improvements of their movers.
    Credible,
}

/// A model with each decision maker's rows sorted.
pub(crate) struct Threats<'m> {
    model: &'m Model,
    /// Per decision maker, row after row, the positions in the row, best first.
    /// Infeasible states have value 0 and so come last.
    sorted: Vec<Vec<u32>>,
    holes: bool,
}

impl<'m> Threats<'m> {
    pub fn new(model: &'m Model) -> Self {
        Threats {
            model,
            sorted: (0..model.decision_makers())
                .map(|j| sorted_rows(model, j))
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
            self.least_in_rows(i, Answers::Free, x, &mut least);
            meet(x, &least);
        }
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
                self.close_holes(&mut out);
            } else {
                self.least_of_moves(j, answers, &x, &mut out, &mut scratch);
            }
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
            self.least_of_moves(others[k], answers, &after, &mut out, &mut scratch);
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

    /// `out` becomes the least of `x` over R_j(s), or R+_j(s) if credible;
    /// `u32::MAX` where that is empty or s infeasible.
    fn least_of_moves(
        &self,
        j: usize,
        answers: Answers,
        x: &[u32],
        out: &mut [u32],
        scratch: &mut Vec<u32>,
    ) {
        let mover = &self.model.movers[j];
        match answers {
            Answers::Free if mover.stops.is_empty() => {
                mover.least_changed(x, out, scratch);
                self.close_holes(out);
            }
            Answers::Credible if mover.is_free() => self.least_of_better(j, x, out),
            _ => self.least_in_rows(j, answers, x, out),
        }
    }

    /// Credible answers where every change is allowed: down each sorted row, the
    /// least of what is strictly better.
    fn least_of_better(&self, j: usize, x: &[u32], out: &mut [u32]) {
        let mover = &self.model.movers[j];
        let values = &self.model.values[j];
        let length = mover.offsets.len();
        for (row, first) in self.sorted[j].chunks_exact(length).zip(mover.rows()) {
            let (mut better, mut as_good, mut value) = (u32::MAX, u32::MAX, u32::MAX);
            for &position in row {
                let s = (first + mover.offsets[position as usize]) as usize;
                if values[s] < value {
                    better = better.min(as_good);
                    as_good = u32::MAX;
                    value = values[s];
                }
                out[s] = if value == 0 { u32::MAX } else { better };
                as_good = as_good.min(x[s]);
            }
        }
    }

    /// Any answers by any mover: each state of a row is laid on the piles of
    /// those that can move to it, one pile per kind of position and set of rules
    /// that forbid something from there.
    fn least_in_rows(&self, j: usize, answers: Answers, x: &[u32], out: &mut [u32]) {
        out.fill(u32::MAX);
        let mover = &self.model.movers[j];
        let values = &self.model.values[j];
        let length = mover.offsets.len();
        let mut states: Vec<RowState> = Vec::new();
        let mut rules: Vec<&[u64]> = Vec::new();
        let mut piles = Vec::new();
        for (row, first) in self.sorted[j].chunks_exact(length).zip(mover.rows()) {
            states.clear();
            rules.clear();
            for &position in row {
                let index = (first + mover.offsets[position as usize]) as usize;
                if values[index] == 0 {
                    break;
                }
                let own = mover.stops.from(index);
                let known = rules.iter().position(|r| r.iter().eq(own));
                states.push(RowState {
                    index,
                    kind: mover.kinds[position as usize] as usize,
                    rules: known.unwrap_or(rules.len()),
                });
                if known.is_none() {
                    rules.push(own);
                }
            }
            piles.clear();
            piles.resize(mover.sources.len() * rules.len(), Pile::EMPTY);
            let pile_of = |s: &RowState| s.kind * rules.len() + s.rules;
            let lay = |piles: &mut [Pile], s: &RowState| {
                for &source in &mover.sources[s.kind] {
                    let base = source as usize * rules.len();
                    for (pile, marked) in piles[base..].iter_mut().zip(&rules) {
                        if !mover.stops.stop_marked(marked, s.index) {
                            pile.lay(x[s.index]);
                        }
                    }
                }
            };
            match answers {
                Answers::Free => {
                    states.iter().for_each(|s| lay(&mut piles, s));
                    for s in &states {
                        let pile = piles[pile_of(s)];
                        // A state is no move from itself.
                        let laid = !mover.stops.stop_marked(rules[s.rules], s.index);
                        let itself = laid && pile.least == x[s.index];
                        out[s.index] = if itself { pile.second } else { pile.least };
                    }
                }
                Answers::Credible => {
                    for equals in states.chunk_by(|a, b| values[a.index] == values[b.index]) {
                        for s in equals {
                            out[s.index] = piles[pile_of(s)].least;
                        }
                        equals.iter().for_each(|s| lay(&mut piles, s));
                    }
                }
            }
        }
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

/// A feasible state in a row, by what it can move to.
struct RowState {
    index: usize,
    kind: usize,
    rules: usize,
}

/// The least and the second least of what was laid on it.
#[derive(Clone, Copy)]
struct Pile {
    least: u32,
    second: u32,
}

impl Pile {
    const EMPTY: Pile = Pile {
        least: u32::MAX,
        second: u32::MAX,
    };

    fn lay(&mut self, value: u32) {
        self.second = self.second.min(self.least.max(value));
        self.least = self.least.min(value);
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

fn sorted_rows(model: &Model, j: usize) -> Vec<u32> {
    let mover = &model.movers[j];
    let values = &model.values[j];
    let mut sorted = Vec::with_capacity(values.len());
    let mut keys = Vec::with_capacity(mover.offsets.len());
    for first in mover.rows() {
        keys.clear();
        keys.extend((0u32..).zip(&mover.offsets).map(|(position, offset)| {
            let value = values[(first + offset) as usize];
            u64::from(!value) << 32 | u64::from(position)
        }));
        keys.sort_unstable();
        sorted.extend(keys.iter().map(|&key| key as u32));
    }
    sorted
}
