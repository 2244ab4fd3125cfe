//! A description ready to be asked.

use std::cell::RefCell;
use std::collections::BTreeMap;

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{BuildError, Concept, Formula, ModelBuilder, Order};

use crate::cover::{Cover, cover};
use crate::encoding::{COPIES, Copy, Encoding};
use crate::error::{Full, Reached, SymbolicError};
use crate::moves::{Machine, Mover};
use crate::order::{candidates, total_span};
use crate::prefer::{Growth, Reader, better};
use crate::set::{self, StateSet};
use crate::stable::{Side, stable};
use crate::work::Work;
use crate::{Limits, reach};

/// Most variables: a relational product calls itself that deep.
const MOST_VARIABLES: usize = 6_000;

/// Most steps of one operation, as bytes, and most nodes looked at, while an order
/// of variables is tried.
const TRIAL: Limits = Limits {
    bytes: 64 << 20,
    work: 4_000_000,
};

/// The symbolic engine: the questions of [`hikiwake_graph::Model`] on decision
/// diagrams, for spaces of any size.
///
/// States are one level per option, in the order of [`ModelBuilder::axes`]. Every
/// answer is exact. Methods panic where there is no such decision maker, or a list
/// of levels is too short.
pub struct Symbolic {
    pub(crate) m: Machine,
    pub(crate) sides: Vec<Side>,
    pub(crate) builder: ModelBuilder,
    pub(crate) growth: Vec<Growth>,
    /// Nodes of the set of feasible states before each rule, and after the last.
    pub(crate) rules: Vec<usize>,
    feasible: StateSet,
    /// The answers so far, by decision maker and concept.
    answers: RefCell<BTreeMap<(usize, Concept), Result<StateSet, Full>>>,
}

impl Symbolic {
    /// Chooses an order of variables for what `builder` describes, and reads its
    /// preferences and rules into diagrams.
    ///
    /// # Errors
    /// See [`SymbolicError`]. The builder's own limits do not count here.
    pub fn new(builder: &ModelBuilder, limits: Limits) -> Result<Self, SymbolicError> {
        // The parts are checked before the size, and no model fits no memory.
        let none = hikiwake_graph::Limits { bytes: 0 };
        match builder.clone().limits(none).build() {
            Err(BuildError::TooLarge { .. }) | Ok(_) => {}
            Err(error) => return Err(SymbolicError::Build(error)),
        }
        let count = builder.decision_makers();
        let listed = |&i: &usize| matches!(builder.order_of(i), Some(Order::Values(_)));
        if let Some(decision_maker) = (0..count).find(listed) {
            return Err(SymbolicError::Values { decision_maker });
        }
        let axes = builder.axes();
        let given = Encoding::new(axes, (0..axes.len()).collect());
        if COPIES * given.bits > MOST_VARIABLES {
            return Err(SymbolicError::TooManyOptions);
        }

        let trial = choose(builder, limits);
        let m = Machine {
            work: Work::new((COPIES * trial.encoding.bits) as u16, limits),
            encoding: trial.encoding,
            required: builder.required().to_vec(),
        };
        let sides = (0..count)
            .map(|i| {
                let on = |by: &Option<usize>| by.is_none_or(|by| by == i);
                let bars = builder.forbidden().iter().filter(|(_, _, by)| on(by));
                let bars = bars.map(|(from, to, _)| (from.clone(), to.clone()));
                let mover = Mover::new(&m.encoding, i, bars.collect());
                Side::new(&m.encoding, mover, builder.order_of(i).cloned())
            })
            .collect();
        let mut symbolic = Symbolic {
            feasible: StateSet(m.work.constant(false)),
            m,
            sides,
            builder: builder.clone(),
            growth: vec![Growth::default(); count],
            rules: Vec::new(),
            answers: RefCell::default(),
        };
        symbolic.read_rules()?;
        symbolic.read_preferences()?;
        symbolic.drop_idle_bars()?;
        Ok(symbolic)
    }

    fn read_rules(&mut self) -> Result<(), SymbolicError> {
        let m = &self.m;
        let free = Machine {
            encoding: m.encoding.clone(),
            work: Work::new(m.variables() as u16, Limits::default()),
            required: Vec::new(),
        };
        let read = |rules: &mut Vec<usize>| {
            let mut feasible = free.feasible(&|_| Copy::Here)?;
            rules.push(feasible.size());
            for rule in &m.required {
                let rule = m.encoding.formula(&m.work, rule, &|_| Copy::Here)?;
                feasible = m.work.and(&feasible, &rule)?;
                rules.push(feasible.size());
            }
            Ok(feasible)
        };
        let mut sizes = Vec::new();
        let feasible = read(&mut sizes);
        self.rules = sizes;
        let feasible = feasible.map_err(|limit| SymbolicError::Full(self.full(limit, &[])))?;
        if feasible.is_false() {
            return Err(SymbolicError::Build(BuildError::NoState));
        }
        self.feasible = StateSet(feasible);
        Ok(())
    }

    fn read_preferences(&mut self) -> Result<(), SymbolicError> {
        for i in 0..self.sides.len() {
            self.m.work.begin();
            let mut growth = Growth::default();
            let found = self.sides[i].better(&self.m, &mut growth).map(|_| ());
            self.growth[i] = growth;
            found.map_err(|limit| SymbolicError::Full(self.full(limit, &[i])))?;
            if let Some(Order::Ranking(classes)) = self.sides[i].order.clone() {
                self.check_ranking(i, classes)?;
            }
        }
        Ok(())
    }

    fn check_ranking(&self, i: usize, classes: Vec<Formula>) -> Result<(), SymbolicError> {
        let left = Formula::Not(Box::new(Formula::Or(classes)));
        let left = self.meeting(&left).map_err(SymbolicError::Full)?;
        if left.is_empty() {
            return Ok(());
        }
        Err(SymbolicError::Unranked {
            decision_maker: i,
            states: self.samples(&left, 8),
            count: self.count(&left),
        })
    }

    /// Takes out the forbidden transitions that forbid nothing that a decision
    /// maker could do anyway, so that fewer of them have to be minded.
    fn drop_idle_bars(&mut self) -> Result<(), SymbolicError> {
        for i in 0..self.sides.len() {
            let bars = self.sides[i].mover.bars.clone();
            if bars.is_empty() {
                continue;
            }
            self.m.work.begin();
            let free = Mover::new(&self.m.encoding, i, Vec::new());
            let kept = stopping(&self.m, &free, bars);
            let kept = kept.map_err(|limit| SymbolicError::Full(self.full(limit, &[])))?;
            self.sides[i].mover.bars = kept;
        }
        Ok(())
    }

    /// Which limit was reached, and what to blame of these decision makers'
    /// preferences and of the rules.
    fn full(&self, limit: Reached, decision_makers: &[usize]) -> Full {
        Full {
            limit,
            blame: self.blame(decision_makers),
        }
    }

    /// Number of decision makers.
    pub fn decision_makers(&self) -> usize {
        self.sides.len()
    }

    /// The options in the order of variables that was chosen.
    pub fn order(&self) -> &[usize] {
        &self.m.encoding.order
    }

    /// Nodes of the largest diagram so far, those on the way to a fixpoint left out.
    pub fn largest(&self) -> usize {
        self.m.work.largest()
    }

    /// The feasible states.
    pub fn feasible(&self) -> &StateSet {
        &self.feasible
    }

    /// The states stable for `decision_maker` under `concept`.
    ///
    /// # Errors
    /// Where a limit is reached; other concepts may still have an answer.
    pub fn stable(&self, decision_maker: usize, concept: Concept) -> Result<StateSet, Full> {
        // Nobody is there to answer: every concept is Nash.
        let concept = match self.sides.len() {
            1 => Concept::Nash,
            _ => concept,
        };
        let key = (decision_maker, concept);
        if let Some(known) = self.answers.borrow().get(&key) {
            return known.clone();
        }
        self.m.work.begin();
        let found = stable(&self.m, &self.sides, decision_maker, concept);
        let found = found.map(StateSet).map_err(|limit| {
            // Where answers must pay, everybody's preferences count.
            match concept {
                Concept::Seq | Concept::Sseq => {
                    let all: Vec<usize> = (0..self.sides.len()).collect();
                    self.full(limit, &all)
                }
                _ => self.full(limit, &[decision_maker]),
            }
        });
        self.answers.borrow_mut().insert(key, found.clone());
        found
    }

    /// The states stable for every decision maker under `concept`.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn equilibria(&self, concept: Concept) -> Result<StateSet, Full> {
        let mut all = self.feasible.clone();
        for i in 0..self.sides.len() {
            all = self.both(&all, &self.stable(i, concept)?)?;
        }
        Ok(all)
    }

    /// The feasible states that meet a formula over the options.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn meeting(&self, formula: &Formula) -> Result<StateSet, Full> {
        let m = &self.m;
        m.work.begin();
        let meeting = m.encoding.formula(&m.work, formula, &|_| Copy::Here);
        let meeting = meeting.and_then(|states| m.work.and(&states, &self.feasible.0));
        meeting.map(StateSet).map_err(|limit| self.full(limit, &[]))
    }

    /// The states in both sets.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn both(&self, a: &StateSet, b: &StateSet) -> Result<StateSet, Full> {
        let both = self.m.work.and(&a.0, &b.0);
        both.map(StateSet).map_err(|limit| self.full(limit, &[]))
    }

    /// The feasible states that are not in the set.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn rest(&self, set: &StateSet) -> Result<StateSet, Full> {
        let rest = self.m.work.and_not(&self.feasible.0, &set.0);
        rest.map(StateSet).map_err(|limit| self.full(limit, &[]))
    }

    /// The states that everybody's moves (or improvements only, if `improving`)
    /// lead to from the state with these levels, no one moving twice running; the
    /// state itself is among them.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn reached(&self, from: &[u8], improving: bool) -> Result<StateSet, Full> {
        let at = |(axis, &level): (usize, &u8)| Formula::Level {
            axis,
            levels: 1 << level,
        };
        let start = Formula::And(from.iter().enumerate().map(at).collect());
        let start = self.meeting(&start)?;
        self.m.work.begin();
        let reached = reach::reached(&self.m, &self.sides, &start.0, improving);
        let all: Vec<usize> = (0..self.sides.len()).collect();
        reached
            .map(StateSet)
            .map_err(|limit| self.full(limit, if improving { &all } else { &[] }))
    }

    /// Whether the state with these levels is in the set.
    pub fn has(&self, set: &StateSet, levels: &[u8]) -> bool {
        set::has(&self.m.encoding, &set.0, levels)
    }

    /// The number of states in the set, in decimal.
    pub fn count(&self, set: &StateSet) -> String {
        set::count(&self.m.encoding, &set.0)
    }

    /// What share of the feasible states is in the set, from 0 to 1.
    pub fn share(&self, set: &StateSet) -> f64 {
        set::weight(&set.0) / set::weight(&self.feasible.0)
    }

    /// Up to `most` different states of the set, evenly spread over it, the lowest
    /// first in the order of variables.
    pub fn samples(&self, set: &StateSet, most: usize) -> Vec<Vec<u8>> {
        if set.is_empty() {
            return Vec::new();
        }
        let weights = set::weights(&set.0);
        let at = |k: usize| {
            let place = k as f64 / most as f64;
            set::at(&self.m.encoding, &set.0, &weights, place)
        };
        let mut samples: Vec<Vec<u8>> = (0..most).map(at).collect();
        samples.dedup();
        samples
    }

    /// The set as a formula of at most `most` terms.
    ///
    /// # Errors
    /// Where a limit is reached.
    pub fn cover(&self, set: &StateSet, most: usize) -> Result<Cover, Full> {
        self.m.work.begin();
        cover(&self.m, &set.0, &self.feasible.0, most).map_err(|limit| self.full(limit, &[]))
    }
}

impl std::fmt::Debug for Symbolic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let order = &self.m.encoding.order;
        f.debug_struct("Symbolic")
            .field("order", order)
            .finish_non_exhaustive()
    }
}

/// Those of `bars` that forbid some move of `free`.
fn stopping(
    m: &Machine,
    free: &Mover,
    bars: Vec<(Formula, Formula)>,
) -> Result<Vec<(Formula, Formula)>, Reached> {
    let then = |axis: usize| m.own(free, axis, Copy::There, Copy::Next);
    let moves = m.work.and_not(&free.steps(m)?, &free.stays(m)?)?;
    let mut kept = Vec::new();
    for (from, to) in bars {
        let before = m.encoding.formula(&m.work, &from, &|_| Copy::There)?;
        let after = m.encoding.formula(&m.work, &to, &then)?;
        if !m.work.disjoint(&moves, &m.work.and(&before, &after)?)? {
            kept.push((from, to));
        }
    }
    Ok(kept)
}

struct Trial {
    encoding: Encoding,
    nodes: usize,
    span: usize,
}

/// Tries the candidate orders and takes the one with the smallest preferences.
fn choose(builder: &ModelBuilder, limits: Limits) -> Trial {
    let limits = Limits {
        bytes: TRIAL.bytes.min(limits.bytes),
        work: TRIAL.work.min(limits.work),
    };
    let trials = candidates(builder).into_iter().map(|order| {
        let span = total_span(builder, &order);
        let encoding = Encoding::new(builder.axes(), order);
        let nodes = relations(builder, &encoding, limits).unwrap_or(usize::MAX);
        Trial {
            encoding,
            nodes,
            span,
        }
    });
    let best = trials.min_by_key(|trial| (trial.nodes, trial.span));
    best.unwrap_or_else(|| unreachable!("the order given is a candidate"))
}

/// Nodes of all preferences and of the rules.
fn relations(
    builder: &ModelBuilder,
    encoding: &Encoding,
    limits: Limits,
) -> Result<usize, Reached> {
    let work = Work::new((COPIES * encoding.bits) as u16, limits);
    let read = |copy: Copy| {
        let work = &work;
        move |_: usize, formula: &Formula| encoding.formula(work, formula, &|_| copy)
    };
    let mut nodes = 0;
    for i in 0..builder.decision_makers() {
        let order = builder.order_of(i);
        let sides: [Reader; 2] = [&read(Copy::Here), &read(Copy::There)];
        nodes += better(&work, order, sides, &mut Growth::default())?.size();
    }
    let mut rules: Bdd = work.constant(true);
    for rule in builder.required() {
        let rule = encoding.formula(&work, rule, &|_| Copy::Here)?;
        rules = work.and(&rules, &rule)?;
    }
    Ok(nodes + rules.size())
}
