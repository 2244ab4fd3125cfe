//! Mechanisms put to their test: the dossier without what carries one, asked the same.

use hikiwake_dossier::file::{Carriers, File, Mechanism, ReadingChange};
use hikiwake_dossier::{CarrierKind, Change, Dossier, Scenario};
use hikiwake_finding::{ActorHead, Finding, FindingKind, ReadingHead, basis};
use hikiwake_traceability::{
    MechanismRun, MechanismTest, Mechanisms, PeriodVersions, mechanisms_not_named,
};

use crate::answers_of::{Asked, answers_of, side_by_side};
use crate::{AskError, Session, Watcher};

/// Every mechanism of the dossier, or the one asked for, tested in the scenario's period or
/// in all of them.
pub(crate) fn mechanisms(
    session: &Session,
    scenario: &Scenario,
    one: Option<&str>,
    watcher: Watcher,
) -> Result<Finding<Mechanisms>, AskError> {
    let dossier = session.dossier();
    let all = &dossier.file.mechanisms;
    if let Some(id) = one
        && !all.contains_key(id)
    {
        let help = match all.is_empty() {
            true => "it names none: see `[mechanisms]` in docs/dossier.md".to_owned(),
            false => {
                let ids: Vec<&str> = all.keys().map(String::as_str).collect();
                format!("there are {}", ids.join(", "))
            }
        };
        return Err(AskError::Asked(format!(
            "no mechanism is called `{id}`\n  = help: {help}"
        )));
    }
    let periods = match (&scenario.period, dossier.period_ids()) {
        (Some(period), _) => vec![Some(period.clone())],
        (None, ids) if ids.is_empty() => vec![None],
        (None, ids) => ids.into_iter().map(Some).collect(),
    };
    let scenarios = periods.into_iter().map(|period| Scenario {
        period,
        ..scenario.clone()
    });
    let bench = Bench {
        session,
        scenarios: scenarios.collect(),
        watcher,
    };
    let mut tested = Vec::new();
    let wanted = all
        .iter()
        .filter(|(id, _)| one.is_none_or(|one| one == *id));
    for (id, mechanism) in wanted {
        if let Some(progress) = watcher.progress {
            progress(&format!("without {id}"));
        }
        let tests = bench.tests(mechanism)?;
        tested.push(MechanismTest::new(dossier, id, mechanism, tests));
    }
    let found = Mechanisms {
        actors: actors(dossier),
        mechanisms: tested,
        not_named: match one {
            None => mechanisms_not_named(dossier),
            Some(_) => Vec::new(),
        },
    };
    Ok(basis::finding(dossier, FindingKind::Mechanisms, found))
}

/// Every actor of the dossier, by its short name.
pub(crate) fn actors(dossier: &Dossier) -> Vec<ActorHead> {
    let ids = dossier.file.actors.keys();
    ids.map(|id| ActorHead {
        id: id.clone(),
        name: basis::short_name(dossier, id),
    })
    .collect()
}

/// The dossier as it is, and the models in which mechanisms are tested.
struct Bench<'a> {
    session: &'a Session,
    scenarios: Vec<Scenario>,
    watcher: Watcher<'a>,
}

impl Bench<'_> {
    /// What carries a mechanism taken out, and every reading that carries it put on, period
    /// by period.
    fn tests(&self, mechanism: &Mechanism) -> Result<Vec<MechanismRun>, AskError> {
        let dossier = self.session.dossier();
        let file = &dossier.file;
        let carried = &mechanism.carried;
        let mut runs = Vec::new();
        let taken_out = carried
            .each()
            .any(|(kind, ..)| kind != CarrierKind::Reading);
        if taken_out {
            let (without, changes) = dossier.without(carried);
            let without = Session::new(without, self.session.limits());
            let asked = questions(file, carried);
            for scenario in &self.scenarios {
                let mut scenario = scenario.clone();
                scenario.changes.extend(drawn_in(file, carried));
                let mut other = scenario.clone();
                other.changes.extend(changes.iter().cloned());
                let answers = self.beside(&scenario, &without, &other, &asked)?;
                runs.push(MechanismRun {
                    reading: None,
                    answers,
                });
            }
        }
        for id in &carried.readings {
            let Some(reading) = file.readings.get(id) else {
                continue;
            };
            let asked = questions_of_reading(file, id);
            for scenario in &self.scenarios {
                let period = scenario.period.as_ref();
                let meant = reading.periods.is_empty()
                    || period.is_some_and(|period| reading.periods.contains(period));
                if !meant {
                    continue;
                }
                let mut other = scenario.clone();
                other.changes.push(Change::Reading(id.clone()));
                let answers = self.beside(scenario, self.session, &other, &asked)?;
                runs.push(MechanismRun {
                    reading: Some(ReadingHead {
                        id: id.clone(),
                        label: basis::reading_name(dossier, id),
                        text: reading.text.clone(),
                    }),
                    answers,
                });
            }
        }
        Ok(runs)
    }

    /// The answers as the case is read, beside those of another model.
    fn beside(
        &self,
        scenario: &Scenario,
        other: &Session,
        changed: &Scenario,
        asked: &Asked,
    ) -> Result<PeriodVersions, AskError> {
        let (before, failed) = answers_of(self.session, scenario, asked, self.watcher)?;
        let (after, failed_after) = answers_of(other, changed, asked, self.watcher)?;
        let dossier = self.session.dossier();
        let head = basis::scenario_head_of(dossier, scenario);
        Ok(side_by_side(head, &before, &after, [failed, failed_after]))
    }
}

/// The readings under which the links that carry a mechanism are drawn at all.
fn drawn_in(file: &File, carried: &Carriers) -> Vec<Change> {
    let mut readings: Vec<&String> = Vec::new();
    for link in carried.links.iter().filter_map(|id| file.links.get(id)) {
        let new = link.readings.first().filter(|id| !readings.contains(id));
        readings.extend(new);
    }
    readings.into_iter().cloned().map(Change::Reading).collect()
}

/// The questions that what is taken out can bear on.
fn questions(file: &File, carried: &Carriers) -> Asked {
    let mut asked = Asked::default();
    for (kind, _, id) in carried.each() {
        match kind {
            CarrierKind::Statement => {
                asked.analysis = true;
                asked.wishes = true;
                let actor = id.split_once('.').map_or(id, |(actor, _)| actor);
                asked.home |= judges_by_wishes(file, actor);
            }
            CarrierKind::Option => {
                asked.analysis = true;
                asked.wishes = true;
                asked.obstacles = true;
            }
            CarrierKind::Driver => {
                asked.analysis = true;
                asked.wishes = true;
                asked.home = true;
            }
            CarrierKind::Rule => {
                asked.analysis |= file.rules.contains_key(id);
                asked.home |= file.term_rules.contains_key(id);
            }
            CarrierKind::Verdict | CarrierKind::Ratification | CarrierKind::Holder => {
                asked.home = true;
            }
            CarrierKind::Guarantee => asked.obstacles = true,
            CarrierKind::Step | CarrierKind::Shows | CarrierKind::Window => asked.plans = true,
            CarrierKind::Promise => asked.settlement = true,
            CarrierKind::Perception => asked.pictures = true,
            CarrierKind::Link => {
                asked.loops = true;
                let cause = match (id.split_once('>'), file.links.get(id)) {
                    (Some((cause, _)), _) => Some(cause.to_owned()),
                    (None, Some(link)) => {
                        let option = link.option.as_deref();
                        (link.cause.clone()).or(option.map(|id| driver_of_option(file, id)))
                    }
                    (None, None) => None,
                };
                let new = cause.filter(|cause| !asked.pushes.contains(cause));
                asked.pushes.extend(new);
            }
            CarrierKind::Reading => {}
        }
    }
    asked
}

/// The driver that an option is, or the one that stands for it on the map.
fn driver_of_option(file: &File, option: &str) -> String {
    let mut drivers = file.drivers.iter();
    let same = drivers.find(|(_, driver)| driver.option.as_deref() == Some(option));
    same.map_or_else(|| format!("option.{option}"), |(id, _)| id.clone())
}

/// The questions that a reading can bear on, with those that it takes in.
pub(crate) fn questions_of_reading(file: &File, id: &str) -> Asked {
    let mut asked = Asked {
        analysis: true,
        wishes: true,
        ..Asked::default()
    };
    let mut open = vec![id];
    let mut done: Vec<&str> = Vec::new();
    while let Some(id) = open.pop() {
        let Some(reading) = file.readings.get(id) else {
            continue;
        };
        if done.contains(&id) {
            continue;
        }
        done.push(id);
        open.extend(reading.includes.iter().map(String::as_str));
        let at_home = |change: &ReadingChange| {
            let by_wishes = |actor: &String| judges_by_wishes(file, actor);
            change.faction.is_some() || change.actor.as_ref().is_some_and(by_wishes)
        };
        asked.home |= !reading.holders.is_empty() || reading.changes.iter().any(at_home);
        asked.home |= !reading.drivers.is_empty();
    }
    asked
}

/// Whether an actor judges agreements by what it wants of the model.
fn judges_by_wishes(file: &File, actor: &str) -> bool {
    match file.factions.get(actor) {
        Some(faction) => faction.judges.is_empty(),
        None => true,
    }
}
