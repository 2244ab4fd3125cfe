//! The analysis of one period, and how its states are shown.

use std::collections::BTreeMap;

use hikiwake_conflict::Analysis;
use hikiwake_finding::{StateRow, WalkStep};
use maud::{Markup, html};

use crate::names::Names;
use crate::words;

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
    pub fn step(&self, step: &WalkStep) -> Markup {
        html! {
            (step.text) " → " (self.state(&step.to))
            " " span.kind { "(" (words::move_kind(step.kind)) ")" }
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
