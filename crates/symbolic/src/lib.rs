//! The classical solution concepts on binary decision diagrams, for spaces of
//! states that memory does not hold.
//!
//! The same description ([`hikiwake_graph::ModelBuilder`]), the same definitions
//! (Nash, GMR, SMR, SEQ, SSEQ; the others answer by any legal sequence of moves,
//! nobody moving twice running) and the same answers as the explicit engine, state
//! by state; but sets of states are diagrams, which are small where statements and
//! rules name few options each and are not too entangled. A preference is a
//! relation between two states, built statement by statement; no state is ever
//! given a number.
//!
//! A hundred options in a ring, four decision makers, each of whom wants every
//! second own option to differ from its neighbour:
//!
//! ```
//! use hikiwake_graph::*;
//! use hikiwake_symbolic::{Limits, Symbolic};
//!
//! let mut builder = ModelBuilder::new(4);
//! for k in 0..100 {
//!     builder.option(Axis { owner: k / 25, levels: 2, change: Change::Reversible });
//! }
//! let on = |axis| Formula::Level { axis, levels: 0b10 };
//! for i in 0..4 {
//!     let differs = |k: usize| {
//!         let (a, b) = (on(k), on((k + 1) % 100));
//!         let not = |f: &Formula| Formula::Not(Box::new(f.clone()));
//!         let one = Formula::And(vec![a.clone(), not(&b)]);
//!         vec![Formula::Or(vec![one, Formula::And(vec![b, not(&a)])])]
//!     };
//!     builder.order(i, Order::Statements((0..10).map(|k| differs(25 * i + 2 * k)).collect()));
//! }
//! let symbolic = Symbolic::new(&builder, Limits::default())?;
//! assert_eq!(symbolic.count(symbolic.feasible()), (1u128 << 100).to_string());
//!
//! let nash = symbolic.equilibria(Concept::Nash)?;
//! // Each of forty wishes is met, and halves what is left.
//! assert_eq!(symbolic.count(&nash), (1u128 << 60).to_string());
//! let somewhere = symbolic.samples(&nash, 1).remove(0);
//! assert!(symbolic.has(&nash, &somewhere));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod backwards;
mod blame;
mod cover;
mod encoding;
mod error;
mod forest;
mod marks;
mod moves;
mod operations;
mod order;
mod prefer;
mod product;
mod reach;
mod set;
mod stable;
mod symbolic;
mod work;

pub use cover::{Cover, Product};
pub use encoding::meets;
pub use error::{Blame, Full, Part, Reached, SymbolicError};
pub use set::StateSet;
pub use symbolic::Symbolic;
pub use work::Limits;
