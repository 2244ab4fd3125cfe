//! Bargains, votes and gradual steps against their definitions and published numbers.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod frontier;
mod gradual;
mod gradual_plan;
mod obstacles;
mod payments;
mod points;
mod vote;
