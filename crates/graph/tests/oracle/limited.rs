//! Limited-move stability by playing every continuation out.

use std::collections::{BTreeSet, HashMap};

use super::Conflict;

/// Where plays end, by movers, state and moves left.
pub type Known = HashMap<(Vec<usize>, usize, usize), Option<BTreeSet<usize>>>;

impl Conflict {
    /// G_h(i, s) for two decision makers, word for word (Zagare 1984; Kilgour,
    /// Hipel & Fang 1987). `None` if a tie leaves it open.
    pub fn anticipate(&self, i: usize, s: usize, h: usize) -> Option<usize> {
        if h == 0 {
            return Some(s);
        }
        let mut best = s;
        let mut tied = false;
        for &s1 in &self.moves[i][s] {
            let end = self.anticipate(1 - i, s1, h - 1)?;
            if self.better(i, end, best) {
                (best, tied) = (end, false);
            } else if best != s && end != best && !self.better(i, best, end) {
                tied = true;
            }
        }
        (!tied).then_some(best)
    }

    /// Every end of a play with at most `h` more moves, `movers` to move next
    /// (any of them who gains by it): for every choice of one end of each
    /// possible next position. `None` if there are too many choices to try.
    pub fn ends(
        &self,
        known: &mut Known,
        movers: &[usize],
        s: usize,
        h: usize,
    ) -> Option<BTreeSet<usize>> {
        if h == 0 {
            return Some(BTreeSet::from([s]));
        }
        let key = (movers.to_vec(), s, h);
        if let Some(found) = known.get(&key) {
            return found.clone();
        }
        let found = self.try_every_choice(known, movers, s, h);
        known.insert(key, found.clone());
        found
    }

    fn try_every_choice(
        &self,
        known: &mut Known,
        movers: &[usize],
        s: usize,
        h: usize,
    ) -> Option<BTreeSet<usize>> {
        // Who moves, and where that can end.
        let mut branches: Vec<(usize, Vec<usize>)> = Vec::new();
        for &j in movers {
            let others: Vec<usize> = (0..self.decision_makers).filter(|&k| k != j).collect();
            for &s1 in &self.moves[j][s] {
                let ends = self.ends(known, &others, s1, h - 1)?;
                branches.push((j, ends.into_iter().collect()));
            }
        }
        let choices = branches
            .iter()
            .map(|(_, ends)| ends.len() as f64)
            .product::<f64>();
        if choices > 2000.0 {
            return None;
        }
        let mut found = BTreeSet::new();
        let mut choice = vec![0; branches.len()];
        loop {
            let chosen: Vec<(usize, usize)> = branches
                .iter()
                .zip(&choice)
                .map(|((j, ends), &k)| (*j, ends[k]))
                .collect();
            let mut someone_moves = false;
            for &(j, end) in &chosen {
                let mut own = chosen.iter().filter(|(k, _)| *k == j);
                if self.better(j, end, s) && own.all(|&(_, other)| !self.better(j, other, end)) {
                    someone_moves = true;
                    found.insert(end);
                }
            }
            if !someone_moves {
                found.insert(s);
            }
            // The next choice, as a counter.
            let Some(turn) = (0..choice.len()).find(|&k| choice[k] + 1 < branches[k].1.len())
            else {
                return Some(found);
            };
            choice[turn] += 1;
            choice[..turn].fill(0);
        }
    }
}
