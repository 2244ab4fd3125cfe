//! Findings as text for a terminal.

mod backtest;
mod block;
mod introduction;
mod paper;
mod ratify;
mod register;
mod settle;
mod source;
mod steps;
mod trace;
mod typed;

pub use backtest::backtest;
pub use block::{block, block_csv};
pub use introduction::{introduction, inventory, what_next};
pub use paper::{width, width_in_file};
pub use ratify::{ratify, ratify_csv};
pub use register::register;
pub use settle::{settle, settle_csv};
pub use source::{attachment, filled, passage_search, relocation, unfilled, verification};
pub use steps::steps_csv;
pub use trace::{coverage, trace};
pub use typed::typed;
