//! The types of the finding.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AgreementRow, FactionHead, TermHead};
use hikiwake_finding::{ActorHead, ClaimHead, ReadingHead, ScenarioHead};

/// The finding of `ratify`: who at home lets which agreements pass, and where the sides
/// overlap (Putnam 1988).
///
/// Agreements are *new* ones everywhere: all that the rules about terms admit, but for
/// the agreement in force, which stands if nothing new is agreed (the reversion point).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DomesticRatification {
    /// The reading, where it is not the base reading.
    pub reading: Option<ReadingHead>,
    /// Only judgements that the sources state were kept.
    pub stated_only: bool,
    /// The sides that must agree.
    pub sides: Vec<ActorHead>,
    /// The forms of settlement.
    pub forms: Vec<FormHead>,
    /// The rules of ratification, side by side.
    pub rules: Vec<RatificationHead>,
    /// Each date, earliest first.
    pub periods: Vec<RatifyPeriod>,
    /// What changed from one date to the next; one entry less than `periods`.
    pub changes: Vec<RatifyChange>,
    /// The claims that any part rests on.
    pub claims: Vec<ClaimHead>,
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// A form of settlement, or a rule: what it is and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// What it rests on.
    #[serde(flatten)]
    pub ground: RatifyGround,
}

/// A rule of ratification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatificationHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it assumes.
    pub text: String,
    /// Whether it is the one that is meant if none is named.
    pub usual: bool,
    /// What it rests on.
    #[serde(flatten)]
    pub ground: RatifyGround,
}

/// What a part rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatifyGround {
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// Ids of the claims.
    pub because: Vec<String>,
    /// Remark of the analyst.
    pub note: String,
}

/// One date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RatifyPeriod {
    /// Which model.
    pub scenario: ScenarioHead,
    /// What an agreement settles.
    pub terms: Vec<TermHead>,
    /// How many new agreements the rules admit.
    pub agreements: u64,
    /// The agreement in force.
    pub reversion: AgreementRow,
    /// How many new agreements have each form: the forms in order, then those of none.
    pub by_form: Vec<FormCount>,
    /// Those who judge, side by side; the columns of `cells` are those of `by_form`.
    pub factions: Vec<FactionRow>,
    /// Who holds the file on which side.
    pub holders: Vec<FileHolder>,
    /// What each rule of ratification lets pass, in the order of the rules.
    pub rules: Vec<Ratified>,
}

/// How many new agreements have a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormCount {
    /// Id of the form; `None` for those of none.
    pub form: Option<String>,
    /// How many.
    pub agreements: u64,
    /// Ids of the terms that all of them set below what is in force, although no government
    /// would have the term lower and at least one would mind: such a form is no lack of a
    /// deal, it breaks off what is in force.
    pub undoes_in_force: Vec<String>,
}

/// What a faction says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// It is for it.
    Accepts,
    /// It lets it pass.
    DoesNotMind,
    /// It is against it.
    Rejects,
    /// It says different things to different agreements of the form.
    Depends,
    /// There is no new agreement of the form.
    NoAgreement,
}

/// One who judges, and what it says.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactionRow {
    /// Who.
    #[serde(flatten)]
    pub head: FactionHead,
    /// Influence in this period: `low`, `medium`, `high`.
    pub influence: Cow<'static, str>,
    /// How much the matter means to it: `low`, `medium`, `high`.
    pub salience: Cow<'static, str>,
    /// By what it judges: `forms`, `statements`, `weights`, or `nothing`: it has said
    /// nothing and minds nothing.
    pub judges_by: Cow<'static, str>,
    /// With weights the standard deviation of the cost; otherwise the probability that
    /// the true verdict is one step off.
    pub doubt: f64,
    /// What it says to the agreement in force.
    pub on_reversion: Says,
    /// What it says to the agreements of each form.
    pub cells: Vec<Cell>,
    /// What it is in the gates of each rule.
    pub roles: Vec<FactionRole>,
}

/// What a faction says to the agreements of one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// In a word.
    pub says: Says,
    /// How many it accepts.
    pub accepts: u64,
    /// How many it does not mind.
    pub does_not_mind: u64,
    /// How many it rejects.
    pub rejects: u64,
}

/// What a faction is in one gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactionRole {
    /// Id of the rule.
    pub rule: String,
    /// Id of the side.
    pub side: String,
    /// `leader`, `veto`, `holder` (these must not reject) or `votes`.
    pub role: Cow<'static, str>,
}

/// Who holds the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileHolder {
    /// Id of the side.
    pub side: String,
    /// Id of the faction.
    pub faction: String,
    /// What it rests on.
    #[serde(flatten)]
    pub ground: RatifyGround,
}

/// What one rule lets pass.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Ratified {
    /// Id of the rule.
    pub rule: String,
    /// Each side, in the order of the sides.
    pub sides: Vec<SideRatified>,
    /// The zone of agreement: how many new agreements all sides let pass.
    pub zone: u64,
    /// Whether all sides would let the agreement in force pass; `None` where the rules
    /// about terms do not admit it.
    pub reversion_passes: Option<bool>,
    /// The zone form by form; in columns as `by_form` of the date.
    pub by_form: Vec<FormRatified>,
    /// The agreements likeliest to be ratified on all sides, the likeliest first; those
    /// of one form that are equally likely on each side are one entry. Empty without
    /// doubt.
    pub likeliest: Vec<Likeliest>,
}

/// What one side lets pass.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SideRatified {
    /// Id of the side.
    pub side: String,
    /// Who must accept.
    pub gate: GateHead,
    /// The win-set: how many new agreements pass.
    pub win_set: u64,
    /// Form by form.
    pub by_form: Vec<FormRatified>,
    /// Who is decisive, over all new agreements. Empty where that was too much.
    pub decisive: Vec<DecisiveRow>,
    /// Power in the gate, before anybody's verdict is known; `None` where that was too
    /// much.
    pub power: Option<PowerHead>,
}

/// Who must accept on one side: all that is given must be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GateHead {
    /// In words; empty where everything passes.
    pub text: String,
    /// Those who must not reject.
    pub vetoes: Vec<VetoHead>,
    /// The least votes of those who do not reject.
    pub quota: Option<u32>,
    /// Whether those who accept must outvote those who reject.
    pub majority: bool,
    /// All votes together, where they are counted.
    pub votes: u64,
}

/// One who must not reject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VetoHead {
    /// Id of the faction.
    pub faction: String,
    /// `leader`, `veto` or `holder`.
    pub role: Cow<'static, str>,
}

/// How much of something.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum HowMany {
    /// There is none to speak of.
    NoAgreement,
    /// None passes.
    None,
    /// Some pass, some do not.
    Some,
    /// All pass.
    All,
}

/// How the agreements of one form fare.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormRatified {
    /// Id of the form; `None` for agreements of none.
    pub form: Option<String>,
    /// How many new agreements have it.
    pub agreements: u64,
    /// How many of them pass.
    pub passes: u64,
    /// The same in a word.
    pub how: HowMany,
    /// Of one side: whose no alone keeps how many of them out, most first.
    pub kept_out_by: Vec<FactionCount>,
    /// Of one side: how many of them are out for no one's no alone.
    pub kept_out_by_several: u64,
    /// Of one side: whose no alone would stop how many of those that pass, most first.
    pub could_stop: Vec<FactionCount>,
    /// How likely one of them is ratified; `None` without doubt, and where there is
    /// none.
    pub chance: Option<ChanceRange>,
}

/// A faction and how many agreements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactionCount {
    /// Id of the faction.
    pub faction: String,
    /// How many.
    pub agreements: u64,
}

/// The least and the greatest probability among agreements.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChanceRange {
    /// Of the one least likely to be ratified.
    pub least: f64,
    /// Of the one likeliest to be.
    pub greatest: f64,
}

/// How often one faction's verdict alone turns whether an agreement passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecisiveRow {
    /// Id of the faction.
    pub faction: String,
    /// Agreements that fail and that its no alone keeps out: not minding would do.
    pub keeps_out: u64,
    /// Further agreements that fail and would pass if it accepted.
    pub could_open: u64,
    /// Agreements that pass and would fail if it rejected.
    pub carries: u64,
    /// All of these.
    pub swings: u64,
}

/// Power in a gate, its members taken as accepting or rejecting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PowerHead {
    /// How many coalitions win, of 2 to the number of `members`; as text, since it may
    /// be large.
    pub winning: String,
    /// Those who count.
    pub members: Vec<PowerRow>,
}

/// Power of one faction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PowerRow {
    /// Id of the faction.
    pub faction: String,
    /// Coalitions that lose without it and win with it, as text.
    pub swings: String,
    /// Their share of all coalitions of the others (Banzhaf 1965, absolute).
    pub banzhaf: f64,
    /// Their share of everybody's swings (Banzhaf, normalised).
    pub banzhaf_share: f64,
    /// Share of the orders of joining in which it turns the coalition (Shapley & Shubik
    /// 1954).
    pub shapley: f64,
    /// The same as an exact fraction.
    pub shapley_exact: String,
}

/// Agreements of one form, and how likely they are ratified.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Likeliest {
    /// The first of them, for example.
    pub example: AgreementRow,
    /// How many they are.
    pub agreements: u64,
    /// Whether they are in the zone of agreement.
    pub in_zone: bool,
    /// Probability on each side.
    pub sides: Vec<f64>,
    /// Probability on all sides.
    pub joint: f64,
}

/// What changed from one date to the next.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RatifyChange {
    /// Id of the earlier period.
    pub from: String,
    /// Id of the later period.
    pub to: String,
    /// Where the file came into other hands.
    pub holders: Vec<HolderChange>,
}

/// The file on one side came into other hands: what that alone changes at the later
/// date, everything else being as it is then.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HolderChange {
    /// Id of the side.
    pub side: String,
    /// Id of the faction that held it.
    pub from: String,
    /// Id of the faction that holds it.
    pub to: String,
    /// Per rule, what would pass if the former holder still held it. A rule that does
    /// not ask the holder is left out.
    pub rules: Vec<HolderRule>,
}

/// One rule with the former holder in place of the later one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HolderRule {
    /// Id of the rule.
    pub rule: String,
    /// The win-set and the zone of agreement if the former holder still held the file.
    pub before: HeldBy,
    /// As they are.
    pub now: HeldBy,
    /// Forms of which more agreements pass with the later holder: ids.
    pub opened: Vec<String>,
    /// Forms of which fewer agreements pass with the later holder: ids.
    pub closed: Vec<String>,
}

/// What passes with one holder of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeldBy {
    /// The win-set of the side.
    pub win_set: u64,
    /// The zone of agreement.
    pub zone: u64,
}
