//! Who wants what: the preference statements of each actor, with their evidence.

use hikiwake_analysis::StatementHead;
use maud::{Markup, html};

use crate::evidence;
use crate::names::Names;
use crate::period::Period;

/// A statement, and its rank in each period.
struct Ranked<'a> {
    statement: &'a StatementHead,
    ranks: Vec<Option<usize>>,
}

impl Ranked<'_> {
    /// Rank in the latest period that has it, latest periods first.
    fn order(&self) -> (usize, usize) {
        let periods = self.ranks.len();
        let last = self.ranks.iter().rposition(Option::is_some).unwrap_or(0);
        (
            periods - last,
            self.ranks.get(last).copied().flatten().unwrap_or(0),
        )
    }

    fn latest(&self) -> Option<usize> {
        self.ranks.last().copied().flatten()
    }
}

pub(crate) fn section(periods: &[Period], names: &Names) -> Markup {
    html! {
        section #statements aria-labelledby="statements-h" {
            h2 #statements-h { "Who wants what" }
            p {
                "What each actor wants, the most important first"
                @if let (true, Some(latest)) = (periods.len() > 1, periods.last()) {
                    ", as ranked in " (latest.name()) "; where the rank differs between the dates, \
                     this is said"
                }
                ". Nothing further down makes up for what stands above it. A formula "
                code { "x if y" } " is met wherever y is not."
            }
            @for (at, actor) in names.ids().enumerate() {
                @let ranked = ranked(periods, actor);
                @if !ranked.is_empty() {
                    h3 id={ "wants-" (at) } {
                        span.badge.actor.(names.colour(actor)) aria-hidden="true" { (names.initials(actor)) }
                        " " (names.name(actor))
                    }
                    @let (now, earlier): (Vec<_>, Vec<_>) =
                        ranked.iter().partition(|ranked| ranked.latest().is_some());
                    (list(&now, periods))
                    @if !earlier.is_empty() {
                        h4 { "Only at earlier dates" }
                        (list(&earlier, periods))
                    }
                }
            }
        }
    }
}

/// The statements of one actor in all periods, those of the latest first.
fn ranked<'a>(periods: &[Period<'a>], actor: &str) -> Vec<Ranked<'a>> {
    let mut all: Vec<Ranked> = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        for statement in &period.analysis.statements {
            if statement.actor != actor {
                continue;
            }
            let known = (all.iter_mut())
                .find(|known| known.ranks[at].is_none() && same(known.statement, statement));
            match known {
                Some(known) => known.ranks[at] = Some(statement.rank),
                None => {
                    let mut ranks = vec![None; periods.len()];
                    ranks[at] = Some(statement.rank);
                    all.push(Ranked { statement, ranks });
                }
            }
        }
    }
    all.sort_by_key(Ranked::order);
    all
}

/// Alike in everything but the rank.
fn same(a: &StatementHead, b: &StatementHead) -> bool {
    StatementHead {
        rank: b.rank,
        ..a.clone()
    } == *b
}

fn list(statements: &[&Ranked], periods: &[Period]) -> Markup {
    html! {
        ol.statements {
            @for ranked in statements {
                @let statement = ranked.statement;
                li {
                    span.rank {
                        span.aloud { "Rank " }
                        @match ranked.latest() { Some(rank) => (rank), None => "–" }
                    }
                    div {
                        p { strong { (evidence::plain(statement)) } " " (evidence::badges(statement)) }
                        p.small {
                            code { (statement.wants) } " [" (statement.id) "]"
                            (dates(ranked, periods))
                        }
                        (evidence::claims(&statement.claims))
                    }
                }
            }
        }
    }
}

/// The ranks at the dates, where they are not the same at all.
fn dates(ranked: &Ranked, periods: &[Period]) -> Markup {
    let first = ranked.ranks.first().copied().flatten();
    let alike = first.is_some() && ranked.ranks.iter().all(|rank| *rank == first);
    html! {
        @if !alike {
            " Rank: "
            @for (at, (period, rank)) in periods.iter().zip(&ranked.ranks).enumerate() {
                @if at > 0 { ", " }
                @match rank { Some(rank) => { (rank) " in " }, None => "not in " }
                (period.name())
            }
            "."
        }
    }
}
