//! What negotiations are made of, for all findings about them: verdicts of factions,
//! win-sets, and agreements as rows.

mod alike_after;
mod beside_in_force;
mod changed_terms;
mod evaluated_negotiation;
mod faction_verdicts;
mod heads;
mod scores;
mod vote_sums;
mod win_sets;

pub(crate) use alike_after::{alike_after, leading_where};
pub(crate) use beside_in_force::BesideInForce;
pub(crate) use changed_terms::{ChangedTerms, differing};
pub(crate) use faction_verdicts::{FactionVerdicts, decided, gain};
pub(crate) use heads::{agreement_row, faction_heads, now, term_heads};
pub(crate) use scores::{Scores, scores, units, worth};
pub(crate) use vote_sums::VoteSums;
pub(crate) use win_sets::{passes, win_set};

pub use evaluated_negotiation::EvaluatedNegotiation;
pub(crate) use evaluated_negotiation::new_agreements;
pub use heads::{AgreementRow, FactionHead, TermHead};
