//! The record: what happened, what was foretold, which windows were open, who
//! depends on whom, and where it all lies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::Sign;
use super::{DATE, Evidence, ID, Named};

/// Something that happened, from any source.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Event {
    /// When: 2016, 2016-12 or 2016-12-15.
    #[schemars(extend("pattern" = DATE))]
    pub date: String,
    /// The last day, month or year, where it lasted.
    #[schemars(extend("pattern" = DATE))]
    pub until: Option<String>,
    /// Name for the reader, short enough for a timeline.
    pub label: String,
    /// What happened, in a sentence or two.
    #[serde(default)]
    pub text: String,
    /// Who took part: actors of the dossier.
    #[serde(default)]
    pub actors: Vec<String>,
    /// The options that it changed, each with its new level, written as in a
    /// state: "economy", "opening = no".
    #[serde(default)]
    pub sets: Vec<String>,
    /// Options that it bears on and leaves where they are.
    #[serde(default)]
    pub touches: Vec<String>,
    /// Drivers that it pushed, and which way.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub drivers: Named<Sign>,
    /// How well it is known: "reported", "official", "disputed" …
    #[serde(default)]
    pub quality: String,
    /// Web addresses that tell of it.
    #[serde(default)]
    pub links: Vec<String>,
    /// Evidence for the event and its coding.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A prediction made testable: what must be so, when, and how likely it was
/// called.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Forecast {
    /// The claim that foretells.
    pub claim: String,
    /// The statement to be tested, in one sentence.
    pub text: String,
    /// The day from which it can be tested. Without it: the source's date.
    #[schemars(extend("pattern" = DATE))]
    pub from: Option<String>,
    /// The last day. Without it: the record's end.
    #[schemars(extend("pattern" = DATE))]
    pub until: Option<String>,
    /// What must hold of the options, as a formula; without it, the verdict is a
    /// person's.
    pub expects: Option<String>,
    /// Only tested where this formula holds too; where it never does, the
    /// forecast is void.
    pub given: Option<String>,
    /// When `expects` must hold. Without it: at the end.
    #[serde(default)]
    pub holds: Holds,
    /// What happened, judged by a person; only without `expects`.
    pub verdict: Option<Outturn>,
    /// How likely the source called it, least and greatest probability from 0 to
    /// 1. Without it: read from the hedging word.
    pub likelihood: Option<[f64; 2]>,
    /// Events of the record that decide.
    #[serde(default)]
    pub events: Vec<String>,
    /// Evidence for reading the claim so, and for the verdict.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// When a forecast must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// On the last day.
    #[default]
    AtEnd,
    /// At all times from the first day to the last.
    Throughout,
    /// At some time in between.
    Once,
}

/// What became of a forecast.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outturn {
    /// It came true.
    True,
    /// It did not.
    False,
    /// In part.
    Mixed,
    /// Its condition never arose.
    Void,
    /// The record does not tell.
    Unknown,
}

/// A time in which something can be done, or cannot.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Window {
    /// Name for the reader.
    pub label: String,
    /// First day; without it, open from of old.
    #[schemars(extend("pattern" = DATE))]
    pub opens: Option<String>,
    /// Last day; without it, open-ended.
    #[schemars(extend("pattern" = DATE))]
    pub closes: Option<String>,
    /// `closes` is the latest day, and it may end sooner.
    #[serde(default)]
    pub at_latest: bool,
    /// The day on which it did close, where that became known later.
    #[schemars(extend("pattern" = DATE))]
    pub closed: Option<String>,
    /// Whether it helps a settlement while it lasts, or hinders one.
    #[serde(default)]
    pub effect: WindowEffect,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a window does to a settlement while it lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WindowEffect {
    /// It helps.
    #[default]
    Helps,
    /// It hinders.
    Hinders,
    /// Nobody can tell.
    Unclear,
}

/// One actor depends on another.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Tie {
    /// Who depends.
    pub from: String,
    /// On whom.
    pub on: String,
    /// In what: energy, defence, trade …
    pub kind: String,
    /// Name for the reader.
    #[serde(default)]
    pub label: String,
    /// The claims with the figures that measure it.
    #[serde(default)]
    pub figures: Vec<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A place on the map.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct MapPlace {
    /// Its names, one per side where sides call it differently.
    pub names: Vec<String>,
    /// Longitude (east) and latitude (north), in degrees.
    pub at: [f64; 2],
    /// What kind.
    #[serde(default)]
    pub kind: PlaceKind,
    /// A sentence about it.
    #[serde(default)]
    pub text: String,
    /// What reaches how far from here.
    #[serde(default)]
    pub ranges: Vec<Range>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What kind of place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// An island or group that the dispute is about.
    #[default]
    Disputed,
    /// Another island, region or country.
    Land,
    /// A sea or strait.
    Sea,
    /// A base or port.
    Base,
    /// A town.
    Town,
}

/// A circle on the map.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Range {
    /// What reaches so far.
    pub label: String,
    /// The claim with the figure, in km; a figure that is a diameter says so in
    /// its unit ("km across").
    pub figure: String,
}
