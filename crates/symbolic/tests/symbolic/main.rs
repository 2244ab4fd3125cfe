//! Decision diagrams against the explicit engine.

#[path = "../../../graph/tests/graph/oracle/mod.rs"]
mod oracle;
#[path = "../../../graph/tests/graph/random/mod.rs"]
mod random;
mod random_models;
