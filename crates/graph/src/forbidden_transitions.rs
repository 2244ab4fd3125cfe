//! Forbidden transitions, as each decision maker meets them.

use crate::{Bits, State};

/// A transition that a rule forbids.
#[derive(Clone, Debug)]
pub(crate) struct Forbidden {
    pub from: Bits,
    pub to: Bits,
    pub by: Option<usize>,
}

/// The rules that stop one decision maker: per state, which of them it meets
/// the first formula of, and which the second, as bits.
#[derive(Clone, Debug)]
pub(crate) struct Stops {
    words: usize,
    from: Vec<u64>,
    to: Vec<u64>,
}

impl Stops {
    pub fn new(rules: &[&Forbidden], universe: usize) -> Self {
        let words = rules.len().div_ceil(64);
        let mut stops = Stops {
            words,
            from: vec![0; universe * words],
            to: vec![0; universe * words],
        };
        for (k, rule) in rules.iter().enumerate() {
            for (marks, states) in [(&mut stops.from, &rule.from), (&mut stops.to, &rule.to)] {
                for s in states.iter() {
                    marks[s.0 as usize * words + k / 64] |= 1 << (k % 64);
                }
            }
        }
        stops
    }

    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Which rules forbid something from here.
    pub fn from(&self, state: usize) -> &[u64] {
        &self.from[state * self.words..(state + 1) * self.words]
    }

    /// Whether one of the rules marked in `from` forbids to go to `state`.
    pub fn stop_marked(&self, from: &[u64], state: usize) -> bool {
        let to = &self.to[state * self.words..(state + 1) * self.words];
        from.iter().zip(to).any(|(a, b)| a & b != 0)
    }

    /// Whether a rule forbids to go from one state to another.
    pub fn stop(&self, from: State, to: State) -> bool {
        !self.is_empty() && self.stop_marked(self.from(from.0 as usize), to.0 as usize)
    }
}
