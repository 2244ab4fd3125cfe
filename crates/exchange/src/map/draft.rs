//! A map in the making: drivers and links as the readers find them, and what of them
//! cannot be a link of a dossier.

use std::collections::HashMap;

use hikiwake_dossier::file::Sign;

use super::weight::{Mark, mark};
use super::{IncomingMap, MOST_DRIVERS, MOST_LINKS, MapDriver, MapLink, one_line, written};
use crate::Fault;

/// A link as a file has it; what it does not say is blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Arc {
    pub cause: usize,
    pub effect: usize,
    /// What stands where a sign must stand.
    pub sign: String,
    /// What stands where a number must stand.
    pub weight: String,
    /// Words that may be a sign.
    pub label: String,
    pub text: String,
    pub delay: String,
    pub note: String,
    pub at: String,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub map: IncomingMap,
    pub faults: Vec<Fault>,
    /// Where each pair has which sign already.
    seen: HashMap<(usize, usize, &'static str), String>,
    /// Links that say nothing of their sign.
    unsigned: usize,
    too_many: bool,
}

impl Draft {
    pub fn fault(&mut self, at: &str, message: impl Into<String>, help: &str) {
        self.faults.push(Fault::new(at, message, help));
    }

    /// Adds a driver and gives its place.
    pub fn driver(&mut self, mut driver: MapDriver) -> usize {
        driver.label = one_line(&driver.label);
        driver.note = driver.note.trim().to_owned();
        if self.map.drivers.len() >= MOST_DRIVERS {
            self.limit(
                &driver.at,
                format!("The map has more than {MOST_DRIVERS} drivers."),
            );
            return MOST_DRIVERS - 1;
        }
        self.map.drivers.push(driver);
        self.map.drivers.len() - 1
    }

    fn limit(&mut self, at: &str, message: String) {
        if !self.too_many {
            self.fault(at, message, "Divide it into several files.");
        }
        self.too_many = true;
    }

    fn label(&self, driver: usize) -> &str {
        self.map.drivers.get(driver).map_or("", |d| &d.label)
    }

    fn ends(&self, arc: &Arc) -> String {
        let [cause, effect] = [arc.cause, arc.effect].map(|end| self.label(end));
        format!("the link from `{cause}` to `{effect}`, {}", arc.at)
    }

    /// Adds a link, or says why not.
    pub fn arc(&mut self, arc: Arc) {
        if self.map.links.len() >= MOST_LINKS {
            let message = format!("The map has more than {MOST_LINKS} links.");
            return self.limit(&arc.at, message);
        }
        let Some((signs, weight)) = self.signs(&arc) else {
            return;
        };
        if arc.cause == arc.effect {
            let label = self.label(arc.cause);
            let left = format!(
                "the link from `{label}` to itself, {}: a driver levels off by itself unless it is `lasting`",
                arc.at
            );
            self.map.left.push(left);
            return;
        }
        let mut note = one_line(&arc.note);
        if let Some(weight) = weight {
            let weight = format!("Weight in the file: {}", one_line(&weight));
            note = match note.is_empty() {
                true => weight,
                false => format!("{note}; {weight}"),
            };
        }
        let is_sign = mark(&arc.label).is_some();
        let mut text = one_line(&arc.text);
        if !is_sign && !arc.label.trim().is_empty() {
            let label = one_line(&arc.label);
            text = match text.is_empty() || text == label {
                true => label,
                false => format!("{label}: {text}"),
            };
        }
        for sign in signs {
            let pair = (arc.cause, arc.effect);
            let key = (pair.0, pair.1, written(*sign));
            if let Some(first) = self.seen.get(&key) {
                let left = format!("{}: it stands already, {first}", self.ends(&arc));
                self.map.left.push(left);
                continue;
            }
            self.seen.insert(key, arc.at.clone());
            self.map.links.push(MapLink {
                cause: arc.cause,
                effect: arc.effect,
                sign: *sign,
                text: text.clone(),
                delay: one_line(&arc.delay),
                note: note.clone(),
                at: arc.at.clone(),
            });
        }
    }

    /// The signs of a link and its weight; `None`, and it is told, where it has none.
    fn signs(&mut self, arc: &Arc) -> Option<(&'static [Sign], Option<String>)> {
        let weight = arc.weight.trim();
        let weighed = mark(weight);
        if weighed.is_none() && !weight.is_empty() {
            let message = format!("`{}` is no weight.", cut(weight));
            self.fault(&arc.at, message, "Write a number, or + or -.");
            return None;
        }
        if !arc.sign.trim().is_empty() {
            let Some(found) = mark(&arc.sign) else {
                let message = format!("`{}` is no sign.", cut(arc.sign.trim()));
                let help = "Write +, -, 0 (no effect) or +- (one or the other).";
                self.fault(&arc.at, message, help);
                return None;
            };
            // A weight may be a size alone; one below 0 has a sign of its own.
            let below = weighed.as_ref().is_some_and(|w| w.signs == [Sign::Minus]);
            if below && found.signs == [Sign::Plus] {
                let message = format!("The sign is + and the weight {}.", cut(weight));
                self.fault(&arc.at, message, "Mend one of the two.");
                return None;
            }
            let own = weighed.map(|_| weight.to_owned());
            return Some((found.signs, own.or(found.weight)));
        }
        let of_label = mark(&arc.label).map(|found| Mark {
            // A number beside a sign is its weight.
            weight: (weighed.as_ref().map(|_| weight.to_owned())).or(found.weight),
            ..found
        });
        let Some(Mark { signs, weight }) = of_label.or(weighed) else {
            self.unsigned += 1;
            let left = format!("{}: it has no sign", self.ends(arc));
            self.map.left.push(left);
            return None;
        };
        if signs == [Sign::None] {
            let left = format!("{}: its weight is 0", self.ends(arc));
            self.map.left.push(left);
            return None;
        }
        Some((signs, weight))
    }

    /// The map, or every fault of it.
    pub fn finish(mut self) -> Result<IncomingMap, Vec<Fault>> {
        if self.faults.is_empty() && self.map.drivers.is_empty() {
            self.fault(
                "",
                "The file has no drivers.",
                "See docs/exchange.md for its form.",
            );
        }
        if self.faults.is_empty() && self.map.links.is_empty() && self.unsigned > 0 {
            self.fault(
                "",
                "No link of the file has a sign.",
                "Give each link a sign (+ or -), a weight, or a label that is one of these.",
            );
        }
        match self.faults.is_empty() {
            true => Ok(self.map),
            false => Err(self.faults),
        }
    }
}

/// A text short enough for a message.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
