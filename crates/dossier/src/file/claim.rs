//! What the sources say, and the forms in which a program can read it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DATE, GRADE, ID, NAME};

/// One thing that a source says, in the analyst's words. The keys from `link` on
/// say the same in a form that programs read; none is needed, and several may
/// stand together.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Claim {
    /// The source's id in `sources.json`.
    pub source: String,
    /// The paraphrase.
    pub says: String,
    /// Where, for a reader with the document: section, page, note.
    #[serde(default)]
    pub section: String,
    /// The exact places in the source's text, the chief one first.
    #[serde(default)]
    pub places: Vec<Place>,
    /// The source's own words, until `hikiwake source find --fill` turns them into a
    /// place. In place of `places`.
    pub quote: Option<String>,
    /// Who asserts it, where that is not the author: an actor of the dossier, or
    /// words.
    #[serde(default)]
    pub by: String,
    /// What the source itself rests this on, as its notes tell.
    #[serde(default)]
    pub rests_on: Vec<Material>,
    /// Numbers of the notes that the passage carries (see `notes`).
    #[serde(default)]
    pub notes: Vec<u32>,
    /// Number of the next note in the paragraph, where a part of the passage carries none:
    /// it may be meant for it.
    pub note_after: Option<u32>,
    /// How strongly it is said. Without it: plainly asserted.
    pub hedge: Option<Hedge>,
    /// Admiralty grade of source and information, as "B2"; F and 6 mean that it
    /// cannot be judged. Without it: the source's reliability, information 6.
    #[schemars(extend("pattern" = GRADE))]
    pub grade: Option<String>,
    /// How likely the thing is by the source's own words, where the analyst reads
    /// it otherwise than the hedging word would be read: least and greatest
    /// probability, from 0 to 1.
    pub likelihood: Option<[f64; 2]>,
    /// How sure the analyst is that the judgement is sound. Another thing than
    /// likelihood, and never merged with it.
    pub confidence: Option<Confidence>,
    /// A remark of the analyst.
    #[serde(default)]
    pub note: String,
    /// It says that one driver acts on another.
    pub link: Option<Link>,
    /// It says what actors want, or how they stand.
    pub position: Option<Position>,
    /// It names something that actors could do.
    pub option: Option<Possibility>,
    /// It gives a number or a date.
    pub figure: Option<Figure>,
    /// It tells what happened.
    pub event: Option<Happening>,
    /// It says at what level a driver is.
    pub level: Option<Level>,
    /// It foretells.
    pub prediction: Option<Prediction>,
    /// It describes how something works, which the model ought to carry.
    pub mechanism: Option<MechanismDescription>,
}

impl Claim {
    /// Whether it is said in a form that programs read: such a claim is content
    /// even where no judgement rests on it.
    pub fn has_content(&self) -> bool {
        self.link.is_some()
            || self.position.is_some()
            || self.option.is_some()
            || self.figure.is_some()
            || self.event.is_some()
            || self.level.is_some()
            || self.prediction.is_some()
            || self.mechanism.is_some()
    }
}

/// A place in a text (W3C Web Annotation text position selector).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Place {
    /// First code point, counted from 0.
    pub start: u64,
    /// The code point after the last.
    pub end: u64,
    /// First hex digits (8 or more) of the SHA-256 of the slice in UTF-8.
    #[serde(default)]
    pub digest: String,
    /// Number of the note in which it stands, where it stands in one.
    pub in_note: Option<u32>,
    /// The source whose text it is, where that is not the source of the claim.
    pub source: Option<String>,
}

/// What a source rests a statement on.
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
pub enum Material {
    /// Talks that the author had.
    Interview,
    /// Newspapers and agencies.
    Press,
    /// Media that a state runs.
    StateMedia,
    /// Documents and sites of a government.
    Official,
    /// Papers of research institutes.
    Thinktank,
    /// Scholarly articles.
    Academic,
    /// Scholarly books.
    AcademicBook,
    /// An organisation that is no government.
    Organisation,
    /// Earlier work of the author.
    SelfCitation,
    /// A number without a source.
    StatisticUnsourced,
    /// A remark of the author.
    #[default]
    AuthorNote,
}

/// How strongly something is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Hedge {
    /// The kind of hedge.
    pub strength: Strength,
    /// The word or words that carry it.
    #[serde(default)]
    pub cue: String,
}

/// How strongly something is said.
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
pub enum Strength {
    /// As a fact.
    #[default]
    Asserted,
    /// With a word of doubt.
    Hedged,
    /// As somebody's view.
    Attributed,
    /// If something else is so.
    Conditional,
    /// As what should be.
    Normative,
    /// As a guess.
    Speculative,
}

/// How sure a judgement is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Scant, poor or fragmentary grounds.
    Low,
    /// Credible grounds, not enough for more.
    Moderate,
    /// Good grounds, several of them.
    High,
}

/// A direction of influence.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
pub enum Sign {
    /// The effect rises with the cause.
    #[serde(rename = "+")]
    Plus,
    /// The effect falls as the cause rises.
    #[serde(rename = "-")]
    Minus,
    /// The source says that there is no effect, or none to speak of.
    #[serde(rename = "0")]
    None,
}

/// One driver acts on another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Link {
    /// The driver that acts.
    pub cause: String,
    /// The driver acted on.
    pub effect: String,
    /// Which way.
    pub sign: Sign,
}

/// What actors want, or how they stand on something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Position {
    /// Whose.
    pub actors: Vec<String>,
    /// The matter, as one short name used throughout the dossier.
    #[schemars(extend("pattern" = ID))]
    pub issue: String,
    /// Where they stand on it, as one short name.
    #[schemars(extend("pattern" = ID))]
    pub stance: String,
    /// What kind of position: goal, interest, red line, demand …
    #[serde(default)]
    pub kind: String,
}

/// Something that actors could do, as a source speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Possibility {
    /// One short name for it throughout the dossier.
    #[schemars(extend("pattern" = ID))]
    pub key: String,
    /// What kind: settlement form, guarantee, project, deployment, lever …
    #[serde(default)]
    pub kind: String,
    /// How far it had got when the source was written.
    #[serde(default)]
    pub status: String,
    /// Who could do it.
    #[serde(default)]
    pub controllers: Vec<String>,
    /// The options of the model that carry it.
    #[serde(default)]
    pub options: Vec<String>,
}

/// A number or a date. Exactly one of `value` and `when`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Figure {
    /// What is measured, as one short name: figures with the same metric are
    /// about the same thing and are set side by side.
    #[schemars(extend("pattern" = ID))]
    pub metric: String,
    /// The number.
    pub value: Option<f64>,
    /// The date, where the figure is one: 2016, 2016-12 or 2016-12-15.
    #[schemars(extend("pattern" = DATE))]
    pub when: Option<String>,
    /// Unit: percent, USD bn, troops …
    #[serde(default)]
    pub unit: String,
    /// How the figure stands to the truth. Without it: exactly.
    #[serde(default)]
    pub bound: Bound,
    /// The time that it is about: a date, a span ("2014/2016"), or words.
    #[serde(default)]
    pub date: String,
    /// Of what, where it is a share or a count of part of something:
    /// "LNG imports".
    #[serde(default)]
    pub of: String,
    /// Whose words the number stands in, where it is not the author's: "title of
    /// a cited article".
    #[serde(default)]
    pub within: String,
}

/// How a figure stands to the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum Bound {
    /// Exactly.
    #[default]
    #[serde(rename = "=")]
    Exact,
    /// About.
    #[serde(rename = "~")]
    About,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than; of a change, a fall by more than.
    #[serde(rename = "<")]
    LessThan,
    /// At most, at the latest.
    #[serde(rename = "<=")]
    AtMost,
    /// At least, at the earliest.
    #[serde(rename = ">=")]
    AtLeast,
}

/// What happened, as a source tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Happening {
    /// When: 2016, 2016-12 or 2016-12-15.
    #[schemars(extend("pattern" = DATE))]
    pub date: String,
    /// The last day, month or year, where it lasted.
    #[schemars(extend("pattern" = DATE))]
    pub until: Option<String>,
    /// What the date leaves open: "early", "summer".
    #[serde(default)]
    pub about: String,
    /// Who took part.
    #[serde(default)]
    pub actors: Vec<String>,
}

/// The level of a driver, as a source sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Level {
    /// The driver.
    pub driver: String,
    /// Its level in a word or two.
    pub at: String,
}

/// Something foretold, in the source's terms. `forecasts` makes it testable.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Prediction {
    /// One short name for it throughout the dossier.
    #[schemars(extend("pattern" = ID))]
    pub key: String,
    /// What kind.
    pub kind: PredictionKind,
    /// For when, as the source has it: "2018-03", "short", "open".
    #[serde(default)]
    pub horizon: String,
    /// The question that would settle it.
    #[serde(default)]
    pub question: String,
    /// What a reader noted of the outcome, unchecked.
    #[serde(default)]
    pub hint: String,
    /// What that note rests on.
    #[serde(default)]
    pub hint_from: String,
}

/// What kind of prediction.
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
pub enum PredictionKind {
    /// It will be so.
    #[default]
    Forecast,
    /// If one thing, then another.
    Conditional,
    /// It could be so.
    Possibility,
    /// It is so and goes on.
    PresentTrend,
    /// Somebody has announced it.
    Announced,
    /// A course of events thought through.
    Scenario,
    /// A judgement on the whole.
    Verdict,
}

/// How something works.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct MechanismDescription {
    /// One short name for it.
    #[schemars(extend("pattern" = NAME))]
    pub key: String,
    /// The part of the software that must carry it.
    #[serde(default)]
    pub feature: String,
}
