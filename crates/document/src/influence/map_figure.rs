//! The map around one driver: what acts on it at once, and what it acts on.

use hikiwake_drivers::{DriverPush, Influence, InfluenceLink, LinkSign};
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas, pair};
use crate::dependences::arrow;
use crate::driver_figure::{DriverBox, GAP, mark};
use crate::{Figure, count};

/// Neighbours drawn on each side.
const MOST: usize = 8;
/// Where the line of a phone runs down, and where the boxes beside it begin.
const LINE_AT: f64 = 8.0;
const INDENT: f64 = 58.0;

/// Neighbours, and the links to or from them.
type Side<'a> = Vec<(usize, &'a InfluenceLink)>;

pub(crate) fn figure(found: &Influence, push: &DriverPush) -> Option<Figure> {
    let drawn = |link: &&InfluenceLink| link.sign != LinkSign::NoEffect;
    let links = || found.links.iter().filter(drawn);
    let causes: Side = links()
        .filter(|link| link.effect == push.driver)
        .map(|link| (link.cause, link))
        .collect();
    let effects: Side = links()
        .filter(|link| link.cause == push.driver)
        .map(|link| (link.effect, link))
        .collect();
    if causes.is_empty() && effects.is_empty() {
        return None;
    }
    let title = "What acts on it, and what it acts on".to_owned();
    let description = format!(
        "{} and {}. The lists below name them.",
        count(
            causes.len() as u64,
            "driver acts on it",
            "drivers act on it"
        ),
        count(effects.len() as u64, "is acted on", "are acted on"),
    );
    let left_out = causes.len().saturating_sub(MOST) + effects.len().saturating_sub(MOST);
    let mut caption = "First what acts on it at once, last what it acts on. + more makes more; − \
                       more makes less; dashed where sources only hedge or dispute it."
        .to_owned();
    if left_out > 0 {
        caption.push_str(&format!(
            " {} left out.",
            count(left_out as u64, "further link is", "further links are")
        ));
    }
    let [wide, narrow] = CANVASES.map(|sheet| {
        let svg = if sheet.class == "wide" {
            columns
        } else {
            one_column
        };
        svg(
            found,
            push.driver,
            (&causes, &effects),
            sheet,
            (&title, &description),
        )
        .into_string()
    });
    Some(Figure {
        id: "influence".to_owned(),
        title,
        description,
        caption: caption.into(),
        keys: Vec::new(),
        wide,
        narrow: Some(narrow),
    })
}

/// On a page the driver stands between what acts on it and what it acts on.
fn columns(
    found: &Influence,
    driver: usize,
    (causes, effects): (&Side, &Side),
    sheet: Canvas,
    told: (&str, &str),
) -> Markup {
    let width = sheet.width * 0.29;
    let (mut left, mut right) = (boxes(found, causes, width), boxes(found, effects, width));
    let mut middle = DriverBox::new(&found.drivers[driver].label, sheet.width * 0.22);
    let ends = [
        stack(&mut left, width / 2.0 + 1.0, GAP),
        stack(&mut right, sheet.width - width / 2.0 - 1.0, GAP),
        middle.height + 2.0 * GAP,
    ];
    let height = ends.into_iter().fold(0.0, f64::max);
    middle.put(sheet.width / 2.0, height / 2.0);
    for (side, end) in [(&mut left, ends[0]), (&mut right, ends[1])] {
        for one in side.iter_mut() {
            one.put(one.at.0, one.at.1 + (height - end) / 2.0);
        }
    }
    // Arrows end side by side.
    let along = |at: usize, of: usize| {
        let part = (at as f64 + 0.5) / of as f64 - 0.5;
        part * (middle.height - 8.0)
    };
    let [near, far] = middle.sides();
    let lines = |side: &[DriverBox], into: bool| -> Vec<((f64, f64), (f64, f64))> {
        let lines = side.iter().enumerate().map(|(at, one)| {
            let off = along(at, side.len());
            match into {
                true => (one.sides()[1], (near.0, near.1 + off)),
                false => ((far.0, far.1 + off), one.sides()[0]),
            }
        });
        lines.collect()
    };
    let (into, out) = (lines(&left, true), lines(&right, false));
    let links = causes.iter().take(left.len()).chain(effects);
    let drawn = html! {
        @for (&line, (_, link)) in into.iter().chain(&out).zip(links) {
            g.doubted[is_doubted(link)] { (arrow::arrow(&[line.0, line.1])) }
            (mark(line, link.sign))
        }
        @for one in left.iter().chain(&right) { (one.draw(false)) }
        (middle.draw(true))
    };
    sheet.svg("influence", (sheet.width, height), told, &drawn)
}

/// On a phone all stand one under the other, on lines that lead to the driver and from it.
fn one_column(
    found: &Influence,
    driver: usize,
    (causes, effects): (&Side, &Side),
    sheet: Canvas,
    told: (&str, &str),
) -> Markup {
    let room = sheet.width - INDENT - 1.0;
    let (mut above, mut below) = (boxes(found, causes, room), boxes(found, effects, room));
    let mut middle = DriverBox::new(&found.drivers[driver].label, sheet.width - 2.0);
    let centre = INDENT + room / 2.0;
    let top = stack(&mut above, centre, 1.0) + GAP;
    middle.put(sheet.width / 2.0, top + middle.height / 2.0);
    let bottom = top + middle.height;
    let height = match below.is_empty() {
        true => bottom + 1.0,
        false => stack(&mut below, centre, bottom + 2.0 * GAP),
    };
    let stub = |one: &DriverBox| ((LINE_AT, one.at.1), one.sides()[0]);
    let drawn = html! {
        @if let Some(first) = above.first() {
            (arrow::arrow(&[(LINE_AT, first.at.1), (LINE_AT, top)]))
        }
        @if let Some(last) = below.last() {
            path.tie d={ "M" (pair((LINE_AT, bottom))) "L" (pair((LINE_AT, last.at.1))) } {}
        }
        @for (one, (_, link)) in above.iter().zip(causes) {
            @let (start, end) = stub(one);
            g.doubted[is_doubted(link)] { path.tie d={ "M" (pair(end)) "L" (pair(start)) } {} }
            (mark((start, end), link.sign))
        }
        @for (one, (_, link)) in below.iter().zip(effects) {
            @let (start, end) = stub(one);
            g.doubted[is_doubted(link)] { (arrow::arrow(&[start, end])) }
            (mark((start, end), link.sign))
        }
        @for one in above.iter().chain(&below) { (one.draw(false)) }
        (middle.draw(true))
    };
    sheet.svg("influence", (sheet.width, height), told, &drawn)
}

fn boxes(found: &Influence, side: &Side, width: f64) -> Vec<DriverBox> {
    let side = side.iter().take(MOST);
    side.map(|&(at, _)| DriverBox::new(&found.drivers[at].label, width))
        .collect()
}

/// Puts boxes one under the other from `top` on, and tells where they end.
fn stack(boxes: &mut [DriverBox], x: f64, top: f64) -> f64 {
    let mut top = top;
    for one in boxes {
        one.put(x, top + one.height / 2.0);
        top += one.height + GAP / 2.0;
    }
    top
}

fn is_doubted(link: &InfluenceLink) -> bool {
    link.hedged || link.disputed
}
