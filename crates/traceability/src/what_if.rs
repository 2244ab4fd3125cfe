//! What if: a change that nobody has saved, followed from the driver that is pushed to what
//! stands only while it does, and on to the answers.

use hikiwake_dossier::{Change, CompileError, Dossier, DriverLevels, Scenario, Switch};
use hikiwake_drivers::{Answered, Direction, DriverAnswer, DriverHead, DriverMap, InfluenceLink};
use hikiwake_finding::{ActorHead, ScenarioHead};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::PeriodVersions;

/// The finding of `whatif`: what was changed, what follows from it link by link, and which
/// answers it changes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WhatIf {
    /// The model that is changed.
    pub scenario: ScenarioHead,
    /// The actors.
    pub actors: Vec<ActorHead>,
    /// What is changed beside drivers, in words: `the economic package: no`.
    pub set: Vec<String>,
    /// The drivers of the map.
    pub drivers: Vec<DriverHead>,
    /// The links of the map; chains name them by their places here.
    pub links: Vec<InfluenceLink>,
    /// Every push, followed as far as the signs are certain.
    pub pushes: Vec<PushChain>,
    /// What comes to stand or no longer does.
    pub switched: Vec<Switched>,
    /// The answers that change: `old` is as the case is read, `new` is with the change.
    pub answers: PeriodVersions,
    /// Where one driver alone is pushed: the answer at each of its levels, lowest first.
    pub levels: Vec<LevelAnswer>,
}

/// A push on one driver, and how far it carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PushChain {
    /// The driver: index into the drivers.
    pub driver: usize,
    /// The level at which it stood.
    pub from: usize,
    /// The level to which it is pushed.
    pub to: usize,
    /// The drivers on which something stands that answer for certain: each moves one level.
    pub moved: Vec<MovedDriver>,
    /// Those on which something stands, or that are levels of the model, whose answer the
    /// signs leave open: there the chain stops.
    pub stopped: Vec<DriverAnswer>,
}

/// A driver that a push moves for certain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedDriver {
    /// Its answer to a push up.
    pub answer: DriverAnswer,
    /// The level at which it stood.
    pub from: usize,
    /// The level at which it stands then: the next one, or the same where it stood at an end.
    pub to: usize,
}

/// Something that comes to stand, or no longer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Switched {
    /// What stands only while drivers do.
    pub switch: Switch,
    /// Whether it stands with the change.
    pub stands: bool,
}

/// The answer while a driver stands at one of its levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelAnswer {
    /// The level's name.
    pub level: String,
    /// The driver stands there as the case is read.
    pub here: bool,
    /// Whether what is in place would last (SEQ); `None` where nothing is in place.
    pub lasts: Option<bool>,
    /// The patterns that can come about from what is in place: by best moves, improvements
    /// or a step together; ids of their definitions.
    pub opens: Vec<String>,
}

/// Follows pushes (`driver`, `level`) through the map.
///
/// # Errors
/// Where a driver or a level is unknown.
pub fn push_chains(
    dossier: &Dossier,
    scenario: &Scenario,
    map: &DriverMap,
    pushes: &[(usize, usize)],
) -> Result<Vec<PushChain>, CompileError> {
    let levels = dossier.driver_levels(scenario)?;
    let switches = dossier.switches();
    let read = |driver: usize| {
        let id = map.drivers[driver].id.as_str();
        switches.iter().any(|switch| switch.hangs_on(id))
    };
    let chains = pushes.iter().map(|&(driver, to)| {
        let at = |driver: usize| stands(&levels, map, driver);
        let from = at(driver);
        let push = hikiwake_drivers::push(dossier, map, driver);
        let mut chain = PushChain {
            driver,
            from,
            to,
            moved: Vec::new(),
            stopped: Vec::new(),
        };
        for answer in push.moves {
            // A driver that is pushed itself stands where it is put.
            if !read(answer.driver) || pushes.iter().any(|(pushed, _)| *pushed == answer.driver) {
                continue;
            }
            match (answer.answer, answer.direction) {
                (Answered::Certain, Some(direction)) => {
                    let from = at(answer.driver);
                    let most = map.drivers[answer.driver].levels.len().saturating_sub(1);
                    let up = (direction == Direction::Up) == (to > chain.from);
                    let to = match (to == chain.from, up) {
                        (true, _) => from,
                        (false, true) => (from + 1).min(most),
                        (false, false) => from.saturating_sub(1),
                    };
                    chain.moved.push(MovedDriver { answer, from, to });
                }
                _ => chain.stopped.push(answer),
            }
        }
        chain
    });
    Ok(chains.collect())
}

/// The levels that chains lead to, as changes.
pub fn changes_of(map: &DriverMap, chains: &[PushChain]) -> Vec<Change> {
    let put = |driver: usize, level: usize| {
        let driver = map.drivers.get(driver)?;
        Some(Change::Driver {
            driver: driver.id.clone(),
            level: driver.levels.get(level)?.clone(),
        })
    };
    let moved = chains.iter().flat_map(|chain| &chain.moved);
    let moved = moved.filter(|moved| moved.from != moved.to);
    let pushed = chains.iter().map(|chain| (chain.driver, chain.to));
    (moved
        .map(|moved| (moved.answer.driver, moved.to))
        .chain(pushed))
    .filter_map(|(driver, level)| put(driver, level))
    .collect()
}

/// What stands otherwise in `after` than in `before`, of what is meant for their period.
///
/// # Errors
/// Where a condition does not read, or a driver or level is unknown.
pub fn switched(
    dossier: &Dossier,
    before: &Scenario,
    after: &Scenario,
) -> Result<Vec<Switched>, CompileError> {
    let (was, is) = (
        dossier.driver_levels(before)?,
        dossier.driver_levels(after)?,
    );
    let mut found = Vec::new();
    for switch in dossier.switches() {
        let period = before.period.as_ref();
        let here =
            switch.periods.is_empty() || period.is_some_and(|id| switch.periods.contains(id));
        let condition = Some(switch.condition.as_str());
        let stands = is.meet(condition)?;
        if here && was.meet(condition)? != stands {
            found.push(Switched { switch, stands });
        }
    }
    Ok(found)
}

/// The level at which a driver stands; the lowest of what is none.
pub fn stands(levels: &DriverLevels, map: &DriverMap, driver: usize) -> usize {
    levels.level(&map.drivers[driver].id).unwrap_or_default()
}
