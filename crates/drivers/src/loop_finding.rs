//! Loops as plain data.

use hikiwake_finding::{ActorHead, OptionHead, ScenarioHead, StateRow};
use hikiwake_influence::LoopSign;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Direction, DriverHead, InfluenceLink};

/// The finding of `loops`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DriverLoops {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The drivers, in the order of the files, then options that act on some.
    pub drivers: Vec<DriverHead>,
    /// The links; each is named by its place here.
    pub links: Vec<InfluenceLink>,
    /// The loops of the map: simple directed cycles (Johnson 1975).
    pub loops: Vec<DriverLoop>,
    /// Whether these are all.
    pub complete: bool,
    /// What runs through the actors' choices.
    pub game: GameLoops,
}

/// Loops that close through what actors would choose at what is in place.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct GameLoops {
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The state at which best replies were taken: the status quo. Without one, or where
    /// nothing stands only while drivers do, nothing below is filled.
    pub state: Option<StateRow>,
    /// From a driver to an option: what raising the one makes the owner of the other choose.
    pub induced: Vec<InducedEdge>,
    /// The loops of the map and these edges together that have at least one of these.
    pub loops: Vec<DriverLoop>,
    /// Whether these are all.
    pub complete: bool,
}

/// What raising a driver by one level makes an actor choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InducedEdge {
    /// The driver raised.
    pub driver: usize,
    /// It stands highest: it was lowered, and is read the other way round.
    pub lowered: bool,
    /// Id of the option.
    pub option: String,
    /// Id of the actor who chooses.
    pub actor: String,
    /// Up: the option is taken, or raised, as the driver rises.
    pub direction: Direction,
    /// The best replies before the change; the state itself where no move is better.
    pub before: Vec<StateRow>,
    /// The best replies after it.
    pub after: Vec<StateRow>,
}

/// A loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriverLoop {
    /// What it does with a change that goes round.
    pub kind: LoopKind,
    /// Its steps in order.
    pub steps: Vec<LoopStep>,
    /// The drivers that it passes, from where the first step begins.
    pub drivers: Vec<usize>,
    /// Ids of the options that it crosses.
    pub options: Vec<String>,
    /// Links that a source plainly asserts and none disputes.
    pub asserted: usize,
    /// Links that sources only hedge.
    pub hedged: usize,
    /// Links that sources dispute.
    pub disputed: usize,
    /// Links that only the analyst draws.
    pub analysts: usize,
    /// How long links take, in words, where the analyst says so.
    pub delays: Vec<String>,
    /// The patterns of disputes that it has.
    pub patterns: Vec<LoopPattern>,
}

/// What a loop does with a change that goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LoopKind {
    /// It feeds itself: the product of its signs is +.
    Reinforcing,
    /// It keeps itself in check: the product is -.
    Balancing,
    /// It crosses a link of either sign.
    Undetermined,
}

impl From<LoopSign> for LoopKind {
    fn from(sign: LoopSign) -> Self {
        match sign {
            LoopSign::Reinforcing => LoopKind::Reinforcing,
            LoopSign::Balancing => LoopKind::Balancing,
            LoopSign::Undetermined => LoopKind::Undetermined,
        }
    }
}

/// One step of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LoopStep {
    /// Along a link: its place among the links.
    Link(usize),
    /// Through a choice: its place among the induced edges.
    Choice(usize),
}

/// A pattern that a loop has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LoopPattern {
    /// Security dilemma (Herz 1950; Jervis 1978): it feeds itself through options of two
    /// actors or more.
    SecurityDilemma,
    /// Hard-liner feedback: it feeds itself through a driver on which a wish of one actor
    /// stands, and an option of another.
    HardLinerFeedback,
    /// Hedging: it keeps itself in check through a driver that its label calls a dependence
    /// or reliance.
    Hedging,
    /// Patron's veto: it keeps itself in check through an option of a third party, which
    /// stands on no side.
    PatronVeto,
}
