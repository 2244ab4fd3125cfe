//! Breadth-first search that stops early: answers to an improvement, and what
//! improvements lead to from many states at once.

use std::collections::HashMap;

use hikiwake_graph::{Model, State};

use crate::agree::own_combinations;

/// A state and who moved last; the last mover may not move again (Fang, Hipel &
/// Kilgour 1993, ch. 4). `None`: anyone may.
type Node = (State, Option<usize>);

/// A search over (state, last mover), one layer at a time.
pub(crate) struct Search {
    movers: Vec<usize>,
    /// Only steps that improve their mover are taken.
    improving: bool,
    /// Combinations of own levels, per decision maker: what its moves cost to list.
    cost: Vec<u64>,
    /// Moves that may still be looked at.
    work: u64,
    /// Where each node was reached from; nothing for a start.
    from: HashMap<Node, Option<Node>>,
    /// The first node that reached each state.
    first: HashMap<State, Node>,
    layer: Vec<Node>,
}

impl Search {
    pub fn new(model: &Model, movers: Vec<usize>, improving: bool, work: u64) -> Self {
        Search {
            movers,
            improving,
            cost: own_combinations(model),
            work,
            from: HashMap::new(),
            first: HashMap::new(),
            layer: Vec::new(),
        }
    }

    /// Adds a start to the present layer.
    pub fn start(&mut self, state: State) {
        self.visit((state, None), None);
    }

    fn visit(&mut self, node: Node, from: Option<Node>) {
        if let std::collections::hash_map::Entry::Vacant(free) = self.from.entry(node) {
            free.insert(from);
            self.first.entry(node.0).or_insert(node);
            self.layer.push(node);
        }
    }

    /// Goes one layer on; `false` where the work allowed does not suffice.
    pub fn advance(&mut self, model: &Model) -> bool {
        for node in std::mem::take(&mut self.layer) {
            let (state, last) = node;
            for index in 0..self.movers.len() {
                let mover = self.movers[index];
                if Some(mover) == last {
                    continue;
                }
                let Some(left) = self.work.checked_sub(self.cost[mover]) else {
                    self.layer.clear();
                    return false;
                };
                self.work = left;
                let moves = if self.improving {
                    model.improvements(mover, state)
                } else {
                    model.moves(mover, state)
                };
                for to in moves {
                    self.visit((to, Some(mover)), Some(node));
                }
            }
        }
        true
    }

    /// The states of the present layer, with repetitions.
    pub fn layer(&self) -> impl Iterator<Item = State> + '_ {
        self.layer.iter().map(|&(state, _)| state)
    }

    pub fn has(&self, state: State) -> bool {
        self.first.contains_key(&state)
    }

    /// The states reached, in no particular order.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        self.first.keys().copied()
    }

    /// A shortest walk to `state`: where it starts, and its steps.
    pub fn path(&self, state: State) -> Option<(State, Vec<(usize, State)>)> {
        let mut node = *self.first.get(&state)?;
        let mut steps = Vec::new();
        while let (to, Some(mover)) = node {
            steps.push((mover, to));
            node = (*self.from.get(&node)?)?;
        }
        steps.reverse();
        Some((node.0, steps))
    }
}

/// An answer to an improvement, or what is known of it.
pub(crate) enum Answer {
    /// The mover and result of each step.
    Found(Vec<(usize, State)>),
    /// There is none.
    None,
    /// The work allowed did not suffice.
    Unknown,
}

/// The shortest answer of the others after which `actor`, who has just moved to
/// `improvement`, is no better off than at `from`; among the shortest the worst
/// for `actor`. With `credible`, each step improves its mover. What it costs is taken
/// from `work`.
pub(crate) fn answer(
    model: &Model,
    actor: usize,
    from: State,
    improvement: State,
    credible: bool,
    work: &mut u64,
) -> Answer {
    let others = (0..model.decision_makers()).filter(|&j| j != actor);
    let mut search = Search::new(model, others.collect(), credible, *work);
    search.start(improvement);
    let answer = first_answer(model, actor, from, &mut search);
    *work = search.work;
    answer
}

fn first_answer(model: &Model, actor: usize, from: State, search: &mut Search) -> Answer {
    let here = model.value(actor, from);
    loop {
        if !search.advance(model) {
            return Answer::Unknown;
        }
        let end = (search.layer())
            .filter(|&state| model.value(actor, state) <= here)
            .min_by_key(|&state| (model.value(actor, state), state));
        if let Some(end) = end {
            return match search.path(end) {
                Some((_, steps)) => Answer::Found(steps),
                None => Answer::None,
            };
        }
        if search.layer().next().is_none() {
            return Answer::None;
        }
    }
}
