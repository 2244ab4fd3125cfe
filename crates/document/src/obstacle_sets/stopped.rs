//! Who stops a form at home, how that is known, and the least that would open it.

use std::cmp::Reverse;

use hikiwake_negotiation::{BlockTarget, Obstacle, ObstacleKind, ObstacleSets, Repair};

use crate::form_grounds::{Form, Stoppers, labels, rests_on};
use crate::grouped::grouped;
use crate::{Text, joined};

/// The targets as forms.
pub(crate) fn forms<'a>(targets: &[&'a BlockTarget]) -> Vec<Form<'a>> {
    let form = |target: &&'a BlockTarget| Form {
        label: &target.label,
        ground: &target.ground,
    };
    targets.iter().map(form).collect()
}

/// Those whose judgements stand in the way of a form.
pub(crate) fn stoppers(found: &ObstacleSets, target: &BlockTarget) -> Stoppers {
    let mut who: Vec<(String, String)> = Vec::new();
    let mut each = true;
    for set in &target.obstacles {
        let mut here: Vec<String> = Vec::new();
        for judgement in set.iter().map(|&at| &found.judgements[at]) {
            if matches!(judgement.kind, ObstacleKind::Veto | ObstacleKind::Guarantee) {
                continue;
            }
            let name = called(judgement);
            if who.iter().all(|(known, _)| *known != name) {
                who.push((
                    name.clone(),
                    rests_on(&judgement.basis, judgement.hindsight),
                ));
            }
            if !here.contains(&name) {
                here.push(name);
            }
        }
        each &= here.len() == 1;
    }
    Stoppers { who, each }
}

fn called(judgement: &Obstacle) -> String {
    match judgement.kind {
        ObstacleKind::Vote => format!("the vote in {}", judgement.name),
        ObstacleKind::Term => format!("“{}” as it is asked about", judgement.name),
        _ => judgement.name.clone(),
    }
}

/// Who stops which forms, those stopped alike together.
pub(crate) fn stops(found: &ObstacleSets, closed: &[&BlockTarget]) -> Vec<Text> {
    let known = closed.iter().filter(|target| target.cut_short.is_none());
    let alike = grouped(known.map(|&target| (stoppers(found, target), target)));
    let told = alike.iter();
    told.map(|(stoppers, targets)| stoppers.told(&labels(&forms(targets))).into())
        .collect()
}

/// The smallest set of judgements that wins people over, so that nobody who must agree is
/// passed over; of several, the one for which most is known of what might win them over.
pub(crate) fn least_repair<'a>(
    found: &ObstacleSets,
    target: &'a BlockTarget,
) -> Option<&'a Repair> {
    let kinds = |repair: &'a Repair| repair.without.iter().map(|&at| found.judgements[at].kind);
    let passed_over = |kind| matches!(kind, ObstacleKind::Veto | ObstacleKind::Vote);
    (target.repairs.iter())
        .filter(|repair| !kinds(repair).any(passed_over))
        .min_by_key(|repair| {
            let answered = kinds(repair).filter(|kind| *kind == ObstacleKind::Guarantee);
            (repair.without.len(), Reverse(answered.count()))
        })
}

/// What would open a form at the least, and how that is known.
pub(crate) fn least(found: &ObstacleSets, target: &BlockTarget) -> Option<Text> {
    let repair = least_repair(found, target)?;
    let parts = repair.without.iter().map(|&at| {
        let judgement = &found.judgements[at];
        let known = rests_on(&judgement.basis, judgement.hindsight);
        match judgement.kind {
            ObstacleKind::Term => judgement.repair.clone(),
            ObstacleKind::Guarantee => format!("{} ({known})", judgement.repair),
            _ => format!("{} (its no is {known})", judgement.repair),
        }
    });
    let what = forms(&[target])[0].called();
    Some(Text::from(format!(
        "The least that would open {what}: {}.",
        joined(&parts.collect::<Vec<_>>())
    )))
}
