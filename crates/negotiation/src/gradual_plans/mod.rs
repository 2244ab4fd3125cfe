//! Gradual plans: the order in which nobody is ever far out, the patience and the time
//! that it takes, and the one bargain beside it (Lockwood & Thomas 2002; Watson 2002).

mod orders;
mod plan;
mod time;
mod types;

use hikiwake_bargain::gradual::Stakes;
use hikiwake_bargain::gradual_plan::{GradualPlan, MOST_STEPS, Patient};
use hikiwake_dossier::file::{Evidence, Named, PlanStep};
use hikiwake_dossier::{CrossedRedLine, Dossier};

use hikiwake_finding::Ground;
use hikiwake_finding::{ActorHead, Finding, FindingKind, basis};
use orders::{at_once, step_order};
use plan::Plan;
pub use types::*;

/// What is assumed where a plan is looked at.
#[derive(Clone, Debug, Default)]
pub struct GradualPlansSettings {
    /// Only this plan.
    pub ladder: Option<String>,
    /// What a year later counts to each side, from 0 to 1: [`YEARLY_DISCOUNT`], if left
    /// out.
    pub yearly_discount: Option<f64>,
}

/// What a year later counts where nothing else is assumed.
pub const YEARLY_DISCOUNT: f64 = 0.9;

/// Months that a step takes where the dossier does not say.
const MONTHS: f64 = 3.0;

/// Looks at the gradual plans of a dossier.
pub fn steps(dossier: &Dossier, settings: &GradualPlansSettings) -> Finding<GradualPlans> {
    let asked = |id: &&String| settings.ladder.as_ref().is_none_or(|asked| *id == asked);
    let ids = dossier.file.ladders.keys().filter(asked);
    let discount = settings.yearly_discount.unwrap_or(YEARLY_DISCOUNT);
    let plans = ids.map(|id| one(dossier, id, discount.clamp(0.0, 1.0)));
    let plans = plans.collect();
    basis::finding(dossier, FindingKind::Steps, GradualPlans { plans })
}

fn one(dossier: &Dossier, id: &str, yearly_discount: f64) -> PlanFinding {
    let plan = Plan::new(dossier, id);
    let written = dossier.file.ladders.get(id).cloned().unwrap_or_default();
    let sum = |of: fn(&PlanStep) -> &Named<f64>| -> Vec<f64> {
        let of = |side: &&str, step: &PlanStep| of(step).get(*side).copied();
        let all = |side| (plan.steps.iter()).filter_map(move |(_, step)| of(side, step));
        plan.sides.iter().map(|side| all(side).sum()).collect()
    };
    let mut found = PlanFinding {
        id: id.to_owned(),
        label: written.label.clone(),
        text: written.text.clone(),
        ground: ground(dossier, &written.evidence),
        sides: heads(dossier, &plan.sides),
        worth: sum(|step| &step.worth),
        costs: sum(|step| &step.costs),
        fault: None,
        rungs: Vec::new(),
        best: PlanOrder::none(),
        written: PlanOrder::none(),
        patient: None,
        patient_sought: false,
        patience_least: None,
        at_once: Vec::new(),
        clock: time::clock(&written, &plan, yearly_discount),
        windows: Vec::new(),
        guarantees: Vec::new(),
        cut_per_step: Vec::new(),
        done: None,
        notes: Vec::new(),
    };
    let ladder = match plan.checked() {
        Ok(ladder) => ladder,
        Err(fault) => {
            found.fault = Some(fault);
            return found;
        }
    };
    fill(&mut found, dossier, &plan, ladder);
    found.windows = time::windows(dossier, &written, &plan, &found.clock);
    if found.guarantees.is_empty() {
        found.notes.push(format!(
            "What each further step saves is left out: that formula is one of two sides, and here \
             there {}.",
            match found.sides.len() {
                1 => "is one".to_owned(),
                n => format!("are {n}"),
            }
        ));
    }
    found
}

fn fill(found: &mut PlanFinding, dossier: &Dossier, plan: &Plan, ladder: &GradualPlan) {
    let discount = found.clock.step_discount;
    let as_written = ladder.written_order();
    let best = match ladder.least_exposed() {
        Ok(best) => best.order,
        Err(_) => {
            found.notes.push(format!(
                "Every order is looked at up to {MOST_STEPS} steps; here the steps stand as \
                 written. Take steps that go together as one to see the best order."
            ));
            as_written.clone()
        }
    };
    found.best = step_order(plan, ladder, &best, discount);
    found.written = step_order(plan, ladder, &as_written, discount);
    let patient = ladder.least_patient();
    found.patient_sought = patient != Patient::NotSearched;
    match patient {
        Patient::Order { order, least, .. } => {
            found.patient = Some(step_order(plan, ladder, &order, discount));
            found.patience_least = Some(least);
        }
        Patient::Never => {}
        Patient::NotSearched => found.notes.push(format!(
            "Which order needs the least patience is not known: all are looked at up to \
             {MOST_STEPS} steps, and as long as few of them are nearly as good as each other. \
             Steps that need each other make it easier."
        )),
    }
    let first = (0..plan.sides.len()).map(Some);
    let once = [None].into_iter().chain(first);
    found.at_once = once
        .map(|first| at_once(plan, ladder, first, discount))
        .collect();
    found.guarantees = guarantees(found, plan.steps.len());
    found.cut_per_step = (0..found.sides.len())
        .map(|side| cut_per_step(found, side))
        .collect();
    found.rungs = rungs(found, dossier, plan, ladder, &best);
    found.done = time::done(plan, ladder, &best, &found.clock);
}

/// What a plan with a last date needs in 1, 2, … steps, by each side's totals; nothing
/// where there are not two sides, of which the closed form speaks.
fn guarantees(found: &PlanFinding, steps: usize) -> Vec<GuaranteeRow> {
    if found.sides.len() != 2 {
        return Vec::new();
    }
    let share = |side: usize, steps: usize| {
        let stakes = stakes(found, side)?;
        let penalty = stakes.least_penalty(u32::try_from(steps).ok()?)?;
        Some(penalty / stakes.cost).filter(|share| share.is_finite())
    };
    (1..=steps)
        .map(|steps| GuaranteeRow {
            steps,
            shares: (0..found.sides.len())
                .map(|side| share(side, steps))
                .collect(),
        })
        .collect()
}

/// What each further step cuts at least from what a side needs, as a share of it.
fn cut_per_step(found: &PlanFinding, side: usize) -> Option<f64> {
    let ratio = stakes(found, side)?.ratio();
    (found.sides.len() == 2 && ratio > 1.0).then(|| 1.0 - 1.0 / ratio)
}

/// A side's totals as the closed form takes them; `None` where the plan costs it nothing.
fn stakes(found: &PlanFinding, side: usize) -> Option<Stakes> {
    (found.costs[side] > 0.0).then(|| Stakes {
        gain: found.worth[side],
        cost: found.costs[side],
        discount: found.clock.step_discount,
        survival: 1.0,
    })
}

fn rungs(
    found: &PlanFinding,
    dossier: &Dossier,
    plan: &Plan,
    ladder: &GradualPlan,
    order: &[usize],
) -> Vec<PlanStepFinding> {
    let course = ladder.course(order);
    let crossed = dossier.crossed_red_lines();
    let names = |ids: &[String]| {
        ids.iter()
            .map(|id| basis::actor_name(dossier, id))
            .collect()
    };
    let label = |id: &String| {
        let step = plan.steps.iter().find(|(known, _)| known == id);
        step.map_or_else(|| id.clone(), |(_, step)| step.label.clone())
    };
    let side = |after: usize, step: usize, side: usize| {
        let numbers = &ladder.steps()[step];
        let given = course.given[after][side];
        PlanStepSide {
            cost: numbers.costs[side],
            worth: numbers.worth[side],
            shows: numbers.shows[side],
            given,
            given_for_good: match given > 0.0 {
                true => course.locked[after][side] / given,
                false => 0.0,
            },
            shown: course.shown[after][side],
            exposure: course.exposure(after, side),
            bare: course.bare(after, side),
        }
    };
    let mut timed = 0;
    (order.iter().enumerate())
        .map(|(at, &index)| {
            let (id, step) = plan.steps[index];
            let before = time::is_before(&found.clock, plan, index);
            timed += usize::from(!before);
            PlanStepFinding {
                id: id.to_owned(),
                written: index + 1,
                label: step.label.clone(),
                text: step.text.clone(),
                by: names(&step.by),
                sets: step.sets.clone(),
                needs: step.needs.iter().map(label).collect(),
                crosses: crosses(dossier, &crossed, id),
                locked: step.locked,
                sides: (0..plan.sides.len())
                    .map(|s| side(at + 1, index, s))
                    .collect(),
                due: time::due(&found.clock, timed).filter(|_| !before),
                done: step.done.clone(),
                ground: ground(dossier, &step.evidence),
            }
        })
        .collect()
}

/// The red lines that a step crosses, each once with the periods in which it does.
fn crosses(dossier: &Dossier, crossed: &[CrossedRedLine], step: &str) -> Vec<CrossedWish> {
    let mut wishes: Vec<CrossedWish> = Vec::new();
    for one in crossed.iter().filter(|one| one.step == step) {
        let period = one.period.as_deref();
        let period = period.and_then(|id| basis::period_head(dossier, id));
        let wish = basis::statement_of(dossier, &one.actor, one.rank, &one.statement);
        let same = |known: &&mut CrossedWish| {
            (&known.wish.actor, &known.wish.id) == (&wish.actor, &wish.id)
        };
        match wishes.iter_mut().find(same) {
            Some(known) => known.periods.extend(period),
            None => wishes.push(CrossedWish {
                name: basis::actor_name(dossier, &one.actor),
                wish,
                periods: period.into_iter().collect(),
            }),
        }
    }
    wishes
}

fn heads(dossier: &Dossier, sides: &[&str]) -> Vec<ActorHead> {
    let head = |id: &&str| ActorHead {
        id: (*id).to_owned(),
        name: basis::actor_name(dossier, id),
    };
    sides.iter().map(head).collect()
}

fn ground(dossier: &Dossier, evidence: &Evidence) -> Ground {
    Ground {
        basis: basis::basis_name(evidence.basis.unwrap_or_default()).to_owned(),
        hindsight: evidence.hindsight,
        claims: basis::claims(dossier, &evidence.because),
        note: evidence.note.clone(),
    }
}
