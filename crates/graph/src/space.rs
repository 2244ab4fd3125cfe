//! The space of states: one axis per option, indexed in mixed radix.

/// A state: the index of an assignment of levels to options, in the mixed radix
/// of [`Space`] (axis 0 is the least significant digit). Not every index is a
/// feasible state: see [`crate::Model::feasible`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(pub u32);

/// Which changes of its own level an option allows its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Any level to any other.
    Reversible,
    /// Only to a higher level: what is done cannot be undone.
    OneWayUp,
    /// Only to a lower level.
    OneWayDown,
    /// Exactly the listed changes: bit `t` of entry `f` allows the change from
    /// level `f` to level `t`. One entry per level. Need not be transitive.
    Table(Vec<u64>),
}

/// One option: who controls it, how many levels it has, how it may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Index of the decision maker who controls the option.
    pub owner: usize,
    /// Number of ordered levels, 2 to 64; level 0 is the lowest.
    pub levels: u8,
    /// Which changes of level the owner may make.
    pub change: Change,
}

/// The axes of a model and the arithmetic of its mixed radix.
#[derive(Clone, Debug)]
pub struct Space {
    axes: Vec<Axis>,
    // TODO(engine): strides, size
}

impl Space {
    /// The axes, in index order.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// Number of combinations of levels, feasible or not.
    pub fn size(&self) -> usize {
        todo!()
    }

    /// The level of option `axis` in `state`.
    pub fn level(&self, state: State, axis: usize) -> u8 {
        todo!()
    }

    /// All levels of `state`, one per axis.
    pub fn levels(&self, state: State) -> Vec<u8> {
        todo!()
    }

    /// The state with these levels, one per axis; `None` where a level is too
    /// high or the count is wrong.
    pub fn state(&self, levels: &[u8]) -> Option<State> {
        todo!()
    }

    /// `state` with option `axis` set to `level`.
    pub fn with(&self, state: State, axis: usize, level: u8) -> State {
        todo!()
    }
}
