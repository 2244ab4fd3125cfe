//! Where drivers stand under a scenario, and what stands only while they do.

use std::borrow::Cow;

use crate::file::{File, ReadingChange, Statement};
use crate::{CompileError, Scenario};

use super::Names;
use super::connectives::meets;
use super::error::{faulty, list};
use super::names::{Consent, NamedOption};
use super::preferences::taken_in;
use super::switches::{SwitchKind, switches};
use super::unsaved_change::Change;

/// A period that no dossier has: what names it alone stands nowhere.
const NO_PERIOD: &str = "";

/// Every driver at its level: as formulas see it, an option that is held there.
#[derive(Clone, Debug)]
pub struct DriverLevels(Names);

impl DriverLevels {
    /// The levels in the scenario's period, then those that its reading sets, then those of
    /// its changes. A driver that nothing is said of is at its lowest level.
    ///
    /// # Errors
    /// Where a driver, a level or a reading is unknown.
    pub(crate) fn of(file: &File, scenario: &Scenario) -> Result<Self, CompileError> {
        let mut levels = DriverLevels(Names::of_drivers(file));
        if let Some(period) = &scenario.period {
            for (id, driver) in &file.drivers {
                if let Some(at) = driver.at.get(period) {
                    levels.put(id, &at.level)?;
                }
            }
        }
        if let Some(reading) = &scenario.reading {
            levels.put_reading(file, reading)?;
        }
        for change in &scenario.changes {
            match change {
                Change::Driver { driver, level } => levels.put(driver, level)?,
                Change::Reading(reading) => levels.put_reading(file, reading)?,
                _ => {}
            }
        }
        Ok(levels)
    }

    fn put_reading(&mut self, file: &File, reading: &str) -> Result<(), CompileError> {
        for (_, reading) in taken_in(file, reading)? {
            for (driver, level) in &reading.drivers {
                self.put(driver, level)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, driver: &str, level: &str) -> Result<(), CompileError> {
        let Some(named) = self.0.options.get_mut(driver) else {
            return Err(CompileError::Faulty(format!(
                "There is no driver `{driver}`."
            )));
        };
        let Some(at) = named.level(level) else {
            return Err(CompileError::Faulty(format!(
                "The driver `{driver}` has no level `{level}`: its levels are {}.",
                list(&named.levels)
            )));
        };
        named.consents = vec![held(at)];
        Ok(())
    }

    /// The level at which a driver stands, by its number; `None` where there is no such
    /// driver.
    pub fn level(&self, driver: &str) -> Option<usize> {
        let consent = self.0.options.get(driver)?.consents.first()?;
        consent.through.first().map(|&level| usize::from(level))
    }

    /// Whether a condition on drivers is met; without one, it is.
    ///
    /// # Errors
    /// Where it does not read.
    pub fn meet(&self, condition: Option<&str>) -> Result<bool, CompileError> {
        let Some(text) = condition else {
            return Ok(true);
        };
        let formula = self.0.formula(text);
        let formula =
            formula.map_err(|error| faulty(format_args!("the condition `{text}`"), &error))?;
        Ok(meets(&[], &formula))
    }

    /// The dossier with what does not stand under these levels set aside: statements, rules,
    /// judgements of factions.
    ///
    /// # Errors
    /// Where a condition does not read.
    pub(crate) fn standing<'f>(&self, file: &'f File) -> Result<Cow<'f, File>, CompileError> {
        let mut fails = false;
        for switch in switches(file) {
            let aside = !matches!(switch.kind, SwitchKind::Option | SwitchKind::Reading);
            fails |= aside && !self.meet(Some(&switch.condition))?;
        }
        if !fails {
            return Ok(Cow::Borrowed(file));
        }
        let mut file = file.clone();
        let aside = |condition: &Option<String>, periods: &mut Vec<String>| {
            if !self.meet(condition.as_deref()).unwrap_or(true) {
                *periods = vec![NO_PERIOD.to_owned()];
            }
        };
        for rule in file.rules.values_mut() {
            aside(&rule.only_while, &mut rule.periods);
        }
        let judgements = file
            .factions
            .values_mut()
            .flat_map(|faction| &mut faction.judges);
        let mut statements: Vec<&mut Statement> = Vec::new();
        for judgement in judgements {
            aside(&judgement.only_while, &mut judgement.periods);
            statements.extend(&mut judgement.statements);
        }
        statements.extend(
            file.preferences
                .iter_mut()
                .flat_map(|list| &mut list.statements),
        );
        let readings = file
            .readings
            .values_mut()
            .flat_map(|reading| &mut reading.changes);
        let pictures = file
            .perceptions
            .values_mut()
            .flat_map(|picture| &mut picture.changes);
        statements.extend(readings.chain(pictures).flat_map(ReadingChange::brings_mut));
        for statement in statements {
            aside(&statement.only_while, &mut statement.periods);
        }
        Ok(Cow::Owned(file))
    }

    /// Ids of the options that are not on the table under these levels.
    ///
    /// # Errors
    /// Where a condition does not read.
    pub(crate) fn options_away<'f>(&self, file: &'f File) -> Result<Vec<&'f str>, CompileError> {
        let mut away = Vec::new();
        for (id, option) in &file.options {
            if !self.meet(option.only_while.as_deref())? {
                away.push(id.as_str());
            }
        }
        Ok(away)
    }
}

/// Held at a level.
fn held(level: usize) -> Consent {
    Consent {
        party: None,
        axis: None,
        column: 0,
        through: vec![u8::try_from(level).unwrap_or(u8::MAX)],
    }
}

impl Names {
    /// The drivers of `file`, each held at its lowest level.
    pub fn of_drivers(file: &File) -> Names {
        let drivers = file.drivers.iter().map(|(id, driver)| {
            let named = NamedOption {
                levels: driver.level_names(),
                consents: vec![held(0)],
            };
            (id.clone(), named)
        });
        Names {
            options: drivers.collect(),
            ..Names::default()
        }
    }
}
