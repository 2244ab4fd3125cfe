//! Perceptions and attitudes, ready to be shown.

use hikiwake_dossier::file::{AttitudeKind, Evidence, Perception, ReadingChange};
use hikiwake_dossier::{Compiled, Dossier};

use super::{AttitudeHead, PerceptionHead, ViewGround};
use hikiwake_finding::words::joined;
use hikiwake_finding::{basis::actor_name, basis::basis_name, basis::claims};

pub(super) fn perceptions(dossier: &Dossier, compiled: &Compiled) -> Vec<PerceptionHead> {
    let head = |(id, perception): (&str, &Perception)| PerceptionHead {
        id: id.to_string(),
        of: perception.of.clone(),
        misreads: misread(perception),
        text: perception.text.clone(),
        otherwise: otherwise(dossier, perception),
        ground: ground(dossier, &perception.evidence),
    };
    dossier
        .perceptions(compiled)
        .into_iter()
        .map(head)
        .collect()
}

pub(super) fn attitudes(dossier: &Dossier, compiled: &Compiled) -> Vec<AttitudeHead> {
    let all = dossier.attitudes(compiled).into_iter();
    all.map(|(id, attitude)| AttitudeHead {
        id: id.to_string(),
        of: attitude.of.clone(),
        towards: attitude.towards.clone(),
        is: match attitude.is {
            AttitudeKind::Positive => "positive",
            AttitudeKind::Neutral => "neutral",
            AttitudeKind::Negative => "negative",
        }
        .into(),
        text: attitude.text.clone(),
        ground: ground(dossier, &attitude.evidence),
    })
    .collect()
}

fn ground(dossier: &Dossier, evidence: &Evidence) -> ViewGround {
    ViewGround {
        basis: basis_name(evidence.basis.unwrap_or_default()).to_string(),
        hindsight: evidence.hindsight,
        claims: claims(dossier, &evidence.because),
        note: evidence.note.clone(),
    }
}

/// Whose wishes a perception sees otherwise than the dossier.
fn misread(perception: &Perception) -> Vec<String> {
    let mut actors: Vec<String> = Vec::new();
    for actor in perception
        .changes
        .iter()
        .filter_map(|change| change.actor.as_ref())
    {
        if !actors.contains(actor) {
            actors.push(actor.clone());
        }
    }
    actors
}

/// What a perception sees otherwise than the dossier, one thing a line.
fn otherwise(dossier: &Dossier, perception: &Perception) -> Vec<String> {
    let mut lines = Vec::new();
    for option in &perception.unaware {
        let label = dossier.file.options.get(option).map(|o| &o.label);
        let label = label.filter(|label| !label.is_empty()).unwrap_or(option);
        lines.push(format!("Nobody can take up “{label}”."));
    }
    let never = perception.never.iter();
    lines.extend(never.map(|formula| format!("It can never be that “{formula}”.")));
    for bar in &perception.bars {
        let who = match &bar.by {
            Some(actor) => actor_name(dossier, actor),
            None => "Nobody".to_string(),
        };
        let cannot = if bar.by.is_some() { "cannot" } else { "can" };
        lines.push(format!(
            "{who} {cannot} move from “{}” to “{}”.",
            bar.from, bar.to
        ));
    }
    lines.extend(perception.changes.iter().map(|c| change(dossier, c)));
    lines
}

fn change(dossier: &Dossier, change: &ReadingChange) -> String {
    let name = (change.actor.as_ref()).map_or_else(String::new, |actor| actor_name(dossier, actor));
    if let (Some(old), Some(with)) = (&change.replace, &change.with) {
        format!("{name}: “{}” in place of the wish {old}.", with.wants)
    } else if let Some(old) = &change.drop {
        format!("{name}: without the wish {old}.")
    } else if let Some([a, b]) = &change.swap {
        format!("{name}: the wishes {a} and {b} change places.")
    } else if let Some(first) = &change.first {
        format!("{name}: the wish {first} before all others.")
    } else if let Some(add) = &change.add {
        format!("{name}: also “{}”.", add.wants)
    } else {
        let set = change.set.as_deref().unwrap_or_default();
        let wants: Vec<String> = set.iter().map(|s| format!("“{}”", s.wants)).collect();
        format!("{name}: only {}.", joined(&wants))
    }
}
