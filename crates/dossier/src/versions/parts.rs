//! The parts of two versions as they are compared.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Dossier;
use crate::compile::judgement;
use crate::file::{File, Named};

use super::fields::canonical;
use super::{PartKind, Parts};

/// All parts but those that stand in each period for itself, kind by kind, in the old and
/// the new version.
pub(super) fn all(
    old: &Dossier,
    new: &Dossier,
    periods: &[[Option<String>; 2]],
) -> Vec<(PartKind, [Parts; 2])> {
    let both = |parts: &dyn Fn(&Dossier) -> Parts| [parts(old), parts(new)];
    let named = |parts: &dyn Fn(&File) -> Parts| both(&|dossier| parts(&dossier.file));
    let mut forms = named(&|file| of(&file.forms));
    number_moved(&mut forms);
    let factions = [0, 1].map(|side| factions([old, new][side], periods, side));
    vec![
        (
            PartKind::Head,
            named(&|file| once("dossier", file.dossier.as_ref())),
        ),
        (PartKind::Period, named(&|file| of(&file.periods))),
        (PartKind::Actor, named(&|file| of(&file.actors))),
        (PartKind::Option, named(&|file| of(&file.options))),
        (PartKind::Definition, named(&|file| of(&file.definitions))),
        (PartKind::Rule, named(&|file| of(&file.rules))),
        (PartKind::Reading, named(&|file| of(&file.readings))),
        (PartKind::Perception, named(&|file| of(&file.perceptions))),
        (PartKind::Attitude, named(&|file| of(&file.attitudes))),
        (
            PartKind::Settlement,
            named(&|file| once("settlement", file.settlement.as_ref())),
        ),
        (PartKind::Term, named(&|file| of(&file.terms))),
        (PartKind::TermRule, named(&|file| of(&file.term_rules))),
        (PartKind::Form, forms),
        (PartKind::Faction, factions),
        (PartKind::Ratification, named(&ratification)),
        (PartKind::Plan, named(&|file| of(&file.ladders))),
        (PartKind::PlanStep, named(&|file| of(&file.steps))),
        (PartKind::Promise, named(&|file| of(&file.promises))),
        (PartKind::Source, both(&sources)),
        (PartKind::Claim, named(&|file| of(&file.claims))),
        (PartKind::Note, named(&|file| of(&file.notes))),
        (PartKind::Difference, named(&|file| of(&file.differences))),
        (PartKind::Restatement, named(&|file| of(&file.restatements))),
        (PartKind::Driver, named(&|file| of(&file.drivers))),
        (PartKind::Link, named(&|file| of(&file.links))),
        (PartKind::Mechanism, named(&|file| of(&file.mechanisms))),
        (PartKind::Event, named(&|file| of(&file.events))),
        (PartKind::Forecast, named(&|file| of(&file.forecasts))),
        (PartKind::Window, named(&|file| of(&file.windows))),
        (PartKind::Tie, named(&|file| of(&file.ties))),
        (PartKind::Place, named(&|file| of(&file.places))),
        (PartKind::Land, both(&land)),
    ]
}

/// The parts of a table.
pub(super) fn of<T: Serialize>(named: &Named<T>) -> Parts {
    let part = |(id, part): (&String, &T)| (id.clone(), value(part));
    named.iter().map(part).collect()
}

/// A part as it is compared. The types of the files are plain data, which JSON always holds.
pub(super) fn value<T: Serialize>(part: &T) -> Value {
    canonical("", serde_json::to_value(part).unwrap_or_default())
}

fn once<T: Serialize>(id: &str, part: Option<&T>) -> Parts {
    let part = part.map(|part| (id.to_owned(), value(part)));
    part.into_iter().collect()
}

/// The first form that an agreement meets is its form: one that changed places among those
/// that both versions have says so.
fn number_moved(forms: &mut [Parts; 2]) {
    let ids: Vec<String> = forms[0]
        .keys()
        .filter(|id| forms[1].contains_key(*id))
        .cloned()
        .collect();
    let place = |side: &Parts, id: &String| {
        side.keys()
            .filter(|other| ids.contains(other))
            .position(|other| other == id)
    };
    let ranks: Vec<[usize; 2]> = (ids.iter())
        .map(|id| [0, 1].map(|side| place(&forms[side], id).unwrap_or_default() + 1))
        .collect();
    let moved = super::fewest_moved(&ranks);
    for ((id, ranks), _) in ids.iter().zip(ranks).zip(moved).filter(|(_, moved)| *moved) {
        for (side, rank) in forms.iter_mut().zip(ranks) {
            if let Some(Value::Object(form)) = side.get_mut(id) {
                form.insert("place".to_owned(), json!(rank));
            }
        }
    }
}

/// Factions, each with the one judgement that stands in each period of both versions.
fn factions(dossier: &Dossier, periods: &[[Option<String>; 2]], side: usize) -> Parts {
    let mut all = of(&dossier.file.factions);
    for (id, faction) in &dossier.file.factions {
        let judges = periods.iter().filter_map(|pair| {
            let mut judges = value(judgement(faction, pair[side].as_deref())?);
            judges.as_object_mut()?.remove("periods");
            Some((
                pair[1].clone().unwrap_or_else(|| "always".to_owned()),
                judges,
            ))
        });
        let judges: Map<String, Value> = judges.collect();
        if let Some(Value::Object(part)) = all.get_mut(id) {
            part.insert("judges".to_owned(), Value::Object(judges));
        }
    }
    all
}

/// Rules of ratification; the first is the usual one where none says so.
fn ratification(file: &File) -> Parts {
    let mut all = of(&file.ratification);
    if file.ratification.values().all(|rule| !rule.usual)
        && let Some(Value::Object(first)) = all.values_mut().next()
    {
        first.insert("usual".to_owned(), Value::Bool(true));
    }
    all
}

/// The bibliography, with what is known of each source beside it.
fn sources(dossier: &Dossier) -> Parts {
    let mut all = of(&dossier.file.sources);
    for source in &dossier.sources {
        let entry = all.entry(source.id.clone());
        let part = entry.or_insert_with(|| Value::Object(Map::new()));
        if let (Value::Object(part), Value::Object(csl)) = (part, value(&source.csl)) {
            part.extend(csl);
        }
    }
    all
}

fn land(dossier: &Dossier) -> Parts {
    // The drawing is told as a whole: how long its shores are, and their sum, tell it.
    let told = dossier.land.as_ref().map(|land| format!("{land:?}"));
    let digest = told.map(|told| json!({ "digest": crate::sha256(told.as_bytes()) }));
    digest
        .map(|digest| ("map".to_owned(), digest))
        .into_iter()
        .collect()
}
