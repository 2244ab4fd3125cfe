//! Findings as text for a terminal.

mod introduction;
mod paper;
mod source;
mod steps;
mod typed;

pub use introduction::{introduction, inventory, what_next};
pub use paper::{reach, width, width_in_file};
pub use source::{attachment, filled, passage_search, relocation, unfilled, verification};
pub use steps::steps_csv;
pub use typed::typed;
