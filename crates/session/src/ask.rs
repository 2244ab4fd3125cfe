//! Questions of every kind, each put to the analysis that answers it.

use hikiwake_conflict::{
    ConceptsAsked, ExplainSettings, InverseSettings, PathsQuestion, StepGraphSettings, Wanted,
};
use hikiwake_conflict::{patterns::standing_for, solve::Solved};
use hikiwake_dossier::{Compiled, Dossier, Scenario};
use hikiwake_drivers::DriverMap;
use hikiwake_evidence::{BacktestSettings, Register};
use hikiwake_finding::{AnalyseSettings, Finding};
use hikiwake_graph::{CoalitionRules, Concept, State};
use hikiwake_negotiation::{BlockQuestion, GradualPlansSettings, RatifyQuestion};
use hikiwake_traceability::TraceSettings;

use crate::{Answer, AskError, Question, Session, Watcher};

impl Session {
    /// Answers a question.
    ///
    /// # Errors
    /// See [`AskError`].
    pub fn ask(&self, question: &Question, watcher: Watcher) -> Result<Answer, AskError> {
        let dossier = self.dossier();
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
                    work: self.limits().work,
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
                        work: work.map_or(self.limits().work, |work| work.min(self.limits().work)),
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

    /// Where the sources differ, and which differences bear on what decides. A dossier whose
    /// model does not run has the register all the same.
    fn register(
        &self,
        scenario: Option<&Scenario>,
        watcher: Watcher,
    ) -> Result<Finding<Register>, AskError> {
        let mut found = hikiwake_evidence::register(self.dossier(), self.limits().work);
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
            let actor = self.dossier().file.actors.get(id);
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
