//! Gradual plans: the ladder, the exposure along it, the one bargain beside it.

mod figure;

use hikiwake_analysis::{AtPrefix, Finding, Rung, RungSide, StepPlan, Steps};
use maud::{Markup, html};

use crate::evidence;
use crate::names::Names;

pub(crate) fn section(finding: Option<&Finding<Steps>>, names: &Names) -> Markup {
    html! {
        @if let Some(finding) = finding.filter(|finding| is_there(Some(finding))) {
            section #steps aria-labelledby="steps-h" {
                h2 #steps-h { "Step by step, or as one bargain" }
                p {
                    "A plan of small steps, in the order in which no side ever has much to lose if \
                     the others stop or reverse what they can. A side’s exposure is what it would \
                     have lost then: what it gave and cannot take back, less what it keeps and what \
                     it could show at home. It is told as a share of what the whole plan is worth \
                     to that side; the scales of two sides do not compare. The numbers behind it \
                     are judgements."
                }
                @for (at, plan) in finding.finding.plans.iter().enumerate() { (one(at, plan, names)) }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(finding: Option<&Finding<Steps>>) -> bool {
    finding.is_some_and(|finding| !finding.finding.plans.is_empty())
}

fn one(at: usize, plan: &StepPlan, names: &Names) -> Markup {
    html! {
        h3 { (plan.label) }
        @if !plan.text.is_empty() { p { (plan.text) } }
        @for sentence in &plan.sentences { p { (sentence) } }
        @if !plan.rungs.is_empty() {
            (figure::figure(at, plan, names))
            (ladder(plan))
            (beside(plan))
            @if !plan.guarantees.is_empty() { (guarantees(plan)) }
        }
        p.small { "The plan: " (evidence::ground_badges(&plan.ground)) " " (plan.ground.note) }
        (evidence::cited(&plan.ground.claims))
        @for note in &plan.notes { p.small { (note) } }
    }
}

fn ladder(plan: &StepPlan) -> Markup {
    html! {
        table.stack.rungs {
            caption {
                "The ladder, in the order of the least worst exposure. Cost, worth and what it \
                 shows at home are on the side’s own scale."
            }
            thead {
                tr {
                    th scope="col" { "Step" }
                    th scope="col" { "Lock" }
                    @for side in &plan.sides { th scope="col" { (side.name) } }
                    th scope="col" { "Done" }
                    th scope="col" { "It rests on" }
                }
            }
            tbody { @for (at, rung) in plan.rungs.iter().enumerate() { (row(at, rung, plan)) } }
        }
    }
}

fn row(at: usize, rung: &Rung, plan: &StepPlan) -> Markup {
    html! {
        tr {
            th scope="row" data-label="Step" {
                (at + 1) ". " (rung.label)
                div.small {
                    @if rung.by.is_empty() { "By all" } @else { "By " (crate::names::join(&rung.by)) }
                    @if !rung.needs.is_empty() { ". Needs: " (rung.needs.join("; ")) }
                }
                @if !rung.text.is_empty() { div.small { (rung.text) } }
            }
            td data-label="Lock" { (lock(rung.locked)) }
            @for (head, side) in plan.sides.iter().zip(&rung.sides) {
                td data-label=(head.name) { (numbers(side)) }
            }
            td data-label="Done" {
                @match (&rung.done, &rung.due) {
                    (Some(done), _) => { (done) }
                    (None, Some(due)) => { span.small { "not done; due " (due) } }
                    (None, None) => { span.small { "not done" } }
                }
            }
            td data-label="It rests on" {
                p { (evidence::ground_badges(&rung.ground)) }
                (evidence::cited(&rung.ground.claims))
                @if !rung.ground.note.is_empty() { p.small { (rung.ground.note) } }
            }
        }
    }
}

/// The step for one side, and its exposure after it.
fn numbers(side: &RungSide) -> Markup {
    html! {
        p {
            span.small { "costs " } (plain(side.cost))
            span.small { ", worth " } (plain(side.worth))
            span.small { ", shows " } (plain(side.shows))
        }
        p {
            span.small { "then exposed: " } strong { (percent(side.exposure)) }
            @if side.bare > side.exposure { span.small { ", bare: " } (percent(side.bare)) }
            @if side.given_for_good > 0.0 {
                br;
                span.small { (percent(side.given_for_good)) " of what it gave is gone for good" }
            }
        }
    }
}

fn lock(locked: f64) -> Markup {
    let words = match locked {
        l if l >= 1.0 => "cannot be undone".to_owned(),
        l if l > 0.0 => format!("{} cannot be undone", percent(l)),
        _ => "can be undone".to_owned(),
    };
    html! { (figure::lock_swatch(locked)) " " span.small { (words) } }
}

/// The plan in its orders, and all at once.
fn beside(plan: &StepPlan) -> Markup {
    let orders = [
        ("In the best order", Some(&plan.best)),
        ("In the order as written", Some(&plan.written)),
        (
            "In the order that needs the least patience",
            plan.patient.as_ref(),
        ),
    ];
    html! {
        div.scroll role="region" aria-label="Table: the plan in other orders and as one bargain" tabindex="0" {
            table.small-table {
                caption { div {
                    "Beside it: other orders, and one bargain. Bare: with nothing counted for what was \
                     shown at home. Patience: what one step’s time later \
                     must count at least, against now, so that nobody gains by stopping. Guarantee: \
                     what stopping must cost, per unit of time, if it counts "
                    (format!("{:.3}", plan.clock.step_discount)) "."
                } }
                thead { tr {
                    th scope="col" { "The plan" }
                    th scope="col" { "Worst exposure" }
                    th scope="col" { "The same, bare" }
                    th scope="col" { "Patience needed" }
                    th scope="col" { "Guarantee needed" }
                } }
                tbody {
                    @for (name, order) in orders {
                        @if let Some(order) = order {
                            tr {
                                th scope="row" { (name) }
                                td { (at_prefix(plan, order.worst.as_ref(), "nothing")) }
                                td { (at_prefix(plan, order.worst_bare.as_ref(), "nothing")) }
                                td { (patience(order.patience_from)) }
                                td { (at_prefix(plan, order.guarantee.as_ref(), "none")) }
                            }
                        }
                    }
                    @for once in &plan.at_once {
                        tr {
                            th scope="row" {
                                @match &once.first {
                                    Some(first) => { "As one bargain, " (name(plan, first)) " first" }
                                    None => { "As one bargain, at one stroke" }
                                }
                            }
                            td { @if once.first.is_some() { (percent(once.exposure)) } @else { "–" } }
                            td { @if once.first.is_some() { (percent(once.bare)) } @else { "–" } }
                            td { (patience(once.patience_from)) }
                            td { (at_prefix(plan, once.guarantee.as_ref(), "none")) }
                        }
                    }
                }
            }
        }
    }
}

fn at_prefix(plan: &StepPlan, at: Option<&AtPrefix>, none: &str) -> String {
    at.map_or(none.to_owned(), |at| {
        format!("{} ({})", percent(at.share), name(plan, &at.side))
    })
}

fn patience(from: Option<f64>) -> String {
    match from {
        None => "none is enough".to_owned(),
        Some(least) if least < 0.0005 => "any".to_owned(),
        Some(least) => format!("{least:.3}"),
    }
}

/// What a guarantee must be for so many steps.
fn guarantees(plan: &StepPlan) -> Markup {
    html! {
        details {
            summary { "The guarantee that 1, 2, … steps need" }
            div.scroll role="region" aria-label="Table: the guarantee by the number of steps" tabindex="0" {
                table.small-table {
                    caption { div {
                        "By the closed form for equal stakes and a last date, on each side’s totals: \
                         the guarantee needed, of what the plan costs the side."
                    } }
                    thead { tr {
                        th scope="col" { "Steps" }
                        @for side in &plan.sides { th scope="col" { (side.name) } }
                    } }
                    tbody {
                        @for row in &plan.guarantees {
                            tr {
                                th scope="row" { (row.steps) }
                                @for share in &row.shares {
                                    td.n { (share.map_or("–".to_owned(), percent)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name<'a>(plan: &'a StepPlan, id: &'a str) -> &'a str {
    let side = plan.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn percent(share: f64) -> String {
    match share * 100.0 {
        0.0 => "0%".to_owned(),
        percent if percent < 9.95 => format!("{percent:.1}%"),
        percent => format!("{percent:.0}%"),
    }
}

/// At most two decimals.
fn plain(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
