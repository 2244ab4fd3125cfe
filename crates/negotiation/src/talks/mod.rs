//! What negotiations are made of, for all findings about them: verdicts of factions,
//! win-sets, and agreements as rows.

mod beside;
mod gates;
mod heads;
mod heard;
mod judge;
mod scores;
mod sums;

pub(crate) use beside::BesideInForce;
pub(crate) use gates::{passes, win_set};
pub(crate) use heads::{agreement_row, faction_heads, now, term_heads};
pub(crate) use judge::{Judged, decided, gain};
pub(crate) use scores::{Scores, scores, units, worth};
pub(crate) use sums::Sums;

pub use heads::{AgreementRow, FactionHead, TermHead};
pub use heard::Heard;
pub(crate) use heard::new_agreements;
