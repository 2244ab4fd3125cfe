//! How many terms each agreement changes of the one in force, and the one that changes
//! fewest.

use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, Formula, State};

use super::VoteSums;

/// The agreements that have another level of a term than this one.
pub(crate) fn differing(talks: &Negotiation, term: usize, agreement: State) -> Bits {
    let space = talks.model.space();
    let same = Formula::Level {
        axis: term,
        levels: 1 << space.level(agreement, term),
    };
    let mut differing = same.extension(space);
    differing.complement();
    differing
}

/// How many terms each agreement changes of the one in force.
pub(crate) struct ChangedTerms {
    /// The agreements whose number has the digit for 1, 2, 4, ….
    pub digits: Vec<Bits>,
}

impl ChangedTerms {
    pub fn new(talks: &Negotiation) -> ChangedTerms {
        let mut changed = VoteSums::none(talks.model.space().size());
        for term in 0..talks.terms.len() {
            changed.add(&differing(talks, term, talks.reversion), 1);
        }
        ChangedTerms {
            digits: changed.digits(),
        }
    }

    /// Of `among`, the agreement that changes the fewest terms of the one in force; of
    /// several, the one with the lowest levels.
    pub fn fewest(&self, talks: &Negotiation, among: &Bits) -> Option<State> {
        let mut left = among.clone();
        for digit in self.digits.iter().rev() {
            let mut lower = left.clone();
            lower.subtract(digit);
            if !lower.is_empty() {
                left = lower;
            }
        }
        let space = talks.model.space();
        left.iter().min_by_key(|&state| space.levels(state))
    }
}
