//! What negotiations are made of, for all findings about them: verdicts of factions,
//! win-sets, and agreements as rows.

mod gates;
mod heads;
mod judge;

pub(crate) use gates::{passes, win_set};
pub(crate) use heads::{agreement_row, now, term_heads};
pub(crate) use judge::{Judged, decided, judge};

pub use heads::{AgreementRow, FactionHead, TermHead};
