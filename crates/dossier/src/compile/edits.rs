//! What is edited before a scenario is compiled: the changes of its reading, and those
//! that nobody has saved. There is one list of them, carried out in one place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{ChangeKind, File, ReadingChange};
use crate::{CompileError, Scenario};

use super::preferences::{stands, taken_in};

/// One edit of a model that nobody has saved: what a what-if, the removal of a claim, a
/// signature or a draw consists of. Changes are carried out in order, each on what the
/// ones before it left, after those of the scenario's reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// What a reading can change of what an actor wants, or of how a faction judges.
    Judgement(Box<ReadingChange>),
    /// A statement is turned round: the actor wants that it is not so.
    Negate {
        /// Whose it is.
        actor: String,
        /// Its id.
        statement: String,
    },
    /// A statement goes to a rank of its own.
    Move {
        /// Whose it is.
        actor: String,
        /// Its id.
        statement: String,
        /// The statement above whose rank it goes; to the end without one.
        above: Option<String>,
    },
    /// An option is held at its lowest level.
    Absent(String),
    /// An option is put on the table although the period has it absent.
    Present(String),
    /// How an option may be changed.
    Reversibility {
        /// The option's id.
        option: String,
        /// How it may be changed.
        change: ChangeKind,
    },
    /// A rule does not stand.
    WithoutRule(String),
    /// A faction holds the file.
    Holder {
        /// The side on which it does.
        side: String,
        /// Its id.
        faction: String,
    },
    /// Something else is in place, written as the `status_quo` of a period.
    StatusQuo(String),
    /// All that a reading changes.
    Reading(String),
}

impl Change {
    /// A change that takes one statement out of what an actor wants.
    pub fn drop(actor: &str, statement: &str) -> Change {
        Change::Judgement(Box::new(ReadingChange {
            actor: Some(actor.to_owned()),
            drop: Some(statement.to_owned()),
            ..ReadingChange::default()
        }))
    }

    /// A change after which an actor wants nothing.
    pub fn nothing_wanted(actor: &str) -> Change {
        Change::Judgement(Box::new(ReadingChange {
            actor: Some(actor.to_owned()),
            set: Some(Vec::new()),
            ..ReadingChange::default()
        }))
    }
}

/// A change of a reading or of none, as it is carried out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Edit<'f> {
    Judgement(&'f ReadingChange),
    Negate(&'f str, &'f str),
    Move(&'f str, &'f str, Option<&'f str>),
    Absent(&'f str),
    Present(&'f str),
    Reversibility(&'f str, ChangeKind),
    WithoutRule(&'f str),
    Holder(&'f str, &'f str),
    StatusQuo(&'f str),
}

/// An edit, and the reading that brings it in, if one does.
pub(crate) type By<'f> = (Option<&'f str>, Edit<'f>);

/// All edits of a scenario whose period is known, in order.
pub(crate) fn edits<'f>(
    file: &'f File,
    scenario: &'f Scenario,
) -> Result<Vec<By<'f>>, CompileError> {
    let mut all = Vec::new();
    if let Some(reading) = &scenario.reading {
        of_reading(file, reading, scenario, &mut all)?;
    }
    for change in &scenario.changes {
        let edit = match change {
            Change::Judgement(change) => Edit::Judgement(change),
            Change::Negate { actor, statement } => Edit::Negate(actor, statement),
            Change::Move {
                actor,
                statement,
                above,
            } => Edit::Move(actor, statement, above.as_deref()),
            Change::Absent(option) => Edit::Absent(option),
            Change::Present(option) => Edit::Present(option),
            Change::Reversibility { option, change } => Edit::Reversibility(option, *change),
            Change::WithoutRule(rule) => Edit::WithoutRule(rule),
            Change::Holder { side, faction } => Edit::Holder(side, faction),
            Change::StatusQuo(text) => Edit::StatusQuo(text),
            Change::Reading(reading) => {
                of_reading(file, reading, scenario, &mut all)?;
                continue;
            }
        };
        edit.must_be_known(file)?;
        all.push((None, edit));
    }
    Ok(all)
}

/// What a reading and those it takes in change, in order.
fn of_reading<'f>(
    file: &'f File,
    reading: &str,
    scenario: &Scenario,
    all: &mut Vec<By<'f>>,
) -> Result<(), CompileError> {
    for (id, reading) in taken_in(file, reading)? {
        if !stands(&reading.periods, scenario.period.as_deref()) {
            let periods = reading.periods.clone();
            return Err(CompileError::ReadingNotForPeriod(id.to_string(), periods));
        }
        let changes = reading.changes.iter().map(Edit::Judgement);
        let present = reading.present.iter().map(|option| Edit::Present(option));
        let holders = reading.holders.iter();
        let holders = holders.map(|(side, faction)| Edit::Holder(side, faction));
        let status_quo = reading.status_quo.iter().map(|text| Edit::StatusQuo(text));
        let edits = changes.chain(present).chain(holders).chain(status_quo);
        all.extend(edits.map(|edit| (Some(id), edit)));
    }
    Ok(())
}

impl Edit<'_> {
    /// What an unsaved change names is nowhere checked but here.
    fn must_be_known(&self, file: &File) -> Result<(), CompileError> {
        let (kind, id, known) = match *self {
            Edit::Absent(id) | Edit::Present(id) | Edit::Reversibility(id, _) => {
                ("option", id, file.options.contains_key(id))
            }
            Edit::WithoutRule(id) => ("rule", id, file.rules.contains_key(id)),
            Edit::Holder(_, id) => ("actor", id, file.actors.contains_key(id)),
            Edit::Judgement(_) | Edit::Negate(..) | Edit::Move(..) | Edit::StatusQuo(_) => {
                return Ok(());
            }
        };
        match known {
            true => Ok(()),
            false => Err(CompileError::Faulty(format!(
                "A change names the {kind} `{id}`, and there is none."
            ))),
        }
    }
}
