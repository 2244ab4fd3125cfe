//! The record: what events set, and how forecasts are tested.

use crate::file::{Event, Forecast};
use crate::spans::Path;

use super::{Check, at};

impl Check<'_> {
    pub fn record(&mut self) {
        let file = self.file;
        for (id, event) in &file.events {
            self.event(&at("events", id), event);
        }
        for (id, forecast) in &file.forecasts {
            self.forecast(&at("forecasts", id), forecast);
        }
    }

    fn event(&mut self, path: &Path, event: &Event) {
        let mut set: Vec<usize> = Vec::new();
        for (k, text) in event.sets.iter().enumerate() {
            let path = path.at("sets").at(k);
            let mut faults = Vec::new();
            let changes = self.names.changes(text, &mut faults);
            if changes.is_empty() && faults.is_empty() {
                self.error(
                    "sets-nothing",
                    &path,
                    "There is no option here.",
                    "Write an option, as in \"economy\", or with its level: \"opening = no\".",
                );
            }
            self.faults(&path, faults);
            for (column, _) in changes {
                if set.contains(&column) {
                    self.error(
                        "set-twice",
                        &path,
                        "This event sets the option twice.",
                        "Keep the level that the event left it at.",
                    );
                    break;
                }
                set.push(column);
            }
        }
        for (k, name) in event.touches.iter().enumerate() {
            let path = path.at("touches").at(k);
            let Some((_, consents)) = self.names.option(name) else {
                let fault = self.names.unknown(name, 0..name.len(), true);
                self.faults(&path, vec![fault]);
                continue;
            };
            if consents.iter().any(|c| set.contains(&c.column)) {
                let span = self.places.value(&path);
                self.warning(
                    "sets-and-touches",
                    span,
                    format!("This event sets `{name}` and leaves it where it is at once."),
                    "Take it out of `touches`, or out of `sets`.",
                );
            }
        }
    }

    fn forecast(&mut self, path: &Path, forecast: &Forecast) {
        for (key, formula) in [("expects", &forecast.expects), ("given", &forecast.given)] {
            if let Some(formula) = formula {
                self.formula(&path.at(key), formula);
            }
        }
        match (&forecast.expects, forecast.verdict) {
            (Some(_), Some(_)) => self.error(
                "two-verdicts",
                &path.at("verdict"),
                "What became of this forecast is read from the record, and a verdict is given besides.",
                "Take `verdict` out, or take out `expects` and judge by hand.",
            ),
            (None, None) => {
                let span = self.places.key(path);
                self.warning(
                    "untested",
                    span,
                    "Nothing says what became of this forecast.",
                    "Add `expects`, a formula that the record can decide, or a `verdict` of your own; `verdict = \"unknown\"` says that nobody can tell.",
                );
            }
            _ => {}
        }
        if forecast.given.is_some() && forecast.expects.is_none() {
            self.error(
                "given-alone",
                &path.at("given"),
                "`given` says when `expects` is tested, and there is no `expects`.",
                "Add `expects`, or put the condition into `text`.",
            );
        }
    }
}
