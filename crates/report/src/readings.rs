//! Other readings of the dossier, each against the base reading.

use hikiwake_conflict::{Comparison, Pair};
use hikiwake_finding::{Finding, Holding};
use maud::{Markup, html};

use crate::evidence;
use crate::names::Names;
use crate::words::{self, CONCEPTS};

pub(crate) fn section(readings: &[Finding<Comparison>], names: &Names) -> Markup {
    html! {
        @if !readings.is_empty() {
            section #readings.wide aria-labelledby="readings-h" {
                h2 #readings-h { "Other readings" }
                p {
                    "Where the sources, or two analysts, can be read in more than one way: each \
                     reading set beside the base reading of its date."
                }
                @for (period, of_period) in by_period(readings) { (table(period, &of_period, names)) }
            }
        }
    }
}

/// The readings of each period, in order of first appearance.
fn by_period(readings: &[Finding<Comparison>]) -> Vec<(&str, Vec<&Comparison>)> {
    let mut periods: Vec<(&str, Vec<&Comparison>)> = Vec::new();
    for reading in readings {
        let name = words::period_name(&reading.finding.sides[0].scenario);
        match periods.iter_mut().find(|(known, _)| *known == name) {
            Some((_, readings)) => readings.push(&reading.finding),
            None => periods.push((name, vec![&reading.finding])),
        }
    }
    periods
}

fn table(period: &str, readings: &[&Comparison], names: &Names) -> Markup {
    html! {
        h3 { (period) }
        table.stack role="table" {
            caption { "Readings of " (period) " against its base reading" }
            thead role="rowgroup" {
                tr role="row" {
                    @for heading in ["Reading", "What it changes", "States that hold: base → reading", "What comes of it"] {
                        th scope="col" role="columnheader" { (heading) }
                    }
                }
            }
            tbody role="rowgroup" { @for reading in readings { (row(reading, names)) } }
        }
    }
}

fn row(comparison: &Comparison, names: &Names) -> Markup {
    let reading = comparison.sides[1].scenario.reading.as_ref();
    html! {
        tr role="row" {
            th scope="row" role="rowheader" data-label="Reading" {
                @if let Some(reading) = reading {
                    (reading.label)
                    @if !reading.text.is_empty() { br; span.small { (reading.text) } }
                } @else { "Base reading" }
            }
            td role="cell" data-label="What it changes" { (statements(comparison, names)) }
            td role="cell" data-label="States that hold: base → reading" { (counts(comparison)) }
            td role="cell" data-label="What comes of it" {
                @for sentence in &comparison.sentences { p { (sentence) } }
                (pairs(comparison, names))
                @for note in &comparison.notes { p.small { (note) } }
            }
        }
    }
}

fn statements(comparison: &Comparison, names: &Names) -> Markup {
    let none = comparison.statements_gone.is_empty()
        && comparison.statements_new.is_empty()
        && comparison.statements_moved.is_empty();
    html! {
        @if none { "No statement." }
        ul.plain {
            @for statement in &comparison.statements_gone {
                li { strong { "Out: " } (names.name(&statement.actor)) ", " q { (evidence::plain(statement)) } }
            }
            @for statement in &comparison.statements_new {
                li {
                    strong { "In: " } (names.name(&statement.actor)) ", rank " (statement.rank) ", "
                    q { (evidence::plain(statement)) } " " (evidence::badges(statement))
                }
            }
            @for moved in &comparison.statements_moved {
                li {
                    strong { "Rank " (moved.ranks[0]) " → " (moved.ranks[1]) ": " }
                    (names.name(&moved.statement.actor)) ", " q { (evidence::plain(&moved.statement)) }
                }
            }
        }
    }
}

fn counts(comparison: &Comparison) -> Markup {
    let [first, second] = &comparison.sides;
    html! {
        dl.counts {
            @for (concept, _) in CONCEPTS {
                @let first = words::under(&first.equilibrium_counts, concept);
                @let second = words::under(&second.equilibrium_counts, concept);
                @if let (Some(first), Some(second)) = (first, second) {
                    div.same[first.states == second.states] {
                        dt { (concept) }
                        dd { (words::number(first.states)) " → " (words::number(second.states)) }
                    }
                }
            }
        }
        @let [both, gone, new] = comparison.hold;
        p.small { (words::number(both)) " in both under SEQ, " (words::number(gone)) " lost, " (words::number(new)) " new." }
    }
}

/// The states whose verdict or reach differs.
fn pairs(comparison: &Comparison, names: &Names) -> Markup {
    let differs = |pair: &&Pair| {
        let key = |h: &Option<Holding>| h.as_ref().map(|h| (h.concepts.clone(), h.reach));
        key(&pair.first) != key(&pair.second)
    };
    let changed: Vec<&Pair> = comparison.states.iter().filter(differs).collect();
    let side = |holding: &Option<Holding>| match holding {
        Some(holding) => words::holding(holding, names),
        None => "not feasible".to_string(),
    };
    html! {
        @if !changed.is_empty() {
            details.more {
                summary { "State by state (" (changed.len()) ")" }
                ul {
                    @for pair in changed {
                        li {
                            span.state { (pair.code) } ", " (pair.text) ". Base: " (side(&pair.first))
                            ". Reading: " (side(&pair.second)) "."
                        }
                    }
                    @if comparison.states_not_listed > 0 {
                        li { (words::states(comparison.states_not_listed)) " more that hold in either are not listed." }
                    }
                }
            }
        }
    }
}
