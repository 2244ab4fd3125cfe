//! What groups could bring about together, and whether it would hold.

use hikiwake_conflict::{JointImprovement, JointTable};
use maud::{Markup, html};

use crate::evidence;
use crate::period::{Period, described};
use crate::words;

pub(crate) fn part(period: &Period) -> Markup {
    html! {
        @if !period.analysis.joint.is_empty() {
            h3 { "What could be done together" }
            @for table in &period.analysis.joint { (one(period, table)) }
        }
    }
}

fn one(period: &Period, table: &JointTable) -> Markup {
    html! {
        h4 {
            @if table.from.status_quo { "From the status quo, " }
            @else { "From “" (table.label) "”, " }
            (period.state(&table.from.code))
        }
        @for sentence in &table.sentences { p { (sentence) } }
        @if !table.improvements.is_empty() {
            table.stack role="table" {
                caption {
                    "Joint improvements from " (table.from.code) ": "
                    (words::number(table.count)) " in all, "
                    (words::number(table.holding)) " that nobody would leave"
                    @if table.count > table.improvements.len() as u64 {
                        "; the first " (table.improvements.len()) " are listed"
                    }
                }
                thead role="rowgroup" {
                    tr role="row" {
                        @for heading in ["Together", "What they would do", "It leads to", "Does it hold?", "How the others see it"] {
                            th scope="col" role="columnheader" { (heading) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for improvement in &table.improvements { (row(period, improvement)) }
                }
            }
        }
    }
}

fn row(period: &Period, joint: &JointImprovement) -> Markup {
    let names = period.names;
    let reasons: Vec<_> = joint.step.because.iter().chain(&joint.others).collect();
    html! {
        tr role="row" {
            th scope="row" role="rowheader" data-label="Together" { (names.list(&joint.group)) }
            td role="cell" data-label="What they would do" {
                (joint.step.text)
                details.more {
                    summary { "Why they would" }
                    ul.plain {
                        @for reason in &joint.step.because { li { (evidence::reason(reason, names)) } }
                    }
                    (evidence::claims(&evidence::claims_of(&reasons)))
                }
            }
            td role="cell" data-label="It leads to" {
                (period.state(&joint.state.code)) br; span.small { (described(&joint.state)) }
            }
            td role="cell" data-label="Does it hold?" {
                @if joint.leavers.is_empty() { strong { "Yes: " } } @else { strong { "No: " } }
                @if joint.leavers.is_empty() { "nobody would leave it" }
                @else { (names.list(&joint.leavers)) " would leave it" }
                "; it " (words::holds(&joint.holds)) "."
            }
            td role="cell" data-label="How the others see it" {
                @if joint.others.is_empty() { "There are no others." }
                @for reason in &joint.others {
                    p { (names.name(&reason.actor)) ": " (words::verdict(reason.verdict)) }
                }
            }
        }
    }
}
