//! The page and the graph files against what they promise.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod figures;
mod fixture;
mod graph_file;
mod page;
