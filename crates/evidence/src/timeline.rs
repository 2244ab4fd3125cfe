//! What happened when, which windows were open, and where the periods stand.

use std::collections::BTreeMap;

use hikiwake_dossier::file::{Event, Sign, Window, WindowEffect};
use hikiwake_dossier::{Dossier, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::basis::{self, ground};
use hikiwake_finding::{ActorHead, Finding, FindingKind, Ground, PeriodHead, words};

/// The times of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timeline {
    /// What there is, and which windows were open at each period.
    pub sentences: Vec<String>,
    /// The periods that have a date, earliest first.
    pub periods: Vec<PeriodHead>,
    /// The windows, by the day on which they open.
    pub windows: Vec<TimeWindow>,
    /// The events of the record, earliest first.
    pub events: Vec<RecordedEvent>,
    /// How many events the sources tell of, by year.
    pub told: Vec<YearCount>,
}

/// A time in which something can be done, or cannot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeWindow {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// First day as written; `None`: open from of old.
    pub opens: Option<String>,
    /// Last day as written; `None`: open-ended.
    pub closes: Option<String>,
    /// `closes` is the latest day.
    pub at_latest: bool,
    /// The day on which it did close, where that became known later.
    pub closed: Option<String>,
    /// What it does to a settlement while it lasts: `helps`, `hinders`, `unclear`.
    pub effect: String,
    /// When it is open and what it does, in a sentence or two.
    pub text: String,
    /// Basis and claims.
    pub ground: Ground,
}

impl TimeWindow {
    /// The window as it was foreseen: without the day on which it did close.
    #[must_use]
    pub fn foreseen(self) -> Self {
        let (opens, closes) = (self.opens.as_deref(), self.closes.as_deref());
        TimeWindow {
            text: span(opens, closes, self.at_latest, None),
            closed: None,
            ..self
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordedEvent {
    /// Id.
    pub id: String,
    /// Date as written.
    pub date: String,
    /// Last day as written, where it lasted.
    pub until: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// What happened.
    pub text: String,
    /// Who took part.
    pub actors: Vec<ActorHead>,
    /// The options that it changed.
    pub changes: Vec<EventChange>,
    /// Names of options that it bears on and leaves where they are.
    pub touches: Vec<String>,
    /// Drivers that it pushed: `energy price: up`.
    pub drivers: Vec<String>,
    /// How well it is known.
    pub quality: String,
    /// Web addresses that tell of it.
    pub links: Vec<String>,
    /// Basis and claims.
    pub ground: Ground,
}

/// An option's new level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventChange {
    /// Name of the option.
    pub option: String,
    /// Its new level.
    pub level: String,
    /// Both in a word, as drawings name them: `+economy`, `−opening`, `zone = partial`.
    pub short: String,
}

/// Events in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct YearCount {
    /// The year.
    pub year: u16,
    /// How many begin in it.
    pub events: usize,
}

/// The timeline of a dossier; `None` where it has neither windows nor events.
pub fn timeline(dossier: &Dossier) -> Option<Finding<Timeline>> {
    let file = &dossier.file;
    let mut told: BTreeMap<u16, usize> = BTreeMap::new();
    let happenings = file.claims.values().filter_map(|c| c.event.as_ref());
    for year in happenings.filter_map(|event| event.date.get(..4)?.parse().ok()) {
        *told.entry(year).or_default() += 1;
    }
    let told: Vec<YearCount> = (told.into_iter())
        .map(|(year, events)| YearCount { year, events })
        .collect();
    if file.windows.is_empty() && file.events.is_empty() && told.is_empty() {
        return None;
    }
    let mut periods: Vec<PeriodHead> = (file.periods.iter())
        .filter(|(_, period)| period.date.is_some())
        .map(|(id, period)| PeriodHead {
            id: id.clone(),
            label: period.label.clone(),
            date: period.date.clone(),
            knowledge: period.knowledge.clone(),
        })
        .collect();
    periods.sort_by_key(|period| period.date.as_deref().map(date::first));
    let mut windows: Vec<TimeWindow> = (file.windows.iter())
        .map(|(id, window)| time_window(dossier, id, window))
        .collect();
    windows.sort_by_key(|window| window.opens.as_deref().map(date::first));
    let mut events: Vec<RecordedEvent> = (file.events.iter())
        .map(|(id, event)| recorded(dossier, id, event))
        .collect();
    events.sort_by_key(|event| (date::first(&event.date), date::last(&event.date)));
    let sentences = sentences(&periods, &windows, &events, &told);
    let timeline = Timeline {
        sentences,
        periods,
        windows,
        events,
        told,
    };
    Some(basis::finding(dossier, FindingKind::Timeline, timeline))
}

/// The actors with these ids.
fn heads(dossier: &Dossier, ids: &[String]) -> Vec<ActorHead> {
    let head = |id: &String| ActorHead {
        id: id.clone(),
        name: basis::actor_name(dossier, id),
    };
    ids.iter().map(head).collect()
}

fn time_window(dossier: &Dossier, id: &str, window: &Window) -> TimeWindow {
    let effect = match window.effect {
        WindowEffect::Helps => "helps",
        WindowEffect::Hinders => "hinders",
        WindowEffect::Unclear => "unclear",
    };
    TimeWindow {
        id: id.to_owned(),
        label: window.label.clone(),
        opens: window.opens.clone(),
        closes: window.closes.clone(),
        at_latest: window.at_latest,
        closed: window.closed.clone(),
        effect: effect.to_owned(),
        text: span(
            window.opens.as_deref(),
            window.closes.as_deref(),
            window.at_latest,
            window.closed.as_deref(),
        ),
        ground: ground(dossier, &window.evidence),
    }
}

/// When a window is open, in words.
fn span(
    opens: Option<&str>,
    closes: Option<&str>,
    at_latest: bool,
    closed: Option<&str>,
) -> String {
    let latest = if at_latest { " at the latest" } else { "" };
    let (opens, closes) = (opens.map(date::worded), closes.map(date::worded));
    let mut text = match (opens, closes) {
        (Some(opens), Some(closes)) => format!("From {opens} to {closes}{latest}."),
        (Some(opens), None) => format!("From {opens}, with no end given."),
        (None, Some(closes)) => format!("Until {closes}{latest}; no beginning is given."),
        (None, None) => "No dates are given.".to_owned(),
    };
    if let Some(closed) = closed {
        text.push_str(&format!(" It did end {}.", date::at(closed)));
    }
    text
}

fn recorded(dossier: &Dossier, id: &str, event: &Event) -> RecordedEvent {
    let option_name = |id: &String| match dossier.file.options.get(id) {
        Some(option) => option.label.clone(),
        None => id.clone(),
    };
    let driver = |(id, sign): (&String, &Sign)| {
        let name = (dossier.file.drivers.get(id)).map_or(id, |driver| &driver.label);
        let way = match sign {
            Sign::Plus => "up",
            Sign::Minus => "down",
            Sign::None => "unmoved",
        };
        format!("{name}: {way}")
    };
    RecordedEvent {
        id: id.to_owned(),
        date: event.date.clone(),
        until: event.until.clone(),
        label: event.label.clone(),
        text: event.text.clone(),
        actors: heads(dossier, &event.actors),
        changes: event.sets.iter().map(|set| change(dossier, set)).collect(),
        touches: event.touches.iter().map(option_name).collect(),
        drivers: event.drivers.iter().map(driver).collect(),
        quality: event.quality.clone(),
        links: event.links.clone(),
        ground: ground(dossier, &event.evidence),
    }
}

/// What `economy` or `opening = no` says.
fn change(dossier: &Dossier, set: &str) -> EventChange {
    let (name, level) = match set.split_once('=') {
        Some((name, level)) => (name.trim(), Some(level.trim())),
        None => (set.trim(), None),
    };
    let id = name.split('.').next().unwrap_or(name);
    let option = dossier.file.options.get(id);
    let levels = option.and_then(|option| option.levels.clone());
    let levels = levels.unwrap_or_else(|| vec!["no".to_owned(), "yes".to_owned()]);
    let level = level.or(levels.last().map(String::as_str)).unwrap_or("yes");
    let short = match levels.as_slice() {
        [lowest, _] if lowest == level => format!("−{name}"),
        [_, _] => format!("+{name}"),
        _ => format!("{name} = {level}"),
    };
    EventChange {
        option: option.map_or_else(|| name.to_owned(), |option| option.label.clone()),
        level: level.to_owned(),
        short,
    }
}

fn sentences(
    periods: &[PeriodHead],
    windows: &[TimeWindow],
    events: &[RecordedEvent],
    told: &[YearCount],
) -> Vec<String> {
    let mut sentences = Vec::new();
    if let [first, .., last] = events {
        let changing = events.iter().filter(|e| !e.changes.is_empty()).count();
        sentences.push(match (events.len(), changing) {
            (1, 0) => format!(
                "The record holds 1 event, of {}; it changed no option.",
                date::worded(&first.date)
            ),
            (1, _) => format!(
                "The record holds 1 event, of {}; it changed an option.",
                date::worded(&first.date)
            ),
            (all, _) => format!(
                "The record holds {} events, from {} to {}; {} changed an option.",
                words::thousands(all as u64),
                date::worded(&first.date),
                date::worded(&last.date),
                words::none_or(changing as u64),
            ),
        });
    }
    if let (Some(first), Some(last)) = (told.first(), told.last()) {
        let all = told.iter().map(|year| year.events as u64).sum();
        let span = if first.year == last.year {
            format!("of {}", first.year)
        } else {
            format!("from {} to {}", first.year, last.year)
        };
        let events = words::no_or_count(all, "event", "events");
        sentences.push(format!("The sources tell of {events} {span}."));
    }
    for period in periods {
        if let Some(date) = period.date.as_deref().filter(|_| !windows.is_empty()) {
            sentences.push(open_at(&period.label, date, windows));
        }
    }
    sentences
}

/// Which windows are open at a date, by what they do.
fn open_at(label: &str, date: &str, windows: &[TimeWindow]) -> String {
    let open = |window: &&TimeWindow| {
        let closes = window.closed.as_ref().or(window.closes.as_ref());
        // A window without any date is open at no date that one could name.
        (window.opens.is_some() || closes.is_some())
            && (window.opens.as_deref()).is_none_or(|opens| date::first(opens) <= date::last(date))
            && closes.is_none_or(|closes| date::last(closes) >= date::first(date))
    };
    let named = |effect: &str| {
        let of = windows.iter().filter(open).filter(|w| w.effect == effect);
        let names: Vec<String> = of.map(|window| format!("“{}”", window.label)).collect();
        words::joined(&names)
    };
    let parts: Vec<String> = [
        ("helps", "helping a settlement"),
        ("hinders", "hindering it"),
        ("unclear", "of unclear effect"),
    ]
    .into_iter()
    .map(|(effect, words)| (words, named(effect)))
    .filter(|(_, names)| !names.is_empty())
    .map(|(words, names)| format!("{words}: {names}"))
    .collect();
    let when = date::worded(date);
    match parts.as_slice() {
        [] => format!("No window is open at “{label}” ({when})."),
        parts => format!("Windows open at “{label}” ({when}), {}.", parts.join("; ")),
    }
}
