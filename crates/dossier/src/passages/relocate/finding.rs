//! What is proposed, as plain data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::owned_places::Owner;
use super::super::wording::TellingWords;
use crate::Span;

/// Where the places of a source stand in a new edition of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relocation {
    /// The source's id.
    pub source: String,
    /// The new text.
    pub file: String,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// Its number of code points.
    pub length: u64,
    /// What holds, in sentences.
    pub sentences: Vec<String>,
    /// Places that stay where they are, word by word.
    pub unchanged: u64,
    /// Proposals that need no further look: what `--accept-all` accepts.
    pub sure: u64,
    /// The other places, in the order of the text.
    pub proposals: Vec<Proposal>,
}

/// What is proposed for one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    /// How to call it: `claim C001, place 2`.
    pub name: String,
    /// What kind of thing it belongs to.
    pub owner: Owner,
    /// That thing's id: what `--accept` takes.
    pub id: String,
    /// Where it stands in the joined files.
    pub path: String,
    /// Where it is written.
    pub span: Option<Span>,
    /// The place as written.
    pub from: [u64; 2],
    /// The place proposed.
    pub to: Option<[u64; 2]>,
    /// How the passage was found.
    pub grade: Grade,
    /// Code points of it that differ.
    pub distance: u64,
    /// Code points of what stood there.
    pub length: u64,
    /// Whether what stands around it is what it was.
    pub surroundings: Surroundings,
    /// Whether it stands between the same neighbours; `null` where it has none.
    pub in_order: Option<bool>,
    /// Other places that fit as well.
    pub rivals: u64,
    /// It needs no further look.
    pub sure: bool,
    /// Why it does, where it does.
    pub remark: String,
    /// Words of negation, numbers and hedges that changed, in it or just beside it.
    pub telling: Vec<TellingWords>,
    /// What stood there, and what stands there now; `null` where that is not asked
    /// for.
    pub passages: Option<[String; 2]>,
    /// SHA-256 of what stands there now, in hex.
    pub digest: String,
    /// It is the mark of a note, written as one number.
    pub mark: bool,
    /// Number of hex digits that the place gives now.
    #[serde(skip)]
    pub(super) digits: usize,
}

/// How a passage was found in a new edition.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Word by word, at one place only.
    ExactOnce,
    /// Word by word, and at other places as well.
    ExactSeveral,
    /// With some code points changed.
    Near,
    /// Not at all.
    None,
}

/// Whether what stands around a passage is what it was.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Surroundings {
    /// On both sides.
    Both,
    /// Before it only.
    Before,
    /// Behind it only.
    Behind,
    /// On neither side.
    Neither,
    /// Nothing is known of what stood around it.
    Unknown,
}

pub(super) fn sentences(found: &Relocation) -> Vec<String> {
    let all = found.unchanged + found.proposals.len() as u64;
    let mut sentences = vec![format!(
        "{} of {all} places of {} stay where they are.",
        found.unchanged, found.source
    )];
    if found.proposals.is_empty() {
        return sentences;
    }
    let count = |grade| found.proposals.iter().filter(|p| p.grade == grade).count();
    let grades = [
        (Grade::ExactOnce, "stand word by word at one place"),
        (
            Grade::ExactSeveral,
            "stand word by word, and elsewhere as well",
        ),
        (Grade::Near, "stand there with changes"),
        (Grade::None, "were not found"),
    ];
    let parts: Vec<String> = grades
        .map(|(grade, words)| (count(grade), words))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    sentences.push(format!("Of the others, {}.", parts.join(", ")));
    sentences.push(format!(
        "{} need no further look; {} are for a person to judge.",
        found.sure,
        found.proposals.len() as u64 - found.sure
    ));
    sentences
}
