//! The exposure of each side along the ladder, drawn, with locks and what was done.

use hikiwake_negotiation::PlanFinding;
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas, fixed, pair};
use crate::{Figure, Key, Names};

/// Room on the left for what the rows are, above, and on the right for marks.
const LEFT: f64 = 48.0;
const TOP: f64 = 12.0;
const RIGHT: f64 = 34.0;
/// Height of the curves, and of a row under them.
const HIGH: f64 = 220.0;
const ROW: f64 = 22.0;
/// Size of a lock.
const LOCK: f64 = 12.0;

pub(super) fn figure(at: usize, plan: &PlanFinding, names: &Names) -> Figure {
    let id = format!("exposed-{at}");
    let title = "Exposure of each side along the ladder";
    let description = described(plan);
    // Two plans on one page need ids of their own.
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = drawing(plan, names, sheet);
        sheet.svg(
            &id,
            size,
            (title, &description),
            &html! { g.exposed { (drawn) } },
        )
    });
    Figure {
        title: title.to_owned(),
        caption: "What each side would have lost if the others had stopped after so many steps, \
                  of what the whole plan is worth to it. Thin: with nothing counted for what it \
                  had shown at home by then. Dotted: what it would lose as one bargain if it went \
                  first and the others then did nothing."
            .into(),
        keys: keys(plan, names),
        wide: wide.into_string(),
        narrow: Some(narrow.into_string()),
        description,
        id,
    }
}

/// The figure as text.
fn described(plan: &PlanFinding) -> String {
    let curve = |side: usize| {
        let shares = plan.best.exposures.iter().map(|shares| whole(shares[side]));
        let shares: Vec<String> = shares.collect();
        format!("{}: {}", plan.sides[side].name, shares.join(", "))
    };
    let curves: Vec<String> = (0..plan.sides.len()).map(curve).collect();
    format!(
        "Per cent before the first step and after each: {}. The table has the steps.",
        curves.join("; ")
    )
}

fn whole(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn keys(plan: &PlanFinding, names: &Names) -> Vec<Key> {
    let line = |colour: &str, class: &str| {
        swatch(28, &html! { g.(colour) { path.(class) d="M1,7H27" {} } })
    };
    let key = |sample: String, text: &str| Key {
        sample,
        text: text.into(),
    };
    let mut keys: Vec<Key> = (plan.sides.iter().enumerate())
        .map(|(at, side)| Key {
            sample: line(&names.colour(&side.id), curve_class(at)),
            text: format!("{}: {}", names.initials(&side.id), side.name).into(),
        })
        .collect();
    let group = "actor-group";
    keys.push(key(
        line(group, "bare"),
        "with nothing counted for what was shown at home",
    ));
    keys.push(key(line(group, "once"), "as one bargain, going first"));
    if plan.rungs.iter().any(|rung| rung.locked > 0.0) {
        let text = "the share of a step that cannot be undone";
        keys.push(key(swatch(14, &lock(0.5, (1.0, 1.0))), text));
    }
    if plan.done.is_some() {
        let mark = html! { circle.done cx="7" cy="7" r="4.5" {} };
        keys.push(key(swatch(14, &mark), "done"));
    }
    keys
}

/// A sample for a key, 14 high.
fn swatch(width: u32, drawn: &Markup) -> String {
    let drawn = html! {
        svg.chart.exposed.swatch width=(width) height="14" viewBox={ "0 0 " (width) " 14" } aria-hidden="true" {
            (drawn)
        }
    };
    drawn.into_string()
}

/// Sides are told apart by the line, too, not by colour alone.
fn curve_class(side: usize) -> &'static str {
    ["first", "second", "other"][side.min(2)]
}

/// The drawing on one sheet, and its size.
fn drawing(plan: &PlanFinding, names: &Names, sheet: Canvas) -> ((f64, f64), Markup) {
    let steps = plan.rungs.len();
    let wide = (sheet.width - LEFT - RIGHT) / steps as f64;
    let once = plan.at_once.iter().filter(|once| once.first.is_some());
    let all = plan.best.bare.iter().flatten().copied();
    let most = all
        .chain(once.map(|once| once.exposure))
        .fold(0.0, f64::max);
    let (top, ticks) = scale(most);
    let x = |after: f64| LEFT + wide * after;
    let y = |share: f64| TOP + HIGH * (1.0 - share / top);
    let floor = TOP + HIGH;
    let [numbers, locks, dones] = [1.0, 2.0, 3.0].map(|row| floor + ROW * row + 1.0);
    let end = x(steps as f64);
    let drawn = html! {
        @for tick in &ticks {
            path.grid d={ "M" (pair((LEFT, y(*tick)))) "H" (fixed(end)) } {}
            text text-anchor="end" x=(fixed(LEFT - 6.0)) y=(fixed(y(*tick) + 4.5)) { (whole(*tick)) "%" }
        }
        text.row text-anchor="end" x=(fixed(LEFT - 6.0)) y=(fixed(numbers)) { "step" }
        text.row text-anchor="end" x=(fixed(LEFT - 6.0)) y=(fixed(locks)) { "lock" }
        @if plan.done.is_some() {
            text.row text-anchor="end" x=(fixed(LEFT - 6.0)) y=(fixed(dones)) { "done" }
        }
        @for (at, rung) in plan.rungs.iter().enumerate() {
            @let middle = x(at as f64 + 0.5);
            path.grid d={ "M" (pair((x(at as f64 + 1.0), floor))) "v5" } {}
            text text-anchor="middle" x=(fixed(middle)) y=(fixed(numbers)) { (at + 1) }
            (lock(rung.locked, (middle - LOCK / 2.0, locks - LOCK + 1.0)))
            @if rung.done.is_some() {
                circle.done cx=(fixed(middle)) cy=(fixed(dones - 4.5)) r="4.5" {}
            }
        }
        @for once in &plan.at_once {
            @if let Some(first) = once.first.as_ref().filter(|_| once.exposure > 0.0) {
                g.(names.colour(first)) {
                    path.once d={ "M" (pair((LEFT, y(once.exposure)))) "H" (fixed(end)) } {}
                    text.mark x=(fixed(end + 4.0)) y=(fixed(y(once.exposure) + 4.5)) { (names.initials(first)) }
                }
            }
        }
        @for side in (0..plan.sides.len()).rev() {
            g.(names.colour(&plan.sides[side].id)) {
                path.bare.(curve_class(side)) d=(curve(&plan.best.bare, side, &x, &y)) {}
                path.(curve_class(side)) d=(curve(&plan.best.exposures, side, &x, &y)) {}
            }
        }
        path.axis d={ "M" (pair((LEFT, TOP))) "V" (fixed(floor)) "H" (fixed(end)) } {}
    };
    let rows = if plan.done.is_some() { 3.0 } else { 2.0 };
    let size = (sheet.width, floor + ROW * rows + 8.0);
    (size, drawn)
}

/// What is exposed after a step stays so until the next one is taken.
fn curve(
    shares: &[Vec<f64>],
    side: usize,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
) -> String {
    let mut path = format!("M{}", pair((x(0.0), y(0.0))));
    for (after, sides) in shares.iter().enumerate().skip(1) {
        // A step is taken in the middle of its column.
        path.push_str(&format!(
            "H{}V{}",
            fixed(x(after as f64 - 0.5)),
            fixed(y(sides[side]))
        ));
    }
    path.push_str(&format!("H{}", fixed(x(shares.len() as f64 - 1.0))));
    path
}

/// The end of the scale and its marks: at most six round ones.
fn scale(most: f64) -> (f64, Vec<f64>) {
    let round = [
        0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0,
    ];
    let most = most.max(0.04);
    let fits = |every: &&f64| most / **every <= 5.0;
    let every = *round.iter().find(fits).unwrap_or(&most);
    let marks = (most / every).ceil().clamp(1.0, 6.0) as u32;
    let ticks = (0..=marks).map(|n| f64::from(n) * every).collect();
    (f64::from(marks) * every, ticks)
}

/// A square, filled from below as far as the step cannot be undone.
fn lock(locked: f64, (left, top): (f64, f64)) -> Markup {
    let high = LOCK * locked.clamp(0.0, 1.0);
    html! {
        rect.open x=(fixed(left)) y=(fixed(top)) width=(fixed(LOCK)) height=(fixed(LOCK)) {}
        @if high > 0.0 {
            rect.locked x=(fixed(left)) y=(fixed(top + LOCK - high)) width=(fixed(LOCK)) height=(fixed(high)) {}
        }
    }
}
