//! Findings about what could be agreed: the agreements and who scores them how, what
//! holds after signing, who must accept at home, what stands in the way, and gradual plans.

mod block;
mod ratify;
mod settle;
mod steps;
mod talks;

pub use block::*;
pub use ratify::*;
pub use settle::*;
pub use steps::*;
pub use talks::{AgreementRow, FactionHead, Heard, TermHead};
