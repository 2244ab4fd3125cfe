//! The dossier as it is written: the types of the TOML files.
//!
//! These types are the one definition of the format. The published JSON Schema
//! is generated from them, and the structure check of the reader walks that
//! schema, so that a key exists in all three or in none. Unknown keys are
//! refused by that check (every object of the schema is closed), not by serde.
//!
//! A dossier is a folder. Every `*.toml` file in it (`dossier.toml` first, then
//! the others in order of name) may hold any of the tables below; together they
//! are one dossier. `sources.json` holds the bibliography as CSL-JSON.

mod claim;
mod driver;
mod evidence;
mod gradual_plan;
mod perception;
mod reading;
mod record;
mod settlement;
mod written;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pattern::{DATE, GRADE, ID, LEVEL, NAME};

pub use claim::*;
pub use driver::*;
pub use evidence::*;
pub use gradual_plan::*;
pub use perception::*;
pub use reading::*;
pub use record::*;
pub use settlement::*;

/// Names used as keys keep the order in which they stand in the files.
pub type Named<T> = indexmap::IndexMap<String, T>;

/// One dossier file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct File {
    /// What the dossier is about. Stands in `dossier.toml`, once.
    pub dossier: Option<Head>,
    /// Decision makers and other actors, by short name.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub actors: Named<Actor>,
    /// What actors can do or leave, by short name.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub options: Named<Opt>,
    /// Formulas with a name, for use in other formulas.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub definitions: Named<Definition>,
    /// What can never be, and which moves are barred.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub rules: Named<Rule>,
    /// Who wants what, most important first.
    pub preferences: Vec<Preference>,
    /// Dated snapshots: where things stand, and what happened afterwards.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub periods: Named<Period>,
    /// Named sets of alternative judgements.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub readings: Named<Reading>,
    /// Actors' pictures of each other, where they differ from the analyst's.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub perceptions: Named<Perception>,
    /// How actors stand to each other.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub attitudes: Named<Attitude>,
    /// What the sources say, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub claims: Named<Claim>,
    /// What is known of the sources beside the bibliography, by source id.
    pub sources: Named<SourceText>,
    /// Notes of the sources, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub notes: Named<Note>,
    /// Where sources differ, as a reader found it.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub differences: Named<Difference>,
    /// Passages that say the same and count once.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub restatements: Named<Restatement>,
    /// Conditions outside the actors' direct choice, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub drivers: Named<Driver>,
    /// What acts on which driver beside what claims say, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub links: Named<DriverLink>,
    /// How the dispute works, part by part, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub mechanisms: Named<Mechanism>,
    /// What happened, by short name.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub events: Named<Event>,
    /// Predictions made testable.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub forecasts: Named<Forecast>,
    /// Times in which something can be done, or cannot.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub windows: Named<Window>,
    /// Who depends on whom.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub ties: Named<Tie>,
    /// Places on the map.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub places: Named<MapPlace>,
    /// How agreements are placed into the model. Stands once.
    pub settlement: Option<Settlement>,
    /// What an agreement settles, by short name.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub terms: Named<Term>,
    /// What no agreement can be.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub term_rules: Named<TermRule>,
    /// Forms of settlement, by short name; an agreement has the first that it meets.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub forms: Named<Form>,
    /// Those at home whose acceptance counts, by the actor's name.
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub factions: Named<Faction>,
    /// Rules by which agreements are accepted at home.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub ratification: Named<Ratification>,
    /// Who holds the file.
    pub holders: Vec<Holder>,
    /// Gradual plans.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub ladders: Named<GradualPlan>,
    /// Steps of gradual plans.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub steps: Named<PlanStep>,
    /// What was announced, against what was delivered.
    #[schemars(extend("propertyNames" = {"pattern": ID}))]
    pub promises: Named<Promise>,
}

/// What the dossier is about.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Head {
    /// Version of this format: 1.
    #[schemars(extend("const" = 1))]
    pub format: u32,
    /// Title, as it should stand over a report.
    pub title: String,
    /// The question that the dossier is to answer, in one sentence.
    #[serde(default)]
    pub question: String,
    /// A paragraph for a reader who knows nothing of the dispute.
    #[serde(default)]
    pub summary: String,
}

/// An actor: a state, a body inside or beside it, or anyone a source speaks of.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Actor {
    /// Name for the reader.
    pub name: String,
    /// What sentences call it, where the name is long.
    #[serde(default)]
    pub short: String,
    /// What kind of actor.
    #[serde(default)]
    pub kind: ActorKind,
    /// A sentence about it: its role.
    #[serde(default)]
    pub about: String,
    /// The actor that it belongs to: a ministry's state, a minister's ministry.
    pub part_of: Option<String>,
    /// The states on whose side it stands; none for a third party.
    #[serde(default)]
    pub sides: Vec<String>,
    /// Where the sources name it.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// How often a source names an actor, and where first.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Mention {
    /// The source's id.
    pub source: String,
    /// How many times.
    pub count: u32,
    /// A place that shows it.
    pub place: Option<Place>,
    /// Section of that place.
    #[serde(default)]
    pub section: String,
}

/// What kind of actor.
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
pub enum ActorKind {
    /// A government acting for its state.
    #[default]
    State,
    /// Several states seen as one.
    StateGroup,
    /// A ministry or agency of a state.
    Ministry,
    /// A group inside a state: a party, a lobby, the services.
    Faction,
    /// A person who leads a state, or did.
    Leader,
    /// A minister, diplomat or politician.
    Official,
    /// An organisation of states, firms or people.
    Organisation,
    /// Public opinion, or a population.
    Public,
    /// A firm, bank or fund.
    Firm,
    /// A person who speaks for business.
    Business,
    /// A part of armed forces.
    Forces,
    /// Experts who are asked or cited.
    Expert,
    /// A place that sources speak of as they speak of parties.
    Place,
}

/// Something that an actor controls.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Opt {
    /// The one actor who controls it. Give `owner` or `parties`.
    pub owner: Option<String>,
    /// The actors who must all consent (a joint option, such as a treaty): it is
    /// in force at the lowest level that any of them consents to.
    #[serde(default)]
    pub parties: Vec<String>,
    /// Name for the reader, as something one does: "Keep the sanctions".
    pub label: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub text: String,
    /// What an actor does who takes it up, behind its name: "launches the package".
    #[serde(default)]
    pub does: String,
    /// What an actor does who gives it up again: "withdraws the package".
    #[serde(default)]
    pub undoes: String,
    /// What it is, where a sentence needs a thing: "the package".
    #[serde(default)]
    pub noun: String,
    /// Names of the levels, lowest first. Without it: no, yes.
    #[schemars(extend("items" = {"type": "string", "pattern": LEVEL}, "minItems" = 2, "uniqueItems" = true))]
    pub levels: Option<Vec<String>>,
    /// Whether it can be undone. Without it: reversible.
    pub change: Option<ChangeKind>,
    /// The only changes allowed, as [from, to] pairs of levels. Instead of `change`.
    pub allow: Option<Vec<[String; 2]>>,
    /// The condition on drivers while which it is on the table: "ru-election = near". Without it: always.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub only_while: Option<String>,
    /// Evidence for the option's existence and coding.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Whether an option can be undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Any level to any other.
    #[default]
    Reversible,
    /// Only upwards: what is done cannot be undone.
    OneWay,
    /// Only downwards: what is given up cannot be taken back.
    OneWayDown,
}

/// Why a judgement stands as it does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Evidence {
    /// Claims it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// How far it goes beyond its claims. Without it: analyst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Whether its source was written after the outcome that it explains.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hindsight: bool,
    /// A remark of the analyst.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Evidence {
    /// Whether a source says it.
    pub fn is_stated(&self) -> bool {
        self.basis == Some(Basis::Stated)
    }
}

/// How far a judgement goes beyond its sources.
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
pub enum Basis {
    /// The source says it.
    Stated,
    /// One step beyond what the source says.
    Inferred,
    /// Not in the sources.
    #[default]
    Analyst,
}

/// A formula with a name.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Definition {
    /// The formula.
    pub formula: String,
    /// Name for the reader.
    #[serde(default)]
    pub label: String,
}

/// Something that can never be: exactly one of `never`, `always`, `bars`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Rule {
    /// No state meets this formula.
    pub never: Option<String>,
    /// Every state meets this formula.
    pub always: Option<String>,
    /// No single move leads from the one to the other.
    pub bars: Option<Bar>,
    /// Why, in a sentence.
    #[serde(default)]
    pub text: String,
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The condition on drivers while which it stands: "ru-election = near". Without it: always.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub only_while: Option<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A transition that no move may make.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Bar {
    /// What the state before the move meets.
    pub from: String,
    /// What the state after the move meets.
    pub to: String,
    /// The actor who may not; without it, nobody may.
    pub by: Option<String>,
}

/// How one actor orders the states: `statements` or `ranking`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Preference {
    /// Whose.
    pub actor: String,
    /// The periods in which it stands. Without it: all.
    #[serde(default)]
    pub periods: Vec<String>,
    /// Wishes, most important first.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Classes of equally good states, best first; each class is a list of
    /// formulas, and a state belongs to the first class of which it meets one.
    /// Every state must find a class: a last one `["true"]` takes all the rest.
    pub ranking: Option<Vec<Vec<String>>>,
    /// Evidence for a ranking as a whole.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// One wish.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Statement {
    /// Short name, unique within the list.
    #[schemars(extend("pattern" = ID))]
    pub id: String,
    /// The formula that the actor wants met. `x if y` is met wherever y is not.
    pub wants: String,
    /// The wish in plain words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether it weighs the same as the statement before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_rank: bool,
    /// Whether it is a red line, such as sovereignty: to fail it is a great loss, which
    /// nothing that ranks below makes good. What ranks above it weighs no less.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub red_line: bool,
    /// The periods in which it stands, of those of its list. Without it: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// The condition on drivers while which it stands: "ru-election = near". Without it: always.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub only_while: Option<String>,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A dated snapshot.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Period {
    /// Name for the reader.
    pub label: String,
    /// Date of the snapshot: 2016, 2016-04 or 2016-04-15.
    #[schemars(extend("pattern" = DATE))]
    pub date: Option<String>,
    /// What was known then, and from what: which judgements carry hindsight.
    #[serde(default)]
    pub knowledge: String,
    /// The state on that date: the options taken (or `option = level`), divided
    /// by commas; every option not named is at its lowest level.
    pub status_quo: String,
    /// Why the status quo is coded so.
    #[serde(default)]
    pub status_quo_text: String,
    /// Claims for the status quo.
    #[serde(default)]
    pub because: Vec<String>,
    /// Options not yet, or no longer, on the table: held at their lowest level.
    #[serde(default)]
    pub absent: Vec<String>,
    /// The agreement in force, written as a state over terms: what stands if nothing new
    /// is agreed (the reversion point). Every term not named is at its lowest level.
    #[serde(default)]
    pub terms: String,
    /// Options that can be undone otherwise than usual in this period.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": NAME}))]
    pub change: Named<ChangeKind>,
    /// What happened afterwards, earliest first.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
}

/// What happened.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Outcome {
    /// Short name.
    #[schemars(extend("pattern" = ID))]
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Date: 2016, 2016-12 or 2016-12-16.
    #[schemars(extend("pattern" = DATE))]
    pub date: String,
    /// The state, written as for `status_quo`.
    pub state: String,
    /// Why it is coded so.
    #[serde(default)]
    pub text: String,
    /// Evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}
