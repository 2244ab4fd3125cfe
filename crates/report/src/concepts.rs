//! Beyond the five concepts.

use hikiwake_conflict::{ConceptFamily, Concepts, Held, StateConcepts};
use hikiwake_finding::Finding;
use maud::{Markup, html};

use crate::period::described;
use crate::words;

pub(crate) fn section(findings: &[Finding<Concepts>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #concepts aria-labelledby="concepts-h" {
                h2 #concepts-h { "Beyond the five concepts" }
                p {
                    "The five concepts ask whether one actor alone would leave a state. Here: \
                     whether a group would that moves together; whether somebody would who looks \
                     some moves ahead; whether a great or a small loss keeps each where he is; and \
                     whether it holds whatever is true of what the readings disagree about."
                }
                @for finding in findings { (one(&finding.finding)) }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Concepts>]) -> bool {
    findings
        .iter()
        .any(|finding| !finding.finding.states.is_empty())
}

fn one(found: &Concepts) -> Markup {
    let name = words::period_name(&found.scenario);
    let told: Vec<(usize, &ConceptFamily)> = (found.families.iter().enumerate())
        .filter(|(_, family)| family.left_out.is_none())
        .collect();
    html! {
        h3 { (name) }
        @for sentence in &found.sentences { p { (sentence) } }
        div.scroll role="region" aria-label={ "Table: further concepts, " (name) } tabindex="0" {
            table.small-table {
                caption { div { "What holds: ● yes, ◐ partly, · no" } }
                thead { tr {
                    th scope="col" { "State" }
                    th scope="col" { "Alone" }
                    @for (_, family) in &told { th scope="col" { (family.title) } }
                } }
                tbody {
                    @for state in &found.states {
                        tr {
                            th scope="row" { span.state { (state.state.code) } br; span.small { (described(&state.state)) } }
                            td { (mark(Some(if state.alone { Held::Yes } else { Held::No }))) }
                            @for &(k, _) in &told { td { (mark(state.families[k].verdict)) } }
                        }
                    }
                    @for pattern in &found.patterns {
                        tr {
                            th scope="row" { "States of “" (pattern.label) "”" }
                            td.n { (words::number(pattern.alone)) }
                            @for &(k, _) in &told {
                                td.n { @if let Some(n) = pattern.families[k] { (words::number(n)) } }
                            }
                        }
                    }
                }
            }
        }
        details {
            summary { "What the columns mean" }
            dl {
                dt { "Alone" }
                dd { "yes: nobody would leave alone (SEQ); no: somebody would." }
                @for (_, family) in &told {
                    dt { (family.title) }
                    dd { (family.meaning) ". " span.small { (family.definition) "." } }
                }
            }
        }
        details {
            summary { "Why" }
            @for state in &found.states { (why(found, state)) }
        }
    }
}

fn why(found: &Concepts, state: &StateConcepts) -> Markup {
    html! {
        h4 { span.state { (state.state.code) } ": " (described(&state.state)) }
        ul {
            @for (verdict, family) in state.families.iter().zip(&found.families) {
                @if verdict.verdict.is_some() && !verdict.why.is_empty() {
                    li {
                        strong { (family.title) } " " (mark(verdict.verdict)) ": "
                        (verdict.why.join(" "))
                    }
                }
            }
        }
    }
}

fn mark(held: Option<Held>) -> Markup {
    let (sign, word) = match held {
        Some(Held::Yes) => ("●", "yes"),
        Some(Held::Partly) => ("◐", "partly"),
        Some(Held::No) => ("·", "no"),
        None => return html! {},
    };
    html! { span role="img" aria-label=(word) { (sign) } }
}
