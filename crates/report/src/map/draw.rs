//! The map as SVG.

use hikiwake_analysis::{Map, Reach, Ring, Site};
use maud::{Markup, html};

use super::coast;
use super::frame::{Frame, circle, near};
use super::label::{Candidate, Rect, Taken, around};
use crate::sheet::{FONT, LINE, Sheet, diamond, fixed, pair};
use crate::text;

/// A polygon larger than this share of the map is not hatched as a whole, whatever
/// disputed place lies in it.
const LARGEST: f64 = 0.1;

/// What a map does not show.
#[derive(Default)]
pub(super) struct Missing {
    /// Names of places beyond the edge, and of those without room for a name.
    pub beyond: Vec<String>,
    pub unnamed: Vec<String>,
}

/// Names on a map; there is hardly room for more.
const MOST_NAMES: usize = 120;
/// How much broader strong letters are.
const BOLD: f64 = 1.08;

/// A label with its place.
struct Placed {
    class: &'static str,
    lines: Vec<String>,
    at: Candidate,
    boxed: bool,
}

pub(super) fn svg(map: &Map, sheet: Sheet, told: (&str, &str)) -> (Markup, Missing) {
    let frame = Frame::new(map, sheet.width);
    let size = frame.size();
    let mut missing = Missing::default();
    let mut sites: Vec<(&Site, (f64, f64))> = Vec::new();
    for site in &map.places {
        let at = frame.place(site.at);
        if frame.holds(at) {
            sites.push((site, at));
        } else {
            missing.beyond.push(name(site));
        }
    }
    // The weightiest names first.
    sites.sort_by_key(|(site, _)| weight(&site.kind));
    let mut taken = Taken::new(size);
    let bar = scale_bar(&frame, &sites);
    taken.keep(bar.rect);
    for (_, at) in sites.iter().filter(|(site, _)| has_mark(&site.kind)) {
        taken.keep(Rect::around(*at, (11.0, 11.0)));
    }
    let mut labels = Vec::new();
    let (marked, areas): (Vec<_>, Vec<_>) = sites
        .iter()
        .copied()
        .partition(|(site, _)| has_mark(&site.kind));
    for (site, at) in marked {
        label(
            site,
            around(at, &sizes(site)),
            &mut taken,
            &mut labels,
            &mut missing,
        );
    }
    for (site, at) in sites.iter().filter(|(site, _)| !site.ranges.is_empty()) {
        for reach in &site.ranges {
            range_label(
                (site, *at),
                reach,
                &frame,
                &mut taken,
                &mut labels,
                &mut missing,
            );
        }
    }
    for (site, at) in areas {
        label(
            site,
            over(at, &sizes(site), size.0),
            &mut taken,
            &mut labels,
            &mut missing,
        );
    }
    let hatch = sheet.id("map-hatch");
    let drawn = html! {
        defs {
            pattern id=(hatch) width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.hatch width="1.8" height="5" {}
            }
        }
        rect.sea width=(fixed(size.0)) height=(fixed(size.1)) {}
        (land(map, &frame, &hatch))
        @for (site, _) in &sites {
            @for reach in &site.ranges { (range(site, reach, &frame)) }
        }
        @for label in &labels {
            @if let Some([from, to]) = label.at.leader {
                path.leader d={ "M" (pair(from)) "L" (pair(to)) } {}
            }
        }
        @for (site, at) in &sites { (mark(&site.kind, *at)) }
        @for label in &labels { (label.draw()) }
        (bar.draw())
        rect.frame x=".5" y=".5" width=(fixed(size.0 - 1.0)) height=(fixed(size.1 - 1.0)) {}
    };
    (sheet.svg("map", size, told, &drawn), missing)
}

/// `Iturup / Etorofu`
pub(super) fn name(site: &Site) -> String {
    site.names.join(" / ")
}

fn weight(kind: &str) -> u8 {
    match kind {
        "disputed" => 0,
        "base" => 1,
        "town" => 2,
        "land" => 3,
        _ => 4,
    }
}

/// Areas have a name and no mark.
pub(super) fn has_mark(kind: &str) -> bool {
    !matches!(kind, "land" | "sea")
}

/// Size of lines of text.
fn size_of(lines: &[String]) -> (f64, f64) {
    let width = lines
        .iter()
        .map(|line| text::width(line, FONT))
        .fold(0.0, f64::max);
    (width * BOLD + 4.0, lines.len() as f64 * LINE)
}

/// A name in one line, or with a line for each name.
fn shapes(site: &Site) -> Vec<Vec<String>> {
    let one = text::lines(&name(site), 300.0, FONT, 1);
    let last = site.names.len().saturating_sub(1);
    let split: Vec<String> = (site.names.iter().enumerate())
        .map(|(at, name)| {
            if at < last {
                format!("{name} /")
            } else {
                name.clone()
            }
        })
        .flat_map(|name| text::lines(&name, 110.0, FONT, 2))
        .take(4)
        .collect();
    if split.len() > 1 {
        vec![one, split]
    } else {
        vec![one]
    }
}

fn sizes(site: &Site) -> Vec<(f64, f64)> {
    shapes(site).iter().map(|lines| size_of(lines)).collect()
}

/// A label in the middle of a rectangle.
fn centred(rect: Rect) -> Candidate {
    Candidate {
        rect,
        side: 0.0,
        leader: None,
    }
}

/// Places for the name of an area: over its point, or a little off.
fn over(at: (f64, f64), sizes: &[(f64, f64)], width: f64) -> Vec<(usize, Candidate)> {
    let mut candidates = Vec::new();
    for off in [0.0, 12.0, 24.0] {
        for (shape, size) in sizes.iter().enumerate() {
            for (right, down) in [
                (0.0, 0.0),
                (0.0, -1.0),
                (0.0, 1.0),
                (-1.0, 0.0),
                (1.0, 0.0),
                (-1.0, 1.0),
                (1.0, -1.0),
            ] {
                // A name near the edge is moved inwards.
                let half = (size.0 / 2.0 + 0.5).min(width / 2.0);
                let x = (at.0 + off * right).clamp(half, width - half);
                let rect = Rect::around((x, at.1 + off * down), *size);
                candidates.push((shape, centred(rect)));
            }
        }
    }
    candidates
}

fn label(
    site: &Site,
    candidates: Vec<(usize, Candidate)>,
    taken: &mut Taken,
    labels: &mut Vec<Placed>,
    missing: &mut Missing,
) {
    let class = match site.kind.as_str() {
        "sea" => "sea-name",
        "land" => "land-name",
        "disputed" => "disputed-name",
        _ => "place-name",
    };
    let found = if labels.len() < MOST_NAMES {
        taken.place(&candidates)
    } else {
        None
    };
    match found {
        Some((shape, at)) => labels.push(Placed {
            class,
            lines: shapes(site).swap_remove(shape),
            at,
            boxed: false,
        }),
        None => missing.unnamed.push(name(site)),
    }
}

/// The label of a circle stands on its line.
fn range_label(
    (site, at): (&Site, (f64, f64)),
    reach: &Reach,
    frame: &Frame,
    taken: &mut Taken,
    labels: &mut Vec<Placed>,
    missing: &mut Missing,
) {
    let figure = format!("{} [{}]", reach.measure.short, reach.measure.claim.id);
    // A phone has room for the figure; what it belongs to stands under the map.
    let shapes = if frame.size().0 > 500.0 {
        let words = format!("{}: {figure}", reach.label);
        let broken = |room: f64| text::lines(&words, room, FONT, 5);
        vec![broken(200.0), broken(120.0)]
    } else {
        vec![text::lines(&figure, 120.0, FONT, 3)]
    };
    let line: Vec<(f64, f64)> = line(site, reach, frame);
    let mut candidates = Vec::new();
    for (shape, lines) in shapes.iter().enumerate() {
        let (width, height) = size_of(lines);
        for point in line.iter().step_by(6) {
            let rect = Rect::around(*point, (width + 4.0, height + 2.0));
            candidates.push((shape, centred(rect)));
        }
    }
    // Where nothing on the line is free, beside the place itself.
    let beside: Vec<(f64, f64)> = shapes.iter().map(|lines| size_of(lines)).collect();
    candidates.extend(around(at, &beside));
    match taken.place(&candidates) {
        Some((shape, at)) => labels.push(Placed {
            class: "range-name",
            lines: shapes[shape].clone(),
            at,
            boxed: true,
        }),
        None => missing
            .unnamed
            .push(format!("{} from {}", reach.label, name(site))),
    }
}

/// The points of a circle on the map.
fn line(site: &Site, reach: &Reach, frame: &Frame) -> Vec<(f64, f64)> {
    let at = [near(site.at[0], frame.centre()), site.at[1]];
    circle(at, reach.km)
        .into_iter()
        .map(|point| frame.xy(point))
        .collect()
}

/// A circle, as far as it lies within the frame.
fn range(site: &Site, reach: &Reach, frame: &Frame) -> Markup {
    let mut path = String::new();
    let mut pen_down = false;
    for point in line(site, reach, frame) {
        if frame.holds(point) {
            path.push(if pen_down { 'L' } else { 'M' });
            path.push_str(&pair(point));
        }
        pen_down = frame.holds(point);
    }
    html! { path.range.least[reach.at_least] d=(path) {} }
}

/// The land; an island that holds a disputed place is hatched and has a strong
/// outline.
fn land(map: &Map, frame: &Frame, hatch: &str) -> Markup {
    let size = frame.size();
    let disputed = |polygon: &[Ring]| {
        let has = |kind: fn(&str) -> bool| {
            (map.places.iter()).any(|site| kind(&site.kind) && coast::contains(polygon, site.at))
        };
        area(polygon, frame) < LARGEST * size.0 * size.1
            && has(|kind| kind == "disputed")
            && !has(|kind| kind == "land")
    };
    let drawn: Vec<(String, bool)> = (map.land.iter())
        .map(|polygon| (coast::path(polygon, frame), polygon))
        .filter(|(path, _)| !path.is_empty())
        .map(|(path, polygon)| (path, disputed(polygon)))
        .collect();
    html! {
        @for (path, disputed) in &drawn {
            path.land.disputed[*disputed] d=(path) fill-rule="evenodd" {}
            @if *disputed { path d=(path) fill={ "url(#" (hatch) ")" } fill-rule="evenodd" {} }
        }
    }
}

/// Area of the outer line in square pixels (shoelace formula).
fn area(polygon: &[Ring], frame: &Frame) -> f64 {
    let Some(ring) = polygon.first() else {
        return 0.0;
    };
    let ring = super::frame::unwrapped(ring, frame.centre());
    let points: Vec<(f64, f64)> = ring.iter().map(|at| frame.xy(*at)).collect();
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}

/// The mark of a place.
pub(super) fn mark(kind: &str, (x, y): (f64, f64)) -> Markup {
    html! {
        @match kind {
            "disputed" => polygon.disputed-mark points=(diamond(x, y, 5.0)) {},
            "base" => rect.base x=(fixed(x - 4.0)) y=(fixed(y - 4.0)) width="8" height="8" {},
            "town" => circle.town cx=(fixed(x)) cy=(fixed(y)) r="3.5" {},
            _ => {}
        }
    }
}

impl Placed {
    fn draw(&self) -> Markup {
        let Rect(left, top, right, bottom) = self.at.rect;
        let inset = if self.boxed { 1.0 } else { 0.0 };
        let (x, anchor) = match self.at.side {
            side if self.boxed || side == 0.0 => ((left + right) / 2.0, "middle"),
            side if side > 0.0 => (left + 2.0, "start"),
            _ => (right - 2.0, "end"),
        };
        html! {
            g.(self.class) {
                @if self.boxed {
                    rect.paper x=(fixed(left)) y=(fixed(top)) width=(fixed(right - left)) height=(fixed(bottom - top)) rx="2" {}
                }
                @for (at, line) in self.lines.iter().enumerate() {
                    text x=(fixed(x)) y=(fixed(top + inset + 12.5 + LINE * at as f64)) text-anchor=(anchor) { (line) }
                }
            }
        }
    }
}

/// A bar of a round number of km.
struct ScaleBar {
    rect: Rect,
    length: f64,
    text: String,
}

/// The bar, in the corner that is farthest from any place.
fn scale_bar(frame: &Frame, sites: &[(&Site, (f64, f64))]) -> ScaleBar {
    let (width, height) = frame.size();
    let longest = width * 0.28 / frame.per_km();
    let ten = 10_f64.powf(longest.log10().floor());
    let km = [5.0, 2.0, 1.0]
        .into_iter()
        .map(|n| n * ten)
        .find(|km| *km <= longest);
    let km = km.unwrap_or(ten);
    let text = if km >= 1.0 {
        format!("{km:.0} km")
    } else {
        format!("{:.0} m", km * 1000.0)
    };
    let length = km * frame.per_km();
    let (w, h) = (length.max(text::width(&text, FONT)) + 16.0, 30.0);
    let corners = [
        (0.0, height - h),
        (width - w, height - h),
        (width - w, 0.0),
        (0.0, 0.0),
    ];
    let far = |(x, y): &(f64, f64)| {
        let middle = (x + w / 2.0, y + h / 2.0);
        let to = |at: &(f64, f64)| (at.0 - middle.0).hypot(at.1 - middle.1);
        sites
            .iter()
            .map(|(_, at)| to(at))
            .fold(f64::INFINITY, f64::min)
    };
    let best = corners.into_iter().max_by(|a, b| far(a).total_cmp(&far(b)));
    let (x, y) = best.unwrap_or((0.0, 0.0));
    ScaleBar {
        rect: Rect(x, y, x + w, y + h),
        length,
        text,
    }
}

impl ScaleBar {
    fn draw(&self) -> Markup {
        let Rect(left, top, ..) = self.rect;
        html! {
            g.scale {
                text x=(fixed(left + 8.0)) y=(fixed(top + 15.0)) { (self.text) }
                path d={ "M" (pair((left + 8.0, top + 19.0))) "v5h" (fixed(self.length)) "v-5" } {}
            }
        }
    }
}
