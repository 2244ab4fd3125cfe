//! What actors want: statements and rankings, wherever they stand.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Preference, Statement};

use super::super::evidence::ranking_id;
use super::super::{TraceKind, TraceNode};
use super::Tree;
use hikiwake_finding::words::joined;

/// A statement, and where it stands.
pub(super) struct Stands<'f> {
    pub actor: &'f str,
    pub statement: &'f Statement,
    /// Its place in its list, counted from 1.
    pub place: usize,
    /// The periods of its list and its own.
    pub periods: Vec<&'f str>,
    pub reading: Option<&'f str>,
}

impl Tree<'_> {
    /// What an actor wants, one heading a list of preferences.
    pub(super) fn wants(&mut self, actor: &str) -> Vec<TraceNode> {
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
    pub(super) fn periods<S: AsRef<str>>(&self, ids: &[S]) -> String {
        let label = |id: &S| match self.dossier.file.periods.get(id.as_ref()) {
            Some(period) if !period.label.is_empty() => format!("“{}”", period.label),
            _ => id.as_ref().to_string(),
        };
        joined(&ids.iter().map(label).collect::<Vec<_>>())
    }

    pub(super) fn statement(&mut self, stands: &Stands) -> TraceNode {
        let Stands {
            actor, statement, ..
        } = stands;
        let id = format!("{actor}.{}", statement.id);
        let node = TraceNode::new(TraceKind::Statement, id, &statement.wants)
            .text(self.dossier.file.wish_in_words(statement))
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

    pub(super) fn ranking_of(&mut self, preference: &Preference) -> TraceNode {
        let classes = preference.ranking.iter().flatten();
        let classes: Vec<String> = classes.map(|class| class.join(" | ")).collect();
        let label = format!("The ranking of {}", self.names([&preference.actor]));
        let node = TraceNode::new(TraceKind::Ranking, ranking_id(&preference.actor), label)
            .fact("classes, best first", classes.join("; "))
            .fact("periods", self.periods(&preference.periods));
        self.evidence(node, &preference.evidence)
    }
}

/// All that are called so among the statements of an actor.
fn found<'f>(dossier: &'f Dossier, actor: &'f str, name: &str) -> Vec<Stands<'f>> {
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
        for change in &reading.changes {
            for (place, statement) in change.wishes_of(actor).enumerate() {
                if statement.id == name {
                    found.push(Stands {
                        actor,
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
