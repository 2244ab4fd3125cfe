//! What is found about a plan, in sentences.

use super::{AtPrefix, PlanFinding, PlanOrder, PlanWindow, stakes};
use hikiwake_finding::{when, words};

pub(super) fn sentences(found: &PlanFinding) -> Vec<String> {
    let mut text = vec![exposure(found)];
    text.extend(once(found));
    text.push(patience(found));
    text.extend(guarantee(found));
    text.extend(no_return(found));
    text.extend(end(found));
    text.extend(found.windows.iter().map(|window| meets(found, window)));
    text.extend(done(found));
    text
}

/// The worst exposure of the best order, against the order as written.
fn exposure(found: &PlanFinding) -> String {
    let steps = words::count(found.rungs.len() as u64, "step", "steps");
    let (best, bare) = (&found.best.worst, &found.best.worst_bare);
    let mut text = match best {
        Some(best) => format!(
            "{}: of all orders of its {steps}, the best never leaves a side with more to lose if \
             the others stop than {} of what the whole plan is worth to it ({}){}.",
            found.label,
            percent(best.share),
            worst(found, &found.best, best),
            as_written(found, best, found.written.worst.as_ref())
        ),
        None if bare.is_some() => format!(
            "{}: in the best order of its {steps} no side ever stands to lose more, if the others \
             stop, than what it could show for at home by then{}.",
            found.label,
            match &found.written.worst {
                Some(written) => format!(
                    "; in the order as written one does ({}: {} of what the whole plan is worth \
                     to it)",
                    worst(found, &found.written, written),
                    percent(written.share)
                ),
                None => String::new(),
            }
        ),
        None => format!(
            "{}: in the best order of its {steps} no side ever stands to lose anything if the \
             others stop.",
            found.label
        ),
    };
    if let Some(bare) = bare {
        text.push_str(&format!(
            " With nothing counted for what was shown at home, the most is {} ({}){}.",
            percent(bare.share),
            worst(found, &found.best, bare),
            as_written(found, bare, found.written.worst_bare.as_ref())
        ));
    }
    if found.written.steps == found.best.steps {
        text.push_str(" The best order is the one as written.");
    }
    text
}

/// `; in the order as written it is 34% (Japan, after “…”)`, where that is more.
fn as_written(found: &PlanFinding, best: &AtPrefix, written: Option<&AtPrefix>) -> String {
    let more = written.filter(|written| written.share > best.share + 0.0005);
    more.map_or(String::new(), |written| {
        format!(
            "; in the order as written it is {} ({})",
            percent(written.share),
            worst(found, &found.written, written)
        )
    })
}

/// `Japan, after “the eight points”`
fn worst(found: &PlanFinding, order: &PlanOrder, at: &AtPrefix) -> String {
    format!(
        "{}, {}",
        name(found, &at.side),
        after(found, order, at.after)
    )
}

/// `after “the eight points”`, `before the first step`
fn after(found: &PlanFinding, order: &PlanOrder, steps: usize) -> String {
    let label = steps.checked_sub(1).and_then(|at| order.steps.get(at));
    match label {
        Some(id) if steps == order.steps.len() => {
            format!("after the last step, “{}”", label_of(found, id))
        }
        Some(id) => format!("after “{}”", label_of(found, id)),
        None => "before the first step".to_owned(),
    }
}

/// What the one bargain puts at stake.
fn once(found: &PlanFinding) -> Option<String> {
    let first: Vec<(&str, f64)> = (found.at_once.iter())
        .filter_map(|once| Some((name(found, once.first.as_ref()?), once.exposure)))
        .collect();
    let most = first.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    if most == 0.0 {
        return Some(
            "As one bargain it would expose nobody either: whoever went first could take its \
             part back whole."
                .to_owned(),
        );
    }
    let told: Vec<String> = (first.iter())
        .map(|(side, share)| match *share > 0.0 {
            true => format!("{side} {}", percent(*share)),
            false => format!("{side} nothing"),
        })
        .collect();
    let best = found.best.worst.as_ref().map_or(0.0, |worst| worst.share);
    let rest = match best > 0.0 {
        true => format!("; step by step it is {} at the most", percent(best)),
        false => "; step by step it is nothing".to_owned(),
    };
    Some(format!(
        "As one bargain somebody must carry out its part first, and stands to lose if the others \
         then do nothing: {} of what all is worth to it{rest}.",
        words::list(&told)
    ))
}

/// The least patience, or who breaks at any.
fn patience(found: &PlanFinding) -> String {
    let months = months(found.clock.months_per_step);
    let best = found.best.patience_from;
    let mut text = match best {
        Some(least) if least < 0.0005 => {
            "In this order nobody gains by stopping, however little the future counts.".to_owned()
        }
        Some(least) => format!(
            "In this order nobody gains by stopping if what comes one step later ({months}) \
             counts at least {least:.3} of what comes now: {}.",
            against(found, least)
        ),
        None => match &found.best.guarantee {
            Some(short) => format!(
                "In this order patience alone is not enough: {} gains by stopping {}. If a step \
                 later counts {:.3}, as is assumed here, stopping must cost it {} of what the plan \
                 is worth to it.",
                name(found, &short.side),
                after(found, &found.best, short.after),
                found.clock.step_discount,
                percent(short.share)
            ),
            None => "In this order nobody gains by stopping at the patience assumed here, but \
                     somebody would with more."
                .to_owned(),
        },
    };
    let Some((order, least)) = found.patient.as_ref().zip(found.patience_least) else {
        if best.is_none() && found.notes.is_empty() {
            text.push_str(" Nor is it in any other order.");
        }
        return text;
    };
    let Some(from) = order.patience_from else {
        return text;
    };
    if best.is_none_or(|best| from < best - 0.0005) {
        let begin: Vec<String> = (order.steps.iter().take(3))
            .map(|id| format!("“{}”", label_of(found, id)))
            .collect();
        let begin = words::list(&begin);
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
fn against(found: &PlanFinding, least: f64) -> String {
    let clock = &found.clock;
    let year = least.powf(12.0 / clock.months_per_step);
    let assumed = format!(
        "{:.3} for a step, from {} for a year and the chance that the plan is still carried",
        clock.step_discount, clock.yearly_discount
    );
    match clock.step_discount >= least {
        true => format!("{year:.2} for a year, and less than is assumed here ({assumed})"),
        false => format!("{year:.2} for a year, and more than is assumed here ({assumed})"),
    }
}

/// What each further step cuts from the guarantee, by the closed form.
fn guarantee(found: &PlanFinding) -> Vec<String> {
    let mut text = Vec::new();
    let count = found.rungs.len();
    for (at, side) in found.sides.iter().enumerate() {
        let share = |steps: usize| found.guarantees.get(steps.checked_sub(1)?)?.shares[at];
        let (Some(stakes), Some(two), Some(all)) = (stakes(found, at), share(2), share(count))
        else {
            continue;
        };
        let ratio = stakes.ratio();
        let cut = match ratio > 1.0 {
            true => format!(
                " Each further step cuts what is needed by more than {}.",
                percent(1.0 - 1.0 / ratio)
            ),
            false => String::new(),
        };
        text.push(format!(
            "The guarantee that {} would need, by the closed form for equal stakes and a last date \
             (worth {}, costs {}): for one bargain as much as all that the plan costs it, for two steps {}, for {} {}.{cut}",
            side.name,
            number(stakes.gain),
            number(stakes.cost),
            percent(two),
            words::count(count as u64, "step", "steps"),
            percent(all)
        ));
    }
    text
}

/// From where more than half of what a side gave is gone.
fn no_return(found: &PlanFinding) -> Option<String> {
    let told: Vec<String> = (found.sides.iter().zip(&found.best.no_return))
        .filter_map(|(side, from)| {
            let label = &found.rungs.get(from.as_ref()?.checked_sub(1)?)?.label;
            Some(format!("for {} with “{label}”", side.name))
        })
        .collect();
    let for_good: Vec<String> = (found.rungs.iter())
        .filter(|rung| rung.locked >= 1.0)
        .map(|rung| format!("“{}”", rung.label))
        .collect();
    let mut text = match told.is_empty() {
        true => return None,
        false => format!(
            "The point of no return, from which on more than half of what has been given cannot \
             be taken back, comes {}.",
            words::list(&told)
        ),
    };
    if !for_good.is_empty() {
        text.push_str(&format!(
            " Not to be undone at all: {}.",
            words::list(&for_good)
        ));
    }
    Some(text)
}

fn end(found: &PlanFinding) -> Option<String> {
    let clock = &found.clock;
    let (begins, ends) = (clock.begins.as_ref()?, clock.ends.as_ref()?);
    let before = match clock.before {
        0 => String::new(),
        n => format!(
            " ({} had been taken before)",
            words::count(n as u64, "step", "steps")
        ),
    };
    let chance = match clock.yearly_survival < 1.0 {
        true => format!(
            "; the chance that {} still carry it then is {} ({} for each year)",
            all_sides(found.sides.len()),
            percent(clock.chance_at_end),
            percent(clock.yearly_survival)
        ),
        false => String::new(),
    };
    Some(format!(
        "Begun {} at one step in {}{before}, it ends {}{chance}.",
        when::at(begins),
        months(clock.months_per_step),
        when::at(ends)
    ))
}

/// A window against the plan.
fn meets(found: &PlanFinding, window: &PlanWindow) -> String {
    let all = found.rungs.len();
    let closes = when::worded(&window.closes);
    let steps = words::count(window.steps as u64, "step", "steps");
    if !window.must {
        let rest = all - window.steps;
        let next = found.rungs.get(window.steps);
        let next = next.map_or(String::new(), |rung| {
            format!("; what is left begins with “{}”", rung.label)
        });
        return match rest {
            0 => format!(
                "“{}” hinders until {closes}: the whole plan falls into that time.",
                window.label
            ),
            _ => format!(
                "“{}” hinders until {closes}: {steps} of {all} can be done by then{next}.",
                window.label
            ),
        };
    }
    let mut text = match window.in_time {
        true => format!("It ends before “{}” closes ({closes}).", window.label),
        false => format!(
            "“{}” closes before it ends ({closes}): there is time for {steps} of {all}.",
            window.label
        ),
    };
    if let Some(closed) = &window.closed {
        text.push_str(&format!(
            " It did close {}, with {} done.",
            when::at(closed),
            words::count(window.done as u64, "step", "steps")
        ));
    }
    text
}

fn done(found: &PlanFinding) -> Option<String> {
    let done = found.done.as_ref()?;
    let all = found.rungs.len();
    let due = match done.due {
        Some(due) if due != done.steps.len() => format!(" (there had been time for {due})"),
        _ => String::new(),
    };
    let mut text = format!(
        "What happened: {} of {} {} done, the last {}{due}.",
        done.steps.len(),
        words::count(all as u64, "step", "steps"),
        if done.steps.len() == 1 { "was" } else { "were" },
        when::at(&done.last)
    );
    let open: Vec<String> = (found.sides.iter().zip(&done.exposures))
        .filter(|(_, share)| **share > 0.0)
        .map(|(side, share)| format!("{} {}", side.name, percent(*share)))
        .collect();
    match open.is_empty() {
        true => text.push_str(" Where it stopped, nobody had lost on balance what it gave."),
        false => text.push_str(&format!(
            " Where it stopped, this was lost of what the whole plan was worth: {}.",
            words::list(&open)
        )),
    }
    if let Some(next) = &done.next {
        text.push_str(&format!(
            " In the best order, “{next}” would have come next."
        ));
    }
    Some(text)
}

fn name<'a>(found: &'a PlanFinding, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn label_of<'a>(found: &'a PlanFinding, id: &'a str) -> &'a str {
    let rung = found.rungs.iter().find(|rung| rung.id == id);
    rung.map_or(id, |rung| &rung.label)
}

/// `both sides`, `all 3 sides`.
fn all_sides(sides: usize) -> String {
    match sides {
        2 => "both sides".to_owned(),
        n => format!("all {n} sides"),
    }
}

/// `3 months`, `1 month`, `3.5 months`
fn months(months: f64) -> String {
    match (months - 1.0).abs() < 1e-9 {
        true => "1 month".to_owned(),
        false => format!("{} months", number(months)),
    }
}

/// At most two decimals.
fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

/// `34%`; one decimal below ten.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent < 9.95 {
        true => format!("{}%", number((percent * 10.0).round() / 10.0)),
        false => format!("{percent:.0}%"),
    }
}
