//! The lettering of a map: the names of places and ranges, where there is room.

use hikiwake_evidence::{Reach, Site};
use maud::{Markup, html};

use super::frame::Frame;
use super::label::{Candidate, Rect, Taken, around};
use super::range::line;
use crate::canvas::{FONT, LINE, fixed};
use crate::text_width;

/// Names on a map; there is hardly room for more.
const MOST_NAMES: usize = 120;
/// How much broader strong letters are.
const BOLD: f64 = 1.08;

/// What a map does not show.
#[derive(Default)]
pub(super) struct Missing {
    /// Names of places beyond the edge, and of those without room for a name.
    pub beyond: Vec<String>,
    pub unnamed: Vec<String>,
}

/// A label with its place.
pub(super) struct Placed {
    class: &'static str,
    lines: Vec<String>,
    pub at: Candidate,
    boxed: bool,
}

/// `Iturup / Etorofu`
pub(super) fn name(site: &Site) -> String {
    site.names.join(" / ")
}

/// Size of lines of text.
fn size_of(lines: &[String]) -> (f64, f64) {
    let width = lines
        .iter()
        .map(|line| text_width::width(line, FONT))
        .fold(0.0, f64::max);
    (width * BOLD + 4.0, lines.len() as f64 * LINE)
}

/// A name in one line, or with a line for each name.
fn shapes(site: &Site) -> Vec<Vec<String>> {
    let one = text_width::lines(&name(site), 300.0, FONT, 1);
    let last = site.names.len().saturating_sub(1);
    let split: Vec<String> = (site.names.iter().enumerate())
        .map(|(at, name)| {
            if at < last {
                format!("{name} /")
            } else {
                name.clone()
            }
        })
        .flat_map(|name| text_width::lines(&name, 110.0, FONT, 2))
        .take(4)
        .collect();
    if split.len() > 1 {
        vec![one, split]
    } else {
        vec![one]
    }
}

/// Sizes of the shapes that the name of a place may have.
pub(super) fn sizes(site: &Site) -> Vec<(f64, f64)> {
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
pub(super) fn over(at: (f64, f64), sizes: &[(f64, f64)], width: f64) -> Vec<(usize, Candidate)> {
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

/// Places the name of a place at the first of the candidates that is free.
pub(super) fn label(
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
pub(super) fn range_label(
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
        let broken = |room: f64| text_width::lines(&words, room, FONT, 5);
        vec![broken(200.0), broken(120.0)]
    } else {
        vec![text_width::lines(&figure, 120.0, FONT, 3)]
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

impl Placed {
    pub fn draw(&self) -> Markup {
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
