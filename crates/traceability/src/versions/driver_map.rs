//! What becomes of the map of drivers: loops that come or go, answers to a push.

use std::collections::BTreeMap;

use hikiwake_drivers::{Answered, DriverAnswer, DriverLoops, Influence, LoopKind};

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

/// What a push on one driver does otherwise, of what moves the dispute.
pub(super) fn push(old: &Influence, new: &Influence) -> Vec<ChangedAnswer> {
    let of = |found: &Influence| -> Option<(String, BTreeMap<String, PushAnswer>)> {
        let push = found.push.as_ref()?;
        let matters = |one: &&DriverAnswer| found.matters.contains(&one.driver);
        let answers = push.moves.iter().filter(matters);
        let told = answers.map(|one| {
            let certain = one.answer == Answered::Certain;
            let direction = one.direction.filter(|_| certain);
            (
                found.drivers[one.driver].label.clone(),
                (one.answer, direction),
            )
        });
        Some((found.drivers[push.driver].label.clone(), told.collect()))
    };
    let (Some((cause, before)), Some((_, after))) = (of(old), of(new)) else {
        return Vec::new();
    };
    let mut effects: Vec<&String> = before.keys().chain(after.keys()).collect();
    effects.sort_unstable();
    effects.dedup();
    let changed = effects.into_iter().filter_map(|effect| {
        let (was, is) = (before.get(effect), after.get(effect));
        (was != is).then(|| ChangedAnswer::Push {
            cause: cause.clone(),
            effect: effect.clone(),
            old: was.copied(),
            new: is.copied(),
        })
    });
    changed.collect()
}
