//! The sources' predictions against the record.

use std::collections::HashSet;

use hikiwake_dossier::file::{Forecast, Holds, Outturn, PredictionKind};
use hikiwake_dossier::{Date, Day, Dossier};

use super::prediction::{BrierRange, ForecastTest, JudgedBy};
use super::record::{Base, Record};
use super::truth::Test;
use super::{score, sources};
use crate::{hindsight, likelihood::Likelihood, likelihood::Yardstick};
use hikiwake_finding::words::joined;
use hikiwake_finding::{EventHead, basis};

/// Every forecast of the dossier, tested.
pub(crate) fn tests(dossier: &Dossier, record: &Record, yardstick: Yardstick) -> Vec<ForecastTest> {
    let forecasts = dossier.file.forecasts.iter();
    forecasts
        .filter_map(|(id, forecast)| one(dossier, record, yardstick, id, forecast))
        .collect()
}

fn one(
    dossier: &Dossier,
    record: &Record,
    yardstick: Yardstick,
    id: &str,
    forecast: &Forecast,
) -> Option<ForecastTest> {
    let claim = dossier.file.claims.get(&forecast.claim)?;
    let head = basis::claims(dossier, std::slice::from_ref(&forecast.claim)).pop()?;
    let strength = claim.hedge.as_ref().map(|hedge| hedge.strength);
    let likelihood = sources::likelihood(dossier, forecast, yardstick);
    let judged = judge(dossier, record, forecast);
    let brier = |likelihood: &Likelihood| -> Option<BrierRange> {
        let came = came_true(judged.outturn)?;
        Some(score::brier(likelihood.low, likelihood.high, came))
    };
    let mut events: Vec<EventHead> = (forecast.events.iter().chain(&judged.events))
        .filter_map(|id| record.event(id))
        .collect();
    let mut seen = HashSet::new();
    events.retain(|event| seen.insert(event.id.clone()));
    Some(ForecastTest {
        id: id.to_string(),
        text: forecast.text.clone(),
        claim: head,
        kind: (claim.prediction.as_ref())
            .map_or("", |prediction| kind_name(prediction.kind))
            .to_string(),
        strength: strength.unwrap_or_default().as_written().to_string(),
        from: (forecast.from.clone())
            .unwrap_or_else(|| hindsight::closed_text(dossier, &claim.source)),
        until: (forecast.until.clone())
            .or_else(|| record.last_date())
            .unwrap_or_default(),
        expects: forecast.expects.clone().unwrap_or_default(),
        given: forecast.given.clone().unwrap_or_default(),
        holds: match forecast.holds {
            Holds::AtEnd => "at-end",
            Holds::Throughout => "throughout",
            Holds::Once => "once",
        }
        .to_string(),
        outturn: judged.outturn,
        judged_by: judged.by,
        why: judged.why,
        events,
        contested: judged.contested,
        brier: likelihood.as_ref().and_then(brier),
        likelihood,
        if_nothing_changed: judged.if_nothing_changed,
    })
}

/// 1 or 0, in the words of the score; what came in part, never could or is not
/// known is not scored.
pub(crate) fn came_true(outturn: Outturn) -> Option<bool> {
    match outturn {
        Outturn::True => Some(true),
        Outturn::False => Some(false),
        Outturn::Mixed | Outturn::Void | Outturn::Unknown => None,
    }
}

struct Judged {
    outturn: Outturn,
    by: JudgedBy,
    why: String,
    events: Vec<String>,
    contested: Option<(Outturn, String)>,
    if_nothing_changed: Option<bool>,
}

fn judge(dossier: &Dossier, record: &Record, forecast: &Forecast) -> Judged {
    let person = |outturn, by, why: &str| Judged {
        outturn,
        by,
        why: why.to_string(),
        events: Vec::new(),
        contested: None,
        if_nothing_changed: None,
    };
    let read = |text: &Option<String>| text.as_deref().and_then(|t| record.options.formula(t).ok());
    let Some(expects) = read(&forecast.expects) else {
        return match forecast.verdict {
            Some(verdict) => person(verdict, JudgedBy::Person, &forecast.evidence.note),
            None => person(
                Outturn::Unknown,
                JudgedBy::Nobody,
                "Nobody has judged it yet.",
            ),
        };
    };
    let given = read(&forecast.given);
    let unreached = "The record does not reach the time that it speaks of.";
    let until = match &forecast.until {
        Some(until) => Date::parse(until).map(|until| until.last),
        None => record.end,
    };
    let (Some(from), Some(until)) = (sources::first_day(dossier, forecast), until) else {
        return person(Outturn::Unknown, JudgedBy::Record, unreached);
    };
    let test = Test {
        expects: &expects,
        given: given.as_ref(),
        holds: forecast.holds,
        from,
        until,
    };
    let (outturn, day) = test.outturn(record, Base::Latest);
    let contested = (0..record.snapshots.len().saturating_sub(1)).find_map(|at| {
        let (other, _) = test.outturn(record, Base::From(at));
        let differs = other != outturn && other != Outturn::Unknown;
        differs.then(|| (other, record.snapshots[at].period.to_string()))
    });
    let events = match (day, forecast.holds) {
        (Some(day), Holds::Once | Holds::Throughout) if day > from => record.events_of(day),
        _ => Vec::new(),
    };
    Judged {
        outturn,
        by: JudgedBy::Record,
        why: why(record, &test, outturn, day, &events),
        events,
        contested,
        if_nothing_changed: (record.on(from, Base::Latest)).and_then(|levels| test.at(&levels)),
    }
}

/// The outturn in a sentence.
fn why(
    record: &Record,
    test: &Test,
    outturn: Outturn,
    day: Option<Day>,
    events: &[String],
) -> String {
    let by: Vec<String> = (events.iter())
        .filter_map(|id| record.event(id))
        .map(|event| format!("“{}” ({})", event.label, event.date))
        .collect();
    let since = match (day, by.as_slice()) {
        (Some(day), []) if day == test.from => " from the first day on".to_string(),
        (_, []) => String::new(),
        (_, by) => format!(" with {}", joined(by)),
    };
    match (outturn, test.holds) {
        (Outturn::Unknown, _) => {
            "The record does not reach the time that it speaks of.".to_string()
        }
        (Outturn::Void, Holds::AtEnd) => "Its condition does not hold on the last day.".to_string(),
        (Outturn::Void, _) => "Its condition never held.".to_string(),
        (Outturn::True, Holds::AtEnd) => "It holds on the last day.".to_string(),
        (Outturn::True, Holds::Throughout) => "It held from the first day to the last.".to_string(),
        (Outturn::True, Holds::Once) => format!("It came to hold{since}."),
        (Outturn::False, Holds::AtEnd) => "It does not hold on the last day.".to_string(),
        (Outturn::False, Holds::Throughout) => format!("It did not hold{since}."),
        (Outturn::False, Holds::Once) => "It never held.".to_string(),
        (Outturn::Mixed, _) => String::new(),
    }
}

fn kind_name(kind: PredictionKind) -> &'static str {
    match kind {
        PredictionKind::Forecast => "forecast",
        PredictionKind::Conditional => "conditional",
        PredictionKind::Possibility => "possibility",
        PredictionKind::PresentTrend => "present trend",
        PredictionKind::Announced => "announced",
        PredictionKind::Scenario => "scenario",
        PredictionKind::Verdict => "verdict",
    }
}
