//! What additive scores promise, and what forbids it.

use hikiwake_finding::thousands;
use hikiwake_negotiation::{AdditiveOver, BargainPoint, Settlement};
use maud::{Markup, html};

use super::tables::{changed, form, name};
use crate::{evidence, words};

fn over(over: AdditiveOver) -> &'static str {
    match over {
        AdditiveOver::All => "All agreements",
        AdditiveOver::NotForbidden => "Those that no government rejects",
        AdditiveOver::Zone => "The zone of agreement",
    }
}

pub(super) fn points(found: &Settlement) -> Markup {
    let Some(additive) = &found.additive else {
        return html! {};
    };
    html! {
        div.scroll role="region" aria-label="Table: points by additive scores" tabindex="0" {
            table.small-table {
                caption {
                    div {
                        "Additive scores: weights added up, so that a loss in one term is made good by a \
                         gain in another. In brackets the gain over what each must be given"
                    }
                }
                thead {
                    tr {
                        th scope="col" { "Over" }
                        th scope="col" { "Point" }
                        @for side in &additive.sides { th scope="col" { (name(found, side)) } }
                        th scope="col" { "Agreement" }
                    }
                }
                tbody {
                    @for set in &additive.sets { (set_rows(found, over(set.over), set.agreements, &set.points)) }
                    @for set in &additive.as_delivered {
                        @let label = format!("{}, promises as delivered", over(set.over));
                        (set_rows(found, &label, set.agreements, &set.points))
                    }
                }
            }
        }
        @if let Some(paid) = additive.sets.first().and_then(|set| set.payments.as_ref()) {
            @if !paid.flows.is_empty() {
                p.small {
                    "Were scores money, the largest sum would be shared equally if "
                    @for (at, (from, to, amount)) in paid.flows.iter().enumerate() {
                        @if at > 0 { " and " }
                        (name(found, &additive.sides[*from])) " paid " (name(found, &additive.sides[*to]))
                        " " (format!("{amount:.1}"))
                    }
                    "."
                }
            }
        }
    }
}

fn set_rows(found: &Settlement, over: &str, agreements: u64, points: &[BargainPoint]) -> Markup {
    // Points that are one agreement stand in one row.
    let mut shown: Vec<&BargainPoint> = Vec::new();
    for point in points {
        if shown.iter().all(|s| s.agreement != point.agreement) {
            shown.push(point);
        }
    }
    html! {
        @for (at, point) in shown.iter().enumerate() {
            @let kinds = points.iter().filter(|p| p.agreement == point.agreement);
            @let agreement = &found.agreements[point.agreement];
            tr {
                th scope="row" { @if at == 0 { (over) " (" (thousands(agreements)) ")" } }
                td { (kinds.map(|p| p.kind.words()).collect::<Vec<_>>().join(", ")) }
                @for (score, gain) in point.scores.iter().zip(&point.gains) {
                    td { (format!("{score:.1} ({gain:+.1})")) }
                }
                td { (form(found, agreement)) (changed(agreement)) }
            }
        }
        @if shown.is_empty() {
            tr {
                th scope="row" { (over) " (" (thousands(agreements)) ")" }
                td { "none gives every government what it must have" }
            }
        }
    }
}

pub(super) fn forbidden(found: &Settlement) -> Markup {
    let forbidden = found.additive.as_ref().and_then(|a| a.forbidden.as_ref());
    html! {
        @if let Some(forbidden) = forbidden.filter(|f| f.rejected > 0) {
            p {
                "Of " (words::count(forbidden.promised, "agreement", "agreements"))
                " by which every government gains, added up, " (thousands(forbidden.rejected))
                " are rejected by a government’s own judgement:"
            }
            ul {
                @for by in &forbidden.by {
                    li {
                        (thousands(by.agreements)) " by " (name(found, &by.side))
                        @if by.red_line { strong { ", a red line" } }
                        @for statement in &by.statements {
                            ": " q { (evidence::plain(statement)) } " " (evidence::badges(statement))
                            (evidence::cited(&statement.claims))
                        }
                        @if !by.forms.is_empty() { ", which says no to " (by.forms.join(", ")) }
                    }
                }
            }
        }
    }
}
