//! The timeline as SVG: time runs downwards, so that it reads well on a narrow
//! page, too.

use hikiwake_dossier::date::span_in_year;
use hikiwake_evidence::{RecordedEvent, Timeline};
use maud::{Markup, html};

use super::axis::Axis;
use super::bars::{self, Bars};
use super::calendar;
use crate::canvas::{Canvas, FONT, LINE, diamond, fixed, pair};
use crate::text_width;

/// Events that a figure shows, so that it stays on one page; the table has them all.
const MOST: usize = 36;
/// Lines of a label.
const LINES: usize = 3;
/// Room above the axis, between labels, and beside the years.
const TOP: f64 = 14.0;
const GAP: f64 = 3.0;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Event,
    Change,
    Period,
    Closed,
}

/// A label at its moment.
struct Entry {
    at: f64,
    until: Option<f64>,
    date: String,
    text: String,
    change: Option<String>,
    mark: Mark,
}

/// What was left out of a figure.
pub(super) struct LeftOut {
    pub events: usize,
    pub windows: usize,
}

/// The figure on a sheet; nothing where it has no dates to show.
pub(super) fn svg(
    timeline: &Timeline,
    sheet: Canvas,
    told: (&str, &str),
) -> Option<(Markup, LeftOut)> {
    let (entries, left_out) = entries(timeline);
    let marked: Vec<f64> = timeline.windows.iter().flat_map(bars::moments).collect();
    if entries.is_empty() && marked.is_empty() {
        return None;
    }
    // The room for labels depends on the bars, and the bars' on the labels: a first
    // axis tells how many columns the bars take.
    let years = year_room(timeline);
    let rough: Vec<(f64, f64)> = entries.iter().map(|entry| (entry.at, LINE)).collect();
    let rough = Axis::new(TOP, &rough, &marked);
    let room = Bars::new(years, sheet, &timeline.windows, &rough, TOP).room();
    let line = years + room + 9.0;
    let left = line + if sheet.class == "wide" { 34.0 } else { 22.0 };
    let labels: Vec<Label> = (entries.iter())
        .map(|entry| Label::new(entry, sheet.width - left))
        .collect();
    let sizes: Vec<(f64, f64)> = (entries.iter().zip(&labels))
        .map(|(entry, label)| (entry.at, label.height()))
        .collect();
    let axis = Axis::new(TOP, &sizes, &marked);
    let tops = axis.tops(&sizes, LINE / 2.0);
    let bars = Bars::new(years, sheet, &timeline.windows, &axis, TOP);
    let height = axis.bottom() + TOP;
    let hatch = sheet.id("timeline-hatch");
    let drawn = html! {
        (bars::hatching(&hatch))
        @for (at, band) in axis.bands.iter().enumerate() {
            @if at % 2 == 1 {
                rect.band x="0" y=(fixed(band.y.0)) width=(sheet.width) height=(fixed(band.y.1 - band.y.0)) {}
            }
            text.year.folded[band.folded()] x="2" y=(fixed(band.y.0 + 17.0)) { (band.name()) }
        }
        @for entry in entries.iter().filter(|entry| entry.mark == Mark::Period) {
            path.period d={ "M" (pair((years - 4.0, axis.y(entry.at)))) "H" (fixed(line)) } {}
        }
        (bars.draw(&hatch))
        path.axis d={ "M" (pair((line, TOP))) "V" (fixed(axis.bottom())) } {}
        @for ((entry, label), top) in entries.iter().zip(&labels).zip(&tops) {
            (mark(entry, &axis, (line, left), *top))
            (label.draw(entry, left, *top))
        }
    };
    let left_out = LeftOut {
        events: left_out,
        windows: bars.left_out,
    };
    Some((
        sheet.svg("timeline", (sheet.width, height), told, &drawn),
        left_out,
    ))
}

/// Everything with a label, by time, and how many events are left out: those that
/// change an option stay, then the earliest.
fn entries(timeline: &Timeline) -> (Vec<Entry>, usize) {
    let dated: Vec<(f64, &RecordedEvent)> = (timeline.events.iter())
        .filter_map(|event| Some((calendar::begin(&event.date)?, event)))
        .collect();
    let changing = dated.iter().filter(|(_, event)| !event.changes.is_empty());
    let mut others = MOST.saturating_sub(changing.count());
    let mut entries: Vec<Entry> = Vec::new();
    for (at, event) in &dated {
        if event.changes.is_empty() {
            if others == 0 {
                continue;
            }
            others -= 1;
        }
        let changes: Vec<&str> = event.changes.iter().map(|c| c.short.as_str()).collect();
        entries.push(Entry {
            at: *at,
            until: event.until.as_deref().and_then(calendar::end),
            date: span_in_year(&event.date, event.until.as_deref()),
            text: event.label.clone(),
            change: (!changes.is_empty()).then(|| changes.join(", ")),
            mark: if changes.is_empty() {
                Mark::Event
            } else {
                Mark::Change
            },
        });
    }
    let left_out = dated.len() - entries.len();
    // A period says its date itself, on the whole.
    let periods = timeline.periods.iter().filter_map(|period| {
        let text = format!("Period: {}", period.label);
        Some((period.date.as_deref()?, String::new(), text, Mark::Period))
    });
    let closings = (timeline.windows.iter().enumerate()).filter_map(|(index, window)| {
        let text = format!("{} closes: {}", bars::letter(index), window.label);
        let date = window.closed.as_deref()?;
        Some((date, span_in_year(date, None), text, Mark::Closed))
    });
    let others = periods
        .chain(closings)
        .filter_map(|(moment, date, text, mark)| {
            Some(Entry {
                at: calendar::begin(moment)?,
                until: None,
                date,
                text,
                change: None,
                mark,
            })
        });
    entries.extend(others);
    entries.sort_by(|a, b| a.at.total_cmp(&b.at));
    (entries, left_out)
}

/// Room for the names of years: a folded stretch has the longest.
fn year_room(timeline: &Timeline) -> f64 {
    let dates = timeline.events.iter().map(|event| event.date.as_str());
    let periods = timeline.periods.iter().filter_map(|p| p.date.as_deref());
    let windows = timeline.windows.iter().flat_map(|window| {
        [&window.opens, &window.closes, &window.closed]
            .into_iter()
            .filter_map(|date| date.as_deref())
    });
    let mut years: Vec<i32> = (dates.chain(periods).chain(windows))
        .filter_map(|date| calendar::begin(date).map(|moment| moment as i32))
        .collect();
    years.sort_unstable();
    let folded = years.windows(2).any(|pair| pair[1] - pair[0] > 3);
    if folded { 74.0 } else { 42.0 }
}

struct Label {
    lines: Vec<String>,
    change: Vec<String>,
}

impl Label {
    fn new(entry: &Entry, room: f64) -> Label {
        let text = format!("{} {}", entry.date, entry.text);
        // Strong letters take more room, and a period has no other place for its name.
        let strong = room / 1.1;
        let (text_room, most) = match entry.mark {
            Mark::Period => (strong, LINES + 2),
            _ => (room, LINES),
        };
        let change = entry.change.as_deref().unwrap_or_default();
        let change = if change.is_empty() {
            String::new()
        } else {
            format!("Changes: {change}")
        };
        Label {
            lines: text_width::lines(&text, text_room, FONT, most),
            change: text_width::lines(&change, strong, FONT, 2),
        }
    }

    fn height(&self) -> f64 {
        (self.lines.len() + self.change.len()) as f64 * LINE + GAP
    }

    fn draw(&self, entry: &Entry, x: f64, top: f64) -> Markup {
        let y = |line: usize| fixed(top + 12.5 + LINE * line as f64);
        html! {
            g.entry.period[entry.mark == Mark::Period].closing[entry.mark == Mark::Closed] {
                @for (at, line) in self.lines.iter().enumerate() {
                    text x=(fixed(x)) y=(y(at)) {
                        @match line.strip_prefix(entry.date.as_str()) {
                            Some(rest) if at == 0 && !entry.date.is_empty() => { tspan.date { (entry.date) } (rest) }
                            _ => { (line) }
                        }
                    }
                }
                @for (at, line) in self.change.iter().enumerate() {
                    text.change x=(fixed(x)) y=(y(self.lines.len() + at)) { (line) }
                }
            }
        }
    }
}

/// The mark on the axis, and the line from it to the label.
fn mark(entry: &Entry, axis: &Axis, (line, left): (f64, f64), top: f64) -> Markup {
    let y = axis.y(entry.at);
    let to = top + LINE / 2.0;
    html! {
        @if let Some(until) = entry.until {
            @let length = axis.y(until) - y;
            @if length > 1.0 { path.lasting d={ "M" (pair((line, y))) "v" (fixed(length)) } {} }
        }
        path.leader d={ "M" (pair((line, y))) "L" (pair((left - 8.0, to))) "H" (fixed(left - 3.0)) } {}
        @match entry.mark {
            Mark::Event => circle.event cx=(fixed(line)) cy=(fixed(y)) r="3.5" {},
            Mark::Change => polygon.change points=(diamond(line, y, 6.5)) {},
            Mark::Period => rect.period x=(fixed(line - 5.0)) y=(fixed(y - 2.5)) width="10" height="5" {},
            Mark::Closed => path.closed d={ "M" (pair((line - 5.0, y))) "h10" } {},
        }
    }
}
