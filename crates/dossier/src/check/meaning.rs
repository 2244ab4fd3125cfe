//! What is legal but surely not meant: wishes, rules and options that make no
//! difference to any state, and states that the rules do not allow.

use std::collections::HashSet;

use hikiwake_graph::Formula;
use indexmap::IndexMap;

use crate::compile::{Parts, meets, parts};
use crate::file::ReadingChange;
use crate::spans::Path;
use crate::{CompileError, Effect, Preferences, Scenario};

use super::model::{Seen, budget, look};
use super::{Check, at};

/// The states of every period; `None` where they cannot be looked at.
pub(super) type All = IndexMap<Option<String>, Option<Seen>>;

/// Of more periods than this, those too large to look at are not looked at singly.
const MOST_PERIODS: usize = 1_000;

impl Check<'_> {
    pub fn meaning(&mut self) {
        let all = self.look();
        self.empty_periods(&all);
        if self.found.kept().iter().any(|d| d.code == "no-state") {
            return;
        }
        self.named_states(&all);
        self.idle_rules(&all);
        let file = self.file;
        for (k, preference) in file.preferences.iter().enumerate() {
            let path = at("preferences", k).at("statements");
            self.idle_statements(&all, &path, &preference.statements, &preference.periods);
            if let Some(classes) = &preference.ranking {
                let path = at("preferences", k).at("ranking");
                self.ranking(&all, &path, classes, &preference.periods);
            }
        }
        for (id, reading) in &file.readings {
            let changes = reading.changes.iter().enumerate();
            for (k, change) in changes.filter(|(_, change)| change.actor.is_some()) {
                let path = at("readings", id).at("changes").at(k);
                if let Some(with) = &change.with {
                    self.idle_statement(&all, &path.at("with"), with, &reading.periods);
                }
                let set = change.set.as_deref().unwrap_or_default();
                self.idle_statements(&all, &path.at("set"), set, &reading.periods);
            }
        }
        self.idle_perceptions(&all);
        self.indifferent(&all);
        self.unwanted_options();
    }

    fn look(&mut self) -> All {
        let mut left = budget();
        let mut all = All::new();
        for period in self.periods_of(&[]) {
            let path = match &period {
                Some(id) => at("periods", id),
                None => Path("dossier".to_string()),
            };
            let seen = look(self.file, period.as_deref(), None, &mut left);
            let seen = seen.map_err(|why| {
                let span = self.places.key(&path);
                match why {
                    Ok(states) => self.warning(
                        "not-looked-at",
                        span,
                        format!(
                            "With {states} combinations of levels, this was not searched for wishes and rules that make no difference."
                        ),
                        "There is nothing to mend; with fewer options on the table it is searched.",
                    ),
                    // Agreements need no model beside them.
                    Err(CompileError::DecisionMakers(0)) if !self.file.terms.is_empty() => {}
                    Err(error) => self.warning(
                        "no-model",
                        span,
                        format!("There is no model here yet: {error}"),
                        "Until then, nothing can be analysed here.",
                    ),
                }
            });
            all.insert(period, seen.ok());
        }
        all
    }

    /// Periods whose rules leave no state.
    fn empty_periods(&mut self, all: &All) {
        for (period, seen) in all {
            let Some(seen) = seen.as_ref().filter(|seen| seen.feasible.is_empty()) else {
                continue;
            };
            let rules = seen.contradiction();
            let there = match period {
                Some(id) => format!(" in the period `{id}`"),
                None => String::new(),
            };
            let names: Vec<String> = rules.iter().map(|id| format!("`{id}`")).collect();
            let message = match names.as_slice() {
                [one] => format!("No state meets the rule {one}{there}."),
                _ => format!(
                    "No state meets the rules {} together{there}.",
                    names.join(", ")
                ),
            };
            let path = rules
                .last()
                .map_or(Path("rules".to_string()), |id| at("rules", id));
            self.error_at_key(
                "no-state",
                &path,
                message,
                "Loosen one of them, or give it the `periods` in which it stands.",
            );
        }
    }

    /// Status quo and outcomes that break a rule.
    fn named_states(&mut self, all: &All) {
        let file = self.file;
        for (id, period) in &file.periods {
            let scenario = Scenario {
                period: Some(id.clone()),
                ..Scenario::default()
            };
            // What was looked at is known already; of very many periods, the rest is let be.
            let own;
            let parts = match all.get(&scenario.period) {
                Some(Some(seen)) => &seen.parts,
                _ if all.len() > MOST_PERIODS => continue,
                _ => match parts(file, &scenario) {
                    Ok(parts) => {
                        own = parts;
                        &own
                    }
                    Err(_) => continue,
                },
            };
            let path = at("periods", id);
            if let Some(rule) = broken(parts, &period.status_quo) {
                self.error(
                    "status-quo-breaks-rule",
                    &path.at("status_quo"),
                    format!("The status quo breaks the rule `{rule}`."),
                    "What is the case cannot be impossible: mend the rule or the status quo.",
                );
            }
            for (k, outcome) in period.outcomes.iter().enumerate() {
                if let Some(rule) = broken(parts, &outcome.state) {
                    let span = self.places.value(&path.at("outcomes").at(k).at("state"));
                    self.warning(
                        "outcome-breaks-rule",
                        span,
                        format!("What happened breaks the rule `{rule}`."),
                        "Mend the rule or the outcome, if the model could have foreseen it.",
                    );
                }
            }
        }
    }

    fn ranking(&mut self, all: &All, path: &Path, classes: &[Vec<String>], periods: &[String]) {
        let mut idle = vec![true; classes.len()];
        for period in self.periods_of(periods) {
            let Some(Some(seen)) = all.get(&period) else {
                idle.fill(false);
                continue;
            };
            let mut left = seen.feasible.clone();
            for (class, idle) in classes.iter().zip(&mut idle) {
                let before = left.clone();
                for met in class.iter().filter_map(|text| seen.met(text)) {
                    left.subtract(&met);
                }
                *idle &= before == left;
            }
            if !left.is_empty() {
                let states: Vec<String> = left
                    .iter()
                    .take(3)
                    .map(|state| format!("({})", seen.parts.text_of(state)))
                    .collect();
                let there = period.map_or(String::new(), |id| format!(" in the period `{id}`"));
                self.error(
                    "unranked",
                    path,
                    format!(
                        "The ranking leaves out {} of the states{there}, such as {}.",
                        left.count(),
                        states.join(", ")
                    ),
                    "Add classes for them, or a last class `[\"true\"]` for all the rest.",
                );
                return;
            }
        }
        for (k, _) in idle.iter().enumerate().filter(|(_, idle)| **idle) {
            let span = self.places.value(&path.at(k));
            self.warning(
                "empty-class",
                span,
                "No state belongs to this class.",
                "Take it out, or mend its formulas: a state belongs to the first class that it meets.",
            );
        }
    }

    /// Decision makers to whom all states are the same.
    fn indifferent(&mut self, all: &All) {
        let mut periods: IndexMap<&String, Vec<&String>> = IndexMap::new();
        for (period, seen) in all {
            let parts = seen.as_ref().map(|seen| &seen.parts);
            for (k, preferences) in parts.iter().flat_map(|p| p.preferences.iter().enumerate()) {
                let nothing = match preferences {
                    Preferences::None => true,
                    Preferences::Statements(ranks) => ranks.is_empty(),
                    Preferences::Ranking { .. } => false,
                };
                if let (true, Some(parts)) = (nothing, parts) {
                    let found = periods.entry(&parts.decision_makers[k]).or_default();
                    found.extend(period);
                }
            }
        }
        let found: Vec<(String, String)> = periods
            .into_iter()
            .map(|(actor, periods)| {
                let ids: Vec<String> = periods.iter().map(|id| format!("`{id}`")).collect();
                let there = match ids.as_slice() {
                    [] => String::new(),
                    ids if ids.len() == all.len() => String::new(),
                    [one] => format!(" in the period {one}"),
                    ids => format!(" in the periods {}", ids.join(", ")),
                };
                (actor.clone(), there)
            })
            .collect();
        for (actor, there) in found {
            let span = self.places.key(&at("actors", &actor));
            self.warning(
                "indifferent",
                span,
                format!("`{actor}` decides something{there} but wants nothing."),
                "Add `preferences`; without them all states are the same to it.",
            );
        }
    }

    /// Options that no one prefers either way.
    fn unwanted_options(&mut self) {
        let file = self.file;
        let changes = file.readings.values().flat_map(|r| &r.changes);
        let in_readings =
            (changes.filter(|change| change.actor.is_some())).flat_map(ReadingChange::brings);
        let lists = file.preferences.iter();
        let wants: Vec<&String> = lists
            .flat_map(|p| {
                let classes = p.ranking.iter().flatten().flatten();
                p.statements.iter().map(|s| &s.wants).chain(classes)
            })
            .chain(in_readings.map(|s| &s.wants))
            .collect();
        if wants.is_empty() {
            return;
        }
        let mut columns = HashSet::new();
        for formula in wants.into_iter().filter_map(|w| self.names.formula(w).ok()) {
            axes(&formula, &mut columns);
        }
        let unwanted: Vec<String> = self
            .names
            .options
            .iter()
            .filter(|(_, option)| option.consents.iter().all(|c| !columns.contains(&c.column)))
            .map(|(id, _)| id.clone())
            .collect();
        for id in unwanted {
            let span = self.places.key(&at("options", &id));
            self.warning(
                "unwanted-option",
                span,
                format!("No statement of anyone mentions the option `{id}`."),
                "Say who wants it or wants it not, or take it out.",
            );
        }
    }
}

/// A rule that the state breaks.
pub(super) fn broken<'p>(parts: &'p Parts, text: &str) -> Option<&'p str> {
    let mut faults = Vec::new();
    let levels = parts.names.levels(text, parts.columns.len(), &mut faults);
    // An absent option above its lowest level is reported as such.
    let at_axis = parts.at_axes(&levels)?;
    let broken = parts.rules.iter().find(|rule| match &rule.effect {
        Effect::Requires(formula) => !meets(&at_axis, formula),
        Effect::Bars { .. } => false,
    });
    broken.map(|rule| rule.id.as_str())
}

fn axes(formula: &Formula, found: &mut HashSet<usize>) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Level { axis, .. } => {
            found.insert(*axis);
        }
        Formula::Not(part) => axes(part, found),
        Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|p| axes(p, found)),
    }
}
