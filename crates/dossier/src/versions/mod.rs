//! Two versions of a dossier: which parts came, went and changed between them, told apart
//! by what a change can change. Comments, the order of tables that means nothing, breaks of
//! lines and defaults written out are no change.

mod fields;
mod moved;
mod parts;
mod undo;
mod wishes;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Dossier;

pub use moved::fewest_moved;
pub use undo::undone;

/// A part of a dossier that one of two versions lacks, or that they have otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartChange {
    /// What kind of part.
    pub kind: PartKind,
    /// Whose wish it is; for wishes only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Its id, in the new version where it has the part; for a ranking, the actor, for who
    /// holds the file, the side.
    pub id: String,
    /// Its words for the reader, in the new version where it has the part; else the id.
    pub words: String,
    /// What stands in each period for itself (wishes, rankings, who holds the file): the
    /// periods, by their ids in the new version. Empty for the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// What became of it.
    pub became: Became,
    /// Its id in the old version, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// What differs, where both versions have the part; of a wish that came or went, its rank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// How far the change can reach.
    pub scope: ChangeScope,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it, and it differs.
    Changed,
    /// It is the same under another id (and, for a wish, perhaps at another rank).
    Renamed,
}

/// How far a change can reach.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeScope {
    /// It is reworded: nothing is computed from it.
    Words,
    /// What judgements rest on, or the record: the model is as it was.
    Record,
    /// It can change the model.
    Model,
}

/// A field of a part that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// Its key in the files, with those around it: `wants`, `outcomes.sochi-2016.state`; a
    /// wish has a `rank` besides.
    pub field: String,
    /// What it was; `None` where nothing was written.
    pub old: Option<Value>,
    /// What it is.
    pub new: Option<Value>,
    /// How far the change can reach.
    pub scope: ChangeScope,
}

/// A kind of part.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Title, question and summary.
    Head,
    /// A period.
    Period,
    /// An actor.
    Actor,
    /// An option.
    Option,
    /// A definition.
    Definition,
    /// A rule.
    Rule,
    /// A wish of an actor in a period.
    Wish,
    /// A ranking of an actor in a period.
    Ranking,
    /// A reading.
    Reading,
    /// A perception.
    Perception,
    /// An attitude.
    Attitude,
    /// How agreements are placed into the model.
    Settlement,
    /// A term of agreements.
    Term,
    /// A rule about terms.
    TermRule,
    /// A form of settlement.
    Form,
    /// A faction.
    Faction,
    /// A rule of ratification.
    Ratification,
    /// Who holds the file on a side in a period.
    Holder,
    /// A gradual plan.
    Plan,
    /// A step of a gradual plan.
    PlanStep,
    /// A promise, and what came of it.
    Promise,
    /// A source.
    Source,
    /// A claim.
    Claim,
    /// A note of a source.
    Note,
    /// A difference between sources.
    Difference,
    /// Passages that say the same.
    Restatement,
    /// A driver.
    Driver,
    /// A link between drivers.
    Link,
    /// A mechanism.
    Mechanism,
    /// An event.
    Event,
    /// A forecast.
    Forecast,
    /// A window.
    Window,
    /// A tie between actors.
    Tie,
    /// A place on the map.
    Place,
    /// The land of the map.
    Land,
}

impl PartKind {
    /// Whether no model is built from parts of this kind.
    fn is_record(self) -> bool {
        self >= PartKind::Promise
    }
}

/// What tells two versions apart, by kind and in the order of the files, what went last.
pub fn version_changes(old: &Dossier, new: &Dossier) -> Vec<PartChange> {
    let periods = periods_of_both(old, new);
    let mut changes = Vec::new();
    for (kind, [old, new]) in parts::all(old, new, &periods) {
        changes.extend(between(kind, &old, &new));
    }
    changes.extend(wishes::changes(old, new, &periods));
    changes.sort_by_key(|change| change.kind);
    changes
}

/// The periods that both versions have, by their ids in the old and in the new, in order of
/// date; one that is only called otherwise is the same. Without periods in either: the one
/// model that there is.
pub fn periods_of_both(old: &Dossier, new: &Dossier) -> Vec<[Option<String>; 2]> {
    let all = [old, new].map(|dossier| parts::of(&dossier.file.periods));
    let pairs = same_parts(&all[0], &all[1]);
    let before = |id: &String| pairs.iter().find(|[_, new]| new == id);
    let ids = new.period_ids();
    let both: Vec<_> = (ids.iter().filter_map(before))
        .map(|pair| pair.clone().map(Some))
        .collect();
    match all[0].is_empty() || all[1].is_empty() {
        true => vec![[None, None]],
        false => both,
    }
}

/// The parts of one kind by id.
type Parts = IndexMap<String, Value>;

/// The ids of what is in both: under the same id, or alike under another that the other
/// version lacks.
fn same_parts(old: &Parts, new: &Parts) -> Vec<[String; 2]> {
    let mut gone: Vec<&String> = old.keys().filter(|id| !new.contains_key(*id)).collect();
    let mut pairs = Vec::new();
    for (id, part) in new {
        if old.contains_key(id) {
            pairs.push([id.clone(), id.clone()]);
        } else if let Some(at) = gone.iter().position(|gone| old[*gone] == *part) {
            pairs.push([gone.remove(at).clone(), id.clone()]);
        }
    }
    pairs
}

/// What differs between the parts of one kind.
fn between(kind: PartKind, old: &Parts, new: &Parts) -> Vec<PartChange> {
    let pairs = same_parts(old, new);
    let mut changes = Vec::new();
    for (id, part) in new {
        let Some([before, _]) = pairs.iter().find(|[_, new]| new == id) else {
            changes.push(one_sided(kind, id, part, Became::Added));
            continue;
        };
        let fields = fields::changes(kind, &old[before], part);
        changes.extend(both_sided(kind, [before, id], part, fields));
    }
    for (id, part) in old
        .iter()
        .filter(|(id, _)| !pairs.iter().any(|[old, _]| old == *id))
    {
        changes.push(one_sided(kind, id, part, Became::Removed));
    }
    changes
}

fn one_sided(kind: PartKind, id: &str, part: &Value, became: Became) -> PartChange {
    PartChange {
        kind,
        actor: None,
        id: id.to_owned(),
        words: fields::words(part).unwrap_or(id).to_owned(),
        periods: Vec::new(),
        became,
        renamed_from: None,
        fields: Vec::new(),
        scope: match kind {
            PartKind::Head => ChangeScope::Words,
            kind if kind.is_record() => ChangeScope::Record,
            _ => ChangeScope::Model,
        },
    }
}

/// The change of a part that both have, by its ids; `None` where nothing differs.
fn both_sided(
    kind: PartKind,
    [before, id]: [&str; 2],
    part: &Value,
    fields: Vec<FieldChange>,
) -> Option<PartChange> {
    let renamed = before != id;
    if fields.is_empty() && !renamed {
        return None;
    }
    Some(PartChange {
        became: match renamed {
            true => Became::Renamed,
            false => Became::Changed,
        },
        renamed_from: renamed.then(|| before.to_owned()),
        scope: (fields.iter().map(|field| field.scope).max()).unwrap_or(ChangeScope::Words),
        fields,
        ..one_sided(kind, id, part, Became::Changed)
    })
}
