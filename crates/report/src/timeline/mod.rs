//! When: the events of the record, the windows and the periods, drawn and as
//! tables.

mod axis;
mod bars;
mod calendar;
mod density;
mod draw;

use hikiwake_evidence::{RecordedEvent, Timeline};
use maud::{Markup, html};

use crate::canvas::{CANVASES, diamond};
use crate::evidence;
use crate::links::linked;
use crate::words;

pub(crate) fn part(timeline: &Timeline) -> Markup {
    html! {
        h3 #timeline { "When" }
        @for sentence in &timeline.sentences { p { (sentence) } }
        (figure(timeline))
        (windows(timeline))
        (told(timeline))
        (events(timeline))
    }
}

fn figure(timeline: &Timeline) -> Markup {
    let title = "Timeline: events, windows and periods";
    let desc = format!(
        "{}, {} and {}, time running downwards. The lists after the figure say the same in words.",
        words::count(timeline.events.len() as u64, "event", "events"),
        words::count(timeline.windows.len() as u64, "window", "windows"),
        words::count(timeline.periods.len() as u64, "period", "periods"),
    );
    let drawn = CANVASES.map(|sheet| draw::svg(timeline, sheet, (title, &desc)));
    html! {
        @if drawn.iter().any(Option::is_some) {
            figure.setting aria-labelledby="timeline-h" {
                (legend(timeline))
                @for (svg, _) in drawn.iter().flatten() { (svg) }
                figcaption #timeline-h {
                    "Time runs downwards. A month takes as much room as its events need, so lengths do not \
                     compare. "
                    @for (sheet, (_, left_out)) in CANVASES.iter().zip(drawn.iter().flatten()) {
                        span.(sheet.class) {
                            @if left_out.events > 0 {
                                (words::count(left_out.events as u64, "further event is", "further events are"))
                                " in the table only. "
                            }
                            @if left_out.windows > 0 {
                                (words::count(left_out.windows as u64, "further window is", "further windows are"))
                                " in the list only. "
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the marks mean, for those that occur.
fn legend(timeline: &Timeline) -> Markup {
    let changes = timeline.events.iter().any(|e| !e.changes.is_empty());
    let plain = timeline.events.iter().any(|e| e.changes.is_empty());
    let mark = |shape: Markup| {
        html! { svg.chart.timeline.swatch width="18" height="16" viewBox="0 0 18 16" aria-hidden="true" { (shape) } }
    };
    html! {
        ul.legend aria-label="Key to the timeline" {
            @if plain { li { (mark(html! { circle.event cx="9" cy="8" r="3.5" {} })) " event" } }
            @if changes {
                li { (mark(html! { polygon.change points=(diamond(9.0, 8.0, 6.5)) {} })) " event that changed an option" }
            }
            @if !timeline.periods.is_empty() {
                li { (mark(html! { rect.period x="4" y="5.5" width="10" height="5" {} })) " a period of this report" }
            }
            @if timeline.windows.iter().any(|w| w.closed.is_some()) {
                li { (mark(html! { path.closed d="M4,8h10" {} })) " the day on which a window did close" }
            }
            @if timeline.windows.iter().any(|w| w.closes.is_none() || w.opens.is_none()) {
                li { (mark(html! { g.window.helps { polygon points="3,3 15,3 9,13" {} } })) " no end (or beginning) given" }
            }
        }
    }
}

/// The windows, which are the bars' key and their text alternative.
fn windows(timeline: &Timeline) -> Markup {
    html! {
        @if !timeline.windows.is_empty() {
            h4 { "Windows" }
            ul.windows {
                @for (at, window) in timeline.windows.iter().enumerate() {
                    li {
                        (bars::sample(&window.effect, &bars::letter(at), &format!("window-{at}")))
                        div {
                            p {
                                strong { (window.label) } ". " (window.text) " "
                                @match bars::class(&window.effect) {
                                    "helps" => "It helps a settlement while it lasts.",
                                    "hinders" => "It hinders a settlement while it lasts.",
                                    _ => "Nobody can tell whether it helps or hinders.",
                                }
                                " " (evidence::ground_badges(&window.ground))
                            }
                            @if !window.ground.note.is_empty() { p.small { (window.ground.note) } }
                            (evidence::claims(&window.ground.claims))
                        }
                    }
                }
            }
        }
    }
}

fn told(timeline: &Timeline) -> Markup {
    let all: usize = timeline.told.iter().map(|year| year.events).sum();
    let most = timeline.told.iter().max_by_key(|year| year.events);
    let title = "Events that the sources tell of, by year";
    let desc = most.map_or(String::new(), |most| {
        format!(
            "{}, most of them ({}) in {}. The list after the figure has the numbers.",
            words::count(all as u64, "event", "events"),
            most.events,
            most.year
        )
    });
    html! {
        @if !timeline.told.is_empty() {
            h4 { "What the sources tell of, by year" }
            @let drawn = CANVASES.map(|sheet| density::svg(&timeline.told, sheet, (title, &desc)));
            @if drawn.iter().any(Option::is_some) {
                figure.setting { @for svg in drawn.iter().flatten() { (svg) } }
            }
            details {
                summary { "The same as a list" }
                p.small {
                    @for (at, year) in timeline.told.iter().enumerate() {
                        @if at > 0 { ", " }
                        (year.year) ": " (year.events)
                    }
                    "."
                }
            }
        }
    }
}

/// The text alternative: every event with what it changed and where it stands.
fn events(timeline: &Timeline) -> Markup {
    html! {
        @if !timeline.events.is_empty() {
            details {
                summary { "The events as a table (" (timeline.events.len()) ")" }
                table.stack.record {
                    caption { "Events of the record, earliest first" }
                    thead {
                        tr { @for heading in ["When", "What", "What it changed", "Sources"] { th scope="col" { (heading) } } }
                    }
                    tbody { @for event in &timeline.events { (row(event)) } }
                }
            }
        }
    }
}

fn row(event: &RecordedEvent) -> Markup {
    let actors: Vec<&str> = event
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    html! {
        tr {
            th scope="row" data-label="When" {
                (event.date) @if let Some(until) = &event.until { " to " (until) }
            }
            td data-label="What" {
                p { strong { (event.label) } }
                @if !event.text.is_empty() && event.text != event.label { p { (event.text) } }
                @if !actors.is_empty() { p.small { "Took part: " (actors.join(", ")) "." } }
            }
            td data-label="What it changed" {
                @for change in &event.changes {
                    p { (change.option) ": " strong { (change.level) } " (" (change.short) ")" }
                }
                @if !event.touches.is_empty() { p.small { "Bears on: " (event.touches.join("; ")) "." } }
                @if !event.drivers.is_empty() { p.small { "Pushes: " (event.drivers.join("; ")) "." } }
            }
            td data-label="Sources" {
                @if !event.quality.is_empty() { p.small { "Known as: " (event.quality) } }
                p { (evidence::ground_badges(&event.ground)) }
                @if !event.ground.note.is_empty() { p.small { (event.ground.note) } }
                @for link in &event.links { p.small { (linked(link)) } }
                @if !event.ground.claims.is_empty() { (evidence::cited(&event.ground.claims)) }
            }
        }
    }
}
