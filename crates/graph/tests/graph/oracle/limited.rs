//! Limited-move stability by playing every continuation out.

use std::collections::{BTreeSet, HashMap};

use super::Conflict;

/// Who moves next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Anyone,
    InTurn,
    Worst,
}

/// Where plays end, by those who may move (in turn: in their order), state and moves
/// left.
pub type Known = HashMap<(Vec<usize>, usize, usize), Option<BTreeSet<usize>>>;

/// Calls `with` for every way to pick one of each of `sets`; `None` if there are too
/// many.
fn every_pick(sets: &[Vec<usize>], mut with: impl FnMut(&[usize])) -> Option<()> {
    let picks: f64 = sets.iter().map(|set| set.len() as f64).product();
    if picks > 2000.0 {
        return None;
    }
    let mut turns = vec![0; sets.len()];
    loop {
        let picked: Vec<usize> = sets.iter().zip(&turns).map(|(set, &k)| set[k]).collect();
        with(&picked);
        // The next pick, as a counter.
        let Some(turn) = (0..turns.len()).find(|&k| turns[k] + 1 < sets[k].len()) else {
            return Some(());
        };
        turns[turn] += 1;
        turns[..turn].fill(0);
    }
}

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

    /// Every end of a play with at most `h` more moves, `movers` to move next: for
    /// every pick of one end of each possible next position. `None` if there are too
    /// many picks to try.
    pub fn ends(
        &self,
        next: Next,
        known: &mut Known,
        movers: &[usize],
        s: usize,
        h: usize,
    ) -> Option<BTreeSet<usize>> {
        if h == 0 || movers.is_empty() {
            return Some(BTreeSet::from([s]));
        }
        let key = (movers.to_vec(), s, h);
        if let Some(found) = known.get(&key) {
            return found.clone();
        }
        let found = match next {
            Next::Anyone => self.anyone(known, movers, s, h),
            Next::InTurn => self.in_turn(known, movers, s, h),
            Next::Worst => self.worst(known, movers[0], s, h),
        };
        known.insert(key, found.clone());
        found
    }

    fn others(&self, i: usize) -> Vec<usize> {
        let n = self.decision_makers;
        (1..n).map(|k| (i + k) % n).collect()
    }

    /// Whoever of `movers` gains by it may move; if nobody does, it ends here.
    fn anyone(
        &self,
        known: &mut Known,
        movers: &[usize],
        s: usize,
        h: usize,
    ) -> Option<BTreeSet<usize>> {
        let (mut by, mut sets) = (Vec::new(), Vec::new());
        for &j in movers {
            let mut others = self.others(j);
            others.sort_unstable();
            for &s1 in &self.moves[j][s] {
                let ends = self.ends(Next::Anyone, known, &others, s1, h - 1)?;
                by.push(j);
                sets.push(ends.into_iter().collect());
            }
        }
        let mut found = BTreeSet::new();
        every_pick(&sets, |picked| {
            let chosen: Vec<(usize, usize)> = by.iter().copied().zip(picked.to_vec()).collect();
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
        })?;
        Some(found)
    }

    /// The first of `movers` moves if some end is better than the end of leaving the
    /// turn to the rest.
    fn in_turn(
        &self,
        known: &mut Known,
        movers: &[usize],
        s: usize,
        h: usize,
    ) -> Option<BTreeSet<usize>> {
        let j = movers[0];
        let left = self.ends(Next::InTurn, known, &movers[1..], s, h)?;
        let mut sets = vec![left.into_iter().collect()];
        for &s1 in &self.moves[j][s] {
            let ends = self.ends(Next::InTurn, known, &self.others(j), s1, h - 1)?;
            sets.push(ends.into_iter().collect());
        }
        let mut found = BTreeSet::new();
        every_pick(&sets, |picked| {
            let (left, ends) = (picked[0], &picked[1..]);
            let best = |&&end: &&usize| ends.iter().all(|&other| !self.better(j, other, end));
            let best: Vec<usize> = ends.iter().filter(best).copied().collect();
            match best.first() {
                Some(&end) if self.better(j, end, left) => found.extend(best),
                _ => drop(found.insert(left)),
            }
        })?;
        Some(found)
    }

    /// `i` moves if, whoever of the others then chooses, the end is better than here.
    fn worst(&self, known: &mut Known, i: usize, s: usize, h: usize) -> Option<BTreeSet<usize>> {
        let others = self.others(i);
        let (mut by, mut sets) = (Vec::new(), Vec::new());
        for &s1 in &self.moves[i][s] {
            for &j in &others {
                let ends = self.ends(Next::Worst, known, &[j], s1, h - 1)?;
                by.push(s1);
                sets.push(ends.into_iter().collect());
            }
            if others.is_empty() {
                by.push(s1);
                sets.push(vec![s1]);
            }
        }
        let mut found = BTreeSet::new();
        every_pick(&sets, |picked| {
            let chosen: Vec<(usize, usize)> = by.iter().copied().zip(picked.to_vec()).collect();
            let is_worst = |&&(s1, end): &&(usize, usize)| {
                let mut same = chosen.iter().filter(|(other, _)| *other == s1);
                same.all(|&(_, other)| !self.better(i, end, other))
            };
            let worst: Vec<usize> = chosen.iter().filter(is_worst).map(|c| c.1).collect();
            let best = |&&end: &&usize| worst.iter().all(|&other| !self.better(i, other, end));
            let best: Vec<usize> = worst.iter().filter(best).copied().collect();
            match best.first() {
                Some(&end) if self.better(i, end, s) => found.extend(best),
                _ => drop(found.insert(s)),
            }
        })?;
        Some(found)
    }
}
