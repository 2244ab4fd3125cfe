//! What becomes of the map of drivers: loops that come or go, answers to a push.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_drivers::{Answered, DriverHead, DriverLoops, Influence, LoopKind};

use super::{ChangedAnswer, LoopOfDrivers, PushAnswer};

/// The loops that only one of both has.
pub(super) fn loops(old: &DriverLoops, new: &DriverLoops) -> Option<ChangedAnswer> {
    let of = |found: &DriverLoops| -> Vec<LoopOfDrivers> {
        let all = found.loops.iter().chain(&found.game.loops);
        all.map(|one| LoopOfDrivers {
            feeds_itself: one.kind == LoopKind::Reinforcing,
            drivers: (one.drivers.iter())
                .map(|&driver| found.drivers[driver].label.clone())
                .collect(),
        })
        .collect()
    };
    let (before, after) = (of(old), of(new));
    let lacking = |here: &[LoopOfDrivers], there: &[LoopOfDrivers]| -> Vec<LoopOfDrivers> {
        let lacks = here.iter().filter(|one| !there.contains(one));
        lacks.cloned().collect()
    };
    let (gone, come) = (lacking(&before, &after), lacking(&after, &before));
    let differs = !gone.is_empty() || !come.is_empty();
    differs.then_some(ChangedAnswer::Loops { gone, new: come })
}

/// What pushes on single drivers do otherwise, of what moves the dispute in either version.
/// A push that the new version does not know leads nowhere there.
pub(super) fn pushes(old: &[Influence], new: &[Influence]) -> Vec<ChangedAnswer> {
    let mut changed = Vec::new();
    for before in old {
        let Some(cause) = pushed(before) else {
            continue;
        };
        let after = new.iter().find(|after| {
            let other = pushed(after);
            other.is_some_and(|other| other.id == cause.id)
        });
        // An option is on the map for its links alone: without them it moves nothing.
        if after.is_some() || cause.id.starts_with("option.") {
            changed.extend(push(&cause.label, before, after));
        }
    }
    changed
}

fn pushed(found: &Influence) -> Option<&DriverHead> {
    let push = found.push.as_ref()?;
    found.drivers.get(push.driver)
}

type Told = BTreeMap<String, PushAnswer>;

fn push(cause: &str, old: &Influence, new: Option<&Influence>) -> Vec<ChangedAnswer> {
    let both: Vec<&Influence> = [Some(old), new].into_iter().flatten().collect();
    let matter = both.iter().flat_map(|found| {
        let drivers = found.matters.iter();
        drivers.map(|&driver| found.drivers[driver].id.as_str())
    });
    let matter: BTreeSet<&str> = matter.collect();
    let told = |found: &Influence| -> Told {
        let moves = found.push.iter().flat_map(|push| &push.moves);
        let told = moves.filter_map(|one| {
            let effect = &found.drivers[one.driver];
            let certain = one.answer == Answered::Certain;
            let answer = (one.answer, one.direction.filter(|_| certain));
            let matters = matter.contains(effect.id.as_str());
            matters.then(|| (effect.label.clone(), answer))
        });
        told.collect()
    };
    let (before, after) = (told(old), new.map(told).unwrap_or_default());
    let effects: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = effects.into_iter().filter_map(|effect| {
        let (was, is) = (before.get(effect), after.get(effect));
        (was != is).then(|| ChangedAnswer::Push {
            cause: cause.to_owned(),
            effect: effect.clone(),
            old: was.copied(),
            new: is.copied(),
        })
    });
    changed.collect()
}
