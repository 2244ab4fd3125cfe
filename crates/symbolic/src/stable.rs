//! Solution concepts, each from its definition.
//!
//! For a decision maker i, B(x, y) says that y is bad enough to deter from state
//! x: not better for i than x (GMR, SEQ), and no way out by i from y either (SMR,
//! SSEQ). B grows by the states from which the others can reach it, x standing
//! still all the while; then x is stable if every improvement of i from x leads
//! into it. Two copies of the variables suffice for free answers; an answer that
//! has to pay for its mover needs own options after the answer as well.

use std::cell::OnceCell;

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{Concept, Order};

use crate::encoding::Copy;
use crate::error::Reached;
use crate::moves::{Machine, Mover};
use crate::prefer::{Growth, better};

/// Whether the others may answer by any moves or by improvements only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answers {
    Free,
    Credible,
}

/// What is known of one decision maker.
pub(crate) struct Side {
    pub mover: Mover,
    pub order: Option<Order>,
    /// That the state in [`Copy::There`] is better than that in [`Copy::Here`].
    better: OnceCell<Bdd>,
    /// Moves, and improvements, from [`Copy::There`] to own options in [`Copy::Next`].
    steps: OnceCell<Bdd>,
    gains: OnceCell<Bdd>,
}

impl Side {
    pub fn new(mover: Mover, order: Option<Order>) -> Self {
        Side {
            mover,
            order,
            better: OnceCell::new(),
            steps: OnceCell::new(),
            gains: OnceCell::new(),
        }
    }

    fn better(&self, m: &Machine) -> Result<&Bdd, Reached> {
        kept(&self.better, || {
            let sides: [&dyn Fn(usize) -> Copy; 2] = [&|_| Copy::Here, &|_| Copy::There];
            let order = self.order.as_ref();
            better(&m.work, &m.encoding, order, sides, &mut Growth::default())
        })
    }

    /// Takes in [`Side::better`], known already.
    pub fn know(&self, better: Bdd) {
        let _ = self.better.set(better);
    }

    fn steps(&self, m: &Machine) -> Result<&Bdd, Reached> {
        kept(&self.steps, || {
            let steps = self.mover.steps(m)?;
            m.work.and_not(&steps, &self.mover.stays(m)?)
        })
    }

    pub fn gains(&self, m: &Machine) -> Result<&Bdd, Reached> {
        kept(&self.gains, || {
            let then = |axis: usize| m.own(&self.mover, axis, Copy::There, Copy::Next);
            let order = self.order.as_ref();
            let sides: [&dyn Fn(usize) -> Copy; 2] = [&|_| Copy::There, &then];
            let better = better(&m.work, &m.encoding, order, sides, &mut Growth::default())?;
            m.work.and(&better, &self.mover.steps(m)?)
        })
    }

    /// The steps a sequence is made of.
    pub fn relation(&self, m: &Machine, improving: bool) -> Result<&Bdd, Reached> {
        if improving {
            self.gains(m)
        } else {
            self.steps(m)
        }
    }
}

fn kept(
    cell: &OnceCell<Bdd>,
    make: impl FnOnce() -> Result<Bdd, Reached>,
) -> Result<&Bdd, Reached> {
    if cell.get().is_none() {
        let _ = cell.set(make()?);
    }
    Ok(cell
        .get()
        .unwrap_or_else(|| unreachable!("it was just made")))
}

/// The states stable for `i` under `concept`, in [`Copy::Here`].
pub(crate) fn stable(
    m: &Machine,
    sides: &[Side],
    i: usize,
    concept: Concept,
) -> Result<Bdd, Reached> {
    let own = &sides[i];
    // Improvements from Here to own options in There.
    let gains = m.work.rename(own.gains(m)?, |variable| variable - 1);
    let undeterred = match concept {
        Concept::Nash => m.work.constant(true),
        _ => {
            let answers = match concept {
                Concept::Gmr | Concept::Smr => Answers::Free,
                _ => Answers::Credible,
            };
            let escapes = matches!(concept, Concept::Smr | Concept::Sseq);
            let bad = deterring(m, own, escapes)?;
            let bad = answered(m, sides, i, bad, answers)?;
            // Where i has just gone, the others' options are as they were.
            let foreign: Vec<usize> = (0..m.encoding.axes.len())
                .filter(|axis| own.mover.axes.binary_search(axis).is_err())
                .collect();
            let same = m.alike(&foreign, Copy::Here, Copy::There)?;
            let then = m.encoding.variables_of(&foreign, Copy::There);
            m.work.product(&bad, &same, &then)?.into_not()
        }
    };
    let own_then = m.encoding.variables_of(&own.mover.axes, Copy::There);
    let left = m.work.product(&gains, &undeterred, &own_then)?;
    m.work.and_not(&m.feasible(&|_| Copy::Here)?, &left)
}

/// The pairs of a state asked about (Here) and a feasible state (There) that is
/// not better for `own`, and that `own` cannot leave for a better one if `escapes`
/// count.
fn deterring(m: &Machine, own: &Side, escapes: bool) -> Result<Bdd, Reached> {
    let there = m.feasible(&|_| Copy::There)?;
    let better = own.better(m)?;
    if !escapes {
        return m.work.and_not(&there, better);
    }
    let better = m.work.and(better, &there)?;
    let escaped = match own.mover.is_plain() {
        true => own.mover.before(m, &better, Copy::There)?,
        false => {
            let moved = own.mover.before_by(m, own.steps(m)?, &better)?;
            m.work.or(&better, &moved)?
        }
    };
    m.work.and_not(&there, &escaped)
}

/// `bad` and the states from which the others than `i` can reach it, no one moving
/// twice running.
fn answered(
    m: &Machine,
    sides: &[Side],
    i: usize,
    bad: Bdd,
    answers: Answers,
) -> Result<Bdd, Reached> {
    let others: Vec<&Side> = (sides.iter().enumerate())
        .filter(|(j, side)| *j != i && !side.mover.axes.is_empty())
        .map(|(_, side)| side)
        .collect();
    let credible = answers == Answers::Credible;
    if others.iter().all(|other| other.mover.is_plain()) {
        // Two moves of the same decision maker are one: the rule changes nothing.
        let there = m.feasible(&|_| Copy::There)?;
        return to_fixpoint(m, others.len(), bad, |k, bad| {
            let other = others[k];
            if credible {
                return other.mover.before_by(m, other.gains(m)?, bad);
            }
            let before = other.mover.before(m, bad, Copy::There)?;
            m.work.and(&before, &there)
        });
    }
    // Per first mover, the states from which a sequence that it begins gets there.
    let mut first = vec![m.work.constant(false); others.len()];
    let mut quiet = 0;
    let mut k = 0;
    while quiet < others.len() {
        let mut then = bad.clone();
        for (l, other) in first.iter().enumerate() {
            if l != k {
                then = m.work.or(&then, other)?;
            }
        }
        let steps = others[k].relation(m, credible)?;
        let before = others[k].mover.before_by(m, steps, &then)?;
        quiet = if before == first[k] { quiet + 1 } else { 1 };
        first[k] = before;
        k = (k + 1) % others.len();
    }
    let mut bad = bad;
    for other in &first {
        bad = m.work.or(&bad, other)?;
    }
    Ok(bad)
}

/// Adds to `states` what each of `movers` in turn gives for them, until none has
/// anything to add.
pub(crate) fn to_fixpoint(
    m: &Machine,
    movers: usize,
    mut states: Bdd,
    step: impl Fn(usize, &Bdd) -> Result<Bdd, Reached>,
) -> Result<Bdd, Reached> {
    // What each mover has already been asked about.
    let mut asked = vec![m.work.constant(false); movers];
    let (mut quiet, mut k) = (0, 0);
    while quiet < movers {
        let new = m.work.and_not(&states, &asked[k])?;
        if !new.is_false() {
            // Whatever was asked already only repeats its answer.
            let simpler = if new.size() < states.size() {
                &new
            } else {
                &states
            };
            states = m.work.or(&states, &step(k, simpler)?)?;
        }
        quiet = if new.is_false() { quiet + 1 } else { 1 };
        // Whoever has just moved has nothing to add.
        asked[k].clone_from(&states);
        k = (k + 1) % movers;
    }
    Ok(states)
}
