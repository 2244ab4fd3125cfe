//! What becomes of plans of small steps.

use hikiwake_finding::ActorHead;
use hikiwake_negotiation::{AtPrefix, GradualPlans, PlanFinding};

use super::{ChangedAnswer, PlanStanding};

/// The plans that stand otherwise.
pub(super) fn plans(old: &GradualPlans, new: &GradualPlans) -> Vec<ChangedAnswer> {
    let find = |all: &GradualPlans, id: &str| {
        let plan = all.plans.iter().find(|plan| plan.id == id);
        plan.map(|plan| Box::new(standing(plan)))
    };
    let mut ids: Vec<(&str, &str)> = Vec::new();
    for plan in old.plans.iter().chain(&new.plans) {
        if ids.iter().all(|(id, _)| *id != plan.id) {
            ids.push((&plan.id, &plan.label));
        }
    }
    let changed = ids.into_iter().filter_map(|(id, label)| {
        let [before, after] = [old, new].map(|all| find(all, id));
        (before != after).then(|| ChangedAnswer::Plan {
            id: id.to_owned(),
            label: label.to_owned(),
            old: before,
            new: after,
        })
    });
    changed.collect()
}

fn standing(plan: &PlanFinding) -> PlanStanding {
    let side = |at: &Option<AtPrefix>| -> Option<ActorHead> {
        let at = at.as_ref()?;
        plan.sides.iter().find(|side| side.id == at.side).cloned()
    };
    PlanStanding {
        steps: plan.rungs.len(),
        exposed: side(&plan.best.worst),
        exposed_after: plan.best.worst.as_ref().map(|worst| worst.after),
        patience: plan.best.patience_from.is_some(),
        as_written: side(&plan.written.worst)
            .zip(plan.written.worst.as_ref().map(|worst| worst.after)),
        guarantee: side(&plan.best.guarantee),
        windows: plan.windows.len(),
    }
}
