//! How the dispute can move.

mod figure;

use hikiwake_conflict::{PathStep, Paths, PathsTo, StepsIn, WalkKind, WalksTo};
use hikiwake_finding::{Finding, thousands};
use maud::{Markup, html};

use crate::evidence;
use crate::names::Names;
use crate::words;

pub(crate) fn section(findings: &[Finding<Paths>], names: &Names) -> Markup {
    html! {
        @if is_there(findings) {
            section #ways aria-labelledby="ways-h" {
                h2 #ways-h { "How the dispute can move" }
                p {
                    "All walks from the status quo, no one moving twice running: how far they lead, \
                     where they end, what cannot be undone, and who can stop the ways to what \
                     happened and to what would hold."
                }
                @for (at, finding) in findings.iter().enumerate() {
                    (period(at, &finding.finding, names))
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Paths>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.sentences.is_empty())
}

fn period(at: usize, found: &Paths, names: &Names) -> Markup {
    let general = found.sentences.len().saturating_sub(found.goals.len());
    html! {
        h3 { (words::period_name(&found.scenario)) }
        @for sentence in &found.sentences[..general] { p { (sentence) } }
        @if !found.reached.is_empty() { (how_far(found)) }
        @if let Some(graph) = found.drawing.as_ref().filter(|graph| graph.nodes.len() > 1) {
            (figure::figure(at, graph, names))
        } @else if found.drawing.is_none() && !found.reached.is_empty() {
            p { "Improvements lead to too many states to be drawn here; “hikiwake ways --graph” writes them for other programs." }
        }
        @for goal in &found.goals { (ways_to(goal, names)) }
        @for note in &found.notes { p.small { (note) } }
    }
}

/// How many states are first reached after so many moves.
fn how_far(found: &Paths) -> Markup {
    let longest = found
        .reached
        .iter()
        .map(|by| by.by_moves.len())
        .max()
        .unwrap_or(1);
    html! {
        div.scroll role="region" aria-label="Table: how far each kind of step leads" tabindex="0" {
            table.small-table {
                caption { div { "States reached, by the fewest moves they take" } }
                thead {
                    tr {
                        th scope="col" { "By" }
                        th scope="col" { "In all" }
                        @for moves in 0..longest {
                            th scope="col" { (words::count(moves as u64, "move", "moves")) }
                        }
                    }
                }
                tbody {
                    @for by in &found.reached {
                        tr {
                            th scope="row" { (by.by.words()) }
                            td { (thousands(by.states)) }
                            @for moves in 0..longest {
                                td { @if let Some(&n) = by.by_moves.get(moves) { (thousands(n)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn ways_to(goal: &PathsTo, names: &Names) -> Markup {
    let walks = goal.walks.first().filter(|walks| !walks.listed.is_empty());
    html! {
        h4 {
            "To "
            @for outcome in goal.state.outcomes.iter().take(1) { "“" (outcome) "”, " }
            span.state { (goal.state.code) }
        }
        p { (goal.sentences.join(" ")) }
        @if let Some(walks) = walks {
            details.more {
                summary {
                    "Step by step, by " (walks.by.words()) ", and who could get in"
                }
                (path(walks, names))
            }
        }
    }
}

fn path(walks: &WalksTo, names: &Names) -> Markup {
    html! {
        @for way in &walks.listed {
            ol { @for step in &way.steps { li { (one(walks.by, step, names)) } } }
        }
        @if !walks.states_on_all.is_empty() {
            p {
                "Every such way, however long, comes through "
                @for (at, code) in walks.states_on_all.iter().enumerate() {
                    @if at > 0 { ", " }
                    span.state { (code) }
                }
                "."
            }
        }
    }
}

fn one(by: WalkKind, step: &PathStep, names: &Names) -> Markup {
    let (would, could): (Vec<&StepsIn>, Vec<&StepsIn>) =
        step.others.iter().partition(|other| other.improvements > 0);
    html! {
        (step.step.text) " → " span.state { (step.step.to) }
        " " span.kind { "(" (words::move_kind(step.step.kind)) ")" }
        @if step.lasting == Some(true) { " " strong { "Nothing anybody can do leads back over this step." } }
        ul.plain {
            @for reason in &step.step.because { li { (evidence::reason(reason, names)) } }
            @for other in would {
                li {
                    (names.name(&other.actor)) " would gain by moving first"
                    @if let Some(best) = &other.best { " (" (best.text) ")" }
                    @if by != WalkKind::Moves {
                        @if other.stopping == 0 { "; improvements would still lead there" }
                        @else { "; then no improvements would lead there any more" }
                    }
                    "."
                }
            }
            @if !could.is_empty() {
                li {
                    (names.list(&could.iter().map(|other| other.actor.clone()).collect::<Vec<_>>()))
                    " could move first, but would not gain."
                }
            }
        }
    }
}
