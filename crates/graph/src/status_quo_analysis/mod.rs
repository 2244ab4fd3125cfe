//! How a dispute moves: everything that is walked to from a state, as a graph
//! (status-quo analysis: Li, Kilgour & Hipel 2005; Xu, Kilgour, Hipel & Kemkes
//! 2010).
//!
//! [`StatusQuoAnalysis`] holds each state with each last mover that a walk can bring about, no
//! one moving twice running; [`Returns`] holds states alone and asks what leads
//! back.

mod digraph;
mod paths;
mod rest;
mod returns;
mod stop;

use std::fmt;

use crate::{Model, Space, State, Step, StepKind};
use digraph::{Digraph, FAR};
pub use paths::FewestPaths;
pub use rest::Component;
pub use returns::Returns;
pub use stop::{MOST_MOVERS, Stopper};

/// Which walks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayRules {
    /// What each step is to its mover.
    pub kind: StepKind,
    /// Who has moved last before the start and so does not make the first step.
    pub after: Option<usize>,
    /// Only walks that come through these states in this order (the start counts,
    /// and so does the end) are walks to anywhere.
    pub via: Vec<State>,
    /// Only walks to this state that leave no regret: for every step, of mover i
    /// from s, the state is at least as good for i as s and as all that i could
    /// have gone to from s. Each step being a best reply looks at the next state
    /// only; this looks at the end.
    pub without_regret_at: Option<State>,
}

impl WayRules {
    /// All walks by steps of one kind.
    pub fn of(kind: StepKind) -> Self {
        WayRules {
            kind,
            after: None,
            via: Vec::new(),
            without_regret_at: None,
        }
    }
}

/// What is reached would take more memory than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Bytes allowed.
    pub limit: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.limit;
        write!(f, "what is reached does not fit into {limit} bytes")
    }
}

impl std::error::Error for TooLarge {}

/// A state with who moved last and how many of the states to come through are behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Node {
    state: State,
    last: u16,
    passed: u16,
}

/// Stands for no last mover.
const NOBODY: u16 = u16::MAX;

/// All walks from a state, as the graph of what they reach: each state with each
/// last mover.
#[derive(Clone, Debug)]
pub struct StatusQuoAnalysis {
    rules: WayRules,
    space: Space,
    nodes: Vec<Node>,
    graph: Digraph,
    /// Fewest moves to each node.
    moves: Vec<u32>,
}

impl Model {
    /// All walks from `from` that keep to `rules`, in at most `limit` bytes.
    ///
    /// # Errors
    /// Where what is reached takes more.
    pub fn ways(
        &self,
        from: State,
        rules: &WayRules,
        limit: u64,
    ) -> Result<StatusQuoAnalysis, TooLarge> {
        let after = rules.after.map_or(NOBODY, |mover| mover as u16);
        let (nodes, graph) = grow(self, &[(from, after)], rules, limit)?;
        Ok(StatusQuoAnalysis {
            rules: rules.clone(),
            space: self.space().clone(),
            moves: graph.distances(&[0], |_, _| true),
            nodes,
            graph,
        })
    }

    /// R_i(s), those of it that are no worse, R+_i(s) or the best replies, lowest index
    /// first.
    pub fn steps_of(&self, kind: StepKind, mover: usize, from: State) -> Vec<State> {
        match kind {
            StepKind::Move => self.moves(mover, from),
            StepKind::WithoutLoss => {
                let now = self.value(mover, from);
                let mut states = self.moves(mover, from);
                states.retain(|to| self.value(mover, *to) >= now);
                states
            }
            StepKind::Improvement => self.improvements(mover, from),
            StepKind::BestReply => self.best_replies(mover, from),
        }
    }
}

impl StatusQuoAnalysis {
    /// Where the walks start.
    pub fn from(&self) -> State {
        self.nodes[0].state
    }

    /// Which walks these are.
    pub fn rules(&self) -> &WayRules {
        &self.rules
    }

    /// The states reached, lowest index first, each with the fewest moves; the
    /// start included, where it counts.
    pub fn states(&self) -> Vec<(State, u32)> {
        let arrived = (0..self.nodes.len()).filter(|&at| self.has_passed_all(at));
        let mut states: Vec<(State, u32)> = arrived
            .map(|at| (self.nodes[at].state, self.moves[at]))
            .collect();
        states.sort_unstable();
        states.dedup_by_key(|(state, _)| *state);
        states
    }

    /// The fewest moves to `state`; `None` where it is not reached.
    pub fn fewest(&self, state: State) -> Option<u32> {
        self.arrivals(state).map(|at| self.moves[at as usize]).min()
    }

    /// The steps that walks take: from where, by whom, where to; by index of the
    /// two states.
    pub fn steps(&self) -> Vec<(State, Step)> {
        let mut steps: Vec<(State, Step)> = (0..self.nodes.len() as u32)
            .flat_map(|at| self.graph.next(at).iter().map(move |&to| (at, to)))
            .map(|(at, to)| (self.nodes[at as usize].state, self.step(to)))
            .collect();
        steps.sort_unstable_by_key(|&(from, step)| (from, step.to));
        steps.dedup();
        steps
    }

    /// The step by which `node` is entered.
    fn step(&self, node: u32) -> Step {
        let node = self.nodes[node as usize];
        Step {
            mover: node.last.into(),
            to: node.state,
        }
    }

    fn has_passed_all(&self, at: usize) -> bool {
        usize::from(self.nodes[at].passed) == self.rules.via.len()
    }

    /// The nodes at which a walk to `state` arrives.
    fn arrivals(&self, state: State) -> impl Iterator<Item = u32> {
        (0..self.nodes.len())
            .filter(move |&at| self.nodes[at].state == state && self.has_passed_all(at))
            .map(|at| at as u32)
    }

    /// Whether `state` is reached by steps that `open` lets pass, told from where
    /// and where to.
    fn reaches(&self, state: State, open: impl Fn(State, Step) -> bool) -> bool {
        let open = |at: u32, to: u32| open(self.nodes[at as usize].state, self.step(to));
        let far = self.graph.distances(&[0], open);
        self.arrivals(state).any(|at| far[at as usize] != FAR)
    }
}

/// Everything that `seeds` lead to by walks that keep to `rules`.
fn grow(
    model: &Model,
    seeds: &[(State, u16)],
    rules: &WayRules,
    limit: u64,
) -> Result<(Vec<Node>, Digraph), TooLarge> {
    let passed = |mut passed: u16, state: State| {
        while rules.via.get(usize::from(passed)) == Some(&state) {
            passed += 1;
        }
        passed
    };
    let regrets = |mover: usize, from: State| {
        rules.without_regret_at.is_some_and(|end| {
            let could = model.moves(mover, from).into_iter().chain([from]);
            let best = could.map(|state| model.value(mover, state)).max();
            best > Some(model.value(mover, end))
        })
    };
    let seeds = seeds.iter().map(|&(state, last)| Node {
        state,
        last,
        passed: passed(0, state),
    });
    Digraph::grow(seeds, limit, |node, next| {
        for mover in 0..model.decision_makers() {
            if mover as u16 == node.last || regrets(mover, node.state) {
                continue;
            }
            let steps = model.steps_of(rules.kind, mover, node.state);
            next.extend(steps.into_iter().map(|state| Node {
                state,
                last: mover as u16,
                passed: passed(node.passed, state),
            }));
        }
    })
}
