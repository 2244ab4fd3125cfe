//! From anything in a dossier down to the passages it rests on, and up to the findings
//! that would change without it; and what changed from one version of it to the next.

mod mechanisms;
mod trace;
mod versions;
mod what_if;

pub use mechanisms::*;
pub use trace::*;
pub use versions::*;
pub use what_if::*;
