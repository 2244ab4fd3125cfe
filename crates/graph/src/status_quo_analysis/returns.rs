//! What leads back, and from where nothing does.

use super::{Digraph, FAR, TooLarge};
use crate::{Model, State, Step, StepKind};

/// Some states and all that steps of one kind lead to from them, in any order: the
/// same decision maker may step twice running, since what one can undo after a
/// pause is not lost. So where nothing leads back here, nothing does in turn either.
#[derive(Clone, Debug)]
pub struct Returns {
    /// The states, in the order found.
    nodes: Vec<State>,
    /// The states, lowest first, with their nodes.
    places: Vec<(State, u32)>,
    graph: Digraph,
    component: Vec<u32>,
}

impl Model {
    /// All that steps of `kind` lead to from `states`, in at most `limit` bytes.
    ///
    /// # Errors
    /// Where it takes more.
    pub fn returns(
        &self,
        states: &[State],
        kind: StepKind,
        limit: u64,
    ) -> Result<Returns, TooLarge> {
        let (nodes, graph) = Digraph::grow(states.iter().copied(), limit, |state, next| {
            for mover in 0..self.decision_makers() {
                next.extend(self.steps_of(kind, mover, state));
            }
        })?;
        let mut places: Vec<(State, u32)> = nodes.iter().copied().zip(0..).collect();
        places.sort_unstable();
        Ok(Returns {
            component: graph.components().0,
            nodes,
            places,
            graph,
        })
    }
}

impl Returns {
    /// The states from which steps lead to `goal`, itself included, lowest index first;
    /// none where it is not among all these states.
    pub fn leading_to(&self, goal: State) -> Vec<State> {
        let Some(goal) = self.place(goal) else {
            return Vec::new();
        };
        let far = self.graph.reversed().distances(&[goal], |_, _| true);
        let leads = (0..self.nodes.len()).filter(|&at| far[at] != FAR);
        let mut states: Vec<State> = leads.map(|at| self.nodes[at]).collect();
        states.sort_unstable();
        states
    }

    /// Which of `steps` (each with where it starts) are points of no return from
    /// `home`: before them steps still lead to `home`, after them none do.
    pub fn points_of_no_return(&self, steps: &[(State, Step)], home: State) -> Vec<(State, Step)> {
        let open = self.leading_to(home);
        let has = |state: &State| open.binary_search(state).is_ok();
        let closes = |(from, step): &&(State, Step)| has(from) && !has(&step.to);
        steps.iter().filter(closes).copied().collect()
    }

    /// The number of the strongly connected component of `state`: states that lead
    /// to one another. A component has a higher number than those it leads to.
    pub fn component(&self, state: State) -> Option<u32> {
        self.place(state).map(|at| self.component[at as usize])
    }

    fn place(&self, state: State) -> Option<u32> {
        let place = self.places.binary_search_by_key(&state, |&(s, _)| s);
        place.ok().map(|at| self.places[at].1)
    }
}
