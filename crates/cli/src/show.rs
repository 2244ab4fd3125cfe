//! Findings as text for a terminal.

mod analysis;
mod backtest;
mod comparison;
mod explanation;
mod introduction;
mod paper;
mod register;
mod source;
mod states;
mod trace;

pub use analysis::{analysis, brief};
pub use backtest::backtest;
pub use comparison::comparison;
pub use explanation::explanation;
pub use introduction::{introduction, inventory, what_next};
pub use register::register;
pub use source::{attachment, relocation, verification};
pub use states::states;
pub use trace::{coverage, trace};
