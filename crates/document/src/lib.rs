//! Findings as documents.
//!
//! A document is what a finding says, set in blocks (heading, paragraph, list, table,
//! figure, note, details) of inline parts (text, number, state, actor, claim, …). It is
//! made once per finding and shown by any renderer: nothing here knows whether it will
//! stand on a terminal, a page or paper.

mod block;
mod inline;
mod number;
mod table;

pub use block::{Block, Document, Figure, Item, Outcry};
pub use inline::{Basis, Cited, Inline, Text};
pub use number::{Number, Precision, count, joined, percent, thousands};
pub use table::{Align, Column, Row, Table};
