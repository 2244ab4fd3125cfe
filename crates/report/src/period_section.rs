//! One period: what would hold in it, the moves, the sanctions, the joint steps.

use maud::{Markup, html};

use crate::period::{Period, described};
use crate::{equilibria, graph, joint, sanctions, words};

pub(crate) fn section(period: &Period) -> Markup {
    let analysis = period.analysis;
    let scenario = &analysis.scenario;
    html! {
        section.period id=(period.id("top")) aria-labelledby=(period.id("h")) {
            h2 id=(period.id("h")) { (period.name()) }
            @if let Some(head) = &scenario.period {
                @if head.date.is_some() || !head.knowledge.is_empty() {
                    p.about {
                        @if let Some(date) = &head.date { "Snapshot of " (date) ". " }
                        (head.knowledge)
                    }
                }
            }
            @if let Some(reading) = &scenario.reading {
                p.about { "Reading: " (reading.label) ". " (reading.text) }
            }
            @for sentence in &analysis.sentences { p { (sentence) } }
            (equilibria::part(period))
            (graph::part(period))
            (sanctions::part(period))
            (joint::part(period))
            (states(period))
            @if !analysis.notes.is_empty() {
                h3 { "Limits reached" }
                ul { @for note in &analysis.notes { li { (note) } } }
            }
        }
    }
}

/// Every state that the period's findings name, in words.
fn states(period: &Period) -> Markup {
    let rows = &period.analysis.rows;
    html! {
        @if !rows.is_empty() {
            h3 { "The states by name" }
            details {
                summary {
                    "What each code stands for (" (words::states(rows.len() as u64)) ")"
                }
                dl.states {
                    @for (at, row) in rows.iter().enumerate() {
                        div id=(period.id(&format!("state-{at}"))) {
                            dt { span.state { (row.code) } }
                            dd { (described(row)) }
                        }
                    }
                }
            }
        }
    }
}
