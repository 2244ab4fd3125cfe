//! What each claim carries: the judgements that name it, and the findings that
//! these decide.

use hikiwake_finding::Finding;
use hikiwake_traceability::{ClaimReach, Coverage, CoveredFinding, CoveredKind};
use maud::{Markup, html};

use crate::words;

pub(crate) fn section(coverage: Option<&Finding<Coverage>>) -> Markup {
    html! {
        @if let Some(coverage) = shown(coverage) {
            section #claims aria-labelledby="claims-h" {
                h2 #claims-h { "What each claim carries" }
                @for sentence in &coverage.sentences { p { (sentence) } }
                (table(coverage))
            }
        }
    }
}

/// The coverage, where there are claims.
pub(crate) fn shown(coverage: Option<&Finding<Coverage>>) -> Option<&Coverage> {
    (coverage.map(|found| &found.finding)).filter(|coverage| coverage.claims_in_all > 0)
}

/// The claims on which something rests, those that carry most first.
fn table(coverage: &Coverage) -> Markup {
    let claims = coverage.claims.iter();
    let mut claims: Vec<&ClaimReach> = claims.filter(|claim| !claim.direct.is_empty()).collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.direct.len()));
    html! {
        @if !claims.is_empty() {
            details {
                summary { (words::count(claims.len() as u64, "claim", "claims")) " and what rests on them" }
                div.scroll role="region" aria-label="Claims and what rests on them" tabindex="0" {
                    table.small-table {
                        caption { "Claims, the judgements that name them, and the findings that these decide" }
                        thead {
                            tr {
                                @for heading in ["Claim", "What it says", "Judgements", "Findings"] {
                                    th scope="col" { (heading) }
                                }
                            }
                        }
                        tbody {
                            @for reach in claims {
                                tr {
                                    th scope="row" { (reach.claim.id) br; span.cite { (reach.claim.source) } }
                                    td { (reach.claim.says) }
                                    td { (judged(&reach.direct)) }
                                    td { (decided(coverage, &reach.claim.id)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The judgements by kind: `statement japan.no-zone, russia.offer-islands`.
fn judged(names: &[String]) -> Markup {
    let parts: Vec<(&str, &str)> = (names.iter())
        .map(|name| name.split_once('.').unwrap_or(("", name)))
        .collect();
    html! {
        @for kind in parts.chunk_by(|a, b| a.0 == b.0) {
            @let ids: Vec<&str> = kind.iter().map(|(_, id)| *id).collect();
            div { span.cite { (kind[0].0) } " " (ids.join(", ")) }
        }
    }
}

/// The findings that turn on a claim, period by period.
fn decided(coverage: &Coverage, claim: &str) -> Markup {
    let named = |finding: &&CoveredFinding| finding.claims.iter().any(|id| id == claim);
    let findings: Vec<&CoveredFinding> = coverage.findings.iter().filter(named).collect();
    html! {
        @for period in findings.chunk_by(|a, b| a.scenario == b.scenario) {
            @let states = period.iter().filter(|f| f.about == CoveredKind::Equilibrium).count();
            div {
                @if let Some(head) = &period[0].scenario.period { (head.label) ": " }
                @let others: Vec<&str> = period.iter()
                    .filter(|f| f.about != CoveredKind::Equilibrium)
                    .map(|f| f.label.as_str())
                    .collect();
                (others.join(", "))
                @if states > 0 {
                    @if !others.is_empty() { ", " }
                    (words::count(states as u64, "state that holds", "states that hold"))
                }
            }
        }
    }
}
