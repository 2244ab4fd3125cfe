//! What stands in each period for itself: who wants what, and who holds the file.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::Dossier;
use crate::compile::{Wants, base_wants, stands};
use crate::file::{File, Statement};

use super::parts::value;
use super::{
    Became, ChangeScope, FieldChange, PartChange, PartKind, Parts, between, both_sided,
    fewest_moved, fields, one_sided, same_parts,
};

/// What differs, each change once with the periods in which it is.
pub(super) fn changes(
    old: &Dossier,
    new: &Dossier,
    periods: &[[Option<String>; 2]],
) -> Vec<PartChange> {
    let mut all: Vec<PartChange> = Vec::new();
    let actors: BTreeSet<&String> =
        (new.file.actors.keys().chain(old.file.actors.keys())).collect();
    for pair in periods {
        let [before, after] = [(old, &pair[0]), (new, &pair[1])];
        let both = [before, after];
        let mut here = between(
            PartKind::Ranking,
            &rankings(&old.file, pair[0].as_deref()),
            &rankings(&new.file, pair[1].as_deref()),
        );
        here.extend(between(
            PartKind::Holder,
            &holders(&old.file, pair[0].as_deref()),
            &holders(&new.file, pair[1].as_deref()),
        ));
        for actor in &actors {
            let [old, new] =
                both.map(|(dossier, period)| wishes(&dossier.file, actor, period.as_deref()));
            here.extend(of_actor(actor, &old, &new));
        }
        for mut change in here {
            change.periods = Vec::new();
            let same = |known: &&mut PartChange| {
                PartChange {
                    periods: Vec::new(),
                    ..(**known).clone()
                } == change
            };
            match all.iter_mut().find(same) {
                Some(known) => known.periods.extend(pair[1].clone()),
                None => {
                    change.periods.extend(pair[1].clone());
                    all.push(change);
                }
            }
        }
    }
    all
}

/// A wish, and its rank counted from 1.
pub(super) struct Ranked<'f> {
    /// Its rank.
    pub rank: usize,
    /// The wish.
    pub statement: &'f Statement,
}

/// What an actor wants in a period before any reading, by id, most important first.
pub(super) fn wishes<'f>(
    file: &'f File,
    actor: &str,
    period: Option<&str>,
) -> IndexMap<&'f str, Ranked<'f>> {
    let Wants::Statements(ranks) = base_wants(file, actor, period) else {
        return IndexMap::new();
    };
    let ranked = ranks.iter().enumerate().flat_map(|(at, rank)| {
        rank.iter().map(move |held| Ranked {
            rank: at + 1,
            statement: held.statement,
        })
    });
    ranked
        .map(|wish| (wish.statement.id.as_str(), wish))
        .collect()
}

/// A wish as it is compared: its rank and its periods are told apart from it.
fn part(wish: &Ranked) -> Value {
    value(&Statement {
        id: String::new(),
        same_rank: false,
        periods: Vec::new(),
        ..wish.statement.clone()
    })
}

fn of_actor(
    actor: &str,
    old: &IndexMap<&str, Ranked>,
    new: &IndexMap<&str, Ranked>,
) -> Vec<PartChange> {
    let parts = [old, new].map(|wishes| -> Parts {
        let wishes = wishes.iter();
        wishes
            .map(|(id, wish)| ((*id).to_owned(), part(wish)))
            .collect()
    });
    let pairs = same_parts(&parts[0], &parts[1]);
    let ranks: Vec<[usize; 2]> = (pairs.iter())
        .map(|[before, id]| [old[before.as_str()].rank, new[id.as_str()].rank])
        .collect();
    let moved = fewest_moved(&ranks);
    let mut changes = Vec::new();
    for (at, [before, id]) in pairs.iter().enumerate() {
        let mut found = fields::changes(PartKind::Wish, &parts[0][before], &parts[1][id]);
        if moved[at] {
            let [old, new] = ranks[at].map(|rank| Some(json!(rank)));
            found.push(FieldChange {
                field: "rank".to_owned(),
                old,
                new,
                scope: ChangeScope::Model,
            });
        }
        changes.extend(both_sided(
            PartKind::Wish,
            [before, id],
            &parts[1][id],
            found,
        ));
    }
    for (side, became) in [(1, Became::Added), (0, Became::Removed)] {
        let alone = parts[side]
            .iter()
            .filter(|(id, _)| !pairs.iter().any(|pair| pair[side] == **id));
        let rank = |id: &str| Some(json!([old, new][side][id].rank));
        changes.extend(alone.map(|(id, part)| {
            let (old, new) = match became {
                Became::Added => (None, rank(id)),
                _ => (rank(id), None),
            };
            PartChange {
                // Where it stands, or stood.
                fields: vec![FieldChange {
                    field: "rank".to_owned(),
                    old,
                    new,
                    scope: ChangeScope::Model,
                }],
                ..one_sided(PartKind::Wish, id, part, became)
            }
        }));
    }
    for change in &mut changes {
        change.actor = Some(actor.to_owned());
    }
    changes
}

/// The rankings of a period, by actor.
fn rankings(file: &File, period: Option<&str>) -> Parts {
    let ranking = |actor: &String| match base_wants(file, actor, period) {
        Wants::Ranking(classes, evidence) => {
            let mut part = value(evidence);
            let part_of = part.as_object_mut()?;
            part_of.insert("ranking".to_owned(), value(&classes));
            Some((actor.clone(), part))
        }
        Wants::Nothing | Wants::Statements(_) => None,
    };
    file.actors.keys().filter_map(ranking).collect()
}

/// Who holds the file in a period, by side: the first entry of a side that stands.
fn holders(file: &File, period: Option<&str>) -> Parts {
    let mut all = Parts::new();
    for holder in file.holders.iter().filter(|h| stands(&h.periods, period)) {
        let mut part = value(holder);
        if let Some(part) = part.as_object_mut() {
            part.remove("periods");
            part.remove("side");
        }
        all.entry(holder.side.clone()).or_insert(part);
    }
    all
}
