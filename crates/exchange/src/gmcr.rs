//! Files of gmcr-py (`.gmcr`, as of its version 0.4.1 of 2020): one JSON object with
//! decision makers, options with two levels, infeasible patterns, and preferences as
//! statements or as a ranking of numbered states.
//!
//! In: a file becomes a new dossier. Out: the model of one period and reading
//! becomes a file, which is taken in again and compared.

mod dossier;
mod file;
mod formula;
mod normal_form;
mod numbers;
mod read;
mod write;

pub use dossier::{NewDossier, take_gmcr};
pub(crate) use write::write;

/// Options beyond which the states of a file are not numbered: 2^22 combinations.
const MOST_NUMBERED_OPTIONS: usize = 22;
/// States beyond which a ranking by number is neither read nor written.
const MOST_RANKED: usize = 16_384;
