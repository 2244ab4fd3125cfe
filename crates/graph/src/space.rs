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

impl Change {
    /// Per level, the other levels it can be changed to in one move, as bits.
    pub fn targets(&self, levels: u8) -> Vec<u64> {
        let all = u64::MAX >> (64 - u32::from(levels.clamp(1, 64)));
        (0..levels.min(64))
            .map(|from| {
                let own = 1u64 << from;
                let below = own - 1;
                match self {
                    Change::Reversible => all & !own,
                    Change::OneWayUp => all & !own & !below,
                    Change::OneWayDown => below,
                    Change::Table(table) => {
                        table.get(from as usize).copied().unwrap_or(0) & all & !own
                    }
                }
            })
            .collect()
    }
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

/// How much one state differs from another: fewer options come before fewer levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// How many options have another level.
    pub options: u32,
    /// By how many levels in all.
    pub levels: u32,
}

/// The axes of a model and the arithmetic of its mixed radix.
#[derive(Clone, Debug)]
pub struct Space {
    axes: Vec<Axis>,
    strides: Vec<usize>,
    targets: Vec<Vec<u64>>,
    size: usize,
}

impl Space {
    /// The space of checked axes whose number of combinations fits 32 bits.
    pub(crate) fn new(axes: Vec<Axis>) -> Self {
        let mut size = 1;
        let strides = axes
            .iter()
            .map(|axis| {
                let stride = size;
                size *= usize::from(axis.levels);
                stride
            })
            .collect();
        let targets = axes.iter().map(|a| a.change.targets(a.levels)).collect();
        Space {
            axes,
            strides,
            targets,
            size,
        }
    }

    /// The axes, in index order.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// Number of combinations of levels, feasible or not.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How far apart two combinations are that differ by one level of `axis`.
    ///
    /// # Panics
    /// If there is no such axis; so do the other methods that take one.
    pub fn stride(&self, axis: usize) -> usize {
        self.strides[axis]
    }

    /// The level of option `axis` in `state`.
    pub fn level(&self, state: State, axis: usize) -> u8 {
        (state.0 as usize / self.strides[axis] % usize::from(self.axes[axis].levels)) as u8
    }

    /// All levels of `state`, one per axis.
    pub fn levels(&self, state: State) -> Vec<u8> {
        let mut rest = state.0 as usize;
        self.axes
            .iter()
            .map(|axis| {
                let levels = usize::from(axis.levels);
                let level = rest % levels;
                rest /= levels;
                level as u8
            })
            .collect()
    }

    /// The state with these levels, one per axis; `None` where a level is too
    /// high or the count is wrong.
    pub fn state(&self, levels: &[u8]) -> Option<State> {
        if levels.len() != self.axes.len() {
            return None;
        }
        let mut index = 0;
        for ((&level, axis), stride) in levels.iter().zip(&self.axes).zip(&self.strides) {
            if level >= axis.levels {
                return None;
            }
            index += usize::from(level) * stride;
        }
        Some(State(index as u32))
    }

    /// `state` with option `axis` set to `level`, which must exist.
    pub fn with(&self, state: State, axis: usize, level: u8) -> State {
        debug_assert!(level < self.axes[axis].levels);
        let old = usize::from(self.level(state, axis));
        let index = state.0 as usize - old * self.strides[axis];
        State((index + usize::from(level) * self.strides[axis]) as u32)
    }

    /// How much is changed on the way from one state to another.
    pub fn difference(&self, from: State, to: State) -> Difference {
        let (mut options, mut levels) = (0, 0);
        for axis in 0..self.axes.len() {
            let apart = self.level(from, axis).abs_diff(self.level(to, axis));
            options += u32::from(apart > 0);
            levels += u32::from(apart);
        }
        Difference { options, levels }
    }

    /// Per level of `axis`, the other levels it can be changed to, as bits.
    pub(crate) fn targets(&self, axis: usize) -> &[u64] {
        &self.targets[axis]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(levels: u8, change: Change) -> Axis {
        Axis {
            owner: 0,
            levels,
            change,
        }
    }

    #[test]
    fn levels_and_indices_agree() {
        let space = Space::new(vec![
            axis(2, Change::Reversible),
            axis(3, Change::Reversible),
            axis(4, Change::Reversible),
        ]);
        assert_eq!(space.size(), 24);
        for index in 0..24 {
            let levels = space.levels(State(index));
            assert_eq!(space.state(&levels), Some(State(index)));
            for (axis, &level) in levels.iter().enumerate() {
                assert_eq!(space.level(State(index), axis), level);
            }
        }
        assert_eq!(space.state(&[1, 2, 3]), Some(State(1 + 2 * 2 + 3 * 6)));
        assert_eq!(space.state(&[2, 0, 0]), None);
        assert_eq!(space.state(&[0, 0]), None);
        assert_eq!(space.levels(space.with(State(23), 1, 0)), [1, 0, 3]);
        // [1, 2, 3] against [1, 0, 2].
        let (options, levels) = (2, 3);
        let expected = Difference { options, levels };
        assert_eq!(space.difference(State(23), State(13)), expected);
    }

    #[test]
    fn changes_name_their_targets() {
        assert_eq!(Change::Reversible.targets(3), [0b110, 0b101, 0b011]);
        assert_eq!(Change::OneWayUp.targets(3), [0b110, 0b100, 0]);
        assert_eq!(Change::OneWayDown.targets(3), [0, 0b001, 0b011]);
        // A level to itself is no change.
        assert_eq!(
            Change::Table(vec![0b011, 0b100, 0]).targets(3),
            [0b010, 0b100, 0]
        );
        assert_eq!(Change::OneWayUp.targets(64)[62], 1 << 63);
    }
}
