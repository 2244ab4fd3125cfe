//! Findings about a dossier, as plain data with one JSON form.
//!
//! Nothing here knows of screens or paper: the command line, the report and any
//! other face show the same [`Finding`]s. Sentences that state a finding are part
//! of it, so that every face says the same thing.

mod agree;
mod analyse;
mod analysis;
pub mod backtest;
mod basis;
mod block;
mod cards;
mod checked;
mod compare;
mod concepts;
mod explain;
mod finding;
pub mod grade;
mod inverse;
mod joint;
mod joint_search;
pub mod likelihood;
mod list;
mod map;
mod measure;
mod moves;
mod patterns;
mod provenance;
mod ratify;
mod reach;
mod register;
mod schema;
mod search;
mod sentences;
mod settings;
mod settle;
mod solve;
mod stated;
mod steps;
mod symbolic;
mod symbolic_answer;
mod symbolic_words;
mod talks;
mod ties;
mod timeline;
mod trace;
mod verified;
mod views;
mod walk;
mod ways;
mod when;
mod words;

pub use analyse::analyse;
pub use analysis::*;
pub use backtest::{Backtest, BacktestSettings, backtest};
pub use block::*;
pub use checked::{Checked, checked};
pub use compare::{Comparison, MovedStatement, Pair, Side, compare, compare_each};
pub use concepts::*;
pub use explain::{
    Escape, ExplainError, ExplainSettings, Explanation, Failure, FailureKind, Improvement, Proof,
    explain,
};
pub use finding::*;
pub use hikiwake_dossier::Ring;
pub use inverse::*;
pub use list::{ListedState, StateList, list_states};
pub use map::{Distance, Map, Reach, Site, map};
pub use measure::Measure;
pub use provenance::{ClaimBase, PartProvenance, Provenance, StrengthCount};
pub use ratify::*;
pub use register::{
    Bearing, FoundBy, Register, RegisterCounts, RegisterEntry, RegisterJudgement, RegisterKind,
    RegisterPlace, RegisterSide, RegisterVerdict, VerdictCount, register,
};
pub use schema::schema;
pub use settings::AnalyseSettings;
pub use settle::*;
pub use steps::*;
pub use symbolic::*;
pub use symbolic_answer::{SymbolicRefusal, is_too_large, symbolic};
pub use talks::{AgreementRow, FactionHead, Heard, TermHead};
pub use ties::{Dependence, Ties, ties};
pub use timeline::{EventChange, Ground, RecordedEvent, TimeWindow, Timeline, YearCount, timeline};
pub use trace::*;
pub use verified::{passage_search, relocation, verification};
pub use views::*;
pub use ways::*;
pub use words::{count, thousands};
