//! What the model is made of: actors, options, definitions, rules.

use super::super::judgement::{rule_asks, says};
use super::super::mentions::{names, names_in_all, of_rule};
use super::super::{TraceKind, TraceNode};
use super::wishes::Stands;
use super::{Tree, said};

impl Tree<'_> {
    pub(super) fn actor(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let file = &dossier.file;
        let Some(actor) = file.actors.get(id) else {
            return TraceNode::new(TraceKind::Actor, id, id);
        };
        let counted = (actor.mentions.iter())
            .map(|m| format!("{} in {}", m.count, self.source_name(&m.source)));
        let counted = counted.collect::<Vec<_>>().join(", ");
        let part_of = actor.part_of.iter();
        let node = TraceNode::new(TraceKind::Actor, id, &actor.name)
            .text(&actor.about)
            .fact("kind", said(actor.kind))
            .fact("part of", self.names(part_of))
            .fact("side", self.names(&actor.sides))
            .fact("mentions", counted);
        let named: Vec<TraceNode> = (actor.mentions.iter())
            .filter_map(|m| Some(self.passage(&m.source, m.place.as_ref()?)))
            .collect();
        let members = file
            .actors
            .iter()
            .filter(|(_, a)| a.part_of.as_deref() == Some(id));
        let members = self.group("Its parts", members, |_, (id, member)| {
            TraceNode::new(TraceKind::Actor, id, &member.name).text(&member.about)
        });
        let options = (file.options.iter())
            .filter(|(_, o)| o.owner.as_deref() == Some(id) || o.parties.iter().any(|p| p == id));
        let options = self.group("What it controls", options, |_, (id, option)| {
            TraceNode::new(TraceKind::Option, id, &option.label)
        });
        let node = node.with(named).with(members).with(options);
        let wants = self.wants(id);
        let takes = file.claims.iter().filter(|(_, claim)| {
            (claim.position.iter()).any(|p| p.actors.iter().any(|actor| actor == id))
        });
        let takes = self.claims("Where sources see it stand", takes.map(|(id, _)| id));
        let asserts = file.claims.iter().filter(|(_, claim)| claim.by == id);
        let asserts = self.claims("What sources report it to say", asserts.map(|(id, _)| id));
        let does = file
            .events
            .iter()
            .filter(|(_, e)| e.actors.iter().any(|a| a == id));
        let does = self.group("What it took part in", does, |_, (id, event)| {
            TraceNode::new(TraceKind::Event, id, &event.label).fact("date", &event.date)
        });
        let ties = (file.ties.iter()).filter(|(_, tie)| tie.from == id || tie.on == id);
        let ties = self.group("Who depends on whom", ties, |tree, (id, _)| {
            tree.tie_head(id)
        });
        node.with(wants)
            .with(takes)
            .with(asserts)
            .with(does)
            .with(ties)
    }

    pub(super) fn option(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let file = &dossier.file;
        let Some(option) = file.options.get(id) else {
            return TraceNode::new(TraceKind::Option, id, id);
        };
        let node = TraceNode::new(TraceKind::Option, id, &option.label)
            .text(&option.text)
            .fact("owner", self.names(&option.owner))
            .fact("parties", self.names(&option.parties))
            .fact(
                "levels",
                option.levels.clone().unwrap_or_default().join(" < "),
            )
            .fact(
                "change",
                match (&option.change, &option.allow) {
                    (Some(change), _) => said(change),
                    (None, Some(_)) => "only some changes".to_string(),
                    (None, None) => String::new(),
                },
            );
        let node = self.evidence(node, &option.evidence);
        let node = self.mentioned(node, id);
        let claims = file.claims.iter().filter(|(_, claim)| {
            (claim.option.iter()).any(|o| o.options.iter().any(|option| option == id))
        });
        let claims = self.claims(
            "Claims that speak of it as a possibility",
            claims.map(|(id, _)| id),
        );
        let about = |text: &String| names(file, text).contains(id);
        let sets = |entry: &String| {
            let name = entry.split(['=', ' ']).next().unwrap_or_default();
            name == id || name.split_once('.').is_some_and(|(option, _)| option == id)
        };
        let events = (file.events.iter())
            .filter(|(_, e)| e.sets.iter().any(sets) || e.touches.iter().any(sets));
        let events = self.group(
            "Events that change it or bear on it",
            events,
            |_, (id, event)| {
                TraceNode::new(TraceKind::Event, id, &event.label).fact("date", &event.date)
            },
        );
        let tests =
            (file.forecasts.iter()).filter(|(_, f)| f.expects.iter().chain(&f.given).any(about));
        let tests = self.group("Forecasts that test it", tests, |_, (id, forecast)| {
            TraceNode::new(TraceKind::Forecast, id, &forecast.text)
        });
        let drivers = (file.drivers.iter()).filter(|(_, d)| d.option.as_deref() == Some(id));
        let drivers = self.group("The same as a driver", drivers, |_, (id, driver)| {
            TraceNode::new(TraceKind::Driver, id, &driver.label)
        });
        node.with(claims).with(events).with(tests).with(drivers)
    }

    /// The rules, definitions and statements that speak of an option or definition.
    fn mentioned(&mut self, node: TraceNode, id: &str) -> TraceNode {
        let file = &self.dossier.file;
        let about = |formula: &String| names(file, formula).contains(id);
        let definitions =
            (file.definitions.iter()).filter(|(own, d)| own.as_str() != id && about(&d.formula));
        let definitions = self.group("Definitions that use it", definitions, |_, (id, d)| {
            TraceNode::new(TraceKind::Definition, id, &d.formula).text(&d.label)
        });
        let rules =
            (file.rules.iter()).filter(|(_, rule)| names_in_all(file, of_rule(rule)).contains(id));
        let rules = self.group("Rules that speak of it", rules, |_, (id, rule)| {
            TraceNode::new(TraceKind::Rule, id, rule_asks(rule, str::to_owned))
                .text(says(self.dossier, rule))
        });
        let wishes = file.preferences.iter().flat_map(|p| {
            (p.statements.iter().enumerate()).map(move |(place, statement)| Stands {
                actor: &p.actor,
                statement,
                place: place + 1,
                periods: p.periods.iter().map(String::as_str).collect(),
                reading: None,
            })
        });
        let wishes = wishes.filter(|s| about(&s.statement.wants));
        let wishes = self.group("Statements that speak of it", wishes, |tree, stands| {
            tree.statement(&stands)
        });
        node.with(definitions).with(rules).with(wishes)
    }

    pub(super) fn definition(&mut self, id: &str) -> TraceNode {
        let Some(definition) = self.dossier.file.definitions.get(id) else {
            return TraceNode::new(TraceKind::Definition, id, id);
        };
        let label = match definition.label.is_empty() {
            true => id,
            false => &definition.label,
        };
        let file = &self.dossier.file;
        let uses = names(file, &definition.formula);
        let uses = uses
            .iter()
            .filter(|name| file.options.contains_key(name.as_str()));
        let node =
            TraceNode::new(TraceKind::Definition, id, label).fact("formula", &definition.formula);
        let uses = self.group("Options that it is made of", uses, |tree, id| {
            let option = &tree.dossier.file.options[id.as_str()];
            let node = TraceNode::new(TraceKind::Option, id, &option.label);
            tree.evidence(node, &option.evidence)
        });
        self.mentioned(node.with(uses), id)
    }

    pub(super) fn rule(&mut self, id: &str) -> TraceNode {
        let Some(rule) = self.dossier.file.rules.get(id) else {
            return TraceNode::new(TraceKind::Rule, id, id);
        };
        let by = rule.bars.iter().filter_map(|bar| bar.by.as_ref());
        let node = TraceNode::new(TraceKind::Rule, id, rule_asks(rule, str::to_owned))
            .text(says(self.dossier, rule))
            .fact("actor", self.names(by))
            .fact("periods", self.periods(&rule.periods));
        self.evidence(node, &rule.evidence)
    }
}
