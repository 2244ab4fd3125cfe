//! What claims say in a form that programs read: names that are known, numbers
//! that can be.

use indexmap::IndexMap;

use crate::compile::circles;
use crate::file::{Actor, Claim, DifferenceSide, Place};
use crate::spans::Path;
use crate::{Owner, owned_places};

use super::{Check, at};

impl Check<'_> {
    /// Checks one claim, its places and what it says.
    pub fn claim(&mut self, path: &Path, claim: &Claim) {
        self.known_source(&path.at("source"), &claim.source);
        self.places_of(&path.at("places"), &claim.places);
        self.quote(path, claim);
        self.likelihood(&path.at("likelihood"), claim.likelihood);
        if let Some(link) = &claim.link {
            let path = path.at("link");
            self.known_driver(&path.at("cause"), &link.cause);
            self.known_driver(&path.at("effect"), &link.effect);
        }
        if let Some(position) = &claim.position {
            self.known_actors(&path.at("position").at("actors"), &position.actors);
        }
        if let Some(option) = &claim.option {
            let path = path.at("option");
            self.known_actors(&path.at("controllers"), &option.controllers);
            self.known_options(&path.at("options"), &option.options);
        }
        if let Some(figure) = &claim.figure
            && figure.value.is_some() == figure.when.is_some()
        {
            self.error(
                "value-or-when",
                &path.at("figure"),
                "A figure is a number or a date: exactly one of `value` and `when`.",
                "Write `value = 2.6`, or `when = \"2016-12\"` for a date.",
            );
        }
        if let Some(event) = &claim.event {
            let path = path.at("event");
            self.known_actors(&path.at("actors"), &event.actors);
            self.in_order(&path, Some(&event.date), "until", event.until.as_deref());
        }
        if let Some(level) = &claim.level {
            self.known_driver(&path.at("level").at("driver"), &level.driver);
        }
    }

    /// The tables that stand around the claims.
    pub fn around_claims(&mut self) {
        let file = self.file;
        let whole = |actor: &Actor| file.actors.get_index_of(actor.part_of.as_ref()?);
        let wholes = file
            .actors
            .values()
            .map(|actor| whole(actor).into_iter().collect());
        let circle_of = circles(&wholes.collect::<Vec<Vec<usize>>>());
        for (k, (id, actor)) in file.actors.iter().enumerate() {
            let path = at("actors", id);
            if let Some(whole) = &actor.part_of
                && self.known_actor(&path.at("part_of"), whole)
                && circle_of.get(k).is_some_and(Option::is_some)
            {
                self.error(
                    "circle",
                    &path.at("part_of"),
                    format!("`{id}` would belong to itself."),
                    "Let it belong to something larger.",
                );
            }
            self.known_actors(&path.at("sides"), &actor.sides);
            for (k, mention) in actor.mentions.iter().enumerate() {
                let path = path.at("mentions").at(k);
                self.known_source(&path.at("source"), &mention.source);
                if let Some(place) = &mention.place {
                    self.place(&path.at("place"), place);
                }
            }
        }
        for id in file.sources.keys() {
            if let Some((message, help)) = self.unknown_source(id) {
                self.error_at_key("unknown-source", &at("sources", id), message, help);
            }
        }
        for (id, note) in &file.notes {
            let path = at("notes", id);
            self.known_source(&path.at("source"), &note.source);
            if let Some(place) = &note.place {
                self.place(&path.at("place"), place);
            }
        }
        for (id, difference) in &file.differences {
            let path = at("differences", id);
            if difference.sides.len() < 2 {
                self.error_at_key(
                    "one-side",
                    &path,
                    "A difference has two sides or more.",
                    format!("Add `[[differences.{id}.sides]]` for each side."),
                );
            }
            for (k, side) in difference.sides.iter().enumerate() {
                self.side(&path.at("sides").at(k), side);
            }
        }
        for (id, restatement) in &file.restatements {
            let path = at("restatements", id);
            self.known_source(&path.at("source"), &restatement.source);
            self.places_of(&path.at("places"), &restatement.places);
            self.known_claims(&path.at("claims"), &restatement.claims);
        }
        for (id, driver) in &file.drivers {
            if let Some(option) = &driver.option {
                let path = at("drivers", id).at("option");
                self.known("option", "unknown-option", &file.options, &path, option);
            }
        }
    }

    /// A quote waits to become a place.
    fn quote(&mut self, path: &Path, claim: &Claim) {
        let Some(quote) = &claim.quote else {
            return;
        };
        let path = path.at("quote");
        if quote.trim().is_empty() || !claim.places.is_empty() {
            let (message, help) = match claim.places.is_empty() {
                true => (
                    "The quote is empty.",
                    "Write the source's own words, or take the key out.",
                ),
                false => (
                    "A claim has `places`, or a `quote` that is to become one, not both.",
                    "Take one of the two out; `hikiwake source find` gives a further place.",
                ),
            };
            self.error("quote", &path, message, help);
            return;
        }
        let span = self.places.key(&path);
        self.warning(
            "waiting-quote",
            span,
            "This quote waits to be turned into a place.",
            format!(
                "Attach the text (`hikiwake source attach`) and run `hikiwake source find --fill`: \
                 it looks for the words in the text of `{}`.",
                claim.source
            ),
        );
    }

    /// Places that say less than they could, or more than can be.
    pub fn places_in_texts(&mut self) {
        let file = self.file;
        let mut without = IndexMap::<&str, (usize, Path)>::new();
        for place in owned_places(file) {
            let path = Path(place.path.clone());
            if !place.mark && place.digest.is_empty() {
                let first = || (0, path.clone());
                without.entry(place.source).or_insert_with(first).0 += 1;
            }
            // Where pages begin is checked with their order.
            let text = file.sources.get(place.source).and_then(|s| s.text.as_ref());
            let text = text.filter(|_| place.owner != Owner::Source);
            if let Some(text) = text.filter(|text| place.end > text.length) {
                let span = self.places.value(&path);
                self.warning(
                    "beyond-text",
                    span,
                    format!(
                        "The {} ends at {}, and the text of `{}` after {} characters.",
                        place.name(),
                        place.end,
                        place.source,
                        text.length
                    ),
                    "Correct the numbers: `hikiwake source find` gives those of any words.",
                );
            }
        }
        for (source, (count, first)) in without {
            let message = match count {
                1 => format!(
                    "This place in `{source}` has no digest: nobody can see whether it moved."
                ),
                count => format!(
                    "{count} places in `{source}`, of which this is the first, have no digest: \
                     nobody can see whether they moved."
                ),
            };
            let span = self.places.value(&first);
            self.warning(
                "no-digest",
                span,
                message,
                "Attach the text (`hikiwake source attach`) and run `hikiwake source verify --fill`.",
            );
        }
    }

    fn side(&mut self, path: &Path, side: &DifferenceSide) {
        self.known_source(&path.at("source"), &side.source);
        self.places_of(&path.at("places"), &side.places);
        self.known_claims(&path.at("claims"), &side.claims);
    }

    fn places_of(&mut self, path: &Path, places: &[Place]) {
        for (k, place) in places.iter().enumerate() {
            self.place(&path.at(k), place);
        }
    }

    fn place(&mut self, path: &Path, place: &Place) {
        if place.end <= place.start {
            self.error(
                "empty-place",
                path,
                "The place ends before it begins.",
                "`end` is the code point after the last one and so greater than `start`.",
            );
        }
        let digest = &place.digest;
        let hex = digest.bytes().all(|b| b.is_ascii_hexdigit());
        let sound = digest.is_empty() || hex && (8..=64).contains(&digest.len());
        if !sound {
            self.error(
                "digest",
                &path.at("digest"),
                format!("`{digest}` is no digest."),
                "Write the first 8 to 64 hex digits of the SHA-256 of the passage.",
            );
        }
        if let Some(source) = &place.source {
            self.known_source(&path.at("source"), source);
        }
    }

    pub fn known_source(&mut self, path: &Path, name: &str) {
        if let Some((message, help)) = self.unknown_source(name) {
            self.error("unknown-source", path, message, help);
        }
    }

    fn unknown_source(&self, name: &str) -> Option<(String, String)> {
        if self.source_ids.contains(name) {
            return None;
        }
        if self.found.is_full() {
            return Some(Default::default());
        }
        let ids = self.sources.iter().map(|s| s.id.as_str());
        let help = match crate::diagnostic::nearest(name, ids) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!(
                "Add it to `sources.json` under this id, or as `[sources.{name}]` with a `title`."
            ),
        };
        Some((format!("There is no source `{name}`."), help))
    }

    pub fn known_driver(&mut self, path: &Path, name: &str) {
        let file = self.file;
        self.known("driver", "unknown-driver", &file.drivers, path, name);
    }

    pub fn known_actors(&mut self, path: &Path, names: &[String]) {
        for (k, name) in names.iter().enumerate() {
            self.known_actor(&path.at(k), name);
        }
    }

    fn known_options(&mut self, path: &Path, names: &[String]) {
        let file = self.file;
        for (k, name) in names.iter().enumerate() {
            let path = path.at(k);
            self.known("option", "unknown-option", &file.options, &path, name);
        }
    }

    pub fn known_claims(&mut self, path: &Path, names: &[String]) {
        let file = self.file;
        for (k, name) in names.iter().enumerate() {
            let path = path.at(k);
            self.known("claim", "unknown-claim", &file.claims, &path, name);
        }
    }

    /// A range of probabilities: least before greatest, both from 0 to 1.
    pub fn likelihood(&mut self, path: &Path, range: Option<[f64; 2]>) {
        let Some([low, high]) = range else {
            return;
        };
        if !(0.0 <= low && low <= high && high <= 1.0) {
            self.error(
                "likelihood",
                path,
                format!("{low} to {high} is no range of probabilities."),
                "Write the least and the greatest, from 0 to 1: `[0.2, 0.45]`.",
            );
        }
    }

    /// Checks that a time does not end before it begins: the end stands at
    /// `path.key`. A year or month ends with its last day.
    pub fn in_order(&mut self, path: &Path, first: Option<&str>, key: &str, last: Option<&str>) {
        let (Some(first), Some(last)) = (first, last) else {
            return;
        };
        let common = first.len().min(last.len());
        if first.is_ascii() && last.is_ascii() && last[..common] < first[..common] {
            self.error(
                "ends-before",
                &path.at(key),
                format!("It ends ({last}) before it begins ({first})."),
                "Let the later date stand second.",
            );
        }
    }
}
