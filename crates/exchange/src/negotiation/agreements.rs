//! What can be agreed on in a dossier, as a scenario.

use hikiwake_dossier::{CompiledTerm, Dossier, Negotiation};

use super::scenario::{Issue, Profile, Scenario, repeated};
use crate::exported_model::actor_name;

/// A scenario, and what of the dossier is not in it.
pub(super) struct Taken {
    pub scenario: Scenario,
    pub lost: Vec<String>,
}

pub(super) fn scenario(dossier: &Dossier, talks: &Negotiation) -> Result<Taken, String> {
    let space = talks.model.space();
    let admitted = talks.model.feasible().count();
    if admitted < space.size() {
        return Err(format!(
            "rules admit {admitted} of {} agreements, and the format has no rules\n  = help: write from a copy of the dossier without [term_rules], or with terms that need none",
            space.size()
        ));
    }
    let mut profiles = Vec::new();
    let mut silent = Vec::new();
    for (index, side) in talks.sides.iter().enumerate() {
        let government = talks.government(index).map(|f| &talks.factions[f]);
        let Some((government, weights)) = government.and_then(|g| Some((g, g.weights.as_ref()?)))
        else {
            silent.push(format!("`{side}`"));
            continue;
        };
        let levels = space.levels(talks.reversion);
        let stands = weights
            .iter()
            .zip(levels)
            .map(|(worths, level)| worths[usize::from(level)]);
        profiles.push(Profile {
            name: actor_name(dossier, side),
            worths: weights.clone(),
            constant: 0.0,
            reservation: Some(stands.sum::<f64>() + government.cost),
        });
    }
    if !silent.is_empty() {
        return Err(format!(
            "no weights were given for {}\n  = help: give [factions.SIDE] of each side `judges` with `weights`: the formats know additive utilities only",
            silent.join(", ")
        ));
    }
    if profiles.len() < 2 {
        return Err("it takes two sides to negotiate\n  = help: name another in [factions]".into());
    }
    let title = dossier.file.dossier.as_ref().map_or("", |head| &head.title);
    let names = distinct(talks.terms.iter().map(|term| (&term.label, &term.id)));
    let issue = |(term, name): (&CompiledTerm, String)| Issue {
        name,
        values: distinct(term.level_labels.iter().zip(&term.levels)),
    };
    Ok(Taken {
        scenario: Scenario {
            name: title.to_owned(),
            issues: talks.terms.iter().zip(names).map(issue).collect(),
            profiles,
        },
        lost: lost(dossier, talks),
    })
}

/// The labels, or the ids where labels are missing or stand for two.
fn distinct<'t>(names: impl Iterator<Item = (&'t String, &'t String)>) -> Vec<String> {
    let (labels, ids): (Vec<String>, Vec<String>) =
        names.map(|(label, id)| (label.clone(), id.clone())).unzip();
    let usable = repeated(&labels).is_none() && labels.iter().all(|label| !label.trim().is_empty());
    if usable { labels } else { ids }
}

fn lost(dossier: &Dossier, talks: &Negotiation) -> Vec<String> {
    let mut lost = vec![
        "ids and texts".to_owned(),
        "which agreement is in force, but for what it is worth".to_owned(),
    ];
    let governments: Vec<usize> = (0..talks.sides.len())
        .filter_map(|s| talks.government(s))
        .collect();
    let others = talks.factions.len() - governments.len();
    let count = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    lost.extend(count(
        others,
        "faction beside the governments",
        "factions beside the governments",
    ));
    lost.extend(count(
        dossier.file.ratification.len(),
        "rule of ratification",
        "rules of ratification",
    ));
    lost.extend(count(
        talks.forms.len(),
        "form of settlement",
        "forms of settlement",
    ));
    let doubted = governments.iter().any(|&f| talks.factions[f].doubt != 0.0);
    lost.extend(doubted.then(|| "how uncertain the judgements are".to_owned()));
    lost.extend(count(talks.columns.len(), "option", "options"));
    lost.extend(count(dossier.file.claims.len(), "claim", "claims"));
    lost.extend(count(dossier.sources.len(), "source", "sources"));
    lost
}
