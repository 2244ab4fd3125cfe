//! One change between two versions, undone alone.

use serde_json::Value;

use crate::file::{ChangeKind, File, ReadingChange, Statement};
use crate::{Change, Dossier};

use super::wishes::{Ranked, wishes};
use super::{Became, ChangeScope, PartChange, PartKind};
use crate::compile::{judgement, stands};

/// The unsaved changes of the new version that undo one change and no other in one period,
/// given by its ids in the old and in the new version; `None` where unsaved changes cannot
/// say it: a definition, what is in place, or a wish that shares its rank, for example.
pub fn undone(
    change: &PartChange,
    [old, new]: [&Dossier; 2],
    period: &[Option<String>; 2],
) -> Option<Vec<Change>> {
    let [before, after] = [period[0].as_deref(), period[1].as_deref()];
    let [old, new] = [&old.file, &new.file];
    let id = change.id.as_str();
    match (change.kind, change.became) {
        (PartKind::Wish, _) => {
            let actor = change.actor.as_deref()?;
            let lists = [wishes(old, actor, before), wishes(new, actor, after)];
            of_wish(change, actor, &lists)
        }
        (PartKind::Option, Became::Added) => Some(vec![Change::Absent(id.to_owned())]),
        (PartKind::Rule, Became::Added) => Some(vec![Change::WithoutRule(id.to_owned())]),
        (PartKind::Option | PartKind::Period, Became::Changed) => {
            of_options(change, [old, new], [before, after])
        }
        (PartKind::Holder, Became::Changed) => {
            let mut holders = old.holders.iter();
            let held = holders.find(|held| held.side == id && stands(&held.periods, before))?;
            Some(vec![Change::Holder {
                side: id.to_owned(),
                faction: held.faction.clone(),
            }])
        }
        (PartKind::Faction, Became::Changed) => of_verdicts(change, [old, new], [before, after]),
        _ => None,
    }
}

/// Whether the change is one of the model in nothing but these fields.
fn only(change: &PartChange, is_one: impl Fn(&str) -> bool) -> bool {
    let mut fields = change.fields.iter();
    fields.all(|field| field.scope < ChangeScope::Model || is_one(&field.field))
}

type Wishes<'f> = indexmap::IndexMap<&'f str, Ranked<'f>>;

fn of_wish(change: &PartChange, actor: &str, [old, new]: &[Wishes; 2]) -> Option<Vec<Change>> {
    let id = change.id.as_str();
    let judgement = |change: ReadingChange| Change::Judgement(Box::new(change));
    if change.became == Became::Added {
        return new.contains_key(id).then(|| vec![Change::drop(actor, id)]);
    }
    let was_called = change.renamed_from.as_deref().unwrap_or(id);
    let was = old.get(was_called)?;
    // The most important wish that stood below it and is there still.
    let below = old.values().filter(|other| other.rank > was.rank);
    let mut below = below.map(|other| other.statement.id.as_str());
    let above = below
        .find(|other| *other != id && new.contains_key(other))
        .map(str::to_owned);
    let shares = |list: &Wishes, rank: usize| list.values().filter(|w| w.rank == rank).count() > 1;
    // What is put above a rank gets a rank of its own.
    let has_own_rank = !shares(old, was.rank);
    let statement = Statement {
        id: id.to_owned(),
        same_rank: false,
        periods: Vec::new(),
        ..was.statement.clone()
    };
    if change.became == Became::Removed {
        let put_back = judgement(ReadingChange {
            actor: Some(actor.to_owned()),
            add: Some(statement),
            above,
            ..ReadingChange::default()
        });
        return has_own_rank.then(|| vec![put_back]);
    }
    let mut changes = Vec::new();
    let is_there = |field: &str| change.fields.iter().any(|one| one.field == field);
    if change.fields.iter().any(|field| field.field != "rank") {
        changes.push(judgement(ReadingChange {
            actor: Some(actor.to_owned()),
            replace: Some(id.to_owned()),
            with: Some(statement),
            ..ReadingChange::default()
        }));
    }
    if is_there("rank") {
        if !has_own_rank {
            return None;
        }
        changes.push(Change::Move {
            actor: actor.to_owned(),
            statement: id.to_owned(),
            above,
        });
    }
    Some(changes)
}

/// Options that can be undone otherwise, or that a period has on the table or not.
fn of_options(
    change: &PartChange,
    [old, new]: [&File; 2],
    [before, after]: [Option<&str>; 2],
) -> Option<Vec<Change>> {
    let reversibility = |option: &str| {
        let [was, is] = [(old, before), (new, after)].map(|(file, period)| {
            let here = period.and_then(|id| file.periods.get(id)?.change.get(option).copied());
            let usual = file.options.get(option)?;
            here.or(usual
                .allow
                .is_none()
                .then(|| usual.change.unwrap_or_default()))
        });
        let undo = |change: ChangeKind| Change::Reversibility {
            option: option.to_owned(),
            change,
        };
        // A table of changes cannot be put back.
        Some((was? != is?).then(|| undo(was.unwrap_or_default())))
    };
    if change.kind == PartKind::Option {
        return match only(change, |field| field == "change") {
            true => reversibility(&change.id).map(|undo| undo.into_iter().collect()),
            false => None,
        };
    }
    if after != Some(change.id.as_str())
        || !only(change, |field| {
            field == "absent" || field.starts_with("change.")
        })
    {
        return None;
    }
    let mut changes = Vec::new();
    for field in &change.fields {
        if let Some(option) = field.field.strip_prefix("change.") {
            changes.extend(reversibility(option)?);
        }
        if field.field == "absent" {
            let list = |value: &Option<Value>| -> Vec<String> {
                let items = value
                    .as_ref()
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                items
                    .filter_map(|item| item.as_str().map(str::to_owned))
                    .collect()
            };
            let [was, is] = [list(&field.old), list(&field.new)];
            let lacks = |list: &[String], option: &String| !list.contains(option);
            changes.extend(
                was.iter()
                    .filter(|id| lacks(&is, id))
                    .cloned()
                    .map(Change::Absent),
            );
            changes.extend(
                is.iter()
                    .filter(|id| lacks(&was, id))
                    .cloned()
                    .map(Change::Present),
            );
        }
    }
    Some(changes)
}

/// What a faction says to forms in this period.
fn of_verdicts(
    change: &PartChange,
    [old, new]: [&File; 2],
    [before, after]: [Option<&str>; 2],
) -> Option<Vec<Change>> {
    let forms = format!("judges.{}.forms.", after.unwrap_or("always"));
    let elsewhere = |field: &str| field.starts_with("judges.") && !field.starts_with(&forms);
    let is_of_other_period = |field: &str| {
        let here = format!("judges.{}", after.unwrap_or("always"));
        let at_or_in = field == here || field.starts_with(&format!("{here}."));
        elsewhere(field) && !at_or_in
    };
    if !only(change, |field| {
        field.starts_with(&forms) || is_of_other_period(field)
    }) {
        return None;
    }
    let was = judgement(old.factions.get(&change.id)?, before)?;
    let is = judgement(new.factions.get(&change.id)?, after)?;
    let mut says = crate::file::Named::new();
    for form in was.forms.keys().chain(is.forms.keys()) {
        let [was, is] = [was, is].map(|judges| judges.forms.get(form).copied().unwrap_or_default());
        if was != is {
            says.insert(form.clone(), was);
        }
    }
    let undo = ReadingChange {
        faction: Some(change.id.clone()),
        says: Some(says),
        evidence: was.evidence.clone(),
        ..ReadingChange::default()
    };
    Some(vec![Change::Judgement(Box::new(undo))])
}
