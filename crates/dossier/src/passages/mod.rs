//! Places of a dossier and the texts that they point into.
//!
//! A dossier holds places (code points of a source's text, and a digest of what
//! stands there), never the text itself. Who has the text ties it to the source on
//! their own machine ([`TextStore`]); then every place can be verified, shown, and
//! carried over to a new edition.

mod attach;
mod attached;
mod counted;
mod digest;
mod edition;
mod fill;
mod find;
mod owned_places;
mod quote;
mod relocate;
mod search;
mod text_store;
mod tie;
mod verify;
mod wording;

pub use attach::{AttachError, Attachment, attach};
pub use attached::{Attached, TextError};
pub use counted::CountedText;
pub use digest::sha256;
pub use edition::{Edition, Undisguised};
pub use fill::{Filled, FilledPlace, Unfilled, fill_digests, fill_quotes};
pub use find::{FindError, FoundPassage, PassageSearch, find_words};
pub use owned_places::{OwnedPlace, Owner, owned_places};
pub use quote::Quote;
pub use relocate::{
    Accept, AcceptError, Accepted, Grade, NewEdition, Proposal, RelocateError, Relocation,
    Surroundings, relocate,
};
pub use text_store::{TextStore, TextStoreError};
pub use tie::Tie;
pub use verify::{
    PlaceCounts, PlaceFault, PlaceStatus, RepeatedPlace, Verification, VerifiedSource, verify,
    warn_of_moved_texts,
};
pub use wording::{TellingKind, TellingWords, side_by_side};
