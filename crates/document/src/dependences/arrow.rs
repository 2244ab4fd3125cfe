//! Arrows and the lines of their labels.

use maud::{Markup, html};

use super::bundle::{INDENT, Line};
use crate::canvas::{LINE, fixed, pair};

const HEAD: f64 = 10.0;

/// The way through the points, with a head at its end.
pub(crate) fn arrow(points: &[(f64, f64)]) -> Markup {
    let [start, between @ .., end] = points else {
        return html! {};
    };
    let before = between.last().unwrap_or(start);
    let (dx, dy) = (end.0 - before.0, end.1 - before.1);
    let length = dx.hypot(dy).max(1e-9);
    let (dx, dy) = (dx / length * HEAD, dy / length * HEAD);
    let neck = (end.0 - dx, end.1 - dy);
    let side = |sign: f64| (neck.0 - sign * dy / 2.0, neck.1 + sign * dx / 2.0);
    let corners = [*end, side(1.0), side(-1.0)].map(pair).join(" ");
    let mut way = format!("M{}", pair(*start));
    for point in between.iter().chain([&neck]) {
        way.push('L');
        way.push_str(&pair(*point));
    }
    html! {
        path.tie d=(way) {}
        polygon.tie points=(corners) {}
    }
}

/// The lines of a label.
pub(super) fn lines(lines: &[Line], (x, y): (f64, f64)) -> Markup {
    html! {
        @for (at, line) in lines.iter().enumerate() {
            @let x = if line.kind { x } else { x + INDENT };
            text.kind[line.kind] x=(fixed(x)) y=(fixed(y + 12.5 + LINE * at as f64)) { (line.text) }
        }
    }
}
