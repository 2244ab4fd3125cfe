//! The answer first, and how to read the rest.

use hikiwake_finding::DossierHead;
use maud::{Markup, html};

use crate::period::Period;
use crate::words::{self, CONCEPTS, REACHES};

pub(crate) fn section(periods: &[Period], head: Option<&DossierHead>) -> Markup {
    html! {
        section #answer aria-labelledby="answer-h" {
            h2 #answer-h {
                "The answer"
                @if let Some(latest) = periods.last() { ": " (latest.name()) }
            }
            @match periods.last() {
                Some(latest) => div.lead {
                    @for sentence in &latest.analysis.sentences { p { (sentence) } }
                }
                None => p { "There is nothing to report: no period was analysed." }
            }
            @if let Some(head) = head {
                @if !head.summary.is_empty() {
                    h3 { "Background" }
                    p { (head.summary) }
                }
            }
            aside.key aria-labelledby="key-h" {
                h3 #key-h { "How to read this page" }
                div {
                    div {
                        p {
                            "A " strong { "state" } " says which options the actors have taken; it \
                             has a short name that one can say aloud. A state " strong { "holds" }
                            " when no actor would leave it. Five concepts tell apart how far an \
                             actor looks ahead:"
                        }
                        dl.concepts {
                            @for (concept, meaning) in CONCEPTS {
                                div { dt { (concept) } dd { (meaning) } }
                            }
                        }
                    }
                    div {
                        p {
                            "A state that holds is no forecast until one sees how it is "
                            strong { "reached" } " from the status quo:"
                        }
                        dl {
                            @for (kind, meaning) in REACHES {
                                div { dt { (words::reach(kind)) } dd { (meaning) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
