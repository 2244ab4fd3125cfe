//! Readings: alternative judgements, and what they change.

use crate::compile::{Unchanged, Wants, apply, base, reaches, stands, taken_in};
use crate::dossier::Path;
use crate::file::ReadingChange;

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
        for (k, (id, reading)) in file.readings.iter().enumerate() {
            let path = at("readings", id);
            self.known_periods(&path.at("periods"), &reading.periods);
            for (i, included) in reading.includes.iter().enumerate() {
                let path = path.at("includes").at(i);
                if self.known(
                    "reading",
                    "unknown-reading",
                    &file.readings,
                    &path,
                    included,
                ) && let Some(other) = file.readings.get_index_of(included)
                    && reaches(&uses, other, k)
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
                self.known_actor(&path.at("actor"), &change.actor);
                self.change(&path, change, &reading.periods);
            }
            for (k, option) in reading.present.iter().enumerate() {
                let path = path.at("present").at(k);
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            let empty = reading.includes.is_empty() && reading.changes.is_empty();
            if empty && reading.present.is_empty() {
                let span = self.places.key(&path);
                self.warning(
                    "empty-reading",
                    span,
                    format!("The reading `{id}` changes nothing."),
                    "Add `changes` or `includes`, or take the reading out.",
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

    /// Checks one change of a list that stands in `periods`.
    pub fn change(&mut self, path: &Path, change: &ReadingChange, periods: &[String]) {
        let kinds = [
            change.replace.is_some(),
            change.drop.is_some(),
            change.swap.is_some(),
            change.first.is_some(),
            change.set.is_some(),
            change.add.is_some(),
        ];
        if kinds.iter().filter(|&&given| given).count() != 1 {
            self.error(
                "change-kind",
                path,
                "The change does not say exactly one thing.",
                "Give it one of `replace`, `drop`, `swap`, `first`, `set` and `add`, and make two changes of two.",
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
        if let Some(add) = &change.add {
            let path = path.at("add");
            self.formula(&path.at("wants"), &add.wants);
            self.known_periods(&path.at("periods"), &add.periods);
        }
        if let Some(with) = &change.with {
            let path = path.at("with");
            self.formula(&path.at("wants"), &with.wants);
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

    /// Carries a reading out in every period for which it is meant.
    fn carry_out(&mut self, id: &str) {
        let file = self.file;
        let Ok(readings) = taken_in(file, id) else {
            return;
        };
        let Some(reading) = file.readings.get(id) else {
            return;
        };
        for period in self.periods_of(&reading.periods) {
            let period = period.as_deref();
            for (i, included) in reading.includes.iter().enumerate() {
                if let Some(other) = file.readings.get(included)
                    && !stands(&other.periods, period)
                {
                    self.error(
                        "included-elsewhere",
                        &at("readings", id).at("includes").at(i),
                        format!(
                            "The reading `{included}` is not meant for the period `{}`.",
                            period.unwrap_or_default()
                        ),
                        "Give both readings the same `periods`.",
                    );
                    return;
                }
            }
            let changes = readings.iter().map(|(by, taken)| (*by, &taken.changes[..]));
            if !self.carry_out_all("readings", changes, period, "After this change") {
                return;
            }
        }
    }

    /// Carries changes out one after the other, each list brought in by an entry of
    /// `table`, and says the first that cannot be; whether all could. `then` begins
    /// the sentence on what comes of it.
    pub fn carry_out_all<'c>(
        &mut self,
        table: &str,
        lists: impl Iterator<Item = (&'c str, &'c [ReadingChange])>,
        period: Option<&str>,
        then: &str,
    ) -> bool {
        let file = self.file;
        let mut wants: Vec<(&str, Wants)> = Vec::new();
        for (by, changes) in lists {
            for (k, change) in changes.iter().enumerate() {
                let actor = change.actor.as_str();
                let place = wants.iter().position(|(a, _)| *a == actor);
                let place = place.unwrap_or_else(|| {
                    wants.push((actor, base(file, actor, period)));
                    wants.len() - 1
                });
                let path = at(table, by).at("changes").at(k);
                if let Err(why) = apply(&mut wants[place].1, change, by, period) {
                    self.unchanged(&path, change, period, &why, &wants[place].1);
                    return false;
                }
                if let Some(twice) = wants[place].1.twice() {
                    self.error(
                        "statement-twice",
                        &path,
                        format!("{then} `{actor}` has two statements called `{twice}`."),
                        "Give the new statement its own name.",
                    );
                    return false;
                }
            }
        }
        true
    }

    /// Says why the change at `path` cannot be carried out.
    pub fn unchanged(
        &mut self,
        path: &Path,
        change: &ReadingChange,
        period: Option<&str>,
        why: &Unchanged,
        wants: &Wants,
    ) {
        let actor = &change.actor;
        let there = match period {
            Some(period) => format!(" in the period `{period}`"),
            None => String::new(),
        };
        match why {
            Unchanged::Ranking => self.error(
                "reading-of-ranking",
                &path.at("actor"),
                format!("`{actor}` has a ranking{there}, which has no statements to change."),
                "Give a whole new list with `set`.",
            ),
            Unchanged::Missing(id) => {
                let place = [
                    ("replace", change.replace.as_ref() == Some(id)),
                    ("drop", change.drop.as_ref() == Some(id)),
                    ("first", change.first.as_ref() == Some(id)),
                    ("above", change.above.as_ref() == Some(id)),
                ];
                let key = place.iter().find(|(_, here)| *here).map(|(key, _)| *key);
                let path = match (key, &change.swap) {
                    (Some(key), _) => path.at(key),
                    (None, Some([a, _])) => path.at("swap").at(usize::from(a != id)),
                    (None, None) => path.clone(),
                };
                let ids = wants.ids();
                let help = match crate::diagnostic::nearest(id, ids.iter().copied()) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None if ids.is_empty() => format!("`{actor}` has no statements{there}."),
                    None => format!("There are {}.", ids.join(", ")),
                };
                self.error(
                    "unknown-statement",
                    &path,
                    format!("`{actor}` has no statement `{id}`{there}."),
                    help,
                );
            }
            Unchanged::Nothing => {}
        }
    }
}
