//! Findings about what the sources say: the register of contradictions, grades, the
//! likelihood that is foretold, the record with its map and timeline, and how the
//! forecasts fared. Nothing here solves a model, but for what a model foretold.

pub mod backtest;
mod checked;
pub mod grade;
mod hindsight;
pub mod likelihood;
mod map;
mod provenance;
pub mod register;
mod ties;
pub mod timeline;
mod verified;

pub use backtest::{Backtest, BacktestSettings, ForecastTest, backtest, forecast_tests};
pub use checked::{Checked, checked};
pub use map::{Distance, Map, Reach, Site, map};
pub use provenance::{
    CheckFirst, CheckReason, ClaimBase, PartProvenance, Provenance, StrengthCount, check_first,
    provenance,
};
pub use register::{
    Bearing, FoundBy, Register, RegisterCounts, RegisterEntry, RegisterJudgement, RegisterKind,
    RegisterPlace, RegisterSide, RegisterVerdict, VerdictCount, register,
};
pub use ties::{Dependence, Ties, ties};
pub use timeline::{EventChange, RecordedEvent, TimeWindow, Timeline, YearCount, timeline};
pub use verified::{passage_search, relocation, verification};
