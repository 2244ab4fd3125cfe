//! Fewest-move paths: how many, and which.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{FAR, StatusQuoAnalysis};
use crate::{Path, State, Step};

/// The paths to a state that take the fewest moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FewestPaths {
    /// How many moves.
    pub moves: u32,
    /// How many such paths there are; `None` for 2^128 or more.
    pub count: Option<u128>,
    /// The first of them: those whose steps change fewest options in all; of these,
    /// movers by number and states by index.
    pub paths: Vec<Path>,
}

impl StatusQuoAnalysis {
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
        let to_go: Vec<u32> = (self.moves.iter().zip(&leads))
            .map(|(&made, &leads)| if leads { moves - made } else { FAR })
            .collect();
        let count = (ends.iter().map(|&end| counts[end as usize]))
            .try_fold(0u128, |sum, count| sum.checked_add(count?));
        Some(FewestPaths {
            moves,
            count,
            paths: self.listed(moves, &self.changes_to_go(&to_go), limit),
        })
    }

    /// What follows a node and is not reached sooner.
    fn nearer(&self, at: u32) -> impl Iterator<Item = u32> {
        let after = self.moves[at as usize] + 1;
        let next = self.graph.next(at).iter().copied();
        next.filter(move |&to| self.moves[to as usize] == after)
    }

    /// The fewest options that steps have to change which, at each node, lead on to a node
    /// from which there is one step less `to_go`; [`FAR`] where nothing is to go to.
    pub(super) fn changes_to_go(&self, to_go: &[u32]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..to_go.len() as u32)
            .filter(|&at| to_go[at as usize] != FAR)
            .collect();
        order.sort_by_key(|&at| to_go[at as usize]);
        let mut changes = vec![FAR; to_go.len()];
        for at in order {
            let left = to_go[at as usize];
            let next = self.graph.next(at).iter().copied();
            let on = next.filter(|&to| to_go[to as usize] != FAR && to_go[to as usize] + 1 == left);
            let least = on
                .map(|to| self.changes(at, to) + changes[to as usize])
                .min();
            changes[at as usize] = match left {
                0 => 0,
                _ => least.unwrap_or(FAR),
            };
        }
        changes
    }

    /// How many options a step changes.
    pub(super) fn changes(&self, at: u32, to: u32) -> u32 {
        let [from, to] = [at, to].map(|node| self.nodes[node as usize].state);
        self.space.difference(from, to).options
    }

    /// The first `limit` ways of `moves` moves over nodes from which it takes so many
    /// `changes` to the end: by all changes, then movers by number and states by index.
    fn listed(&self, moves: u32, changes: &[u32], limit: usize) -> Vec<Path> {
        // What a way begun changes at least to the end, its steps, and its last node. That
        // is exact, so the ways are ended in order.
        type Begun = (u32, Vec<(u16, State)>, u32);
        let mut open: BinaryHeap<Reverse<Begun>> =
            BinaryHeap::from([Reverse((changes[0], Vec::new(), 0))]);
        let mut paths = Vec::new();
        while paths.len() < limit
            && let Some(Reverse((least, steps, at))) = open.pop()
        {
            if steps.len() as u32 == moves {
                let step = |(mover, to): (u16, State)| Step {
                    mover: mover.into(),
                    to,
                };
                paths.push(Path {
                    from: self.from(),
                    steps: steps.into_iter().map(step).collect(),
                });
                continue;
            }
            let made = least - changes[at as usize];
            for to in self.nearer(at).filter(|&to| changes[to as usize] != FAR) {
                let node = self.nodes[to as usize];
                let mut steps = steps.clone();
                steps.push((node.last, node.state));
                let least = made + self.changes(at, to) + changes[to as usize];
                open.push(Reverse((least, steps, to)));
            }
        }
        paths
    }
}
