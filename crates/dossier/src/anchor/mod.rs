//! Places of a dossier and the texts that they point into.
//!
//! A dossier holds places (code points of a source's text, and a digest of what
//! stands there), never the text itself. Who has the text ties it to the source on
//! their own machine ([`Shelf`]); then every place can be verified, shown, and
//! carried over to a new edition.

mod attach;
mod attached;
mod counted;
mod digest;
mod edition;
mod locators;
mod quote;
mod relocate;
mod search;
mod shelf;
mod verify;

pub use attach::{AttachError, Attachment, attach};
pub use attached::{Attached, TextError};
pub use counted::CountedText;
pub use digest::sha256;
pub use edition::Edition;
pub use locators::{Locator, Owner, locators};
pub use quote::Quote;
pub use relocate::{
    Accept, AcceptError, Accepted, Grade, NewEdition, Proposal, RelocateError, Relocation,
    Surroundings, relocate,
};
pub use shelf::{Shelf, ShelfError, Tie};
pub use verify::{
    PlaceCounts, PlaceFault, PlaceStatus, RepeatedPlace, Verification, VerifiedSource, verify,
    warn_of_moved_texts,
};
