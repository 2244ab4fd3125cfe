//! Findings against answers worked out by hand and against the definitions.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod backtest;
mod block;
mod concepts;
mod explain;
mod findings;
mod form_grounds;
mod inverse;
mod likelihood;
mod mechanisms;
mod patterns;
mod preferred;
mod provenance;
mod random;
mod ratify;
mod readings;
mod register;
mod sensitivity;
mod session;
mod settle;
mod state_list;
mod steps;
mod symbolic;
mod trace;
mod versions;
mod watch;
mod what_if;
mod wishes;
#[path = "../../../dossier/tests/dossier/written.rs"]
mod written;
