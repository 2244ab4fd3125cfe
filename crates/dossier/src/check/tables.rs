//! The record's tables: events, forecasts, windows, ties and places name what is
//! known, and carry evidence.

use std::collections::HashSet;

use super::{Check, at};

impl<'a> Check<'a> {
    /// Checks the names in the record; the claims on which it rests join `used`.
    pub fn tables(&mut self, used: &mut HashSet<&'a str>) {
        let file = self.file;
        for (id, event) in &file.events {
            let path = at("events", id);
            self.because(&path, &event.evidence, used);
            self.known_actors(&path.at("actors"), &event.actors);
            for driver in event.drivers.keys() {
                self.known_driver(&path.at("drivers").at(driver), driver);
            }
            self.in_order(&path, Some(&event.date), "until", event.until.as_deref());
        }
        for (id, forecast) in &file.forecasts {
            let path = at("forecasts", id);
            self.because(&path, &forecast.evidence, used);
            self.claims(
                &path.at("claim"),
                std::slice::from_ref(&forecast.claim),
                used,
            );
            self.likelihood(&path.at("likelihood"), forecast.likelihood);
            for (k, event) in forecast.events.iter().enumerate() {
                let path = path.at("events").at(k);
                self.known("event", "unknown-event", &file.events, &path, event);
            }
            self.in_order(
                &path,
                forecast.from.as_deref(),
                "until",
                forecast.until.as_deref(),
            );
        }
        for (id, window) in &file.windows {
            let path = at("windows", id);
            self.because(&path, &window.evidence, used);
            let opens = window.opens.as_deref();
            self.in_order(&path, opens, "closes", window.closes.as_deref());
            self.in_order(&path, opens, "closed", window.closed.as_deref());
        }
        for (id, tie) in &file.ties {
            let path = at("ties", id);
            self.because(&path, &tie.evidence, used);
            self.known_actor(&path.at("from"), &tie.from);
            self.known_actor(&path.at("on"), &tie.on);
            for (k, claim) in tie.figures.iter().enumerate() {
                self.figure(&path.at("figures").at(k), claim, used);
            }
        }
        for (id, place) in &file.places {
            let path = at("places", id);
            self.because(&path, &place.evidence, used);
            let [east, north] = place.at;
            if !(east.abs() <= 180.0 && north.abs() <= 90.0) {
                self.error(
                    "off-the-map",
                    &path.at("at"),
                    format!("{east}, {north} lies nowhere on Earth."),
                    "Longitude comes first (−180 to 180), then latitude (−90 to 90).",
                );
            }
            if place.names.is_empty() {
                self.error(
                    "no-name",
                    &path.at("names"),
                    "A place has at least one name.",
                    "Write `names = [\"…\"]`.",
                );
            }
            for (k, range) in place.ranges.iter().enumerate() {
                let path = path.at("ranges").at(k).at("figure");
                self.figure(&path, &range.figure, used);
            }
        }
    }

    /// Checks that `claim`, written at `path`, gives a figure.
    fn figure(&mut self, path: &crate::spans::Path, claim: &'a str, used: &mut HashSet<&'a str>) {
        let file = self.file;
        used.insert(claim);
        if self.known("claim", "unknown-claim", &file.claims, path, claim)
            && file.claims[claim].figure.is_none()
        {
            self.error(
                "no-figure",
                path,
                format!("The claim `{claim}` gives no figure."),
                "Name a claim with `figure = { … }`, or give this one a figure.",
            );
        }
    }
}
