//! When: the events of the record, the windows and the periods, drawn and as tables.

mod axis;
mod bars;
mod calendar;
mod density;
mod draw;

use hikiwake_dossier::date;
use hikiwake_evidence::{RecordedEvent, TimeWindow, Timeline, YearCount};
use hikiwake_finding::Finding;
use maud::{Markup, html};

use crate::canvas::{CANVASES, diamond};
use crate::method::linked;
use crate::{Block, Document, Figure, Inline, Key, Table, Text, count, evidence, joined, sentence};

/// What happened when.
pub fn timeline(finding: &Finding<Timeline>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("When", &finding.dossier.title);
    document.blocks.extend(figure(found).map(Block::Figure));
    if !found.windows.is_empty() {
        let windows = found.windows.iter().enumerate();
        let grounds = Block::list(windows.map(|(at, one)| window(at, one)));
        document.push(Block::details("What each window rests on", vec![grounds]));
    }
    document.push(Block::details(
        "The record in figures, and the windows at each date",
        vec![Block::list(&found.sentences)],
    ));
    if !found.told.is_empty() {
        let years = found.told.iter();
        let years: Vec<String> = years
            .map(|told| format!("{}: {}", told.year, told.events))
            .collect();
        let list = Block::paragraph(format!("{}.", years.join(", ")));
        let figure = told(&found.told).map(Block::Figure);
        document.push(Block::details(
            "What the sources tell of, by year",
            figure.into_iter().chain([list]).collect(),
        ));
    }
    if !found.events.is_empty() {
        let summary = format!("The events as a table ({})", found.events.len());
        document.push(Block::details(summary, vec![Block::Table(events(found))]));
    }
    let dated = |window: &&TimeWindow| window.opens.is_some() || window.closes.is_some();
    let windows = found.windows.iter().enumerate();
    let windows = windows.filter(|(_, one)| dated(one));
    let windows: Vec<Text> = windows.map(|(at, one)| in_brief(at, one)).collect();
    if !windows.is_empty() {
        document.push(Block::list(windows));
    }
    document
}

fn figure(timeline: &Timeline) -> Option<Figure> {
    let title = "Timeline: events, windows and periods";
    let description = format!(
        "{}, {} and {}, time running downwards. The lists after the figure say the same in words.",
        count(timeline.events.len() as u64, "event", "events"),
        count(timeline.windows.len() as u64, "window", "windows"),
        count(timeline.periods.len() as u64, "period", "periods"),
    );
    let [wide, narrow] = CANVASES.map(|sheet| draw::svg(timeline, sheet, (title, &description)));
    let ((wide, on_wide), (narrow, on_narrow)) = wide.zip(narrow)?;
    let mut caption = "Time runs downwards. A month takes as much room as its events need, so \
                       lengths do not compare."
        .to_owned();
    let [on_wide, on_narrow] = [on_wide, on_narrow].map(|left_out| not_drawn(&left_out));
    caption.push_str(&on_wide);
    if on_narrow != on_wide && !on_narrow.is_empty() {
        caption.push_str(&format!(" On a narrow screen:{on_narrow}"));
    }
    Some(Figure {
        id: "timeline".to_owned(),
        title: title.to_owned(),
        description,
        caption: caption.into(),
        keys: keys(timeline),
        wide: wide.into_string(),
        narrow: Some(narrow.into_string()),
    })
}

/// What a figure leaves out, in sentences that begin with a blank.
fn not_drawn(left_out: &draw::LeftOut) -> String {
    let mut told = String::new();
    if left_out.events > 0 {
        let events = count(
            left_out.events as u64,
            "further event is",
            "further events are",
        );
        told.push_str(&format!(" {events} in the table only."));
    }
    if left_out.windows > 0 {
        let windows = count(
            left_out.windows as u64,
            "further window is",
            "further windows are",
        );
        told.push_str(&format!(" {windows} in the list only."));
    }
    told
}

/// What the marks mean, for those that occur, and which window each bar is.
fn keys(timeline: &Timeline) -> Vec<Key> {
    let (events, windows) = (&timeline.events, &timeline.windows);
    let marks: [(bool, &str, Markup); 5] = [
        (
            events.iter().any(|event| event.changes.is_empty()),
            "event",
            html! { circle.event cx="9" cy="8" r="3.5" {} },
        ),
        (
            events.iter().any(|event| !event.changes.is_empty()),
            "event that changed an option",
            html! { polygon.change points=(diamond(9.0, 8.0, 6.5)) {} },
        ),
        (
            !timeline.periods.is_empty(),
            "a date for which there is a model",
            html! { rect.period x="4" y="5.5" width="10" height="5" {} },
        ),
        (
            windows.iter().any(|window| window.closed.is_some()),
            "the day on which a window did close",
            html! { path.closed d="M4,8h10" {} },
        ),
        (
            windows
                .iter()
                .any(|window| window.closes.is_none() || window.opens.is_none()),
            "no end (or beginning) given",
            html! { g.window.helps { polygon points="3,3 15,3 9,13" {} } },
        ),
    ];
    let marks = marks.into_iter().filter(|(occurs, ..)| *occurs);
    let marks = marks.map(|(_, text, mark)| {
        let sample = html! {
            svg.chart.timeline.swatch width="18" height="16" viewBox="0 0 18 16" aria-hidden="true" { (mark) }
        };
        Key { sample: sample.into_string(), text: text.into() }
    });
    let windows = windows.iter().enumerate().map(|(at, window)| {
        let sample = bars::sample(&window.effect, &bars::letter(at), &format!("window-{at}"));
        Key {
            sample: sample.into_string(),
            text: window.label.as_str().into(),
        }
    });
    marks.chain(windows).collect()
}

/// `A: Abe in office, until 2021 at the latest; helps.`
fn in_brief(at: usize, window: &TimeWindow) -> Text {
    let effect = match bars::class(&window.effect) {
        "helps" => "helps",
        "hinders" => "hinders",
        _ => "unclear",
    };
    let opens = window.opens.as_deref().map(date::worded);
    let closes = window.closes.as_deref().map(date::worded);
    let latest = if window.at_latest {
        " at the latest"
    } else {
        ""
    };
    let span = match (opens, closes) {
        (Some(opens), Some(closes)) => format!("from {opens} to {closes}{latest}"),
        (Some(opens), None) => format!("from {opens}"),
        (None, Some(closes)) => format!("until {closes}{latest}"),
        (None, None) => "at no date".to_owned(),
    };
    Text::from(format!("{}: ", bars::letter(at)))
        .and(Inline::Strong(window.label.clone()))
        .and(format!(", {span}; {effect}."))
}

/// Which windows on a settlement close when, in one sentence.
pub(crate) fn closing(timeline: &Timeline) -> Option<String> {
    let dated = timeline.windows.iter();
    let dated: Vec<&TimeWindow> = dated.filter(|window| window.closes.is_some()).collect();
    let clauses = dated.iter().map(|window| {
        let closes = window.closes.as_deref().unwrap_or_default();
        let latest = if window.at_latest {
            " at the latest"
        } else {
            ""
        };
        format!("“{}” ends {}{latest}", window.label, date::at(closes))
    });
    let clauses: Vec<String> = clauses.collect();
    (!clauses.is_empty()).then(|| sentence::of_clauses(&clauses))
}

fn window(at: usize, window: &TimeWindow) -> Text {
    let effect = match bars::class(&window.effect) {
        "helps" => "It helps a settlement while it lasts.",
        "hinders" => "It hinders a settlement while it lasts.",
        _ => "Nobody can tell whether it helps or hinders.",
    };
    Text::from(format!("{}: ", bars::letter(at)))
        .and(Inline::Strong(window.label.clone()))
        .and(format!(". {} {effect} ", window.text))
        .then(evidence::ground(&window.ground))
}

fn told(told: &[YearCount]) -> Option<Figure> {
    let all: usize = told.iter().map(|year| year.events).sum();
    let most = told.iter().max_by_key(|year| year.events)?;
    let title = "Events that the sources tell of, by year";
    let description = format!(
        "{}, most of them ({}) in {}. The list after the figure has the numbers.",
        count(all as u64, "event", "events"),
        most.events,
        most.year
    );
    let [wide, narrow] = CANVASES.map(|sheet| density::svg(told, sheet, (title, &description)));
    Some(Figure {
        id: "told".to_owned(),
        title: title.to_owned(),
        description,
        caption: Text::new(),
        keys: Vec::new(),
        wide: wide?.into_string(),
        narrow: narrow.map(Markup::into_string),
    })
}

/// Every event with what it changed and what it rests on.
fn events(timeline: &Timeline) -> Table {
    let heads = ["When", "What", "What it changed", "Sources"];
    let mut table = Table::new(heads).caption("The events of the record, earliest first.");
    for event in &timeline.events {
        let when = match &event.until {
            Some(until) => format!("{} to {until}", event.date),
            None => event.date.clone(),
        };
        let cells = [what(event), changed(event), known(event)];
        let cells =
            cells.map(|lines| Text::lines(lines.into_iter().filter(|line| !line.is_empty())));
        table.row([Text::from(when)].into_iter().chain(cells));
    }
    table
}

fn what(event: &RecordedEvent) -> Vec<Text> {
    let actors: Vec<&str> = event
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    let more = match event.text == event.label {
        true => "",
        false => &event.text,
    };
    vec![
        Inline::Strong(event.label.clone()).into(),
        more.into(),
        named("Took part", &joined(&actors)),
    ]
}

fn changed(event: &RecordedEvent) -> Vec<Text> {
    let changes = event.changes.iter().map(|change| {
        Text::from(format!("{}: ", change.option))
            .and(Inline::Strong(change.level.clone()))
            .and(format!(" ({})", change.short))
    });
    let others = [
        named("Bears on", &event.touches.join("; ")),
        named("Pushes", &event.drivers.join("; ")),
    ];
    changes.chain(others).collect()
}

fn known(event: &RecordedEvent) -> Vec<Text> {
    let known = [
        named("Known as", &event.quality),
        evidence::ground(&event.ground),
    ];
    let links = event.links.iter().map(|link| linked(link));
    known.into_iter().chain(links).collect()
}

/// `Took part: Japan and Russia.`; nothing where there is nothing to name.
fn named(what: &str, names: &str) -> Text {
    match names.is_empty() {
        true => Text::new(),
        false => format!("{what}: {names}.").into(),
    }
}
