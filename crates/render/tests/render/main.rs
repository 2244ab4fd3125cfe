//! What stands on each face of a document, whatever the texts in it hold.

#[cfg(feature = "docx")]
#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod conflict;
#[cfg(feature = "docx")]
mod docx;
mod evidence;
mod explanation;
mod faces;
mod html;
mod markdown;
mod sample;
mod steps;
mod terminal;
