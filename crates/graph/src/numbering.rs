//! Numbers for the states of a set, for what is kept for these alone.

use std::ops::Range;

use crate::bits::ones;
use crate::{Bits, State};

/// The states of a set, numbered from 0 by index: what is kept per state takes room for
/// these alone, however few of all combinations they are.
#[derive(Clone, Debug)]
pub struct Numbering {
    states: Bits,
    /// How many states there are before each word of the set.
    before: Vec<u32>,
    count: usize,
}

impl Numbering {
    /// Numbers the states of a set.
    pub fn of(states: Bits) -> Self {
        let mut count = 0;
        let before = states.words().iter().map(|word| {
            let before = count as u32;
            count += word.count_ones() as usize;
            before
        });
        Numbering {
            before: before.collect(),
            states,
            count,
        }
    }

    /// How many states there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Number of combinations that could have a number.
    pub fn universe(&self) -> usize {
        self.states.universe()
    }

    /// The number of a state; `None` where it is not in the set.
    pub fn number(&self, state: State) -> Option<usize> {
        let (word, bit) = (state.0 as usize / 64, state.0 % 64);
        let below = self.states.words().get(word)? & ((1 << bit) - 1);
        let number = (self.before[word] + below.count_ones()) as usize;
        self.states.has(state).then_some(number)
    }

    /// All of them, lowest first.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        self.states_from(0..self.before.len())
    }

    /// Those in a range of words, lowest first.
    pub(crate) fn states_from(&self, range: Range<usize>) -> impl Iterator<Item = State> + '_ {
        let words = self.states.words().iter().enumerate();
        words
            .take(range.end)
            .skip(range.start)
            .flat_map(|(word, &states)| {
                ones(states).map(move |bit| State((word * 64 + bit) as u32))
            })
    }

    /// The states that are also in `among` (of the same universe), each with its number,
    /// lowest first.
    pub fn each_of<'a>(&'a self, among: &'a Bits) -> impl Iterator<Item = (State, usize)> + 'a {
        let words = self.states.words().iter().zip(among.words()).enumerate();
        words
            .filter(|(_, (states, among))| *states & *among != 0)
            .flat_map(|(word, (&states, &among))| {
                let before = self.before[word];
                ones(states & among).map(move |bit| {
                    let number = before + (states & ((1 << bit) - 1)).count_ones();
                    (State((word * 64 + bit) as u32), number as usize)
                })
            })
    }

    /// Entries by number, in parts for so many combinations (a multiple of 64), each with
    /// its first combination.
    pub(crate) fn parts_mut<'e, T>(
        &self,
        entries: &'e mut [T],
        combinations: usize,
    ) -> Vec<(usize, &'e mut [T])> {
        let mut left = entries;
        let parts = (0..self.before.len())
            .step_by(combinations / 64)
            .map(|word| {
                let next = self.before.get(word + combinations / 64);
                let next = next.map_or(self.count, |next| *next as usize);
                let here = next - self.before[word] as usize;
                let (part, rest) = std::mem::take(&mut left).split_at_mut(here);
                left = rest;
                (word * 64, part)
            });
        parts.collect()
    }

    /// Of entries per combination, those of the states, by number.
    pub fn pick<T: Copy>(&self, entries: &[T]) -> Vec<T> {
        let mut picked = Vec::with_capacity(self.count);
        picked.extend(self.states.iter().map(|state| entries[state.0 as usize]));
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_up_with_the_states() {
        let states = Bits::from_fn(200, |at| at % 3 == 0 && !(64..128).contains(&at));
        let numbered = Numbering::of(states.clone());
        assert_eq!(numbered.count(), states.count());
        for (number, state) in states.iter().enumerate() {
            assert_eq!(numbered.number(state), Some(number));
        }
        assert_eq!(numbered.number(State(1)), None);
        assert_eq!(numbered.number(State(200)), None);
        let even = Bits::from_fn(200, |at| at % 2 == 0);
        let expected: Vec<(State, usize)> = (states.iter().enumerate())
            .filter(|(_, state)| even.has(*state))
            .map(|(number, state)| (state, number))
            .collect();
        assert_eq!(numbered.each_of(&even).collect::<Vec<_>>(), expected);
        let entries: Vec<usize> = (0..200).collect();
        let picked: Vec<usize> = states.iter().map(|state| state.0 as usize).collect();
        assert_eq!(numbered.pick(&entries), picked);
    }
}
