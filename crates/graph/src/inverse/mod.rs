//! Inverse questions: which orders make a state stable, and models that differ
//! from one another in an order only.

mod count;
mod exchange;
mod rankings;

pub use count::RankingCounts;
pub use exchange::Ranks;
pub use rankings::{Rankings, StayAway};
