//! Findings as documents.
//!
//! A document is what a finding says, set in blocks (heading, paragraph, list, table,
//! figure, note, details) of inline parts (text, number, state, actor, claim, …). It is
//! made once per finding and shown by any renderer: nothing here knows whether it will
//! stand on a terminal, a page or paper.

mod backtest;
mod block;
pub mod canvas;
mod coverage;
mod dependences;
mod evidence;
mod gradual_plans;
mod inline;
pub mod layout;
mod map;
mod names;
mod number;
mod register;
mod scenario;
mod setting;
mod sources;
mod table;
pub mod text;
mod timeline;
mod trace;

pub use backtest::backtest;
pub use block::{Block, Document, Figure, Item, Key, Outcry};
pub use coverage::coverage;
pub use dependences::dependences;
pub use gradual_plans::steps;
pub use hikiwake_dossier::{visible, visible_line};
pub use inline::{Basis, Cited, Inline, Text};
pub use map::map;
pub use names::Names;
pub use number::{Number, Precision, count, joined, percent, thousands};
pub use register::register;
pub use setting::setting;
pub use sources::sources;
pub use table::{Align, Column, Row, Table};
pub use timeline::timeline;
pub use trace::trace;
