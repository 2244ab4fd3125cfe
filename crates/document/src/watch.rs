//! What to watch: signs, what each would mean, whose move it is and until when; and what
//! would show that the finding is wrong.

use hikiwake_conflict::{Watch, WatchedForecast, WatchedMove, WatchedOpening};
use hikiwake_dossier::date;
use hikiwake_evidence::TimeWindow;
use hikiwake_finding::{Finding, ReadingHead, WalkStep};

use crate::number::in_words;
use crate::reasons::ordinal;
use crate::statements::clause;
use crate::{
    Block, Document, Inline, Names, Table, Text, joined, scenarios, sentence, who_does_what,
};

/// Most signs of each kind before what is folded.
const SIGNS: usize = 3;
/// Most predictions that would show it wrong.
const WRONG: usize = 2;
/// Most wishes named for one sign.
const WISHES: usize = 2;

/// What to watch after the date of a model.
pub fn watch(finding: &Finding<Watch>, names: &Names) -> Document {
    let found = &finding.finding;
    let mut document =
        Document::new("What to watch", &finding.dossier.title).answering(answer(found, names));
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    let first = table(found, names, SIGNS, Deals::Told);
    let mut all = table(found, names, usize::MAX, Deals::Told);
    for one in &found.forecasts {
        all.row(of_forecast(one));
    }
    let more = all.rows.len() > first.rows.len();
    if !first.is_empty() {
        document.push(Block::Table(first));
    }
    document
        .blocks
        .extend(wrong_if(found, names).map(Block::paragraph));
    if more {
        document.push(Block::details("Every sign", vec![Block::Table(all)]));
    }
    document
}

/// The sign to look for first.
fn answer(found: &Watch, names: &Names) -> String {
    if !found.has_status_quo {
        return "The dossier does not say what is in place, so no sign can be held against it."
            .to_owned();
    }
    let first = match found.lasts {
        true => found.moves.first().map(|one| &one.step),
        false => found.departures.first(),
    };
    match first {
        Some(step) => sentence::of_clauses(&[
            format!("Watch whether {}", step_of(found, step, names)),
            "that would end what is in place".to_owned(),
        ]),
        None if found.lasts => {
            "No single wish and no other reading would upset what is in place.".to_owned()
        }
        None => "What is in place would not last, whoever moves first.".to_owned(),
    }
}

fn step_of(found: &Watch, step: &WalkStep, names: &Names) -> String {
    who_does_what::step(&found.options, step, names)
}

/// Whether the deal behind an opening is told with it, or stands elsewhere on the page.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Deals {
    Told,
    Elsewhere,
}

/// Sign, meaning, whose move, until when; of each kind at most so many.
pub(crate) fn table(found: &Watch, names: &Names, most: usize, deals: Deals) -> Table {
    let mut table = Table::new(["Sign", "What it would mean", "Until"]);
    for window in found.windows.iter().take(most) {
        table.row(of_window(window, found));
    }
    if !found.lasts {
        for step in found.departures.iter().take(most) {
            let sign = step_of(found, step, names);
            let means = "What is in place ends, as the model expects.";
            table.row([sign.into(), means.into(), Text::new()]);
        }
    }
    for one in found.moves.iter().take(most) {
        table.row(of_move(one, found, names));
    }
    for one in found.openings.iter().take(most) {
        table.row(of_opening(one, found, names, deals));
    }
    table
}

fn of_window(window: &TimeWindow, found: &Watch) -> [Text; 3] {
    let period = found.scenario.period.as_ref();
    let now = period.and_then(|period| period.date.as_deref());
    let opens = window.opens.as_deref();
    let begins = opens.filter(|day| date::first(day) > now.and_then(date::last));
    let means = match (window.effect.as_str(), begins) {
        ("helps", None) => "Until then a settlement is easier.",
        ("hinders", None) => "Until then a settlement is harder.",
        ("helps", Some(_)) => "From then on a settlement is easier.",
        ("hinders", Some(_)) => "From then on a settlement is harder.",
        _ => "Whether it helps or hinders is unclear.",
    };
    let until = match (begins, window.closes.as_deref()) {
        (Some(begins), _) => format!("from {}", date::worded(begins)),
        (None, Some(closes)) => date::worded(closes),
        (None, None) => String::new(),
    };
    [window.label.as_str().into(), means.into(), until.into()]
}

/// A move that would upset what is in place, and what would lie behind it.
fn of_move(one: &WatchedMove, found: &Watch, names: &Names) -> [Text; 3] {
    let sign = step_of(found, &one.step, names);
    let behind = match one.readings.as_slice() {
        [] => {
            let turned = [&one.dropped[..], &one.reversed[..]].concat();
            format!("behind it: a change of {}", wishes(found, &turned, names))
        }
        some => format!("behind it: {}", labels(some)),
    };
    let means = format!("What is in place ends; {behind}.");
    [sign.into(), means.into(), Text::new()]
}

/// What opens a pattern, and how it would come about.
fn of_opening(one: &WatchedOpening, found: &Watch, names: &Names, deals: Deals) -> [Text; 3] {
    let sign = match one.statements.as_slice() {
        [] => labels(&one.readings),
        some => format!("Given up or turned round: {}", wishes(found, some, names)),
    };
    let step = &one.opened.nearest.state.from_status_quo;
    let means = match deals {
        Deals::Elsewhere => format!("“{}” opens.", one.label),
        Deals::Told => format!(
            "“{}” opens: {}.",
            one.label,
            who_does_what::deeds(&found.options, step, names)
        ),
    };
    [sign.into(), means.into(), Text::new()]
}

fn labels(readings: &[ReadingHead]) -> String {
    let labels = readings.iter().map(|one| format!("“{}”", one.label));
    joined(&labels.collect::<Vec<_>>())
}

/// `Japan’s 3rd wish, “Put economic diplomacy first”`, the first of several.
fn wishes(found: &Watch, wishes: &[usize], names: &Names) -> String {
    let mut once = wishes.to_vec();
    once.sort_unstable();
    once.dedup();
    let named = once.iter().take(WISHES).map(|&wish| {
        let wish = &found.statements[wish];
        let (whose, rank) = (names.name(&wish.actor), ordinal(wish.rank));
        format!("{whose}’s {rank} wish, “{}”", clause(wish.said()))
    });
    let mut told: Vec<String> = named.collect();
    if once.len() > WISHES {
        told.push(format!("or {} more", in_words(once.len() - WISHES)));
    }
    told.join("; ")
}

/// What would show that the finding is wrong: what source and model foretell alike, and does
/// not come.
pub(crate) fn wrong_if(found: &Watch, names: &Names) -> Option<Text> {
    if !found.has_status_quo {
        return None;
    }
    if !found.lasts {
        let expected = found.departures.first();
        let expected =
            expected.map(|step| format!(": that {} is expected", step_of(found, step, names)));
        return Some(Text::from(format!(
            "We would be wrong if what is in place lasted{}.",
            expected.unwrap_or_default()
        )));
    }
    let mut text = Text::from(
        "We would be wrong if what is in place ended while everybody wants the same as now",
    );
    let agree = |one: &&WatchedForecast| one.if_nothing_changes == Some(true);
    for (at, one) in found.forecasts.iter().filter(agree).take(WRONG).enumerate() {
        let lead = match at {
            0 => ", or if one of these did not come true: ",
            _ => "; ",
        };
        let (says, until) = (one.text.trim_end_matches('.'), date::worded(&one.until));
        text = text
            .and(format!("{lead}{says} (until {until}) "))
            .and(Inline::Claim((&one.claim).into()));
    }
    Some(text.and("."))
}

/// What a source foretold, and whether the model, where nothing changes, says the same.
fn of_forecast(one: &WatchedForecast) -> [Text; 3] {
    let means = match one.if_nothing_changes {
        Some(true) => "A source foretold it; it comes true if nothing changes.",
        Some(false) => "A source foretold it; it comes true only if something changes.",
        None => "A source foretold it.",
    };
    let sign = Text::from(format!("{} ", one.text)).and(Inline::Claim((&one.claim).into()));
    [sign, means.into(), date::worded(&one.until).into()]
}
