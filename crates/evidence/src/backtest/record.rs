//! What happened: the events of the record folded into states over time.
//!
//! A period's status quo is the state at the *beginning* of its date (of its day,
//! of the first day of its month or year): whatever is dated within it is still to
//! come. An event, an outcome and the end of a forecast count at the *end* of
//! theirs: an event of which only the month is known has surely happened by the
//! last day of that month, and not surely before.

use std::collections::BTreeSet;

use hikiwake_dossier::{AllOptions, Date, Day, Dossier};

use super::finding::{Disagreement, DisagreesWith, RecordChange, RecordHead};
use hikiwake_finding::EventHead;

/// The record of a dossier, with every option of it.
pub(crate) struct Record<'a> {
    dossier: &'a Dossier,
    pub options: AllOptions,
    /// The dated periods, by date.
    pub snapshots: Vec<Snapshot<'a>>,
    /// What events set, in order of the day by which they have happened, then of
    /// the files.
    sets: Vec<Setting<'a>>,
    /// The last day of the last event; of the last period, where there is none.
    pub end: Option<Day>,
}

/// A dated period.
pub(crate) struct Snapshot<'a> {
    pub period: &'a str,
    pub date: Date,
    pub levels: Vec<u8>,
}

struct Setting<'a> {
    event: &'a str,
    date: Date,
    column: usize,
    level: u8,
}

/// What the states of the record are folded from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The latest period that is not later than the day.
    Latest,
    /// One period (its place among the snapshots), whatever later periods say.
    From(usize),
}

impl<'a> Record<'a> {
    pub fn new(dossier: &'a Dossier) -> Self {
        let options = dossier.all_options();
        let file = &dossier.file;
        let mut snapshots: Vec<Snapshot> = (file.periods.iter())
            .filter_map(|(id, period)| {
                Some(Snapshot {
                    period: id,
                    date: Date::parse(period.date.as_deref()?)?,
                    levels: options.state(&period.status_quo).ok()?,
                })
            })
            .collect();
        snapshots.sort_by_key(|snapshot| snapshot.date.first);
        let mut sets = Vec::new();
        let mut end = snapshots.last().map(|s| s.date.last);
        for (id, event) in &file.events {
            let Some(date) = Date::parse(&event.date) else {
                continue;
            };
            let until = event.until.as_deref().and_then(Date::parse);
            end = end.max(Some(until.map_or(date.last, |until| until.last)));
            for text in &event.sets {
                let changes = options.changes(text).unwrap_or_default();
                sets.extend(changes.into_iter().map(|(column, level)| Setting {
                    event: id,
                    date,
                    column,
                    level,
                }));
            }
        }
        sets.sort_by_key(|set| set.date.last);
        Record {
            dossier,
            options,
            snapshots,
            sets,
            end,
        }
    }

    /// The settings that count after a snapshot, in order.
    fn after(&self, snapshot: usize) -> impl Iterator<Item = &Setting<'a>> {
        let start = self.snapshots[snapshot].date.first;
        self.sets.iter().filter(move |set| set.date.first >= start)
    }

    /// The levels on days for which `in_time` holds of the last day of every
    /// setting that counts.
    fn fold(&self, snapshot: usize, in_time: impl Fn(Day) -> bool) -> Vec<u8> {
        let mut levels = self.snapshots[snapshot].levels.clone();
        for set in self.after(snapshot).filter(|set| in_time(set.date.last)) {
            levels[set.column] = set.level;
        }
        levels
    }

    /// The first day that the record reaches.
    pub fn start(&self, base: Base) -> Option<Day> {
        let first = match base {
            Base::Latest => 0,
            Base::From(at) => at,
        };
        Some(self.snapshots.get(first)?.date.first)
    }

    /// The levels at the end of a day; `None` where the record does not reach.
    pub fn on(&self, day: Day, base: Base) -> Option<Vec<u8>> {
        if Some(day) > self.end || Some(day) < self.start(base) {
            return None;
        }
        let at = match base {
            Base::From(at) => at,
            Base::Latest => (self.snapshots.iter()).rposition(|s| s.date.first <= day)?,
        };
        Some(self.fold(at, |set| set <= day))
    }

    /// The days between two (both counted) on which the levels may differ from the
    /// day before, the first among them where the record reaches it; each with
    /// the levels at its end.
    pub fn between(&self, from: Day, until: Day, base: Base) -> Vec<(Day, Vec<u8>)> {
        let (Some(start), Some(end)) = (self.start(base), self.end) else {
            return Vec::new();
        };
        let (from, until) = (from.max(start), until.min(end));
        let mut days: BTreeSet<Day> = self.sets.iter().map(|set| set.date.last).collect();
        if base == Base::Latest {
            days.extend(self.snapshots.iter().map(|s| s.date.first));
        }
        days.insert(from);
        (days.into_iter())
            .filter(|day| (from..=until).contains(day))
            .filter_map(|day| Some((day, self.on(day, base)?)))
            .collect()
    }

    /// The events that set something as of this day.
    pub fn events_of(&self, day: Day) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for set in self.sets.iter().filter(|set| set.date.last == day) {
            if ids.last().is_none_or(|last| last != set.event) {
                ids.push(set.event.to_string());
            }
        }
        ids
    }

    /// An event as findings name it.
    pub fn event(&self, id: &str) -> Option<EventHead> {
        let event = self.dossier.file.events.get(id)?;
        Some(EventHead {
            id: id.to_string(),
            date: event.date.clone(),
            label: event.label.clone(),
        })
    }

    /// The date of the record's last event, as written.
    pub fn last_date(&self) -> Option<String> {
        (self.dossier.file.events.values())
            .map(|event| event.until.as_ref().unwrap_or(&event.date))
            .max_by_key(|date| Date::parse(date).map(|date| date.last))
            .cloned()
    }

    pub fn head(&self) -> RecordHead {
        let events = &self.dossier.file.events;
        RecordHead {
            from: self.snapshots.first().map(|s| s.period.to_string()),
            until: self.last_date(),
            events: events.len(),
            setting: events.values().filter(|e| !e.sets.is_empty()).count(),
            changes: (self.sets.iter())
                .filter_map(|set| {
                    Some(RecordChange {
                        event: self.event(set.event)?,
                        option: set.column,
                        level: set.level,
                    })
                })
                .collect(),
            disagreements: self.disagreements(),
        }
    }

    /// Where the record and what is coded besides it differ: each outcome against
    /// the record folded from its own period, each status quo against the record
    /// folded from the period before.
    fn disagreements(&self) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for (at, snapshot) in self.snapshots.iter().enumerate() {
            let Some(period) = self.dossier.file.periods.get(snapshot.period) else {
                continue;
            };
            if let Some(before) = at.checked_sub(1) {
                let start = snapshot.date.first;
                let coded = Coded {
                    with: DisagreesWith::StatusQuo,
                    base: before,
                    id: snapshot.period,
                    label: &period.label,
                    date: period.date.as_deref().unwrap_or_default(),
                    levels: &snapshot.levels,
                };
                let folded = self.fold(before, |set| set < start);
                self.compare(&coded, &folded, |day| day < start, &mut found);
            }
            for outcome in &period.outcomes {
                let (Some(date), Ok(levels)) = (
                    Date::parse(&outcome.date),
                    self.options.state(&outcome.state),
                ) else {
                    continue;
                };
                let coded = Coded {
                    with: DisagreesWith::Outcome,
                    base: at,
                    id: &outcome.id,
                    label: &outcome.label,
                    date: &outcome.date,
                    levels: &levels,
                };
                let folded = self.fold(at, |set| set <= date.last);
                self.compare(&coded, &folded, |day| day <= date.last, &mut found);
            }
        }
        found
    }

    fn compare(
        &self,
        coded: &Coded,
        folded: &[u8],
        in_time: impl Fn(Day) -> bool,
        found: &mut Vec<Disagreement>,
    ) {
        for (option, (&record, &level)) in folded.iter().zip(coded.levels).enumerate() {
            if record == level {
                continue;
            }
            let of_option = || self.after(coded.base).filter(|set| set.column == option);
            let last = of_option().filter(|set| in_time(set.date.last)).last();
            // Dated loosely enough to lie on either side of the day.
            let unsure =
                of_option().filter(|set| in_time(set.date.first) && !in_time(set.date.last));
            found.push(Disagreement {
                with: coded.with,
                period: self.snapshots[coded.base].period.to_string(),
                id: coded.id.to_string(),
                label: coded.label.to_string(),
                date: coded.date.to_string(),
                option,
                record,
                coded: level,
                event: last.and_then(|set| self.event(set.event)),
                unsure: unsure.filter_map(|set| self.event(set.event)).collect(),
            });
        }
    }
}

/// A state that somebody coded, beside the record.
struct Coded<'a> {
    with: DisagreesWith,
    base: usize,
    id: &'a str,
    label: &'a str,
    date: &'a str,
    levels: &'a [u8],
}
