//! Drivers and links, and the record: events, forecasts, windows, ties, places.

use hikiwake_dossier::file::{DriverLink, Link};

use super::super::{TraceKind, TraceNode};
use super::claim::likely;
use super::{Tree, said};
use hikiwake_evidence::{likelihood, likelihood::Yardstick};

impl Tree<'_> {
    pub(super) fn driver(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(driver) = dossier.file.drivers.get(id) else {
            return TraceNode::new(TraceKind::Driver, id, id);
        };
        let node = TraceNode::new(TraceKind::Driver, id, &driver.label)
            .fact("option", driver.option.clone().unwrap_or_default())
            .fact("note", &driver.note);
        let acts = self.links("What acts on it", |link| link.effect == id);
        let on = self.links("What it acts on", |link| link.cause == id);
        let levels = (dossier.file.claims.iter())
            .filter(|(_, claim)| claim.level.iter().any(|level| level.driver == id));
        let levels = self.claims("Claims of its level", levels.map(|(id, _)| id));
        let events = (dossier.file.events.iter()).filter(|(_, e)| e.drivers.contains_key(id));
        let events = self.group("Events that pushed it", events, |_, (event_id, event)| {
            TraceNode::new(TraceKind::Event, event_id, &event.label)
                .fact("date", &event.date)
                .fact("sign", event.drivers[id].as_written())
        });
        let judged = (dossier.file.links.iter())
            .filter(|(_, link)| link.effect == id || link.cause.as_deref() == Some(id));
        let judged = self.group("The analyst's links", judged, |tree, (id, link)| {
            tree.judged_link(id, link)
        });
        let stands = self.group("Where it stands", &driver.at, |tree, (period, at)| {
            let label = dossier.file.periods.get(period);
            let label = label.map_or(period.as_str(), |period| period.label.as_str());
            let node = TraceNode::new(TraceKind::Period, period, label);
            tree.evidence(node.fact("level", &at.level), &at.evidence)
        });
        let switches = dossier.switches().into_iter();
        let switches = switches.filter(|switch| switch.hangs_on(id));
        let switches = self.group("What stands only while it does", switches, |_, switch| {
            let id = match switch.of.is_empty() {
                true => switch.id.clone(),
                false => format!("{}.{}", switch.of, switch.id),
            };
            TraceNode::new(TraceKind::Group, "", id)
                .text(switch.words)
                .fact("while", switch.condition)
        });
        node.with(stands)
            .with(acts)
            .with(on)
            .with(judged)
            .with(switches)
            .with(levels)
            .with(events)
    }

    /// A link that is the analyst's judgement.
    fn judged_link(&mut self, id: &str, link: &DriverLink) -> TraceNode {
        let file = &self.dossier.file;
        let driver = |id: &str| file.drivers.get(id).map(|driver| driver.label.clone());
        let option = |id: &str| file.options.get(id).map(|option| option.label.clone());
        let cause = match (&link.cause, &link.option) {
            (Some(cause), _) => driver(cause),
            (None, cause) => cause.as_deref().and_then(option),
        };
        let effect = driver(&link.effect);
        let label = format!(
            "{} → {}",
            cause.unwrap_or_default(),
            effect.unwrap_or_default()
        );
        let node = TraceNode::new(TraceKind::Link, id, label)
            .text(&link.text)
            .fact("signs", link.sign.as_written())
            .fact("delay", &link.delay);
        self.evidence(node, &link.evidence)
    }

    /// Links with the claims for each.
    fn links(&mut self, label: &str, wanted: impl Fn(&Link) -> bool) -> Option<TraceNode> {
        let claims = self.dossier.file.claims.values();
        let mut links: Vec<(&str, &str)> = Vec::new();
        for link in claims.filter_map(|claim| claim.link.as_ref()) {
            let pair = (link.cause.as_str(), link.effect.as_str());
            if wanted(link) && !links.contains(&pair) {
                links.push(pair);
            }
        }
        self.group(label, links, |tree, (cause, effect)| {
            tree.pair(cause, effect)
        })
    }

    /// One link: every claim for it, with sign and hedge.
    fn pair(&mut self, cause: &str, effect: &str) -> TraceNode {
        let file = &self.dossier.file;
        let of_pair = (file.claims.iter()).filter_map(|(id, claim)| {
            let link = claim.link.as_ref()?;
            (link.cause == cause && link.effect == effect).then_some((id, link.sign))
        });
        let of_pair: Vec<_> = of_pair.collect();
        let number = |wanted: &str| {
            of_pair
                .iter()
                .filter(|(_, s)| s.as_written() == wanted)
                .count()
        };
        let signs = ["+", "-", "0"].map(|wanted| (wanted, number(wanted)));
        let signs = signs.iter().filter(|(_, number)| *number > 0);
        let signs: Vec<String> = signs
            .map(|(sign, number)| format!("{sign} ×{number}"))
            .collect();
        let name = |id: &str| {
            file.drivers
                .get(id)
                .map_or_else(|| id.to_string(), |d| d.label.clone())
        };
        let label = format!("{} → {}", name(cause), name(effect));
        let mut node = TraceNode::new(TraceKind::Link, format!("{cause}>{effect}"), label)
            .fact("signs", signs.join(", "));
        for (number, (id, _)) in of_pair.iter().enumerate() {
            if number < self.list {
                node.children.push(self.claim(id));
            } else {
                node.not_listed += 1;
            }
        }
        node
    }

    pub(super) fn link(&mut self, id: &str) -> TraceNode {
        let (cause, effect) = id.split_once('>').unwrap_or((id, ""));
        let node = self.pair(cause, effect);
        let back = (self.dossier.file.claims.values())
            .filter_map(|claim| claim.link.as_ref())
            .any(|link| link.cause == effect && link.effect == cause);
        match back && cause != effect {
            true => {
                let back = self.pair(effect, cause);
                node.with([TraceNode::new(TraceKind::Group, "", "The way back").with([back])])
            }
            false => node,
        }
    }

    pub(super) fn event(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(event) = dossier.file.events.get(id) else {
            return TraceNode::new(TraceKind::Event, id, id);
        };
        let until = event.until.iter().map(|until| format!(" to {until}"));
        let pushed = event
            .drivers
            .iter()
            .map(|(id, s)| format!("{id} {}", s.as_written()));
        let node = TraceNode::new(TraceKind::Event, id, &event.label)
            .text(&event.text)
            .fact(
                "date",
                format!("{}{}", event.date, until.collect::<String>()),
            )
            .fact("actors", self.names(&event.actors))
            .fact("changes", event.sets.join(", "))
            .fact("bears on", event.touches.join(", "))
            .fact("drivers", pushed.collect::<Vec<_>>().join(", "))
            .fact("quality", &event.quality)
            .fact("told at", event.links.join(" "));
        let node = self.evidence(node, &event.evidence);
        let decides = (dossier.file.forecasts.iter())
            .filter(|(_, f)| f.events.iter().any(|event| event == id));
        let decides = self.group("Forecasts that it decides", decides, |_, (id, forecast)| {
            TraceNode::new(TraceKind::Forecast, id, &forecast.text)
        });
        node.with(decides)
    }

    pub(super) fn forecast(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(forecast) = dossier.file.forecasts.get(id) else {
            return TraceNode::new(TraceKind::Forecast, id, id);
        };
        let claim = dossier.file.claims.get(&forecast.claim);
        let likelihood =
            claim.and_then(|c| likelihood::read(c, Some(forecast), Yardstick::default()));
        let node = TraceNode::new(TraceKind::Forecast, id, &forecast.text)
            .fact("from", forecast.from.clone().unwrap_or_default())
            .fact("until", forecast.until.clone().unwrap_or_default())
            .fact("expects", forecast.expects.clone().unwrap_or_default())
            .fact(
                "holds",
                match forecast.expects {
                    Some(_) => said(forecast.holds),
                    None => String::new(),
                },
            )
            .fact("given", forecast.given.clone().unwrap_or_default())
            .fact("verdict", forecast.verdict.map(said).unwrap_or_default())
            .fact(
                "likelihood",
                likelihood.as_ref().map(likely).unwrap_or_default(),
            );
        let foretells = self.claims("The claim that foretells", [&forecast.claim]);
        let node = node.with(foretells);
        let node = self.evidence(node, &forecast.evidence);
        let events = self.group("Events that decide", &forecast.events, |tree, id| {
            let event = tree.dossier.file.events.get(id);
            let label = event.map_or(id.as_str(), |event| &event.label);
            let date = event.map(|event| event.date.clone()).unwrap_or_default();
            TraceNode::new(TraceKind::Event, id, label).fact("date", date)
        });
        node.with(events)
    }

    pub(super) fn window(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(window) = dossier.file.windows.get(id) else {
            return TraceNode::new(TraceKind::Window, id, id);
        };
        let closes = window.closes.iter().map(|day| match window.at_latest {
            true => format!("{day} at the latest"),
            false => day.clone(),
        });
        let node = TraceNode::new(TraceKind::Window, id, &window.label)
            .fact("opens", window.opens.clone().unwrap_or_default())
            .fact("closes", closes.collect::<String>())
            .fact("closed", window.closed.clone().unwrap_or_default())
            .fact("effect", said(window.effect));
        self.evidence(node, &window.evidence)
    }

    /// A tie by name.
    pub(super) fn tie_head(&self, id: &str) -> TraceNode {
        let Some(tie) = self.dossier.file.ties.get(id) else {
            return TraceNode::new(TraceKind::Tie, id, id);
        };
        let on = format!("{} on {}", self.names([&tie.from]), self.names([&tie.on]));
        let label = match tie.label.is_empty() {
            true => on.clone(),
            false => tie.label.clone(),
        };
        TraceNode::new(TraceKind::Tie, id, label)
            .fact("depends", on)
            .fact("kind", &tie.kind)
    }

    pub(super) fn tie(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let node = self.tie_head(id);
        let Some(tie) = dossier.file.ties.get(id) else {
            return node;
        };
        let figures = self.claims("Figures that measure it", &tie.figures);
        let node = node.with(figures);
        self.evidence(node, &tie.evidence)
    }

    pub(super) fn map_place(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(place) = dossier.file.places.get(id) else {
            return TraceNode::new(TraceKind::Place, id, id);
        };
        let [east, north] = place.at;
        let node = TraceNode::new(TraceKind::Place, id, place.names.join(" / "))
            .text(&place.text)
            .fact("kind", said(place.kind))
            .fact("longitude, latitude", format!("{east}, {north}"));
        let ranges = self.group(
            "What reaches how far from here",
            &place.ranges,
            |tree, range| {
                let figure = tree.claim(&range.figure);
                TraceNode::new(TraceKind::Group, "", &range.label).with([figure])
            },
        );
        let node = node.with(ranges);
        self.evidence(node, &place.evidence)
    }
}
