//! Projects of qualitative analysis: REFI-QDA 1.5, `.qdpx`. A zip archive with
//! `project.qde` (XML) and, where they are given along, the texts of the sources.
//!
//! A source is a `TextSource`, a place a `PlainTextSelection`, a claim a `Note` with
//! the paraphrase to which its places refer. What a claim says in a form that
//! programs read becomes codes, named `key: value`.

use crate::digest::guid;

mod archive;
mod positions;
mod read;
mod write;

pub(crate) use read::{Check, read};
pub(crate) use write::write;

/// The namespace of projects.
const SPACE: &str = "urn:QDA-XML:project:1.0";
/// What this program calls itself as the origin of a project.
const ORIGIN: &str = "Hikiwake";
/// The code that every claim carries.
const CLAIM: &str = "claim";
/// The time that is written where some programs insist on one; a dossier knows none.
const NO_TIME: &str = "1970-01-01T00:00:00Z";
/// The variables that tell in which text the places of a source are counted.
const DIGEST: &str = "text.sha256";
const LENGTH: &str = "text.length";
/// Keys of a claim whose values become codes.
const CODED: [&str; 20] = [
    "by",
    "rests_on",
    "grade",
    "confidence",
    "hedge.strength",
    "link.cause",
    "link.effect",
    "link.sign",
    "position.actors",
    "position.issue",
    "position.stance",
    "position.kind",
    "option.key",
    "option.kind",
    "figure.metric",
    "level.driver",
    "level.at",
    "prediction.key",
    "prediction.kind",
    "mechanism.key",
];

/// The GUID of the user that this program writes.
fn user() -> String {
    guid(&["user"])
}
