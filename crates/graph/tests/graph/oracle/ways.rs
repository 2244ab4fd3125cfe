//! How a dispute moves, from the definitions: every legal sequence of steps up to
//! a length, written out one by one; and what leads to what, as a table that is
//! filled until nothing changes.

use super::{Conflict, Steps};

/// A sequence of steps: (mover, state reached).
pub type Sequence = Vec<(usize, usize)>;

impl Conflict {
    /// Every sequence of at most `length` steps from `from`, no one moving twice
    /// running, nor `after` first; the empty one included.
    pub fn sequences(
        &self,
        from: usize,
        after: Option<usize>,
        kind: Steps,
        length: usize,
    ) -> Vec<Sequence> {
        let mut all: Vec<Sequence> = vec![Vec::new()];
        let mut longest = all.clone();
        for _ in 0..length {
            let mut longer = Vec::new();
            for sequence in &longest {
                let last = sequence.last().map_or(after, |&(mover, _)| Some(mover));
                let here = sequence.last().map_or(from, |&(_, state)| state);
                for i in (0..self.decision_makers).filter(|&i| Some(i) != last) {
                    for t in self.steps(kind, i, here) {
                        let mut next = sequence.clone();
                        next.push((i, t));
                        longer.push(next);
                    }
                }
            }
            all.extend(longer.iter().cloned());
            longest = longer;
        }
        all
    }

    /// The states that a sequence visits, the start first.
    pub fn visited(from: usize, sequence: &[(usize, usize)]) -> Vec<usize> {
        let reached = sequence.iter().map(|&(_, state)| state);
        std::iter::once(from).chain(reached).collect()
    }

    /// Whether `visited` holds `via` in this order; a state may stand for several
    /// entries that are the same.
    pub fn comes_through(visited: &[usize], via: &[usize]) -> bool {
        let Some((first, rest)) = via.split_first() else {
            return true;
        };
        let at = visited.iter().position(|state| state == first);
        at.is_some_and(|at| Self::comes_through(&visited[at..], rest))
    }

    /// Whether no mover of a sequence would rather have stayed, or have gone to
    /// another state that it could choose instead, than be at the end.
    pub fn without_regret(&self, from: usize, sequence: &[(usize, usize)]) -> bool {
        let visited = Self::visited(from, sequence);
        let end = visited[sequence.len()];
        sequence.iter().zip(&visited).all(|(&(i, _), &s)| {
            let mut choices = self.moves[i][s].clone();
            choices.push(s);
            choices.iter().all(|&c| !self.better(i, c, end))
        })
    }

    /// `leads[a][b]` over (state, last mover), `a` being `state * n + last`: whether
    /// one or more steps that `open` lets pass lead from one to the other.
    pub fn leads(&self, kind: Steps, open: impl Fn(usize, usize, usize) -> bool) -> Vec<Vec<bool>> {
        let n = self.decision_makers;
        let size = self.states.len() * n;
        let mut leads = vec![vec![false; size]; size];
        for s in 0..self.states.len() {
            for i in 0..n {
                for t in self.steps(kind, i, s) {
                    for last in (0..n).filter(|&last| last != i && open(i, s, t)) {
                        leads[s * n + last][t * n + i] = true;
                    }
                }
            }
        }
        close(leads)
    }

    /// The (state, last mover) that steps that `open` lets pass reach from `from`,
    /// `after` not moving first, by the table of [`Conflict::leads`] for them.
    pub fn arrivals(
        &self,
        leads: &[Vec<bool>],
        from: usize,
        after: Option<usize>,
        kind: Steps,
        open: impl Fn(usize, usize, usize) -> bool,
    ) -> Vec<bool> {
        let n = self.decision_makers;
        let mut reached = vec![false; leads.len()];
        for i in (0..n).filter(|&i| Some(i) != after) {
            for t in self.steps(kind, i, from) {
                if open(i, from, t) {
                    reached[t * n + i] = true;
                    for (to, &leads) in leads[t * n + i].iter().enumerate() {
                        reached[to] |= leads;
                    }
                }
            }
        }
        reached
    }

    /// Whether anybody has a step.
    pub fn moves_on(&self, kind: Steps, s: usize) -> bool {
        (0..self.decision_makers).any(|i| !self.steps(kind, i, s).is_empty())
    }

    /// Whether one or more steps of anybody lead from one state to another, the
    /// same one moving twice running or not.
    pub fn leads_freely(&self, kind: Steps) -> Vec<Vec<bool>> {
        let mut leads = vec![vec![false; self.states.len()]; self.states.len()];
        for (s, row) in leads.iter_mut().enumerate() {
            for i in 0..self.decision_makers {
                for t in self.steps(kind, i, s) {
                    row[t] = true;
                }
            }
        }
        close(leads)
    }
}

/// Adds what leads on through a third until nothing is added.
fn close(mut leads: Vec<Vec<bool>>) -> Vec<Vec<bool>> {
    for through in 0..leads.len() {
        for from in 0..leads.len() {
            if leads[from][through] {
                let further = leads[through].clone();
                for (to, further) in leads[from].iter_mut().zip(further) {
                    *to |= further;
                }
            }
        }
    }
    leads
}
