//! Gradual plans against one bargain.

use hikiwake_dossier::date;
use hikiwake_negotiation::{PlanFinding, PlanStepFinding};

use super::BriefFindings;
use crate::gradual_plans::{name_of, opening};
use crate::{Block, Text, joined, percent};

pub(super) fn small_steps(found: &BriefFindings) -> Vec<Block> {
    let plans = found.plans.map_or(&[][..], |found| &found.plans);
    let told = (plans.iter()).map(|plan| Block::paragraph(of_plan(plan, found.date())));
    told.collect()
}

fn of_plan(plan: &PlanFinding, day: Option<&str>) -> Text {
    let mut sentences: Vec<String> = Vec::new();
    let all = plan.rungs.len();
    if plan.done.is_some() {
        // What was done later is not known yet at the date of the brief.
        let by_then = |rung: &&PlanStepFinding| {
            let done = rung.done.as_deref();
            done.is_some_and(|done| day.is_none_or(|day| date::first(done) <= date::first(day)))
        };
        let done = plan.rungs.iter().filter(by_then).count();
        let next = plan.rungs.iter().find(|rung| !by_then(rung));
        sentences.push(match next {
            Some(next) => format!(
                "{done} of the {all} steps of “{}” are done; next comes “{}”.",
                plan.label, next.label
            ),
            None => format!("All {all} steps of “{}” are done.", plan.label),
        });
    }
    sentences.push(match &plan.best.worst {
        None => "Step by step no side ever has more at stake than it can show at home.".to_owned(),
        Some(worst) => format!(
            "Step by step, in the safest order, {} at worst risks {} of what the whole is worth \
             to it.",
            name_of(plan, &worst.side),
            percent(worst.share)
        ),
    });
    let risks = opening::risks(plan);
    if !risks.is_empty() {
        sentences.push(format!(
            "In one bargain whoever goes first risks more: {}.",
            joined(&risks)
        ));
    }
    sentences.extend(opening::crossings(plan));
    sentences.push("These numbers are one analyst’s estimates.".to_owned());
    sentences.join(" ").into()
}
