//! The second table in numbers: who lets an agreement pass at home, which agreements
//! are efficient, what stands in the way, and plans that go step by step.
//!
//! The crate knows nothing of dossiers, texts or files: sides, factions, agreements and
//! steps are numbers here. Each module can be read alone and says which papers its
//! definitions come from.

pub mod frontier;
pub mod gradual;
pub mod gradual_plan;
pub mod obstacles;
pub mod payments;
pub mod points;
pub mod vote;
