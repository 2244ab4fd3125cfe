//! What becomes of an actor's statements, or a faction's judgement, when the changes of
//! readings and perceptions are carried out.

use crate::compile::{Judges, Unchanged, Wants, judgement, stands, taken_in};
use crate::file::{File, ReadingChange};
use crate::spans::Path;

use super::{Check, at};

/// Most changes that are carried out to see what comes of them.
const MOST_CARRIED: usize = 1_000_000;

impl Check<'_> {
    /// Carries a reading out in every period for which it is meant.
    pub fn carry_out(&mut self, id: &str) {
        let file = self.file;
        if self.carried > MOST_CARRIED || self.found.is_full() {
            return;
        }
        let Ok(readings) = taken_in(file, id) else {
            return;
        };
        let Some(reading) = file.readings.get(id) else {
            return;
        };
        for period in self.periods_of(&reading.periods) {
            let changes = readings.iter().map(|(_, taken)| 1 + taken.changes.len());
            self.carried += changes.sum::<usize>();
            if self.carried > MOST_CARRIED {
                let span = self.places.key(&at("readings", id));
                self.warning(
                    "not-looked-at",
                    span,
                    format!("From this reading on, not all changes were tried: they are more than {MOST_CARRIED} with those of the readings that they include."),
                    "There is nothing to mend; a change that cannot be made is said where the reading is used.",
                );
                return;
            }
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
        let mut changed: Vec<(&ReadingChange, Judges)> = Vec::new();
        for (by, changes) in lists {
            for (k, change) in changes.iter().enumerate() {
                let same = |known: &ReadingChange| {
                    (&known.actor, &known.faction) == (&change.actor, &change.faction)
                };
                let place = changed.iter().position(|(known, _)| same(known));
                let place = place.unwrap_or_else(|| {
                    changed.push((change, Judges::before(file, change, period)));
                    changed.len() - 1
                });
                let judges = &mut changed[place].1;
                let path = at(table, by).at("changes").at(k);
                if let Err(why) = judges.apply(change, Some(by), period) {
                    self.unchanged(&path, change, period, &why, judges);
                    return false;
                }
                let Judges::ByStatements(wants) = judges else {
                    continue;
                };
                if let Some(twice) = wants.twice() {
                    self.error(
                        "statement-twice",
                        &path,
                        format!(
                            "{then} `{}` has two statements called `{twice}`.",
                            who(change)
                        ),
                        "Give the new statement its own name.",
                    );
                    return false;
                }
                if let Some((key, gone)) = cost_without(file, change, wants, period) {
                    self.error(
                        "cost-without-statement",
                        &path,
                        format!(
                            "{then} `{}` has no statement `{gone}`, which its `{key}` names.",
                            who(change)
                        ),
                        "Call the new statement so, or leave that one where it is.",
                    );
                    return false;
                }
            }
        }
        true
    }

    /// Says why the change at `path` cannot be carried out.
    fn unchanged(
        &mut self,
        path: &Path,
        change: &ReadingChange,
        period: Option<&str>,
        why: &Unchanged,
        judges: &Judges,
    ) {
        let who = who(change);
        let there = match period {
            Some(period) => format!(" in the period `{period}`"),
            None => String::new(),
        };
        match why {
            Unchanged::Ranking => self.error(
                "reading-of-ranking",
                &path.at("actor"),
                format!("`{who}` has a ranking{there}, which has no statements to change."),
                "Give a whole new list with `set`.",
            ),
            Unchanged::JudgesOtherwise => {
                let (judges, help) = match judges {
                    Judges::ByPreferences => (
                        "by its own `preferences`",
                        format!("Write `actor = \"{who}\"`, and change those."),
                    ),
                    Judges::ByForms(_) => (
                        "by forms",
                        "Say by `says` what it says to which form.".to_string(),
                    ),
                    Judges::ByStatements(_) => (
                        "by statements",
                        "Change these, as by `replace` and `with`.".to_string(),
                    ),
                    Judges::ByWeights => (
                        "by weights",
                        "A reading changes statements and verdicts: give it one of the two."
                            .to_string(),
                    ),
                    Judges::Nothing => (
                        "nothing",
                        "Give it a judgement for that period, or the reading other `periods`."
                            .to_string(),
                    ),
                };
                self.error(
                    "judges-otherwise",
                    &path.at("faction"),
                    format!("`{who}` judges {judges}{there}, which is not what this changes."),
                    help,
                );
            }
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
                let ids = match judges {
                    Judges::ByStatements(wants) => wants.ids(),
                    _ => Vec::new(),
                };
                let help = match crate::diagnostic::nearest(id, ids.iter().copied()) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None if ids.is_empty() => format!("`{who}` has no statements{there}."),
                    None => format!("There are {}.", ids.join(", ")),
                };
                self.error(
                    "unknown-statement",
                    &path,
                    format!("`{who}` has no statement `{id}`{there}."),
                    help,
                );
            }
            Unchanged::Nothing => {}
        }
    }
}

/// Whose statements or verdicts a change is about.
fn who(change: &ReadingChange) -> &str {
    let named = change.actor.as_ref().or(change.faction.as_ref());
    named.map_or("", String::as_str)
}

/// A statement that a cost of the faction's judgement names and that is not there any
/// more, with the key that names it.
fn cost_without<'f>(
    file: &'f File,
    change: &ReadingChange,
    wants: &Wants,
    period: Option<&str>,
) -> Option<(&'static str, &'f str)> {
    let faction = file.factions.get(change.faction.as_ref()?)?;
    let judgement = judgement(faction, period)?;
    let ids = wants.ids();
    let costs = [
        ("audience_cost", &judgement.audience_cost),
        ("deadlock_cost", &judgement.deadlock_cost),
    ];
    let mut named = costs
        .iter()
        .filter_map(|(key, id)| Some((*key, id.as_deref()?)));
    named.find(|(_, id)| !ids.contains(id))
}
