//! Fewest-move paths: how many, and which.

use super::Ways;
use crate::{Path, State};

/// The paths to a state that take the fewest moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FewestPaths {
    /// How many moves.
    pub moves: u32,
    /// How many such paths there are; `None` for 2^128 or more.
    pub count: Option<u128>,
    /// The first of them, movers by number and states by index.
    pub paths: Vec<Path>,
}

impl Ways {
    /// The paths to `state` with the fewest moves, at most `limit` of them listed;
    /// `None` where it is not reached.
    pub fn fewest_paths(&self, state: State, limit: usize) -> Option<FewestPaths> {
        let moves = self.fewest(state)?;
        let ends: Vec<u32> = (self.arrivals(state))
            .filter(|&at| self.moves[at as usize] == moves)
            .collect();
        // Nodes come by distance, so each is counted before it is passed on.
        let mut counts = vec![Some(0u128); self.nodes.len()];
        counts[0] = Some(1);
        let mut leads = vec![false; self.nodes.len()];
        for &end in &ends {
            leads[end as usize] = true;
        }
        for at in 0..self.nodes.len() as u32 {
            for to in self.nearer(at) {
                let sum = counts[to as usize].zip(counts[at as usize]);
                counts[to as usize] = sum.and_then(|(a, b)| a.checked_add(b));
            }
        }
        for at in (0..self.nodes.len() as u32).rev() {
            leads[at as usize] |= self.nearer(at).any(|to| leads[to as usize]);
        }
        let count = (ends.iter().map(|&end| counts[end as usize]))
            .try_fold(0u128, |sum, count| sum.checked_add(count?));
        Some(FewestPaths {
            moves,
            count,
            paths: self.listed(moves, &leads, limit),
        })
    }

    /// What follows a node and is not reached sooner.
    fn nearer(&self, at: u32) -> impl Iterator<Item = u32> {
        let after = self.moves[at as usize] + 1;
        let next = self.graph.next(at).iter().copied();
        next.filter(move |&to| self.moves[to as usize] == after)
    }

    /// The first `limit` ways of `moves` moves over nodes that lead to the end.
    fn listed(&self, moves: u32, leads: &[bool], limit: usize) -> Vec<Path> {
        let mut paths = Vec::new();
        // Nodes to go to, the next on top, with the number of moves to each.
        let mut open: Vec<(u32, u32)> = vec![(0, 0)];
        let mut way: Vec<u32> = Vec::new();
        while let Some((at, made)) = open.pop() {
            if paths.len() >= limit {
                break;
            }
            way.truncate(made as usize);
            way.push(at);
            if made == moves {
                let steps = way[1..].iter().map(|&node| self.step(node)).collect();
                paths.push(Path {
                    from: self.from(),
                    steps,
                });
                continue;
            }
            let mut next: Vec<u32> = self.nearer(at).filter(|&to| leads[to as usize]).collect();
            next.reverse();
            open.extend(next.into_iter().map(|to| (to, made + 1)));
        }
        paths
    }
}
