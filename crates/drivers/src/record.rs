//! The map against the record: did drivers answer in the past as the map says?

use hikiwake_dossier::Dossier;
use hikiwake_dossier::date::{Date, Moment};
use hikiwake_dossier::file;
use hikiwake_finding::EventHead;
use hikiwake_influence::{
    Damping, Determinacy, Doubts, Draws, Observation, Push, Shares, Sign, shares,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Direction, DriverMap};

/// Months for which a push is taken to be answered.
const MONTHS: f64 = 36.0;
/// The seed of the draws.
const SEED: u64 = 1;
/// Sets of strengths that are drawn.
const DRAWN: u64 = 2_000;

/// Pushes and answers of the record, and whether the map has them.
///
/// Whenever an event pushed a driver, all other drivers with a way to it count that an
/// event had pushed in the three years before, each by its last push. Together, and equally
/// strong, they are one observed push; the way in which the driver went is its answer. The
/// same pushes with the same answer are told once. That one thing follows another does not
/// show that it comes of it: an observation can also have a cause that the map lacks.
///
/// What signs leave open is held against drawn strengths, as QPress validates a model
/// (Melbourne-Thomas, Wotherspoon, Raymond & Constable 2012, Ecol. Monogr. 82:505-519).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MapRecord {
    /// What was observed, by the date of the answer.
    pub observations: Vec<RecordedAnswer>,
    /// Strengths drawn for what signs leave open; `None` where they leave nothing open, or
    /// where more drivers reach each other than are drawn.
    pub draws: Option<RecordDraws>,
}

/// Pushes that came before, and how a driver went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordedAnswer {
    /// The pushes, in order of date.
    pub pushes: Vec<RecordedPush>,
    /// The answer.
    pub answer: RecordedPush,
    /// What signs alone say of it.
    pub signs: SignsSay,
    /// Whether they say so without all disputed and hedged links, too.
    pub in_every_choice: bool,
    /// Drawn sets of strengths that reproduce this answer, of those that settle; `None`
    /// where signs tell.
    pub reproduced: Option<u64>,
}

/// A driver that an event pushed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordedPush {
    /// The event.
    pub event: EventHead,
    /// The driver.
    pub driver: usize,
    /// Which way.
    pub direction: Direction,
}

/// What signs alone say of an observed answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignsSay {
    /// It must be so, for every strength at which the map settles.
    Agree,
    /// It cannot be so.
    Contradict,
    /// It depends on strengths.
    Open,
}

/// Counts of drawn sets of strengths; each is out of the one before. They say nothing of how
/// likely anything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordDraws {
    /// The seed.
    pub seed: u64,
    /// Sets drawn: strengths of links and how strongly drivers level off, each uniform
    /// between 0 and 1.
    pub drawn: u64,
    /// Sets with which the map comes to rest.
    pub settled: u64,
    /// Sets that reproduce all that signs leave open. 0: with no strengths drawn does the
    /// map do what happened.
    pub kept: u64,
}

/// `None` where no event says that it pushed a driver.
pub(crate) fn record(dossier: &Dossier, map: &DriverMap, doubts: &Doubts) -> Option<MapRecord> {
    let pushes = dated_pushes(dossier);
    if pushes.is_empty() {
        return None;
    }
    let mut observations: Vec<RecordedAnswer> = Vec::new();
    for answer in &pushes {
        let Some(found) = observed(&pushes, answer, doubts) else {
            continue;
        };
        let same = |known: &RecordedAnswer| {
            let answers = [&known.answer, &found.answer].map(|one| (one.driver, one.direction));
            known.pushes == found.pushes && answers[0] == answers[1]
        };
        if !observations.iter().any(same) {
            observations.push(found);
        }
    }
    let draws = drawn(map, &mut observations);
    Some(MapRecord {
        observations,
        draws,
    })
}

struct Dated {
    push: RecordedPush,
    date: Date,
}

/// What events pushed, in order of date.
fn dated_pushes(dossier: &Dossier) -> Vec<Dated> {
    let mut all = Vec::new();
    for (id, event) in &dossier.file.events {
        for (driver, sign) in &event.drivers {
            let direction = match sign {
                file::Sign::Plus => Direction::Up,
                file::Sign::Minus => Direction::Down,
                file::Sign::None => continue,
            };
            let driver = dossier.file.drivers.get_index_of(driver);
            let Some((driver, date)) = driver.zip(Date::parse(&event.date)) else {
                continue;
            };
            let event = EventHead {
                id: id.clone(),
                date: event.date.clone(),
                label: event.label.clone(),
            };
            let push = RecordedPush {
                event,
                driver,
                direction,
            };
            all.push(Dated { push, date });
        }
    }
    all.sort_by_key(|one| (one.date.first, one.date.last));
    all
}

/// What was pushed in time before an answer, and what signs say; `None` if nothing was.
fn observed(all: &[Dated], answer: &Dated, doubts: &Doubts) -> Option<RecordedAnswer> {
    let to = answer.push.driver;
    let in_time = |one: &&Dated| {
        let months = Moment::morning(answer.date.first).since(Moment::morning(one.date.first));
        one.date.last < answer.date.first && months <= MONTHS
    };
    let before: Vec<&Dated> = all.iter().filter(in_time).collect();
    let mut pushes = Vec::new();
    let mut sides = Vec::new();
    let mut in_every_choice = true;
    for (at, one) in before.iter().enumerate() {
        let driver = one.push.driver;
        let later = &before[at + 1..];
        if driver == to || later.iter().any(|other| other.push.driver == driver) {
            continue;
        }
        let judged = doubts.judge(driver, to).ok()?;
        let determinacy = judged.base.determinacy;
        if determinacy == Determinacy::NoWay {
            continue;
        }
        if determinacy != Determinacy::Zero {
            let moved = determinacy.certain().map(Direction::from);
            sides.push(moved.map(|moved| match one.push.direction {
                Direction::Up => moved,
                Direction::Down => moved.other(),
            }));
        }
        in_every_choice &= judged.in_every_choice().is_some();
        pushes.push(one.push.clone());
    }
    if pushes.is_empty() {
        return None;
    }
    let told = |side: Option<Direction>| sides.iter().all(|one| *one == side);
    let seen = answer.push.direction;
    let signs = match () {
        () if !sides.is_empty() && told(Some(seen)) => SignsSay::Agree,
        // Also where all comes back to where it was.
        () if told(Some(seen.other())) => SignsSay::Contradict,
        () => SignsSay::Open,
    };
    Some(RecordedAnswer {
        pushes,
        answer: answer.push.clone(),
        signs,
        in_every_choice: in_every_choice && signs != SignsSay::Open,
        reproduced: None,
    })
}

/// Draws strengths for what is open: for each answer alone, and for all together.
fn drawn(map: &DriverMap, observations: &mut [RecordedAnswer]) -> Option<RecordDraws> {
    let open = observations
        .iter_mut()
        .filter(|one| one.signs == SignsSay::Open);
    let open: Vec<&mut RecordedAnswer> = open.collect();
    if open.is_empty() {
        return None;
    }
    let sign = |direction: Direction| match direction {
        Direction::Up => Sign::Plus,
        Direction::Down => Sign::Minus,
    };
    let observed: Vec<Observation> = (open.iter())
        .map(|one| Observation {
            push: (one.pushes.iter())
                .map(|push| (push.driver, sign(push.direction)))
                .collect(),
            driver: one.answer.driver,
            answer: sign(one.answer.direction),
        })
        .collect();
    let pushes: Vec<Push> = observed.iter().map(|one| one.push.clone()).collect();
    let counted = |pushes: &[Push], observed: Vec<Observation>| -> Option<Shares> {
        let draws = Draws {
            seed: SEED,
            range: 0..DRAWN,
            damping: Damping::Drawn,
            identities: map.drivers.iter().map(|one| hash(&one.id)).collect(),
            observed,
        };
        shares(&map.signed, pushes, &draws).ok()
    };
    let alone = counted(&pushes, Vec::new())?;
    let together = counted(&[], observed)?;
    for (one, counts) in open.into_iter().zip(&alone.answers) {
        one.reproduced = Some(match one.answer.direction {
            Direction::Up => counts.positive[one.answer.driver],
            Direction::Down => counts.negative[one.answer.driver],
        });
    }
    Some(RecordDraws {
        seed: SEED,
        drawn: together.drawn,
        settled: together.settled,
        kept: together.kept,
    })
}

/// FNV-1a: a driver's strengths do not change when others come or go.
fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
