//! What would last, who has what it wants, and what could be traded.

use std::collections::BTreeMap;

use hikiwake_conflict::{ActorBalance, Analysis, Pattern, WishBalance};
use hikiwake_dossier::PartKind;
use hikiwake_finding::{StatementHead, WalkStep};

use super::renamed::{Deed, Renamed, plain};
use super::{ChangedAnswer, InPlace, MetOf, PatternStanding};

/// Whether nobody would leave what is in place (SEQ); `None` where nothing is.
pub fn lasts(analysis: &Analysis) -> Option<bool> {
    let today = analysis.status_quo.as_ref()?;
    Some(today.concepts.iter().any(|concept| concept == "SEQ"))
}

/// Whether what is in place lasts, or who leaves it how.
pub(super) fn in_place(old: &Analysis, new: &Analysis, renamed: &Renamed) -> Option<ChangedAnswer> {
    let of = |analysis: &Analysis| {
        let today = analysis.status_quo.as_ref()?;
        Some(InPlace {
            lasts: lasts(analysis)?,
            departures: today.departures.clone(),
        })
    };
    let (before, after) = (of(old)?, of(new)?);
    let old_deeds = before
        .departures
        .iter()
        .map(|step| renamed.step(step, &old.options));
    let new_deeds = after
        .departures
        .iter()
        .map(|step| plain(step, &new.options));
    let same = before.lasts == after.lasts && sorted(old_deeds) == sorted(new_deeds);
    (!same).then_some(ChangedAnswer::InPlace {
        old: before,
        new: after,
    })
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items
}

fn patterns_of(analysis: &Analysis) -> impl Iterator<Item = &Pattern> {
    analysis.patterns.iter().map(|ground| &ground.pattern)
}

/// The patterns that both versions name and of which something else becomes.
pub(super) fn patterns(old: &Analysis, new: &Analysis, renamed: &Renamed) -> Vec<ChangedAnswer> {
    let name = |before: &Pattern| renamed.id(PartKind::Definition, &before.id).to_owned();
    let mut pairs: Vec<(String, &str, [PatternStanding; 2])> = Vec::new();
    for now in patterns_of(new) {
        let was = patterns_of(old).find(|before| name(before) == now.id);
        let was = was.map_or(PatternStanding::Settled, PatternStanding::of);
        pairs.push((now.id.clone(), &now.label, [was, PatternStanding::of(now)]));
    }
    for before in patterns_of(old) {
        if patterns_of(new).all(|now| name(before) != now.id) {
            let standings = [PatternStanding::of(before), PatternStanding::Settled];
            pairs.push((name(before), &before.label, standings));
        }
    }
    (pairs.into_iter())
        .filter(|(id, _, [old, new])| old != new && !renamed.is_new_or_gone(id))
        .map(|(id, label, [old, new])| ChangedAnswer::Pattern {
            id,
            label: label.to_owned(),
            old,
            new,
        })
        .collect()
}

/// The actors of both versions whose wishes are met otherwise.
pub(super) fn wishes(
    old: &WishBalance,
    new: &WishBalance,
    renamed: &Renamed,
) -> Vec<ChangedAnswer> {
    if old.today.is_none() || new.today.is_none() {
        return Vec::new();
    }
    let changed = new.balances.iter().filter_map(|now| {
        let mut before = old.balances.iter();
        let before =
            before.find(|before| renamed.id(PartKind::Actor, &before.actor) == now.actor)?;
        let was_met = met(old, before, |id| renamed.wish(&before.actor, id));
        let turned = |from: bool| -> Vec<StatementHead> {
            let own = wishes_of(now).map(|(wish, met)| (&new.statements[wish], met));
            own.filter(|(wish, met)| *met != from && was_met.get(&wish.id) == Some(&from))
                .map(|(wish, _)| wish.clone())
                .collect()
        };
        let count = |one: &ActorBalance| MetOf {
            met: one.met.len(),
            all: one.met.len() + one.unmet.len(),
        };
        let (gained, lost) = (turned(false), turned(true));
        let differs = count(before) != count(now) || !gained.is_empty() || !lost.is_empty();
        differs.then(|| ChangedAnswer::Wishes {
            actor: now.actor.clone(),
            old: count(before),
            new: count(now),
            gained,
            lost,
        })
    });
    changed.collect()
}

/// The wishes of an actor by rank, and whether each is met.
fn wishes_of(balance: &ActorBalance) -> impl Iterator<Item = (usize, bool)> {
    let met = balance.met.iter().map(|&wish| (wish, true));
    let unmet = balance.unmet.iter().map(|wish| (wish.statement, false));
    sorted(met.chain(unmet)).into_iter()
}

fn met<'a>(
    of: &'a WishBalance,
    balance: &ActorBalance,
    name: impl Fn(&'a str) -> &'a str,
) -> BTreeMap<String, bool> {
    let named = |(wish, met): (usize, bool)| (name(&of.statements[wish].id).to_owned(), met);
    wishes_of(balance).map(named).collect()
}

/// The pairs of steps that are a trade in one version only.
pub(super) fn trades(
    old: &WishBalance,
    new: &WishBalance,
    renamed: &Renamed,
) -> Option<ChangedAnswer> {
    let pairs =
        |of: &WishBalance, deed: &dyn Fn(&WalkStep) -> Deed| -> Vec<(Vec<Deed>, [WalkStep; 2])> {
            let pairs = of
                .trades
                .iter()
                .map(|trade| trade.steps.map(|at| of.steps[at].step.clone()));
            pairs
                .map(|steps| (sorted(steps.iter().map(deed)), steps))
                .collect()
        };
    let before = pairs(old, &|step| renamed.step(step, &old.options));
    let after = pairs(new, &|step| plain(step, &new.options));
    let lacking = |here: &[(Vec<Deed>, [WalkStep; 2])], there: &[(Vec<Deed>, [WalkStep; 2])]| {
        let lacks = |deeds: &Vec<Deed>| !there.iter().any(|(other, _)| other == deeds);
        let lacking = here.iter().filter(|(deeds, _)| lacks(deeds));
        lacking.map(|(_, steps)| steps.clone()).collect::<Vec<_>>()
    };
    let (gone, come) = (lacking(&before, &after), lacking(&after, &before));
    let differs = !gone.is_empty() || !come.is_empty();
    differs.then_some(ChangedAnswer::Trades { gone, new: come })
}
