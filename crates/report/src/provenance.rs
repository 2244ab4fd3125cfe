//! What the models rest on, as bars with their numbers, and the rerun on what
//! the sources state.

use hikiwake_analysis::{Analysis, StatedOnly};
use maud::{Markup, html};

use crate::period::Period;
use crate::words::{self, CONCEPTS};

const BASES: [&str; 3] = ["stated", "inferred", "analyst"];
/// Width and height of a bar.
const BAR: (f64, f64) = (380.0, 26.0);

pub(crate) fn section(periods: &[Period]) -> Markup {
    html! {
        section #provenance aria-labelledby="provenance-h" {
            h2 #provenance-h { "What it rests on" }
            p {
                "How many of the preference statements the sources state, how many go one step \
                 beyond them, and how many are the analyst’s own. Hatched: written after the \
                 outcome that they explain."
            }
            div.bases { @for period in periods { article { (one(period)) } } }
        }
    }
}

fn one(period: &Period) -> Markup {
    let analysis = period.analysis;
    let basis = &analysis.provenance;
    html! {
        h3 { (period.name()) }
        (bar(period))
        p {
            (basis.stated) " stated, " (basis.inferred) " inferred, " (basis.analyst)
            " the analyst’s own; " (basis.hindsight) " written with hindsight; "
            (basis.single_source) " rest on one source only."
        }
        @if let Some(stated) = &analysis.stated_only { (rerun(period, stated)) }
    }
}

/// Statements of one basis, without and with hindsight.
fn parts(analysis: &Analysis, basis: &str) -> [usize; 2] {
    let count = |hindsight: bool| {
        (analysis.statements.iter())
            .filter(|statement| words::basis(&statement.basis).0 == basis)
            .filter(|statement| statement.hindsight == hindsight)
            .count()
    };
    [count(false), count(true)]
}

fn bar(period: &Period) -> Markup {
    let all = period.analysis.statements.len();
    let hatch = period.id("hatch");
    let mut x = 0.0;
    let mut pieces = Vec::new();
    for basis in BASES {
        for (hindsight, count) in parts(period.analysis, basis).into_iter().enumerate() {
            let width = BAR.0 * count as f64 / all.max(1) as f64;
            if count > 0 {
                pieces.push((basis, hindsight == 1, count, x, width));
            }
            x += width;
        }
    }
    html! {
        @if all > 0 {
            svg.bar viewBox={ "0 0 " (BAR.0) " " (BAR.1) } role="img" aria-labelledby={ (hatch) "-t " (hatch) "-d" } {
                title id={ (hatch) "-t" } { "Basis of " (all) " statements, " (period.name()) }
                desc id={ (hatch) "-d" } {
                    @for (at, (basis, hindsight, count, ..)) in pieces.iter().enumerate() {
                        @if at > 0 { ", " }
                        (count) " " (basis) @if *hindsight { " with hindsight" }
                    }
                }
                defs {
                    pattern id=(hatch) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect.hatch width="2.5" height="6" {}
                    }
                }
                @for (basis, hindsight, count, x, width) in &pieces {
                    rect.(basis) x={ (format!("{x:.1}")) } y="0" width={ (format!("{width:.1}")) } height=(BAR.1) {}
                    @if *hindsight {
                        rect x={ (format!("{x:.1}")) } y="0" width={ (format!("{width:.1}")) } height=(BAR.1) fill={ "url(#" (hatch) ")" } {}
                    }
                    @if *width >= 22.0 && !*hindsight {
                        text.(basis) x={ (format!("{:.1}", x + width / 2.0)) } y="18" text-anchor="middle" { (count) }
                    }
                }
            }
        }
    }
}

fn rerun(period: &Period, stated: &StatedOnly) -> Markup {
    html! {
        h4 { "On stated statements only" }
        p.small { (stated.kept) " of " (stated.of) " statements kept." }
        @for sentence in &stated.sentences { p { (sentence) } }
        p.small {
            "States that hold, on all statements and on stated ones only: "
            @for (at, (concept, _)) in CONCEPTS.iter().enumerate() {
                @let all = words::under(&period.analysis.equilibrium_counts, concept);
                @let kept = words::under(&stated.equilibrium_counts, concept);
                @if let (Some(all), Some(kept)) = (all, kept) {
                    @if at > 0 { ", " }
                    (concept) " " (words::number(all.states)) " and " (words::number(kept.states))
                }
            }
            "."
        }
    }
}
