//! What stands around the claims: the sources' texts, their notes, where they
//! differ or repeat themselves, and the drivers that links speak of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::{Material, Place};

/// A source: what is known of it beside its entry in `sources.json`, or, from `title`
/// to `url`, in place of one.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(extend("dependentRequired" = {
    "authors": ["title"], "date": ["title"], "publisher": ["title"], "url": ["title"]
}))]
pub struct SourceText {
    /// Title. With it, the source needs no entry in `sources.json`.
    #[serde(default, skip_serializing)]
    pub title: String,
    /// Authors: `Family, Given`, or an institution as it is called (in braces where its
    /// name has a comma).
    #[serde(default, skip_serializing)]
    pub authors: Vec<String>,
    /// When it was issued: 2016, 2016-12 or 2016-12-15.
    #[serde(default, skip_serializing)]
    #[schemars(extend("pattern" = super::DATE))]
    pub date: Option<String>,
    /// Publisher, or the series or journal in which it stands.
    #[serde(default, skip_serializing)]
    pub publisher: String,
    /// Web address.
    #[serde(default, skip_serializing)]
    pub url: String,
    /// Admiralty reliability: A (completely reliable) to E (unreliable); F, the
    /// default, means that it cannot be judged.
    #[serde(default)]
    pub reliability: Reliability,
    /// Why that grade.
    #[serde(default)]
    pub why: String,
    /// The day of writing or closing, where the bibliography gives less: what is
    /// later than this is hindsight to it.
    #[schemars(extend("pattern" = super::DATE))]
    pub closed: Option<String>,
    /// The text in which places are counted.
    pub text: Option<TextHead>,
    /// Where in that text each page begins, in order: so that places cite pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageStart>,
}

/// Where a page begins in the text of a source, or, without a number, where what is known
/// of its pages ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct PageStart {
    /// The page, by the number printed on it. Without it: from here on, no page is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Its first code point, counted from 0.
    pub start: u64,
}

impl SourceText {
    /// The first and the last page on which the code points from `start` up to, not
    /// including, `end` stand; `None` where one of the two is not known.
    pub fn pages_of(&self, start: u64, end: u64) -> Option<[u32; 2]> {
        let page = |point: u64| {
            let begun = self.pages.iter().rfind(|page| page.start <= point);
            begun?.page
        };
        Some([page(start)?, page(end.saturating_sub(1).max(start))?])
    }
}

/// A plain text, known by its length and digest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct TextHead {
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Number of code points.
    pub length: u64,
}

/// Admiralty reliability of a source. No order is derived: F stands in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged. No middle value: it is left out of any order.
    #[default]
    F,
}

/// A note of a source.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Note {
    /// The source's id.
    pub source: String,
    /// Its number there.
    pub number: u32,
    /// What it names.
    #[serde(default)]
    pub rests_on: Vec<Material>,
    /// Section in which it stands.
    #[serde(default)]
    pub section: String,
    /// Its own place in the text.
    pub place: Option<Place>,
    /// Code points at which its mark stands.
    #[serde(default)]
    pub marks: Vec<u64>,
}

/// Something about which sources differ, with each other or within themselves,
/// as a reader found it. (The register finds others by itself.)
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Difference {
    /// The matter.
    pub topic: String,
    /// What differs.
    pub says: String,
    /// The sides, two or more.
    pub sides: Vec<DifferenceSide>,
    /// Whether both can be true. Without it: open.
    #[serde(default)]
    pub verdict: Compatible,
    /// Why, or how to treat it.
    #[serde(default)]
    pub resolution: String,
}

/// One side of a difference.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct DifferenceSide {
    /// The source's id.
    pub source: String,
    /// What it has.
    pub value: String,
    /// Section.
    #[serde(default)]
    pub section: String,
    /// Places in its text.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Claims that carry it.
    #[serde(default)]
    pub claims: Vec<String>,
}

/// Whether two things that sources say can both be true, and why.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Compatible {
    /// Yes: they are about other times.
    OtherDate,
    /// Yes: they count other things, or parts of other wholes.
    OtherMeasure,
    /// Yes: two names for one thing, or the same in other words.
    SameThing,
    /// No: both cannot be true.
    Clash,
    /// Nobody can tell yet.
    #[default]
    Open,
}

/// Two passages of one source that say the same, such as a summary and what it
/// sums up: together they are one piece of evidence.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Restatement {
    /// The source's id.
    pub source: String,
    /// What is repeated.
    #[serde(default)]
    pub says: String,
    /// The passages.
    pub places: Vec<Place>,
    /// The claims that would otherwise count twice.
    #[serde(default)]
    pub claims: Vec<String>,
}
