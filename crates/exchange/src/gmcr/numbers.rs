//! How gmcr-py numbers states.

use super::file::{Condition, GmcrFile, Pattern};
use super::{MOST_NUMBERED_OPTIONS, MOST_RANKED};

/// The options in the order in which state numbers count them, the least
/// significant first. gmcr-py regroups options by decision maker when it loads a
/// file: the k-th option that it places, from k = 1, is taken out of the list and put
/// back at index k. Where every option has one owner this is the order of the
/// owners; options without one come to stand between.
pub(super) fn counted(options: usize, owned: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..options).collect();
    let mut placed = vec![false; options];
    let mut k = 0;
    for &option in owned.iter().flatten() {
        if !std::mem::replace(&mut placed[option], true) {
            k += 1;
            order.retain(|&other| other != option);
            order.insert(k.min(order.len()), option);
        }
    }
    order
}

/// The states of a file by their number: the first has number 1.
#[derive(Debug)]
pub(super) struct Numbered {
    /// The options taken, as bits by place in `order`.
    pub states: Vec<u32>,
    /// The option at each place.
    order: Vec<usize>,
}

impl Numbered {
    /// Numbers the states; says in one sentence why not.
    pub fn of(file: &GmcrFile) -> Result<Numbered, String> {
        let count = file.options.len();
        if count > MOST_NUMBERED_OPTIONS {
            return Err(format!(
                "States are ranked by number, which is read for up to {MOST_NUMBERED_OPTIONS} options; there are {count}."
            ));
        }
        let owned: Vec<Vec<usize>> = file.makers.iter().map(|m| m.options.clone()).collect();
        let order = counted(count, &owned);
        let cut: Vec<(u32, u32)> = file
            .infeasible
            .iter()
            .flatten()
            .map(|pattern| masked(pattern, &order))
            .collect();
        let feasible = |state: &u32| !cut.iter().any(|(mask, value)| state & mask == *value);
        let states: Vec<u32> = (0..1u32 << count)
            .filter(feasible)
            .take(MOST_RANKED + 1)
            .collect();
        if states.len() > MOST_RANKED {
            return Err(format!(
                "States are ranked by number, which is read for up to {MOST_RANKED} states; there are more."
            ));
        }
        Ok(Numbered { states, order })
    }

    /// Patterns that together fit exactly the states of `class` (indexes into
    /// `states`), each as short as it can be.
    pub fn cover(&self, class: &[usize]) -> Condition {
        let words = self.states.len().div_ceil(64);
        let set = |members: &mut dyn Iterator<Item = usize>| {
            let mut set = vec![0u64; words];
            members.for_each(|at| set[at / 64] |= 1 << (at % 64));
            set
        };
        let inside = set(&mut class.iter().copied());
        // Where each option is taken.
        let taken: Vec<Vec<u64>> = (0..self.order.len())
            .map(|bit| {
                let mut having =
                    (0..self.states.len()).filter(|at| self.states[*at] >> bit & 1 == 1);
                set(&mut having)
            })
            .collect();
        let fits = |literals: &[(usize, bool)]| -> Vec<u64> {
            (0..words)
                .map(|w| {
                    literals.iter().fold(u64::MAX, |met, &(bit, yes)| {
                        met & if yes { taken[bit][w] } else { !taken[bit][w] }
                    })
                })
                .collect()
        };
        // Bits beyond the last state are in no class and must not count.
        let everywhere = set(&mut (0..self.states.len()));
        let within = |literals: &[(usize, bool)]| {
            let met = fits(literals);
            (0..words).all(|w| met[w] & everywhere[w] & !inside[w] == 0)
        };
        let mut done = vec![0u64; words];
        let mut patterns = Condition::new();
        for &at in class {
            if done[at / 64] >> (at % 64) & 1 == 1 {
                continue;
            }
            let yes = |bit: usize| self.states[at] >> bit & 1 == 1;
            let mut literals: Vec<(usize, bool)> =
                (0..self.order.len()).map(|bit| (bit, yes(bit))).collect();
            // What is not taken says least to a reader: try to do without it first.
            for wanted in [false, true] {
                for bit in (0..self.order.len()).rev().filter(|&b| yes(b) == wanted) {
                    let fewer: Vec<_> = literals.iter().copied().filter(|l| l.0 != bit).collect();
                    if within(&fewer) {
                        literals = fewer;
                    }
                }
            }
            for (word, met) in done.iter_mut().zip(fits(&literals)) {
                *word |= met;
            }
            let by_file = |&(bit, yes): &(usize, bool)| (self.order[bit], yes);
            patterns.push(literals.iter().map(by_file).collect());
        }
        patterns
    }
}

/// A pattern as a mask and the bits that it asks for.
fn masked(pattern: &Pattern, order: &[usize]) -> (u32, u32) {
    let mut masked = (0, 0);
    for (option, taken) in pattern {
        let bit = order.iter().position(|o| o == option).unwrap_or_default();
        masked.0 |= 1 << bit;
        masked.1 |= u32::from(*taken) << bit;
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_counted_by_owner() {
        assert_eq!(counted(3, &[vec![0], vec![1, 2]]), [0, 1, 2]);
        assert_eq!(counted(4, &[vec![2, 3], vec![1, 0]]), [2, 3, 1, 0]);
    }

    #[test]
    fn options_without_an_owner_stand_where_gmcr_py_leaves_them() {
        assert_eq!(counted(4, &[vec![3], vec![0]]), [3, 1, 0, 2]);
        assert_eq!(counted(3, &[]), [0, 1, 2]);
    }
}
