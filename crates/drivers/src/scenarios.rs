//! Bundles of levels that support themselves, and whether what is in place would last
//! under each.

use std::collections::HashMap;

use hikiwake_dossier::{Change, CompileError, Compiled, Dossier, Scenario, Switch};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionHead, ScenarioHead, StateRow, basis,
};
use hikiwake_graph::Concept;
use hikiwake_influence::cross_impact::{CrossImpact, Limits};
use hikiwake_influence::{Determinacy, Link, Press, SignedMap};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Direction, DriverHead, DriverMap, LinkSign};

/// Levels tried before a search gives up.
const TRIED: u64 = 1 << 24;

/// The finding of `scenarios`: cross-impact balances (Weimer-Jehle 2006, Technol. Forecast.
/// Soc. Change 73:334-361) over the few drivers on which something stands or on which
/// options act.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DriverScenarios {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The drivers, in the order of the files, then options that act on some.
    pub drivers: Vec<DriverHead>,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// What is in place; `None` where the dossier does not say.
    pub state: Option<StateRow>,
    /// The drivers that vary.
    pub varying: Vec<usize>,
    /// The drivers that stand where they stand, and act on those that vary.
    pub fixed: Vec<FixedDriver>,
    /// Drivers that would vary, too, were more allowed.
    pub left_out: Vec<usize>,
    /// What acts on what among these: ways by other drivers count as one, where all of
    /// them have one sign.
    pub impacts: Vec<Impact>,
    /// Pairs whose ways pull both ways: no impact is counted.
    pub undetermined: Vec<Impact>,
    /// All that stands only while drivers do.
    pub switches: Vec<Switch>,
    /// The consistent bundles.
    pub bundles: Vec<Bundle>,
    /// Whether these are all.
    pub complete: bool,
    /// The levels at which the varying drivers stand now, in their order; `None` where the
    /// dossier does not say.
    pub now: Vec<Option<usize>>,
}

/// A driver held at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FixedDriver {
    /// The driver.
    pub driver: usize,
    /// Its level.
    pub level: usize,
}

/// What one driver does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Impact {
    /// The driver that acts.
    pub cause: usize,
    /// The driver acted on.
    pub effect: usize,
    /// Which way, where it is certain.
    pub direction: Option<Direction>,
}

/// Levels that support themselves: none of the drivers that vary would rather stand
/// elsewhere, given all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bundle {
    /// The level of each driver that varies, in their order.
    pub levels: Vec<usize>,
    /// It is how they stand now, as the dossier says of each.
    pub now: bool,
    /// Places among the varying drivers of those that might as well stand elsewhere.
    pub tied: Vec<usize>,
    /// What stands under it: indices into `switches`.
    pub stands: Vec<usize>,
    /// Whether what is in place would last under it; `None` where the dossier does not say
    /// what is.
    pub lasting: Option<Lasting>,
}

/// Whether what is in place would last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lasting {
    /// Nobody has a better move of its own (Nash).
    pub firm: bool,
    /// Nobody would leave it, given the answers of the others (SEQ).
    pub lasts: bool,
    /// Ids of those who would leave it.
    pub leavers: Vec<String>,
}

/// The consistent bundles of at most `drivers` drivers, and at most `list` of them.
///
/// # Errors
/// Where the scenario makes no model, or the watcher asked to stop.
pub fn scenarios(
    dossier: &Dossier,
    scenario: &Scenario,
    map: &DriverMap,
    (drivers, list): (usize, usize),
    settings: &AnalyseSettings,
) -> Result<Finding<DriverScenarios>, CompileError> {
    let compiled = settings.compile(dossier, scenario)?;
    let chosen = Chosen::new(dossier, map, &compiled, drivers);
    let (bundles, complete) = chosen.consistent(map, list)?;
    let mut found = DriverScenarios {
        scenario: basis::scenario_head(dossier, &compiled),
        drivers: map.drivers.clone(),
        actors: basis::actors(dossier, &compiled),
        options: basis::options(dossier, &compiled),
        state: compiled
            .status_quo
            .map(|state| basis::row(dossier, &compiled, state)),
        now: chosen
            .varying
            .iter()
            .map(|&driver| now(map, driver))
            .collect(),
        varying: chosen.varying,
        fixed: chosen.fixed,
        left_out: chosen.left_out,
        impacts: chosen.impacts,
        undetermined: chosen.undetermined,
        switches: dossier.switches(),
        bundles,
        complete,
    };
    lasting(dossier, scenario, &mut found, settings)?;
    Ok(basis::finding(dossier, FindingKind::Scenarios, found))
}

/// Which drivers vary, which are held, and what acts on what among them.
struct Chosen {
    varying: Vec<usize>,
    fixed: Vec<FixedDriver>,
    left_out: Vec<usize>,
    impacts: Vec<Impact>,
    undetermined: Vec<Impact>,
}

impl Chosen {
    fn new(dossier: &Dossier, map: &DriverMap, compiled: &Compiled, most: usize) -> Self {
        let switches = dossier.switches();
        let all = || 0..map.drivers.len();
        let is_option = |driver: usize| map.drivers[driver].option.is_some();
        let read = |driver: usize| {
            let id = &map.drivers[driver].id;
            switches.iter().any(|switch| switch.hangs_on(id))
        };
        let touched = |driver: usize| {
            map.links.iter().any(|link| {
                link.effect == driver && link.sign != LinkSign::NoEffect && is_option(link.cause)
            })
        };
        let mut wanted: Vec<usize> = all()
            .filter(|&driver| !is_option(driver) && read(driver))
            .collect();
        let further = all().filter(|&d| !is_option(d) && !read(d) && touched(d));
        wanted.extend(further);
        let left_out = wanted.split_off(most.min(wanted.len()));
        let held = all().filter(|driver| !wanted.contains(driver));
        let held = held.filter(|&driver| is_option(driver) || map.drivers[driver].said);
        let mut chosen = Chosen {
            fixed: held
                .map(|driver| FixedDriver {
                    driver,
                    level: level(map, compiled, driver),
                })
                .collect(),
            varying: wanted,
            left_out,
            impacts: Vec::new(),
            undetermined: Vec::new(),
        };
        chosen.weigh(map);
        chosen.hold_what_nothing_moves(map);
        chosen
    }

    /// All drivers looked at, those that vary first.
    fn all(&self) -> Vec<usize> {
        let fixed = self.fixed.iter().map(|one| one.driver);
        self.varying.iter().copied().chain(fixed).collect()
    }

    /// What each does to each that varies, by ways that pass no other of them.
    fn weigh(&mut self, map: &DriverMap) {
        let all = self.all();
        for &cause in &all {
            let beside = |driver: usize| driver != cause && all.contains(&driver);
            let links = map.signed.links().iter().enumerate();
            let through: Vec<usize> = links
                .filter(|(_, link)| beside(link.from) || link.to == cause)
                .map(|(at, _)| at)
                .collect();
            let press = Press::new(&map.signed.without(&through));
            let Ok(answers) = press.responses(cause) else {
                continue;
            };
            for &effect in self.varying.iter().filter(|&&effect| effect != cause) {
                let determinacy = answers[effect].determinacy;
                let direction = determinacy.certain().map(Direction::from);
                let impact = Impact {
                    cause,
                    effect,
                    direction,
                };
                match determinacy {
                    Determinacy::Certain(_) => self.impacts.push(impact),
                    Determinacy::NoWay | Determinacy::Zero => {}
                    _ => self.undetermined.push(impact),
                }
            }
        }
    }

    /// What nothing acts on would be free in every bundle and double the list: it is held.
    fn hold_what_nothing_moves(&mut self, map: &DriverMap) {
        let moved = |driver: &usize| self.impacts.iter().any(|impact| impact.effect == *driver);
        let (varying, free): (Vec<usize>, Vec<usize>) =
            self.varying.iter().partition(|driver| moved(driver));
        self.fixed
            .extend(free.into_iter().map(|driver| FixedDriver {
                driver,
                level: map.drivers[driver].level,
            }));
        self.varying = varying;
    }

    fn consistent(
        &self,
        map: &DriverMap,
        list: usize,
    ) -> Result<(Vec<Bundle>, bool), CompileError> {
        let all = self.all();
        let place = |driver: usize| all.iter().position(|&other| other == driver);
        let links = self.impacts.iter().filter_map(|impact| {
            Some(Link {
                from: place(impact.cause)?,
                to: place(impact.effect)?,
                signs: match impact.direction? {
                    Direction::Up => hikiwake_influence::SignSet::PLUS,
                    Direction::Down => hikiwake_influence::SignSet::MINUS,
                },
            })
        });
        let links: Vec<Link> = links.collect();
        let levels = all.iter().map(|&driver| map.drivers[driver].levels.len());
        let fixed = self.varying.iter().map(|_| None);
        let fixed: Vec<Option<usize>> = fixed
            .chain(self.fixed.iter().map(|one| Some(one.level)))
            .collect();
        let faulty = |error: &dyn std::fmt::Display| CompileError::Faulty(error.to_string());
        let strengths = vec![1; links.len()];
        let signed = SignedMap::new(all.len(), links).map_err(|e| faulty(&e))?;
        let matrix =
            CrossImpact::of_links(&signed, levels.collect(), &strengths).map_err(|e| faulty(&e))?;
        let limits = Limits {
            listed: list,
            tried: TRIED,
        };
        let found = matrix
            .consistent(&fixed, 0, limits)
            .map_err(|e| faulty(&e))?;
        let bundle = |one: hikiwake_influence::cross_impact::ConsistentScenario| {
            let levels = one.levels[..self.varying.len()].to_vec();
            Bundle {
                now: self
                    .varying
                    .iter()
                    .zip(&levels)
                    .all(|(&driver, &level)| now(map, driver) == Some(level)),
                levels,
                tied: one.tied,
                stands: Vec::new(),
                lasting: None,
            }
        };
        Ok((
            found.scenarios.into_iter().map(bundle).collect(),
            found.complete,
        ))
    }
}

/// Where the dossier says that a driver stands.
fn now(map: &DriverMap, driver: usize) -> Option<usize> {
    let head = &map.drivers[driver];
    head.said.then_some(head.level)
}

/// The level at which a driver is held; an option stands as it is in place, a joint one at the lowest
/// level that a party consents to.
fn level(map: &DriverMap, compiled: &Compiled, driver: usize) -> usize {
    let head = &map.drivers[driver];
    let (Some(option), Some(today)) = (&head.option, compiled.status_quo) else {
        return head.level;
    };
    let space = compiled.model.space();
    let columns = compiled
        .columns
        .iter()
        .filter(|column| column.id == *option);
    let in_place = columns.map(|column| {
        let level = column.axis.map_or(0, |axis| space.level(today, axis));
        (usize::from(level), column.levels.len())
    });
    match in_place.min() {
        None | Some((0, _)) => 0,
        Some((level, count)) if count == head.levels.len() => level,
        Some(_) => head.levels.len() - 1,
    }
}

/// Fills in what stands under each bundle, and whether what is in place would last. Bundles
/// under which the same things stand are one model.
fn lasting(
    dossier: &Dossier,
    scenario: &Scenario,
    found: &mut DriverScenarios,
    settings: &AnalyseSettings,
) -> Result<(), CompileError> {
    let mut known: HashMap<Vec<usize>, Option<Lasting>> = HashMap::new();
    for bundle in &mut found.bundles {
        let mut changed = scenario.clone();
        for (&driver, &level) in found.varying.iter().zip(&bundle.levels) {
            let head = &found.drivers[driver];
            changed.changes.push(Change::Driver {
                driver: head.id.clone(),
                level: head.levels[level].clone(),
            });
        }
        let levels = dossier.driver_levels(&changed)?;
        for (at, switch) in found.switches.iter().enumerate() {
            if levels.meet(Some(&switch.condition))? {
                bundle.stands.push(at);
            }
        }
        bundle.lasting = match known.get(&bundle.stands) {
            Some(lasting) => lasting.clone(),
            None => {
                let compiled = settings.compile(dossier, &changed)?;
                let lasting = in_place(&compiled, settings)?;
                known.insert(bundle.stands.clone(), lasting.clone());
                lasting
            }
        };
    }
    Ok(())
}

fn in_place(
    compiled: &Compiled,
    settings: &AnalyseSettings,
) -> Result<Option<Lasting>, CompileError> {
    let Some(today) = compiled.status_quo else {
        return Ok(None);
    };
    let asked = [Concept::Nash, Concept::Seq];
    let stability = compiled.model.stability_of(&asked, &settings.run)?;
    let leaves = |actor: &usize| !stability.stable(*actor, Concept::Seq).has(today);
    let leavers: Vec<usize> = (0..compiled.decision_makers.len()).filter(leaves).collect();
    Ok(Some(Lasting {
        firm: stability.equilibria(Concept::Nash).has(today),
        lasts: leavers.is_empty(),
        leavers: leavers
            .into_iter()
            .map(|actor| compiled.decision_makers[actor].clone())
            .collect(),
    }))
}
