//! What is edited before a scenario is compiled: the changes of its reading, and those
//! that nobody has saved. There is one list of them, carried out in one place.

use crate::file::{ChangeKind, File, Reading, ReadingChange};
use crate::{CompileError, Scenario};

use super::drivers::DriverLevels;
use super::preferences::{stands, taken_in};
use super::unsaved_change::Change;

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
    let levels = DriverLevels::of(file, scenario)?;
    for (id, reading) in &file.readings {
        if by_itself(reading, scenario, &levels)? && !asked_for(file, scenario, id)? {
            of_reading(file, id, scenario, &mut all)?;
        }
    }
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
            // It is among the levels above.
            Change::Driver { .. } => continue,
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

/// Ids of the readings that stand under a scenario whose period is known, in the order of
/// the files: those asked for and those by themselves, with those that either take in.
pub(super) fn standing_readings<'f>(
    file: &'f File,
    scenario: &Scenario,
) -> Result<Vec<&'f str>, CompileError> {
    let levels = DriverLevels::of(file, scenario)?;
    let mut standing = Vec::new();
    for (id, reading) in &file.readings {
        if by_itself(reading, scenario, &levels)? || asked_for(file, scenario, id)? {
            standing.extend(taken_in(file, id)?.into_iter().map(|(id, _)| id));
        }
    }
    let order = |id: &&str| file.readings.get_index_of(*id);
    standing.sort_by_key(order);
    standing.dedup();
    Ok(standing)
}

/// Whether a reading stands because drivers do.
fn by_itself(
    reading: &Reading,
    scenario: &Scenario,
    levels: &DriverLevels,
) -> Result<bool, CompileError> {
    Ok(reading.only_while.is_some()
        && stands(&reading.periods, scenario.period.as_deref())
        && levels.meet(reading.only_while.as_deref())?)
}

/// Whether a scenario asks for a reading, or for one that takes it in.
fn asked_for(file: &File, scenario: &Scenario, id: &str) -> Result<bool, CompileError> {
    let by_change = scenario.changes.iter().filter_map(|change| match change {
        Change::Reading(reading) => Some(reading),
        _ => None,
    });
    for asked in scenario.reading.iter().chain(by_change) {
        if taken_in(file, asked)?.iter().any(|(taken, _)| *taken == id) {
            return Ok(true);
        }
    }
    Ok(false)
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
