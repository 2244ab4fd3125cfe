//! All options of a dossier at once, with no period in mind.

use hikiwake_graph::Formula;

use crate::{Codes, Column, Dossier};

use super::find::{levels_text, underlined};
use super::parts::columns;
use super::{Fault, Names};

/// All options of a dossier, whatever the period: what the record of events, the
/// outcomes and the forecasts are read with. A state is one level per column.
#[derive(Clone, Debug)]
pub struct AllOptions {
    columns: Vec<Column>,
    names: Names,
    codes: Codes,
}

impl Dossier {
    /// All options of the dossier, a joint one once per party.
    pub fn all_options(&self) -> AllOptions {
        let mut columns = columns(&self.file, None, &[]);
        for (axis, column) in columns.iter_mut().enumerate() {
            column.axis = Some(axis);
        }
        let mut names = Names::of_options(&self.file, Some);
        // A dossier that was read has no faults in its definitions.
        names.define(&self.file, |_, _| {});
        AllOptions {
            codes: Codes::new(columns.iter().map(|c| c.levels.len()).collect()),
            columns,
            names,
        }
    }
}

impl AllOptions {
    /// The options in the order of the files; `axis` is the place in this list.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The levels, one per column, that a state text describes.
    ///
    /// # Errors
    /// The first fault in it, with the place underlined.
    pub fn state(&self, text: &str) -> Result<Vec<u8>, String> {
        self.read(text, |faults| {
            self.names.levels(text, self.columns.len(), faults)
        })
    }

    /// The columns that a text of an event's `sets` changes (a joint option all of
    /// its parties), each with its new level.
    ///
    /// # Errors
    /// The first fault in it, with the place underlined.
    pub fn changes(&self, text: &str) -> Result<Vec<(usize, u8)>, String> {
        self.read(text, |faults| self.names.changes(text, faults))
    }

    /// The columns that stand for an option, or for one consent (`option.party`).
    pub fn option(&self, name: &str) -> Vec<usize> {
        let consents = self.names.option(name).map_or(&[][..], |(_, c)| c);
        consents.iter().map(|consent| consent.column).collect()
    }

    /// A formula in which axis `k` is column `k`.
    ///
    /// # Errors
    /// The first fault in it, with the place underlined.
    pub fn formula(&self, text: &str) -> Result<Formula, String> {
        (self.names.formula(text)).map_err(|fault| underlined(text, &fault))
    }

    /// The state as text, as [`Compiled::state_text`](crate::Compiled::state_text)
    /// gives it.
    pub fn text(&self, levels: &[u8]) -> String {
        levels_text(&self.columns, |axis| levels[axis])
    }

    /// The state's code, as [`Compiled::code`](crate::Compiled::code) gives it.
    pub fn code(&self, levels: &[u8]) -> String {
        self.codes.encode(levels)
    }

    fn read<T>(&self, text: &str, read: impl Fn(&mut Vec<Fault>) -> T) -> Result<T, String> {
        let mut faults = Vec::new();
        let value = read(&mut faults);
        match faults.first() {
            Some(fault) => Err(underlined(text, &fault.error)),
            None => Ok(value),
        }
    }
}
