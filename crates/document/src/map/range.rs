//! Ranges: circles of true distance around a place.

use hikiwake_evidence::{Reach, Site};
use maud::{Markup, html};

use super::frame::{Frame, circle, near};
use crate::canvas::pair;

/// The points of a circle on the map.
pub(super) fn line(site: &Site, reach: &Reach, frame: &Frame) -> Vec<(f64, f64)> {
    let at = [near(site.at[0], frame.centre()), site.at[1]];
    circle(at, reach.km)
        .into_iter()
        .map(|point| frame.xy(point))
        .collect()
}

/// A circle, as far as it lies within the frame.
pub(super) fn range(site: &Site, reach: &Reach, frame: &Frame) -> Markup {
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
