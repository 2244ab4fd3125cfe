//! A thing that can be traced: its kind, its id, and its name for the reader.

use hikiwake_dossier::Dossier;

use super::TraceKind;
use hikiwake_finding::basis::actor_name;

/// Something that can be traced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// What kind.
    pub kind: TraceKind,
    /// Its id: of a statement `actor.statement`, of a link `cause>effect`, of a state
    /// its code.
    pub id: String,
}

impl Thing {
    pub(super) fn new(kind: TraceKind, id: impl Into<String>) -> Thing {
        Thing {
            kind,
            id: id.into(),
        }
    }

    /// The name that means this thing and no other: `option.sanctions`.
    pub fn qualified(&self) -> String {
        format!("{}.{}", word(self.kind), self.id)
    }

    /// The last part of a statement's id: the statement's own.
    pub(super) fn bare(&self) -> &str {
        match self.kind {
            TraceKind::Statement => self.id.split_once('.').map_or(&self.id, |(_, id)| id),
            _ => &self.id,
        }
    }
}

/// The kinds that have names, with the words that qualify them.
pub(super) const KINDS: [(TraceKind, &str); 22] = [
    (TraceKind::Actor, "actor"),
    (TraceKind::Option, "option"),
    (TraceKind::Definition, "definition"),
    (TraceKind::Rule, "rule"),
    (TraceKind::Statement, "statement"),
    (TraceKind::Ranking, "ranking"),
    (TraceKind::Claim, "claim"),
    (TraceKind::Source, "source"),
    (TraceKind::Driver, "driver"),
    (TraceKind::Link, "link"),
    (TraceKind::Event, "event"),
    (TraceKind::Forecast, "forecast"),
    (TraceKind::Window, "window"),
    (TraceKind::Tie, "tie"),
    (TraceKind::Place, "place"),
    (TraceKind::Difference, "difference"),
    (TraceKind::Restatement, "restatement"),
    (TraceKind::Note, "note"),
    (TraceKind::Period, "period"),
    (TraceKind::Outcome, "outcome"),
    (TraceKind::Reading, "reading"),
    (TraceKind::State, "state"),
];

/// The word for a kind, as it stands before a name.
pub(super) fn word(kind: TraceKind) -> &'static str {
    let known = KINDS.iter().find(|(k, _)| *k == kind);
    known.map_or("thing", |(_, word)| word)
}

/// The name of a thing for the reader; its id where it has none.
pub(super) fn label(dossier: &Dossier, thing: &Thing) -> String {
    let file = &dossier.file;
    let id = &thing.id;
    let label = match thing.kind {
        TraceKind::Actor => Some(actor_name(dossier, id)),
        TraceKind::Option => file.options.get(id).map(|o| o.label.clone()),
        TraceKind::Definition => file.definitions.get(id).map(|d| d.label.clone()),
        TraceKind::Rule => file.rules.get(id).map(|r| r.text.clone()),
        TraceKind::Claim => file.claims.get(id).map(|c| c.says.clone()),
        TraceKind::Source => {
            let source = dossier.sources.iter().find(|s| s.id == *id);
            source.map(hikiwake_dossier::Source::short)
        }
        TraceKind::Driver => file.drivers.get(id).map(|d| d.label.clone()),
        TraceKind::Event => file.events.get(id).map(|e| e.label.clone()),
        TraceKind::Forecast => file.forecasts.get(id).map(|f| f.text.clone()),
        TraceKind::Window => file.windows.get(id).map(|w| w.label.clone()),
        TraceKind::Tie => file.ties.get(id).map(|t| t.label.clone()),
        TraceKind::Place => file.places.get(id).map(|p| p.names.join(" / ")),
        TraceKind::Difference => file.differences.get(id).map(|d| d.topic.clone()),
        TraceKind::Restatement => file.restatements.get(id).map(|r| r.says.clone()),
        TraceKind::Period => file.periods.get(id).map(|p| p.label.clone()),
        TraceKind::Outcome => {
            let mut outcomes = file.periods.values().flat_map(|p| &p.outcomes);
            outcomes.find(|o| o.id == *id).map(|o| o.label.clone())
        }
        TraceKind::Reading => file.readings.get(id).map(|r| r.label.clone()),
        _ => None,
    };
    label
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| id.clone())
}
