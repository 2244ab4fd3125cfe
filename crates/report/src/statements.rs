//! Who wants what: the preference statements of each actor, with their evidence.

use hikiwake_finding::StatementHead;
use maud::{Markup, html};

use crate::evidence;
use crate::names::Names;
use crate::period::Period;

pub(crate) fn section(periods: &[Period], names: &Names) -> Markup {
    html! {
        section #statements aria-labelledby="statements-h" {
            h2 #statements-h { "Who wants what" }
            p {
                "What each actor wants, the most important first"
                @if periods.len() > 1 { "; the latest date stands open, the earlier ones can be opened" }
                ". Nothing further down makes up for what stands above it. A formula "
                code { "x if y" } " is met wherever y is not."
            }
            @for (at, actor) in names.ids().enumerate() {
                h3 id={ "wants-" (at) } {
                    span.badge.actor.(names.colour(actor)) aria-hidden="true" { (names.initials(actor)) }
                    " " (names.name(actor))
                }
                (of_actor(periods, actor))
            }
        }
    }
}

/// The lists of one actor, the latest period first.
fn of_actor(periods: &[Period], actor: &str) -> Markup {
    let lists: Vec<(&Period, Vec<&StatementHead>)> = (periods.iter().rev())
        .map(|period| {
            let statements = period.analysis.statements.iter();
            (period, statements.filter(|s| s.actor == actor).collect())
        })
        .collect();
    html! {
        @for (at, (period, statements)) in lists.iter().enumerate() {
            @if at == 0 {
                @if periods.len() > 1 { h4 { (period.name()) } }
                (list(statements))
            } @else if let Some((other, _)) = lists[..at].iter().find(|(_, other)| other == statements) {
                p { (period.name()) ": as in " (other.name()) "." }
            } @else {
                details {
                    summary { (period.name()) " (" (statements.len()) ")" }
                    (list(statements))
                }
            }
        }
    }
}

fn list(statements: &[&StatementHead]) -> Markup {
    html! {
        @if statements.is_empty() { p { "It has no preferences here." } }
        @else { ol.statements { @for statement in statements { (one(statement)) } } }
    }
}

fn one(statement: &StatementHead) -> Markup {
    html! {
        li {
            span.rank { span.aloud { "Rank " } (statement.rank) }
            div {
                p { strong { (evidence::plain(statement)) } " " (evidence::badges(statement)) }
                p.small { code { (statement.wants) } " [" (statement.id) "]" }
                (evidence::claims(&statement.claims))
            }
        }
    }
}
