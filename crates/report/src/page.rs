//! The page as a whole: head, landmarks, order of the sections.

use hikiwake_document::{
    BriefFindings, Cited, Document, Names, backtest, brief_part, concepts, coverage, dates,
    inverse, method, period, provenance, readings, register, sensitivities, setting, steps, views,
    watch, ways, what_moves_it, wish_balances, wishes,
};
use hikiwake_dossier::visible;
use hikiwake_render::{POLICY, STYLE, evidence, fragment};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{Annexes, Report};

/// What every page holds near its beginning, by which one of ours is known.
pub const MARK: &str = "<meta name=\"generator\" content=\"Hikiwake\">";

/// Most sets of obstacles and most ways to open it that are listed per form.
const OBSTACLES: usize = 10;

pub(crate) fn page(report: &Report) -> String {
    let actors = report.periods.iter().flat_map(|p| &p.finding.actors);
    let names = Names::new(actors.chain(report.readings.iter().flat_map(|r| &r.finding.actors)));
    let head = report.periods.first().map(|finding| &finding.dossier);
    let title = head.map_or("Report", |head| head.title.as_str());
    let parts = shown(&documents(report, &names));
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

/// The parts as they are shown, and behind them what the claims say that they cite, each
/// once, by their ids: on paper a reader looks a claim up.
fn shown(documents: &[(String, Document)]) -> Vec<Part> {
    let mut cited: Vec<&Cited> = Vec::new();
    for one in documents.iter().flat_map(|(_, document)| document.cited()) {
        if cited.iter().all(|known| known.id != one.id) {
            cited.push(one);
        }
    }
    cited.sort_by_key(|one| in_order(&one.id));
    let part = |id: &str, name: &str, section: String| Part {
        id: id.to_owned(),
        name: name.to_owned(),
        shown: PreEscaped(section),
    };
    let sections = documents.iter();
    let mut parts: Vec<Part> = sections
        .map(|(id, document)| part(id, &document.title, fragment(document, id, &cited)))
        .collect();
    if !cited.is_empty() {
        let (id, name) = ("evidence", "What the cited passages say");
        parts.push(part(id, name, evidence(name, id, &cited)));
    }
    parts
}

/// An id as a reader sorts it: `p9` before `p10`.
fn in_order(id: &str) -> (&str, usize, &str) {
    let number = id.find(|c: char| c.is_ascii_digit()).unwrap_or(id.len());
    (&id[..number], id.len(), id)
}

/// The parts that can show what is folded, by their ids on the page: the commands that
/// answer them alone.
pub const PARTS: [&str; 18] = [
    "analyse",
    "watch",
    "wishes",
    "sensitivity",
    "ways",
    "inverse",
    "influence",
    "ratify",
    "settle",
    "block",
    "concepts",
    "views",
    "steps",
    "compare",
    "trace",
    "register",
    "backtest",
    "setting",
];

/// The document; what is folded in it only where it is asked for.
fn annexed(of: &str, document: Document, annexes: &Annexes) -> Document {
    let shown = match annexes {
        Annexes::All => true,
        Annexes::Of(parts) => parts.iter().any(|part| part == of),
    };
    match shown {
        true => document,
        false => document.without_details(&format!("--with {of}")),
    }
}

/// The documents in the order in which they are read: the brief, then one a question.
fn documents(report: &Report, names: &Names) -> Vec<(String, Document)> {
    let periods = &report.periods;
    let mut all: Vec<(String, Document)> = Vec::new();
    let mut add = |id: &str, of: &str, document: Document| {
        if !document.blocks.is_empty() {
            all.push((id.to_owned(), annexed(of, document, &report.with)));
        }
    };
    if let Some(brief) = brief(report, names) {
        add("brief", "brief", brief);
    }
    if periods.len() > 1 {
        add("dates", "dates", dates(periods, names));
    }
    let (map, timeline, ties) = (&report.map, &report.timeline, &report.ties);
    if let Some(document) = setting(map.as_ref(), timeline.as_ref(), ties.as_ref()) {
        add("setting", "setting", document);
    }
    for (at, found) in periods.iter().enumerate() {
        add(
            &format!("period-{at}-top"),
            "analyse",
            period(at, found, names),
        );
    }
    if let Some(found) = &report.watch {
        add("watch", "watch", watch(found, names));
    }
    let (wishes_met, hangs) = (&report.wishes, &report.sensitivity);
    add("wishes", "wishes", wish_balances(wishes_met, names));
    add("sensitivity", "sensitivity", sensitivities(hangs, names));
    add("ways", "ways", ways(&report.ways, names));
    add("inverse", "inverse", inverse(&report.inverse, names));
    let overview = report.influence.as_ref();
    if let Some(document) =
        overview.and_then(|found| what_moves_it(found, report.push.as_ref(), report.loops.as_ref()))
    {
        add("influence", "influence", document);
    }
    if let Some(found) = &report.ratify {
        add("ratify", "ratify", hikiwake_document::ratify(found));
    }
    if !report.settle.is_empty() {
        add(
            "settle",
            "settle",
            hikiwake_document::settle(&report.settle),
        );
    }
    if !report.block.is_empty() {
        add(
            "block",
            "block",
            hikiwake_document::block(&report.block, OBSTACLES),
        );
    }
    add("concepts", "concepts", concepts(&report.concepts, names));
    if report.views.iter().any(|found| found.finding.is_there()) {
        add("views", "views", views(&report.views, names));
    }
    if let Some(found) = report
        .steps
        .as_ref()
        .filter(|found| !found.finding.plans.is_empty())
    {
        add("steps", "steps", steps(found, names));
    }
    if !periods.is_empty() {
        add("provenance", "trace", provenance(periods, names));
    }
    if let Some(found) = report
        .coverage
        .as_ref()
        .filter(|found| found.finding.claims_in_all > 0)
    {
        add("claims", "trace", coverage(found, usize::MAX));
    }
    if let Some(found) = report
        .register
        .as_ref()
        .filter(|found| !found.finding.entries.is_empty())
    {
        add("differences", "register", register(found));
    }
    if !report.readings.is_empty() {
        add("readings", "compare", readings(&report.readings, names));
    }
    if let Some(found) = &report.backtest {
        add("backtest", "backtest", backtest(found));
    }
    if !periods.is_empty() {
        add("statements", "wishes", wishes(periods, names));
    }
    add("sources", "sources", method(&report.sources));
    all
}

/// The brief of the latest date.
fn brief(report: &Report, names: &Names) -> Option<Document> {
    let found = BriefFindings {
        analysis: report.periods.last()?,
        wishes: &report.wishes.last()?.finding,
        sensitivity: &report.sensitivity.last()?.finding,
        paths: &report.ways.last()?.finding,
        obstacles: report.block.last().map(|found| &found.finding),
        ratification: report.ratify.as_ref().map(|found| &found.finding),
        settlement: report.settle.last().map(|found| &found.finding),
        plans: report.steps.as_ref().map(|found| &found.finding),
        backtest: report.backtest.as_ref().map(|found| &found.finding),
        register: report.register.as_ref().map(|found| &found.finding),
        watch: &report.watch.as_ref()?.finding,
        influence: report.influence.as_ref().map(|found| &found.finding),
    };
    Some(brief_part(&found, names))
}
