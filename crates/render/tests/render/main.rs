//! What stands on each face of a document, whatever the texts in it hold.

mod conflict;
mod explanation;
mod faces;
mod html;
mod markdown;
mod sample;
mod steps;
mod terminal;
