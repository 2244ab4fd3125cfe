//! Findings as text for a terminal.

mod backtest;
mod concepts;
mod explanation;
mod introduction;
mod inverse;
mod paper;
mod register;
mod source;
mod steps;
mod trace;
mod typed;
mod views;
mod ways;

pub use backtest::backtest;
pub use concepts::concepts;
pub use explanation::explanation;
pub use introduction::{introduction, inventory, what_next};
pub use inverse::inverse;
pub use paper::{reach, width, width_in_file};
pub use register::register;
pub use source::{attachment, filled, passage_search, relocation, unfilled, verification};
pub use steps::steps_csv;
pub use trace::{coverage, trace};
pub use typed::typed;
pub use views::views;
pub use ways::ways;
