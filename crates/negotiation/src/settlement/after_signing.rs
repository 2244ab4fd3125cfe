//! The model after signing: where an agreement leads, whether that holds, who would
//! leave it first and what comes of it.

use std::cell::RefCell;
use std::cmp::Reverse;

use hikiwake_dossier::{Change, CompileError, Compiled, Dossier, Negotiation, Scenario};
use hikiwake_graph::{Concept, State, StepKind};

use super::kept::{Fate, SinceSigning, fate, taken_anyway};
use super::{AfterSigning, AfterState, Betrayal};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::{AnalyseSettings, WalkStep, basis, walk};

/// The scenario after signing: the reading that is asked about, and on top of it the one
/// under which the dossier asks whether an agreement holds.
pub(crate) fn signed(dossier: &Dossier, scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    let settlement = dossier.file.settlement.as_ref();
    let after = settlement.and_then(|settlement| settlement.after.clone());
    match (&scenario.reading, after) {
        (_, None) => {}
        (None, after) => scenario.reading = after,
        (Some(asked), Some(after)) if *asked == after => {}
        (Some(_), Some(after)) => scenario.changes.push(Change::Reading(after)),
    }
    scenario
}

/// The model after signing, solved, and the states that were asked about so far.
pub(super) struct After<'a> {
    solved: Solved<'a>,
    since: SinceSigning,
    /// The sides, for who comes first.
    sides: Vec<String>,
    states: RefCell<Vec<(State, AfterState)>>,
}

/// The head of the model after signing.
pub(crate) fn head_of(solved: &Solved, since: &SinceSigning) -> AfterSigning {
    let (dossier, compiled) = (solved.dossier, &solved.compiled);
    let options = basis::options(dossier, compiled);
    let only_then = options.iter().zip(&since.new).filter(|(_, new)| **new);
    AfterSigning {
        new_options: only_then.map(|(option, _)| option.id.clone()).collect(),
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options,
    }
}

impl<'a> After<'a> {
    /// Compiles and solves the model after signing. `before` is the model as it stands
    /// now.
    pub fn new(
        dossier: &'a Dossier,
        scenario: &Scenario,
        before: &Compiled,
        talks: &Negotiation,
        settings: &AnalyseSettings,
    ) -> Result<After<'a>, CompileError> {
        let solved = Solved::new(dossier, scenario, settings)?;
        Ok(After {
            since: SinceSigning::new(&solved.compiled, before),
            sides: talks.sides.clone(),
            states: RefCell::default(),
            solved,
        })
    }

    /// The model, solved.
    pub fn solved(&self) -> &Solved<'a> {
        &self.solved
    }

    pub fn head(&self) -> AfterSigning {
        head_of(&self.solved, &self.since)
    }

    /// Where an agreement leads: the place of the state, or why there is none.
    pub fn place(&self, talks: &Negotiation, agreement: State) -> Result<usize, String> {
        let levels = talks.after(agreement, &self.since.now);
        let state = self.solved.compiled.feasible(&levels)?;
        let known = self.states.borrow().iter().position(|(s, _)| *s == state);
        if let Some(place) = known {
            return Ok(place);
        }
        let found = self.state(state);
        let mut states = self.states.borrow_mut();
        states.push((state, found));
        Ok(states.len() - 1)
    }

    /// The states asked about, in the order of their places, and what limits were
    /// reached.
    pub fn into_states(self) -> (Vec<AfterState>, Vec<String>) {
        let notes = self.solved.notes();
        let states = self.states.into_inner().into_iter();
        (states.map(|(_, state)| state).collect(), notes)
    }

    /// The state at a place.
    pub fn at(&self, place: usize) -> AfterState {
        self.states.borrow()[place].1.clone()
    }

    fn state(&self, state: State) -> AfterState {
        let holding = self.solved.holding(state, true);
        let same_as_now = self.solved.compiled.status_quo == Some(state);
        let mut betrayals: Vec<Betrayal> = (holding.departures.iter())
            .map(|step| self.betrayal(state, step))
            .collect();
        let actors = &self.solved.compiled.decision_makers;
        let place = |id: &String| {
            let side = self.sides.iter().position(|s| s == id);
            let actor = actors.iter().position(|a| a == id);
            (side.is_none(), side.or(actor))
        };
        betrayals.sort_by_key(|b| {
            let about = (Reverse(!b.undoes.is_empty()), Reverse(!b.opens.is_empty()));
            (about, b.anyway, b.step.movers.first().map(place))
        });
        AfterState {
            worse_off: match betrayals.first() {
                Some(first) => first.worse_off.clone(),
                None => self.worse_off(state),
            },
            same_as_now,
            holding,
            kept: self.since.kept(&self.solved, state),
            betrayals,
        }
    }

    /// Ids of the decision makers who rank a state below the status quo.
    fn worse_off(&self, state: State) -> Vec<String> {
        let compiled = &self.solved.compiled;
        let Some(today) = compiled.status_quo else {
            return Vec::new();
        };
        let value = |actor: usize, state| compiled.model.value(actor, state);
        let worse = (0..compiled.decision_makers.len())
            .filter(|&actor| value(actor, state) < value(actor, today));
        self.solved.ids(&worse.collect::<Vec<_>>())
    }

    fn betrayal(&self, from: State, step: &WalkStep) -> Betrayal {
        let compiled = &self.solved.compiled;
        let space = compiled.model.space();
        let heads = basis::options(self.solved.dossier, compiled);
        let id = |option: usize| heads.get(option).map(|o| o.id.clone());
        let to = step.changes.iter().try_fold(from, |at, change| {
            let axis = compiled.columns.get(change.option)?.axis?;
            Some(space.with(at, axis, change.to))
        });
        let (rest, rests, onward) = to.map_or((None, 0, Vec::new()), |to| self.rest(to));
        Betrayal {
            undoes: self.since.undone(step).filter_map(id).collect(),
            opens: self.since.opened(step).filter_map(id).collect(),
            step: step.clone(),
            anyway: taken_anyway(&self.solved, step),
            rest: rest.map(|state| self.solved.row(state)),
            rests,
            onward,
            worse_off: (rest.or(to)).map_or_else(Vec::new, |end| self.worse_off(end)),
        }
    }

    /// The nearest state of rest that best replies lead to, how many there are, and the
    /// way to it.
    fn rest(&self, from: State) -> (Option<State>, u64, Vec<WalkStep>) {
        let model = &self.solved.compiled.model;
        let all: Vec<usize> = (0..model.decision_makers()).collect();
        let reach = model.reach(from, &all, StepKind::BestReply);
        let nash = &self.solved.equilibria[Concept::Nash as usize];
        let rests: Vec<State> = reach
            .states()
            .into_iter()
            .filter(|&s| nash.has(s))
            .collect();
        let nearest = (rests.iter().copied())
            .min_by_key(|&state| (reach.length(state), state))
            .and_then(|state| Some((reach.path(state)?, state)));
        let count = rests.len() as u64;
        match nearest {
            None => (None, count, Vec::new()),
            Some((path, state)) => {
                let steps = walk::path(self.solved.dossier, &self.solved.compiled, &path);
                (Some(state), count, steps)
            }
        }
    }

    /// What becomes of the changes that `step` makes if `actor` makes them at the state
    /// in `place`.
    pub fn fate_at(&self, step: &WalkStep, place: usize) -> Fate {
        let state = self.states.borrow()[place].0;
        let actors = &self.solved.compiled.decision_makers;
        match step.movers.first() {
            Some(mover) => match actors.iter().position(|a| a == mover) {
                Some(actor) => fate(&self.solved, actor, step, state),
                None => Fate::Impossible,
            },
            None => Fate::Impossible,
        }
    }
}
