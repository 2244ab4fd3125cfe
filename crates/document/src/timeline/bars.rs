//! The windows as bars beside the axis.

use hikiwake_evidence::TimeWindow;
use maud::{Markup, html};

use super::axis::Axis;
use super::calendar;
use crate::canvas::{Canvas, fixed, pair};

/// Room of a bar's letter, of an arrow, and between two bars in a column.
const LETTER: f64 = 16.0;
const ARROW: f64 = 9.0;
const APART: f64 = 8.0;
/// Overhang of the line at the day on which a window did close.
const OVER: f64 = 3.0;

/// The letter of a window: `A` … `Z`, then `27` …
pub(super) fn letter(index: usize) -> String {
    match u8::try_from(index) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => (index + 1).to_string(),
    }
}

/// The moments that a window names, for the axis.
pub(super) fn moments(window: &TimeWindow) -> Vec<f64> {
    let begin = window.opens.as_deref().and_then(calendar::begin);
    let ends = [&window.closes, &window.closed].map(|date| last_moment(date.as_deref()));
    begin
        .into_iter()
        .chain(ends.into_iter().flatten())
        .collect()
}

/// A moment within the last day, so that the day's year is shown and no other.
fn last_moment(date: Option<&str>) -> Option<f64> {
    date.and_then(calendar::end).map(|end| end - 1e-4)
}

struct Bar<'a> {
    letter: String,
    window: &'a TimeWindow,
    from: f64,
    /// Where the filled part ends.
    until: f64,
    /// Where it would have ended at the latest.
    latest: Option<f64>,
    column: usize,
}

/// The bars of a figure.
pub(super) struct Bars<'a> {
    bars: Vec<Bar<'a>>,
    /// Left edge of the first column, from one to the next, width of a bar.
    x: f64,
    pitch: f64,
    width: f64,
    /// Columns taken.
    columns: usize,
    /// Windows for which there was no room.
    pub left_out: usize,
}

impl<'a> Bars<'a> {
    pub fn new(x: f64, sheet: Canvas, windows: &'a [TimeWindow], axis: &Axis, top: f64) -> Self {
        let (most, pitch, width) = match sheet.class {
            "wide" => (12, 21.0, 15.0),
            _ => (6, 17.0, 13.0),
        };
        let mut bars = Bars {
            bars: Vec::new(),
            x,
            pitch,
            width,
            columns: 0,
            left_out: 0,
        };
        // Where each column is taken up to.
        let mut taken: Vec<f64> = Vec::new();
        for (index, window) in windows.iter().enumerate() {
            let at = |date: Option<&str>| last_moment(date).map(|moment| axis.y(moment));
            let from = window.opens.as_deref().and_then(calendar::begin);
            let from = from.map_or(top, |moment| axis.y(moment));
            let closed = at(window.closed.as_deref());
            let closes = at(window.closes.as_deref());
            let until = closed.or(closes).unwrap_or(axis.bottom());
            let until = until.max(from + LETTER);
            let latest = closes.filter(|latest| closed.is_some() && *latest > until);
            let end = latest.unwrap_or(until) + APART;
            let free = taken.iter().position(|taken| *taken <= from);
            let column = match free {
                Some(column) => column,
                None if taken.len() < most => {
                    taken.push(0.0);
                    taken.len() - 1
                }
                None => {
                    bars.left_out += 1;
                    continue;
                }
            };
            taken[column] = end;
            bars.bars.push(Bar {
                letter: letter(index),
                window,
                from,
                until,
                latest,
                column,
            });
        }
        bars.columns = taken.len();
        bars
    }

    /// Width of all columns together.
    pub fn room(&self) -> f64 {
        self.columns as f64 * self.pitch
    }

    pub fn draw(&self, hatch: &str) -> Markup {
        html! { @for bar in &self.bars { (self.bar(bar, hatch)) } }
    }

    fn bar(&self, bar: &Bar, hatch: &str) -> Markup {
        let x = self.x + bar.column as f64 * self.pitch;
        let (window, width) = (bar.window, self.width);
        let undated = window.opens.is_none() && window.closes.is_none() && window.closed.is_none();
        let endless = window.closes.is_none() && window.closed.is_none();
        html! {
            g.window.(class(&window.effect)).undated[undated] {
                title { (bar.letter) ": " (window.label) }
                @if let Some(latest) = bar.latest {
                    rect.latest x=(fixed(x)) y=(fixed(bar.until)) width=(fixed(width)) height=(fixed(latest - bar.until)) {}
                }
                (body((x, bar.from), (width, bar.until - bar.from), &window.effect, hatch))
                @if window.opens.is_none() { (arrow((x, bar.from), width, -ARROW)) }
                @if endless { (arrow((x, bar.until), width, ARROW)) }
                @if window.at_latest && window.closed.is_none() {
                    path.uncertain d={ "M" (pair((x - OVER, bar.until))) "h" (fixed(width + 2.0 * OVER)) } {}
                }
                @if window.closed.is_some() {
                    path.closed d={ "M" (pair((x - OVER, bar.until))) "h" (fixed(width + 2.0 * OVER)) } {}
                }
                rect.letter x=(fixed(x)) y=(fixed(bar.from)) width=(fixed(width)) height=(fixed(LETTER)) {}
                text.letter x=(fixed(x + width / 2.0)) y=(fixed(bar.from + 12.5)) text-anchor="middle" { (bar.letter) }
            }
        }
    }
}

/// What it does, as a class of the style sheet.
pub(super) fn class(effect: &str) -> &'static str {
    match effect {
        "helps" => "helps",
        "hinders" => "hinders",
        _ => "unclear",
    }
}

/// The bar itself: filled where it helps, hatched where it hinders, empty where
/// nobody can tell.
fn body((x, y): (f64, f64), (width, height): (f64, f64), effect: &str, hatch: &str) -> Markup {
    html! {
        rect.body x=(fixed(x)) y=(fixed(y)) width=(fixed(width)) height=(fixed(height)) {}
        @if effect == "hinders" {
            rect x=(fixed(x)) y=(fixed(y)) width=(fixed(width)) height=(fixed(height)) fill={ "url(#" (hatch) ")" } {}
        }
    }
}

/// An arrow head at an open end.
fn arrow((x, y): (f64, f64), width: f64, length: f64) -> Markup {
    let corners = [(x, y), (x + width, y), (x + width / 2.0, y + length)].map(pair);
    html! { polygon points=(corners.join(" ")) {} }
}

/// The hatching; each figure has its own.
pub(super) fn hatching(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.hatch width="2.5" height="6" {}
            }
        }
    }
}

/// A small bar for the key.
pub(super) fn sample(effect: &str, letter: &str, hatch: &str) -> Markup {
    html! {
        svg.chart.timeline.swatch width="20" height="24" viewBox="0 0 20 24" aria-hidden="true" {
            (hatching(hatch))
            g.window.(class(effect)) {
                (body((2.5, 1.0), (15.0, 22.0), effect, hatch))
                rect.letter x="2.5" y="1" width="15" height="16" {}
                text.letter x="10" y="13.5" text-anchor="middle" { (letter) }
            }
        }
    }
}
