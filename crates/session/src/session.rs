//! One dossier, the questions asked about it, and what is kept between them.

use std::sync::{Mutex, PoisonError};

use hikiwake_conflict::{
    ConceptsAsked, ExplainSettings, InverseSettings, PathsQuestion, Sensitivity, StepGraphSettings,
    Wanted,
};
use hikiwake_conflict::{patterns::standing_for, solve::Solved};
use hikiwake_dossier::{Compiled, Dossier, Scenario};
use hikiwake_drivers::DriverMap;
use hikiwake_evidence::{BacktestSettings, Register};
use hikiwake_finding::{AnalyseSettings, Finding, Stages, Told};
use hikiwake_graph::{CoalitionRules, Concept, Limits, Run, State};
use hikiwake_negotiation::{BlockQuestion, GradualPlansSettings, RatifyQuestion};
use hikiwake_traceability::{PassageText, TraceSettings};

use crate::{Answer, AskError, Question};

/// Of how many scenarios it is kept what the answer hangs on.
const HANGS_KEPT: usize = 8;

/// What questions may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Most bytes that the models of one question may take, by an estimate.
    pub memory: u64,
    /// Most steps that one search may take.
    pub work: u64,
    /// Most bytes that are kept between questions, by an estimate.
    pub kept: u64,
}

impl Default for Settings {
    fn default() -> Self {
        let all = AnalyseSettings::default();
        Settings {
            memory: all.limits.bytes,
            work: all.work,
            kept: 256 << 20,
        }
    }
}

/// Who is told how a question gets on, and can stop it.
#[derive(Clone, Copy, Default)]
pub struct Watcher<'a> {
    /// On how many threads, and who can stop it.
    pub run: Run<'a>,
    /// Told the name of each stage as it begins.
    pub progress: Option<&'a dyn Fn(&str)>,
    /// The words of passages: only where a person asked to see them.
    pub passages: Option<&'a PassageText<'a>>,
}

/// A dossier that answers questions, and keeps what several answers begin with.
#[derive(Debug)]
pub struct Session {
    // What is kept knows the dossier by where it lies: boxed, it stays there.
    dossier: Box<Dossier>,
    settings: Settings,
    stages: Stages,
    /// What the last scenarios' answers hang on, the newest first.
    hangs: Mutex<Vec<(Scenario, Finding<Sensitivity>)>>,
}

impl Session {
    /// A session in which nothing was asked yet.
    pub fn new(dossier: Dossier, settings: Settings) -> Self {
        Session {
            dossier: Box::new(dossier),
            settings,
            stages: Stages::new(settings.kept),
            hangs: Mutex::default(),
        }
    }

    /// The dossier that questions are asked of.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// What questions may cost.
    pub fn limits(&self) -> Settings {
        self.settings
    }

    /// What became of the stages that are kept: how much they hold, and what was dropped.
    pub fn kept(&self) -> Told {
        self.stages.told()
    }

    /// The model of a scenario.
    ///
    /// # Errors
    /// Where there is none, or the watcher asked to stop.
    pub fn model(
        &self,
        scenario: &Scenario,
        watcher: Watcher,
    ) -> Result<std::sync::Arc<Compiled>, AskError> {
        let settings = self.settings(0, watcher);
        Ok(settings.compile(&self.dossier, scenario)?)
    }

    /// How a question that lists at most so many of each is answered.
    pub fn settings<'a>(&'a self, list: usize, watcher: Watcher<'a>) -> AnalyseSettings<'a> {
        AnalyseSettings {
            list,
            limits: Limits {
                bytes: self.settings.memory,
            },
            work: self.settings.work,
            run: watcher.run,
            progress: watcher.progress,
            stages: Some(&self.stages),
            ..AnalyseSettings::default()
        }
    }

    /// Answers a question.
    ///
    /// # Errors
    /// See [`AskError`].
    pub fn ask(&self, question: &Question, watcher: Watcher) -> Result<Answer, AskError> {
        let dossier = &*self.dossier;
        let with = |list: usize| self.settings(list, watcher);
        Ok(match question {
            Question::States {
                scenario,
                formula,
                list,
            } => {
                let compiled = self.model(scenario, watcher)?;
                let read = formula.as_ref().map(|text| compiled.formula(text));
                let read = read.transpose().map_err(AskError::Asked)?;
                let filter = read.as_ref().zip(formula.as_deref());
                hikiwake_conflict::list_states(dossier, &compiled, filter, *list).into()
            }
            Question::Wishes { scenario } => {
                hikiwake_conflict::wish_balance(dossier, &*self.model(scenario, watcher)?).into()
            }
            Question::Sensitivity { scenario } => self.sensitivity(scenario, watcher)?.into(),
            Question::Readings { scenario } => {
                hikiwake_conflict::readings(dossier, scenario, &with(0))?.into()
            }
            Question::Analysis { scenario, list } => {
                hikiwake_conflict::analyse(dossier, scenario, &with(*list))?.into()
            }
            Question::Symbolic {
                scenario,
                too_large,
                list,
            } => hikiwake_conflict::symbolic(dossier, scenario, &with(*list), *too_large)?.into(),
            Question::Explanation {
                scenario,
                state,
                actors,
                concepts,
                list,
            } => {
                let compiled = self.model(scenario, watcher)?;
                let actors = actors
                    .iter()
                    .map(|actor| self.decision_maker(&compiled, actor));
                let actors = actors.collect::<Result<Vec<_>, _>>()?;
                let concepts: Vec<Concept> = match concepts.as_slice() {
                    [] => vec![Concept::Seq],
                    some => some.iter().map(|&concept| concept.into()).collect(),
                };
                let all = ExplainSettings::default();
                let settings = ExplainSettings {
                    answered: all.answered.max(*list),
                    list: *list,
                    work: self.settings.work,
                    analyse: with(*list),
                };
                let wanted = wanted(dossier, &compiled, state)?;
                let (state, kind) = match wanted.state {
                    Some(state) => (state, None),
                    None => {
                        let solved = Solved::new(dossier, scenario, &with(*list))?;
                        standing_for(&solved, &wanted).map_err(AskError::Asked)?
                    }
                };
                let mut explained = hikiwake_conflict::explain(
                    dossier, &compiled, state, &actors, &concepts, &settings,
                )?;
                explained.finding.asked_kind = kind;
                explained.into()
            }
            Question::Comparison {
                first,
                second,
                list,
            } => hikiwake_conflict::compare(dossier, first, second, &with(*list))?.into(),
            Question::Ways {
                scenario,
                to,
                from,
                via,
                list,
            } => {
                let compiled = self.model(scenario, watcher)?;
                if to.is_none() && !via.is_empty() {
                    return Err(AskError::Asked(
                        "by way of it to where?\n  = help: name the state to get to after the folder"
                            .to_owned(),
                    ));
                }
                let question = PathsQuestion {
                    from: found_if_any(&compiled, from.as_ref())?,
                    to: (to.as_ref())
                        .map(|to| wanted(dossier, &compiled, to))
                        .transpose()?,
                    via: via
                        .iter()
                        .map(|text| found(&compiled, text))
                        .collect::<Result<_, _>>()?,
                };
                hikiwake_conflict::ways(dossier, scenario, &question, &with(*list))?.into()
            }
            Question::StepGraph {
                scenario,
                from,
                by,
                condensed,
                states,
                steps,
            } => {
                let compiled = self.model(scenario, watcher)?;
                let from = found_if_any(&compiled, from.as_ref())?;
                let wanted = StepGraphSettings {
                    by: *by,
                    condensed: *condensed,
                    states: *states,
                    steps: *steps,
                };
                hikiwake_conflict::step_graph(dossier, scenario, from, &wanted, &with(0))?.into()
            }
            Question::Inverse {
                scenario,
                wanted,
                concept,
                reached,
                size,
                further,
                add,
                rankings,
                work,
                list,
            } => {
                let compiled = self.model(scenario, watcher)?;
                let id = |actor: &String| -> Result<String, AskError> {
                    let index = self.decision_maker(&compiled, actor)?;
                    Ok(compiled.decision_makers[index].clone())
                };
                let add = add
                    .iter()
                    .map(|(actor, formula)| Ok((id(actor)?, formula.clone())));
                let usual = InverseSettings::default();
                let settings = InverseSettings {
                    concept: (*concept).into(),
                    walks: match reached.as_slice() {
                        [] => usual.walks,
                        some => some.to_vec(),
                    },
                    size: *size,
                    further: *further,
                    add: add.collect::<Result<_, AskError>>()?,
                    rankings: rankings.iter().map(id).collect::<Result<_, _>>()?,
                    analyse: AnalyseSettings {
                        work: work.map_or(self.settings.work, |work| work.min(self.settings.work)),
                        ..with(*list)
                    },
                };
                hikiwake_conflict::inverse(dossier, scenario, wanted.as_deref(), &settings)?.into()
            }
            Question::Concepts {
                scenario,
                state,
                groups,
                horizon,
                far,
                next,
                gain,
                list,
            } => {
                let compiled = self.model(scenario, watcher)?;
                let group = |actors: &Vec<String>| -> Result<Vec<usize>, AskError> {
                    let actors = actors.iter();
                    actors
                        .map(|actor| self.decision_maker(&compiled, actor))
                        .collect()
                };
                let asked = ConceptsAsked {
                    state: found_if_any(&compiled, state.as_ref())?,
                    groups: groups.iter().map(group).collect::<Result<_, _>>()?,
                    horizon: *horizon,
                    far: *far,
                    next: (*next).into(),
                    rules: CoalitionRules {
                        gain: (*gain).into(),
                        ..CoalitionRules::default()
                    },
                };
                hikiwake_conflict::concepts_of(dossier, scenario, &with(*list), &asked)?.into()
            }
            Question::Views { scenario, list } => {
                hikiwake_conflict::views(dossier, scenario, &with(*list))?.into()
            }
            Question::Settlement {
                scenario,
                rule,
                list,
            } => {
                let rule = rule.as_deref();
                hikiwake_negotiation::settle(dossier, scenario, rule, &with(*list))?.into()
            }
            Question::Ratify {
                scenario,
                rule,
                list,
            } => {
                let question = RatifyQuestion {
                    scenario: scenario.clone(),
                    rule: rule.clone(),
                };
                hikiwake_negotiation::ratify(dossier, &question, &with(*list))?.into()
            }
            Question::Block {
                scenario,
                wanted,
                agreement,
                rule,
            } => {
                let question = BlockQuestion {
                    rule: rule.clone(),
                    wanted: wanted.clone(),
                    agreement: agreement.clone(),
                };
                hikiwake_negotiation::block(dossier, scenario, &question, &with(0))?.into()
            }
            Question::Steps {
                plan,
                yearly_discount,
            } => {
                let plans = &dossier.file.ladders;
                if let Some(id) = plan
                    && !plans.contains_key(id)
                {
                    let ids: Vec<&str> = plans.keys().map(String::as_str).collect();
                    return Err(AskError::Asked(format!(
                        "no gradual plan is called `{id}`\n  = help: there are {}",
                        ids.join(", ")
                    )));
                }
                let settings = GradualPlansSettings {
                    ladder: plan.clone(),
                    yearly_discount: *yearly_discount,
                };
                hikiwake_negotiation::steps(dossier, &settings).into()
            }
            Question::Trace {
                scenario,
                thing,
                list,
            } => {
                let settings = TraceSettings {
                    analyse: with(*list),
                    passages: watcher.passages,
                    ..TraceSettings::default()
                };
                hikiwake_traceability::trace(dossier, thing, scenario, &settings)?.into()
            }
            Question::Coverage { scenario, list } => {
                hikiwake_traceability::coverage(dossier, scenario, &with(*list))?.into()
            }
            Question::Register { scenario } => self.register(scenario.as_ref(), watcher)?.into(),
            Question::Watch { scenario } => {
                let hangs = self.sensitivity(scenario, watcher)?;
                let yardstick = Default::default();
                let forecasts = hikiwake_evidence::forecast_tests(dossier, yardstick);
                hikiwake_conflict::watch(dossier, &hangs.finding, &forecasts).into()
            }
            Question::Mechanisms {
                scenario,
                mechanism,
            } => {
                crate::mechanisms::mechanisms(self, scenario, mechanism.as_deref(), watcher)?.into()
            }
            Question::WhatIf {
                scenario,
                pushes,
                set,
                holders,
                readings,
            } => {
                let supposed = crate::what_if::Supposed {
                    pushes,
                    set,
                    holders,
                    readings,
                };
                crate::what_if::what_if(self, scenario, &supposed, watcher)?.into()
            }
            Question::Backtest { yardstick } => {
                let settings = BacktestSettings {
                    yardstick: *yardstick,
                    analyse: with(0),
                };
                hikiwake_evidence::backtest(dossier, &settings)?.into()
            }
            Question::Timeline => {
                let found = hikiwake_evidence::timeline(dossier);
                found
                    .ok_or_else(|| none("`[events]`, `[windows]` or dated `[periods]`"))?
                    .into()
            }
            Question::Map => {
                let found = hikiwake_evidence::map(dossier);
                found.ok_or_else(|| none("`[places]`"))?.into()
            }
            Question::Ties => {
                let found = hikiwake_evidence::ties(dossier);
                found.ok_or_else(|| none("`[ties]`"))?.into()
            }
            Question::Influence { scenario, driver } => {
                let map = DriverMap::of(dossier, scenario)?;
                let find = |written: &String| map.find(written);
                let driver = driver.as_ref().map(find).transpose();
                let driver = driver.map_err(|unknown| AskError::Asked(unknown.to_string()))?;
                hikiwake_drivers::influence(dossier, scenario, &map, driver).into()
            }
            Question::Loops { scenario, list } => {
                let map = DriverMap::of(dossier, scenario)?;
                hikiwake_drivers::loops(dossier, scenario, &map, *list, &with(0))?.into()
            }
            Question::Scenarios {
                scenario,
                drivers,
                list,
            } => {
                let map = DriverMap::of(dossier, scenario)?;
                let most = (*drivers, *list);
                hikiwake_drivers::scenarios(dossier, scenario, &map, most, &with(0))?.into()
            }
        })
    }

    /// What a scenario's answer hangs on, which is long in the asking and short: the last
    /// are kept.
    fn sensitivity(
        &self,
        scenario: &Scenario,
        watcher: Watcher,
    ) -> Result<Finding<Sensitivity>, AskError> {
        let kept = || {
            let kept = self.hangs.lock();
            kept.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((_, found)) = kept().iter().find(|(known, _)| known == scenario) {
            return Ok(found.clone());
        }
        let settings = self.settings(0, watcher);
        let found = hikiwake_conflict::sensitivity(&self.dossier, scenario, &settings)?;
        let mut kept = kept();
        kept.truncate(HANGS_KEPT - 1);
        kept.insert(0, (scenario.clone(), found.clone()));
        Ok(found)
    }

    /// Where the sources differ, and which differences bear on what decides. A dossier whose
    /// model does not run has the register all the same.
    fn register(
        &self,
        scenario: Option<&Scenario>,
        watcher: Watcher,
    ) -> Result<Finding<Register>, AskError> {
        let mut found = hikiwake_evidence::register(&self.dossier, self.settings.work);
        let bears = found
            .finding
            .entries
            .iter()
            .any(|one| !one.bears_on.is_empty());
        let Some(scenario) = scenario.filter(|_| bears) else {
            return Ok(found);
        };
        match self.sensitivity(scenario, watcher) {
            Ok(hangs) => {
                let hangs = hangs.finding;
                found
                    .finding
                    .decided_by(hangs.scenario.clone(), &hangs.decisive());
            }
            Err(AskError::Stopped) => return Err(AskError::Stopped),
            Err(_) => {}
        }
        Ok(found)
    }

    /// The decision maker a person means: by id or by name, in any case.
    fn decision_maker(&self, compiled: &Compiled, text: &str) -> Result<usize, AskError> {
        let names = |id: &String| {
            let actor = self.dossier.file.actors.get(id);
            actor.is_some_and(|actor| actor.name.eq_ignore_ascii_case(text))
        };
        let mut ids = compiled.decision_makers.iter();
        let place = ids.position(|id| id.eq_ignore_ascii_case(text) || names(id));
        place.ok_or_else(|| {
            AskError::Asked(format!(
                "no decision maker is called `{text}`\n  = help: there are {}",
                compiled.decision_makers.join(", ")
            ))
        })
    }
}

/// That the dossier says nothing of what is asked for, and where it would.
fn none(table: &str) -> AskError {
    AskError::Asked(format!(
        "The dossier says nothing of it: write {table} (docs/dossier.md)."
    ))
}

/// The state that a person means.
fn found(compiled: &Compiled, text: &str) -> Result<State, AskError> {
    compiled.find(text).map_err(AskError::Asked)
}

/// The state, or the kind of states, that a person means.
fn wanted(dossier: &Dossier, compiled: &Compiled, text: &str) -> Result<Wanted, AskError> {
    Wanted::read(dossier, compiled, text).map_err(AskError::Asked)
}

fn found_if_any(compiled: &Compiled, text: Option<&String>) -> Result<Option<State>, AskError> {
    text.map(|text| found(compiled, text)).transpose()
}
