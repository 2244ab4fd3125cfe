//! The bar that tells the scale of a map.

use hikiwake_evidence::Site;
use maud::{Markup, html};

use super::frame::Frame;
use super::label::Rect;
use crate::canvas::{FONT, fixed, pair};
use crate::text_width;

/// A bar of a round number of km.
pub(super) struct ScaleBar {
    pub rect: Rect,
    length: f64,
    text: String,
}

/// The bar, in the corner that is farthest from any place.
pub(super) fn scale_bar(frame: &Frame, sites: &[(&Site, (f64, f64))]) -> ScaleBar {
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
    let (w, h) = (length.max(text_width::width(&text, FONT)) + 16.0, 30.0);
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
    pub fn draw(&self) -> Markup {
        let Rect(left, top, ..) = self.rect;
        html! {
            g.scale {
                text x=(fixed(left + 8.0)) y=(fixed(top + 15.0)) { (self.text) }
                path d={ "M" (pair((left + 8.0, top + 19.0))) "v5h" (fixed(self.length)) "v-5" } {}
            }
        }
    }
}
