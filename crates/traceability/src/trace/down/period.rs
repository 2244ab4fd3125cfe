//! Periods and readings.

use hikiwake_dossier::file::ReadingChange;

use super::super::negotiation::{of_change, verdicts};
use super::super::{TraceKind, TraceNode};
use super::Tree;
use super::wishes::Stands;
use hikiwake_finding::basis::reading_name;

impl Tree<'_> {
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
            TraceNode::new(TraceKind::Reading, id, reading_name(tree.dossier, id))
        });
        let changes = self.group("What it changes", &reading.changes, |tree, change| {
            let whose = change.actor.as_ref().or(change.faction.as_ref());
            let judging = match change.faction {
                Some(_) => ", judging agreements",
                None => "",
            };
            let said = format!("{}{judging}: {}", tree.names(whose), change_says(change));
            let node = TraceNode::new(TraceKind::Group, "", said);
            let Some(actor) = &change.actor else {
                let brought = of_change(tree.dossier, change).into_iter();
                let claims = brought.map(|judgement| {
                    let claims = judgement.claims.iter().map(|id| tree.claim(id));
                    let claims: Vec<TraceNode> = claims.collect();
                    TraceNode::new(judgement.kind, judgement.id, judgement.text)
                        .fact("basis", judgement.basis)
                        .with(claims)
                });
                let claims: Vec<TraceNode> = claims.collect();
                return node.with(claims);
            };
            let brought = change.brings();
            let statements: Vec<TraceNode> = (brought.enumerate())
                .map(|(place, statement)| {
                    tree.statement(&Stands {
                        actor,
                        statement,
                        place: place + 1,
                        periods: Vec::new(),
                        reading: None,
                    })
                })
                .collect();
            node.with(statements)
        });
        let node = node.with(includes).with(changes);
        let holders = self.group(
            "Who holds the file",
            &reading.holders,
            |tree, (side, faction)| {
                let said = format!("{}: {}", tree.names([side]), tree.names([faction]));
                TraceNode::new(TraceKind::Holder, faction, said)
            },
        );
        node.with(holders)
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
    } else if let Some(statement) = &change.add {
        format!("adds `{}`", statement.id)
    } else if let Some(says) = &change.says {
        verdicts(says)
    } else {
        "puts another list in place of the whole".to_string()
    }
}
