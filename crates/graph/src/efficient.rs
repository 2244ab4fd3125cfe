//! Efficient states: no other is better for one and as good for all.

use std::collections::BTreeSet;

use crate::computation::Computation;
use crate::{Bits, BuildError, Model, Order, Run};

impl Model {
    /// The ordinal values of `order` over the states of this model: the dense rank from
    /// 1, worst first; 0 at combinations that are not feasible. For orders that are
    /// none of its decision makers'.
    ///
    /// # Errors
    /// [`BuildError::BadFormula`] where a formula names an axis or a level that does not
    /// exist, [`BuildError::BadValues`] and [`BuildError::Unranked`] as when building.
    pub fn values_by(&self, order: &Order) -> Result<Vec<u32>, BuildError> {
        for formula in order.formulas() {
            formula
                .check(self.space().axes())
                .map_err(|reason| BuildError::BadFormula { reason })?;
        }
        let run = Run::default();
        let steps = self.space().size() as u64 * order.work();
        order.values(
            self.space(),
            self.feasible(),
            0,
            &Computation::new(&run, steps),
        )
    }
}

/// The states of `among` that are efficient (strongly Pareto-optimal) there: no state of
/// `among` has at least the same value in each of `values` and a higher one in some.
/// More is better; each of `values` has an entry per combination, dense ranks best.
///
/// For sets of states: nothing is copied, whatever part of the space `among` is. With two
/// orders this takes one pass to find the best partner of each value and one to
/// compare; with more, the distinct values are compared with one another, which is slow
/// where there are many thousands of efficient ones.
pub fn efficient(values: &[&[u32]], among: &Bits) -> Bits {
    match values {
        [] => among.clone(),
        [one] => {
            let best = among.iter().map(|s| one[s.0 as usize]).max();
            chosen(among, |s| Some(one[s]) == best)
        }
        [first, second] => by_two(first, second, among),
        _ => by_many(values, among),
    }
}

fn chosen(among: &Bits, is: impl Fn(usize) -> bool) -> Bits {
    let mut bits = Bits::none(among.universe());
    for state in among.iter().filter(|s| is(s.0 as usize)) {
        bits.insert(state);
    }
    bits
}

fn by_two(first: &[u32], second: &[u32], among: &Bits) -> Bits {
    let highest = among.iter().map(|s| first[s.0 as usize]).max().unwrap_or(0);
    // Per value of the first, the best value of the second, one higher: 0 is none.
    let mut best = vec![0u64; highest as usize + 1];
    for state in among.iter() {
        let at = state.0 as usize;
        let best = &mut best[first[at] as usize];
        *best = (*best).max(u64::from(second[at]) + 1);
    }
    // What is not better than the best at some higher value is beaten.
    let mut above = 0;
    for best in best.iter_mut().rev() {
        match *best > above {
            true => above = *best,
            false => *best = 0,
        }
    }
    chosen(among, |at| {
        best[first[at] as usize] == u64::from(second[at]) + 1
    })
}

fn by_many(values: &[&[u32]], among: &Bits) -> Bits {
    let of = |at: usize| values.iter().map(|v| v[at]).collect::<Vec<u32>>();
    let distinct: BTreeSet<Vec<u32>> = among.iter().map(|s| of(s.0 as usize)).collect();
    let mut kept: Vec<Vec<u32>> = Vec::new();
    // From the highest down: what beats a point comes before it.
    for point in distinct.into_iter().rev() {
        let beats = |other: &Vec<u32>| other.iter().zip(&point).all(|(o, p)| o >= p);
        if !kept.iter().any(beats) {
            kept.push(point);
        }
    }
    let kept: BTreeSet<Vec<u32>> = kept.into_iter().collect();
    chosen(among, |at| kept.contains(&of(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change, Formula, ModelBuilder, State};
    use proptest::prelude::*;

    fn set(bits: &Bits) -> Vec<u32> {
        bits.iter().map(|s| s.0).collect()
    }

    #[test]
    fn ties_stay_together() {
        let (a, b) = ([3, 2, 1, 3, 2], [1, 2, 3, 1, 1]);
        let all = Bits::all(5);
        assert_eq!(set(&efficient(&[&a, &b], &all)), [0, 1, 2, 3]);
        assert_eq!(set(&efficient(&[&a], &all)), [0, 3]);
        assert!(efficient(&[&a, &b], &Bits::none(5)).is_empty());
    }

    #[test]
    fn an_order_of_nobody_has_values() {
        let mut builder = ModelBuilder::new(1);
        let level = |axis, levels| Formula::Level { axis, levels };
        for _ in 0..2 {
            builder.option(Axis {
                owner: 0,
                levels: 2,
                change: Change::Reversible,
            });
        }
        builder.require(Formula::Not(Box::new(Formula::And(vec![
            level(0, 0b10),
            level(1, 0b10),
        ]))));
        let model = builder.build().expect("small");
        let order = Order::Statements(vec![vec![level(1, 0b10)], vec![level(0, 0b01)]]);
        assert_eq!(model.values_by(&order), Ok(vec![2, 1, 3, 0]));
        let bad = Order::Statements(vec![vec![level(2, 0b10)]]);
        assert!(matches!(
            model.values_by(&bad),
            Err(BuildError::BadFormula { .. })
        ));
    }

    proptest! {
        /// Against the definition, pair by pair.
        #[test]
        fn nobody_does_better(
            values in (1usize..4, 1usize..60).prop_flat_map(|(sides, size)| {
                prop::collection::vec(prop::collection::vec(1u32..7, size), sides)
            }),
            out in prop::collection::vec(any::<bool>(), 60),
        ) {
            let size = values[0].len();
            let mut among = Bits::none(size);
            for s in (0..size).filter(|&s| !out[s]) {
                among.insert(State(s as u32));
            }
            let slices: Vec<&[u32]> = values.iter().map(Vec::as_slice).collect();
            let found = efficient(&slices, &among);
            for s in 0..size {
                let beaten = (0..size).filter(|&t| !out[t]).any(|t| {
                    values.iter().all(|v| v[t] >= v[s]) && values.iter().any(|v| v[t] > v[s])
                });
                prop_assert_eq!(found.has(State(s as u32)), !out[s] && !beaten);
            }
        }
    }
}
