//! Mechanisms: taken out as a person would delete them, and what changes without them.

mod kuril;
mod taken_out;
