//! Land as paths: cut to the frame, thinned out, written short.

use std::fmt::Write;

use hikiwake_dossier::Ring;

use super::frame::{Frame, unwrapped};

/// Points nearer to the one before than this, in pixels, are left out.
const NEAREST: f64 = 0.3;

/// The path of a polygon, whole turns away from where it is given, too; empty
/// where it lies outside the frame.
pub(super) fn path(polygon: &[Ring], frame: &Frame) -> String {
    let mut path = String::new();
    for ring in polygon {
        let ring = unwrapped(ring, frame.centre());
        for turn in [-360.0, 0.0, 360.0] {
            let drawn = ring.iter().map(|[lon, lat]| frame.xy([lon + turn, *lat]));
            write(&thinned(&cut(drawn.collect(), frame.size())), &mut path);
        }
    }
    path
}

/// The polygon within (0, 0) and `size` (Sutherland and Hodgman 1974).
fn cut(mut points: Vec<(f64, f64)>, (width, height): (f64, f64)) -> Vec<(f64, f64)> {
    // How far inside each of the four edges a point lies.
    let edges: [&dyn Fn((f64, f64)) -> f64; 4] =
        [&|(x, _)| x, &|(x, _)| width - x, &|(_, y)| y, &|(_, y)| {
            height - y
        }];
    for inside in edges {
        let mut kept = Vec::with_capacity(points.len());
        for (at, &this) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            let (a, b) = (inside(before), inside(this));
            if (a < 0.0) != (b < 0.0) {
                let share = a / (a - b);
                let between = |from: f64, to: f64| from + (to - from) * share;
                kept.push((between(before.0, this.0), between(before.1, this.1)));
            }
            if b >= 0.0 {
                kept.push(this);
            }
        }
        points = kept;
    }
    points
}

/// The points in tenths of pixels, those too near to the one before left out.
fn thinned(points: &[(f64, f64)]) -> Vec<(i64, i64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for &(x, y) in points {
        if kept
            .last()
            .is_none_or(|last| (x - last.0).hypot(y - last.1) >= NEAREST)
        {
            kept.push((x, y));
        }
    }
    let tenths = |value: f64| (value * 10.0).round() as i64;
    kept.into_iter()
        .map(|(x, y)| (tenths(x), tenths(y)))
        .collect()
}

/// A closed line, each point by its distance from the one before.
fn write(points: &[(i64, i64)], path: &mut String) {
    let [first, rest @ ..] = points else {
        return;
    };
    if rest.len() < 2 {
        return;
    }
    let _ = write!(path, "M{},{}l", tenth(first.0), tenth(first.1));
    let mut before = first;
    for (at, point) in rest.iter().enumerate() {
        let (x, y) = (tenth(point.0 - before.0), tenth(point.1 - before.1));
        let gap = if at == 0 || x.starts_with('-') {
            ""
        } else {
            " "
        };
        let comma = if y.starts_with('-') { "" } else { "," };
        let _ = write!(path, "{gap}{x}{comma}{y}");
        before = point;
    }
    path.push('z');
}

/// A number of tenths, in the fewest signs: `-.3`, `12`, `1.5`.
fn tenth(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    match (whole, rest) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, rest) => format!("{sign}.{rest}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

/// Whether a position lies in a polygon and in none of its lakes (even–odd rule).
pub(super) fn contains(polygon: &[Ring], [lon, lat]: [f64; 2]) -> bool {
    let mut inside = false;
    for ring in polygon {
        let ring = unwrapped(ring, lon);
        for (at, b) in ring.iter().enumerate() {
            let a = ring[(at + ring.len() - 1) % ring.len()];
            let crosses = (a[1] > lat) != (b[1] > lat);
            if crosses && lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) {
                inside = !inside;
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polygons_are_cut_to_the_frame() {
        let square = vec![(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)];
        let cut_square = cut(square, (10.0, 10.0));
        assert_eq!(cut_square.len(), 4);
        assert!(
            cut_square
                .iter()
                .all(|(x, y)| [0.0, 10.0].contains(x) && [0.0, 10.0].contains(y))
        );
        assert!(cut(vec![(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)], (10.0, 10.0)).is_empty());
        assert!(cut(Vec::new(), (10.0, 10.0)).is_empty());
    }

    #[test]
    fn paths_are_short_and_do_not_drift() {
        let mut path = String::new();
        write(
            &thinned(&[(0.0, 0.04), (0.1, 0.1), (1.26, 0.0), (1.0, -2.0)]),
            &mut path,
        );
        assert_eq!(path, "M0,0l1.3,0-.3-2z");
    }

    #[test]
    fn lakes_are_no_land() {
        let square = |a: f64, b: f64| vec![[a, a], [b, a], [b, b], [a, b]];
        let polygon = [square(0.0, 10.0), square(4.0, 6.0)];
        assert!(contains(&polygon, [2.0, 2.0]));
        assert!(contains(&polygon, [362.0, 2.0]));
        assert!(!contains(&polygon, [5.0, 5.0]));
        assert!(!contains(&polygon, [12.0, 5.0]));
    }
}
