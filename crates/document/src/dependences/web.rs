//! The dependences as a graph: actors as boxes, an arrow for each pair.

use hikiwake_evidence::Ties;
use maud::{Markup, html};

use super::arrow;
use super::bundle::{Bundle, Line, size};
use crate::canvas::{Canvas, FONT, LINE, fixed};
use crate::layout::{Edge, Layout, Route, layout};
use crate::text_width;

/// Widths to which labels are broken, the first that lets the graph fit the sheet;
/// width of names; room around both.
const LABELS: [f64; 5] = [205.0, 185.0, 165.0, 150.0, 135.0];
const NAME: f64 = 130.0;
/// Room above and below a box, for arrow heads.
const FREE: f64 = 20.0;
/// From one arrow to the next on a side of a box.
const APART: f64 = 18.0;
const PAD: f64 = 8.0;

/// The graph; nothing where it cannot be laid out or is broader than the sheet.
pub(super) fn svg(
    ties: &Ties,
    bundles: &[Bundle],
    sheet: Canvas,
    told: (&str, &str),
) -> Option<Markup> {
    // Who depends most stands at the top, so that most arrows lead down.
    let weight = |actor: usize| {
        let of = |end: fn(&Bundle) -> usize| bundles.iter().filter(|b| end(b) == actor).count();
        (of(|bundle| bundle.from), of(|bundle| bundle.on))
    };
    let mut order: Vec<usize> = (0..ties.actors.len()).collect();
    order.sort_by_key(|actor| std::cmp::Reverse(weight(*actor)));
    let place = |actor: usize| order.iter().position(|other| *other == actor).unwrap_or(0);
    let names: Vec<Vec<String>> = (order.iter())
        .map(|actor| text_width::lines(&ties.actors[*actor].name, NAME, FONT * 1.08, 3))
        .collect();
    let sizes: Vec<(f64, f64)> = (order.iter().zip(&names))
        .map(|(actor, lines)| {
            let arrows = weight(*actor).0 + weight(*actor).1;
            let (width, height) = name_size(lines);
            (width.max(arrows as f64 * APART), height)
        })
        .collect();
    let (labels, edges, placed) = LABELS.into_iter().find_map(|room| {
        let labels: Vec<Vec<Line>> = bundles.iter().map(|bundle| bundle.lines(room)).collect();
        let edge = |(bundle, lines): (&Bundle, &Vec<Line>)| {
            let (width, height) = size(lines);
            Edge {
                from: place(bundle.from),
                to: place(bundle.on),
                label: (width + 2.0 * PAD, height + PAD),
                weight: 1.0,
            }
        };
        let edges: Vec<Edge> = bundles.iter().zip(&labels).map(edge).collect();
        let placed = layout(&sizes, &edges).ok()?;
        (placed.width <= sheet.width).then_some((labels, edges, placed))
    })?;
    let ways = ways(&edges, &sizes, &placed);
    let drawn = html! {
        @for (edge, way) in edges.iter().zip(&ways) {
            @if edge.from != edge.to { (arrow::arrow(way)) }
        }
        @for ((lines, (width, height)), (x, y)) in names.iter().zip(&sizes).zip(&placed.nodes) {
            @let height = height - 2.0 * FREE;
            @let top = y - height / 2.0;
            rect.actor x=(fixed(x - width / 2.0)) y=(fixed(top)) width=(fixed(*width)) height=(fixed(height)) rx="4" {}
            @for (at, line) in lines.iter().enumerate() {
                text.actor text-anchor="middle" x=(fixed(*x)) y=(fixed(top + 6.0 + 12.5 + LINE * at as f64)) { (line) }
            }
        }
        @for ((lines, edge), route) in labels.iter().zip(&edges).zip(&placed.edges) {
            @let (left, top) = (route.label.0 - edge.label.0 / 2.0, route.label.1 - edge.label.1 / 2.0);
            rect.paper x=(fixed(left)) y=(fixed(top)) width=(fixed(edge.label.0)) height=(fixed(edge.label.1)) rx="3" {}
            (arrow::lines(lines, (left + PAD, top + PAD / 2.0)))
        }
    };
    Some(sheet.svg("ties", (placed.width, placed.height), told, &drawn))
}

/// The ways of the arrows.
fn ways(edges: &[Edge], sizes: &[(f64, f64)], placed: &Layout) -> Vec<Vec<(f64, f64)>> {
    // The arrows on one side of a box, in the order of their labels.
    let down = |edge: &Edge| placed.nodes[edge.from].1 <= placed.nodes[edge.to].1;
    let sides = |at: usize| {
        let edge = &edges[at];
        [(edge.from, down(edge)), (edge.to, !down(edge))]
    };
    let anchor = |at: usize, side: (usize, bool)| {
        let mut others: Vec<usize> = (0..edges.len())
            .filter(|other| sides(*other).contains(&side))
            .collect();
        let label = |at: &usize| placed.edges[*at].label.0;
        others.sort_by(|a, b| label(a).total_cmp(&label(b)));
        let place = others.iter().position(|other| *other == at).unwrap_or(0);
        let ((x, y), (_, height)) = (placed.nodes[side.0], sizes[side.0]);
        let off = place as f64 - (others.len() as f64 - 1.0) / 2.0;
        let edge = height / 2.0 - FREE;
        (x + off * APART, if side.1 { y + edge } else { y - edge })
    };
    (0..edges.len())
        .map(|at| {
            let route = &placed.edges[at];
            // Half the height of the highest label beside this one.
            let half = (edges.iter().zip(&placed.edges))
                .filter(|(_, other)| (other.label.1 - route.label.1).abs() < 1.0)
                .map(|(other, _)| other.label.1 / 2.0 + 3.0)
                .fold(0.0, f64::max);
            let [from, to] = sides(at).map(|side| anchor(at, side));
            way(from, to, route, half)
        })
        .collect()
}

/// The way from one point to another: straight out of the box, straight through
/// the label and past its neighbours, straight into the other box; between, as the
/// layout leads it.
fn way(from: (f64, f64), to: (f64, f64), route: &Route, half: f64) -> Vec<(f64, f64)> {
    let (x, y) = route.label;
    // Upwards, all is turned about.
    let turn = if from.1 <= to.1 { 1.0 } else { -1.0 };
    let stub = turn * FREE * 0.6;
    let between = |low: f64, high: f64| {
        move |point: &&(f64, f64)| turn * point.1 > turn * low && turn * point.1 < turn * high
    };
    let (near, far) = (y - turn * half, y + turn * half);
    let (out, back) = ((from.0, from.1 + stub), (to.0, to.1 - stub));
    let mut way = vec![from, out];
    way.extend(route.points.iter().filter(between(out.1 + stub, near)));
    way.extend([(x, near), (x, far)]);
    way.extend(route.points.iter().filter(between(far, back.1 - stub)));
    way.extend([back, to]);
    way
}

fn name_size(lines: &[String]) -> (f64, f64) {
    let widths = lines
        .iter()
        .map(|line| text_width::width(line, FONT * 1.08));
    (
        widths.fold(40.0, f64::max) + 2.0 * PAD,
        lines.len() as f64 * LINE + 12.0 + 2.0 * FREE,
    )
}
