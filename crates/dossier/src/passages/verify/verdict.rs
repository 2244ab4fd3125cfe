//! What can be said of a place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a text says of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::passages) enum PlaceVerdict {
    /// The digest fits; the passage stands so often.
    Sound { times: u64 },
    /// Nothing tells what stood there; the place lies inside the text.
    Unchecked,
    /// Something is wrong.
    Faulty {
        status: PlaceStatus,
        found: Vec<[u64; 2]>,
        /// The search was given up.
        given_up: bool,
    },
}

/// What is wrong with a place.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceStatus {
    /// The passage stands at one other place.
    Moved,
    /// It stands at several other places.
    Several,
    /// It stands nowhere in the text, or nowhere that was searched.
    Vanished,
    /// The place lies beyond the end of the text.
    Outside,
}
