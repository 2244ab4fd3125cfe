//! Gradual plans against one bargain.

use hikiwake_negotiation::PlanFinding;

use super::BriefFindings;
use crate::{Block, Text, joined, percent};

pub(super) fn small_steps(found: &BriefFindings) -> Vec<Block> {
    let plans = found.plans.map_or(&[][..], |found| &found.plans);
    plans
        .iter()
        .map(|plan| Block::paragraph(of_plan(plan)))
        .collect()
}

fn of_plan(plan: &PlanFinding) -> Text {
    let mut sentences: Vec<String> = Vec::new();
    let all = plan.rungs.len();
    if let Some(done) = &plan.done {
        let next = done.next.as_ref();
        sentences.push(match next {
            Some(next) => format!(
                "{} of the {all} steps of “{}” are done; next comes “{next}”.",
                done.steps.len(),
                plan.label
            ),
            None => format!("All {all} steps of “{}” are done.", plan.label),
        });
    }
    let name = |id: &str| {
        let side = plan.sides.iter().find(|side| side.id == id);
        side.map_or(id.to_owned(), |side| side.name.clone())
    };
    sentences.push(match &plan.best.worst {
        None => "Step by step no side ever has more at stake than it can show at home.".to_owned(),
        Some(worst) => format!(
            "Step by step, in the safest order, {} at worst risks {} of what the whole is worth \
             to it.",
            name(&worst.side),
            percent(worst.share)
        ),
    });
    let first: Vec<String> = (plan.at_once.iter())
        .filter_map(|once| Some((once.first.as_ref()?, once.exposure)))
        .filter(|(_, exposure)| *exposure > 0.0)
        .map(|(side, exposure)| format!("{} {}", name(side), percent(exposure)))
        .collect();
    if !first.is_empty() {
        sentences.push(format!(
            "In one bargain whoever goes first risks more: {}.",
            joined(&first)
        ));
    }
    sentences.push("These numbers are one analyst’s estimates.".to_owned());
    sentences.join(" ").into()
}
