//! Beyond the five concepts.

use hikiwake_analysis::{Concepts, Finding};
use maud::{Markup, html};

pub(crate) fn section(findings: &[Finding<Concepts>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #concepts aria-labelledby="concepts-h" {
                h2 #concepts-h { "Beyond the five concepts" }
                @for finding in findings {
                    @for sentence in &finding.finding.sentences { p { (sentence) } }
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Concepts>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.sentences.is_empty())
}
