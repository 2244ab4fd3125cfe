//! Who depends on whom, for what, and by which figures.

use hikiwake_dossier::Dossier;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::Ground;
use hikiwake_finding::basis::ground;
use hikiwake_finding::{ActorHead, Finding, FindingKind, basis, words};
use hikiwake_finding::{Measure, measure};

/// The dependences of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ties {
    /// Who depends on whom, what runs both ways, and what has no figure.
    pub sentences: Vec<String>,
    /// Those who depend or are depended on, in order of first mention.
    pub actors: Vec<ActorHead>,
    /// The dependences, in the order of the dossier.
    pub ties: Vec<Dependence>,
}

/// One actor depends on another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dependence {
    /// Id.
    pub id: String,
    /// Id of who depends.
    pub from: String,
    /// Id of whom it depends on.
    pub on: String,
    /// In what: energy, defence, trade …
    pub kind: String,
    /// Name for the reader.
    pub label: String,
    /// The figures that measure it.
    pub figures: Vec<Measure>,
    /// Basis and claims.
    pub ground: Ground,
}

/// The dependences of a dossier; `None` where it has none.
pub fn ties(dossier: &Dossier) -> Option<Finding<Ties>> {
    let ties: Vec<Dependence> = (dossier.file.ties.iter())
        .map(|(id, tie)| Dependence {
            id: id.clone(),
            from: tie.from.clone(),
            on: tie.on.clone(),
            kind: tie.kind.clone(),
            label: tie.label.clone(),
            figures: (tie.figures.iter())
                .filter_map(|id| measure(dossier, id))
                .collect(),
            ground: ground(dossier, &tie.evidence),
        })
        .collect();
    if ties.is_empty() {
        return None;
    }
    let mut actors: Vec<ActorHead> = Vec::new();
    for id in ties.iter().flat_map(|tie| [&tie.from, &tie.on]) {
        if actors.iter().all(|actor| actor.id != *id) {
            actors.push(ActorHead {
                id: id.clone(),
                name: basis::actor_name(dossier, id),
            });
        }
    }
    let sentences = sentences(&actors, &ties);
    let ties = Ties {
        sentences,
        actors,
        ties,
    };
    Some(basis::finding(dossier, FindingKind::Ties, ties))
}

fn sentences(actors: &[ActorHead], ties: &[Dependence]) -> Vec<String> {
    let name = |id: &String| {
        let actor = actors.iter().find(|actor| actor.id == *id);
        actor.map_or(id.clone(), |actor| actor.name.clone())
    };
    let mut sentences = Vec::new();
    for actor in actors {
        let mut parts: Vec<String> = Vec::new();
        for other in actors {
            let mut kinds: Vec<String> = Vec::new();
            for tie in (ties.iter()).filter(|t| t.from == actor.id && t.on == other.id) {
                if !kinds.contains(&tie.kind) {
                    kinds.push(tie.kind.clone());
                }
            }
            if !kinds.is_empty() {
                parts.push(format!("{} ({})", other.name, words::joined(&kinds)));
            }
        }
        if !parts.is_empty() {
            sentences.push(format!(
                "{}: dependent on {}.",
                words::capital(&actor.name),
                words::joined(&parts)
            ));
        }
    }
    let mut both: Vec<String> = Vec::new();
    for (at, tie) in ties.iter().enumerate() {
        let back = |other: &Dependence| {
            other.from == tie.on && other.on == tie.from && other.kind == tie.kind
        };
        let text = format!("{} and {} ({})", name(&tie.from), name(&tie.on), tie.kind);
        if ties[at + 1..].iter().any(back) && !both.contains(&text) {
            both.push(text);
        }
    }
    if !both.is_empty() {
        sentences.push(format!("Both ways: {}.", words::joined(&both)));
    }
    let bare = ties.iter().filter(|tie| tie.figures.is_empty()).count();
    if bare > 0 {
        let of = words::no_or_count(ties.len() as u64, "tie", "ties");
        sentences.push(format!("Without any figure: {bare} of {of}."));
    }
    sentences
}
