//! Who depends on whom: a graph with the figures on its arrows, and a table.

mod arrow;
mod bundle;
mod columns;
mod web;

use hikiwake_evidence::{Dependence, Ties};
use hikiwake_finding::Measure;
use maud::{Markup, html};

use crate::canvas::CANVASES;
use crate::evidence;
use crate::words;

/// Arrows that a figure shows.
const MOST: usize = 40;

pub(crate) fn part(ties: &Ties) -> Markup {
    html! {
        h3 #ties { "Who depends on whom" }
        @if !ties.sentences.is_empty() {
            ul { @for sentence in &ties.sentences { li { (sentence) } } }
        }
        (figure(ties))
        (table(ties))
    }
}

fn figure(ties: &Ties) -> Markup {
    let mut bundles = bundle::bundles(ties);
    let left_out = bundles.len().saturating_sub(MOST);
    bundles.truncate(MOST);
    let title = "Who depends on whom";
    let desc = format!(
        "{} between {}, each arrow from who depends to whom it depends on. The table after the \
         figure lists them with their figures and sources.",
        words::count(ties.ties.len() as u64, "tie", "ties"),
        words::count(ties.actors.len() as u64, "actor", "actors"),
    );
    html! {
        figure.setting aria-labelledby="ties-h" {
            @for sheet in CANVASES {
                @let told = (title, desc.as_str());
                @let web = (sheet.class == "wide").then(|| web::svg(ties, &bundles, sheet, told)).flatten();
                @match web.or_else(|| columns::svg(ties, &bundles, sheet, told)) {
                    Some(drawn) => (drawn),
                    None => p.(sheet.class) { "There are too many actors for a figure here; the table has them." },
                }
            }
            figcaption #ties-h {
                "An arrow leads from the one who depends to the one depended on. On it: for what, and the \
                 figures of the sources (≈ about, > more than, < less than), each with its claim; whose it is \
                 and where it stands is in the table."
                @if left_out > 0 {
                    " " (words::count(left_out as u64, "further arrow is", "further arrows are")) " left out; the table has all."
                }
            }
        }
    }
}

/// The text alternative: every tie with every figure.
fn table(ties: &Ties) -> Markup {
    let name = |id: &str| {
        let actor = ties.actors.iter().find(|actor| actor.id == id);
        actor.map_or_else(|| id.to_string(), |actor| actor.name.clone())
    };
    html! {
        details {
            summary { "The same as a table (" (words::count(ties.ties.len() as u64, "tie", "ties")) ")" }
            table.stack.record {
                caption { "Dependences and their figures" }
                thead {
                    tr { @for heading in ["Who", "On whom", "For what", "Figures and sources"] { th scope="col" { (heading) } } }
                }
                tbody {
                    @for tie in &ties.ties { (row(tie, &name(&tie.from), &name(&tie.on))) }
                }
            }
        }
    }
}

fn row(tie: &Dependence, from: &str, on: &str) -> Markup {
    html! {
        tr {
            th scope="row" data-label="Who" { (from) }
            td data-label="On whom" { (on) }
            td data-label="For what" {
                p { (tie.kind) }
                @if !tie.label.is_empty() { p.small { (tie.label) } }
                p { (evidence::ground_badges(&tie.ground)) }
                @if !tie.ground.note.is_empty() { p.small { (tie.ground.note) } }
            }
            td data-label="Figures and sources" {
                @if tie.figures.is_empty() { p { "No figure." } }
                @for figure in &tie.figures { (measured(figure)) }
                @if !tie.ground.claims.is_empty() { (evidence::cited(&tie.ground.claims)) }
            }
        }
    }
}

fn measured(figure: &Measure) -> Markup {
    let claim = &figure.claim;
    html! {
        p {
            (claim.says) ": " strong { (figure.text) }
            @if !figure.date.is_empty() { " (" (figure.date) ")" }
            " "
            span.cite {
                (claim.source)
                @if !claim.place.is_empty() { ", " (claim.place) }
                @if !claim.by.is_empty() { "; asserted by " (claim.by) }
                " [" (claim.id) "]"
            }
        }
    }
}
