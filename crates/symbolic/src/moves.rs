//! Moves: what a decision maker can bring about in one move, and from where.
//!
//! Where options alone decide, no relation between states is built: the states
//! before a move are found by freeing the mover's own options, one after the
//! other, as far as their changes allow. Where rules forbid single moves, or two
//! moves of the same decision maker cannot always be made as one, the moves are a
//! relation between the whole state and the mover's own options after it.

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::Formula;

use crate::encoding::{Copy, Encoding};
use crate::error::Reached;
use crate::work::Work;

/// How one decision maker moves.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    /// Own options.
    pub axes: Vec<usize>,
    /// Per own option and level, the levels it can have after a move, its own
    /// included, as bits.
    tables: Vec<Vec<u64>>,
    /// The same backwards.
    sources: Vec<Vec<u64>>,
    /// The forbidden transitions that bind this decision maker.
    pub bars: Vec<(Formula, Formula)>,
}

impl Mover {
    pub fn new(encoding: &Encoding, i: usize, bars: Vec<(Formula, Formula)>) -> Self {
        let axes: Vec<usize> = (0..encoding.axes.len())
            .filter(|&axis| encoding.axes[axis].owner == i)
            .collect();
        let tables: Vec<Vec<u64>> = axes
            .iter()
            .map(|&axis| {
                let axis = &encoding.axes[axis];
                let targets = axis.change.targets(axis.levels);
                (0u32..).zip(targets).map(|(l, t)| t | 1 << l).collect()
            })
            .collect();
        Mover {
            sources: tables.iter().map(|table| backwards(table)).collect(),
            axes,
            tables,
            bars,
        }
    }

    /// The options of the others.
    pub fn foreign(&self, m: &Machine) -> Vec<usize> {
        (0..m.encoding.axes.len())
            .filter(|axis| self.axes.binary_search(axis).is_err())
            .collect()
    }

    /// Whether options alone decide, and two moves in a row are always one move.
    pub fn is_plain(&self) -> bool {
        let composed = |table: &[u64], targets: u64| {
            let through = |l: &usize| targets >> l & 1 == 1;
            let reached = (0..table.len()).filter(through);
            reached.fold(0, |all, l| all | table[l])
        };
        let transitive = |table: &Vec<u64>| table.iter().all(|&t| composed(table, t) == t);
        self.bars.is_empty() && self.tables.iter().all(transitive)
    }

    /// The combinations from which own options lead to `states` (or that are among
    /// them), all read in `copy`, feasible or not. Meant for [`Mover::is_plain`].
    pub fn before(&self, m: &Machine, states: &Bdd, copy: Copy) -> Result<Bdd, Reached> {
        self.freed(m, states, copy, &self.tables)
    }

    /// The combinations to which own options lead from `states` (or that are among
    /// them), all read in `copy`, feasible or not. Meant for [`Mover::is_plain`].
    pub fn after(&self, m: &Machine, states: &Bdd, copy: Copy) -> Result<Bdd, Reached> {
        self.freed(m, states, copy, &self.sources)
    }

    fn freed(
        &self,
        m: &Machine,
        states: &Bdd,
        copy: Copy,
        tables: &[Vec<u64>],
    ) -> Result<Bdd, Reached> {
        let mut states = states.clone();
        let reversible = |k: usize| tables[k].iter().all(|&mask| mask == every(&tables[k]));
        let (free, bound): (Vec<usize>, Vec<usize>) =
            (0..self.axes.len()).partition(|&k| reversible(k));
        for k in bound {
            let (axis, table) = (self.axes[k], &tables[k]);
            let variables: Vec<usize> = m.encoding.variables(axis, copy).collect();
            let mut masks = table.clone();
            masks.sort_unstable();
            masks.dedup();
            let mut freed = m.work.constant(false);
            for mask in masks {
                let wanted = m.encoding.levels(&m.work, axis, mask, copy)?;
                let reached = m.work.product(&states, &wanted, &variables)?;
                let here = (0..table.len()).filter(|&l| table[l] == mask);
                let here = here.fold(0, |set, l| set | 1 << l);
                let here = m.encoding.levels(&m.work, axis, here, copy)?;
                freed = m.work.or(&freed, &m.work.and(&here, &reached)?)?;
            }
            states = freed;
        }
        let free: Vec<usize> = free.into_iter().map(|k| self.axes[k]).collect();
        m.work
            .exists(&states, &m.encoding.variables_of(&free, copy))
    }

    /// The moves of this decision maker from the state in [`Copy::There`] to the
    /// same with own options in [`Copy::Next`], both feasible. Staying is among
    /// them unless a rule happens to forbid it.
    pub fn steps(&self, m: &Machine) -> Result<Bdd, Reached> {
        let then = |axis: usize| m.own(self, axis, Copy::There, Copy::Next);
        let read = |formula: &Formula, side: &dyn Fn(usize) -> Copy| {
            m.encoding.formula(&m.work, formula, side)
        };
        let mut steps = m
            .work
            .and(&m.feasible(&|_| Copy::There)?, &m.feasible(&then)?)?;
        for (&axis, table) in self.axes.iter().zip(&self.tables) {
            let mut change = m.work.constant(false);
            for (l, &mask) in table.iter().enumerate() {
                let from = m.encoding.levels(&m.work, axis, 1 << l, Copy::There)?;
                let to = m.encoding.levels(&m.work, axis, mask, Copy::Next)?;
                change = m.work.or(&change, &m.work.and(&from, &to)?)?;
            }
            steps = m.work.and(&steps, &change)?;
        }
        for (from, to) in &self.bars {
            let from = read(from, &|_| Copy::There)?;
            let barred = m.work.and(&from, &read(to, &then)?)?;
            steps = m.work.and_not(&steps, &barred)?;
        }
        Ok(steps)
    }

    /// That own options are alike in [`Copy::There`] and [`Copy::Next`].
    pub fn stays(&self, m: &Machine) -> Result<Bdd, Reached> {
        m.alike(&self.axes, Copy::There, Copy::Next)
    }

    /// The states that lead by one of `steps` to `states`, in [`Copy::There`].
    pub fn before_by(&self, m: &Machine, steps: &Bdd, states: &Bdd) -> Result<Bdd, Reached> {
        let own = m.encoding.variables_of(&self.axes, Copy::There);
        let mut is_own = vec![false; m.variables()];
        own.iter().for_each(|&v| is_own[v] = true);
        let moved = m.work.rename(states, |v| if is_own[v] { v + 1 } else { v });
        let next = m.encoding.variables_of(&self.axes, Copy::Next);
        m.work.product(steps, &moved, &next)
    }

    /// The states to which one of `steps` leads from `states`, in [`Copy::There`].
    pub fn after_by(&self, m: &Machine, steps: &Bdd, states: &Bdd) -> Result<Bdd, Reached> {
        let own = m.encoding.variables_of(&self.axes, Copy::There);
        let left = m.work.product(steps, states, &own)?;
        let mut is_next = vec![false; m.variables()];
        own.iter().for_each(|&v| is_next[v + 1] = true);
        Ok(m.work.rename(&left, |v| if is_next[v] { v - 1 } else { v }))
    }
}

/// All levels of an option with this table.
fn every(table: &[u64]) -> u64 {
    u64::MAX >> (64 - table.len())
}

fn backwards(table: &[u64]) -> Vec<u64> {
    let sources = |to: usize| {
        let from = (0..table.len()).filter(|&from| table[from] >> to & 1 == 1);
        from.fold(0, |set, from| set | 1 << from)
    };
    (0..table.len()).map(sources).collect()
}

/// Variables, work and rules: what every relation is made from.
pub(crate) struct Machine {
    pub encoding: Encoding,
    pub work: Work,
    pub required: Vec<Formula>,
}

impl Machine {
    /// Number of variables in all copies.
    pub fn variables(&self) -> usize {
        crate::encoding::COPIES * self.encoding.bits
    }

    /// The copy in which `axis` is read if what belongs to `mover` is in `own` and
    /// the rest in `rest`.
    pub fn own(&self, mover: &Mover, axis: usize, rest: Copy, own: Copy) -> Copy {
        match mover.axes.binary_search(&axis) {
            Ok(_) => own,
            Err(_) => rest,
        }
    }

    /// Reads formulas off the options, each where `side` says.
    pub fn reader<'a>(
        &'a self,
        side: &'a dyn Fn(usize) -> Copy,
    ) -> impl Fn(usize, &Formula) -> Result<Bdd, Reached> + 'a {
        move |_, formula| self.encoding.formula(&self.work, formula, side)
    }

    /// The feasible states, each option read where `side` says.
    pub fn feasible(&self, side: &dyn Fn(usize) -> Copy) -> Result<Bdd, Reached> {
        let mut feasible = self.work.constant(true);
        for &axis in self.encoding.order.iter().rev() {
            let all = u64::MAX >> (64 - self.encoding.axes[axis].levels);
            let valid = self.encoding.levels(&self.work, axis, all, side(axis))?;
            feasible = self.work.and(&valid, &feasible)?;
        }
        for rule in &self.required {
            let rule = self.encoding.formula(&self.work, rule, side)?;
            feasible = self.work.and(&feasible, &rule)?;
        }
        Ok(feasible)
    }

    /// That `axes` have the same levels in two copies.
    pub fn alike(&self, axes: &[usize], a: Copy, b: Copy) -> Result<Bdd, Reached> {
        let mut axes = axes.to_vec();
        axes.sort_by_key(|&axis| std::cmp::Reverse(self.encoding.places[axis]));
        let mut alike = self.work.constant(true);
        for axis in axes {
            let pairs = self.encoding.variables(axis, a);
            let pairs: Vec<_> = pairs.zip(self.encoding.variables(axis, b)).collect();
            for (a, b) in pairs.into_iter().rev() {
                let (a, b) = (self.work.literal(a, true), self.work.literal(b, true));
                alike = self.work.and(&self.work.iff(&a, &b)?, &alike)?;
            }
        }
        Ok(alike)
    }
}
