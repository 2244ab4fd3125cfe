//! What the model is made of: actors, options, definitions, rules, statements,
//! periods, readings.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Preference, ReadingChange, Rule, Statement};

use super::super::evidence::ranking_id;
use super::super::mentions::{names, names_in_all, of_rule};
use super::super::{TraceKind, TraceNode};
use super::{Tree, said};
use crate::words::list;

/// A statement, and where it stands.
struct Stands<'f> {
    actor: &'f str,
    statement: &'f Statement,
    /// Its place in its list, counted from 1.
    place: usize,
    /// The periods of its list and its own.
    periods: Vec<&'f str>,
    reading: Option<&'f str>,
}

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

    /// What an actor wants, one heading a list of preferences.
    fn wants(&mut self, actor: &str) -> Vec<TraceNode> {
        let dossier = self.dossier;
        let lists = dossier.file.preferences.iter().filter(|p| p.actor == actor);
        let mut nodes = Vec::new();
        for preference in lists {
            let label = match self.periods(&preference.periods) {
                periods if periods.is_empty() => "What it wants".to_string(),
                periods => format!("What it wants, {periods}"),
            };
            if preference.ranking.is_some() {
                let ranking = self.ranking_of(preference);
                nodes.push(TraceNode::new(TraceKind::Group, "", label).with([ranking]));
                continue;
            }
            let wishes = preference.statements.iter().enumerate();
            nodes.extend(self.group(&label, wishes, |tree, (place, statement)| {
                let stands = Stands {
                    actor,
                    statement,
                    place: place + 1,
                    periods: statement.periods.iter().map(String::as_str).collect(),
                    reading: None,
                };
                tree.statement(&stands)
            }));
        }
        nodes
    }

    /// Periods by name, as a list.
    fn periods<S: AsRef<str>>(&self, ids: &[S]) -> String {
        let label = |id: &S| match self.dossier.file.periods.get(id.as_ref()) {
            Some(period) if !period.label.is_empty() => format!("“{}”", period.label),
            _ => id.as_ref().to_string(),
        };
        list(&ids.iter().map(label).collect::<Vec<_>>())
    }

    fn statement(&mut self, stands: &Stands) -> TraceNode {
        let Stands {
            actor, statement, ..
        } = stands;
        let id = format!("{actor}.{}", statement.id);
        let node = TraceNode::new(TraceKind::Statement, id, &statement.wants)
            .text(&statement.text)
            .fact("actor", self.names([actor]))
            .fact(
                "place in its list",
                match statement.same_rank {
                    true => format!("{}, weighing the same as the one before it", stands.place),
                    false => stands.place.to_string(),
                },
            )
            .fact("periods", self.periods(&stands.periods))
            .fact("reading", stands.reading.unwrap_or_default());
        self.evidence(node, &statement.evidence)
    }

    /// A statement in every list in which it stands.
    pub(super) fn statements(&mut self, id: &str) -> TraceNode {
        let (actor, name) = id.split_once('.').unwrap_or((id, ""));
        let found = found(self.dossier, actor, name);
        let label = format!("{}: {name}", self.names([actor]));
        match found.as_slice() {
            [one] => self.statement(one),
            all => {
                let each: Vec<TraceNode> = all.iter().map(|s| self.statement(s)).collect();
                TraceNode::new(TraceKind::Statement, id, label).with(each)
            }
        }
    }

    pub(super) fn ranking(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let lists = dossier.file.preferences.iter();
        let own: Vec<&Preference> = (lists)
            .filter(|p| p.ranking.is_some() && ranking_id(&p.actor) == id)
            .collect();
        match own.as_slice() {
            [one] => self.ranking_of(one),
            all => {
                let each: Vec<TraceNode> = all.iter().map(|p| self.ranking_of(p)).collect();
                TraceNode::new(TraceKind::Ranking, id, id).with(each)
            }
        }
    }

    fn ranking_of(&mut self, preference: &Preference) -> TraceNode {
        let classes = preference.ranking.iter().flatten();
        let classes: Vec<String> = classes.map(|class| class.join(" | ")).collect();
        let label = format!("The ranking of {}", self.names([&preference.actor]));
        let node = TraceNode::new(TraceKind::Ranking, ranking_id(&preference.actor), label)
            .fact("classes, best first", classes.join("; "))
            .fact("periods", self.periods(&preference.periods));
        self.evidence(node, &preference.evidence)
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
            TraceNode::new(TraceKind::Rule, id, rule_says(rule)).text(&rule.text)
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
        let node = TraceNode::new(TraceKind::Rule, id, rule_says(rule))
            .text(&rule.text)
            .fact("actor", self.names(by))
            .fact("periods", self.periods(&rule.periods));
        self.evidence(node, &rule.evidence)
    }

    pub(super) fn period(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(period) = dossier.file.periods.get(id) else {
            return TraceNode::new(TraceKind::Period, id, id);
        };
        let node = TraceNode::new(TraceKind::Period, id, &period.label)
            .text(&period.knowledge)
            .fact("date", period.date.clone().unwrap_or_default())
            .fact("status quo", &period.status_quo)
            .fact("why", &period.status_quo_text)
            .fact("not on the table", period.absent.join(", "));
        let claims = self.claims("Claims for its status quo", &period.because);
        let outcomes = self.group(
            "What happened after it",
            &period.outcomes,
            |tree, outcome| {
                let node = TraceNode::new(TraceKind::Outcome, &outcome.id, &outcome.label)
                    .text(&outcome.text)
                    .fact("date", &outcome.date)
                    .fact("state", &outcome.state);
                tree.evidence(node, &outcome.evidence)
            },
        );
        let node = node.with(claims).with(outcomes);
        let mut lists = Vec::new();
        for preference in &dossier.file.preferences {
            let here = |periods: &[String]| periods.is_empty() || periods.iter().any(|p| p == id);
            if !here(&preference.periods) {
                continue;
            }
            let label = format!("What {} wants", self.names([&preference.actor]));
            if preference.ranking.is_some() {
                let ranking = self.ranking_of(preference);
                lists.push(TraceNode::new(TraceKind::Group, "", &label).with([ranking]));
            }
            let wishes = (preference.statements.iter().enumerate())
                .filter(|(_, statement)| here(&statement.periods));
            lists.extend(self.group(&label, wishes, |tree, (place, statement)| {
                tree.statement(&Stands {
                    actor: &preference.actor,
                    statement,
                    place: place + 1,
                    periods: Vec::new(),
                    reading: None,
                })
            }));
        }
        node.with(lists)
    }

    pub(super) fn reading(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(reading) = dossier.file.readings.get(id) else {
            return TraceNode::new(TraceKind::Reading, id, id);
        };
        let node = TraceNode::new(TraceKind::Reading, id, &reading.label)
            .text(&reading.text)
            .fact("periods", self.periods(&reading.periods));
        let includes = self.group("It takes in", &reading.includes, |tree, id| {
            let label = tree.dossier.file.readings.get(id).map(|r| r.label.clone());
            TraceNode::new(TraceKind::Reading, id, label.unwrap_or_else(|| id.clone()))
        });
        let changes = self.group("What it changes", &reading.changes, |tree, change| {
            let brought = change.with.iter().chain(change.set.iter().flatten());
            let statements: Vec<TraceNode> = (brought.enumerate())
                .map(|(place, statement)| {
                    tree.statement(&Stands {
                        actor: &change.actor,
                        statement,
                        place: place + 1,
                        periods: Vec::new(),
                        reading: None,
                    })
                })
                .collect();
            let said = format!("{}: {}", tree.names([&change.actor]), change_says(change));
            TraceNode::new(TraceKind::Group, "", said).with(statements)
        });
        node.with(includes).with(changes)
    }
}

/// What a rule asks, in the words of the format.
fn rule_says(rule: &Rule) -> String {
    match (&rule.never, &rule.always, &rule.bars) {
        (Some(never), _, _) => format!("never {never}"),
        (_, Some(always), _) => format!("always {always}"),
        (_, _, Some(bar)) => format!("no move from ({}) to ({})", bar.from, bar.to),
        (None, None, None) => String::new(),
    }
}

/// What a change of a reading does, in a few words.
fn change_says(change: &ReadingChange) -> String {
    if let Some(old) = &change.replace {
        format!("puts another statement in the place of `{old}`")
    } else if let Some(old) = &change.drop {
        format!("takes `{old}` out")
    } else if let Some([a, b]) = &change.swap {
        format!("lets `{a}` and `{b}` change places")
    } else if let Some(id) = &change.first {
        format!("moves `{id}` to the top")
    } else {
        "puts another list in place of the whole".to_string()
    }
}

/// All that are called so among the statements of an actor.
fn found<'f>(dossier: &'f Dossier, actor: &str, name: &str) -> Vec<Stands<'f>> {
    let file = &dossier.file;
    let mut found = Vec::new();
    for preference in file.preferences.iter().filter(|p| p.actor == actor) {
        for (place, statement) in preference.statements.iter().enumerate() {
            if statement.id == name {
                let own = match statement.periods.is_empty() {
                    true => &preference.periods,
                    false => &statement.periods,
                };
                found.push(Stands {
                    actor: &preference.actor,
                    statement,
                    place: place + 1,
                    periods: own.iter().map(String::as_str).collect(),
                    reading: None,
                });
            }
        }
    }
    for (id, reading) in &file.readings {
        for change in reading.changes.iter().filter(|c| c.actor == actor) {
            let brought = change.with.iter().chain(change.set.iter().flatten());
            for (place, statement) in brought.enumerate() {
                if statement.id == name {
                    found.push(Stands {
                        actor: &change.actor,
                        statement,
                        place: place + 1,
                        periods: reading.periods.iter().map(String::as_str).collect(),
                        reading: Some(id),
                    });
                }
            }
        }
    }
    found
}
