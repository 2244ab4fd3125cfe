//! The page as a whole: head, landmarks, order of the sections.

use hikiwake_document::setting;
use hikiwake_dossier::visible;
use hikiwake_evidence::Register;
use hikiwake_finding::Finding;
use hikiwake_negotiation::GradualPlans;
use hikiwake_render::{POLICY, STYLE, fragment};
use hikiwake_traceability::Coverage;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Report;
use crate::names::Names;
use crate::period::Period;
use crate::{
    answer, block, concepts, dates, inverse, period_section, provenance, ratify, readings, settle,
    statements, views, ways,
};

/// What every page holds near its beginning, by which one of ours is known.
pub const MARK: &str = "<meta name=\"generator\" content=\"Hikiwake\">";

pub(crate) fn page(report: &Report) -> String {
    let (map, timeline, ties) = (&report.map, &report.timeline, &report.ties);
    let actors = report.periods.iter().flat_map(|p| &p.finding.actors);
    let names = Names::new(actors.chain(report.readings.iter().flat_map(|r| &r.finding.actors)));
    let periods: Vec<Period> = (report.periods.iter().enumerate())
        .map(|(index, finding)| Period::new(index, &finding.finding, &names))
        .collect();
    let head = report.periods.first().map(|finding| &finding.dossier);
    let title = head.map_or("Report", |head| head.title.as_str());
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
                (contents(report, &periods))
                main #main tabindex="-1" {
                    (answer::section(&periods, head))
                    @if periods.len() > 1 { (dates::section(&periods)) }
                    @if let Some(setting) = setting(map.as_ref(), timeline.as_ref(), ties.as_ref()) {
                        (PreEscaped(fragment(&setting, "setting")))
                    }
                    @for period in &periods { (period_section::section(period)) }
                    (ways::section(&report.ways, &names))
                    (inverse::section(&report.inverse))
                    (ratify::section(report.ratify.as_ref()))
                    (settle::section(&report.settle))
                    (block::section(&report.block))
                    (concepts::section(&report.concepts))
                    (views::section(&report.views))
                    @if let Some(plans) = plans(report) {
                        (PreEscaped(fragment(&hikiwake_document::steps(plans, &names), "steps")))
                    }
                    @if !periods.is_empty() {
                        (statements::section(&periods, &names))
                        (provenance::section(&periods))
                    }
                    @if let Some(coverage) = coverage(report) {
                        (PreEscaped(fragment(&hikiwake_document::coverage(coverage, usize::MAX), "claims")))
                    }
                    @if let Some(register) = register(report) {
                        (PreEscaped(fragment(&hikiwake_document::register(register), "differences")))
                    }
                    (readings::section(&report.readings, &names))
                    @if let Some(backtest) = &report.backtest {
                        (PreEscaped(fragment(&hikiwake_document::backtest(backtest), "backtest")))
                    }
                    (PreEscaped(fragment(&hikiwake_document::sources(&report.sources), "sources")))
                }
                footer {
                    p { "Made with Hikiwake. The page is complete: it fetches nothing and runs no script." }
                }
            }
        }
    };
    visible(&page.into_string()).into_owned()
}

/// The gradual plans, if there are any.
fn plans(report: &Report) -> Option<&Finding<GradualPlans>> {
    let finding = report.steps.as_ref();
    finding.filter(|finding| !finding.finding.plans.is_empty())
}

/// What each claim carries, where there are claims.
fn coverage(report: &Report) -> Option<&Finding<Coverage>> {
    let finding = report.coverage.as_ref();
    finding.filter(|finding| finding.finding.claims_in_all > 0)
}

/// Where the sources differ, where they do.
fn register(report: &Report) -> Option<&Finding<Register>> {
    let finding = report.register.as_ref();
    finding.filter(|finding| !finding.finding.entries.is_empty())
}

fn contents(report: &Report, periods: &[Period]) -> Markup {
    html! {
        nav aria-label="Contents" {
            ol {
                li { a href="#answer" { "The answer" } }
                @if periods.len() > 1 { li { a href="#dates" { "The dates side by side" } } }
                @if report.map.is_some() || report.timeline.is_some() || report.ties.is_some() { li { a href="#setting" { "The setting" } } }
                @for period in periods {
                    li { a href={ "#" (period.id("top")) } { (period.name()) } }
                }
                @if ways::is_there(&report.ways) { li { a href="#ways" { "How the dispute can move" } } }
                @if inverse::is_there(&report.inverse) { li { a href="#inverse" { "What would have to change" } } }
                @if report.ratify.is_some() { li { a href="#ratify" { "Who must accept at home" } } }
                @if settle::is_there(&report.settle) { li { a href="#settle" { "What could be agreed" } } }
                @if block::is_there(&report.block) { li { a href="#block" { "What stands in the way" } } }
                @if concepts::is_there(&report.concepts) { li { a href="#concepts" { "Beyond the five concepts" } } }
                @if views::is_there(&report.views) { li { a href="#views" { "How each side sees it" } } }
                @if plans(report).is_some() { li { a href="#steps" { "Step by step, or as one bargain" } } }
                @if !periods.is_empty() {
                    li { a href="#statements" { "Who wants what" } }
                    li { a href="#provenance" { "What it rests on" } }
                }
                @if coverage(report).is_some() {
                    li { a href="#claims" { "What each claim carries" } }
                }
                @if register(report).is_some() {
                    li { a href="#differences" { "Where the sources differ" } }
                }
                @if !report.readings.is_empty() {
                    li { a href="#readings" { "Other readings" } }
                }
                @if report.backtest.is_some() {
                    li { a href="#backtest" { "How the forecasts fared" } }
                }
                li { a href="#sources" { "Sources and method" } }
            }
        }
    }
}
