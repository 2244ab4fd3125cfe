//! What would have to change.

use hikiwake_analysis::{Finding, Inverse};
use maud::{Markup, html};

pub(crate) fn section(findings: &[Finding<Inverse>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #inverse aria-labelledby="inverse-h" {
                h2 #inverse-h { "What would have to change" }
                @for finding in findings {
                    @for sentence in &finding.finding.sentences { p { (sentence) } }
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Inverse>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.sentences.is_empty())
}
