//! The command `hikiwake` as a person runs it.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod block;
mod commands;
mod concepts;
mod drivers;
mod exchange;
mod hostile;
mod influence_page;
mod inverse;
mod modelling;
mod peers;
mod plain_words;
mod program;
mod questions;
mod register;
mod run;
mod setting;
mod source;
mod starter;
mod steps;
mod talks;
mod trace;
mod widths;
mod writing;
