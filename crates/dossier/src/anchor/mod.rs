//! Places of a dossier and the texts that they point into.
//!
//! A dossier holds places (code points of a source's text, and a digest of what
//! stands there), never the text itself. Who has the text ties it to the source on
//! their own machine ([`Shelf`]); then every place can be verified, shown, and
//! carried over to a new edition.

mod attached;
mod counted;
mod digest;
mod locators;
mod shelf;

pub use attached::{Attached, TextError};
pub use counted::CountedText;
pub use locators::{Locator, Owner, locators};
pub use shelf::{Quote, Shelf, ShelfError, Tie};
