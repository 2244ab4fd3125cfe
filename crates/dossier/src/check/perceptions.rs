//! Perceptions and attitudes: pictures of others, and how actors stand to each other.

use crate::Scenario;
use crate::compile::{controllers, perceptions, seen_by, stands};
use crate::file::Perception;
use crate::spans::Path;

use super::meaning::{All, broken};
use super::model::Seen;
use super::{Check, at};

impl Check<'_> {
    pub fn perceptions(&mut self) {
        let file = self.file;
        let before = self.found.len();
        for (id, perception) in &file.perceptions {
            self.perception(&at("perceptions", id), id, perception);
        }
        // Carrying them out needs perceptions without faults of their own.
        if self.found.len() == before {
            let mut viewers: Vec<&String> = file.perceptions.values().map(|p| &p.of).collect();
            viewers.sort();
            viewers.dedup();
            for viewer in viewers {
                for period in self.periods_of(&[]) {
                    self.carry_out_picture(viewer, period);
                }
            }
        }
        self.attitudes();
    }

    fn perception(&mut self, path: &Path, id: &str, perception: &Perception) {
        let file = self.file;
        let of = &perception.of;
        self.known_actor(&path.at("of"), of);
        self.known_periods(&path.at("periods"), &perception.periods);
        for (k, option) in perception.unaware.iter().enumerate() {
            let path = path.at("unaware").at(k);
            if self.known("option", "unknown-option", &file.options, &path, option)
                && controllers(&file.options[option]).contains(of)
            {
                self.error(
                    "own-option",
                    &path,
                    format!("`{of}` decides about `{option}` itself."),
                    "Name an option of somebody else: nobody is unaware of its own.",
                );
            }
        }
        for (k, never) in perception.never.iter().enumerate() {
            self.formula(&path.at("never").at(k), never);
        }
        for (k, bars) in perception.bars.iter().enumerate() {
            let path = path.at("bars").at(k);
            self.formula(&path.at("from"), &bars.from);
            self.formula(&path.at("to"), &bars.to);
            if let Some(by) = &bars.by {
                self.known_actor(&path.at("by"), by);
            }
        }
        for (k, change) in perception.changes.iter().enumerate() {
            let path = path.at("changes").at(k);
            if change.faction.is_some() {
                self.error(
                    "perception-of-faction",
                    &path.at("faction"),
                    "A perception is of what actors want and can do, not of who judges agreements at home.",
                    "Name an actor by `actor`, or move the change into a reading.",
                );
                continue;
            }
            if change.actor.as_ref() == Some(of) {
                self.error(
                    "own-wishes",
                    &path.at("actor"),
                    format!("This is a picture that `{of}` has of itself."),
                    "A perception is about others; what it wants itself stands in its `preferences`.",
                );
            }
            self.change(&path, change, &perception.periods);
        }
        let Perception {
            unaware,
            never,
            bars,
            changes,
            ..
        } = perception;
        if unaware.is_empty() && never.is_empty() && bars.is_empty() && changes.is_empty() {
            let span = self.places.key(path);
            self.warning(
                "empty-perception",
                span,
                format!("The perception `{id}` sees nothing otherwise than the dossier."),
                "Add `changes`, `unaware`, `never` or `bars`, or take the perception out.",
            );
        }
    }

    /// Carries out all changes in the picture of `viewer` in one period.
    fn carry_out_picture(&mut self, viewer: &str, period: Option<String>) {
        let file = self.file;
        let scenario = Scenario {
            period,
            ..Scenario::default()
        };
        let period = scenario.period.as_deref();
        let pictures = perceptions(file, &scenario, viewer);
        let changes = pictures.iter().map(|(id, p)| (*id, &p.changes[..]));
        self.carry_out_all("perceptions", changes, period, "In this picture");
    }

    fn attitudes(&mut self) {
        let file = self.file;
        for (k, (id, attitude)) in file.attitudes.iter().enumerate() {
            let path = at("attitudes", id);
            self.known_actor(&path.at("of"), &attitude.of);
            self.known_actor(&path.at("towards"), &attitude.towards);
            self.known_periods(&path.at("periods"), &attitude.periods);
            let here = self.periods_of(&attitude.periods);
            let twice = file.attitudes.iter().take(k).find(|(_, other)| {
                let both = |period: &Option<String>| stands(&other.periods, period.as_deref());
                other.of == attitude.of
                    && other.towards == attitude.towards
                    && here.iter().any(both)
            });
            if let Some((other, _)) = twice {
                self.error_at_key(
                    "attitude-twice",
                    &path,
                    format!(
                        "`{other}` says already how `{}` stands to `{}`.",
                        attitude.of, attitude.towards
                    ),
                    "Keep one of the two, or give each its own `periods`.",
                );
            } else if attitude.is_usual() {
                let span = self.places.value(&path.at("is"));
                self.warning(
                    "usual-attitude",
                    span,
                    "Everybody stands so without saying: positive to itself, neutral to others.",
                    "Take it out.",
                );
            }
        }
    }

    /// Perceptions that make no difference, or leave nothing to see.
    pub fn idle_perceptions(&mut self, all: &All) {
        let file = self.file;
        for (id, perception) in &file.perceptions {
            let path = at("perceptions", id);
            for (k, change) in perception.changes.iter().enumerate() {
                let path = path.at("changes").at(k);
                if let Some(with) = &change.with {
                    self.idle_statement(all, &path.at("with"), with, &perception.periods);
                }
                let set = change.set.as_deref().unwrap_or_default();
                self.idle_statements(all, &path.at("set"), set, &perception.periods);
            }
            for (k, never) in perception.never.iter().enumerate() {
                let idle = |seen: &Seen| seen.met(never).is_some_and(|m| m.is_empty());
                self.idle_part(all, &path.at("never").at(k), perception, idle);
            }
            for (k, option) in perception.unaware.iter().enumerate() {
                let absent = |seen: &Seen| {
                    let mut columns = seen.parts.columns.iter().filter(|c| c.id == *option);
                    columns.all(|column| column.axis.is_none())
                };
                self.idle_part(all, &path.at("unaware").at(k), perception, absent);
            }
            self.blind(&path, perception, all);
        }
        for (id, attitude) in &file.attitudes {
            for (key, actor) in [("of", &attitude.of), ("towards", &attitude.towards)] {
                let path = at("attitudes", id).at(key);
                self.never_decides(all, &path, actor, &attitude.periods);
            }
        }
    }

    /// Warns of a part of a perception that is `idle` in each period where it stands.
    fn idle_part(
        &mut self,
        all: &All,
        path: &Path,
        perception: &Perception,
        idle: impl Fn(&Seen) -> bool,
    ) {
        let periods = self.periods_of(&perception.periods);
        let idle = |period| matches!(all.get(period), Some(Some(seen)) if idle(seen));
        if !periods.is_empty() && periods.iter().all(idle) {
            let span = self.places.value(path);
            self.warning(
                "idle-perception",
                span,
                "This rules out nothing that could be.",
                "Take it out, or mend it.",
            );
        }
    }

    fn never_decides(&mut self, all: &All, path: &Path, actor: &String, periods: &[String]) {
        let periods = self.periods_of(periods);
        let decides = |period| match all.get(period) {
            Some(Some(seen)) => seen.parts.decision_makers.contains(actor),
            _ => true,
        };
        if !periods.is_empty() && !periods.iter().any(decides) {
            let span = self.places.value(path);
            self.warning(
                "decides-nothing",
                span,
                format!("`{actor}` decides nothing here, so that this makes no difference."),
                "Name one who has options or preferences.",
            );
        }
    }

    /// A picture in which no state is left, or not what is the case.
    fn blind(&mut self, path: &Path, perception: &Perception, all: &All) {
        self.never_decides(all, &path.at("of"), &perception.of, &perception.periods);
        for period in self.periods_of(&perception.periods) {
            let Some(Some(seen)) = all.get(&period) else {
                continue;
            };
            let there = match &period {
                Some(id) => format!(" in the period `{id}`"),
                None => String::new(),
            };
            let scenario = Scenario {
                period,
                ..Scenario::default()
            };
            let parts = match seen_by(self.file, &scenario, Some(&perception.of)) {
                Ok(parts) => parts,
                Err(why) => {
                    let help = "Take that part of the perception out.";
                    self.error_at_key("no-picture", path, format!("{why}"), help);
                    return;
                }
            };
            // The states are those of all pictures of one actor together: whoever rules
            // none out is not to blame.
            if perception.never.is_empty() && perception.unaware.is_empty() {
                continue;
            }
            if seen.left_by(&parts).is_empty() {
                self.error_at_key(
                    "no-state",
                    path,
                    format!("In this picture nothing can be{there}."),
                    "Loosen `never` or `unaware`.",
                );
                return;
            }
            let status_quo = parts.status_quo.as_deref();
            if status_quo.is_some_and(|text| broken(&parts, text).is_some()) {
                let span = self.places.key(path);
                self.warning(
                    "status-quo-not-seen",
                    span,
                    format!("In this picture the status quo cannot be{there}."),
                    "Whoever does not perceive where things stand cannot move from there: mend it if that is not meant.",
                );
                return;
            }
        }
    }
}
