//! What all findings about a dossier are made of, as plain data with one JSON form.
//!
//! A finding names its dossier, its scenario, actors, options and statements by heads,
//! its states by rows, and says what each judgement rests on by reasons and claims.

pub mod basis;
mod finding;
mod measure;
mod settings;
mod stages;
pub mod walk;
pub mod words;

pub use finding::*;
pub use measure::{Measure, before, decimal, measure};
pub use settings::AnalyseSettings;
pub use stages::{Stage, Stages, Told};
pub use words::{no_or_count, thousands};
