//! How each side sees it.

use hikiwake_analysis::{Finding, Views};
use maud::{Markup, html};

pub(crate) fn section(findings: &[Finding<Views>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #views aria-labelledby="views-h" {
                h2 #views-h { "How each side sees it" }
                @for finding in findings {
                    @for sentence in &finding.finding.sentences { p { (sentence) } }
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Views>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.sentences.is_empty())
}
