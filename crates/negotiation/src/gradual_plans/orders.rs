//! Orders and the one bargain, as the finding tells them.

use hikiwake_bargain::gradual_plan::{GradualPlan, PlanCourse, Range, Shortfall};

use super::plan::Plan;
use super::{AtPrefix, DiscountRange, PlanOrder, SingleBargain};

impl PlanOrder {
    /// Of no steps.
    pub(super) fn none() -> PlanOrder {
        PlanOrder {
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
    ladder: &GradualPlan,
    order: &[usize],
    discount: f64,
) -> PlanOrder {
    let course = ladder.course(order);
    let sides = 0..course.sides();
    let each = |of: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
        let prefixes = 0..=course.steps();
        let all = |after| sides.clone().map(|side| of(after, side)).collect();
        prefixes.map(all).collect()
    };
    PlanOrder {
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

pub(super) fn at_once(
    plan: &Plan,
    ladder: &GradualPlan,
    first: Option<usize>,
    discount: f64,
) -> SingleBargain {
    let course = ladder.at_once(first);
    SingleBargain {
        first: first.map(|side| plan.sides[side].to_owned()),
        exposure: first.map_or(0.0, |side| course.exposure(1, side)),
        bare: first.map_or(0.0, |side| course.bare(1, side)),
        patience_from: course.patience_from(),
        guarantee: course.guarantee(discount).map(|short| at(plan, short)),
    }
}

fn ranges(course: &PlanCourse) -> Vec<DiscountRange> {
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
