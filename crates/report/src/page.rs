//! The page as a whole: head, landmarks, order of the sections.

use hikiwake_document::{
    Document, answer, concepts, dates, inverse, method, period, provenance, readings, steps, views,
    ways, wishes,
};
use hikiwake_dossier::visible;
use hikiwake_render::{POLICY, STYLE, fragment};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Report;
use crate::names::Names;
use crate::{backtest, block, claim_bearing, ratify, register, setting, settle};

/// What every page holds near its beginning, by which one of ours is known.
pub const MARK: &str = "<meta name=\"generator\" content=\"Hikiwake\">";

pub(crate) fn page(report: &Report) -> String {
    let actors = report.periods.iter().flat_map(|p| &p.finding.actors);
    let names = Names::new(actors.chain(report.readings.iter().flat_map(|r| &r.finding.actors)));
    let head = report.periods.first().map(|finding| &finding.dossier);
    let title = head.map_or("Report", |head| head.title.as_str());
    let parts = parts(report, &names);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content="Hikiwake";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the answer" }
                header {
                    p.kicker { "Conflict analysis" }
                    h1 { (title) }
                    @if let Some(head) = head {
                        @if !head.question.is_empty() { p.question { (head.question) } }
                    }
                }
                nav aria-label="Contents" {
                    ol { @for part in &parts { li { a href={ "#" (part.id) } { (part.name) } } } }
                }
                main #main tabindex="-1" {
                    @for part in &parts { (part.shown) }
                }
                footer {
                    p { "Made with Hikiwake. The page is complete: it fetches nothing and runs no script." }
                }
            }
        }
    };
    visible(&page.into_string()).into_owned()
}

/// A part of the page: its id, its name in the contents, and what it shows.
struct Part {
    id: String,
    name: String,
    shown: Markup,
}

/// A part that is a document.
fn part(id: &str, document: &Document) -> Part {
    Part {
        id: id.to_owned(),
        name: document.title.clone(),
        shown: PreEscaped(fragment(document, id)),
    }
}

/// A part that is a document, if anything stands in it.
fn some(id: &str, document: &Document) -> Option<Part> {
    (!document.blocks.is_empty()).then(|| part(id, document))
}

/// A part that may have nothing to show.
fn section(id: &str, name: &str, is_there: bool, shown: Markup) -> Option<Part> {
    is_there.then(|| Part {
        id: id.to_owned(),
        name: name.to_owned(),
        shown,
    })
}

/// The parts in the order in which they are read.
fn parts(report: &Report, names: &Names) -> Vec<Part> {
    let periods = &report.periods;
    let plans = report.steps.as_ref();
    let plans = plans.filter(|plans| !plans.finding.plans.is_empty());
    let register = report.register.as_ref();
    let coverage = report.coverage.as_ref();
    let before = [
        Some(part("answer", &answer(periods))),
        (periods.len() > 1).then(|| part("dates", &dates(periods, names))),
        section(
            "setting",
            "The setting",
            setting::is_there(report),
            setting::section(report),
        ),
    ];
    let each = periods.iter().enumerate().map(|(at, found)| {
        let document = period(at, found, names);
        Some(part(&format!("period-{at}-top"), &document))
    });
    let after = [
        some("ways", &ways(&report.ways, names)),
        some("inverse", &inverse(&report.inverse)),
        section(
            "ratify",
            "Who must accept at home",
            report.ratify.is_some(),
            ratify::section(report.ratify.as_ref()),
        ),
        section(
            "settle",
            "What could be agreed",
            settle::is_there(&report.settle),
            settle::section(&report.settle),
        ),
        section(
            "block",
            "What stands in the way",
            block::is_there(&report.block),
            block::section(&report.block),
        ),
        some("concepts", &concepts(&report.concepts)),
        some("views", &views(&report.views, names)),
        plans.map(|plans| part("steps", &steps(plans, names))),
        (!periods.is_empty()).then(|| part("statements", &wishes(periods, names))),
        (!periods.is_empty()).then(|| part("provenance", &provenance(periods, names))),
        section(
            "claims",
            "What each claim carries",
            claim_bearing::shown(coverage).is_some(),
            claim_bearing::section(coverage),
        ),
        section(
            "differences",
            "Where the sources differ",
            register::shown(register).is_some(),
            register::section(register),
        ),
        (!report.readings.is_empty()).then(|| part("readings", &readings(&report.readings, names))),
        section(
            "backtest",
            "How the forecasts fared",
            report.backtest.is_some(),
            backtest::section(report.backtest.as_ref()),
        ),
        Some(part("sources", &method(&report.sources))),
    ];
    let all = before.into_iter().chain(each).chain(after);
    all.flatten().collect()
}
