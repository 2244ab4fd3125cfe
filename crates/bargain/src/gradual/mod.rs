//! Small steps against one bargain: what theory says in closed form.
//!
//! Each form answers one question in a few numbers, so that a plan of real steps can be
//! held against it: how large may a step be that nobody is better off not answering
//! ([`Stakes`]), what guarantee does a plan with a last date need
//! ([`Stakes::least_penalty`]), how small should one begin with a partner who may
//! betray ([`Trust`]), and the older unit forms ([`first_share`] and its neighbours).

mod deadline;
mod stakes;
mod trust;
mod units;

pub use deadline::Plan;
pub use stakes::{Stakes, smooth_level, smooth_levels};
pub use trust::{Beginning, Trust};
pub use units::{PowerShift, Standoff, first_share, first_share_for_ever, reciprocity_patience};
