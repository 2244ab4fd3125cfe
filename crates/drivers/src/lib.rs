//! Findings about drivers, the conditions that lie outside the actors' direct choice: what
//! a push on one moves, which loops there are among them and through the game, and which
//! bundles of their levels fit together.
//!
//! The computations on signs are those of `hikiwake-influence`; here they are put to a
//! dossier, and each link of an answer keeps the claims that say it.

mod choices;
mod driver_map;
mod heads;
mod influence;
mod loop_finding;
mod loop_patterns;
mod loops;
mod matters;
mod record;
mod scenarios;

pub use driver_map::{DriverMap, UnknownDriver};
pub use heads::*;
pub use influence::*;
pub use loop_finding::*;
pub use loops::loops;
pub use record::*;
pub use scenarios::*;
