//! From anything in a dossier down to the passages it rests on, and up to the findings
//! that would change without it.

mod trace;

pub use trace::*;
