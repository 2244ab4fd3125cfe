//! What names drivers and the links between them in a finding.

use hikiwake_finding::{ActorHead, ClaimHead, Ground};
use hikiwake_influence::{Sign, SignSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A driver of the map; or an option that acts on drivers and is none itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriverHead {
    /// Id; `option.ID` for an option that is no driver.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Id of the option of the model that it is, if it is one.
    pub option: Option<String>,
    /// Who decides on that option.
    pub decided_by: Vec<ActorHead>,
    /// Names of its levels, lowest first.
    pub levels: Vec<String>,
    /// The level at which it stands, by its number. Of an option the state in place tells.
    pub level: usize,
    /// Whether the dossier says where it stands; else it is taken to stand lowest.
    pub said: bool,
    /// Whether a push on it never dies away by itself.
    pub lasting: bool,
}

/// What is claimed of the effect of one driver on another: a set of claims, never a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InfluenceLink {
    /// The driver that acts: index into the drivers.
    pub cause: usize,
    /// The driver acted on.
    pub effect: usize,
    /// The directions claimed.
    pub sign: LinkSign,
    /// Some claim says that there is an effect and another that there is none.
    pub disputed: bool,
    /// No source plainly asserts the effect, and no analyst's link stands beside it: it is
    /// hedged, conditional, a guess or somebody's view.
    pub hedged: bool,
    /// What the sources say.
    pub claims: Vec<LinkClaim>,
    /// What the analyst adds.
    pub analyst: Vec<AnalystLink>,
}

impl InfluenceLink {
    /// Whether only the analyst says it.
    pub fn is_analysts(&self) -> bool {
        self.claims.is_empty()
    }
}

/// The directions claimed of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum LinkSign {
    /// The effect rises with the cause.
    #[serde(rename = "+")]
    Rises,
    /// The effect falls as the cause rises.
    #[serde(rename = "-")]
    Falls,
    /// Some say one, some the other.
    #[serde(rename = "+-")]
    Either,
    /// Looked at, and no effect found: no link, though known.
    #[serde(rename = "0")]
    NoEffect,
}

impl From<SignSet> for LinkSign {
    fn from(signs: SignSet) -> Self {
        match signs.sign() {
            Some(Sign::Plus) => LinkSign::Rises,
            Some(Sign::Minus) => LinkSign::Falls,
            None if signs.is_ambivalent() => LinkSign::Either,
            None => LinkSign::NoEffect,
        }
    }
}

/// One claim of a link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkClaim {
    /// The direction that it says.
    pub sign: LinkSign,
    /// How strongly: `asserted`, `hedged`, `attributed`, `conditional`, `speculative` or
    /// `normative`.
    pub strength: hikiwake_dossier::file::Strength,
    /// The claim.
    pub claim: ClaimHead,
}

/// One link that the analyst adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnalystLink {
    /// Its id.
    pub id: String,
    /// The direction that it says.
    pub sign: LinkSign,
    /// How, in a sentence.
    pub text: String,
    /// How long it takes, in words.
    pub delay: String,
    /// What it rests on.
    pub ground: Ground,
}

/// A claim of what should be: no causal evidence, and so not drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UndrawnClaim {
    /// The driver that would act.
    pub cause: usize,
    /// The driver that would be acted on.
    pub effect: usize,
    /// The claim.
    pub claim: ClaimHead,
}

/// A direction of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It rises.
    Up,
    /// It falls.
    Down,
}

impl Direction {
    /// The opposite direction.
    pub fn other(self) -> Self {
        match self {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
        }
    }
}

impl From<Sign> for Direction {
    fn from(sign: Sign) -> Self {
        match sign {
            Sign::Plus => Direction::Up,
            Sign::Minus => Direction::Down,
        }
    }
}
