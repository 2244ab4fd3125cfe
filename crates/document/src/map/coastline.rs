//! The land, with the islands that are disputed.

use hikiwake_dossier::Ring;
use hikiwake_evidence::Map;
use maud::{Markup, html};

use super::coast;
use super::frame::{Frame, unwrapped};

/// A polygon larger than this share of the map is not hatched as a whole, whatever
/// disputed place lies in it.
const LARGEST: f64 = 0.1;

/// The land; an island that holds a disputed place is hatched and has a strong
/// outline.
pub(super) fn land(map: &Map, frame: &Frame, hatch: &str) -> Markup {
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
    let ring = unwrapped(ring, frame.centre());
    let points: Vec<(f64, f64)> = ring.iter().map(|at| frame.xy(*at)).collect();
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}
