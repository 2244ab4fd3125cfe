//! The page as a whole: head, landmarks, order of the sections.

use hikiwake_document::{
    Document, Names, answer, backtest, concepts, coverage, dates, inverse, method, period,
    provenance, readings, register, setting, steps, views, ways, wishes,
};
use hikiwake_dossier::visible;
use hikiwake_render::{POLICY, STYLE, fragment};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Report;

/// What every page holds near its beginning, by which one of ours is known.
pub const MARK: &str = "<meta name=\"generator\" content=\"Hikiwake\">";

/// Most sets of obstacles and most ways to open it that are listed per form.
const OBSTACLES: usize = 10;

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

/// The parts in the order in which they are read.
fn parts(report: &Report, names: &Names) -> Vec<Part> {
    let periods = &report.periods;
    let plans = report.steps.as_ref();
    let plans = plans.filter(|plans| !plans.finding.plans.is_empty());
    let (map, timeline, ties) = (&report.map, &report.timeline, &report.ties);
    let claims = report.coverage.as_ref();
    let claims = claims.filter(|found| found.finding.claims_in_all > 0);
    let differences = report.register.as_ref();
    let differences = differences.filter(|found| !found.finding.entries.is_empty());
    let before = [
        Some(part("answer", &answer(periods, names))),
        (periods.len() > 1).then(|| part("dates", &dates(periods, names))),
        setting(map.as_ref(), timeline.as_ref(), ties.as_ref())
            .map(|document| part("setting", &document)),
    ];
    let each = periods.iter().enumerate().map(|(at, found)| {
        let document = period(at, found, names);
        Some(part(&format!("period-{at}-top"), &document))
    });
    let after = [
        some("ways", &ways(&report.ways, names)),
        some("inverse", &inverse(&report.inverse, names)),
        (report.ratify.as_ref()).map(|finding| part("ratify", &hikiwake_document::ratify(finding))),
        (!report.settle.is_empty())
            .then(|| part("settle", &hikiwake_document::settle(&report.settle))),
        (!report.block.is_empty())
            .then(|| part("block", &hikiwake_document::block(&report.block, OBSTACLES))),
        some("concepts", &concepts(&report.concepts, names)),
        some("views", &views(&report.views, names)),
        plans.map(|plans| part("steps", &steps(plans, names))),
        (!periods.is_empty()).then(|| part("statements", &wishes(periods, names))),
        (!periods.is_empty()).then(|| part("provenance", &provenance(periods, names))),
        claims.map(|found| part("claims", &coverage(found, usize::MAX))),
        differences.map(|found| part("differences", &register(found))),
        (!report.readings.is_empty()).then(|| part("readings", &readings(&report.readings, names))),
        (report.backtest.as_ref()).map(|found| part("backtest", &backtest(found))),
        Some(part("sources", &method(&report.sources))),
    ];
    let all = before.into_iter().chain(each).chain(after);
    all.flatten().collect()
}
