//! What could be agreed, and whether it would hold.

mod figure;
mod scores;
mod tables;

use hikiwake_finding::Finding;
use hikiwake_negotiation::Settlement;
use maud::{Markup, html};

use crate::words;

pub(crate) fn section(findings: &[Finding<Settlement>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #settle aria-labelledby="settle-h" {
                h2 #settle-h { "What could be agreed, and would it hold" }
                p {
                    "Agreements over all terms at once. Each government’s own order says which are \
                     efficient; additive scores, where weights were given, are shown apart from \
                     that. Each agreement named here is then put into the model as it stands after \
                     signing, and asked like any other state."
                }
                @for (at, finding) in findings.iter().enumerate() {
                    (period(at, &finding.finding))
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Settlement>]) -> bool {
    !findings.is_empty()
}

fn period(at: usize, found: &Settlement) -> Markup {
    html! {
        h3 { (words::period_name(&found.scenario)) }
        p.small {
            "Rule of ratification: " (found.rule.label) "."
            @if !found.rule.text.is_empty() { " " (found.rule.text) }
        }
        @for sentence in &found.sentences { p { (sentence) } }
        (figure::figure(at, found))
        (tables::forms(found))
        (tables::efficient(found))
        (scores::points(found))
        (scores::forbidden(found))
        (tables::tipping(found))
        (tables::binding(found))
        (tables::promises(found))
        @for note in &found.notes { p.small { (note) } }
    }
}
