//! The dates side by side.

use hikiwake_analysis::ReachKind;
use maud::{Markup, html};

use crate::period::{Period, marks};
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
                    Some(holding) => {
                        p { (period.state(&holding.state.code)) " " (words::holding(holding, period.names)) "." }
                        @for step in &holding.departures { p.small { (period.step(step)) } }
                    }
                    None => p { "The dossier names no status quo." }
                }
            }
            div {
                h4 { "What held" }
                p.small {
                    (words::states(analysis.feasible)) " feasible. Equilibria, and how many of them best replies lead to:"
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
            }
            div {
                h4 { "Where best replies lead" }
                (reached(period))
            }
            div {
                h4 { "What happened" }
                @if analysis.outcomes.is_empty() { p { "No outcome is recorded." } }
                @for outcome in &analysis.outcomes {
                    p {
                        strong { (outcome.label) } " (" (outcome.date) ")"
                        @if let Some(holding) = &outcome.holding {
                            ": " (period.state(&holding.state.code)) " "
                            (words::holding(holding, period.names)) "."
                        } @else if let Some(why) = &outcome.infeasible {
                            ": the model does not have it as a feasible state. " (why)
                        }
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
                    }
                }
                @if there.len() > NAMED { li { "and " (there.len() - NAMED) " more below" } }
            }
        }
    }
}
