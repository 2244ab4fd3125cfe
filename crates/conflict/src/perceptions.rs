//! What each side thinks holds, what does hold, where surprise comes from, and what
//! attitudes change.

mod attitudes;
mod heads;
mod pictures;

use std::borrow::Cow;

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::solve::Solved;
use hikiwake_finding::{
    ActorHead, AnalyseSettings, ClaimHead, Finding, FindingKind, OptionHead, Reason, ScenarioHead,
    StateRow, WalkStep, basis,
};

/// The finding of `views`.
///
/// *Holds*, without a concept named, means SEQ, as everywhere.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Perceptions {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The perceptions that stand here, by whose they are.
    pub perceptions: Vec<PerceptionHead>,
    /// Per concept, what is thought and what is. Empty without perceptions.
    pub counts: Vec<ViewCount>,
    /// The status quo and the outcomes, then the states that hold or are thought to,
    /// those reached most easily first. Empty without perceptions.
    pub states: Vec<StateView>,
    /// How many more states hold, or are thought to.
    pub states_not_listed: u64,
    /// The attitudes that stand here, other than those that everybody has anyway.
    pub attitudes: Vec<AttitudeHead>,
    /// Per relational concept, what the attitudes change. Empty without attitudes.
    pub relational_counts: Vec<RelationalCount>,
    /// The status quo, the outcomes, and the first of the states that hold either with
    /// the attitudes (RSEQ) or without (SEQ) but not both. Empty without attitudes.
    pub relational_states: Vec<RelationalState>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// A picture that an actor has of others.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PerceptionHead {
    /// Id.
    pub id: String,
    /// Id of the actor whose it is.
    pub of: String,
    /// Ids of the actors whose wishes it sees otherwise, each once.
    pub misreads: Vec<String>,
    /// In plain words.
    pub text: String,
    /// What it sees otherwise than the dossier, one thing a line.
    pub otherwise: Vec<String>,
    /// What it rests on.
    pub ground: ViewGround,
}

/// An attitude of one actor towards another.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AttitudeHead {
    /// Id.
    pub id: String,
    /// Id of the actor who has it.
    pub of: String,
    /// Id of the actor towards whom.
    pub towards: String,
    /// `positive`, `neutral` or `negative`.
    pub is: Cow<'static, str>,
    /// In plain words.
    pub text: String,
    /// What it rests on.
    pub ground: ViewGround,
}

/// What a perception or an attitude rests on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ViewGround {
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The claims.
    pub claims: Vec<ClaimHead>,
    /// The analyst's remark.
    pub note: String,
}

/// One concept: how many states are thought to hold, and how many do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ViewCount {
    /// The concept: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub concept: String,
    /// Per decision maker, how many states are equilibria of what it sees.
    pub thought: Vec<u64>,
    /// How many hold: everybody stays, each by what it sees.
    pub hold: u64,
    /// How many everybody thinks hold; they do.
    pub agreed: u64,
    /// How many hold though somebody thinks that they do not, or does not perceive them.
    pub unforeseen: u64,
    /// How many do not hold though somebody thinks so.
    pub illusions: u64,
    /// How many would hold if everybody saw what the dossier has.
    pub seen_truly: u64,
    /// How many of those do hold.
    pub hold_either_way: u64,
}

/// What is thought of a state, and what is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Surprise {
    /// It does not hold, though somebody thinks so.
    Illusion,
    /// It holds, though somebody thinks that it does not, or does not perceive it.
    Unforeseen,
    /// It holds, and everybody thinks so.
    Agreed,
    /// It does not hold, and nobody thinks so.
    Nothing,
}

/// One state as everybody sees it, under SEQ where no concept is named.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StateView {
    /// The state.
    pub state: StateRow,
    /// What is thought of it, and what is.
    pub surprise: Surprise,
    /// Ids of those who think that it holds.
    pub thinks: Vec<String>,
    /// Ids of those who do not perceive it.
    pub blind: Vec<String>,
    /// The concepts under which it holds.
    pub concepts: Vec<String>,
    /// The concepts under which it would hold if everybody saw what the dossier has.
    pub seen_truly: Vec<String>,
    /// Who leaves it, each by the move that is best for it of those that nobody spoils;
    /// and who of those that think it holds did not expect that.
    pub departures: Vec<Departure>,
    /// Who is wrongly expected to leave it.
    pub false_alarms: Vec<FalseAlarm>,
}

/// A move by which somebody leaves a state that others think holds.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Departure {
    /// The move.
    pub step: WalkStep,
    /// How it looks to each of those who think that the state holds.
    pub surprised: Vec<Look>,
}

/// A move that somebody is expected to make and does not.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FalseAlarm {
    /// Id of who expects it.
    pub viewer: String,
    /// The move, with the reason that the mover has in the viewer's eyes.
    pub step: WalkStep,
    /// How it looks to the mover.
    pub look: Look,
}

/// How a move looks to somebody.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Look {
    /// Id of who looks.
    pub viewer: String,
    /// What it sees.
    pub sight: SightKind,
    /// Where the mover gains nothing in its eyes: why.
    pub reason: Option<Reason>,
    /// Where the mover gains, but others answer, in its eyes: the answer.
    pub answer: Vec<WalkStep>,
}

/// How a move looks in a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SightKind {
    /// Where it starts cannot be, there: from what one does not perceive one cannot move.
    UnseenStart,
    /// It leads to a state that cannot be, there.
    UnseenState,
    /// It cannot be made, there.
    UnseenMove,
    /// The mover does not gain by it.
    NoGain,
    /// The mover gains, but the others' answers keep it where it is.
    Answered,
    /// The mover leaves.
    Leaves,
}

/// One relational concept: how many states hold with the attitudes and without.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RelationalCount {
    /// The concept: `RNash`, `RGMR`, `RSMR`, `RSEQ`.
    pub concept: String,
    /// How many hold with the attitudes.
    pub states: u64,
    /// How many hold without, under the classical concept.
    pub without: u64,
    /// How many hold either way.
    pub both: u64,
}

/// One state with attitudes and without.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RelationalState {
    /// The state.
    pub state: StateRow,
    /// Relational concepts under which it holds.
    pub concepts: Vec<String>,
    /// Classical concepts under which it holds.
    pub without: Vec<String>,
    /// Ids of those for whom it is not RSEQ-stable.
    pub leavers: Vec<String>,
    /// Ids of those for whom it is not SEQ-stable.
    pub leavers_without: Vec<String>,
}

impl Perceptions {
    /// Whether the dossier says here how somebody sees others, or stands to them.
    pub fn is_there(&self) -> bool {
        !self.perceptions.is_empty() || !self.attitudes.is_empty()
    }
}

/// Finds out what each side thinks holds, what does, and what attitudes change.
///
/// # Errors
/// Where the scenario, or somebody's picture of it, does not compile.
pub fn views(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Perceptions>, CompileError> {
    let compiled = settings.compile(dossier, scenario)?;
    let mut found = Perceptions {
        scenario: basis::scenario_head(dossier, &compiled),
        actors: basis::actors(dossier, &compiled),
        options: basis::options(dossier, &compiled),
        perceptions: heads::perceptions(dossier, &compiled),
        counts: Vec::new(),
        states: Vec::new(),
        states_not_listed: 0,
        attitudes: heads::attitudes(dossier, &compiled),
        relational_counts: Vec::new(),
        relational_states: Vec::new(),
        notes: Vec::new(),
    };
    if found.is_there() {
        let solved = Solved::new(dossier, scenario, settings)?;
        let mut landmarks: Vec<_> = solved.compiled.status_quo.into_iter().collect();
        let outcomes = solved.compiled.outcomes.iter();
        landmarks.extend(outcomes.filter_map(|(_, state)| state.clone().ok()));
        if !found.perceptions.is_empty() {
            settings.stage("seeing it with each other's eyes");
            pictures::fill(&mut found, &solved, &landmarks, settings)?;
        }
        if !found.attitudes.is_empty() {
            settings.stage("asking what the attitudes change");
            attitudes::fill(&mut found, &solved, &landmarks, settings.list);
        }
    }
    Ok(basis::finding(dossier, FindingKind::Views, found))
}
