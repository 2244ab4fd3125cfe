//! Drivers, what links them, the conditions on them, and what carries the mechanisms.

use std::collections::HashSet;

use crate::carriers::take;
use crate::compile::DriverLevels;
use crate::diagnostic::nearest;
use crate::file::DriverLink;
use crate::formula::{Expr, ExprKind, FormulaError};
use crate::spans::Path;
use crate::{CarrierKind, Change, Scenario};

use super::{Check, at};

/// Most combinations of levels that are tried to see whether a condition can change.
const MOST_COMBINATIONS: usize = 4_096;

impl<'a> Check<'a> {
    /// Checks the condition on drivers that stands at `while` of `path`, if one does.
    pub fn condition(&mut self, path: &Path, condition: &Option<String>) {
        let Some(text) = condition else { return };
        let path = path.at("while");
        match self.drivers_of(text) {
            Err(fault) => self.faults(&path, vec![fault.into()]),
            Ok(drivers) => {
                if self.never_changes(text, &drivers) {
                    let span = self.places.value(&path);
                    self.warning(
                        "fixed-condition",
                        span,
                        "This condition is the same wherever its drivers stand.",
                        "Mend it: no level of a driver can switch it.",
                    );
                }
                self.read_drivers.extend(drivers);
            }
        }
    }

    /// The drivers that a condition names, each once.
    fn drivers_of(&self, text: &str) -> Result<Vec<String>, FormulaError> {
        let drivers = &self.file.drivers;
        let expr = Expr::parse(text)?;
        let mut named = Vec::new();
        for (name, span) in expr.names() {
            let Some(driver) = drivers.get(name) else {
                let help = match nearest(name, drivers.keys().map(String::as_str)) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "Conditions speak of `[drivers]`: declare it there.".to_owned(),
                };
                let message = format!("There is no driver `{name}`.");
                return Err(FormulaError::new(span, message, help));
            };
            if let Some(option) = &driver.option {
                let message = format!("`{name}` is the option `{option}`, which somebody decides.");
                let help = "Write the option into the formula itself.";
                return Err(FormulaError::new(span, message, help));
            }
            if !named.iter().any(|known| known == name) {
                named.push(name.to_owned());
            }
        }
        self.known_levels(&expr)?;
        Ok(named)
    }

    fn known_levels(&self, expr: &Expr) -> Result<(), FormulaError> {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) => Ok(()),
            ExprKind::Compare { option, level, .. } => {
                let levels = self.file.drivers[&option.0].level_names();
                match levels.contains(&level.0) {
                    true => Ok(()),
                    false => Err(FormulaError::new(
                        level.1.clone(),
                        format!("`{}` has no level `{}`.", option.0, level.0),
                        no_level(&levels, &level.0),
                    )),
                }
            }
            ExprKind::Not(part) => self.known_levels(part),
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                parts.iter().try_for_each(|part| self.known_levels(part))
            }
            ExprKind::If {
                then: a,
                condition: b,
            }
            | ExprKind::Iff(a, b) => {
                self.known_levels(a)?;
                self.known_levels(b)
            }
        }
    }

    /// Whether a condition is met wherever its drivers stand, or nowhere.
    fn never_changes(&self, text: &str, drivers: &[String]) -> bool {
        let levels = |id: &String| self.file.drivers[id].level_names();
        let sizes: Vec<usize> = drivers.iter().map(|id| levels(id).len()).collect();
        let all = sizes
            .iter()
            .try_fold(1usize, |all, size| all.checked_mul(*size));
        let Some(all) = all.filter(|&all| all <= MOST_COMBINATIONS) else {
            return false;
        };
        let met = |mut number: usize| {
            let changes = drivers.iter().zip(&sizes).map(|(driver, size)| {
                let level = levels(driver)[number % size].clone();
                number /= size;
                let driver = driver.clone();
                Change::Driver { driver, level }
            });
            let scenario = Scenario {
                changes: changes.collect(),
                ..Scenario::default()
            };
            DriverLevels::of(self.file, &scenario)
                .and_then(|levels| levels.meet(Some(text)))
                .unwrap_or_default()
        };
        let first = met(0);
        (1..all).all(|number| met(number) == first)
    }

    /// Checks drivers, links and mechanisms; the claims on which they rest join `used`.
    pub fn drivers(&mut self, used: &mut HashSet<&'a str>) {
        let file = self.file;
        for (id, driver) in &file.drivers {
            let path = at("drivers", id);
            for (period, stands) in &driver.at {
                let path = path.at("at").at(period);
                self.known("period", "unknown-period", &file.periods, &path, period);
                self.driver_level(&path.at("level"), id, &stands.level);
                self.because(&path, &stands.evidence, used);
            }
            if let Some(option) = &driver.option {
                let path = path.at("option");
                self.known("option", "unknown-option", &file.options, &path, option);
            }
        }
        for (id, link) in &file.links {
            let path = at("links", id);
            self.because(&path, &link.evidence, used);
            self.link(&path, link);
        }
        for (id, reading) in &file.readings {
            let path = at("readings", id);
            for (driver, level) in &reading.drivers {
                let path = path.at("drivers").at(driver);
                self.known_driver(&path, driver);
                self.driver_level(&path, driver, level);
            }
            if reading.only_while.is_some() && !reading.drivers.is_empty() {
                self.error(
                    "driven-drives",
                    &path.at("drivers"),
                    "A reading that stands by itself while drivers do cannot move drivers.",
                    "Take `drivers` out, or `while`.",
                );
            }
        }
        self.mechanisms(used);
        self.idle_drivers();
    }

    fn link(&mut self, path: &Path, link: &DriverLink) {
        let file = self.file;
        match (&link.cause, &link.option) {
            (Some(cause), None) => self.known_driver(&path.at("cause"), cause),
            (None, Some(option)) => {
                let path = path.at("option");
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            _ => self.error_at_key(
                "cause-or-option",
                path,
                "A link has one thing that acts.",
                "Give it a `cause`, which is a driver, or an `option`; not both.",
            ),
        }
        self.known_driver(&path.at("effect"), &link.effect);
        for (k, reading) in link.readings.iter().enumerate() {
            let path = path.at("readings").at(k);
            self.known("reading", "unknown-reading", &file.readings, &path, reading);
        }
    }

    /// Checks that a driver, if it is known, has the level written at `path`.
    fn driver_level(&mut self, path: &Path, driver: &str, level: &str) {
        let Some(driver) = self.file.drivers.get(driver) else {
            return;
        };
        let levels = driver.level_names();
        if !levels.iter().any(|known| known == level) {
            let message = format!("The driver has no level `{level}`.");
            self.error("unknown-level", path, message, no_level(&levels, level));
        }
    }

    /// Checks mechanisms: what carries them is there.
    fn mechanisms(&mut self, used: &mut HashSet<&'a str>) {
        let file = self.file;
        for (id, mechanism) in &file.mechanisms {
            let path = at("mechanisms", id);
            self.because(&path, &mechanism.evidence, used);
            let carried = &mechanism.carried;
            let mut each = carried.each().peekable();
            if each.peek().is_none() && mechanism.idle.is_empty() {
                let span = self.places.key(&path);
                self.warning(
                    "uncarried",
                    span,
                    format!("No judgement carries the mechanism `{id}`."),
                    "Name under `carried` what does it, or say by `idle` why nothing does.",
                );
            }
            let mut rest = file.clone();
            for (kind, number, carrier) in each {
                let list = path.at("carried").at(kind.key());
                let place = match kind {
                    CarrierKind::Driver => list.at(carrier),
                    _ => list.at(number),
                };
                if !take(&mut rest, kind, carrier) {
                    self.error(
                        "unknown-carrier",
                        &place,
                        format!("There is nothing called `{carrier}` among `{}`.", kind.key()),
                        "Write its id as the files have it (`actor.statement`, `faction.form`, `rule.side`, `cause>effect`).",
                    );
                } else if kind == CarrierKind::Driver {
                    self.driver_level(&place, carrier, &carried.drivers[carrier]);
                }
            }
        }
    }

    /// Names drivers that nothing moves or reads, and levels that nothing speaks of.
    fn idle_drivers(&mut self) {
        let file = self.file;
        let claims = file.claims.values();
        let mut spoken: HashSet<&str> = HashSet::new();
        for claim in claims {
            let link = claim.link.iter();
            spoken.extend(link.flat_map(|link| [link.cause.as_str(), link.effect.as_str()]));
            spoken.extend(claim.level.iter().map(|level| level.driver.as_str()));
        }
        for link in file.links.values() {
            spoken.extend(link.cause.as_deref());
            spoken.insert(&link.effect);
        }
        spoken.extend(
            file.events
                .values()
                .flat_map(|event| event.drivers.keys().map(String::as_str)),
        );
        for (id, driver) in &file.drivers {
            let read = self.read_drivers.contains(id);
            if !read && !spoken.contains(id.as_str()) && driver.option.is_none() {
                let span = self.places.key(&at("drivers", id));
                self.warning(
                    "idle-driver",
                    span,
                    format!("Nothing moves the driver `{id}`, and nothing reads it."),
                    "Link it, name it in a condition (`while`), or take it out.",
                );
            }
        }
    }
}

/// What to write in place of a level that there is not.
fn no_level(levels: &[String], level: &str) -> String {
    match nearest(level, levels.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Its levels are {}.", levels.join(", ")),
    }
}
