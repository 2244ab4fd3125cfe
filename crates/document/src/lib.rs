//! Findings as documents.
//!
//! A document is what a finding says, set in blocks (heading, paragraph, list, table,
//! figure, note, details) of inline parts (text, number, state, actor, claim, …). It is
//! made once per finding and shown by any renderer: nothing here knows whether it will
//! stand on a terminal, a page or paper.

mod analysis;
mod block;
pub mod canvas;
mod comparison;
mod concepts;
mod evidence;
mod explanation;
mod gradual_plans;
mod inline;
mod inverse;
pub mod layout;
mod method;
mod named;
mod names;
mod number;
mod paths;
mod periods;
mod provenance;
mod reasons;
mod state_list;
mod states;
mod symbolic;
mod table;
pub mod text;
mod views;
mod wishes;

pub(crate) use analysis::moves::draw as moves;
pub use analysis::{analysis, period};
pub use block::{Block, Document, Figure, Item, Key, Outcry};
pub use comparison::{comparison, readings};
pub use concepts::concepts;
pub use explanation::explanation;
pub use gradual_plans::steps;
pub use hikiwake_dossier::{visible, visible_line};
pub use inline::{Basis, Cited, Inline, Text};
pub use inverse::inverse;
pub use method::method;
pub use names::Names;
pub use number::{Number, Precision, count, joined, percent, thousands};
pub use paths::ways;
pub use periods::{answer, brief, dates};
pub use provenance::provenance;
pub use state_list::state_list;
pub use symbolic::symbolic;
pub use table::{Align, Column, Row, Table};
pub use views::views;
pub use wishes::wishes;
