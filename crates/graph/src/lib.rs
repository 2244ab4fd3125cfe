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
//!
//! Beyond the five classical concepts: groups that move together
//! ([`Model::coalition_stability`]), looking some moves ahead
//! ([`Model::limited_moves`]), how strong stability is ([`Strength`]) and
//! preferences that are partly unknown ([`PartlyKnown`]), each decision maker with a
//! picture of its own ([`Hypergame`]), and attitudes ([`Attitudes`]).
//! How a dispute moves, who can stop it and from where there is no way back: [`StatusQuoAnalysis`]
//! and [`Returns`].
//!
//! The prisoner's dilemma, where both confess although both would rather not,
//! and where silence holds once each reckons with the other's answer:
//!
//! ```
//! use hikiwake_graph::*;
//!
//! let mut builder = ModelBuilder::new(2);
//! let option = |owner| Axis { owner, levels: 2, change: Change::Reversible };
//! let mine = builder.option(option(0));
//! let yours = builder.option(option(1));
//! let confesses = |axis| Formula::Level { axis, levels: 0b10 };
//! let silent = |axis| Formula::Level { axis, levels: 0b01 };
//! // Most of all, the other is silent; then, one has confessed oneself.
//! builder.order(0, Order::Statements(vec![vec![silent(yours)], vec![confesses(mine)]]));
//! builder.order(1, Order::Statements(vec![vec![silent(mine)], vec![confesses(yours)]]));
//! let model = builder.build()?;
//!
//! let both_silent = State(0);
//! let both_confess = model.space().state(&[1, 1]).unwrap();
//! assert_eq!(model.improvements(0, both_silent), [State(1)]);
//!
//! let stability = model.stability();
//! let nash = stability.equilibria(Concept::Nash);
//! assert_eq!(nash.iter().collect::<Vec<_>>(), [both_confess]);
//! assert!(stability.equilibria(Concept::Seq).has(both_silent));
//!
//! // Nobody gets out of it alone, but both together can.
//! let out = model.joint_improvements(both_confess, &[0, 1], &stability);
//! assert_eq!(out[0].to, both_silent);
//! assert_eq!(out[0].movers, [0, 1]);
//! assert!(!out[0].holds.contains(&Concept::Nash) && out[0].leavers.is_empty());
//! # Ok::<(), BuildError>(())
//! ```

mod attitudes;
mod beside;
mod bits;
mod blocks;
mod build;
mod build_error;
mod coalition;
mod coalition_stability;
mod computation;
mod concept;
mod dense;
mod efficient;
mod explicit_moves;
mod forbidden_transitions;
mod formula;
mod groups;
mod horizons;
mod hypergame;
mod inverse;
mod limited;
mod model;
mod moves;
mod numbering;
mod order;
mod packed_ordinals;
mod paths;
mod reduce;
mod rows;
mod run;
mod sequences;
mod sorted;
mod space;
mod stability;
mod status_quo_analysis;
mod strength;
mod sweep;
mod threat;
mod tiles;
mod unknown_preference;
mod unrestricted;

pub use attitudes::{Attitude, Attitudes, RelationalConcept, RelationalStability};
pub use beside::told_apart;
pub use bits::Bits;
pub use build::{Limits, MOST_COMBINATIONS, MOST_LEVELS, ModelBuilder};
pub use build_error::BuildError;
pub use coalition::JointImprovement;
pub use coalition_stability::{
    CoalitionRules, CoalitionStability, Coalitions, Credible, Gain, Sanction,
};
pub use concept::Concept;
pub use efficient::efficient;
pub use explicit_moves::{MOST_STEPS, TooMuchWork};
pub use formula::Formula;
pub use groups::{Group, groups};
pub use horizons::NextMover;
pub use hypergame::{Hypergame, NotOneSpace, Sight, Views};
pub use inverse::{RankingCounts, Rankings, Ranks, StayAway};
pub use limited::{Anticipation, Cycle, Foresight, LimitedMoves, NonMyopic};
pub use model::{Model, NamingOrder};
pub use numbering::Numbering;
pub use order::Order;
pub use paths::{Path, Reach, Step, StepKind};
pub use run::{Run, Stopped, Unwatched, Watch};
pub use space::{Axis, Change, Difference, Space, State};
pub use stability::Stability;
pub use status_quo_analysis::{
    Component, FewestPaths, MOST_MOVERS, Returns, StatusQuoAnalysis, Stopper, TooLarge, WayRules,
};
pub use strength::{NotRougher, Strength, StrengthStability};
pub use unknown_preference::{CredibleMoves, Extension, NotAlike, PartlyKnown};
