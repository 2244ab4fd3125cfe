//! The types of the finding.

use std::collections::BTreeMap;

use hikiwake_dossier::PartChange;
use hikiwake_drivers::{Answered, Direction};
use hikiwake_finding::{
    ActorHead, DossierHead, OptionHead, ReadingHead, ScenarioHead, StatementHead, WalkStep,
};
use hikiwake_negotiation::HowMany;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The finding of `compare OLD-FOLDER NEW-FOLDER`: what changed in a dossier from one version
/// to the next, and in its answers. The dossier above it is the new version.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Versions {
    /// The old version.
    pub old: DossierHead,
    /// The actors of either, those of the new version first.
    pub actors: Vec<ActorHead>,
    /// What changed in the dossier, by kind.
    pub parts: Vec<PartChange>,
    /// What changed in the answers, in each period that both versions have, by date.
    pub periods: Vec<PeriodVersions>,
    /// Where the score of the back-test changed.
    pub track_record: Vec<TrackRecordChange>,
}

/// What changed in the answers about one period.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PeriodVersions {
    /// Which model of the new version.
    pub scenario: ScenarioHead,
    /// The changes of the dossier that can bear on the answers here: indices into `parts`.
    /// Where there are none, nothing was asked, since both versions have the same model.
    pub bearing: Vec<usize>,
    /// The options of the old and of the new version.
    pub options: [Vec<OptionHead>; 2],
    /// The patterns that the new version names, by the ids of their definitions, with their
    /// names for the reader.
    pub patterns: BTreeMap<String, String>,
    /// Whether what is in place would last (SEQ) in the old and in the new version.
    pub lasts: [Option<bool>; 2],
    /// The answers that changed.
    pub answers: Vec<AnswerChange>,
    /// Those of `bearing` that were undone one at a time, to see what the answers turn on.
    /// The others cannot be undone by changes that nobody has saved, or were too many.
    pub undone: Vec<usize>,
    /// Why a version has no answer to a question here, in a sentence for a person.
    pub unanswered: Vec<String>,
}

/// An answer that changed, and what it turns on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AnswerChange {
    /// The answer.
    pub answer: ChangedAnswer,
    /// The changes of the dossier each of which, undone alone, gives the old answer back:
    /// indices into `parts`. `None` where that was not tried.
    pub turns_on: Option<Vec<usize>>,
}

/// An answer in the old and in the new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "about", rename_all = "kebab-case")]
#[allow(
    clippy::large_enum_variant,
    reason = "there are some dozens of them at most"
)]
pub enum ChangedAnswer {
    /// Whether what is in place would last, and who would leave it how.
    InPlace {
        /// In the old version.
        old: InPlace,
        /// In the new version.
        new: InPlace,
    },
    /// What becomes of a pattern that the dossier names.
    Pattern {
        /// Id of its definition.
        id: String,
        /// Its name for the reader.
        label: String,
        /// In the old version.
        old: PatternStanding,
        /// In the new version.
        new: PatternStanding,
    },
    /// Which of an actor's wishes are met by what is in place.
    Wishes {
        /// Id of the actor.
        actor: String,
        /// How many were met, of how many.
        old: MetOf,
        /// How many are met, of how many.
        new: MetOf,
        /// Wishes of both versions that were not met and are.
        gained: Vec<StatementHead>,
        /// Wishes of both versions that were met and are not.
        lost: Vec<StatementHead>,
    },
    /// What could be traded.
    Trades {
        /// Pairs of steps that no longer are a trade, over the options of the old version.
        gone: Vec<[WalkStep; 2]>,
        /// Pairs of steps that now are one, over the options of the new version.
        new: Vec<[WalkStep; 2]>,
    },
    /// What a wish taken away or turned round, or another reading, would upset or open.
    Turn {
        /// What is done.
        turned: Turned,
        /// The wish, as the new version has it.
        statement: Option<Box<StatementHead>>,
        /// The reading.
        reading: Option<ReadingHead>,
        /// In the old version.
        old: TurnEffect,
        /// In the new version.
        new: TurnEffect,
    },
    /// How a form of settlement fares.
    Form {
        /// Id of the form.
        form: String,
        /// Its name for the reader.
        form_label: String,
        /// In the old version.
        old: FormStanding,
        /// In the new version.
        new: FormStanding,
    },
    /// What might answer a faction's no.
    Assurances {
        /// The faction.
        faction: ActorHead,
        /// Ids of its guarantees in the old version.
        old: Vec<String>,
        /// Ids of its guarantees in the new version.
        new: Vec<String>,
    },
    /// What becomes of a plan of small steps.
    Plan {
        /// Id of the plan.
        id: String,
        /// Its name for the reader.
        label: String,
        /// In the old version; `None` where it has no such plan.
        old: Option<PlanStanding>,
        /// In the new version.
        new: Option<PlanStanding>,
    },
    /// Who misreads whom.
    Pictures {
        /// In the old version.
        old: Pictures,
        /// In the new version.
        new: Pictures,
    },
    /// Loops among drivers, or through what actors would choose.
    Loops {
        /// Loops that only the old version has.
        gone: Vec<LoopOfDrivers>,
        /// Loops that only the new version has.
        new: Vec<LoopOfDrivers>,
    },
    /// What a push on a driver does to another that moves the dispute.
    Push {
        /// The driver pushed, by its name for the reader.
        cause: String,
        /// The driver that answers.
        effect: String,
        /// What the signs determine in the old version, and which way where it is certain;
        /// `None` where nothing leads there.
        old: Option<(Answered, Option<Direction>)>,
        /// The same in the new version.
        new: Option<(Answered, Option<Direction>)>,
    },
    /// What came of a promise.
    Promise {
        /// Id of the promise.
        id: String,
        /// Its name for the reader.
        label: String,
        /// Whether the old version tells what came of it.
        old: bool,
        /// Whether the new version does.
        new: bool,
        /// Size announced or expected, and size delivered, in words.
        size: String,
    },
    /// Whether agreements of a form pass at home on all sides.
    AtHome {
        /// Id of the rule of ratification.
        rule: String,
        /// Its name for the reader.
        rule_label: String,
        /// Id of the form; `None` for agreements of none.
        form: Option<String>,
        /// Its name for the reader.
        form_label: String,
        /// In the old version.
        old: AtHome,
        /// In the new version.
        new: AtHome,
    },
}

/// How a form of settlement fares whoever must agree at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormStanding {
    /// Every government prefers one of its agreements to what is in force.
    pub preferred: bool,
    /// One of its agreements passes at home, by the usual rule.
    pub passes: bool,
    /// One of those that pass and that every government prefers would be kept once signed.
    pub kept: bool,
}

/// How a plan of small steps stands, in the order in which the worst is least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanStanding {
    /// How many steps it has.
    pub steps: usize,
    /// The side that stands to lose most if the others stop; `None` where none ever does.
    pub exposed: Option<ActorHead>,
    /// After how many steps it does.
    pub exposed_after: Option<usize>,
    /// Some patience is enough that no side gains by stopping.
    pub patience: bool,
    /// The same in the order as the dossier writes it: the side, and after how many steps.
    pub as_written: Option<(ActorHead, usize)>,
    /// The side that must be bound by something from outside; `None` where none must.
    pub guarantee: Option<ActorHead>,
    /// How many windows bound it or hinder it.
    pub windows: usize,
}

/// A loop, by the drivers that it passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoopOfDrivers {
    /// It feeds itself; otherwise it keeps itself in check, or nobody can tell.
    pub feeds_itself: bool,
    /// Names of the drivers, in order.
    pub drivers: Vec<String>,
}

/// What actors take each other for, and whether that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pictures {
    /// What is thought, each picture with whose it is and of whom.
    pub misreadings: Vec<Misreading>,
    /// Something lasts, or does not, against what somebody thinks (SEQ).
    pub surprises: bool,
}

/// One actor takes another for what it is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Misreading {
    /// Id of who misreads.
    pub viewer: String,
    /// Ids of those who are misread.
    pub whom: Vec<String>,
    /// The picture in plain words.
    pub text: String,
}

/// Whether what is in place would last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InPlace {
    /// Whether nobody would leave it (SEQ).
    pub lasts: bool,
    /// How each who would leave it would do so, as far as the work allowed shows it.
    pub departures: Vec<WalkStep>,
}

/// What becomes of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PatternStanding {
    /// No state with it would last.
    DoesNotLast,
    /// Best replies lead to one that lasts.
    BestReplies,
    /// Improvements do.
    Improvements,
    /// A joint improvement among them does.
    JointMove,
    /// Some would last, and nobody's interest leads there.
    NotReached,
    /// It is not in question: no state has it, or all have.
    Settled,
}

/// How many wishes are met, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MetOf {
    /// Those that are met.
    pub met: usize,
    /// All of them.
    pub all: usize,
}

/// What is done to the model to see what its answer hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Turned {
    /// A wish is taken away.
    Dropped,
    /// A wish is turned round.
    Reversed,
    /// The case is read otherwise.
    Reading,
}

/// What becomes of the answer then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TurnEffect {
    /// Whether it changes that what is in place lasts, or that it does not; `None` where the
    /// two versions differ in that, so that they do not ask the same.
    pub upsets: Option<bool>,
    /// Ids of the patterns that it opens; only of those that both versions see alike
    /// without it.
    pub opens: Vec<String>,
    /// Ids of the patterns that it closes.
    pub closes: Vec<String>,
}

/// Whether a form passes at home on all sides, and who stops it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AtHome {
    /// How many of its agreements pass, in a word.
    pub passes: HowMany,
    /// Those whose no alone keeps some of them out, on any side.
    pub stopped_by: Vec<ActorHead>,
}

/// The score of the model in the back-test: base readings by best replies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackRecordChange {
    /// Whether these are the models written with hindsight.
    pub hindsight: bool,
    /// In the old version; `None` where it had no such test.
    pub old: Option<TrackRecord>,
    /// In the new version.
    pub new: Option<TrackRecord>,
}

/// How many options a model called right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackRecord {
    /// Right.
    pub hits: usize,
    /// Of these options, over all tests.
    pub options: usize,
    /// How many are right where one says that nothing changes.
    pub nothing_changes: usize,
}
