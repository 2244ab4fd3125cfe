//! Votes against the definitions, written out, and against published figures.

mod chances;
mod counted;
mod oracle;
mod published;
mod worked;
