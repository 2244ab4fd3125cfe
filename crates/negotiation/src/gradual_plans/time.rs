//! A plan against the calendar: when it ends, which windows it meets, what was done.

use hikiwake_bargain::gradual_plan::GradualPlan;
use hikiwake_dossier::date::{self, Moment};
use hikiwake_dossier::file::{self, Window, WindowEffect};
use hikiwake_dossier::{Day, Dossier};

use super::plan::Plan;
use super::{DoneSoFar, MONTHS, PlanClock, PlanWindow};

pub(super) fn clock(written: &file::GradualPlan, plan: &Plan, yearly_discount: f64) -> PlanClock {
    let months = written
        .months_per_step
        .filter(|m| m.is_finite() && *m > 0.0);
    let months = months.unwrap_or(MONTHS);
    let survival = written.yearly_survival.unwrap_or(1.0).clamp(0.0, 1.0);
    let mut clock = PlanClock {
        begins: written.begins.clone(),
        before: 0,
        months_per_step: months,
        ends: None,
        yearly_survival: survival,
        chance_at_end: 1.0,
        yearly_discount,
        step_discount: (yearly_discount * survival).powf(months / 12.0),
    };
    let steps = 0..plan.steps.len();
    clock.before = steps
        .clone()
        .filter(|&k| is_before(&clock, plan, k))
        .count();
    let years = (plan.steps.len() - clock.before) as f64 * months / 12.0;
    clock.chance_at_end = survival.powf(years);
    clock.ends = due(&clock, plan.steps.len() - clock.before);
    clock
}

/// Whether a step had been taken before the plan begins.
pub(super) fn is_before(clock: &PlanClock, plan: &Plan, step: usize) -> bool {
    let done = plan.steps[step].1.done.as_deref().and_then(date::last);
    let begins = clock.begins.as_deref().and_then(date::first);
    done.zip(begins).is_some_and(|(done, begins)| done < begins)
}

/// The month by which so many steps are done that take their time.
pub(super) fn due(clock: &PlanClock, steps: usize) -> Option<String> {
    let begins = begins(clock)?;
    begins.after(steps as f64 * clock.months_per_step).month()
}

fn begins(clock: &PlanClock) -> Option<Moment> {
    let first = date::first(clock.begins.as_deref()?)?;
    Some(Moment::morning(first))
}

/// How many steps are done by a moment, if the plan goes on time.
fn steps_by(clock: &PlanClock, plan: &Plan, until: Moment) -> Option<usize> {
    let months = until.since(begins(clock)?).max(0.0);
    // A step that ends with the day counts.
    let taken = (months / clock.months_per_step + 1e-9).floor() as usize;
    Some(taken.saturating_add(clock.before).min(plan.steps.len()))
}

/// The windows within which the plan must end, then those that hinder it.
pub(super) fn windows(
    dossier: &Dossier,
    written: &file::GradualPlan,
    plan: &Plan,
    clock: &PlanClock,
) -> Vec<PlanWindow> {
    let window = |id: &String, window: &Window| {
        let closes = window.closes.as_ref()?;
        let until = Moment::evening(date::last(closes)?);
        let begun = begins(clock)?;
        let steps = steps_by(clock, plan, until)?;
        let closed = window.closed.as_ref().unwrap_or(closes);
        let years = (until.since(begun) / 12.0).max(0.0);
        Some(PlanWindow {
            id: id.clone(),
            label: window.label.clone(),
            effect: match window.effect {
                WindowEffect::Helps => "helps",
                WindowEffect::Hinders => "hinders",
                WindowEffect::Unclear => "unclear",
            }
            .to_owned(),
            must: written.windows.contains(id),
            closes: closes.clone(),
            closed: window.closed.clone(),
            steps,
            in_time: steps == plan.steps.len(),
            chance: clock.yearly_survival.powf(years),
            done: date::last(closed).map_or(0, |day| done_by(plan, day)),
        })
    };
    let all = &dossier.file.windows;
    let must = written
        .windows
        .iter()
        .filter_map(|id| window(id, all.get(id)?));
    let hinder = all.iter().filter(|(id, other)| {
        other.effect == WindowEffect::Hinders && !written.windows.contains(id)
    });
    let hinder = hinder.filter_map(|(id, other)| window(id, other));
    // What is over before the plan begins hinders nothing.
    let hinder = hinder.filter(|window| {
        let begins = clock.begins.as_deref().and_then(date::first);
        date::last(&window.closes) >= begins
    });
    must.chain(hinder).collect()
}

/// How many steps were in fact done by the evening of a day.
fn done_by(plan: &Plan, day: Day) -> usize {
    let days = plan.steps.iter().filter_map(|(_, step)| step.done.as_ref());
    days.filter_map(|done| date::last(done))
        .filter(|done| *done <= day)
        .count()
}

pub(super) fn done(
    plan: &Plan,
    ladder: &GradualPlan,
    best: &[usize],
    clock: &PlanClock,
) -> Option<DoneSoFar> {
    let mut taken: Vec<(Day, usize, &String)> = (plan.steps.iter().enumerate())
        .filter_map(|(at, (_, step))| {
            let done = step.done.as_ref()?;
            Some((date::last(done)?, at, done))
        })
        .collect();
    taken.sort();
    let &(day, _, last) = taken.last()?;
    let order: Vec<usize> = taken.iter().map(|(_, at, _)| *at).collect();
    let course = ladder.course(&order);
    let left = best.iter().find(|step| !order.contains(step));
    let last_step = course.steps();
    Some(DoneSoFar {
        steps: order.iter().map(|&k| plan.steps[k].0.to_owned()).collect(),
        last: last.clone(),
        due: steps_by(clock, plan, Moment::evening(day)),
        exposures: (0..course.sides())
            .map(|side| course.exposure(last_step, side))
            .collect(),
        bare: (0..course.sides())
            .map(|side| course.bare(last_step, side))
            .collect(),
        next: left.map(|&step| plan.steps[step].1.label.clone()),
    })
}
