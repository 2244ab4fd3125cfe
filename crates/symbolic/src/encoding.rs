//! Options as variables: each option of L levels in ceil(log2 L) of them, in
//! three copies that lie side by side.

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{Axis, Formula};

use crate::error::Reached;
use crate::work::Work;

/// Which copy of the variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// The state asked about.
    Here = 0,
    /// A state after it.
    There = 1,
    /// A state one move further.
    Next = 2,
}

/// Number of copies.
pub(crate) const COPIES: usize = 3;

/// Where the variables of each option lie.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    pub axes: Vec<Axis>,
    /// The options from the first variable to the last.
    pub order: Vec<usize>,
    /// Per option, its place in the order.
    pub places: Vec<usize>,
    /// Per option, its first bit and how many it has, the highest first.
    fields: Vec<(usize, usize)>,
    /// Per bit, its option and what the bit is worth there.
    owners: Vec<(usize, u8)>,
    pub bits: usize,
}

impl Encoding {
    pub fn new(axes: &[Axis], order: Vec<usize>) -> Self {
        let mut fields = vec![(0, 0); axes.len()];
        let mut places = vec![0; axes.len()];
        let mut owners = Vec::new();
        let mut bits = 0;
        for (place, &axis) in order.iter().enumerate() {
            let width = 8 - (axes[axis].levels - 1).leading_zeros() as usize;
            fields[axis] = (bits, width);
            places[axis] = place;
            owners.extend((0..width).rev().map(|bit| (axis, 1 << bit)));
            bits += width;
        }
        Encoding {
            axes: axes.to_vec(),
            order,
            places,
            fields,
            owners,
            bits,
        }
    }

    /// The variables of an option in one copy, the highest bit first.
    pub fn variables(&self, axis: usize, copy: Copy) -> impl Iterator<Item = usize> + '_ {
        let (first, width) = self.fields[axis];
        (first..first + width).map(move |bit| COPIES * bit + copy as usize)
    }

    /// The variables of several options in one copy.
    pub fn variables_of(&self, axes: &[usize], copy: Copy) -> Vec<usize> {
        let each = axes.iter().flat_map(|&axis| self.variables(axis, copy));
        each.collect()
    }

    /// The option to which bit `bit` belongs, and what the bit is worth there.
    pub fn bit(&self, bit: usize) -> (usize, u8) {
        self.owners[bit]
    }

    /// That an option has one of `levels`.
    pub fn levels(
        &self,
        work: &Work,
        axis: usize,
        levels: u64,
        copy: Copy,
    ) -> Result<Bdd, Reached> {
        let all = u64::MAX >> (64 - self.axes[axis].levels);
        let codes = 1usize << self.fields[axis].1;
        if levels == all && codes == usize::from(self.axes[axis].levels) {
            return Ok(work.constant(true));
        }
        let mut any = work.constant(false);
        for level in (0..self.axes[axis].levels).filter(|l| levels >> l & 1 == 1) {
            let mut code = work.constant(true);
            let width = self.fields[axis].1;
            for (k, variable) in self.variables(axis, copy).enumerate() {
                let bit = level >> (width - 1 - k) & 1 == 1;
                code = work.and(&code, &work.literal(variable, bit))?;
            }
            any = work.or(&any, &code)?;
        }
        Ok(any)
    }

    /// The formula over variables, each option in the copy that `copy` names.
    pub fn formula(
        &self,
        work: &Work,
        formula: &Formula,
        copy: &dyn Fn(usize) -> Copy,
    ) -> Result<Bdd, Reached> {
        let joined = |parts: &[Formula], empty: bool| {
            let mut joined = work.constant(empty);
            for part in parts {
                let part = self.formula(work, part, copy)?;
                joined = match empty {
                    true => work.and(&joined, &part)?,
                    false => work.or(&joined, &part)?,
                };
            }
            Ok(joined)
        };
        match formula {
            Formula::Constant(value) => Ok(work.constant(*value)),
            Formula::Level { axis, levels } => self.levels(work, *axis, *levels, copy(*axis)),
            Formula::Not(part) => Ok(self.formula(work, part, copy)?.into_not()),
            Formula::And(parts) => joined(parts, true),
            Formula::Or(parts) => joined(parts, false),
        }
    }
}

/// The options that a formula names, each once, in index order.
pub(crate) fn options_of(formula: &Formula) -> Vec<usize> {
    let mut options = Vec::new();
    let mut left = vec![formula];
    while let Some(formula) = left.pop() {
        match formula {
            Formula::Constant(_) => {}
            Formula::Level { axis, .. } => options.push(*axis),
            Formula::Not(part) => left.push(part),
            Formula::And(parts) | Formula::Or(parts) => left.extend(parts),
        }
    }
    options.sort_unstable();
    options.dedup();
    options
}

/// Whether the state with these levels meets the formula; levels that are not
/// there meet nothing.
pub fn meets(formula: &Formula, levels: &[u8]) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Level { axis, levels: set } => {
            let level = levels.get(*axis).copied().unwrap_or(u8::MAX);
            set.checked_shr(level.into()).unwrap_or(0) & 1 == 1
        }
        Formula::Not(part) => !meets(part, levels),
        Formula::And(parts) => parts.iter().all(|part| meets(part, levels)),
        Formula::Or(parts) => parts.iter().any(|part| meets(part, levels)),
    }
}
