//! A gradual plan in sentences: one that answers, then what stands behind it.

use hikiwake_dossier::date;
use hikiwake_finding::no_or_count;
use hikiwake_finding::words::capital;
use hikiwake_negotiation::{
    CrossedWish, DoneSoFar, PlanFault, PlanFinding, PlanOrder, PlanStepFinding, PlanWindow,
};

use super::name_of;
use crate::number::in_words;
use crate::{Number, Precision, Text, joined, percent, scenarios, sentence, statements};

/// How far it has come, what comes next, and which red line it would cross.
pub(super) fn answer(plan: &PlanFinding) -> String {
    if let Some(fault) = &plan.fault {
        return no_plan(fault);
    }
    let mut clauses = match &plan.done {
        Some(done) => so_far(plan, done),
        None => vec![capital(&stake(plan))],
    };
    let crossing = plan.rungs.iter().flat_map(|step| {
        let crossed = step.crosses.iter();
        crossed.map(move |wish| format!("“{}” would cross a red line of {}", step.label, wish.name))
    });
    clauses.extend(crossing.take(1));
    sentence::of_clauses(&clauses)
}

fn so_far(plan: &PlanFinding, done: &DoneSoFar) -> Vec<String> {
    let (some, all) = (done.steps.len(), plan.rungs.len());
    let (all, by) = (in_words(all), date::worded(&done.last));
    let mut clauses = vec![match some {
        _ if some == plan.rungs.len() => format!("All {all} steps were done by {by}"),
        1 => format!("One of {all} steps was done by {by}"),
        _ => format!(
            "{} of {all} steps were done by {by}",
            capital(&in_words(some))
        ),
    }];
    clauses.extend(
        done.next
            .as_ref()
            .map(|next| format!("next would come “{next}”")),
    );
    clauses
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(plan: &PlanFinding) -> Vec<String> {
    if plan.fault.is_some() {
        return Vec::new();
    }
    let numbers = "All numbers here are the analyst’s own estimates.";
    let mut told = vec![numbers.to_owned()];
    told.extend(crossings(plan));
    if plan.done.is_some() {
        told.push(format!("{}.", capital(&stake(plan))));
    }
    told.extend([once(plan), patience(plan)]);
    told.extend(no_return(plan));
    told.extend(end(plan));
    told.extend(plan.windows.iter().map(|window| meets(plan, window)));
    told.extend(plan.done.as_ref().map(|so_far| stopped(plan, so_far)));
    told
}

/// The most that anybody has at stake in the safest order.
fn stake(plan: &PlanFinding) -> String {
    let Some(worst) = &plan.best.worst else {
        return "step by step nobody would ever have more at stake than it can show at home"
            .to_owned();
    };
    format!(
        "step by step {} would at worst risk {} of what the whole is worth to it, {}",
        name_of(plan, &worst.side),
        percent(worst.share),
        after(plan, &plan.best, worst.after)
    )
}

/// `Japan 32%`: what each side would risk in one bargain that it began.
pub(crate) fn risks(plan: &PlanFinding) -> Vec<String> {
    let risks = (plan.at_once.iter())
        .filter(|once| once.exposure > 0.0)
        .filter_map(|once| {
            let first = name_of(plan, once.first.as_ref()?);
            Some(format!("{first} {}", percent(once.exposure)))
        });
    risks.collect()
}

/// What the one bargain puts at stake.
fn once(plan: &PlanFinding) -> String {
    let risks = risks(plan);
    match risks.is_empty() {
        true => "In one bargain whoever goes first would risk nothing either: it could take its \
                 part back whole."
            .to_owned(),
        false => format!(
            "In one bargain whoever goes first would risk this share of what the whole is worth \
             to it: {}.",
            joined(&risks)
        ),
    }
}

/// Whether somebody gains by stopping, as much as the future is assumed to count.
fn patience(plan: &PlanFinding) -> String {
    match (plan.best.patience_from, &plan.best.guarantee) {
        (Some(least), _) if least < 0.0005 => {
            "Nobody would gain by stopping, however little the future counts.".to_owned()
        }
        (Some(least), _) if least <= plan.clock.step_discount => {
            "Nobody would gain by stopping, if the future counts for as much as is assumed here."
                .to_owned()
        }
        (Some(_), _) => "Somebody would gain by stopping, unless the future counts for more than \
                         is assumed here."
            .to_owned(),
        (None, Some(short)) => format!(
            "{} would gain by stopping {}, however much the future counts.",
            name_of(plan, &short.side),
            after(plan, &plan.best, short.after)
        ),
        (None, None) => "Nobody would gain by stopping, if the future counts for as much as is \
                         assumed here; somebody would if it counted for more."
            .to_owned(),
    }
}

/// From where more than half of what a side gave is gone, and what cannot be undone.
fn no_return(plan: &PlanFinding) -> Option<String> {
    let told: Vec<String> = (plan.sides.iter().zip(&plan.best.no_return))
        .filter_map(|(side, from)| {
            let label = &plan.rungs.get(from.as_ref()?.checked_sub(1)?)?.label;
            Some(format!(
                "After “{label}” most of what {} gave is gone for good.",
                side.name
            ))
        })
        .collect();
    let for_good = plan.rungs.iter().filter(|rung| rung.locked >= 1.0);
    let for_good: Vec<String> = for_good.map(|rung| format!("“{}”", rung.label)).collect();
    let mut sentences = told;
    if !for_good.is_empty() {
        sentences.push(format!("There is no way back after {}.", joined(&for_good)));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// When it would end, and the assumed chance that it is still carried then.
fn end(plan: &PlanFinding) -> Option<String> {
    let clock = &plan.clock;
    let (begins, ends) = (clock.begins.as_ref()?, clock.ends.as_ref()?);
    let all = match plan.sides.len() {
        2 => "both sides".to_owned(),
        n => format!("all {} sides", in_words(n)),
    };
    let chance = match clock.yearly_survival < 1.0 {
        true => format!(
            " The chance that {all} still carry it then would be {}, if one assumes {} for each \
             year.",
            percent(clock.chance_at_end),
            percent(clock.yearly_survival)
        ),
        false => String::new(),
    };
    Some(format!(
        "Begun {} at one step in {}, it would end {}.{chance}",
        date::at(begins),
        months(clock.months_per_step),
        date::at(ends)
    ))
}

/// What was lost where it stopped, and whether it was late.
fn stopped(plan: &PlanFinding, done: &DoneSoFar) -> String {
    let last = match done.due {
        Some(due) if due > done.steps.len() => format!(
            "The last step was done {}, when there had been time for {}.",
            date::at(&done.last),
            in_words(due)
        ),
        _ => format!("The last step was done {}.", date::at(&done.last)),
    };
    let told = match (lost(plan, &done.exposures), lost(plan, &done.bare)) {
        (None, None) => "no side has given more than it got".to_owned(),
        (None, Some(bare)) => format!(
            "no side has given more than it got and could show at home; with nothing counted for \
             what it could show, this is lost of what the whole was worth: {bare}"
        ),
        (Some(lost), _) => format!("this is lost of what the whole was worth: {lost}"),
    };
    format!("{last} By the numbers assumed here, {told}.")
}

/// `Japan 12% and Russia 3%`: who has lost how much; `None` where nobody has.
fn lost(plan: &PlanFinding, exposures: &[f64]) -> Option<String> {
    let lost: Vec<String> = (plan.sides.iter().zip(exposures))
        .filter(|(_, share)| **share > 0.0)
        .map(|(side, share)| format!("{} {}", side.name, percent(*share)))
        .collect();
    (!lost.is_empty()).then(|| joined(&lost))
}

/// `after “the eight points”`, `before the first step`
pub(super) fn after(plan: &PlanFinding, order: &PlanOrder, steps: usize) -> String {
    let label = steps.checked_sub(1).and_then(|at| order.steps.get(at));
    match label {
        Some(id) if steps == order.steps.len() => {
            format!("after the last step, “{}”", label_of(plan, id))
        }
        Some(id) => format!("after “{}”", label_of(plan, id)),
        None => "before the first step".to_owned(),
    }
}

/// Why no order of it can be looked at.
fn no_plan(fault: &PlanFault) -> String {
    match fault {
        PlanFault::NoSteps => "The plan has no steps.".to_owned(),
        PlanFault::NoSides => "The plan has no sides.".to_owned(),
        PlanFault::Number(step) => format!(
            "“{step}” has a number that cannot be counted: below 0, a share above 1, or ten \
             thousand times what the whole plan is worth to a side."
        ),
        PlanFault::MissingStep(step) => format!("“{step}” needs a step that is not there."),
        PlanFault::Circle(step) => format!(
            "“{step}” stands in a circle of steps that need each other, so it has no place in any \
             order."
        ),
        PlanFault::TooMany => "It has more than 64 steps, or more than 16 sides: take steps that \
                               go together as one."
            .to_owned(),
    }
}

/// A window against the plan.
fn meets(plan: &PlanFinding, window: &PlanWindow) -> String {
    let (all, label) = (plan.rungs.len(), &window.label);
    let closes = date::worded(&window.closes);
    let steps = no_or_count(window.steps as u64, "step", "steps");
    if !window.must {
        return match plan.rungs.get(window.steps) {
            None => {
                format!("“{label}” hinders until {closes}: the whole plan falls into that time.")
            }
            Some(next) => format!(
                "“{label}” hinders until {closes}: {steps} of {all} can be done by then; what is \
                 left begins with “{}”.",
                next.label
            ),
        };
    }
    let mut text = match window.in_time {
        true => format!("It ends before “{label}” closes ({closes})."),
        false => format!(
            "“{label}” closes before it ends ({closes}): there is time for {steps} of {all}."
        ),
    };
    if let Some(closed) = &window.closed {
        text.push_str(&format!(
            " It did close {}, with {} done.",
            date::at(closed),
            no_or_count(window.done as u64, "step", "steps")
        ));
    }
    text
}

/// The red lines that its steps cross.
pub(crate) fn crossings(plan: &PlanFinding) -> Vec<String> {
    let steps = plan.rungs.iter();
    let crossed = steps.flat_map(|step| step.crosses.iter().map(move |wish| crosses(step, wish)));
    crossed.collect()
}

/// A red line that a step crosses.
fn crosses(step: &PlanStepFinding, crossed: &CrossedWish) -> String {
    let periods: Vec<&str> = crossed.periods.iter().map(scenarios::label).collect();
    let when = match periods.is_empty() {
        true => String::new(),
        false => format!(" ({})", joined(&periods)),
    };
    format!(
        "“{}” would cross a red line of {}{when}: {}.",
        step.label,
        crossed.name,
        Text::from(statements::in_brief(&crossed.wish)).plain()
    )
}

pub(super) fn label_of<'a>(plan: &'a PlanFinding, id: &'a str) -> &'a str {
    let rung = plan.rungs.iter().find(|rung| rung.id == id);
    rung.map_or(id, |rung| &rung.label)
}

/// `3 months`, `1 month`, `3.5 months`
pub(super) fn months(months: f64) -> String {
    match (months - 1.0).abs() < 1e-9 {
        true => "1 month".to_owned(),
        false => format!("{} months", number(months)),
    }
}

pub(super) fn number(value: f64) -> String {
    Number::of(value, Precision::AtMost(2)).written()
}
