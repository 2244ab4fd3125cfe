//! What would have to change.

use hikiwake_conflict::{ChangeSet, Inverse, InverseAnswer};
use hikiwake_finding::Finding;
use maud::{Markup, html};

use crate::{evidence, words};

pub(crate) fn section(findings: &[Finding<Inverse>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #inverse aria-labelledby="inverse-h" {
                h2 #inverse-h { "What would have to change" }
                p {
                    "The smallest sets of changes to wishes, options and rules after which a \
                     wanted state holds and is reached from the status quo, those that contradict \
                     the least evidence first."
                }
                @for finding in findings { (period(&finding.finding)) }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Inverse>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.questions.is_empty())
}

fn period(found: &Inverse) -> Markup {
    html! {
        @if !found.questions.is_empty() {
            h3 { (words::period_name(&found.scenario)) }
            @for question in &found.questions {
                @for answer in &question.answers {
                    @for sentence in &answer.sentences { p { (sentence) } }
                    @if answer.least != Some(0) { (sets(answer)) }
                }
            }
            p.small { (found.elementary.sentence()) }
            @for note in &found.notes { p.small { (note) } }
        }
    }
}

fn sets(answer: &InverseAnswer) -> Markup {
    html! {
        @if !answer.sets.is_empty() {
            ol { @for set in &answer.sets { li { (one(set)) } } }
            @if answer.not_listed > 0 {
                p.small {
                    (words::count(answer.not_listed, "more entry is", "more entries are"))
                    " not listed."
                }
            }
        }
    }
}

/// A set of changes, what it contradicts, and what comes of it.
fn one(set: &ChangeSet) -> Markup {
    let claims = evidence::each_once(set.changes.iter().flat_map(|change| &change.claims));
    let same = set.alike.len() as u64 + set.alike_not_listed;
    html! {
        @for change in &set.changes {
            p {
                strong { (change.text) "." }
                @if let Some(basis) = &change.basis {
                    @let (class, text) = words::basis(basis);
                    " Against what is " span.badge.(class) { (text) }
                }
            }
        }
        @if let Some(outcome) = set.sentences.last() { p { (outcome) } }
        @if !claims.is_empty() { (evidence::claims(&claims)) }
        @if same > 0 {
            p.small {
                (words::count(same, "other set of as many changes makes", "other sets of as many changes make"))
                " the same model."
            }
        }
    }
}
