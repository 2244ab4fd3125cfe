//! All that stands only while drivers do, in one list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{File, ReadingChange, Statement};
use crate::formula::Expr;

/// Something that stands only while drivers do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Switch {
    /// What kind of thing.
    pub kind: SwitchKind,
    /// The actor or faction whose it is; empty for options, rules and readings.
    pub of: String,
    /// Its id; empty for a judgement of a faction as a whole.
    pub id: String,
    /// Its words for the reader; empty where it has none.
    pub words: String,
    /// The reading or perception that brings it in, if one does.
    pub within: Option<String>,
    /// The periods in which it stands; empty: all.
    pub periods: Vec<String>,
    /// The condition, as written.
    pub condition: String,
    /// Ids of the claims on which it rests.
    pub because: Vec<String>,
}

/// A kind of thing that can stand only while drivers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SwitchKind {
    /// A wish of an actor.
    Wish,
    /// A wish by which a faction judges.
    FactionWish,
    /// A judgement of a faction.
    Judgement,
    /// An option.
    Option,
    /// A rule.
    Rule,
    /// A reading, which then stands by itself.
    Reading,
}

impl Switch {
    /// Whether its condition speaks of a driver.
    pub fn hangs_on(&self, driver: &str) -> bool {
        let read = Expr::parse(&self.condition);
        read.is_ok_and(|condition| condition.names().iter().any(|(name, _)| *name == driver))
    }
}

/// All that stands only while drivers do, kind by kind in the order of the files.
pub(super) fn switches(file: &File) -> Vec<Switch> {
    let mut found = Vec::new();
    for (id, option) in &file.options {
        found.extend(option.only_while.as_ref().map(|condition| Switch {
            words: option.label.clone(),
            because: option.evidence.because.clone(),
            ..switch(SwitchKind::Option, id, condition)
        }));
    }
    for (id, rule) in &file.rules {
        found.extend(rule.only_while.as_ref().map(|condition| Switch {
            words: rule.text.clone(),
            periods: rule.periods.clone(),
            because: rule.evidence.because.clone(),
            ..switch(SwitchKind::Rule, id, condition)
        }));
    }
    for list in &file.preferences {
        let wishes = wishes(SwitchKind::Wish, &list.actor, None, &list.statements);
        found.extend(wishes.map(|wish| Switch {
            periods: either(wish.periods, &list.periods),
            ..wish
        }));
    }
    for (id, faction) in &file.factions {
        for judges in &faction.judges {
            found.extend(judges.only_while.as_ref().map(|condition| Switch {
                of: id.clone(),
                periods: judges.periods.clone(),
                because: judges.evidence.because.clone(),
                ..switch(SwitchKind::Judgement, "", condition)
            }));
            let wishes = wishes(SwitchKind::FactionWish, id, None, &judges.statements);
            found.extend(wishes.map(|wish| Switch {
                periods: either(wish.periods, &judges.periods),
                ..wish
            }));
        }
    }
    for (id, reading) in &file.readings {
        found.extend(reading.only_while.as_ref().map(|condition| Switch {
            words: reading.label.clone(),
            periods: reading.periods.clone(),
            ..switch(SwitchKind::Reading, id, condition)
        }));
        found.extend(brought(id, &reading.periods, &reading.changes));
    }
    for (id, picture) in &file.perceptions {
        found.extend(brought(id, &picture.periods, &picture.changes));
    }
    found
}

fn switch(kind: SwitchKind, id: &str, condition: &str) -> Switch {
    Switch {
        kind,
        of: String::new(),
        id: id.to_owned(),
        words: String::new(),
        within: None,
        periods: Vec::new(),
        condition: condition.to_owned(),
        because: Vec::new(),
    }
}

/// The statements among these that have a condition.
fn wishes<'f>(
    kind: SwitchKind,
    of: &'f str,
    within: Option<&'f str>,
    statements: impl IntoIterator<Item = &'f Statement>,
) -> impl Iterator<Item = Switch> {
    statements.into_iter().filter_map(move |statement| {
        Some(Switch {
            of: of.to_owned(),
            words: statement.text.clone(),
            within: within.map(str::to_owned),
            periods: statement.periods.clone(),
            because: statement.evidence.because.clone(),
            ..switch(kind, &statement.id, statement.only_while.as_ref()?)
        })
    })
}

/// What the changes of a reading or a perception bring in.
fn brought<'f>(
    id: &'f str,
    periods: &'f [String],
    changes: &'f [ReadingChange],
) -> impl Iterator<Item = Switch> {
    changes.iter().flat_map(move |change| {
        let (kind, of) = match (&change.actor, &change.faction) {
            (Some(actor), _) => (SwitchKind::Wish, actor.as_str()),
            (None, faction) => (
                SwitchKind::FactionWish,
                faction.as_deref().unwrap_or_default(),
            ),
        };
        wishes(kind, of, Some(id), change.brings()).map(|wish| Switch {
            periods: either(wish.periods, periods),
            ..wish
        })
    })
}

/// Its own periods, or else those of what it stands in.
fn either(own: Vec<String>, around: &[String]) -> Vec<String> {
    match own.is_empty() {
        true => around.to_vec(),
        false => own,
    }
}
