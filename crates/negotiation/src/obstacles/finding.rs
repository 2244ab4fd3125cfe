//! The finding of `block`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AfterSigning, AgreementRow, FormGround, TermHead};
use hikiwake_finding::{ClaimHead, Ground, ReadingHead, ScenarioHead};

/// The finding of `block`: what stands between the sides and an agreement, and what
/// would open the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObstacleSets {
    /// Which negotiation.
    pub scenario: ScenarioHead,
    /// Id of the rule of ratification.
    pub rule: String,
    /// Its name.
    pub rule_label: String,
    /// What it rests on.
    pub rule_ground: Ground,
    /// No agreement is in force.
    pub none_in_force: bool,
    /// What an agreement settles.
    pub terms: Vec<TermHead>,
    /// What is asked of the model after signing; `None` where the dossier's terms set no
    /// option.
    pub after: Option<AfterSigning>,
    /// The judgements that stand in the way of something, numbered from 0; targets name
    /// them by number.
    pub judgements: Vec<Obstacle>,
    /// One entry per form of settlement, or per pattern that was asked for.
    pub targets: Vec<BlockTarget>,
    /// Ids of the other readings of the period that change nothing: under every rule the
    /// same agreements pass as in the reading asked about.
    pub same_readings: Vec<String>,
}

/// One judgement that stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Obstacle {
    /// How tables name it: `J1`, `J2`, ….
    pub code: String,
    /// What it is.
    pub kind: ObstacleKind,
    /// Id of the faction, or of the side where the kind is `vote`; of the term where it
    /// is `term`.
    pub who: String,
    /// Its name for the reader.
    pub name: String,
    /// Id of the side at whose table it stands in the way, where it is one side's.
    pub side: Option<String>,
    /// Id of the statement, the form or the guarantee that it is about.
    pub about: Option<String>,
    /// What stands in the way, in words.
    pub text: String,
    /// What it would mean to take it out of the way, in words.
    pub repair: String,
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The claims it rests on.
    pub claims: Vec<ClaimHead>,
}

/// What kind of judgement stands in the way.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ObstacleKind {
    /// That a faction must not reject: it leads, has a veto or holds the file.
    Veto,
    /// That a faction says no to a form.
    Verdict,
    /// That a guarantee does not answer a faction's no.
    Guarantee,
    /// That a faction minds losing what a statement wants, which is a red line.
    RedLine,
    /// That a faction minds losing what a statement wants.
    Wish,
    /// That gains at a faction's lesser wishes do not pay for conceding.
    AudienceCost,
    /// That a faction's weights say no.
    Weights,
    /// That votes are needed on a side.
    Vote,
    /// That a term is to stand as in the agreement asked about.
    Term,
}

impl ObstacleSets {
    /// Whether this entry asks in another reading than the one asked about.
    pub fn reads_otherwise(&self, there: &Elsewhere) -> bool {
        there.reading != self.scenario.reading
    }

    /// What an agreement changes of the one in force, in words.
    pub fn changes(&self, agreement: &AgreementRow) -> String {
        let terms = self.terms.iter().zip(&agreement.levels);
        let changed = terms.filter(|(term, level)| term.now != **level);
        let changed = changed.map(|(term, level)| {
            let level = term.levels.get(usize::from(*level));
            format!("{}: {}", term.label, level.map_or("", String::as_str))
        });
        changed.collect::<Vec<_>>().join("; ")
    }
}

impl BlockTarget {
    /// The first `most` repairs, those next to each other together after which the same
    /// passes.
    pub fn repairs_alike(&self, most: usize) -> impl Iterator<Item = &[Repair]> {
        let listed = &self.repairs[..self.repairs.len().min(most)];
        listed.chunk_by(|a, b| (a.opens, &a.example) == (b.opens, &b.example))
    }
}

impl ObstacleKind {
    /// Its name in tables, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            ObstacleKind::Veto => "veto",
            ObstacleKind::Verdict => "verdict",
            ObstacleKind::Guarantee => "guarantee",
            ObstacleKind::RedLine => "red-line",
            ObstacleKind::Wish => "wish",
            ObstacleKind::AudienceCost => "audience-cost",
            ObstacleKind::Weights => "weights",
            ObstacleKind::Vote => "vote",
            ObstacleKind::Term => "term",
        }
    }
}

/// What stands in the way of one form or pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BlockTarget {
    /// Id of the form; `None` for a pattern that was asked for.
    pub form: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// The formula over terms.
    pub wanted: String,
    /// New agreements that meet it; of one agreement asked about, 1.
    pub agreements: u64,
    /// Those that pass on all sides.
    pub passing: u64,
    /// Where none passes: all minimal sets of judgements that together let none pass.
    pub obstacles: Vec<Vec<usize>>,
    /// Where none passes: all minimal sets of judgements without which one does, fewest
    /// judgements first, and of as many those that open least.
    pub repairs: Vec<Repair>,
    /// Where the search was cut short: why, and how to go on. What is empty of
    /// `obstacles` and `repairs` is then not known.
    pub cut_short: Option<String>,
    /// How many pass in other periods, under other rules of ratification and in other
    /// readings.
    pub elsewhere: Vec<Elsewhere>,
    /// Where some pass: what keeps them from coming about.
    pub kept: Option<KeptBack>,
    /// What is found of it whoever must agree at home.
    #[serde(flatten)]
    pub ground: FormGround,
}

/// A minimal set of judgements without which something passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// The judgements, by number.
    pub without: Vec<usize>,
    /// How many agreements then pass.
    pub opens: u64,
    /// One of them: of those that change fewest terms, the first.
    pub example: AgreementRow,
}

/// The same question in another period, under another rule or in another reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Elsewhere {
    /// Id of the period.
    pub period: Option<String>,
    /// The reading, where it is not the base reading.
    pub reading: Option<ReadingHead>,
    /// Id of the rule of ratification.
    pub rule: String,
    /// Its name.
    pub label: String,
    /// New agreements that meet the pattern there.
    pub agreements: u64,
    /// Those that pass on all sides.
    pub passing: u64,
}

/// Why agreements that would pass do not come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptBack {
    /// Agreements that pass.
    pub passing: u64,
    /// Of these, those that every government prefers to the agreement in force.
    pub wanted: u64,
    /// Of those wanted, those that lead to a state of the model.
    pub possible: u64,
    /// Of those possible, those that lead to what is in place: the model knows none of
    /// their steps, and so not whether they would be kept.
    pub same_as_now: u64,
    /// Of the other possible ones, those that would be kept: nobody would leave their state
    /// (SEQ), or only by steps that would be taken without them, too, and that undo nothing.
    pub hold: u64,
    /// Of those kept, those whose state is reached from where things stand by single improvements.
    pub reached: u64,
}
