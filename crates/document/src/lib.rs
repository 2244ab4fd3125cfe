//! Findings as documents.
//!
//! A document is what a finding says, set in blocks (heading, paragraph, list, table,
//! figure, note, details) of inline parts (text, number, state, actor, claim, …). It is
//! made once per finding and shown by any renderer: nothing here knows whether it will
//! stand on a terminal, a page or paper.

mod analysis;
mod backtest;
mod block;
pub mod canvas;
mod comparison;
mod concepts;
mod coverage;
mod deeds;
mod dependences;
mod domestic_ratification;
mod evidence;
mod explanation;
mod gradual_plans;
mod grouped;
mod inline;
mod inverse;
pub mod layout;
mod map;
mod method;
mod named;
mod names;
mod number;
mod obstacle_sets;
mod paths;
mod periods;
mod policy_brief;
mod provenance;
mod reasons;
mod register;
mod scenarios;
mod sensitivity;
mod setting;
mod settlement;
mod state_list;
mod statements;
mod states;
mod symbolic;
mod table;
pub mod text_width;
mod timeline;
mod trace;
mod views;
mod who_does_what;
mod wish_balance;
mod wishes;

pub(crate) use analysis::moves::draw as moves;
pub use analysis::{analysis, period};
pub use backtest::backtest;
pub use block::{Block, Document, Figure, Item, Key, Outcry};
pub use comparison::{comparison, readings};
pub use concepts::concepts;
pub use coverage::coverage;
pub use dependences::dependences;
pub use domestic_ratification::ratify;
pub use explanation::explanation;
pub use gradual_plans::steps;
pub use hikiwake_dossier::{visible, visible_line};
pub use inline::{Basis, Cited, Inline, Stance, Text};
pub use inverse::inverse;
pub use map::map;
pub use method::method;
pub use names::Names;
pub use number::{Number, Precision, count, joined, percent, thousands};
pub use obstacle_sets::block;
pub use paths::ways;
pub use periods::{answer, brief, dates};
pub use policy_brief::{BriefFindings, policy_brief};
pub use provenance::provenance;
pub use register::register;
pub use sensitivity::sensitivity;
pub use setting::setting;
pub use settlement::settle;
pub use state_list::state_list;
pub use symbolic::symbolic;
pub use table::{Align, Column, Row, Table};
pub use timeline::timeline;
pub use trace::trace;
pub use views::views;
pub use wish_balance::wish_balance;
pub use wishes::wishes;
