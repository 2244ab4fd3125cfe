//! What carries a mechanism, taken out of a dossier: the test of a mechanism is what changes
//! without it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{Carriers, File, ReadingChange, Statement};
use crate::{Change, Dossier};

/// A kind of judgement that can carry a mechanism.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CarrierKind {
    /// A wish of an actor: `actor.statement`.
    Statement,
    /// An option.
    Option,
    /// A rule, of the model or of agreements.
    Rule,
    /// A link between drivers.
    Link,
    /// What a faction says or wants.
    Verdict,
    /// What might answer a faction's no.
    Guarantee,
    /// Who must accept at home: `rule.side`.
    Ratification,
    /// Who holds the file, by side.
    Holder,
    /// A step of a gradual plan.
    Step,
    /// What a step of a gradual plan gives to show at home.
    Shows,
    /// A promise.
    Promise,
    /// A window.
    Window,
    /// An actor's picture of others.
    Perception,
    /// A driver, put at another level.
    Driver,
    /// A reading, put on.
    Reading,
}

impl CarrierKind {
    /// The key in `carried`, as files have it.
    pub fn key(self) -> &'static str {
        match self {
            CarrierKind::Statement => "statements",
            CarrierKind::Option => "options",
            CarrierKind::Rule => "rules",
            CarrierKind::Link => "links",
            CarrierKind::Verdict => "verdicts",
            CarrierKind::Guarantee => "guarantees",
            CarrierKind::Ratification => "ratification",
            CarrierKind::Holder => "holders",
            CarrierKind::Step => "steps",
            CarrierKind::Shows => "shows",
            CarrierKind::Promise => "promises",
            CarrierKind::Window => "windows",
            CarrierKind::Perception => "perceptions",
            CarrierKind::Driver => "drivers",
            CarrierKind::Reading => "readings",
        }
    }
}

impl Carriers {
    /// What carries, each with its kind, its place in the list of its kind and its id.
    pub fn each(&self) -> impl Iterator<Item = (CarrierKind, usize, &str)> {
        let lists = [
            (CarrierKind::Statement, &self.statements),
            (CarrierKind::Option, &self.options),
            (CarrierKind::Rule, &self.rules),
            (CarrierKind::Link, &self.links),
            (CarrierKind::Verdict, &self.verdicts),
            (CarrierKind::Guarantee, &self.guarantees),
            (CarrierKind::Ratification, &self.ratification),
            (CarrierKind::Holder, &self.holders),
            (CarrierKind::Step, &self.steps),
            (CarrierKind::Shows, &self.shows),
            (CarrierKind::Promise, &self.promises),
            (CarrierKind::Window, &self.windows),
            (CarrierKind::Perception, &self.perceptions),
            (CarrierKind::Reading, &self.readings),
        ];
        let listed = lists.into_iter().flat_map(|(kind, ids)| {
            let ids = ids.iter().enumerate();
            ids.map(move |(at, id)| (kind, at, id.as_str()))
        });
        let drivers = self.drivers.keys().enumerate();
        listed.chain(drivers.map(|(at, id)| (CarrierKind::Driver, at, id.as_str())))
    }
}

impl Dossier {
    /// The dossier without what carries a mechanism, and the changes with which it is to be
    /// asked: options off the table, drivers at the level at which they would stand. Readings
    /// that carry it are not put on; what is not there is passed over (`check` names it).
    pub fn without(&self, carried: &Carriers) -> (Dossier, Vec<Change>) {
        let mut dossier = self.clone();
        let mut changes = Vec::new();
        for (kind, _, id) in carried.each() {
            match kind {
                CarrierKind::Driver => changes.push(Change::Driver {
                    driver: id.to_owned(),
                    level: carried.drivers[id].clone(),
                }),
                CarrierKind::Reading => {}
                kind => {
                    take(&mut dossier.file, kind, id);
                    if kind == CarrierKind::Option {
                        changes.push(Change::Absent(id.to_owned()));
                    }
                }
            }
        }
        (dossier, changes)
    }
}

/// Takes a carrier out of a file; whether there was one. Drivers and readings stay where
/// they are.
pub(crate) fn take(file: &mut File, kind: CarrierKind, id: &str) -> bool {
    let pair = || id.split_once('.');
    match kind {
        CarrierKind::Statement => pair().is_some_and(|(actor, id)| {
            let mut taken = false;
            let mut next = Vec::new();
            let lists = file.preferences.iter_mut();
            for list in lists.filter(|list| list.actor == actor) {
                next.push((list.periods.clone(), after(&list.statements, id)));
                taken |= drop_statement(&mut list.statements, id);
            }
            if taken {
                forget(file, id, &next, |change| {
                    change.actor.as_deref() == Some(actor)
                });
            }
            taken
        }),
        CarrierKind::Option => {
            let known = file.options.contains_key(id);
            for period in file.periods.values_mut() {
                leave_out(&mut period.status_quo, id);
                for outcome in &mut period.outcomes {
                    leave_out(&mut outcome.state, id);
                }
            }
            known
        }
        CarrierKind::Rule => {
            let of_agreements = file.term_rules.shift_remove(id).is_some();
            file.rules.shift_remove(id).is_some() || of_agreements
        }
        CarrierKind::Link => match id.split_once('>') {
            None => file.links.shift_remove(id).is_some(),
            Some((cause, effect)) => {
                let mut claims = file.claims.values_mut();
                claims.by_ref().fold(false, |any, claim| {
                    let link = claim
                        .link
                        .take_if(|l| l.cause == cause && l.effect == effect);
                    link.is_some() || any
                })
            }
        },
        CarrierKind::Verdict => drop_verdict(file, id),
        CarrierKind::Guarantee => pair().is_some_and(|(faction, id)| {
            let faction = file.factions.get_mut(faction);
            faction.is_some_and(|faction| faction.guarantees.shift_remove(id).is_some())
        }),
        CarrierKind::Ratification => pair().is_some_and(|(rule, side)| {
            let rule = file.ratification.get_mut(rule);
            rule.is_some_and(|rule| rule.sides.shift_remove(side).is_some())
        }),
        CarrierKind::Holder => {
            let before = file.holders.len();
            file.holders.retain(|holder| holder.side != id);
            file.holders.len() < before
        }
        CarrierKind::Step => {
            for step in file.steps.values_mut() {
                step.needs.retain(|needed| needed != id);
            }
            file.steps.shift_remove(id).is_some()
        }
        CarrierKind::Shows => file.steps.get_mut(id).is_some_and(|step| {
            let shown = std::mem::take(&mut step.shows);
            !shown.is_empty()
        }),
        CarrierKind::Promise => file.promises.shift_remove(id).is_some(),
        CarrierKind::Window => {
            for plan in file.ladders.values_mut() {
                plan.windows.retain(|window| window != id);
            }
            file.windows.shift_remove(id).is_some()
        }
        CarrierKind::Perception => file.perceptions.shift_remove(id).is_some(),
        CarrierKind::Driver => file.drivers.contains_key(id),
        CarrierKind::Reading => file.readings.contains_key(id),
    }
}

/// Takes a statement out of a list; whether it was there. One that stood at its rank and
/// began it leaves the rank to the next.
fn drop_statement(statements: &mut Vec<Statement>, id: &str) -> bool {
    let Some(at) = statements.iter().position(|statement| statement.id == id) else {
        return false;
    };
    let dropped = statements.remove(at);
    if let Some(next) = statements.get_mut(at) {
        next.same_rank &= dropped.same_rank;
    }
    true
}

/// The statement after one in a list.
fn after(statements: &[Statement], id: &str) -> Option<String> {
    let at = statements.iter().position(|statement| statement.id == id)?;
    statements.get(at + 1).map(|next| next.id.clone())
}

/// Takes out what readings and pictures would do to a statement that is taken out; what they
/// would put above it goes above the one that comes next in their period.
fn forget(
    file: &mut File,
    id: &str,
    next: &[(Vec<String>, Option<String>)],
    is_of_whom: impl Fn(&ReadingChange) -> bool,
) {
    let is_done_to_it = |change: &ReadingChange| {
        let one = [&change.replace, &change.drop, &change.first];
        let mut named = one
            .into_iter()
            .flatten()
            .chain(change.swap.iter().flatten());
        is_of_whom(change) && named.any(|named| named == id)
    };
    let readings = file.readings.values_mut();
    let readings = readings.map(|one| (&one.periods, &mut one.changes));
    let pictures = file.perceptions.values_mut();
    let pictures = pictures.map(|one| (&one.periods, &mut one.changes));
    for (periods, changes) in readings.chain(pictures) {
        changes.retain(|change| !is_done_to_it(change));
        let here = next.iter().find(|(of, next)| {
            let meets = periods.is_empty() || of.is_empty();
            next.is_some() && (meets || of.iter().any(|period| periods.contains(period)))
        });
        let next = here.and_then(|(_, next)| next.clone());
        for change in changes.iter_mut().filter(|change| is_of_whom(change)) {
            if change.above.as_deref() == Some(id) {
                change.above.clone_from(&next);
            }
        }
    }
}

/// Takes out what a faction says: all of it, to a form, by a wish, or what gives its no its
/// weight.
fn drop_verdict(file: &mut File, id: &str) -> bool {
    let (faction, part) = match id.split_once('.') {
        Some((faction, part)) => (faction, Some(part)),
        None => (id, None),
    };
    let Some(known) = file.factions.get_mut(faction) else {
        return false;
    };
    let Some(part) = part else {
        for judges in &mut known.judges {
            judges.forms.clear();
            judges.statements.clear();
            judges.weights.clear();
            judges.audience_cost = None;
            judges.deadlock_cost = None;
        }
        return !known.judges.is_empty();
    };
    let (mut taken, mut wish, mut next) = (false, false, Vec::new());
    for judges in &mut known.judges {
        taken |= match part {
            "audience_cost" => judges.audience_cost.take().is_some(),
            "deadlock_cost" => judges.deadlock_cost.take().is_some(),
            part => judges.forms.shift_remove(part).is_some(),
        };
        next.push((judges.periods.clone(), after(&judges.statements, part)));
        if drop_statement(&mut judges.statements, part) {
            wish = true;
            for cost in [&mut judges.audience_cost, &mut judges.deadlock_cost] {
                cost.take_if(|named| named == part);
            }
        }
    }
    if wish {
        forget(file, part, &next, |change| {
            change.faction.as_deref() == Some(faction)
        });
    }
    taken || wish
}

/// Takes an option out of a state text.
fn leave_out(state: &mut String, option: &str) {
    let of_other = |part: &&str| {
        let name = part.split(['=', '.']).next().unwrap_or_default();
        name.trim() != option
    };
    *state = state
        .split(',')
        .filter(of_other)
        .collect::<Vec<_>>()
        .join(",");
}
