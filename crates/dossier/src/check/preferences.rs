//! Preferences and periods: who wants what, and where things stand.

use std::collections::{HashMap, HashSet};

use crate::Span;
use crate::compile::stands;
use crate::file::Statement;
use crate::spans::Path;

use super::{Check, at};

impl<'a> Check<'a> {
    pub fn preferences(&mut self) {
        let file = self.file;
        let mut lists = HashMap::new();
        for (k, preference) in file.preferences.iter().enumerate() {
            if self.found.is_full() {
                return;
            }
            let path = at("preferences", k);
            self.known_actor(&path.at("actor"), &preference.actor);
            self.known_periods(&path.at("periods"), &preference.periods);
            match &preference.ranking {
                Some(_) if !preference.statements.is_empty() => self.error(
                    "statements-and-ranking",
                    &path.at("ranking"),
                    "Preferences are `statements` or a `ranking`, not both.",
                    "Take one of the two out.",
                ),
                Some(ranking) => {
                    for (c, class) in ranking.iter().enumerate() {
                        for (f, formula) in class.iter().enumerate() {
                            self.formula(&path.at("ranking").at(c).at(f), formula);
                        }
                    }
                }
                None if preference.statements.is_empty() => {
                    let span = self.places.value(&path);
                    self.warning(
                        "no-statement",
                        span,
                        format!("`{}` wants nothing here.", preference.actor),
                        "Add statements, most important first, or take these preferences out.",
                    );
                }
                None => {}
            }
            self.statements(
                &path.at("statements"),
                &preference.statements,
                &preference.periods,
            );
            self.twice(k, &mut lists);
        }
    }

    /// Checks a list of statements that stands at `path` and counts in `periods`.
    pub fn statements(&mut self, path: &Path, statements: &[Statement], periods: &[String]) {
        let here = self.periods_of(periods);
        let mut above: HashMap<&str, Vec<&Statement>> = HashMap::new();
        for (k, statement) in statements.iter().enumerate() {
            if self.found.is_full() {
                return;
            }
            let path = path.at(k);
            self.formula(&path.at("wants"), &statement.wants);
            self.condition(&path, &statement.only_while);
            self.known_periods(&path.at("periods"), &statement.periods);
            let here = here.iter().map(Option::as_deref);
            let mut standing = here.filter(|p| stands(&statement.periods, *p)).peekable();
            if standing.peek().is_none() && !statement.periods.is_empty() {
                let span = self.places.value(&path.at("periods"));
                self.warning(
                    "never-stands",
                    span,
                    format!("`{}` stands in no period of its list.", statement.id),
                    "Name one of the list's periods, or take `periods` out.",
                );
            }
            let above = above.entry(&statement.id).or_default();
            let mut both = above
                .iter()
                .filter(|s| standing.clone().any(|p| stands(&s.periods, p)));
            if both.next().is_some() {
                self.error(
                    "statement-twice",
                    &path.at("id"),
                    format!("Two statements of this list are called `{}`.", statement.id),
                    "Give each statement of a list its own name.",
                );
            }
            above.push(statement);
            if k == 0 && statement.same_rank {
                let span = self.places.value(&path.at("same_rank"));
                self.warning(
                    "same-rank-first",
                    span,
                    "No statement stands before the first one, to weigh the same as it.",
                    "Take `same_rank` out.",
                );
            }
        }
    }

    /// Two lists of preferences of one actor that stand in one period; `lists` has the
    /// first one of each actor and period.
    fn twice(&mut self, k: usize, lists: &mut HashMap<(&'a str, Option<String>), usize>) {
        let here = &self.file.preferences[k];
        let path = |k: usize| at("preferences", k);
        let mut shared = None;
        for period in self.periods_of(&here.periods) {
            let first = *lists.entry((&here.actor, period.clone())).or_insert(k);
            if first != k && shared.as_ref().is_none_or(|(before, _)| first < *before) {
                shared = Some((first, period));
            }
        }
        if let Some((j, shared)) = shared {
            let first = match self.places.value(&path(j).at("actor")) {
                Some(Span { file, line, .. }) => format!(", the first at {file}:{line}"),
                None => String::new(),
            };
            let period = match shared {
                Some(period) => format!(" in the period `{period}`"),
                None => String::new(),
            };
            self.error(
                "preferences-twice",
                &path(k).at("actor"),
                format!(
                    "`{}` has two lists of preferences{period}{first}.",
                    here.actor
                ),
                "Join them, or give each its own `periods`.",
            );
        }
    }

    pub fn periods(&mut self) {
        let file = self.file;
        for (id, period) in &file.periods {
            let path = at("periods", id);
            let status_quo = self.state(&path.at("status_quo"), &period.status_quo);
            for (k, option) in period.absent.iter().enumerate() {
                let path = path.at("absent").at(k);
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            for option in period.change.keys() {
                let path = path.at("change").at(option);
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            if let Some(option) = status_quo.and_then(|levels| self.absent_above(&levels, id)) {
                self.error(
                    "absent-in-status-quo",
                    &path.at("status_quo"),
                    format!("The status quo has `{option}`, which is absent in this period."),
                    "Take it out of `absent` or out of the status quo.",
                );
            }
            let mut outcomes = HashSet::new();
            for (k, outcome) in period.outcomes.iter().enumerate() {
                let path = path.at("outcomes").at(k);
                let state = self.state(&path.at("state"), &outcome.state);
                if let Some(option) = state.and_then(|levels| self.absent_above(&levels, id)) {
                    let span = self.places.value(&path.at("state"));
                    self.warning(
                        "outcome-not-in-model",
                        span,
                        format!("The outcome has `{option}`, which is absent in this period."),
                        "Take the option out of `absent` if the model could have foreseen it.",
                    );
                }
                if !outcomes.insert(&outcome.id) {
                    self.error(
                        "outcome-twice",
                        &path.at("id"),
                        format!("Two outcomes of this period are called `{}`.", outcome.id),
                        "Give each outcome of a period its own name.",
                    );
                }
                if let Some(date) = &period.date
                    && outcome.date < *date
                    && !date.starts_with(&outcome.date)
                {
                    let span = self.places.value(&path.at("date"));
                    self.warning(
                        "outcome-before-period",
                        span,
                        format!("The outcome is dated before its period ({date})."),
                        "Outcomes come after the snapshot: mend one of the two dates.",
                    );
                }
            }
        }
    }

    /// An option above its lowest level that is absent in the period.
    pub fn absent_above(&self, levels: &[u8], period: &str) -> Option<String> {
        let absent = &self.file.periods.get(period)?.absent;
        let mut options = self.names.options.iter();
        options
            .find(|(id, option)| {
                let above = |column: usize| levels.get(column).is_some_and(|&level| level > 0);
                absent.contains(id) && option.consents.iter().any(|c| above(c.column))
            })
            .map(|(id, _)| id.clone())
    }
}
