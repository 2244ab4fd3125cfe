//! Findings as text for a terminal.

mod analysis;
mod backtest;
mod comparison;
mod concepts;
mod csv;
mod explanation;
mod introduction;
mod inverse;
mod paper;
mod ratify;
mod register;
mod settle;
mod source;
mod states;
mod steps;
mod symbolic;
mod trace;
mod views;
mod ways;

pub use analysis::{analysis, brief};
pub use backtest::backtest;
pub use comparison::comparison;
pub use concepts::concepts;
pub use explanation::explanation;
pub use introduction::{introduction, inventory, what_next};
pub use inverse::inverse;
pub use ratify::{ratify, ratify_csv};
pub use register::register;
pub use settle::{settle, settle_csv};
pub use source::{attachment, relocation, verification};
pub use states::states;
pub use steps::{steps, steps_table};
pub use symbolic::symbolic;
pub use trace::{coverage, trace};
pub use views::views;
pub use ways::ways;
