//! Figures that are drawn twice, for a page and for a phone: a drawing that is
//! only scaled has letters too small or too large on one of them.

use maud::{Markup, html};

/// Font size in these figures, in pixels.
pub const FONT: f64 = 13.0;
/// Line height in these figures, in pixels.
pub const LINE: f64 = 16.0;

/// A width to draw for. The style sheet shows one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// `wide` or `narrow`.
    pub class: &'static str,
    /// Width in pixels.
    pub width: f64,
}

/// A column of text on a page or on paper, and a phone.
pub const CANVASES: [Canvas; 2] = [
    Canvas {
        class: "wide",
        width: 736.0,
    },
    Canvas {
        class: "narrow",
        width: 352.0,
    },
];

impl Canvas {
    /// An id on this sheet.
    pub fn id(&self, id: &str) -> String {
        format!("{id}-{}", self.class)
    }

    /// The drawing with its text alternative. `kind` is its class and begins its ids.
    pub fn svg(&self, kind: &str, size: (f64, f64), told: (&str, &str), drawn: &Markup) -> Markup {
        self.svg_with_id(kind, kind, size, told, drawn)
    }

    /// The same where a page has several of a kind: `id` begins its ids.
    pub fn svg_with_id(
        &self,
        kind: &str,
        id: &str,
        size: (f64, f64),
        told: (&str, &str),
        drawn: &Markup,
    ) -> Markup {
        let (width, height) = (size.0.ceil(), size.1.ceil());
        let id = self.id(id);
        html! {
            svg.chart.(kind).(self.class) viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
                role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
                title id={ (id) "-t" } { (told.0) }
                desc id={ (id) "-d" } { (told.1) }
                (drawn)
            }
        }
    }
}

/// One decimal, so that the drawing has the same bytes everywhere.
pub fn fixed(x: f64) -> String {
    let text = format!("{x:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_string(),
        Some(whole) => whole.to_string(),
        None => text,
    }
}

/// `x,y`
pub fn pair((x, y): (f64, f64)) -> String {
    format!("{},{}", fixed(x), fixed(y))
}

/// A path of small strokes over a box: a texture where colour alone may not tell.
pub fn strokes(
    (left, top): (f64, f64),
    (wide, high): (f64, f64),
    stroke: &str,
    every: f64,
) -> String {
    let mut path = String::new();
    let mut y = top + 6.0;
    while y < top + high - 1.0 {
        let mut x = left + 3.0;
        while x < left + wide - 5.0 {
            path.push_str(&format!("M{}{stroke}", pair((x, y))));
            x += every;
        }
        y += every;
    }
    path
}

/// Corners of a square that stands on one of them.
pub fn diamond(x: f64, y: f64, r: f64) -> String {
    let corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    corners.map(pair).join(" ")
}
