//! Findings against answers worked out by hand and against the definitions.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod backtest;
mod block;
mod concepts;
mod explain;
mod findings;
mod inverse;
mod likelihood;
mod patterns;
mod preferred;
mod provenance;
mod random;
mod ratify;
mod register;
mod sensitivity;
mod session;
mod settle;
mod steps;
mod symbolic;
mod trace;
mod watch;
mod wishes;
#[path = "../../../dossier/tests/dossier/written.rs"]
mod written;
