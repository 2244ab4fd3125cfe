//! What a name means: every thing of a dossier that can be traced, by id.

use std::collections::BTreeSet;
use std::fmt;

use hikiwake_dossier::{Codes, CompileError, Compiled, Dossier, Scenario, nearest};

use super::TraceKind;
use super::evidence::ranking_id;
use super::thing::{self, KINDS, Thing};
use hikiwake_finding::AnalyseSettings;

/// Everything in a dossier that can be traced, in the order of its files; not the
/// states of its models.
pub fn things(dossier: &Dossier) -> Vec<Thing> {
    let file = &dossier.file;
    let mut all: Vec<Thing> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |kind, ids: &mut dyn Iterator<Item = String>| {
        for id in ids {
            let thing = Thing::new(kind, id);
            if seen.insert(thing.clone()) {
                all.push(thing);
            }
        }
    };
    add(TraceKind::Actor, &mut file.actors.keys().cloned());
    add(TraceKind::Option, &mut file.options.keys().cloned());
    add(TraceKind::Definition, &mut file.definitions.keys().cloned());
    add(TraceKind::Rule, &mut file.rules.keys().cloned());
    for preference in &file.preferences {
        let id = |s: &hikiwake_dossier::file::Statement| format!("{}.{}", preference.actor, s.id);
        add(
            TraceKind::Statement,
            &mut preference.statements.iter().map(id),
        );
        if preference.ranking.is_some() {
            add(
                TraceKind::Ranking,
                &mut [ranking_id(&preference.actor)].into_iter(),
            );
        }
    }
    for change in file.readings.values().flat_map(|r| &r.changes) {
        let Some(actor) = &change.actor else {
            continue;
        };
        let mut ids = change.brings().map(|s| format!("{actor}.{}", s.id));
        add(TraceKind::Statement, &mut ids);
    }
    add(TraceKind::Claim, &mut file.claims.keys().cloned());
    add(
        TraceKind::Source,
        &mut dossier.sources.iter().map(|s| s.id.clone()),
    );
    add(TraceKind::Driver, &mut file.drivers.keys().cloned());
    let links = file.claims.values().filter_map(|claim| claim.link.as_ref());
    let mut links = links.map(|link| format!("{}>{}", link.cause, link.effect));
    add(TraceKind::Link, &mut links);
    add(TraceKind::Event, &mut file.events.keys().cloned());
    add(TraceKind::Forecast, &mut file.forecasts.keys().cloned());
    add(TraceKind::Window, &mut file.windows.keys().cloned());
    add(TraceKind::Tie, &mut file.ties.keys().cloned());
    add(TraceKind::Place, &mut file.places.keys().cloned());
    add(TraceKind::Difference, &mut file.differences.keys().cloned());
    add(
        TraceKind::Restatement,
        &mut file.restatements.keys().cloned(),
    );
    add(TraceKind::Note, &mut file.notes.keys().cloned());
    add(TraceKind::Period, &mut file.periods.keys().cloned());
    let outcomes = file.periods.values().flat_map(|p| &p.outcomes);
    add(TraceKind::Outcome, &mut outcomes.map(|o| o.id.clone()));
    add(TraceKind::Reading, &mut file.readings.keys().cloned());
    all
}

/// Why something cannot be traced, in words for a person.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TraceError {
    /// Several things are called so.
    Several {
        /// What was typed.
        name: String,
        /// What it could mean, each by a name that means nothing else.
        meant: Vec<String>,
    },
    /// Nothing is called so.
    Unknown {
        /// What was typed.
        name: String,
        /// Names that are near it.
        near: Vec<String>,
    },
    /// It stands for a state, and the model does not have it: why.
    State(String),
    /// The model that it belongs to does not compile.
    Compile(CompileError),
}

impl std::error::Error for TraceError {}

impl fmt::Display for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |names: &[String]| {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            quoted.join(", ")
        };
        match self {
            Self::Several { name, meant } => write!(
                f,
                "`{name}` can mean {} things.\n  = help: say which one: {}",
                meant.len(),
                list(meant)
            ),
            Self::Unknown { name, near } if near.is_empty() => write!(
                f,
                "nothing in this dossier is called `{name}`.\n  = help: name an actor, option, \
                 statement (`actor.statement`), rule, definition, claim, source, driver, link \
                 (`cause>effect`), event, period, outcome or reading by its id, or a state as \
                 `explain` takes it"
            ),
            Self::Unknown { name, near } => write!(
                f,
                "nothing in this dossier is called `{name}`.\n  = help: near it are {}",
                list(near)
            ),
            Self::State(why) => f.write_str(why),
            Self::Compile(error) => error.fmt(f),
        }
    }
}

/// The thing that a person means by `text`. An id goes before the same id in other
/// letters, that before a name, and that before a state.
pub(super) fn find(
    dossier: &Dossier,
    text: &str,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Thing, TraceError> {
    let text = text.trim();
    let text = match text.split_once('>') {
        Some((cause, effect)) => format!("{}>{}", cause.trim(), effect.trim()),
        None => text.to_string(),
    };
    let all = things(dossier);
    let (kind, name) = match qualifier(&text) {
        Some((kind, name)) if !all.iter().any(|thing| thing.id == text) => (Some(kind), name),
        _ => (None, text.as_str()),
    };
    if kind == Some(TraceKind::State) {
        return state(dossier, name, scenario, settings, &all);
    }
    let label = |thing: &Thing| thing::label(dossier, thing);
    let party = |thing: &Thing| {
        let option = (thing.kind == TraceKind::Option).then(|| dossier.file.options.get(&thing.id));
        let (Some(option), Some((id, party))) = (option.flatten(), name.split_once('.')) else {
            return false;
        };
        thing.id == id && option.parties.iter().any(|p| p == party)
    };
    let same = |a: &str| a.to_lowercase() == name.to_lowercase();
    let tests: [&dyn Fn(&Thing) -> bool; 4] = [
        &|thing| thing.id == name || thing.bare() == name,
        &|thing| same(&thing.id) || same(thing.bare()),
        &|thing| same(&label(thing)),
        &party,
    ];
    for meant in tests {
        let found: Vec<&Thing> = (all.iter())
            .filter(|thing| kind.is_none_or(|kind| thing.kind == kind) && meant(thing))
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok((*one).clone()),
            several => {
                return Err(TraceError::Several {
                    name: text.clone(),
                    meant: several.iter().map(|thing| thing.qualified()).collect(),
                });
            }
        }
    }
    if kind.is_some() {
        return Err(unknown(&text, &all));
    }
    state(dossier, name, scenario, settings, &all)
}

/// `option.sanctions`, `rules.no-suit`: the kind and the rest.
fn qualifier(text: &str) -> Option<(TraceKind, &str)> {
    let (first, rest) = text.split_once('.')?;
    let first = first.to_ascii_lowercase();
    let (kind, _) =
        (KINDS.iter()).find(|(_, word)| first == *word || first.strip_suffix('s') == Some(word))?;
    Some((*kind, rest))
}

/// The state that `explain` would take `text` for.
fn state(
    dossier: &Dossier,
    text: &str,
    scenario: &Scenario,
    settings: &AnalyseSettings,
    all: &[Thing],
) -> Result<Thing, TraceError> {
    let compiled = (settings.compile(dossier, scenario)).map_err(TraceError::Compile)?;
    match compiled.find(text) {
        Ok(state) => Ok(Thing::new(TraceKind::State, compiled.code(state))),
        Err(why) if looks_like_a_state(text, &compiled) => Err(TraceError::State(why)),
        Err(_) => Err(unknown(text, all)),
    }
}

/// Whether a person who typed this must have meant a state.
fn looks_like_a_state(text: &str, compiled: &Compiled) -> bool {
    let codes = Codes::new(compiled.columns.iter().map(|c| c.levels.len()).collect());
    text.contains([',', '='])
        || text.eq_ignore_ascii_case("status-quo")
        || codes.decode(text).is_some()
}

fn unknown(text: &str, all: &[Thing]) -> TraceError {
    let near = |kind| {
        let ids = (all.iter()).filter(move |thing| thing.kind == kind);
        let ids: Vec<&str> = ids
            .flat_map(|thing| [thing.id.as_str(), thing.bare()])
            .collect();
        let name = qualifier(text)
            .filter(|(k, _)| *k == kind)
            .map_or(text, |(_, name)| name);
        let found = nearest(name, ids)?;
        let thing = all
            .iter()
            .find(|t| t.kind == kind && (t.id == found || t.bare() == found));
        thing.map(Thing::qualified)
    };
    TraceError::Unknown {
        name: text.to_string(),
        near: KINDS.iter().filter_map(|(kind, _)| near(*kind)).collect(),
    }
}
