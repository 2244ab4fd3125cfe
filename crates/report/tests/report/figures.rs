//! The figures of the setting: complete, legible, told in words as well, and
//! harmless whatever the dossier holds.

use crate::fixture;
use hikiwake_evidence::{Dependence, RecordedEvent, Ties};
use hikiwake_report::{Annexes, Report, html};
use scraper::{ElementRef, Html, Selector};

fn plain(text: &str) -> String {
    text.to_string()
}

fn hostile(text: &str) -> String {
    format!("{text}</text></svg><script>alert(1)</script><img src=x>\" onload=\"x\u{202e}\u{0}")
}

/// A report with nothing but the setting, all of it.
fn report(say: fixture::Say) -> Report {
    let Report {
        map,
        timeline,
        ties,
        ..
    } = fixture::report(say);
    Report {
        map,
        timeline,
        ties,
        with: Annexes::All,
        ..Report::default()
    }
}

fn page(report: &Report) -> Html {
    Html::parse_document(&html(report))
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn inside<'a>(element: &ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element
        .select(&Selector::parse(selector).unwrap())
        .collect()
}

fn text(element: &ElementRef) -> String {
    element.text().collect()
}

fn number(element: &ElementRef, attribute: &str) -> f64 {
    let value = element.attr(attribute).unwrap_or("0");
    value
        .parse()
        .unwrap_or_else(|_| panic!("{attribute}={value}"))
}

/// Left, top, right and bottom of a rectangle.
fn rect(element: &ElementRef) -> [f64; 4] {
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(element, name));
    [x, y, x + width, y + height]
}

fn apart(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[2] <= b[0] + 0.2 || b[2] <= a[0] + 0.2 || a[3] <= b[1] + 0.2 || b[3] <= a[1] + 0.2
}

#[test]
fn every_figure_is_drawn_for_a_page_and_for_a_phone() {
    let page = page(&report(plain));
    assert_eq!(select(&page, "nav a[href='#setting']").len(), 1);
    for kind in ["map", "timeline", "told", "ties"] {
        for (sheet, width) in [("wide", 736.0), ("narrow", 352.0)] {
            let svgs = select(&page, &format!("svg.chart.{kind}.{sheet}"));
            assert_eq!(svgs.len(), 1, "{kind} {sheet}");
            assert_eq!(svgs[0].attr("role"), Some("img"));
            assert!(number(&svgs[0], "width") <= width, "{kind} {sheet}");
            assert!(!text(&inside(&svgs[0], "title")[0]).is_empty());
            assert!(text(&inside(&svgs[0], "desc")[0]).contains("after the"));
        }
    }
}

#[test]
fn without_a_setting_nothing_is_said_of_it() {
    let mut report = report(plain);
    report.map = None;
    report.timeline = None;
    report.ties = None;
    let page = page(&report);
    assert!(select(&page, "#setting, [href='#setting'], svg.chart").is_empty());
}

#[test]
fn the_tables_hold_what_the_figures_show() {
    let report = report(plain);
    let page = page(&report);
    let all: String = select(&page, "#setting").iter().map(text).collect();
    let (map, timeline, ties) = (
        &report.map.as_ref().unwrap().finding,
        &report.timeline.as_ref().unwrap().finding,
        &report.ties.as_ref().unwrap().finding,
    );
    let rows = |summary: &str| {
        let folded = select(&page, "#setting details");
        let table =
            (folded.iter()).find(|folded| text(&inside(folded, "summary")[0]).contains(summary));
        inside(table.unwrap(), "tbody tr").len()
    };
    assert_eq!(rows("places as a table"), map.places.len());
    assert_eq!(rows("events as a table"), timeline.events.len());
    assert_eq!(rows("dependences as a table"), ties.ties.len());
    for (letter, window) in ('A'..).zip(&timeline.windows) {
        assert!(all.contains(&format!("{letter}: {}", window.label)));
    }
    for wanted in [
        "44.98° N, 147.85° E",
        "40.00° N, 120.00° W",
        "Q011",
        "> 300 km",
        "2016-05-26 to 2016-05-27",
        "Bears on: Hand over Shikotan",
        "1945: 3, 2016: 25",
        "No figure.",
        "Unchecked.",
        "takes no side",
    ] {
        assert!(all.contains(wanted), "{wanted}");
    }
    // What has no place on the map is named beside it.
    assert!(all.contains("only in the table: Far Away / Etorofu"));
}

/// Only addresses of the web become links.
#[test]
fn events_link_to_the_web_and_nowhere_else() {
    let page = page(&report(plain));
    let links = select(&page, "#setting td a[rel]");
    assert!(!links.is_empty());
    assert!((links.iter()).all(|link| link.attr("href") == Some("https://example.org/a?b=c&d")));
}

/// Labels of the timeline follow one another without overlap, each within its year.
#[test]
fn labels_of_the_timeline_do_not_overlap() {
    let mut report = report(plain);
    let timeline = &mut report.timeline.as_mut().unwrap().finding;
    let crowd = timeline.events[4].clone();
    timeline.events.extend((0..40).map(|_| crowd.clone()));
    timeline.events.sort_by(|a, b| a.date.cmp(&b.date));
    let page = page(&report);
    for sheet in ["wide", "narrow"] {
        let svg = select(&page, &format!("svg.timeline.{sheet}"))[0];
        let height = number(&svg, "height");
        let lines: Vec<f64> = (inside(&svg, "g.entry text").iter())
            .map(|line| number(line, "y"))
            .collect();
        assert!(lines.len() > 50);
        assert!(
            lines.windows(2).all(|pair| pair[1] >= pair[0] + 15.9),
            "{lines:?}"
        );
        assert!(*lines.last().unwrap() < height);
        // A window ends within the figure, too.
        for bar in inside(&svg, "g.window rect") {
            assert!(rect(&bar)[3] <= height);
        }
    }
}

/// A change of option, the real end of a window, and open ends are marked.
#[test]
fn the_timeline_marks_what_changed_and_what_closed() {
    let page = page(&report(plain));
    let svg = select(&page, "svg.timeline.wide")[0];
    assert_eq!(inside(&svg, "polygon.change").len(), 5);
    assert_eq!(inside(&svg, "text.change").len(), 5);
    assert_eq!(inside(&svg, "circle.event").len(), 3);
    assert_eq!(inside(&svg, "g.window").len(), 5);
    assert_eq!(inside(&svg, "g.window path.closed").len(), 1);
    assert_eq!(inside(&svg, "rect.latest").len(), 1);
    // Ends: the first and the last window, and both of the one without dates.
    assert_eq!(inside(&svg, "g.window polygon").len(), 1 + 1 + 2 + 1);
    assert!(text(&svg).contains("B closes: The leader's term"));
    assert!(text(&svg).contains("1957–2015"));
}

/// Names and circles of the map do not lie on one another, nor beyond its edge.
#[test]
fn labels_of_the_map_do_not_overlap() {
    let page = page(&report(plain));
    for sheet in ["wide", "narrow"] {
        let svg = select(&page, &format!("svg.map.{sheet}"))[0];
        let frame = [0.0, 0.0, number(&svg, "width"), number(&svg, "height")];
        let boxes: Vec<[f64; 4]> = inside(&svg, "g.range-name rect").iter().map(rect).collect();
        assert_eq!(boxes.len(), 2);
        for (at, one) in boxes.iter().enumerate() {
            assert!(one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= frame[2] && one[3] <= frame[3]);
            assert!(boxes[at + 1..].iter().all(|other| apart(one, other)));
        }
        assert_eq!(inside(&svg, "path.range").len(), 2);
        assert_eq!(inside(&svg, "path.range.least").len(), 1);
        // The lake is in the same path as its land; only the island is hatched.
        // Land beyond the edge is not drawn at all.
        assert_eq!(inside(&svg, "path.land").len(), 2);
        assert_eq!(inside(&svg, "path.land.disputed").len(), 1);
        assert_eq!(inside(&svg, "polygon.disputed-mark").len(), 4);
    }
}

/// Boxes and labels of the dependences stand apart, on both sheets.
#[test]
fn labels_of_dependences_do_not_overlap() {
    let page = page(&report(plain));
    for sheet in ["wide", "narrow"] {
        let svg = select(&page, &format!("svg.ties.{sheet}"))[0];
        let boxes: Vec<[f64; 4]> = (inside(&svg, "rect.actor, rect.paper, rect.row").iter())
            .map(rect)
            .collect();
        // Four actors, and five ties in four bundles.
        assert_eq!(boxes.len(), 8, "{sheet}");
        for (at, one) in boxes.iter().enumerate() {
            assert!(
                boxes[at + 1..].iter().all(|other| apart(one, other)),
                "{sheet}"
            );
        }
        assert_eq!(inside(&svg, "polygon.tie").len(), 4);
        assert!(text(&svg).contains("energy") && text(&svg).contains("and 11 more figures"));
    }
}

/// Letters are never smaller than eleven pixels where the figures are shown.
#[test]
fn letters_are_large_enough() {
    let style = hikiwake_render::STYLE;
    let setting = style.find("/* The setting").unwrap()..style.find("/* Step by step").unwrap();
    for size in style[setting].split("font-size: ").skip(1) {
        let pixels: String = size.chars().take_while(char::is_ascii_digit).collect();
        assert!(pixels.parse::<u32>().unwrap() >= 11, "{size}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let page = page(&report(hostile));
    assert!(select(&page, "script, img, [onload]").is_empty());
    for svg in select(&page, "svg.chart") {
        let names: Vec<&str> = (inside(&svg, "*").iter())
            .map(|element| element.value().name())
            .collect();
        let known = [
            "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "polygon", "text",
            "tspan",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    }
}

/// Far too much of everything is a page all the same, and says what it leaves out.
#[test]
fn crowds_are_cut_and_said() {
    let mut report = report(plain);
    let map = &mut report.map.as_mut().unwrap().finding;
    let town = map.places[5].clone();
    map.places.extend((0..400).map(|_| town.clone()));
    let timeline = &mut report.timeline.as_mut().unwrap().finding;
    let event = RecordedEvent {
        changes: vec![],
        ..timeline.events[1].clone()
    };
    timeline.events.extend((0..500).map(|_| event.clone()));
    let window = timeline.windows[0].clone();
    timeline.windows.extend((0..60).map(|_| window.clone()));
    let ties = &mut report.ties.as_mut().unwrap().finding;
    let many = |ties: &mut Ties, actors: std::ops::Range<usize>| {
        for at in actors {
            let mut actor = ties.actors[0].clone();
            actor.id = format!("actor{at}");
            ties.actors.push(actor);
            for other in 0..10 {
                ties.ties.push(Dependence {
                    from: format!("actor{at}"),
                    on: ties.actors[other % ties.actors.len()].id.clone(),
                    ..ties.ties[0].clone()
                });
            }
        }
    };
    many(ties, 0..20);
    let first = page(&report);
    let mut all: String = select(&first, "#setting").iter().map(text).collect();
    many(&mut report.ties.as_mut().unwrap().finding, 20..60);
    let second = page(&report);
    all.extend(select(&second, "#setting").iter().map(text));
    for said in [
        "further events are in the table only",
        "further windows are in the list only",
        "Without a name here for want of room",
        "There are too many actors for a figure; the table has them.",
        "On a narrow screen there are too many actors for a figure.",
        "further arrows are left out",
    ] {
        assert!(all.contains(said), "{said}");
    }
}

/// Odd positions and dates neither panic nor draw nonsense.
#[test]
fn odd_places_and_dates_do_no_harm() {
    for at in [
        [179.9, 0.0],
        [-180.0, 89.99],
        [0.0, -90.0],
        [360.0, 90.0],
        [1e300, 1e300],
        [f64::NAN, f64::INFINITY],
    ] {
        let mut report = report(plain);
        let map = &mut report.map.as_mut().unwrap().finding;
        for place in &mut map.places {
            place.at = at;
        }
        map.places[0].ranges[0].km = 20_000.0;
        let timeline = &mut report.timeline.as_mut().unwrap().finding;
        for (event, date) in
            timeline
                .events
                .iter_mut()
                .zip(["", "9999-12-31", "0000", "soon", "日"])
        {
            event.date = date.to_string();
            event.until = Some("2000-99-99".to_string());
        }
        let html = html(&report);
        if at[0].abs() <= 360.0 {
            assert!(!html.contains("NaN"), "{at:?}");
        }
    }
}
