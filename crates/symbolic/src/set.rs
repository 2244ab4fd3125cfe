//! Sets of states: how many, how large a share, which.

use biodivine_lib_bdd::{Bdd, BddPointer, BddValuation};

use crate::encoding::{COPIES, Copy, Encoding};

/// A set of feasible states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateSet(pub(crate) Bdd);

impl StateSet {
    /// Whether no state is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_false()
    }

    /// Nodes of its diagram.
    pub fn nodes(&self) -> usize {
        self.0.size()
    }
}

/// The number of states in decimal.
pub(crate) fn count(encoding: &Encoding, set: &Bdd) -> String {
    // Two of the three copies are free.
    (set.exact_cardinality() >> ((COPIES - 1) * encoding.bits)).to_string()
}

/// Per node of a diagram, the share of all assignments of variables that it lets
/// through.
pub(crate) fn weights(set: &Bdd) -> Vec<f64> {
    let mut weights: Vec<f64> = Vec::with_capacity(set.size());
    for node in set.pointers() {
        weights.push(match node.as_bool() {
            Some(value) => f64::from(u8::from(value)),
            None => {
                let at = |link: BddPointer| weights[link.to_index()];
                (at(set.low_link_of(node)) + at(set.high_link_of(node))) / 2.0
            }
        });
    }
    weights
}

/// The share of all assignments of variables that are in the set.
pub(crate) fn weight(set: &Bdd) -> f64 {
    weights(set)[set.root_pointer().to_index()]
}

pub(crate) fn has(encoding: &Encoding, set: &Bdd, levels: &[u8]) -> bool {
    let mut valuation = BddValuation::all_false(set.num_vars());
    let variables = valuation.to_values();
    for bit in 0..encoding.bits {
        let (axis, worth) = encoding.bit(bit);
        let (variable, _) = variables[COPIES * bit + Copy::Here as usize];
        valuation.set_value(variable, levels[axis] & worth != 0);
    }
    set.eval_in(&valuation)
}

/// The state that lies at `place` (0 to 1) of the set, the lowest first; the set
/// must not be empty.
pub(crate) fn at(encoding: &Encoding, set: &Bdd, weights: &[f64], place: f64) -> Vec<u8> {
    let mut levels = vec![0; encoding.axes.len()];
    let (mut node, mut place) = (set.root_pointer(), place);
    for bit in 0..encoding.bits {
        let (axis, worth) = encoding.bit(bit);
        let decides = !node.is_terminal() && set.var_of(node).to_index() == COPIES * bit;
        let (low, high) = match decides {
            true => (set.low_link_of(node), set.high_link_of(node)),
            false => (node, node),
        };
        let (left, right) = (weights[low.to_index()], weights[high.to_index()]);
        let share = left / (left + right);
        let up = left == 0.0 || (place >= share && right > 0.0);
        if up {
            levels[axis] |= worth;
            place = (place - share) / (1.0 - share);
        } else {
            place /= share;
        }
        place = place.clamp(0.0, 1.0);
        node = if up { high } else { low };
    }
    levels
}
