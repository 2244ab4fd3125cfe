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
use hikiwake_graph::{Concept, Formula, Order};

use crate::backwards::backwards;
use crate::encoding::{COPIES, Copy, Encoding};
use crate::error::Reached;
use crate::marks::Marks;
use crate::moves::{Machine, Mover};
use crate::prefer::{Growth, Reader, better};

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
    marks: Marks,
    /// That the state in [`Copy::There`] is better than that of the marks.
    better: OnceCell<Bdd>,
    /// Moves, and improvements, from [`Copy::There`] to own options in [`Copy::Next`].
    steps: OnceCell<Bdd>,
    gains: OnceCell<Bdd>,
}

impl Side {
    pub fn new(encoding: &Encoding, mover: Mover, order: Option<Order>) -> Self {
        Side {
            mover,
            marks: Marks::new(encoding, order.as_ref()),
            order,
            better: OnceCell::new(),
            steps: OnceCell::new(),
            gains: OnceCell::new(),
        }
    }

    /// That one state is better than another; `growth` is told how the relation grows.
    pub fn better(&self, m: &Machine, growth: &mut Growth) -> Result<&Bdd, Reached> {
        kept(&self.better, || {
            let marked = |k: usize, formula: &Formula| self.marks.read(m, k, formula);
            let sides: [Reader; 2] = [&marked, &m.reader(&|_| Copy::There)];
            better(&m.work, self.order.as_ref(), sides, growth)
        })
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
            let sides: [Reader; 2] = [&m.reader(&|_| Copy::There), &m.reader(&then)];
            let growth = &mut Growth::default();
            let better = better(&m.work, self.order.as_ref(), sides, growth)?;
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
    // Improvements from own options in There to own options in Next; the others' lie
    // in Next before and after.
    let mut shifted = vec![false; m.variables()];
    let foreign = m.encoding.variables_of(&own.mover.foreign(m), Copy::There);
    foreign.iter().for_each(|&v| shifted[v] = true);
    let gains = own.gains(m)?;
    let gains = m.work.rename(gains, |v| if shifted[v] { v + 1 } else { v });
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
            let order = own.order.as_ref();
            own.marks.settle(m, &own.mover, order, &bad)?.into_not()
        }
    };
    let own_then = m.encoding.variables_of(&own.mover.axes, Copy::Next);
    let left = m.work.product(&gains, &undeterred, &own_then)?;
    let left = m.work.rename(&left, |v| v - v % COPIES);
    m.work.and_not(&m.feasible(&|_| Copy::Here)?, &left)
}

/// The pairs of a state asked about (its marks) and a feasible state (There) that is
/// not better for `own`, and that `own` cannot leave for a better one if `escapes`
/// count.
fn deterring(m: &Machine, own: &Side, escapes: bool) -> Result<Bdd, Reached> {
    let there = m.feasible(&|_| Copy::There)?;
    let better = own.better(m, &mut Growth::default())?;
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
    // Two moves of the same decision maker are one: the rule changes nothing.
    let plain = others.iter().all(|other| other.mover.is_plain());
    if plain && !credible {
        let there = m.feasible(&|_| Copy::There)?;
        return to_fixpoint(m, others.len(), bad, |k, bad| {
            let before = others[k].mover.before(m, bad, Copy::There)?;
            m.work.and(&before, &there)
        });
    }
    let mut relations = Vec::new();
    for other in &others {
        relations.push((&other.mover, other.relation(m, credible)?));
    }
    backwards(m, &relations, &bad, plain)
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
