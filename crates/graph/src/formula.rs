//! Formulas over options: what rules, definitions and preferences are made of.

use crate::{Axis, Space, State};

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
