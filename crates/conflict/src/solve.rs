//! A scenario compiled and solved once, for every finding about it.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use hikiwake_dossier::{CompileError, Compiled, Dossier, Scenario};
use hikiwake_graph::{Bits, Concept, Limits, Stability, State, Stopped};

use crate::joint_search::{JointSearch, JointStep, joint_improvements};
use crate::reach::Reached;
use crate::{ConceptCount, OutcomeHolding, ReachedCounts};
use crate::{search::Answer, search::answer};
use hikiwake_finding::words::thousands;
use hikiwake_finding::{
    AnalyseSettings, Holding, ReachKind, Reason, Stage, StateRow, WalkStep, basis, walk,
};

/// Who stays where in a model, under each concept.
pub struct Verdicts {
    /// The states that are stable, by decision maker and concept.
    pub stability: Stability,
    /// The equilibria under each concept, in the order of [`Concept::ALL`].
    pub equilibria: Vec<Bits>,
    bytes: u64,
}

/// What a start leads to in a model, with its verdicts.
pub struct Walks {
    verdicts: Arc<Verdicts>,
    bytes: u64,
    /// What the start (the status quo, if nothing else is said) leads to, where there
    /// is one.
    pub reached: Option<Reached>,
    /// The joint improvements from the start.
    pub joint: JointSearch,
}

/// A model with its verdicts and what a start leads to.
pub struct SolvedModel {
    /// The model.
    pub compiled: Arc<Compiled>,
    walks: Arc<Walks>,
}

/// A scenario solved, while a finding is made of it.
pub struct Solved<'a> {
    /// The dossier of which it is a scenario.
    pub dossier: &'a Dossier,
    /// Its model, solved.
    solved: SolvedModel,
    /// Most moves looked at in each search.
    pub work: u64,
    /// What the model may cost.
    pub limits: Limits,
    /// Every state that the finding names.
    named: RefCell<BTreeSet<State>>,
    /// The work allowed did not suffice to show how every leaver would leave.
    departures_cut: Cell<bool>,
}

impl Deref for Solved<'_> {
    type Target = SolvedModel;

    fn deref(&self) -> &SolvedModel {
        &self.solved
    }
}

impl Deref for SolvedModel {
    type Target = Walks;

    fn deref(&self) -> &Walks {
        &self.walks
    }
}

impl Deref for Walks {
    type Target = Verdicts;

    fn deref(&self) -> &Verdicts {
        &self.verdicts
    }
}

impl Stage for Verdicts {
    const NAME: &'static str = "verdicts";

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Stage for Walks {
    const NAME: &'static str = "walks";

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Who stays where in a model of this content, worked out or kept. Scenarios that differ in
/// words or evidence only have the same model.
///
/// # Errors
/// Where the watcher asked to stop.
pub(crate) fn verdicts<E: From<Stopped>>(
    dossier: &Dossier,
    compiled: &Compiled,
    content: &str,
    settings: &AnalyseSettings,
) -> Result<Arc<Verdicts>, E> {
    settings.kept(dossier, &Scenario::default(), &content, || {
        settings.stage("asking who would stay where");
        let stability = compiled.model.stability_with(&settings.run)?;
        let states = compiled.model.space().size() as u64;
        let decision_makers = compiled.decision_makers.len() as u64;
        let equilibria = Concept::ALL.map(|c| stability.equilibria(c)).to_vec();
        Ok(Verdicts {
            stability,
            // A bit for each state, decision maker and concept, and for all together.
            bytes: states * (equilibria.len() as u64) * (1 + decision_makers) / 8,
            equilibria,
        })
    })
}

impl<'a> Solved<'a> {
    /// A scenario solved, with what its status quo leads to.
    ///
    /// # Errors
    /// Where the scenario does not compile, or the watcher asked to stop.
    pub fn new(
        dossier: &'a Dossier,
        scenario: &Scenario,
        settings: &AnalyseSettings,
    ) -> Result<Self, CompileError> {
        Solved::from(dossier, scenario, None, settings)
    }

    /// The same with what another state leads to, if one is given.
    ///
    /// # Errors
    /// As for [`Solved::new`].
    pub fn from(
        dossier: &'a Dossier,
        scenario: &Scenario,
        start: Option<State>,
        settings: &AnalyseSettings,
    ) -> Result<Self, CompileError> {
        let compiled = settings.compile(dossier, scenario)?;
        let (any, content) = (Scenario::default(), compiled.content());
        let verdicts: Arc<Verdicts> =
            verdicts::<CompileError>(dossier, &compiled, &content, settings)?;
        let start = start.or(compiled.status_quo);
        let walks = settings.kept(dossier, &any, &(&content, start), || {
            settings.stage("walking from the status quo");
            let (model, stability) = (&compiled.model, &verdicts.stability);
            let joint = match start {
                Some(start) => joint_improvements(model, start, stability, settings.work),
                None => JointSearch::default(),
            };
            let steps: Vec<JointStep> = (joint.found.iter())
                .map(|(group, improvement)| (group.clone(), improvement.to))
                .collect();
            let reached = start.map(|start| Reached::new(model, start, &steps, settings.work));
            // Of each state how it is reached, by each kind of step and each mover.
            let states = compiled.model.space().size() as u64;
            let movers = 1 + compiled.decision_makers.len() as u64;
            Ok::<_, CompileError>(Walks {
                verdicts: verdicts.clone(),
                bytes: 5 * 4 * states * movers,
                reached,
                joint,
            })
        })?;
        Ok(Solved {
            dossier,
            solved: SolvedModel { compiled, walks },
            work: settings.work,
            named: RefCell::default(),
            departures_cut: Cell::default(),
            limits: settings.limits,
        })
    }

    /// The concepts under which `state` is an equilibrium.
    pub fn concepts(&self, state: State) -> Vec<Concept> {
        (Concept::ALL.into_iter().zip(&self.equilibria))
            .filter(|(_, states)| states.has(state))
            .map(|(concept, _)| concept)
            .collect()
    }

    /// Decision makers for whom `state` is not SEQ-stable.
    pub fn leavers(&self, state: State) -> Vec<usize> {
        (0..self.compiled.decision_makers.len())
            .filter(|&i| !self.stability.stable(i, Concept::Seq).has(state))
            .collect()
    }

    /// How a state is reached from the start; none where there is no start.
    pub fn reach(&self, state: State) -> Option<ReachKind> {
        Some(self.reached.as_ref()?.kind(state))
    }

    /// The states that hold under some concept: those that nobody would leave (SEQ)
    /// first; then by reach, by number of concepts, by code; at most `limit` of
    /// them, and how many there are.
    pub fn strongest(&self, limit: usize) -> (Vec<State>, usize) {
        let key = |state| {
            let concepts = self.concepts(state);
            let left = !concepts.contains(&Concept::Seq);
            (left, self.reach(state), Reverse(concepts.len()))
        };
        // Every equilibrium under any concept is one under GMR.
        let mut states: Vec<State> = self.equilibria[Concept::Gmr as usize].iter().collect();
        let count = states.len();
        if limit == 0 {
            return (Vec::new(), count);
        }
        if count > limit {
            // Codes are slow to write: only those that compete for a place get one.
            let (_, &mut last, _) = states.select_nth_unstable_by_key(limit - 1, |&s| key(s));
            states.retain(|&state| key(state) <= key(last));
        }
        states.sort_by_cached_key(|&state| (key(state), self.compiled.code(state)));
        states.truncate(limit);
        (states, count)
    }

    /// How `state` holds and is reached; with `departures`, what its leavers would do.
    pub fn holding(&self, state: State, departures: bool) -> Holding {
        let leavers = self.leavers(state);
        Holding {
            state: self.row(state),
            concepts: names(&self.concepts(state)),
            reach: self.reach(state),
            path: self.path(state),
            departures: match departures {
                true => leavers
                    .iter()
                    .filter_map(|&i| self.departure(i, state))
                    .collect(),
                false => Vec::new(),
            },
            leavers: self.ids(&leavers),
        }
    }

    /// The best improvement of `actor` from `state` that no credible answer spoils.
    pub fn departure(&self, actor: usize, state: State) -> Option<WalkStep> {
        let model = &self.compiled.model;
        let mut work = self.work;
        for to in model.improvements_as_named(actor, state) {
            match answer(model, actor, state, to, true, &mut work) {
                Answer::Found(_) => {}
                Answer::None => return Some(self.step(&[actor], state, to)),
                Answer::Unknown => {
                    self.departures_cut.set(true);
                    return None;
                }
            }
        }
        None
    }

    /// A shortest walk from the status quo to `state`, of the strongest kind.
    pub fn path(&self, state: State) -> Vec<WalkStep> {
        let Some(reached) = &self.reached else {
            return Vec::new();
        };
        let mut from = reached.start;
        let mut steps = Vec::new();
        for (movers, to) in reached.path(state) {
            steps.push(self.step(&movers, from, to));
            from = to;
        }
        steps
    }

    /// What happened, and how it holds.
    pub fn outcomes(&self) -> Vec<OutcomeHolding> {
        let Some((_, period)) = basis::period(self.dossier, &self.compiled) else {
            return Vec::new();
        };
        (self.compiled.outcomes.iter())
            .map(|(id, state)| {
                let outcome = period.outcomes.iter().find(|outcome| outcome.id == *id);
                let outcome = outcome.cloned().unwrap_or_default();
                OutcomeHolding {
                    id: id.clone(),
                    label: outcome.label,
                    date: outcome.date,
                    text: outcome.text,
                    infeasible: state.clone().err(),
                    holding: state.clone().ok().map(|state| self.holding(state, true)),
                }
            })
            .collect()
    }

    /// The status quo, where there is one.
    pub fn status_quo(&self) -> Option<Holding> {
        Some(self.holding(self.reached.as_ref()?.start, true))
    }

    /// How many states hold under each concept.
    pub fn concept_counts(&self) -> Vec<ConceptCount> {
        (Concept::ALL.into_iter().zip(&self.equilibria))
            .map(|(concept, states)| {
                let reached = |by: &dyn Fn(&Reached, State) -> bool| match &self.reached {
                    Some(reached) => states.iter().filter(|&s| by(reached, s)).count() as u64,
                    None => 0,
                };
                ConceptCount {
                    concept: concept.name().to_string(),
                    states: states.count() as u64,
                    by_best_replies: reached(&|r, s| r.best_replies.has(s)),
                    by_improvements: reached(&|r, s| r.improvements.has(s)),
                    by_joint_move: reached(&|r, s| r.kind(s) <= ReachKind::JointMove),
                    shared: self.shared_levels(states.iter()),
                }
            })
            .collect()
    }

    /// The level that all of these states give each option, in the order of the columns;
    /// `None` where they differ, nothing where there are no states.
    pub fn shared_levels(&self, mut states: impl Iterator<Item = State>) -> Vec<Option<u8>> {
        let space = self.compiled.model.space();
        let levels = |state: State| {
            let columns = self.compiled.columns.iter();
            columns.map(move |column| column.axis.map_or(0, |axis| space.level(state, axis)))
        };
        let Some(first) = states.next() else {
            return Vec::new();
        };
        let mut shared: Vec<Option<u8>> = levels(first).map(Some).collect();
        for state in states {
            for (shared, level) in shared.iter_mut().zip(levels(state)) {
                *shared = shared.filter(|shared| *shared == level);
            }
        }
        shared
    }

    /// How many states are reached how, where there is a start.
    pub fn reached_counts(&self) -> Option<ReachedCounts> {
        let reached = self.reached.as_ref()?;
        let improvements = reached.improvements.states().len();
        Some(ReachedCounts {
            best_replies: reached.best_replies.states().len() as u64,
            improvements: improvements as u64,
            joint: (improvements + reached.joint.count) as u64,
            moves: reached.moves.states().len() as u64,
        })
    }

    /// A state as a row, kept for the rows of the finding.
    pub fn row(&self, state: State) -> StateRow {
        self.named.borrow_mut().insert(state);
        basis::row(self.dossier, &self.compiled, state)
    }

    /// A step with its reasons, its states kept for the rows of the finding.
    pub fn step(&self, movers: &[usize], from: State, to: State) -> WalkStep {
        self.named.borrow_mut().extend([from, to]);
        walk::step(self.dossier, &self.compiled, movers, from, to)
    }

    /// Why an actor ranks one state against another.
    pub fn reason(&self, actor: usize, from: State, to: State) -> Reason {
        basis::reason(self.dossier, &self.compiled, actor, from, to)
    }

    /// The rows of all states named so far, by code.
    pub fn rows(&self) -> Vec<StateRow> {
        let mut rows: Vec<StateRow> = (self.named.borrow().iter())
            .map(|&state| basis::row(self.dossier, &self.compiled, state))
            .collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows
    }

    /// Ids of decision makers.
    pub fn ids(&self, decision_makers: &[usize]) -> Vec<String> {
        (decision_makers.iter())
            .map(|&i| self.compiled.decision_makers[i].clone())
            .collect()
    }

    /// The limits that were reached while solving.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self
            .reached
            .as_ref()
            .is_some_and(|reached| reached.joint.cut)
        {
            notes.push(format!(
                "Ways with a step taken together were followed only as far as {} steps of search \
                 allow: some arrangements shown as not reached that way may be. Raise `work` \
                 (--work) to look further.",
                thousands(self.work)
            ));
        }
        if self.departures_cut.get() {
            notes.push(format!(
                "By which move somebody would leave an arrangement was sought only as far as {} \
                 steps of search allow. Raise `work` (--work) to look further.",
                thousands(self.work)
            ));
        }
        notes
    }
}

/// The field's abbreviations.
pub fn names(concepts: &[Concept]) -> Vec<String> {
    concepts.iter().map(|c| c.name().to_string()).collect()
}
