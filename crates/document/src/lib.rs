//! Findings as documents.
//!
//! A document is what a finding says, set in blocks (heading, paragraph, list, table,
//! figure, note, details) of inline parts (text, number, state, actor, claim, …). It is
//! made once per finding and shown by any renderer: nothing here knows whether it will
//! stand on a terminal, a page or paper.

mod block;
pub mod canvas;
mod domestic_ratification;
mod evidence;
mod gradual_plans;
mod inline;
mod names;
mod number;
mod obstacle_sets;
mod scenarios;
mod settlement;
mod statements;
mod table;
pub mod text_width;

pub use block::{Block, Document, Figure, Item, Key, Outcry};
pub use domestic_ratification::ratify;
pub use gradual_plans::steps;
pub use hikiwake_dossier::{visible, visible_line};
pub use inline::{Basis, Cited, Inline, Stance, Text};
pub use names::Names;
pub use number::{Number, Precision, count, joined, percent, thousands};
pub use obstacle_sets::block;
pub use settlement::settle;
pub use table::{Align, Column, Row, Table};
