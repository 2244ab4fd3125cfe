//! Formulas over options: what rules, definitions and preferences are made of.

use crate::{Axis, Bits, Space, State};

/// Deepest nesting a model accepts; evaluation recurses this far.
const DEEPEST: usize = 500;

/// A condition on a state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Always met (`true`) or never (`false`).
    Constant(bool),
    /// The option's level is one of a set: bit `l` of `levels` stands for level `l`.
    Level {
        /// Axis index of the option.
        axis: usize,
        /// Set of levels as bits.
        levels: u64,
    },
    /// The part is not met.
    Not(Box<Formula>),
    /// Every part is met (true of no parts).
    And(Vec<Formula>),
    /// Some part is met (false of no parts).
    Or(Vec<Formula>),
}

impl Formula {
    /// Whether `state` meets the formula.
    ///
    /// # Panics
    /// If the formula names an axis that `space` lacks.
    pub fn holds(&self, space: &Space, state: State) -> bool {
        match self {
            Formula::Constant(value) => *value,
            Formula::Level { axis, levels } => levels >> space.level(state, *axis) & 1 == 1,
            Formula::Not(part) => !part.holds(space, state),
            Formula::And(parts) => parts.iter().all(|part| part.holds(space, state)),
            Formula::Or(parts) => parts.iter().any(|part| part.holds(space, state)),
        }
    }

    /// The set of all combinations that meet the formula, word by word.
    ///
    /// # Panics
    /// If the formula names an axis that `space` lacks.
    pub fn extension(&self, space: &Space) -> Bits {
        match self {
            Formula::Constant(true) => Bits::all(space.size()),
            Formula::Constant(false) => Bits::none(space.size()),
            Formula::Level { axis, levels } => at_levels(space, *axis, *levels),
            Formula::Not(part) => {
                let mut bits = part.extension(space);
                bits.complement();
                bits
            }
            Formula::And(parts) => fold(parts, space, true, Bits::intersect),
            Formula::Or(parts) => fold(parts, space, false, Bits::unite),
        }
    }

    /// The depth of nesting, or what is wrong with the formula for these axes.
    pub(crate) fn check(&self, axes: &[Axis]) -> Result<usize, &'static str> {
        let mut deepest = 0;
        let mut left = vec![(self, 1)];
        while let Some((formula, depth)) = left.pop() {
            deepest = deepest.max(depth);
            if depth > DEEPEST {
                return Err("it is nested more than 500 deep");
            }
            match formula {
                Formula::Constant(_) => {}
                Formula::Level { axis, levels } => match axes.get(*axis) {
                    None => return Err("it names an option that does not exist"),
                    Some(axis) if levels.checked_shr(axis.levels.into()).unwrap_or(0) != 0 => {
                        return Err("it names a level that the option does not have");
                    }
                    Some(_) => {}
                },
                Formula::Not(part) => left.push((part, depth + 1)),
                Formula::And(parts) | Formula::Or(parts) => {
                    left.extend(parts.iter().map(|part| (part, depth + 1)));
                }
            }
        }
        Ok(deepest)
    }
}

fn fold(parts: &[Formula], space: &Space, empty: bool, join: fn(&mut Bits, &Bits)) -> Bits {
    let Some((first, rest)) = parts.split_first() else {
        return Formula::Constant(empty).extension(space);
    };
    let mut bits = first.extension(space);
    for part in rest {
        join(&mut bits, &part.extension(space));
    }
    bits
}

/// The combinations at which `axis` has one of `levels`. The pattern of one
/// block of the axis is laid until it meets a word boundary, then copied.
fn at_levels(space: &Space, axis: usize, levels: u64) -> Bits {
    let stride = space.stride(axis);
    let block = stride * usize::from(space.axes()[axis].levels);
    let mut bits = Bits::none(space.size());
    // Least common multiple with 64: the odd part of the block, times 64 or more.
    let period = block << 6u32.saturating_sub(block.trailing_zeros());
    for start in (0..space.size().min(period)).step_by(block) {
        for level in 0..block / stride {
            if levels >> level & 1 == 1 {
                let from = start + level * stride;
                bits.fill(from, from + stride);
            }
        }
    }
    bits.repeat_words(period / 64);
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Change;

    fn space(levels: &[u8]) -> Space {
        let axis = |&levels| Axis {
            owner: 0,
            levels,
            change: Change::Reversible,
        };
        Space::new(levels.iter().map(axis).collect())
    }

    #[test]
    fn extension_is_what_holds() {
        use Formula::*;
        let space = space(&[3, 2, 5, 2, 7, 3]);
        let at = |axis, levels| Level { axis, levels };
        let formulas = [
            at(0, 0b101),
            at(1, 0b10),
            at(2, 0b10110),
            at(3, 0b01),
            at(4, 0b1000001),
            at(5, 0),
            at(5, 0b111),
            Constant(true),
            Constant(false),
            And(vec![]),
            Or(vec![]),
            Not(Box::new(And(vec![at(0, 1), Or(vec![at(4, 2), at(5, 4)])]))),
        ];
        for formula in &formulas {
            let bits = formula.extension(&space);
            for s in 0..space.size() as u32 {
                let state = State(s);
                assert_eq!(bits.has(state), formula.holds(&space, state), "{formula:?}");
            }
            assert_eq!(bits.count(), bits.iter().count());
        }
    }

    #[test]
    fn faults_are_found() {
        let space = space(&[2, 64]);
        let check = |f: &Formula| f.check(space.axes());
        assert!(check(&Formula::Level { axis: 2, levels: 1 }).is_err());
        assert!(check(&Formula::Level { axis: 0, levels: 4 }).is_err());
        assert_eq!(
            check(&Formula::Level {
                axis: 1,
                levels: 1 << 63
            }),
            Ok(1)
        );
        let mut deep = Formula::Constant(true);
        for _ in 0..DEEPEST {
            deep = Formula::Not(Box::new(deep));
        }
        assert!(check(&deep).is_err());
    }
}
