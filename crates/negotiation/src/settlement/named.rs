//! The agreements that the finding names, each once.

use hikiwake_graph::State;

/// Agreements in the order in which they were first named.
#[derive(Default)]
pub(super) struct Named {
    agreements: Vec<State>,
}

impl Named {
    /// The place of an agreement; a new one goes to the end.
    pub fn place(&mut self, agreement: State) -> usize {
        let known = self.agreements.iter().position(|a| *a == agreement);
        known.unwrap_or_else(|| {
            self.agreements.push(agreement);
            self.agreements.len() - 1
        })
    }

    /// All of them, by place.
    pub fn all(&self) -> &[State] {
        &self.agreements
    }
}
