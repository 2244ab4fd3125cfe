//! Breadth-first search that stops early: answers to an improvement, and what
//! improvements lead to from many states at once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use hikiwake_graph::{Model, State};

use crate::group_moves::own_combinations;

/// A state and who moved last; the last mover may not move again (Fang, Hipel &
/// Kilgour 1993, ch. 4). `None`: anyone may.
type Node = (State, Option<usize>);

/// A search over (state, last mover), one layer at a time.
pub struct Search {
    movers: Vec<usize>,
    /// Only steps that improve their mover are taken.
    improving: bool,
    /// Combinations of own levels, per decision maker: what its moves cost to list.
    cost: Vec<u64>,
    /// Moves that may still be looked at.
    work: u64,
    /// How each node was reached.
    visits: HashMap<Node, Visit>,
    /// The node by which each state was reached best.
    first: HashMap<State, Node>,
    layer: Vec<Node>,
    /// How many layers lie before the present one.
    depth: usize,
}

/// How a node was reached: in the fewest steps, and of these by the fewest changes.
#[derive(Clone, Copy)]
struct Visit {
    /// The node before; nothing for a start.
    before: Option<Node>,
    depth: usize,
    /// How many options all steps change.
    changes: u32,
}

impl Visit {
    fn beats(&self, other: &Visit) -> bool {
        (self.depth, self.changes) < (other.depth, other.changes)
    }
}

impl Search {
    /// A search of the moves of some actors, of improvements only if asked, within an amount of work.
    pub fn new(model: &Model, movers: Vec<usize>, improving: bool, work: u64) -> Self {
        Search {
            movers,
            improving,
            cost: own_combinations(model),
            work,
            visits: HashMap::new(),
            first: HashMap::new(),
            layer: Vec::new(),
            depth: 0,
        }
    }

    /// Adds a start to the present layer, which it took so many changes to get to.
    pub fn start(&mut self, state: State, changes: u32) {
        let visit = Visit {
            before: None,
            depth: self.depth,
            changes,
        };
        self.visit((state, None), visit);
    }

    fn visit(&mut self, node: Node, visit: Visit) {
        match self.visits.entry(node) {
            Entry::Vacant(free) => {
                free.insert(visit);
                self.layer.push(node);
            }
            Entry::Occupied(mut known) if visit.beats(known.get()) => {
                known.insert(visit);
            }
            Entry::Occupied(_) => return,
        }
        let first = *self.first.entry(node.0).or_insert(node);
        if visit.beats(&self.visits[&first]) {
            self.first.insert(node.0, node);
        }
    }

    /// Goes one layer on; `false` where the work allowed does not suffice.
    pub fn advance(&mut self, model: &Model) -> bool {
        self.depth += 1;
        for node in std::mem::take(&mut self.layer) {
            let (state, last) = node;
            let changes = self.visits[&node].changes;
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
                    let visit = Visit {
                        before: Some(node),
                        depth: self.depth,
                        changes: changes + model.space().difference(state, to).options,
                    };
                    self.visit((to, Some(mover)), visit);
                }
            }
        }
        true
    }

    /// The states of the present layer, with repetitions.
    pub fn layer(&self) -> impl Iterator<Item = State> + '_ {
        self.layer.iter().map(|&(state, _)| state)
    }

    /// Whether a state was met.
    pub fn has(&self, state: State) -> bool {
        self.first.contains_key(&state)
    }

    /// The states reached, in no particular order.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        self.first.keys().copied()
    }

    /// How many options the steps to `state` change, if it is reached.
    fn changes(&self, state: State) -> Option<u32> {
        Some(self.visits.get(self.first.get(&state)?)?.changes)
    }

    /// A shortest walk to `state`, of these one that changes fewest options in all:
    /// where it starts, and its steps.
    pub fn path(&self, state: State) -> Option<(State, Vec<(usize, State)>)> {
        let mut node = *self.first.get(&state)?;
        let mut steps = Vec::new();
        while let (to, Some(mover)) = node {
            steps.push((mover, to));
            node = self.visits.get(&node)?.before?;
        }
        steps.reverse();
        Some((node.0, steps))
    }
}

/// An answer to an improvement, or what is known of it.
pub enum Answer {
    /// The mover and result of each step.
    Found(Vec<(usize, State)>),
    /// There is none.
    None,
    /// The work allowed did not suffice.
    Unknown,
}

/// The shortest answer of the others after which `actor`, who has just moved to
/// `improvement`, is no better off than at `from`; among the shortest the worst
/// for `actor`, and of these the one with the fewest changes. With `credible`, each step improves its mover. What it costs is taken
/// from `work`.
pub fn answer(
    model: &Model,
    actor: usize,
    from: State,
    improvement: State,
    credible: bool,
    work: &mut u64,
) -> Answer {
    let others = (0..model.decision_makers()).filter(|&j| j != actor);
    let mut search = Search::new(model, others.collect(), credible, *work);
    search.start(improvement, 0);
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
            .min_by_key(|&state| (model.value(actor, state), search.changes(state), state));
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
