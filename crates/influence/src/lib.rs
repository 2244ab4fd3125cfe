//! Influence between drivers, from signs alone: which loops there are, how one driver
//! answers a sustained push on another, how sure that is, and which bundles of levels
//! support themselves.
//!
//! The crate knows nothing of dossiers, texts or files: drivers, links, levels and draws
//! are numbers here. `A[i][j]` is the effect of driver j on driver i throughout; a link
//! goes from j to i. Each module can be read alone and says which papers its definitions
//! come from.
//!
//! ```
//! use hikiwake_influence::{Determinacy, Link, Press, Sign, SignSet, SignedMap};
//!
//! let link = |from, to, signs| Link { from, to, signs };
//! let map = SignedMap::new(3, vec![
//!     link(0, 1, SignSet::PLUS),
//!     link(1, 2, SignSet::MINUS | SignSet::ZERO), // some say so, some say not
//! ])?;
//! let press = Press::new(&map);
//! let answer = press.response(0, 2)?;
//! assert_eq!(answer.determinacy, Determinacy::Certain(Sign::Minus));
//! let without = Press::new(&map.without(&map.disputed()));
//! assert_eq!(without.response(0, 2)?.determinacy, Determinacy::NoWay);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adjoint;
mod between;
mod components;
pub mod cross_impact;
mod doubt;
pub mod fuzzy;
mod linear;
mod loops;
mod map;
pub mod philox;
mod press;
mod shares;
mod sign;
mod sign_stability;
mod terms;
mod ways;

pub use adjoint::{Adjoint, LARGEST_BLOCK, LARGEST_FEEDBACK, adjoint, feedback};
pub use doubt::{Doubts, Judged};
pub use loops::{Loop, LoopSign, Loops, loops};
pub use map::{Link, MOST_DRIVERS, MapError, SignedMap};
pub use press::{Determinacy, Press, Response, UnknownDriver};
pub use shares::{
    Damping, Draws, LARGEST_DRAWN_BLOCK, Observation, Push, PushShares, Shares, SharesError, shares,
};
pub use sign::{Sign, SignSet};
pub use sign_stability::{SignStability, sign_stability};
pub use terms::{Fraction, Terms};
pub use ways::Ways;
