//! The dates side by side.

use hikiwake_finding::{Holding, ReachKind};
use maud::{Markup, html};

use crate::period::{Period, in_words, marks};
use crate::words::{self, CONCEPTS};

/// Most codes named in one cell.
const NAMED: usize = 6;

pub(crate) fn section(periods: &[Period]) -> Markup {
    html! {
        section #dates.wide aria-labelledby="dates-h" {
            h2 #dates-h { "The dates side by side" }
            div.dates { @for period in periods { (column(period)) } }
        }
    }
}

fn column(period: &Period) -> Markup {
    let analysis = period.analysis;
    let basis = &analysis.provenance;
    html! {
        article aria-labelledby=(period.id("date-h")) {
            h3 id=(period.id("date-h")) {
                a href={ "#" (period.id("top")) } { (period.name()) }
            }
            div {
                h4 { "Where things stood" }
                @match &analysis.status_quo {
                    Some(holding) => (state(period, holding)),
                    None => p { "The dossier names no status quo." }
                }
            }
            div { h4 { "What held" } (held(period)) }
            div { h4 { "Where best replies lead" } (reached(period)) }
            div {
                h4 { "What happened" }
                @if analysis.outcomes.is_empty() { p { "No outcome is recorded." } }
                @for outcome in &analysis.outcomes {
                    p.outcome { strong { (outcome.label) } " (" (outcome.date) ")" }
                    @match (&outcome.holding, &outcome.infeasible) {
                        (Some(holding), _) => (state(period, holding)),
                        (None, Some(why)) => p { "The model does not have it as a feasible state. " (why) },
                        (None, None) => p { "The model does not have it as a feasible state." }
                    }
                }
            }
            div {
                h4 { "What it rests on" }
                p {
                    (basis.stated) " statements stated, " (basis.inferred) " inferred, "
                    (basis.analyst) " the analyst’s own; " (basis.hindsight)
                    " written with hindsight."
                }
            }
        }
    }
}

/// A state, how it holds, and who would leave it for what.
fn state(period: &Period, holding: &Holding) -> Markup {
    html! {
        p {
            (period.state(&holding.state.code)) " " (words::holding(holding, period.names)) "."
            span.small.line { (in_words(&holding.state)) }
        }
        @for step in &holding.departures { p.small { "Leaves: " (period.step(step)) } }
    }
}

/// Counts per concept, and the patterns that the dossier names.
fn held(period: &Period) -> Markup {
    let analysis = period.analysis;
    html! {
        p.small {
            (words::states(analysis.feasible)) " feasible. Equilibria, and how many of them best \
             replies lead to:"
        }
        dl.counts {
            @for (concept, _) in CONCEPTS {
                @if let Some(count) = words::under(&analysis.equilibrium_counts, concept) {
                    div {
                        dt { (concept) }
                        dd {
                            (words::number(count.states))
                            " " span.small { "(" (words::number(count.by_best_replies)) ")" }
                        }
                    }
                }
            }
        }
        @for pattern in &analysis.patterns {
            p {
                "With “" (pattern.label) "”: " (words::states(pattern.holding))
                " under SEQ, " (words::number(pattern.by_best_replies)) " by best replies."
            }
        }
    }
}

/// The equilibria at the end of best replies.
fn reached(period: &Period) -> Markup {
    let analysis = period.analysis;
    let there: Vec<_> = (analysis.equilibria.iter())
        .filter(|holding| {
            matches!(
                holding.reach,
                Some(ReachKind::BestReplies | ReachKind::Here)
            )
        })
        .collect();
    html! {
        @if let Some(reached) = &analysis.reached {
            p { "To " (words::states(reached.best_replies)) ", the status quo included." }
        }
        @if there.is_empty() {
            p { "To none of the states listed as holding." }
        } @else {
            ul.plain {
                @for holding in there.iter().take(NAMED) {
                    li {
                        (period.state(&holding.state.code)) " "
                        (words::holds(&holding.concepts)) (marks(&holding.state))
                        span.small.line { (in_words(&holding.state)) }
                    }
                }
                @if there.len() > NAMED { li { "and " (there.len() - NAMED) " more below" } }
            }
        }
    }
}
