//! Boxes with the names of drivers, and arrows between them.

use hikiwake_drivers::LinkSign;
use maud::{Markup, html};

use crate::canvas::{FONT, LINE, fixed};
use crate::dependences::arrow;
use crate::text_width;

/// Room between boxes.
pub(crate) const GAP: f64 = 16.0;
/// Room within a box.
const PAD: f64 = 8.0;
/// Lines of a name.
const LINES: usize = 5;
/// Size of the circle that bears a sign.
const SIGN: f64 = 9.0;

/// A driver in a figure.
pub(crate) struct DriverBox {
    lines: Vec<String>,
    /// Centre.
    pub at: (f64, f64),
    width: f64,
    /// Height, by its lines.
    pub height: f64,
}

impl DriverBox {
    /// A box of this width, not yet put anywhere.
    pub fn new(label: &str, width: f64) -> Self {
        let lines = text_width::lines(label, width - 2.0 * PAD, FONT, LINES);
        DriverBox {
            height: lines.len() as f64 * LINE + 2.0 * PAD,
            at: (0.0, 0.0),
            width,
            lines,
        }
    }

    /// Puts its centre there.
    pub fn put(&mut self, x: f64, y: f64) {
        self.at = (x, y);
    }

    /// The box with its name; `chief` where the figure is about it.
    pub fn draw(&self, chief: bool) -> Markup {
        let (x, y) = self.at;
        let top = y - self.height / 2.0;
        html! {
            rect.driver.chief[chief] x=(fixed(x - self.width / 2.0)) y=(fixed(top)) width=(fixed(self.width)) height=(fixed(self.height)) rx="4" {}
            @for (at, line) in self.lines.iter().enumerate() {
                text text-anchor="middle" x=(fixed(x)) y=(fixed(top + PAD + 12.5 + LINE * at as f64)) { (line) }
            }
        }
    }

    /// The middle of its left side, and of its right.
    pub fn sides(&self) -> [(f64, f64); 2] {
        [-0.5, 0.5].map(|side| (self.at.0 + side * self.width, self.at.1))
    }

    /// Where the straight line to another point leaves it.
    fn edge(&self, to: (f64, f64)) -> (f64, f64) {
        let (dx, dy) = (to.0 - self.at.0, to.1 - self.at.1);
        let scale = |half: f64, along: f64| match along == 0.0 {
            true => f64::INFINITY,
            false => half / along.abs(),
        };
        let part = scale(self.width / 2.0, dx)
            .min(scale(self.height / 2.0, dy))
            .min(1.0);
        (self.at.0 + dx * part, self.at.1 + dy * part)
    }
}

/// An arrow with a sign between two boxes, moved aside by so much; dashed where it is
/// doubted.
pub(crate) fn signed(
    from: &DriverBox,
    to: &DriverBox,
    sign: LinkSign,
    doubted: bool,
    aside: f64,
) -> Markup {
    let (start, end) = (from.edge(to.at), to.edge(from.at));
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let length = dx.hypot(dy).max(1e-9);
    let off = (-dy / length * aside, dx / length * aside);
    let shift = |(x, y): (f64, f64)| (x + off.0, y + off.1);
    let (start, end) = (shift(start), shift(end));
    html! {
        g.doubted[doubted] { (arrow::arrow(&[start, end])) }
        (mark((start, end), sign))
    }
}

/// The sign of a link, in the middle of its line.
pub(crate) fn mark((start, end): ((f64, f64), (f64, f64)), sign: LinkSign) -> Markup {
    let (x, y) = ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0);
    let mark = match sign {
        LinkSign::Rises => "+",
        LinkSign::Falls => "−",
        LinkSign::Either => "±",
        LinkSign::NoEffect => "0",
    };
    html! {
        circle.sign cx=(fixed(x)) cy=(fixed(y)) r=(fixed(SIGN)) {}
        text text-anchor="middle" x=(fixed(x)) y=(fixed(y + 4.5)) { (mark) }
    }
}
