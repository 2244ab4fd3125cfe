//! The moves among the states that matter: a figure, and the same as a list.

pub(crate) mod draw;
mod select;

use hikiwake_finding::{MoveKind, WalkStep};
use maud::{Markup, html};

use crate::period::Period;
use crate::words;
use select::Selection;

pub(crate) fn part(period: &Period) -> Markup {
    let selection = Selection::of(period.analysis);
    html! {
        @if !selection.steps.is_empty() {
            h3 { "The moves" }
            p {
                "How the states that matter lead to one another, the status quo at the top. Each \
                 arrow bears the mark of who moves and what that one changes (+ taken up, − given up)."
            }
            (figure(period, &selection))
            (list(period, &selection))
        }
    }
}

fn figure(period: &Period, selection: &Selection) -> Markup {
    let caption = period.id("moves-h");
    let drawn = draw::svg(period, selection);
    let broad = drawn.as_ref().is_ok_and(|(_, broad)| *broad);
    html! {
        figure.moves.broad[broad] aria-labelledby=(caption) {
            @match drawn {
                Ok((svg, _)) => {
                    (legend(period, selection))
                    div.scroll role="group" aria-label="Figure: moves between states" tabindex="0" { (svg) }
                }
                Err(error) => p {
                    "The figure could not be laid out (" (error) "); the list below says the same."
                }
            }
            figcaption id=(caption) {
                "Moves between " (words::states(selection.nodes.len() as u64)) ", "
                (period.name()) ". " (left_out(period, selection))
            }
        }
    }
}

fn left_out(period: &Period, selection: &Selection) -> Markup {
    html! {
        @if !selection.alone.is_empty() {
            "Not drawn, since no move shown leads there or away: "
            @for (at, code) in selection.alone.iter().enumerate() {
                @if at > 0 { ", " }
                (period.state(code))
            }
            ". "
        }
        @if selection.states_left_out > 0 {
            (words::count(selection.states_left_out, "further state is", "further states are"))
            " left out to keep the figure legible. "
        }
        @if selection.steps_left_out > 0 {
            (words::count(selection.steps_left_out, "further move", "further moves"))
            " between these states "
            (if selection.steps_left_out == 1 { "is" } else { "are" })
            " left out: best replies and the steps of the shortest paths come first. "
        }
    }
}

/// What the lines and colours mean, for the kinds and movers that occur.
fn legend(period: &Period, selection: &Selection) -> Markup {
    let kinds = [
        MoveKind::BestReply,
        MoveKind::Improvement,
        MoveKind::Joint,
        MoveKind::WithoutGain,
        MoveKind::AtALoss,
    ];
    let occurs = |kind| selection.steps.iter().any(|step| step.kind == kind);
    let moves = |actor: &str| {
        let mut movers = selection.steps.iter().flat_map(|step| &step.movers);
        movers.any(|mover| mover == actor)
    };
    html! {
        ul.legend aria-label="Key to the figure" {
            @for actor in period.names.ids().filter(|actor| moves(actor)) {
                li {
                    span.badge.actor.(period.names.colour(actor)) { (period.names.initials(actor)) }
                    " " (period.names.name(actor))
                }
            }
            @for kind in kinds.into_iter().filter(|kind| occurs(*kind)) {
                li { (draw::sample(kind)) " " (words::move_kind(kind)) }
            }
        }
    }
}

/// The text alternative: every move drawn.
fn list(period: &Period, selection: &Selection) -> Markup {
    html! {
        details {
            summary { "The same as a list (" (words::count(selection.steps.len() as u64, "move", "moves")) ")" }
            div.scroll role="group" aria-label="Table: moves between states" tabindex="0" {
                table.small-table {
                    caption { div { "Moves drawn in the figure" } }
                    thead {
                        tr { @for heading in ["From", "Who moves", "What changes", "To", "Kind"] { th scope="col" { (heading) } } }
                    }
                    tbody { @for step in &selection.steps { (row(period, step)) } }
                }
            }
        }
    }
}

fn row(period: &Period, step: &WalkStep) -> Markup {
    html! {
        tr {
            th scope="row" { (period.state(&step.from)) }
            td { (period.names.list(&step.movers)) }
            td { (step.text) }
            td { (period.state(&step.to)) }
            td { (words::move_kind(step.kind)) }
        }
    }
}
