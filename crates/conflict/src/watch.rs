//! What to watch after the date of a model: what ends or begins, what was foretold, who could
//! upset what is in place and how, and what would open a pattern.

use hikiwake_dossier::{Dossier, date};
use hikiwake_evidence::{ForecastTest, TimeWindow, timeline};
use hikiwake_finding::{
    ActorHead, ClaimHead, Finding, FindingKind, OptionHead, ReadingHead, ScenarioHead,
    StatementHead, WalkStep, basis,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{OpenedPattern, Sensitivity, Turn};

/// The finding of `watch`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Watch {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// All wishes, by actor and rank.
    pub statements: Vec<StatementHead>,
    /// Whether the dossier says what is in place.
    pub has_status_quo: bool,
    /// Whether nobody would leave it (SEQ), as the case is read.
    pub lasts: bool,
    /// Where it does not last: how each who would leave it would do so.
    pub departures: Vec<WalkStep>,
    /// The windows that close, or open, after the date of the model, the earliest first;
    /// when one did close, and became known later, is left out.
    pub windows: Vec<TimeWindow>,
    /// The sources' predictions that were under way at that date, the earliest end first;
    /// what became of them is left out.
    pub forecasts: Vec<WatchedForecast>,
    /// Where it lasts: the moves that would upset it, and what would bring each about;
    /// those to which another reading leads before the others.
    pub moves: Vec<WatchedMove>,
    /// What would open a pattern to which no interest leads as the case is read.
    pub openings: Vec<WatchedOpening>,
}

/// A prediction that was under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedForecast {
    /// Its id.
    pub id: String,
    /// What is foretold.
    pub text: String,
    /// The claim that foretells it.
    pub claim: ClaimHead,
    /// Its last day, as written.
    pub until: String,
    /// Whether it comes true if nothing changes; `None` where no formula says so.
    pub if_nothing_changes: Option<bool>,
}

/// A move that would upset what is in place, first of all moves under some reading, or with
/// some wish dropped or turned round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedMove {
    /// The move.
    pub step: WalkStep,
    /// The readings under which it would be made, those written with hindsight left out.
    pub readings: Vec<ReadingHead>,
    /// Wishes (indices into `statements`) with one of which dropped it would be made.
    pub dropped: Vec<usize>,
    /// The same, turned round.
    pub reversed: Vec<usize>,
}

/// A way into a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedOpening {
    /// Name of the pattern.
    pub label: String,
    /// The pattern, and the nearest state by which it is opened.
    pub opened: OpenedPattern,
    /// The readings that open it, those written with hindsight left out.
    pub readings: Vec<ReadingHead>,
    /// Wishes (indices into `statements`) each of which opens it if dropped or turned round.
    pub statements: Vec<usize>,
}

/// What to watch, by what the answer hangs on and what was foretold.
pub fn watch(dossier: &Dossier, hangs: &Sensitivity, forecasts: &[ForecastTest]) -> Finding<Watch> {
    let period = hangs.scenario.period.as_ref();
    let date = period.and_then(|period| period.date.as_deref());
    let watch = Watch {
        scenario: hangs.scenario.clone(),
        actors: hangs.actors.clone(),
        options: hangs.options.clone(),
        statements: hangs.statements.clone(),
        has_status_quo: hangs.today.is_some(),
        lasts: hangs.lasts,
        departures: hangs.departures.clone(),
        windows: date.map_or(Vec::new(), |date| windows(dossier, date)),
        forecasts: date.map_or(Vec::new(), |date| under_way(forecasts, date)),
        moves: moves(hangs),
        openings: openings(hangs),
    };
    basis::finding(dossier, FindingKind::Watch, watch)
}

/// The windows of which a day after the date is known.
fn windows(dossier: &Dossier, now: &str) -> Vec<TimeWindow> {
    let known = timeline(dossier).map_or(Vec::new(), |found| found.finding.windows);
    let now = date::last(now);
    let next = |window: &TimeWindow| {
        let days = [&window.opens, &window.closes].map(|day| day.as_deref().and_then(date::first));
        days.into_iter()
            .flatten()
            .filter(|day| Some(*day) > now)
            .min()
    };
    let mut coming: Vec<TimeWindow> = known
        .into_iter()
        .filter(|window| next(window).is_some())
        .map(TimeWindow::foreseen)
        .collect();
    coming.sort_by_key(next);
    coming
}

fn under_way(forecasts: &[ForecastTest], now: &str) -> Vec<WatchedForecast> {
    let mut open: Vec<&ForecastTest> = (forecasts.iter())
        .filter(|one| date::first(&one.from) <= date::last(now))
        .filter(|one| date::first(&one.until) > date::last(now))
        .collect();
    open.sort_by_key(|one| date::first(&one.until));
    open.into_iter()
        .map(|one| WatchedForecast {
            id: one.id.clone(),
            text: one.text.clone(),
            claim: one.claim.clone(),
            until: one.until.clone(),
            if_nothing_changes: one.if_nothing_changed,
        })
        .collect()
}

/// The first moves that upset what is in place, each once.
fn moves(hangs: &Sensitivity) -> Vec<WatchedMove> {
    let mut all: Vec<WatchedMove> = Vec::new();
    let mut add = |turn: &Turn, put: &dyn Fn(&mut WatchedMove)| {
        let Some(step) = turn
            .departures
            .first()
            .filter(|_| hangs.lasts && !turn.lasts)
        else {
            return;
        };
        let same = |known: &&mut WatchedMove| {
            known.step.movers == step.movers && known.step.changes == step.changes
        };
        match all.iter_mut().find(same) {
            Some(known) => put(known),
            None => {
                let mut new = WatchedMove {
                    step: step.clone(),
                    readings: Vec::new(),
                    dropped: Vec::new(),
                    reversed: Vec::new(),
                };
                put(&mut new);
                all.push(new);
            }
        }
    };
    for one in hangs.readings.iter().filter(|one| !one.hindsight) {
        add(&one.turn, &|to| to.readings.push(one.reading.clone()));
    }
    for one in &hangs.dropped {
        add(&one.turn, &|to| to.dropped.push(one.statement));
    }
    for one in &hangs.reversed {
        add(&one.turn, &|to| to.reversed.push(one.statement));
    }
    all
}

/// Per pattern what opens it.
fn openings(hangs: &Sensitivity) -> Vec<WatchedOpening> {
    let patterns = hangs.patterns.iter().map(|ground| &ground.pattern);
    let opening = |pattern: &crate::Pattern| {
        let opened = |turn: &Turn| turn.opens.iter().find(|one| one.id == pattern.id).cloned();
        let known_then = hangs.readings.iter().filter(|one| !one.hindsight);
        let readings: Vec<_> = (known_then)
            .filter_map(|one| Some((&one.reading, opened(&one.turn)?)))
            .collect();
        let turned = hangs.dropped.iter().chain(&hangs.reversed);
        let wishes: Vec<_> = turned
            .filter_map(|one| Some((one.statement, opened(&one.turn)?)))
            .collect();
        let nearest = wishes.iter().map(|(_, opened)| opened);
        let nearest = nearest
            .chain(readings.iter().map(|(_, opened)| opened))
            .next()?;
        let mut statements: Vec<usize> = wishes.iter().map(|(wish, _)| *wish).collect();
        statements.sort_unstable();
        statements.dedup();
        Some(WatchedOpening {
            label: pattern.label.clone(),
            opened: nearest.clone(),
            readings: readings.iter().map(|(one, _)| (*one).clone()).collect(),
            statements,
        })
    };
    patterns.filter_map(opening).collect()
}
