//! How the dispute can move.

use hikiwake_analysis::{Finding, Ways};
use maud::{Markup, html};

pub(crate) fn section(findings: &[Finding<Ways>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #ways aria-labelledby="ways-h" {
                h2 #ways-h { "How the dispute can move" }
                @for finding in findings {
                    @for sentence in &finding.finding.sentences { p { (sentence) } }
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Ways>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.sentences.is_empty())
}
