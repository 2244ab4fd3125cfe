//! Projects of qualitative analysis: REFI-QDA 1.5, `.qdpx`. A zip archive with
//! `project.qde` (XML) and, where they are given along, the texts of the sources.
//!
//! A source is a `TextSource`, a place a `PlainTextSelection`, a claim a `Note` with
//! the paraphrase to which its places refer. What a claim says in a form that
//! programs read becomes codes, named `key: value`.

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
