//! The page against what it promises: safe, complete, well-formed, reachable.

use std::collections::{BTreeMap, BTreeSet};

use crate::fixture;
use hikiwake_document::{Block, Document, Inline, Names, Text, readings};
use hikiwake_report::{Report, html};
use scraper::{ElementRef, Html, Selector};

/// Every element that the templates write.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "body",
    "br",
    "caption",
    "circle",
    "code",
    "dd",
    "defs",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "head",
    "header",
    "html",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "pattern",
    "polygon",
    "q",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "tspan",
    "ul",
];

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\
    <svg onload=alert(1)></title></style></textarea><a href=javascript:alert(1)>x</a>\
    <!-- ]]> javascript:alert(1) https://evil.example/\"onclick=\"alert(1) \u{202e}\u{2066}\u{0}\u{7}\u{feff}";

fn plain(text: &str) -> String {
    text.to_string()
}

fn harmless(text: &str) -> String {
    format!("{text} and so forth https://harmless.example/ at the end")
}

fn hostile(text: &str) -> String {
    format!("{text}{HOSTILE}")
}

fn wholly_hostile(_: &str) -> String {
    "javascript:alert(1)//\"onmouseover=alert(1) <script>".to_string()
}

fn elements(page: &Html) -> Vec<ElementRef<'_>> {
    page.select(&Selector::parse("*").unwrap()).collect()
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn assert_safe(page: &Html) {
    for element in elements(page) {
        let name = element.value().name();
        assert!(
            ELEMENTS.contains(&name),
            "unexpected element <{name}>: {}",
            element.html()
        );
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on"), "{attribute} on <{name}>");
            assert!(
                !["src", "style", "srcset", "action"].contains(&attribute),
                "{attribute} on <{name}>"
            );
            if attribute.ends_with("href") {
                assert!(
                    ["#", "https://", "http://"]
                        .iter()
                        .any(|start| value.starts_with(start)),
                    "link to {value}"
                );
            }
        }
    }
}

#[test]
fn hostile_dossiers_run_nothing() {
    for say in [hostile, wholly_hostile] {
        assert_safe(&Html::parse_document(&html(&fixture::report(say))));
    }
}

/// Within a chart of the setting, whose labels have more or fewer lines, or none,
/// as there is room for them.
fn in_chart(element: &ElementRef) -> bool {
    let charts = element.ancestors().filter_map(ElementRef::wrap);
    charts.into_iter().any(|outer| {
        outer.value().name() == "svg" && outer.value().classes().any(|class| class == "chart")
    })
}

/// The same elements in the same order with the same attributes, whether the
/// dossier is harmless or hostile: no text of it becomes markup.
#[test]
fn hostile_text_changes_no_structure() {
    let shape = |say| {
        let page = Html::parse_document(&html(&fixture::report(say)));
        (elements(&page).iter())
            .filter(|element| !in_chart(element))
            .map(|element| {
                let names: Vec<String> = element
                    .value()
                    .attrs()
                    .map(|(name, _)| name.to_string())
                    .collect();
                format!("{} {}", element.value().name(), names.join(" "))
            })
            .collect::<Vec<_>>()
    };
    let (harmless, hostile) = (shape(harmless), shape(hostile));
    assert!(harmless.len() > 3000);
    for (at, (a, b)) in harmless.iter().zip(&hostile).enumerate() {
        assert_eq!(a, b, "element {at}");
    }
    assert_eq!(harmless.len(), hostile.len());
}

#[test]
fn no_control_or_direction_characters_remain() {
    let page = html(&fixture::report(hostile));
    let bad = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    assert_eq!(page.chars().find(|&c| bad(c)), None);
    assert!(page.contains("‹U+202E›"));
}

#[test]
fn a_policy_forbids_scripts_and_fetching() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let policy = select(&page, "head meta[http-equiv=Content-Security-Policy]");
    let policy = policy[0].attr("content").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'none'"));
    assert!(
        select(
            &page,
            "script, link, img, iframe, object, embed, base, form"
        )
        .is_empty()
    );
    assert!(!html(&fixture::report(plain)).contains("url(http"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(html(&fixture::report(plain)), html(&fixture::report(plain)));
}

#[test]
fn headings_are_in_order() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let headings = select(&page, "h1, h2, h3, h4, h5, h6");
    let levels: Vec<u32> = (headings.iter())
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    for (pair, heading) in levels.windows(2).zip(&headings[1..]) {
        assert!(
            pair[1] <= pair[0] + 1,
            "heading skips a level: {}",
            heading.html()
        );
    }
}

#[test]
fn screen_readers_find_their_way() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    assert_eq!(select(&page, "html[lang=en]").len(), 1);
    for landmark in [
        "body > header",
        "nav[aria-label]",
        "main",
        "body > footer",
        "a.skip[href='#main']",
    ] {
        assert_eq!(select(&page, landmark).len(), 1, "{landmark}");
    }
    for table in select(&page, "table") {
        // It has a caption, else a name of its own.
        let captions = table.select(&Selector::parse("caption").unwrap()).count();
        let named = table
            .attr("aria-label")
            .is_some_and(|label| !label.trim().is_empty());
        assert_eq!(captions + usize::from(named), 1, "{}", table.html());
        assert!(
            table
                .select(&Selector::parse("th").unwrap())
                .all(|th| th.attr("scope").is_some())
        );
    }
    for svg in select(&page, "svg:not([aria-hidden])") {
        assert_eq!(svg.attr("role"), Some("img"));
        for part in ["title", "desc"] {
            assert!(svg.select(&Selector::parse(part).unwrap()).next().is_some());
        }
    }
    for region in select(&page, ".scroll") {
        assert!(region.attr("aria-label").is_some() && region.attr("tabindex") == Some("0"));
    }
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let mut ids = BTreeMap::new();
    for element in elements(&page) {
        if let Some(id) = element.attr("id") {
            *ids.entry(id).or_insert(0) += 1;
        }
    }
    assert_eq!(ids.iter().find(|(_, count)| **count != 1), None);
    for element in elements(&page) {
        let link = element.attr("href").and_then(|href| href.strip_prefix('#'));
        let labels = element
            .attr("aria-labelledby")
            .into_iter()
            .flat_map(str::split_whitespace);
        for id in link.into_iter().chain(labels) {
            assert!(ids.contains_key(id), "nothing has the id {id}");
        }
    }
}

/// The headings and the items of lists that are words alone, folded ones included.
fn said(document: &Document) -> Vec<String> {
    fn add(blocks: &[Block], said: &mut Vec<String>) {
        for block in blocks {
            let texts: Vec<&Text> = match block {
                Block::Heading { text, .. } => vec![text],
                Block::List { items, .. } => items.iter().map(|item| &item.text).collect(),
                Block::Details { blocks, .. } => {
                    add(blocks, said);
                    continue;
                }
                _ => continue,
            };
            let plain = |text: &&&Text| matches!(text.0.as_slice(), [Inline::Plain(_)]);
            said.extend(texts.iter().filter(plain).map(|text| text.plain()));
        }
    }
    let mut said_there = Vec::new();
    add(&document.blocks, &mut said_there);
    said_there
}

#[test]
fn everything_found_is_on_the_page() {
    let report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let text: String = page.root_element().text().collect();
    let mut wanted = BTreeSet::new();
    for period in &report.periods {
        let analysis = &period.finding;
        wanted.extend(analysis.notes.iter().cloned());
        wanted.extend(
            analysis
                .equilibria
                .iter()
                .map(|holding| holding.state.code.clone()),
        );
        wanted.extend(
            analysis
                .statements
                .iter()
                .map(|statement| statement.text.clone()),
        );
        wanted.extend(
            analysis
                .statements
                .iter()
                .flat_map(|s| &s.claims)
                .map(|claim| claim.id.clone()),
        );
        wanted.extend(analysis.rows.iter().map(|row| row.text.clone()));
        wanted.extend(
            analysis
                .outcomes
                .iter()
                .map(|outcome| outcome.label.clone()),
        );
        // Its opening, the questions of its cards, what groups could do, in words.
        let names = Names::new(&analysis.actors);
        let told = said(&hikiwake_document::analysis(period, &names));
        assert!(told.len() > 10 + analysis.cards.len(), "{told:?}");
        wanted.extend(told);
    }
    let actors = report
        .periods
        .iter()
        .flat_map(|period| &period.finding.actors);
    wanted.extend(said(&readings(&report.readings, &Names::new(actors))));
    for reading in &report.readings {
        wanted.extend(
            reading.finding.sides[1]
                .scenario
                .reading
                .iter()
                .map(|r| r.label.clone()),
        );
    }
    for text_wanted in wanted {
        assert!(
            text.contains(&text_wanted),
            "not on the page: {text_wanted}"
        );
    }
    for source in &report.sources {
        assert!(text.contains(source.as_str()), "{source}");
    }
}

/// Every side with its place, under its verdict; whoever found it.
#[test]
fn the_register_has_every_side_and_verdict() {
    let mut report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let register = &mut report.register.as_mut().unwrap().finding;
    let has_sides = |item: &ElementRef| {
        let mut parts = item.children().filter_map(ElementRef::wrap);
        parts.any(|part| part.value().name() == "ul")
    };
    let items: Vec<ElementRef> = select(&page, "#differences li")
        .into_iter()
        .filter(has_sides)
        .collect();
    assert_eq!(items.len(), register.entries.len());
    for (item, entry) in items.iter().zip(&register.entries) {
        let text: String = item.text().collect();
        for side in &entry.sides {
            for wanted in [&side.source, &side.value, &side.place, &side.date, &side.of] {
                assert!(text.contains(wanted.as_str()), "{wanted} is not in {text}");
            }
        }
        for wanted in [&entry.matter, &entry.says, &entry.why, &entry.id] {
            assert!(text.contains(wanted.as_str()), "{wanted}");
        }
        assert!(text.contains(&entry.bears_on[0].text));
    }
    let all: String = select(&page, "#differences")[0].text().collect();
    for wanted in [
        "Cannot both be true (",
        "Nobody can tell yet (",
        "About other measures or wholes (",
        "About other times (",
        "The same in other words (",
        "Found by the program [",
        "Found by the reader [",
        "Found by both, the reader as ",
    ] {
        assert!(all.contains(wanted), "{wanted}");
    }
    // Nothing to show, no section and no way to it.
    *register = Default::default();
    let page = Html::parse_document(&html(&report));
    assert!(select(&page, "#differences, a[href='#differences']").is_empty());
}

/// The claims that carry most first, each with what turns on it; those that carry
/// nothing are only counted.
#[test]
fn what_each_claim_carries_is_told() {
    let mut report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let rows = select(&page, "#claims tbody tr");
    let told = |row: &ElementRef| -> Vec<String> {
        let cells = row.children().filter_map(ElementRef::wrap);
        cells.map(|cell| cell.text().collect()).collect()
    };
    // Four findings, then two claims.
    assert_eq!(rows.len(), 4 + 2);
    assert_eq!(told(&rows[0])[3], "no claim: russia.keep");
    let first = told(&rows[4]);
    assert_eq!(first[..2], ["[k2]", "2"]);
    assert_eq!(first[2], "statement japan.moneyrule no-gift");
    assert!(
        first[3].contains("The status quo, 2 states that would last")
            && first[3].contains("A settlement"),
        "{first:?}"
    );
    let second = told(&rows[5]);
    assert!(second[0] == "[k1]" && second[3].is_empty(), "{second:?}");
    // Without claims, no section and no way to it.
    if let Some(coverage) = &mut report.coverage {
        coverage.finding.claims_in_all = 0;
    }
    let page = Html::parse_document(&html(&report));
    assert!(select(&page, "#claims, a[href='#claims']").is_empty());
}

/// What the parts rest on, and the claims underneath, those that cannot be judged
/// apart.
#[test]
fn the_provenance_tells_of_parts_and_claims() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let tables = select(&page, "#provenance table");
    let tables: Vec<String> = (tables.iter())
        .map(|table| table.text().collect())
        .filter(|text: &String| text.starts_with("What each part rests on"))
        .collect();
    assert_eq!(tables.len(), 3);
    let text = &tables[0];
    for wanted in ["statements", "rules", "options", "resting on one passage"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let text: String = select(&page, "#provenance")[0].text().collect();
    for wanted in [
        "41 claims, 39 passages, 2 sources",
        "B 20, cannot be judged 21",
        "cannot be judged 41",
        "claim-in-clash",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
}

#[test]
fn what_is_not_listed_is_said() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let text: String = page.root_element().text().collect();
    for said in [
        "72 more are not listed",
        "2 further cards are not shown",
        "left out to keep the figure legible",
        "the first 6 are listed",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

/// As many arrows and boxes as the list and the caption say.
#[test]
fn the_figure_and_its_list_agree() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    let edge = Selector::parse("g.edge").unwrap();
    let mut figures = select(&page, "section[id^='period-'] figure");
    // Beside each stands the bar of what the wishes rest on.
    figures.retain(|figure| figure.select(&edge).next().is_some());
    assert_eq!(figures.len(), 3);
    let lists = select(&page, "section[id^='period-'] details");
    let lists = lists.iter().filter(|details| {
        let text: String = details.text().collect();
        text.starts_with("The moves as a table")
    });
    for (figure, list) in figures.iter().zip(lists) {
        let count =
            |of: &ElementRef, what: &str| of.select(&Selector::parse(what).unwrap()).count();
        let drawn = count(figure, ".scroll g.edge[class*=actor]");
        assert_eq!(drawn, count(figure, ".scroll g.label"));
        assert_eq!(drawn, count(list, "tbody tr"));
        assert!(count(figure, "g.node") > 10);
        assert_eq!(count(figure, "g.node.quo"), 1);
    }
}

#[test]
fn the_ways_are_drawn_and_told() {
    let mut report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let count = |what: &str| select(&page, what).len();
    let drawings = report
        .ways
        .iter()
        .filter_map(|ways| ways.finding.drawing.as_ref());
    let (mut nodes, mut edges) = (0, 0);
    for drawing in drawings {
        nodes += drawing.nodes.len();
        edges += drawing.edges.len();
    }
    assert_eq!(count("#ways .scroll g.node"), nodes);
    assert_eq!(count("#ways .scroll g.label"), edges);
    assert_eq!(count("#ways .scroll g.edge"), edges);
    assert_eq!(count("#ways .scroll g.node.quo"), report.ways.len());
    let section = &select(&page, "#ways")[0];
    let text: String = section.text().collect();
    for told in [
        "5,303",
        "(R)",
        "ends here",
        "Nothing anybody can do leads back over this step.",
        "after this one nobody’s interest would lead there any more",
        "China could move first, but would not gain.",
        "does not fit into 4 MB",
    ] {
        assert!(text.contains(told), "“{told}” is missing");
    }
    // Of a walk at a loss nothing is said of what improvements lead to.
    assert_eq!(
        text.matches("would lead there any more").count(),
        report.ways.len()
    );
    for ways in &mut report.ways {
        ways.finding.drawing = None;
    }
    let page = Html::parse_document(&html(&report));
    assert!(select(&page, "#ways figure").is_empty());
    let text: String = select(&page, "#ways")[0].text().collect();
    assert!(text.contains("too much to be drawn"));
    report.ways.clear();
    let page = Html::parse_document(&html(&report));
    assert!(select(&page, "#ways, a[href='#ways']").is_empty());
}

/// What each faction says, with a word and a colour for every sign, and what it rests on.
#[test]
fn who_must_accept_is_told() {
    let report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let text: String = select(&page, "#ratify")[0].text().collect();
    for told in [
        "of 3 new agreements, Japan lets 2 pass and Russia lets 1 pass",
        "In Japan: “Joint development” passes",
        "A limit was reached.",
        "= 2/3",
        "20–90%",
        "Neither leader",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let says = select(&page, "#ratify details table .sign");
    let says = |meaning: &str| {
        let mut signs = says
            .iter()
            .filter(|sign| sign.attr("title") == Some(meaning));
        signs
            .next()
            .map(|sign| sign.attr("class").unwrap_or_default())
    };
    assert_eq!(says("accepts"), Some("sign for"));
    assert_eq!(says("rejects"), Some("sign against"));
    assert_eq!(says("depends on the agreement"), Some("sign mixed"));
    assert_eq!(says("none passes"), Some("sign neither"));
    assert_eq!(select(&page, "#ratify svg.overlap.wide rect.both").len(), 1);
}

/// Each agreement with what becomes of it, and told once term by term.
#[test]
fn what_could_be_agreed_is_told() {
    let report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let text: String = select(&page, "#settle")[0].text().collect();
    let found = &report.settle[0].finding;
    for note in &found.notes {
        assert!(text.contains(note), "{note}");
    }
    let row = select(&page, "#settle > details table tbody tr")[0];
    let row: String = row.text().collect();
    assert!(
        row.starts_with("A1 Two islands and a treatyno+−broken"),
        "{row}"
    );
    for told in [
        "Of 12 agreements that the rules admit, 3 are efficient",
        "A1 Two islands and a treaty (and 2 alike)",
        "A pledge about bases: declared",
        "The model has no options for: pledge.",
        "Russia by no size, since it fails",
        "can no longer be done",
        "by Russia, a red line",
        "Russia paid Japan 0.5",
        "29%",
        "80% if all that was offered is believed, 40% if",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    // The size of the package stands open; the frontier is folded.
    let keys = |figure: &str| select(&page, &format!("#settle > {figure} .legend li")).len();
    assert_eq!((keys("figure"), keys("details > figure")), (2, 6));
}

#[test]
fn what_stands_in_the_way_is_told() {
    let report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let text: String = select(&page, "#block")[0].text().collect();
    let found = &report.block[0].finding;
    for told in [
        "Only “Money without land” can pass at home and be better for all; ministry and japan \
         can stop the rest.",
        "1. Two islands and a treaty12none2 changes2",
        "bring the ministry to let it pass (its no is inferred, with hindsight) and bring Japan \
         to bear the loss",
        "the same agreements pass in 1 other reading: never-cedes.",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    // Per judgement a row, per form that is kept out a column; none opens it alone.
    let rows = select(&page, "#block > details > table:nth-of-type(2) tbody tr");
    assert_eq!(rows.len(), found.judgements.len());
    let marks = select(&page, "#block > details > table:nth-of-type(2) tbody td");
    let marks: Vec<String> = marks.iter().map(|td| td.text().collect()).collect();
    assert_eq!(marks, ["◐"; 3]);
    assert_eq!(select(&page, "#block ol").len(), 2);
    assert_eq!(select(&page, "#block ol li").len(), 4);
    // Elsewhere, half of it passes: a row under the date, one under the reading.
    let rows = select(&page, "#block details tbody");
    let rows: Vec<String> = rows.iter().map(|part| part.text().collect()).collect();
    for told in [
        "2016-12The two leaders alone◐ 6",
        "Money only for islandsLeaders and known opponents◐ 7",
    ] {
        assert!(rows.iter().any(|row| row.starts_with(told)), "{rows:?}");
    }
    let bare = Report {
        block: Vec::new(),
        ..report
    };
    let page = Html::parse_document(&html(&bare));
    assert!(select(&page, "#block, a[href='#block']").is_empty());
}

#[test]
fn the_ladder_is_drawn_and_told() {
    let report = fixture::report(plain);
    let page = Html::parse_document(&html(&report));
    let section = select(&page, "#steps")[0];
    let text: String = section.text().collect();
    let plan = &report.steps.as_ref().unwrap().finding.plans[0];
    let told = [
        "Small steps: of all orders of its 4 steps, the best never leaves a side with more to lose",
        "As one bargain somebody must carry out its part first",
    ];
    for told in told
        .into_iter()
        .chain(plan.notes.iter().map(String::as_str))
    {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let rows = select(&page, "#steps figure + details > table tbody tr");
    assert_eq!(rows.len(), plan.rungs.len());
    for (row, rung) in rows.iter().zip(&plan.rungs) {
        let text: String = row.text().collect();
        assert!(text.contains(&rung.label), "{text}");
        assert_eq!(text.contains("not done"), rung.done.is_none());
    }
    // Per sheet: a curve per side, a line per side that would go first, a lock per step.
    let drawn = |marks: &str| select(&page, &format!("#steps figure svg.wide {marks}")).len();
    assert_eq!(
        (
            drawn("path.first"),
            drawn("path.second.bare"),
            drawn("path.once")
        ),
        (2, 1, 2)
    );
    assert_eq!(
        (
            drawn("rect.open"),
            drawn("rect.locked"),
            drawn("circle.done")
        ),
        (4, 3, 2)
    );
    let bare = Report {
        steps: None,
        ..report
    };
    assert!(select(&Html::parse_document(&html(&bare)), "#steps").is_empty());
}

#[test]
fn an_empty_report_is_a_page() {
    let page = Html::parse_document(&html(&Report::default()));
    assert_safe(&page);
    // No answer, and no way to one: only that nothing is known, and by what method.
    let sections = select(&page, "main > section");
    assert_eq!(sections.len(), 1);
    assert_eq!(sections[0].attr("id"), Some("sources"));
    assert_eq!(select(&page, "nav a").len(), 1);
    let text: String = sections[0].text().collect();
    assert!(text.contains("The dossier names no sources"), "{text}");
}

#[test]
fn a_bare_analysis_is_a_page() {
    let mut report = fixture::report(plain);
    report.periods.truncate(1);
    report.readings.clear();
    let analysis = &mut report.periods[0].finding;
    analysis.scenario.period = None;
    analysis.actors.clear();
    analysis.options.clear();
    analysis.rows.clear();
    analysis.outcomes.clear();
    analysis.status_quo = None;
    analysis.reached = None;
    analysis.stated_only = None;
    // Without options nobody can take a step.
    analysis.joint.clear();
    analysis.cards.clear();
    analysis.patterns.clear();
    analysis.equilibria.clear();
    analysis.moves = Default::default();
    let page = Html::parse_document(&html(&report));
    assert_safe(&page);
    assert_eq!(select(&page, "#dates").len(), 0);
}

/// A passage that several sections cite stands once on the page, under the id that they all
/// lead to, and the list is in the order in which a reader looks an id up.
#[test]
fn a_cited_passage_stands_once() {
    let page = Html::parse_document(&html(&fixture::report(plain)));
    assert!(select(&page, "section:not(#evidence) details.claims").is_empty());
    let told: Vec<String> = (select(&page, "#evidence li").iter())
        .map(|note| note.text().collect())
        .collect();
    let ids: Vec<&str> = (told.iter())
        .map(|note| note[1..].split(']').next().unwrap())
        .collect();
    let once: BTreeSet<&&str> = ids.iter().collect();
    assert!(ids.len() > 3 && once.len() == ids.len(), "{ids:?}");
    let place = |id: &str| ids.iter().position(|known| *known == id);
    assert!(place("k1") < place("k2"), "{ids:?}");
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for section in select(&page, "main > section") {
        for link in section.select(&Selector::parse("a.cite").unwrap()) {
            let at: usize = link.attr("href").unwrap()["#claim-".len()..]
                .parse()
                .unwrap();
            assert_eq!(link.text().collect::<String>(), format!("[{}]", ids[at]));
            let here = section.attr("id").unwrap();
            sections.entry(ids[at]).or_default().insert(here);
        }
    }
    assert!(sections.values().any(|those| those.len() > 1));
}

/// The question of the dossier is asked once: the head of the page says it, not the brief.
#[test]
fn the_question_is_asked_once() {
    let mut report = fixture::report(plain);
    let asked = "Who gives way to whom?";
    for period in &mut report.periods {
        period.dossier.question = asked.to_owned();
    }
    let page = html(&report);
    assert!(page.contains("id=\"brief\""), "a report with a brief");
    assert_eq!(page.matches(asked).count(), 1);
}
