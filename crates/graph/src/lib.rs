//! The Graph Model for Conflict Resolution: states, moves, orders, stability,
//! coalitions and paths, for any number of decision makers.
//!
//! Terms are the field's own (Kilgour, Hipel & Fang 1987; Fang, Hipel & Kilgour
//! 1993; Xu, Hipel, Kilgour & Fang 2018). The crate knows nothing of files or
//! texts: options, levels and decision makers are numbers here.
//!
//! The road through it: describe the [`Axis`] of each option, give the formulas
//! that every feasible state meets and one [`Order`] per decision maker to a
//! [`ModelBuilder`], and ask the [`Model`] for [`Model::stability`],
//! [`Model::reach`] or [`Model::joint_improvements`].

mod bits;
mod build;
mod coalition;
mod formula;
mod model;
mod moves;
mod order;
mod paths;
mod space;
mod stability;
mod threat;

pub use bits::Bits;
pub use build::{BuildError, Limits, ModelBuilder};
pub use coalition::JointImprovement;
pub use formula::Formula;
pub use model::Model;
pub use order::Order;
pub use paths::{Path, Reach, Step, StepKind};
pub use space::{Axis, Change, Space, State};
pub use stability::{Concept, Stability};
