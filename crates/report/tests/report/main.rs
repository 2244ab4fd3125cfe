//! The page and the graph files against what they promise.

mod figures;
mod fixture;
mod graph_file;
mod page;
