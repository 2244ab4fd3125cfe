//! Where walks can end, and where they can go round for ever.

use super::StatusQuoAnalysis;
use crate::{Model, State, Step};

/// States with their last movers that lead to one another: a strongly connected
/// component of what walks reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its states, lowest index first.
    pub states: Vec<State>,
    /// Nothing leads out of it: once in, a walk ends in it.
    pub is_final: bool,
    /// A walk can go round in it for ever.
    pub is_cyclic: bool,
    /// A single final state from which nobody at all has a step. False where only
    /// the last mover, whose turn it is not, still has one.
    pub at_rest: bool,
}

impl StatusQuoAnalysis {
    /// The strongly connected components, a component after all those that lead to
    /// it. A state can be in several, with different last movers.
    pub fn components(&self, model: &Model) -> Vec<Component> {
        let (component, count) = self.graph.components();
        let mut found = vec![
            Component {
                states: Vec::new(),
                is_final: true,
                is_cyclic: false,
                at_rest: false,
            };
            count
        ];
        for at in 0..self.nodes.len() as u32 {
            let own = component[at as usize];
            let this = &mut found[own as usize];
            this.states.push(self.nodes[at as usize].state);
            for &to in self.graph.next(at) {
                match component[to as usize] == own {
                    true => this.is_cyclic = true,
                    false => this.is_final = false,
                }
            }
        }
        let everyone = 0..model.decision_makers();
        for this in &mut found {
            this.states.sort_unstable();
            this.states.dedup();
            if let ([state], true, false) = (&this.states[..], this.is_final, this.is_cyclic) {
                let still = |i| !model.steps_of(self.rules.kind, i, *state).is_empty();
                this.at_rest = !everyone.clone().any(still);
            }
        }
        found.reverse();
        found
    }

    /// A walk that comes back to where it began, so that it can go on for ever: a
    /// shortest one from the nearest place on any such walk, each step of those as short
    /// the one after which fewest options are changed. `None` where there is
    /// none.
    pub fn cycle(&self) -> Option<(State, Vec<Step>)> {
        let (component, _) = self.graph.components();
        let within = |a: u32, b: u32| component[a as usize] == component[b as usize];
        let stays = |&at: &u32| self.graph.next(at).iter().any(|&to| within(at, to));
        let start = (0..self.nodes.len() as u32).find(stays)?;
        let to_go = self.graph.reversed().distances(&[start], within);
        let changes = self.changes_to_go(&to_go);
        let mut at = start;
        let mut steps = Vec::new();
        while steps.is_empty() || at != start {
            let next = self.graph.next(at).iter().copied();
            let changes = |to: u32| self.changes(at, to).saturating_add(changes[to as usize]);
            at = next.min_by_key(|&to| (to_go[to as usize], changes(to), to))?;
            steps.push(self.step(at));
        }
        Some((self.nodes[start as usize].state, steps))
    }
}
