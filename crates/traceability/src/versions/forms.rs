//! Which forms every government prefers, which would be kept, and what might answer a no.

use hikiwake_finding::ActorHead;
use hikiwake_negotiation::{BlockTarget, ObstacleKind, ObstacleSets};

use super::{ChangedAnswer, FormStanding};

/// The forms of both that fare otherwise whoever must agree at home.
pub(super) fn forms(old: &ObstacleSets, new: &ObstacleSets) -> Vec<ChangedAnswer> {
    let changed = new.targets.iter().filter_map(|now| {
        let form = now.form.clone()?;
        let was = old.targets.iter().find(|was| was.form == now.form)?;
        let [before, after] = [was, now].map(standing);
        (before != after).then(|| ChangedAnswer::Form {
            form,
            form_label: now.label.clone(),
            old: before,
            new: after,
        })
    });
    changed.collect()
}

fn standing(target: &BlockTarget) -> FormStanding {
    let kept = target.kept.unwrap_or_default();
    FormStanding {
        preferred: target.ground.preferred > 0,
        passes: target.passing > 0,
        kept: kept.hold > 0,
    }
}

/// Those whose no something else might answer.
pub(super) fn assurances(old: &ObstacleSets, new: &ObstacleSets) -> Vec<ChangedAnswer> {
    let mut all: Vec<ActorHead> = Vec::new();
    let of = |found: &ObstacleSets, who: &str| -> Vec<String> {
        let own = found
            .judgements
            .iter()
            .filter(|one| one.kind == ObstacleKind::Guarantee);
        let mut ids: Vec<String> = (own.filter(|one| one.who == who))
            .filter_map(|one| one.about.clone())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    for judged in old.judgements.iter().chain(&new.judgements) {
        if judged.kind == ObstacleKind::Guarantee && all.iter().all(|who| who.id != judged.who) {
            all.push(ActorHead {
                id: judged.who.clone(),
                name: judged.name.clone(),
            });
        }
    }
    let changed = all.into_iter().filter_map(|faction| {
        let [before, after] = [old, new].map(|found| of(found, &faction.id));
        (before != after).then_some(ChangedAnswer::Assurances {
            faction,
            old: before,
            new: after,
        })
    });
    changed.collect()
}
