//! Models that differ from one another in an order only: the order of one
//! decision maker is exchanged and everything else is kept.

use crate::computation::Computation;
use crate::{Bits, BuildError, Concept, Model, Order, Run, State};

/// How a decision maker ranks the feasible states of a model, ready to be put in
/// the place of its order ([`Model::exchange`]). Two are equal just if they order
/// the states alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ranks(Vec<u32>);

impl Ranks {
    /// The rank of a state, worst first from 1; 0 where it is not feasible.
    pub fn value(&self, state: State) -> u32 {
        self.0.get(state.0 as usize).copied().unwrap_or(0)
    }
}

impl Model {
    /// The ranks that `order` gives the feasible states.
    ///
    /// # Errors
    /// Where the order is of the wrong shape or leaves out a feasible state; the
    /// decision maker named in the error is `decision_maker`.
    pub fn ranks(&self, decision_maker: usize, order: &Order) -> Result<Ranks, BuildError> {
        for formula in order.formulas() {
            formula
                .check(self.space().axes())
                .map_err(|reason| BuildError::BadFormula { reason })?;
        }
        let course = Computation::new(&Run::default(), 1);
        let values = order.values(&self.space, &self.feasible, decision_maker, &course)?;
        Ok(Ranks(values))
    }

    /// The ranks that the model has for `decision_maker`.
    pub fn ranks_of(&self, decision_maker: usize) -> Ranks {
        Ranks(self.values[decision_maker].clone())
    }

    /// Puts `ranks`, made by this model or one with the same feasible states, in
    /// the place of the order of `decision_maker`, and the old ones in theirs.
    ///
    /// # Panics
    /// If the ranks are of a model with other feasible states.
    pub fn exchange(&mut self, decision_maker: usize, ranks: &mut Ranks) {
        let values = &mut self.values[decision_maker];
        // Without a way out, many are compared at once.
        let alike = (values.iter().zip(&ranks.0))
            .fold(true, |alike, (a, b)| alike & ((*a == 0) == (*b == 0)));
        assert!(
            alike && values.len() == ranks.0.len(),
            "ranks of other states"
        );
        std::mem::swap(values, &mut ranks.0);
    }

    /// The states stable for one decision maker under one concept: one set of
    /// [`Model::stability`].
    pub fn stable(&self, decision_maker: usize, concept: Concept) -> Bits {
        self.stability_for(decision_maker, concept)
    }
}
