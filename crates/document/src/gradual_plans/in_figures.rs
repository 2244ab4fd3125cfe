//! What is at stake, patience and guarantees of a gradual plan in figures, in sentences:
//! for who doubts.

use hikiwake_finding::no_or_count;
use hikiwake_negotiation::{AtPrefix, PlanFinding, PlanOrder};

use super::name_of;
use super::opening::{after, label_of, months, number};
use crate::{joined, percent};

/// What is at stake in the best order and as one bargain, patience and guarantees.
pub(super) fn sentences(plan: &PlanFinding) -> Vec<String> {
    let mut told = vec![exposure(plan), once(plan), patience(plan)];
    told.extend(guarantee(plan));
    told
}

/// The worst exposure of the best order, against the order as written.
fn exposure(plan: &PlanFinding) -> String {
    let steps = no_or_count(plan.rungs.len() as u64, "step", "steps");
    let (best, bare) = (&plan.best.worst, &plan.best.worst_bare);
    let mut text = match best {
        Some(best) => format!(
            "{}: of all orders of its {steps}, the best never leaves a side with more to lose if \
             the others stop than {} of what the whole plan is worth to it ({}){}.",
            plan.label,
            percent(best.share),
            worst(plan, &plan.best, best),
            as_written(plan, best, plan.written.worst.as_ref())
        ),
        None if bare.is_some() => format!(
            "{}: in the best order of its {steps} no side ever stands to lose more, if the others \
             stop, than what it could show for at home by then{}.",
            plan.label,
            match &plan.written.worst {
                Some(written) => format!(
                    "; in the order as written one does ({}: {} of what the whole plan is worth \
                     to it)",
                    worst(plan, &plan.written, written),
                    percent(written.share)
                ),
                None => String::new(),
            }
        ),
        None => format!(
            "{}: in the best order of its {steps} no side ever stands to lose anything if the \
             others stop.",
            plan.label
        ),
    };
    if let Some(bare) = bare {
        text.push_str(&format!(
            " With nothing counted for what was shown at home, the most is {} ({}){}.",
            percent(bare.share),
            worst(plan, &plan.best, bare),
            as_written(plan, bare, plan.written.worst_bare.as_ref())
        ));
    }
    if plan.written.steps == plan.best.steps {
        text.push_str(" The best order is the one as written.");
    }
    text
}

/// `; in the order as written it is 34% (Japan, after “…”)`, where that is more.
fn as_written(plan: &PlanFinding, best: &AtPrefix, written: Option<&AtPrefix>) -> String {
    let more = written.filter(|written| written.share > best.share + 0.0005);
    more.map_or(String::new(), |written| {
        format!(
            "; in the order as written it is {} ({})",
            percent(written.share),
            worst(plan, &plan.written, written)
        )
    })
}

/// `Japan, after “the eight points”`
fn worst(plan: &PlanFinding, order: &PlanOrder, at: &AtPrefix) -> String {
    let after = after(plan, order, at.after);
    format!("{}, {after}", name_of(plan, &at.side))
}

/// What the one bargain puts at stake.
fn once(plan: &PlanFinding) -> String {
    let first: Vec<(&str, f64)> = (plan.at_once.iter())
        .filter_map(|once| Some((name_of(plan, once.first.as_ref()?), once.exposure)))
        .collect();
    if first.iter().all(|(_, share)| *share <= 0.0) {
        return "As one bargain it would expose nobody either: whoever went first could take its \
                part back whole."
            .to_owned();
    }
    let told = first.iter().map(|(side, share)| match *share > 0.0 {
        true => format!("{side} {}", percent(*share)),
        false => format!("{side} nothing"),
    });
    let best = plan.best.worst.as_ref().map_or(0.0, |worst| worst.share);
    let rest = match best > 0.0 {
        true => format!("; step by step it is {} at the most", percent(best)),
        false => "; step by step it is nothing".to_owned(),
    };
    format!(
        "As one bargain somebody must carry out its part first, and stands to lose if the others \
         then do nothing: {} of what all is worth to it{rest}.",
        joined(&told.collect::<Vec<_>>())
    )
}

/// The least patience, or who breaks at any.
fn patience(plan: &PlanFinding) -> String {
    let months = months(plan.clock.months_per_step);
    let best = plan.best.patience_from;
    let mut text = match best {
        Some(least) if least < 0.0005 => {
            "In this order nobody gains by stopping, however little the future counts.".to_owned()
        }
        Some(least) => format!(
            "In this order nobody gains by stopping if what comes one step later ({months}) \
             counts at least {least:.3} of what comes now: {}.",
            against(plan, least)
        ),
        None => match &plan.best.guarantee {
            Some(short) => format!(
                "In this order patience alone is not enough: {} gains by stopping {}. If a step \
                 later counts {:.3}, as is assumed here, stopping must cost it {} of what the plan \
                 is worth to it.",
                name_of(plan, &short.side),
                after(plan, &plan.best, short.after),
                plan.clock.step_discount,
                percent(short.share)
            ),
            None => "In this order nobody gains by stopping at the patience assumed here, but \
                     somebody would with more."
                .to_owned(),
        },
    };
    let Some((order, least)) = plan.patient.as_ref().zip(plan.patience_least) else {
        if best.is_none() && plan.patient_sought {
            text.push_str(" Nor is it in any other order.");
        }
        return text;
    };
    let Some(from) = order.patience_from else {
        return text;
    };
    if best.is_none_or(|best| from < best - 0.0005) {
        let begin = order.steps.iter().take(3);
        let begin: Vec<String> = begin
            .map(|id| format!("“{}”", label_of(plan, id)))
            .collect();
        let begin = joined(&begin);
        text.push_str(&match from < 0.0005 {
            true => format!(
                " In the order that begins with {begin} nobody does, however little the future \
                 counts"
            ),
            false if from <= least + 0.0005 => {
                format!(" The order that needs the least, {from:.3}, begins with {begin}")
            }
            false => format!(
                " The search was cut short: no order needs less than {least:.3}, and the best that \
                 was found, {from:.3}, begins with {begin}"
            ),
        });
        text.push_str(&match &order.worst_bare {
            Some(worst) => format!(
                "; there the most at stake, with nothing counted for what was shown, is {}.",
                percent(worst.share)
            ),
            None => ".".to_owned(),
        });
    } else if best.is_some_and(|best| best <= least + 0.0005) && from >= 0.0005 {
        text.push_str(" No order needs less.");
    }
    text
}

/// A discount of one step against what is assumed.
fn against(plan: &PlanFinding, least: f64) -> String {
    let clock = &plan.clock;
    let year = least.powf(12.0 / clock.months_per_step);
    let than = match clock.step_discount >= least {
        true => "less",
        false => "more",
    };
    format!(
        "{year:.2} for a year, and {than} than is assumed here ({:.3} for a step, from {} for a \
         year and the chance that the plan is still carried)",
        clock.step_discount, clock.yearly_discount
    )
}

/// What each further step cuts from the guarantee, by the closed form.
fn guarantee(plan: &PlanFinding) -> Vec<String> {
    let count_all = plan.rungs.len();
    let told = plan.sides.iter().enumerate().filter_map(|(at, side)| {
        let share = |steps: usize| plan.guarantees.get(steps.checked_sub(1)?)?.shares[at];
        let (two, all) = (share(2)?, share(count_all)?);
        let cut = plan.cut_per_step.get(at).copied().flatten();
        let cut = cut.map_or_else(String::new, |cut| {
            let cut = percent(cut);
            format!(" Each further step cuts what is needed by more than {cut}.")
        });
        Some(format!(
            "The guarantee that {} would need, by the closed form for equal stakes and a last date \
             (worth {}, costs {}): for one bargain as much as all that the plan costs it, for two \
             steps {}, for {} {}.{cut}",
            side.name,
            number(plan.worth[at]),
            number(plan.costs[at]),
            percent(two),
            no_or_count(count_all as u64, "step", "steps"),
            percent(all)
        ))
    });
    told.collect()
}
