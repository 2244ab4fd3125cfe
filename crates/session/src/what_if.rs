//! A change that nobody has saved, put to the model: the chain from what is pushed to the
//! answers, each before and after.

use std::collections::BTreeSet;

use hikiwake_dossier::{Change, Dossier, Scenario, SwitchKind};
use hikiwake_drivers::DriverMap;
use hikiwake_finding::{Finding, FindingKind, basis};
use hikiwake_traceability::{
    LevelAnswer, PushChain, Switched, WhatIf, changes_of, lasts, push_chains, stands, switched,
};

use crate::answers_of::{Asked, answers_of, side_by_side};
use crate::mechanisms::{actors, questions_of_reading};
use crate::{AskError, Question, Session, Watcher};

/// What is supposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Supposed<'a> {
    /// Drivers, each with the level to which it is pushed.
    pub pushes: &'a [(String, String)],
    /// Options, each with the level at which it is put.
    pub set: &'a [(String, String)],
    /// Sides, each with the faction that holds its file.
    pub holders: &'a [(String, String)],
    /// Readings that are put on.
    pub readings: &'a [String],
}

/// Puts what is supposed onto a scenario, and sets the answers side by side.
pub(crate) fn what_if(
    session: &Session,
    scenario: &Scenario,
    supposed: &Supposed,
    watcher: Watcher,
) -> Result<Finding<WhatIf>, AskError> {
    let dossier = session.dossier();
    let mut base = scenario.clone();
    base.period = base.period.or_else(|| dossier.period_ids().pop());
    let map = DriverMap::of(dossier, &base)?;
    let mut pushes = Vec::new();
    for (driver, level) in supposed.pushes {
        let driver = map
            .find(driver)
            .map_err(|why| AskError::Asked(why.to_string()))?;
        named_driver(dossier, &map, driver, level)?;
        pushes.push((driver, level_of(&map, driver, level)?));
    }
    let chains = push_chains(dossier, &base, &map, &pushes)?;
    let mut after = base.clone();
    after.changes.extend(changes_of(&map, &chains));
    let mut told = Vec::new();
    after
        .changes
        .extend(others(session, &base, supposed, &mut told, watcher)?);

    let switched = switched(dossier, &base, &after)?;
    let asked = asked(dossier, supposed, &switched);
    let (before, failed) = answers_of(session, &base, &asked, watcher)?;
    let (with, failed_with) = answers_of(session, &after, &asked, watcher)?;
    let head = basis::scenario_head_of(dossier, &base);
    let found = WhatIf {
        actors: actors(dossier),
        set: told,
        answers: side_by_side(head.clone(), &before, &with, [failed, failed_with]),
        levels: match (chains.as_slice(), supposed.is_one_push()) {
            ([chain], true) => strip(session, &base, &map, chain, watcher)?,
            _ => Vec::new(),
        },
        scenario: head,
        pushes: chains,
        switched,
        drivers: map.drivers,
        links: map.links,
    };
    Ok(basis::finding(dossier, FindingKind::WhatIf, found))
}

impl Supposed<'_> {
    fn is_one_push(&self) -> bool {
        self.pushes.len() == 1
            && self.set.is_empty()
            && self.holders.is_empty()
            && self.readings.is_empty()
    }
}

/// An option that acts on drivers stands on the map and is none.
fn named_driver(
    dossier: &Dossier,
    map: &DriverMap,
    driver: usize,
    level: &str,
) -> Result<(), AskError> {
    let head = &map.drivers[driver];
    match &head.option {
        Some(option) if !dossier.file.drivers.contains_key(&head.id) => {
            Err(AskError::Asked(format!(
                "`{option}` is an option and no driver\n  = help: put it with --set {option}={level}"
            )))
        }
        _ => Ok(()),
    }
}

fn level_of(map: &DriverMap, driver: usize, level: &str) -> Result<usize, AskError> {
    let head = &map.drivers[driver];
    let found = head.levels.iter().position(|name| name == level);
    found.ok_or_else(|| {
        AskError::Asked(format!(
            "`{}` has no level `{level}`\n  = help: its levels are {}",
            head.id,
            head.levels.join(", ")
        ))
    })
}

/// The changes beside pushes; what they say is added to `told`.
fn others(
    session: &Session,
    base: &Scenario,
    supposed: &Supposed,
    told: &mut Vec<String>,
    watcher: Watcher,
) -> Result<Vec<Change>, AskError> {
    let dossier = session.dossier();
    let mut changes = Vec::new();
    for reading in supposed.readings {
        told.push(format!(
            "reading “{}”",
            basis::reading_name(dossier, reading)
        ));
        changes.push(Change::Reading(reading.clone()));
    }
    for (side, faction) in supposed.holders {
        known_holder(dossier, side, faction)?;
        told.push(format!(
            "{} holds the file of {}",
            basis::short_name(dossier, faction),
            basis::short_name(dossier, side)
        ));
        changes.push(Change::Holder {
            side: side.clone(),
            faction: faction.clone(),
        });
    }
    if !supposed.set.is_empty() {
        let compiled = session.model(base, watcher)?;
        let Some(status_quo) = compiled.status_quo else {
            return Err(AskError::Asked(
                "The dossier does not say what is in place, so no option of it can be set."
                    .to_owned(),
            ));
        };
        let mut parts: Vec<String> = (compiled.state_text(status_quo).split(','))
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty() && part != "none")
            .collect();
        for (option, level) in supposed.set {
            known_level(dossier, option, level)?;
            // A joint option takes the place of the consents to it.
            parts.retain(|part| {
                let name = part.split('=').next().unwrap_or_default().trim();
                let rest = name.strip_prefix(option.as_str());
                rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('.'))
            });
            parts.push(format!("{option} = {level}"));
            let label = dossier
                .file
                .options
                .get(option)
                .map(|known| known.label.clone());
            told.push(format!(
                "“{}”: {level}",
                label.unwrap_or_else(|| option.clone())
            ));
        }
        changes.push(Change::StatusQuo(parts.join(", ")));
    }
    Ok(changes)
}

fn known_level(dossier: &Dossier, option: &str, level: &str) -> Result<(), AskError> {
    let options = &dossier.file.options;
    // `pact.upland` is one party's consent to a joint option.
    let id = option.split('.').next().unwrap_or(option);
    let Some(known) = options.get(id) else {
        return Err(unknown("option", option, options.keys()));
    };
    let levels = (known.levels.clone()).unwrap_or_else(|| ["no", "yes"].map(str::to_owned).into());
    match levels.iter().any(|name| name == level) {
        true => Ok(()),
        false => Err(AskError::Asked(format!(
            "`{option}` has no level `{level}`\n  = help: its levels are {}",
            levels.join(", ")
        ))),
    }
}

fn known_holder(dossier: &Dossier, side: &str, faction: &str) -> Result<(), AskError> {
    let factions = &dossier.file.factions;
    if !factions.contains_key(faction) {
        return Err(unknown("faction", faction, factions.keys()));
    }
    let sides = dossier.file.ratification.values();
    let sides: BTreeSet<&String> = sides.flat_map(|rule| rule.sides.keys()).collect();
    match sides.contains(&side.to_owned()) {
        true => Ok(()),
        false => Err(unknown("side", side, sides.into_iter())),
    }
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a String>) -> AskError {
    let known: Vec<&str> = known.map(String::as_str).collect();
    AskError::Asked(format!(
        "no {what} is called `{id}`\n  = help: there are {}",
        known.join(", ")
    ))
}

/// The questions that what is supposed can bear on.
fn asked(dossier: &Dossier, supposed: &Supposed, switched: &[Switched]) -> Asked {
    let mut asked = Asked {
        analysis: true,
        wishes: true,
        home: !supposed.holders.is_empty(),
        ..Asked::default()
    };
    for reading in supposed.readings {
        asked.home |= questions_of_reading(&dossier.file, reading).home;
    }
    for one in switched {
        asked.home |= match one.switch.kind {
            SwitchKind::FactionWish | SwitchKind::Judgement => true,
            SwitchKind::Reading => questions_of_reading(&dossier.file, &one.switch.id).home,
            SwitchKind::Wish | SwitchKind::Option | SwitchKind::Rule => false,
        };
    }
    asked
}

/// The answer at each level of the one driver that is pushed.
fn strip(
    session: &Session,
    base: &Scenario,
    map: &DriverMap,
    chain: &PushChain,
    watcher: Watcher,
) -> Result<Vec<LevelAnswer>, AskError> {
    let dossier = session.dossier();
    let levels = dossier.driver_levels(base)?;
    let here = stands(&levels, map, chain.driver);
    let names = &map.drivers[chain.driver].levels;
    let mut strip = Vec::new();
    for (level, name) in names.iter().enumerate() {
        let mut scenario = base.clone();
        let chains = push_chains(dossier, base, map, &[(chain.driver, level)])?;
        scenario.changes.extend(changes_of(map, &chains));
        let analysis = Question::Analysis { scenario, list: 0 };
        let crate::Answer::Analysis(found) = session.ask(&analysis, watcher)? else {
            continue;
        };
        let found = found.finding;
        let patterns = found.patterns.iter().map(|ground| &ground.pattern);
        let open = patterns.filter(|pattern| pattern.by_joint_move > 0);
        strip.push(LevelAnswer {
            level: name.clone(),
            here: level == here,
            lasts: lasts(&found),
            opens: open.map(|pattern| pattern.id.clone()).collect(),
        });
    }
    Ok(strip)
}
