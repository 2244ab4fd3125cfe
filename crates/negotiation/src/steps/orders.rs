//! Orders and the one bargain, as the finding tells them.

use hikiwake_bargain::ladder::{Course, Ladder, Range, Shortfall};

use super::plan::Plan;
use super::{AtOnce, AtPrefix, DiscountRange, StepOrder};

impl StepOrder {
    /// Of no steps.
    pub(super) fn none() -> StepOrder {
        StepOrder {
            steps: Vec::new(),
            exposures: Vec::new(),
            bare: Vec::new(),
            worst: None,
            worst_bare: None,
            patience_from: None,
            patience: Vec::new(),
            guarantee: None,
            no_return: Vec::new(),
        }
    }
}

pub(super) fn step_order(
    plan: &Plan,
    ladder: &Ladder,
    order: &[usize],
    discount: f64,
) -> StepOrder {
    let course = ladder.course(order);
    let sides = 0..course.sides();
    let each = |of: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
        let prefixes = 0..=course.steps();
        let all = |after| sides.clone().map(|side| of(after, side)).collect();
        prefixes.map(all).collect()
    };
    StepOrder {
        steps: order.iter().map(|&k| plan.steps[k].0.to_owned()).collect(),
        exposures: each(&|after, side| course.exposure(after, side)),
        bare: each(&|after, side| course.bare(after, side)),
        worst: course.worst().map(|worst| at(plan, worst)),
        worst_bare: course.worst_bare().map(|worst| at(plan, worst)),
        patience_from: course.patience_from(),
        patience: ranges(&course),
        guarantee: course.guarantee(discount).map(|short| at(plan, short)),
        no_return: sides.map(|side| course.no_return(side)).collect(),
    }
}

pub(super) fn at_once(plan: &Plan, ladder: &Ladder, first: Option<usize>, discount: f64) -> AtOnce {
    let course = ladder.at_once(first);
    AtOnce {
        first: first.map(|side| plan.sides[side].to_owned()),
        exposure: first.map_or(0.0, |side| course.exposure(1, side)),
        bare: first.map_or(0.0, |side| course.bare(1, side)),
        patience_from: course.patience_from(),
        guarantee: course.guarantee(discount).map(|short| at(plan, short)),
    }
}

fn ranges(course: &Course) -> Vec<DiscountRange> {
    let range = |Range { least, most }| DiscountRange { least, most };
    course.patience().into_iter().map(range).collect()
}

fn at(plan: &Plan, short: Shortfall) -> AtPrefix {
    AtPrefix {
        share: short.amount,
        side: plan.sides[short.side].to_owned(),
        after: short.after,
    }
}
