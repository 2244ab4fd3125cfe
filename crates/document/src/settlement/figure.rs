//! The frontier: what one side gets against what the other gets, with the red line and
//! without it.

use hikiwake_finding::PreferenceVerdict;
use hikiwake_negotiation::{AdditiveOver, PointKind, Settlement};
use maud::{Markup, html};

use super::name;
use crate::canvas::{CANVASES, Canvas, FONT, diamond, fixed, pair};
use crate::text_width::shortened;
use crate::{Figure, Key, count};

/// Room around the plot: left, top, right, bottom.
const ROOM: [f64; 4] = [44.0, 26.0, 30.0, 44.0];

/// What is drawn, in the units of the axes.
struct Plot {
    by_scores: bool,
    /// Frontier over all agreements.
    free: Vec<[f64; 2]>,
    /// Frontier over those that no government rejects.
    bounded: Vec<[f64; 2]>,
    now: [f64; 2],
    efficient: Vec<([f64; 2], bool)>,
    /// Letters, place, whether a government rejects it.
    points: Vec<(String, [f64; 2], bool)>,
}

/// The frontier between the first two sides, where there are two.
pub(super) fn figure(at: usize, found: &Settlement) -> Option<Figure> {
    let [x, y, ..] = found.sides.as_slice() else {
        return None;
    };
    let plot = Plot::new(found);
    let id = format!("settle-{at}");
    let (what, how) = match plot.by_scores {
        true => (
            "additive score",
            "Scores add up weights and so presume that anything can be paid for; the gap between \
             the two lines is what that promises and the governments’ own judgement forbids.",
        ),
        false => (
            "own order",
            "Only which of two agreements lies further right or higher means anything, not by how \
             much.",
        ),
    };
    let names = (x.name.as_str(), y.name.as_str());
    let title = format!("The frontier between {} and {}, by {what}", x.name, y.name);
    let description = plot.told(found);
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = plot.draw(sheet, names);
        let drawn = html! { g.settle { (drawn) } };
        let svg = sheet.svg(&id, size, (&title, &description), &drawn);
        svg.into_string()
    });
    Some(Figure {
        caption: format!(
            "What {} gets (to the right) and {} gets (upwards), by {what}. {how}",
            x.name, y.name
        )
        .into(),
        keys: plot.keys(found),
        wide,
        narrow: Some(narrow),
        description,
        title,
        id,
    })
}

/// A sample for a key.
fn key(mark: &Markup, text: &str) -> Key {
    let sample = html! { svg.chart.settle.swatch width="26" height="20" viewBox="0 0 26 20" aria-hidden="true" { (mark) } };
    Key {
        sample: sample.into_string(),
        text: text.into(),
    }
}

fn cross(x: f64, y: f64) -> String {
    let r = 4.0;
    format!(
        "M{}L{}M{}L{}",
        pair((x - r, y - r)),
        pair((x + r, y + r)),
        pair((x - r, y + r)),
        pair((x + r, y - r))
    )
}

impl Plot {
    fn new(found: &Settlement) -> Plot {
        let by_scores = found.additive.is_some();
        let of = |at: usize| -> [f64; 2] {
            let seen = &found.agreements[at].seen;
            let one = |side: usize| match by_scores {
                true => seen[side].score.unwrap_or(0.0),
                false => seen[side].place,
            };
            [one(0), one(1)]
        };
        let rejected = |at: usize| {
            let seen = found.agreements[at].seen.iter();
            seen.take(2).any(|s| s.verdict == PreferenceVerdict::Worse)
        };
        let mut plot = Plot {
            by_scores,
            free: found.curve.free.clone(),
            bounded: found.curve.bounded.clone(),
            now: of(0),
            efficient: (found.efficient.iter())
                .map(|group| (of(group.agreement), rejected(group.agreement)))
                .collect(),
            points: Vec::new(),
        };
        let Some(additive) = &found.additive else {
            return plot;
        };
        for set in &additive.sets {
            let curve = set
                .frontier
                .iter()
                .map(|s| [s.scores[0], s.scores[1]])
                .collect();
            match set.over {
                AdditiveOver::All => plot.free = curve,
                AdditiveOver::NotForbidden => plot.bounded = curve,
                AdditiveOver::Zone => continue,
            }
            for point in &set.points {
                let letter = match point.kind {
                    PointKind::Nash => "N",
                    PointKind::KalaiSmorodinsky => "K",
                    PointKind::Egalitarian => "E",
                    PointKind::LargestSum => "S",
                };
                let place = of(point.agreement);
                match plot.points.iter_mut().find(|p| p.1 == place) {
                    Some(same) if same.0.contains(letter) => {}
                    Some(same) => same.0.push_str(letter),
                    None => {
                        let no = rejected(point.agreement);
                        plot.points.push((letter.to_string(), place, no));
                    }
                }
            }
        }
        plot
    }

    /// What lines and marks mean.
    fn keys(&self, found: &Settlement) -> Vec<Key> {
        let now = match found.none_in_force {
            true => "first level of every term",
            false => "in force",
        };
        let mut keys = vec![
            key(
                &html! { path.curve.free d="M0,10H26" {} },
                "efficient, over all agreements",
            ),
            key(
                &html! { path.curve.bounded d="M0,10H26" {} },
                "efficient, over those that no government’s own judgement rejects",
            ),
            key(
                &html! { polygon.now points=(diamond(13.0, 10.0, 6.0)) {} },
                now,
            ),
            key(
                &html! { circle.good cx="13" cy="10" r="3.5" {} },
                "efficient by the orders, listed below",
            ),
        ];
        if self.efficient.iter().any(|(_, no)| *no) || self.points.iter().any(|point| point.2) {
            keys.push(key(
                &html! { path.forbidden d=(cross(13.0, 10.0)) {} },
                "rejected by a government",
            ));
        }
        if self.by_scores {
            keys.push(key(
                &html! { text.letter x="8" y="15" { "N" } },
                "Nash; K Kalai–Smorodinsky, E egalitarian, S largest sum",
            ));
        }
        keys
    }

    /// The size of the drawing, and the drawing.
    fn draw(&self, sheet: Canvas, (x_name, y_name): (&str, &str)) -> ((f64, f64), Markup) {
        let height = (sheet.width * 0.62).max(300.0);
        let [left, top, right, bottom] = ROOM;
        let everything = (self.free.iter().chain(&self.bounded))
            .chain(self.efficient.iter().map(|(p, _)| p))
            .chain(self.points.iter().map(|p| &p.1))
            .chain([&self.now]);
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for point in everything {
            for axis in 0..2 {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        for axis in 0..2 {
            let pad = ((high[axis] - low[axis]) * 0.06).max(1e-3);
            low[axis] -= pad;
            high[axis] += pad;
        }
        let (width, depth) = (sheet.width - left - right, height - top - bottom);
        let at = |p: &[f64; 2]| {
            (
                left + (p[0] - low[0]) / (high[0] - low[0]) * width,
                top + depth - (p[1] - low[1]) / (high[1] - low[1]) * depth,
            )
        };
        let now = at(&self.now);
        let (end, floor) = (left + width, top + depth);
        let number = |v: f64| format!("{v:.1}");
        let drawn = html! {
            path.frame d={ "M" (pair((left, top))) "V" (fixed(floor)) "H" (fixed(end)) } {}
            // What is better for both than the agreement in force.
            rect.better x=(fixed(now.0)) y=(fixed(top)) width=(fixed(end - now.0)) height=(fixed(now.1 - top)) {}
            path.curve.free d=(steps(&self.free, &at)) {}
            path.curve.bounded d=(steps(&self.bounded, &at)) {}
            @for (point, no) in &self.efficient {
                @let (x, y) = at(point);
                @if *no { path.forbidden d=(cross(x, y)) {} }
                @else { circle.good cx=(fixed(x)) cy=(fixed(y)) r="3.5" {} }
            }
            @for (letters, point, no) in &self.points {
                @let (x, y) = at(point);
                @if *no { path.forbidden.point d=(cross(x, y)) {} }
                @else { circle.point cx=(fixed(x)) cy=(fixed(y)) r="5" {} }
                text.letter x=(fixed(x + 7.0)) y=(fixed(y - 6.0)) { (letters) }
            }
            polygon.now points=(diamond(now.0, now.1, 6.5)) {}
            @if self.by_scores {
                text.tick x=(fixed(left)) y=(fixed(floor + 15.0)) { (number(low[0])) }
                text.tick.end x=(fixed(end)) y=(fixed(floor + 15.0)) { (number(high[0])) }
                text.tick.end x=(fixed(left - 5.0)) y=(fixed(floor)) { (number(low[1])) }
                text.tick.end x=(fixed(left - 5.0)) y=(fixed(top + 10.0)) { (number(high[1])) }
            }
            text.axis.end x=(fixed(end)) y=(fixed(floor + 34.0)) {
                (shortened(&format!("{x_name}: better →"), (width / FONT * 1.6) as usize))
            }
            text.axis x=(fixed(left)) y=(fixed(top - 10.0)) {
                (shortened(&format!("↑ {y_name}: better"), (width / FONT * 1.6) as usize))
            }
        };
        ((sheet.width, height), drawn)
    }

    /// The figure in words.
    fn told(&self, found: &Settlement) -> String {
        let side = |at: usize| name(found, &found.sides[at].id).to_owned();
        let mut text = format!(
            "{} on the frontier over all agreements, {} over those that no government \
             rejects. {} lies at {:.1} for {} and {:.1} for {}.",
            count(self.free.len() as u64, "point", "points"),
            self.bounded.len(),
            match found.none_in_force {
                true => "The agreement with the first level of every term",
                false => "The agreement in force",
            },
            self.now[0],
            side(0),
            self.now[1],
            side(1)
        );
        for (letters, point, no) in &self.points {
            let no = if *no {
                ", rejected by a government"
            } else {
                ""
            };
            text.push_str(&format!(
                " {letters}: {:.1} and {:.1}{no}.",
                point[0], point[1]
            ));
        }
        text
    }
}

/// The frontier as steps: up to each point's height until the next begins.
fn steps(points: &[[f64; 2]], at: &impl Fn(&[f64; 2]) -> (f64, f64)) -> String {
    let mut path = String::new();
    for (k, point) in points.iter().enumerate() {
        let (x, y) = at(point);
        match k {
            0 => path.push_str(&format!("M{}", pair((x, y)))),
            _ => path.push_str(&format!("V{}H{}", fixed(y), fixed(x))),
        }
    }
    path
}
