//! A graph model ready to be asked.

use std::cmp::Reverse;

use crate::moves::Mover;
use crate::{Bits, Difference, Space, State};

/// A feasible set of states, who can move where, and how each decision maker
/// orders them. Immutable once built.
///
/// Methods that take a decision maker panic where there is none of that number.
/// From a state that is not feasible there are no moves.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) space: Space,
    pub(crate) feasible: Bits,
    pub(crate) movers: Vec<Mover>,
    /// Per decision maker and combination; 0 where infeasible.
    pub(crate) values: Vec<Vec<u32>>,
    pub(crate) bytes: u64,
}

/// Where a move stands among those of its mover from one state: the least is named
/// first. See [`Model::naming_order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamingOrder {
    value: Reverse<u32>,
    difference: Difference,
    state: State,
}

impl Model {
    /// Number of decision makers; they are numbered from 0.
    pub fn decision_makers(&self) -> usize {
        self.movers.len()
    }

    /// The axes and the arithmetic of state indices.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// The feasible states.
    pub fn feasible(&self) -> &Bits {
        &self.feasible
    }

    /// The estimate, in bytes, of what building and solving hold at once: what
    /// [`crate::Limits`] was compared with.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Ordinal value P_i(s), at least 1 at feasible states: the dense rank of
    /// the state in the decision maker's order, worst first; 0 elsewhere.
    pub fn value(&self, decision_maker: usize, state: State) -> u32 {
        let values = &self.values[decision_maker];
        values.get(state.0 as usize).copied().unwrap_or(0)
    }

    /// Whether `decision_maker` can move from `from` to `to` in one move: a
    /// different feasible state, only own options changed, each as its
    /// [`crate::Change`] allows, and no forbidden transition.
    pub fn can_move(&self, decision_maker: usize, from: State, to: State) -> bool {
        let mover = &self.movers[decision_maker];
        let (row, a) = mover.place(&self.space, from);
        let (other_row, b) = mover.place(&self.space, to);
        let own_options_only = row == other_row && mover.allows(a, b);
        own_options_only
            && from != to
            && self.feasible.has(from)
            && self.feasible.has(to)
            && !mover.stops.stop(from, to)
    }

    /// R_i(s): the states that `decision_maker` can move to in one move, lowest
    /// index first.
    pub fn moves(&self, decision_maker: usize, from: State) -> Vec<State> {
        self.each_move(decision_maker, from).collect()
    }

    pub(crate) fn each_move(&self, i: usize, from: State) -> impl Iterator<Item = State> {
        let mover = &self.movers[i];
        let row = self
            .feasible
            .has(from)
            .then(|| mover.place(&self.space, from));
        row.into_iter().flat_map(move |(row, position)| {
            (0u32..)
                .zip(&mover.offsets)
                .filter(move |&(to, _)| mover.allows(position, to))
                .map(move |(_, offset)| State(row + offset))
                .filter(move |&to| {
                    to != from && self.feasible.has(to) && !mover.stops.stop(from, to)
                })
        })
    }

    /// In which order moves of `decision_maker` from `from` are named: the best for it
    /// first; of those as good, the one that changes fewest options, then fewest levels,
    /// then the lowest index. So no move is named with changes that gain its mover nothing.
    pub fn naming_order(&self, decision_maker: usize, from: State, to: State) -> NamingOrder {
        NamingOrder {
            value: Reverse(self.value(decision_maker, to)),
            difference: self.space.difference(from, to),
            state: to,
        }
    }

    /// Whether every combination is feasible.
    pub(crate) fn has_no_holes(&self) -> bool {
        self.feasible.count() == self.space.size()
    }

    /// R+_i(s): the unilateral improvements, lowest index first.
    pub fn improvements(&self, decision_maker: usize, from: State) -> Vec<State> {
        let now = self.value(decision_maker, from);
        self.each_move(decision_maker, from)
            .filter(|&to| self.value(decision_maker, to) > now)
            .collect()
    }

    /// The unilateral improvements in the order in which they are named.
    pub fn improvements_as_named(&self, decision_maker: usize, from: State) -> Vec<State> {
        let mut states = self.improvements(decision_maker, from);
        states.sort_by_cached_key(|&to| self.naming_order(decision_maker, from, to));
        states
    }

    /// The best replies: those unilateral improvements that no other move of
    /// the same decision maker from `from` beats. Empty where there is none.
    pub fn best_replies(&self, decision_maker: usize, from: State) -> Vec<State> {
        let mut states = self.improvements(decision_maker, from);
        let value = |&s: &State| self.value(decision_maker, s);
        let best = states.iter().map(value).max();
        states.retain(|s| Some(value(s)) == best);
        states
    }
}
