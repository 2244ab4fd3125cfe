//! One period: what would hold in it, the moves, the sanctions, the joint steps.

use std::collections::BTreeMap;

use hikiwake_analysis::{Analysis, StateRow, Step};
use maud::{Markup, html};

use crate::names::Names;
use crate::{cards, equilibria, graph, joint, words};

/// An analysis with what its parts need to name things.
pub(crate) struct Period<'a> {
    index: usize,
    pub analysis: &'a Analysis,
    pub names: &'a Names<'a>,
    rows: BTreeMap<&'a str, usize>,
}

impl<'a> Period<'a> {
    pub fn new(index: usize, analysis: &'a Analysis, names: &'a Names<'a>) -> Self {
        let rows = (analysis.rows.iter().enumerate())
            .map(|(at, row)| (row.code.as_str(), at))
            .collect();
        Period {
            index,
            analysis,
            names,
            rows,
        }
    }

    /// An id of the page that belongs to this period.
    pub fn id(&self, what: &str) -> String {
        format!("period-{}-{what}", self.index)
    }

    pub fn name(&self) -> &'a str {
        words::period_name(&self.analysis.scenario)
    }

    pub fn row(&self, code: &str) -> Option<&'a StateRow> {
        self.rows.get(code).map(|&at| &self.analysis.rows[at])
    }

    /// A state's code, leading to its row in the list of states.
    pub fn state(&self, code: &str) -> Markup {
        html! {
            @if let Some(at) = self.rows.get(code) {
                a.state href={ "#" (self.id(&format!("state-{at}"))) } { (code) }
            } @else { span.state { (code) } }
        }
    }

    /// A step in one line: kind, change, result.
    pub fn step(&self, step: &Step) -> Markup {
        html! {
            (step.text) " → " (self.state(&step.to))
            " " span.kind { "(" (words::move_kind(step.kind)) ")" }
        }
    }
}

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
            (cards::part(period))
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

/// A state in words.
pub(crate) fn in_words(row: &StateRow) -> &str {
    if row.text.is_empty() {
        "nothing is taken"
    } else {
        &row.text
    }
}

/// A state in words, with what it is marked as.
pub(crate) fn described(row: &StateRow) -> Markup {
    html! { (in_words(row)) (marks(row)) }
}

/// `status quo` and the outcomes, as words.
pub(crate) fn marks(row: &StateRow) -> Markup {
    html! {
        @if row.status_quo { " " span.mark.quo { "status quo" } }
        @for outcome in &row.outcomes { " " span.mark.outcome { "happened: " (outcome) } }
    }
}
