//! Win-sets and the zone of agreement as bars, rule by rule and date by date.

use hikiwake_negotiation::{DomesticRatification, RatifyPeriod};
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas, FONT, LINE, fixed};
use crate::text_width::lines;
use crate::{Figure, Key, count, percent};

const BAR: f64 = 9.0;
const GAP: f64 = 2.0;
/// Room for the shares at the end of the bars.
const SHARES: f64 = 44.0;

pub(super) fn figure(found: &DomesticRatification) -> Figure {
    let title = "What passes on each side, and where the sides overlap";
    let description = described(found);
    let [wide, narrow] =
        CANVASES.map(|sheet| svg(found, sheet, (title, &description)).into_string());
    let sides = found.sides.iter().enumerate();
    let sides = sides.map(|(at, side)| (at.min(1), format!("passes in {}", side.name)));
    let keys = sides.chain([(2, "passes on all sides".to_owned())]);
    Figure {
        id: "overlap".to_owned(),
        title: title.to_owned(),
        description,
        caption:
            "The share of all new agreements that each side lets pass, and that all let pass, \
                  under each rule of ratification and at each date."
                .into(),
        keys: keys
            .map(|(bar, text)| Key {
                sample: swatch(bar).into_string(),
                text: text.into(),
            })
            .collect(),
        wide,
        narrow: Some(narrow),
    }
}

/// The figure as text.
fn described(found: &DomesticRatification) -> String {
    format!(
        "Bars for {} and {}: for each side the share of all new agreements that passes, and the \
         share that passes on all sides. The table has the numbers.",
        count(found.rules.len() as u64, "rule", "rules"),
        count(found.periods.len() as u64, "date", "dates"),
    )
}

fn class(bar: usize, sides: usize) -> &'static str {
    match bar {
        b if b == sides => "both",
        0 => "side0",
        _ => "side1",
    }
}

fn swatch(kind: usize) -> Markup {
    html! {
        svg.chart.swatch width="18" height="10" viewBox="0 0 18 10" aria-hidden="true" {
            rect.(class(kind, 2)) width="18" height="10" {}
        }
    }
}

/// The shares of one date under one rule: each side, then all sides.
fn shares(period: &RatifyPeriod, rule: usize) -> Vec<f64> {
    let rule = &period.rules[rule];
    let counts = rule
        .sides
        .iter()
        .map(|side| side.win_set)
        .chain([rule.zone]);
    let all = period.agreements.max(1) as f64;
    counts.map(|count| count as f64 / all).collect()
}

fn svg(found: &DomesticRatification, sheet: Canvas, told: (&str, &str)) -> Markup {
    let label_room = sheet.width * 0.3;
    let bars = found.sides.len() + 1;
    let (left, width) = (label_room + 8.0, sheet.width - label_room - 8.0 - SHARES);
    let group = (bars as f64 * (BAR + GAP)).max(LINE);
    let mut y = 4.0;
    let mut drawn = Vec::new();
    for (index, rule) in found.rules.iter().enumerate() {
        for line in lines(&rule.label, sheet.width, FONT, 2) {
            drawn.push(html! {
                text.rule x="0" y=(fixed(y + 12.0)) { (line) }
            });
            y += LINE;
        }
        y += 2.0;
        for period in &found.periods {
            let label = short(period);
            let lines = lines(&label, label_room, FONT, 2);
            let height = group.max(LINE * lines.len() as f64);
            for (at, line) in lines.iter().enumerate() {
                let top = y + (height - LINE * lines.len() as f64) / 2.0;
                drawn.push(html! {
                    text x="0" y=(fixed(top + 12.0 + LINE * at as f64)) { (line) }
                });
            }
            let top = y + (height - group) / 2.0;
            for (bar, share) in shares(period, index).into_iter().enumerate() {
                let at = top + bar as f64 * (BAR + GAP);
                drawn.push(html! {
                    rect.track x=(fixed(left)) y=(fixed(at)) width=(fixed(width)) height=(fixed(BAR)) {}
                    rect.(class(bar, found.sides.len())) x=(fixed(left)) y=(fixed(at))
                        width=(fixed(width * share)) height=(fixed(BAR)) {}
                    text.share x=(fixed(left + width + 4.0)) y=(fixed(at + BAR - 0.5)) { (percent(share)) }
                });
            }
            y += height + 7.0;
        }
        y += 7.0;
    }
    let drawn = html! { @for part in &drawn { (part) } };
    sheet.svg("overlap", (sheet.width, y), told, &drawn)
}

/// The date, or the label where none is given.
pub(super) fn short(period: &RatifyPeriod) -> String {
    match &period.scenario.period {
        Some(head) => head.date.clone().unwrap_or_else(|| head.label.clone()),
        None => "All".to_owned(),
    }
}
