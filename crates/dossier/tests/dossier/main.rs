//! Dossiers: read, checked, compiled, tied to their texts.

mod absent;
mod check;
mod check_evidence;
mod check_tables;
mod classics;
mod compile;
mod compile_formulas;
mod drivers;
mod fuzz;
mod kuril;
mod kuril_negotiation;
mod kuril_reading;
mod land;
mod limits;
mod negotiation;
mod passages;
mod perceptions;
mod read;
mod read_docs;
mod read_edit;
mod read_files;
mod schema;
