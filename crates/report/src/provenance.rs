//! What the models rest on, as bars with their numbers, and the rerun on what
//! the sources state.

use std::collections::BTreeMap;

use hikiwake_conflict::{Analysis, StatedOnly};
use hikiwake_evidence::{ClaimBase, PartProvenance};
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
                 outcome that they explain. Under the bar, the same for rules and options, and \
                 the claims underneath it all."
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
        (parts_table(period, &basis.parts))
        (claims(&basis.claims))
        @if let Some(stated) = &analysis.stated_only { (rerun(period, stated)) }
    }
}

/// What each part of the model rests on, one row a question.
fn parts_table(period: &Period, parts: &[PartProvenance]) -> Markup {
    type Row = (&'static str, fn(&PartProvenance) -> usize);
    const ROWS: [Row; 9] = [
        ("in all", |part| part.all),
        ("stated in the sources", |part| part.stated),
        ("inferred from them", |part| part.inferred),
        ("the analyst’s own", |part| part.analyst),
        ("of these, without basis or claim", |part| part.not_given),
        ("written with hindsight", |part| part.hindsight),
        ("resting on one source", |part| part.single_source),
        ("resting on one passage", |part| part.single_passage),
        ("resting on a claim in a clash", |part| part.in_clash),
    ];
    html! {
        @if !parts.is_empty() {
            table.small-table {
                caption { "What each part rests on, " (period.name()) }
                thead {
                    tr {
                        th scope="col" { span.aloud { "Question" } }
                        @for part in parts { th scope="col" { (part.part) } }
                    }
                }
                tbody {
                    @for (words, of) in ROWS {
                        tr {
                            th scope="row" { (words) }
                            @for part in parts { td.n { (share(of(part), part.all)) } }
                        }
                    }
                }
            }
        }
    }
}

/// A number, and its share of all where it is another.
fn share(number: usize, all: usize) -> Markup {
    html! {
        (number)
        @if number > 0 && number != all {
            " " span.small { "(" (format!("{:.0}", 100.0 * number as f64 / all as f64)) "%)" }
        }
    }
}

/// The claims underneath: how many, how they are said, how they are graded.
fn claims(base: &ClaimBase) -> Markup {
    let count = |n: usize, one, many| words::count(n as u64, one, many);
    let grades = &base.grades;
    let said = |counts: &BTreeMap<char, usize>| {
        let parts = counts.iter().map(|(grade, n)| format!("{grade} {n}"));
        parts.collect::<Vec<_>>()
    };
    let with_unknown = |mut parts: Vec<String>, unknown: usize| {
        if unknown > 0 {
            parts.push(format!("cannot be judged {unknown}"));
        }
        parts.join(", ")
    };
    let strengths: Vec<String> = (base.strengths.iter())
        .map(|count| format!("{} {}", count.strength, count.claims))
        .collect();
    let confidence: Vec<String> = (base.confidence.iter())
        .map(|(confidence, n)| format!("{confidence} {n}"))
        .collect();
    html! {
        @if base.claims > 0 {
            dl.underneath {
                div {
                    dt { "Claims underneath" }
                    dd {
                        (count(base.claims, "claim", "claims")) ", "
                        (count(base.passages, "passage", "passages")) ", "
                        (count(base.sources, "source", "sources"))
                    }
                }
                div { dt { "How they are said" } dd { (strengths.join(", ")) } }
                div {
                    dt { "Reliability of the source" }
                    dd { (with_unknown(said(&grades.reliability), grades.reliability_unknown)) }
                }
                div {
                    dt { "Credibility of the information" }
                    dd { (with_unknown(said(&grades.credibility), grades.credibility_unknown)) }
                }
                @if !confidence.is_empty() {
                    div { dt { "The analyst’s confidence" } dd { (confidence.join(", ")) } }
                }
                @if !base.in_clash.is_empty() {
                    div { dt { "In a clash" } dd { (base.in_clash.join(", ")) } }
                }
            }
        }
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
