//! What stands in the way of each form of settlement, and what would open it.

use std::collections::BTreeSet;

use hikiwake_finding::{Finding, thousands};
use hikiwake_negotiation::{BlockTarget, Elsewhere, Obstacle, ObstacleSets, Repair};
use maud::{Markup, html};

use crate::{evidence, words};

/// Most sets of obstacles and most ways to open it that are listed per form.
const LISTED: usize = 10;

/// What a judgement does to a form, and the mark for it.
const MARKS: [(&str, &str); 3] = [
    (
        "●",
        "stands in the way; to open the form it is enough that this one gives",
    ),
    ("◐", "stands in the way; others would have to give with it"),
    ("·", "does not stand in the way"),
];

pub(crate) fn section(findings: &[Finding<ObstacleSets>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #block aria-labelledby="block-h" {
                h2 #block-h { "What stands in the way" }
                p {
                    "For each form of settlement with which nothing passes at home: the smallest "
                    "sets of judgements that together keep it out, and the smallest that would "
                    "have to give before something passed. A red line that gives is one whose "
                    "loss is borne."
                }
                @for finding in findings { (period(&finding.finding)) }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<ObstacleSets>]) -> bool {
    !findings.is_empty()
}

fn period(found: &ObstacleSets) -> Markup {
    let (closed, open): (Vec<&BlockTarget>, Vec<&BlockTarget>) =
        (found.targets.iter().filter(|t| t.agreements > 0)).partition(|t| t.passing == 0);
    html! {
        h3 { (words::period_name(&found.scenario)) }
        p.small { "Rule of ratification: " (found.rule_label) "." }
        @for sentence in &found.sentences { p { (sentence) } }
        (matrix(found, &closed))
        @for target in &closed { (one(found, target)) }
        @if !open.is_empty() {
            p.small {
                "Something passes of: "
                @for (at, target) in open.iter().enumerate() {
                    @if at > 0 { "; " }
                    (target.label) " (" (thousands(target.passing)) " of " (thousands(target.agreements)) ")"
                }
                "."
            }
        }
        (readings(found))
    }
}

/// Judgements against forms.
fn matrix(found: &ObstacleSets, closed: &[&BlockTarget]) -> Markup {
    let caption = "Which judgement stands in the way of which form";
    let rows = found.judgements.iter().enumerate().filter(|(number, _)| {
        let number: &usize = number;
        closed.iter().any(|target| mark(target, *number) < 2)
    });
    html! {
        @if closed.iter().any(|target| !target.repairs.is_empty()) {
            div.scroll role="region" aria-label={ "Table: " (caption) } tabindex="0" {
                table.small-table.in-the-way {
                    caption {
                        div {
                            (caption) ": "
                            @for (at, (mark, meaning)) in MARKS.iter().enumerate() {
                                @if at > 0 { "; " }
                                span aria-hidden="true" { (mark) " " } (meaning)
                            }
                            "."
                        }
                    }
                    thead {
                        tr {
                            th scope="col" { "Judgement" }
                            @for target in closed { th scope="col" { (target.label) } }
                        }
                    }
                    tbody {
                        @for (number, judgement) in rows {
                            tr {
                                th scope="row" {
                                    span.code { (judgement.code) } " " (judgement.text) " " (badges(judgement))
                                    (evidence::cited(&judgement.claims))
                                }
                                @for target in closed {
                                    @let (mark, meaning) = MARKS[mark(target, number)];
                                    td.yes { span role="img" aria-label=(meaning) { (mark) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Place in [`MARKS`] of what a judgement does to a form.
fn mark(target: &BlockTarget, judgement: usize) -> usize {
    let mut repairs = target.repairs.iter();
    if repairs.any(|repair| repair.without == [judgement]) {
        return 0;
    }
    let mut repairs = target.repairs.iter();
    match repairs.any(|repair| repair.without.contains(&judgement)) {
        true => 1,
        false => 2,
    }
}

fn badges(judgement: &Obstacle) -> Markup {
    let (class, text) = words::basis(&judgement.basis);
    html! {
        span.badge.(class) { (text) }
        @if judgement.hindsight { " " span.badge.hindsight { "hindsight" } }
    }
}

/// One form that is kept out.
fn one(found: &ObstacleSets, target: &BlockTarget) -> Markup {
    let summary = format!(
        "“{}”: what keeps it out, and what would open it",
        target.label
    );
    html! {
        @if !target.repairs.is_empty() {
            details.more {
                summary { (summary) }
                @if !target.obstacles.is_empty() {
                    p { strong { "What keeps it out" } @if target.obstacles.len() > 1 { " (each set alone is enough)" } ":" }
                    ol {
                        @for set in target.obstacles.iter().take(LISTED) {
                            li { (said(found, set, |j| &j.text)) }
                        }
                    }
                    (more(target.obstacles.len()))
                }
                p { strong { "What would open it" } ":" }
                ol {
                    @for alike in target.repairs_alike(LISTED) {
                        @for (at, repair) in alike.iter().enumerate() {
                            li {
                                (said(found, &repair.without, |j| &j.repair))
                                @if at + 1 == alike.len() { div.small { (opens(found, repair)) } }
                            }
                        }
                    }
                }
                (more(target.repairs.len()))
                (elsewhere(found, target))
            }
        }
    }
}

fn said(found: &ObstacleSets, judgements: &[usize], say: fn(&Obstacle) -> &str) -> Markup {
    html! {
        @for (at, &j) in judgements.iter().enumerate() {
            @if at > 0 { "; " }
            @let judgement = &found.judgements[j];
            (say(judgement)) " " span.code { "[" (judgement.code) "]" }
        }
    }
}

fn opens(found: &ObstacleSets, repair: &Repair) -> Markup {
    html! {
        "Then " (words::count(repair.opens, "agreement passes", "agreements pass"))
        ". One that changes fewest terms of what is in force: " (found.changes(&repair.example)) "."
    }
}

fn more(all: usize) -> Markup {
    html! {
        @if all > LISTED {
            p.small { (words::count((all - LISTED) as u64, "more is", "more are")) " not listed." }
        }
    }
}

/// The dates and rules at which something of it passes.
fn elsewhere(found: &ObstacleSets, target: &BlockTarget) -> Markup {
    let same_reading = target
        .elsewhere
        .iter()
        .filter(|e| !found.reads_otherwise(e));
    let rules = same_reading.filter(|e| e.passing > 0);
    let rules: BTreeSet<String> = rules
        .map(|e| match &e.period {
            Some(period) => format!("{period} under “{}”", e.label),
            None => format!("under “{}”", e.label),
        })
        .collect();
    html! {
        p.small {
            @if rules.is_empty() {
                "At no other date and under no other rule does anything of it pass."
            } @else {
                "Something of it passes: "
                (rules.into_iter().collect::<Vec<_>>().join("; ")) "."
            }
        }
    }
}

/// In which other readings of the date other agreements pass.
fn readings(found: &ObstacleSets) -> Markup {
    let targets: Vec<&BlockTarget> = found.targets.iter().filter(|t| t.agreements > 0).collect();
    let entries = targets.first().map_or(&[][..], |t| &t.elsewhere);
    let rows: Vec<(usize, &Elsewhere)> = (entries.iter().enumerate())
        .filter(|(_, there)| found.reads_otherwise(there))
        .collect();
    let caption = "Agreements that pass in other readings of this date";
    html! {
        @if !rows.is_empty() {
            details.more {
                summary { (caption) }
                div.scroll role="region" aria-label={ "Table: " (caption) } tabindex="0" {
                    table.small-table {
                        caption { (caption) "; in brackets where that differs, those as asked" }
                        thead {
                            tr {
                                th scope="col" { "Reading" }
                                th scope="col" { "Rule of ratification" }
                                @for target in &targets { th scope="col" { (target.label) } }
                            }
                        }
                        tbody {
                            @for (at, there) in rows {
                                tr {
                                    th scope="row" {
                                        (there.reading.as_ref().map_or("Base reading", |r| &r.label))
                                    }
                                    td { (there.label) }
                                    @for target in &targets { td { (passing(found, target, at)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if !found.same_readings.is_empty() {
            p.small {
                "Under every rule the same agreements pass in "
                (words::count(found.same_readings.len() as u64, "other reading", "other readings"))
                " of this date."
            }
        }
    }
}

/// How many pass at an entry of `elsewhere`, and in the reading asked about if not as many.
fn passing(found: &ObstacleSets, target: &BlockTarget, at: usize) -> String {
    let Some(there) = target.elsewhere.get(at) else {
        return String::new();
    };
    let alike = |e: &&Elsewhere| {
        !found.reads_otherwise(e) && (&e.period, &e.rule) == (&there.period, &there.rule)
    };
    let asked = target.elsewhere.iter().find(alike);
    let asked = asked.map_or(target.passing, |asked| asked.passing);
    match asked == there.passing {
        true => thousands(there.passing),
        false => format!("{} ({})", thousands(there.passing), thousands(asked)),
    }
}
