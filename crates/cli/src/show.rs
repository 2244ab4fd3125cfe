//! Findings as text for a terminal.

mod concepts;
mod explanation;
mod introduction;
mod inverse;
mod paper;
mod source;
mod steps;
mod typed;
mod views;
mod ways;

pub use concepts::concepts;
pub use explanation::explanation;
pub use introduction::{introduction, inventory, what_next};
pub use inverse::inverse;
pub use paper::{reach, width, width_in_file};
pub use source::{attachment, filled, passage_search, relocation, unfilled, verification};
pub use steps::steps_csv;
pub use typed::typed;
pub use views::views;
pub use ways::ways;
