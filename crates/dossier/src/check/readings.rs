//! Readings: alternative judgements, and what they change.

use crate::compile::{circles, sides};
use crate::file::{Evidence, Reading, ReadingChange};
use crate::spans::Path;

use super::{Check, at};

impl Check<'_> {
    pub fn readings(&mut self) {
        let file = self.file;
        let before = self.found.len();
        let uses: Vec<Vec<usize>> = file
            .readings
            .values()
            .map(|reading| {
                let index = |id: &String| file.readings.get_index_of(id);
                reading.includes.iter().filter_map(index).collect()
            })
            .collect();
        let circle_of = circles(&uses);
        for (k, (id, reading)) in file.readings.iter().enumerate() {
            let path = at("readings", id);
            self.known_periods(&path.at("periods"), &reading.periods);
            self.condition(&path, &reading.only_while);
            for (i, included) in reading.includes.iter().enumerate() {
                let path = path.at("includes").at(i);
                if self.known(
                    "reading",
                    "unknown-reading",
                    &file.readings,
                    &path,
                    included,
                ) && let Some(other) = file.readings.get_index_of(included)
                    && circle_of[k].is_some()
                    && circle_of[other] == circle_of[k]
                {
                    self.error(
                        "reading-circle",
                        &path,
                        format!("The reading `{id}` includes itself."),
                        "Take out one of the `includes` on the circle.",
                    );
                }
            }
            for (c, change) in reading.changes.iter().enumerate() {
                let path = path.at("changes").at(c);
                match &change.faction {
                    // Its formulas speak of terms.
                    Some(faction) => self.over_terms(|check| {
                        check.known_faction(&path.at("faction"), faction);
                        check.change(&path, change, &reading.periods);
                    }),
                    None => self.change(&path, change, &reading.periods),
                }
            }
            self.held_instead(&path, reading);
            for (k, option) in reading.present.iter().enumerate() {
                let path = path.at("present").at(k);
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            if let Some(text) = &reading.status_quo {
                self.in_place_instead(&path.at("status_quo"), text, reading);
            }
            let mut drawn = file.links.values().flat_map(|link| &link.readings);
            if reading.is_of_drivers_alone() && !drawn.any(|of| of == id) {
                let span = self.places.key(&path);
                self.warning(
                    "empty-reading",
                    span,
                    format!("The reading `{id}` changes nothing."),
                    "Add `changes`, `includes`, `holders` or `status_quo`, or take the reading out.",
                );
            }
        }
        // Carrying the changes out needs readings without faults of their own.
        if self.found.len() == before {
            for id in file.readings.keys() {
                self.carry_out(id);
            }
        }
    }

    /// Checks what a reading takes to be in place: a state, and one of its periods.
    fn in_place_instead(&mut self, path: &Path, text: &str, reading: &Reading) {
        let Some(levels) = self.state(path, text) else {
            return;
        };
        let absent = |period: String| {
            let option = self.absent_above(&levels, &period)?;
            (!reading.present.contains(&option)).then_some((period, option))
        };
        let mut periods = self.periods_of(&reading.periods).into_iter().flatten();
        if let Some((period, option)) = periods.find_map(absent) {
            self.error(
                "absent-in-status-quo",
                path,
                format!("The status quo has `{option}`, which is absent in the period `{period}`."),
                "Take it out of the status quo, or name it in the `present` of the reading.",
            );
        }
    }

    /// Checks the holders of the file in the reading at `path`.
    fn held_instead(&mut self, path: &Path, reading: &Reading) {
        let file = self.file;
        for (side, faction) in &reading.holders {
            let path = path.at("holders").at(side);
            self.known_faction(&path, faction);
            if !sides(file).contains(side) {
                self.no_side(&path, side);
            }
        }
    }

    /// Checks one change of a list that stands in `periods`.
    pub fn change(&mut self, path: &Path, change: &ReadingChange, periods: &[String]) {
        let file = self.file;
        if let Some(actor) = &change.actor {
            self.known_actor(&path.at("actor"), actor);
        }
        if change.actor.is_some() == change.faction.is_some() {
            self.error(
                "whose-change",
                path,
                "The change is not of one actor or one faction.",
                "Name by `actor` whose `preferences` change, or by `faction` whose judgement of agreements does.",
            );
        }
        let kinds = [
            change.replace.is_some(),
            change.drop.is_some(),
            change.swap.is_some(),
            change.first.is_some(),
            change.set.is_some(),
            change.add.is_some(),
            change.says.is_some(),
        ];
        if kinds.iter().filter(|&&given| given).count() != 1 {
            self.error(
                "change-kind",
                path,
                "The change does not say exactly one thing.",
                "Give it one of `replace`, `drop`, `swap`, `first`, `set`, `add` and `says`, and make two changes of two.",
            );
        } else if change.replace.is_some() != change.with.is_some() {
            self.error(
                "replace-with",
                path,
                "`replace` and `with` belong together.",
                "Say with `replace` which statement goes and with `with` which one comes.",
            );
        } else if change.above.is_some() && change.add.is_none() {
            self.error(
                "above-alone",
                &path.at("above"),
                "`above` says where `add` puts its statement, and there is no `add`.",
                "Take it out.",
            );
        }
        if let Some(says) = &change.says {
            let path = path.at("says");
            for form in says.keys() {
                self.known("form", "unknown-form", &file.forms, &path.at(form), form);
            }
            if says.is_empty() {
                self.error(
                    "says-nothing",
                    &path,
                    "There is no form here.",
                    "Say what the faction says to which form: `says = { FORM = \"accepts\" }`.",
                );
            }
            if change.actor.is_some() {
                self.error(
                    "says-of-actor",
                    &path,
                    "Forms are judged by factions.",
                    "Name the faction by `faction` in place of `actor`.",
                );
            }
        } else if change.evidence != Evidence::default() {
            self.error(
                "evidence-of-change",
                path,
                "Evidence stands here beside a change that is no verdict.",
                "Move it into the statement that the change brings in.",
            );
        }
        if let Some(add) = &change.add {
            let path = path.at("add");
            self.formula(&path.at("wants"), &add.wants);
            self.condition(&path, &add.only_while);
            self.known_periods(&path.at("periods"), &add.periods);
        }
        if let Some(with) = &change.with {
            let path = path.at("with");
            self.formula(&path.at("wants"), &with.wants);
            self.condition(&path, &with.only_while);
            self.known_periods(&path.at("periods"), &with.periods);
            if with.same_rank {
                let span = self.places.value(&path.at("same_rank"));
                self.warning(
                    "same-rank-replaced",
                    span,
                    "The new statement takes the rank of the old one as it is.",
                    "Take `same_rank` out.",
                );
            }
        }
        if let Some(set) = &change.set {
            self.statements(&path.at("set"), set, periods);
        }
        if let Some([a, b]) = &change.swap
            && a == b
        {
            let span = self.places.value(&path.at("swap"));
            self.warning(
                "swaps-itself",
                span,
                format!("`{a}` changes places with itself."),
                "Name two different statements.",
            );
        }
    }
}
