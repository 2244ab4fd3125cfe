//! Efficient states: no other is better for one and as good for all.

use std::collections::BTreeSet;

use crate::blocks::BLOCK;
use crate::computation::Computation;
use crate::order::{Scratch, Statements};
use crate::{Bits, BuildError, Model, Numbering, Order, Run, State};

impl Model {
    /// The ordinal values of `order` over the states of this model, by number of
    /// `numbered`: the dense rank from 1, worst first; 0 where a state is not feasible. For
    /// orders that are none of its decision makers'. All feasible states are numbered.
    ///
    /// # Errors
    /// [`BuildError::BadFormula`] where a formula names an axis or a level that does not
    /// exist, [`BuildError::BadValues`] and [`BuildError::Unranked`] as when building.
    pub fn values_by(&self, order: &Order, numbered: &Numbering) -> Result<Vec<u32>, BuildError> {
        for formula in order.formulas() {
            formula
                .check(self.space().axes())
                .map_err(|reason| BuildError::BadFormula { reason })?;
        }
        let run = Run::default();
        let steps = self.space().size() as u64 * order.work();
        let course = Computation::new(&run, steps);
        let Order::Statements(ranks) = order else {
            let values = order.values(self.space(), self.feasible(), 0, &course)?;
            return Ok(numbered.pick(&values));
        };
        let statements = Statements::new(ranks, self.space());
        let values: Vec<u32> = (numbered.states())
            .map(|state| self.feasible().has(state).into())
            .collect();
        let states = self.feasible().count();
        let values = statements.ranked(values, states, &course, |now, ranks, values| {
            let parts = numbered.parts_mut(values, BLOCK);
            course.each(
                parts.into_iter(),
                Scratch::default,
                |scratch, (first, part)| {
                    let mut block = [0; BLOCK];
                    let places = || numbered.states_from(first / 64..(first + BLOCK) / 64);
                    for (value, state) in part.iter().zip(places()) {
                        let value = ranks.map_or(*value, |ranks| ranks.rank(*value));
                        block[state.0 as usize - first] = value;
                    }
                    let length = BLOCK.min(self.space().size() - first);
                    statements.append(now, first, &mut block[..length], scratch);
                    for (value, state) in part.iter_mut().zip(places()) {
                        *value = block[state.0 as usize - first];
                    }
                    course.advance((BLOCK * now.len()) as u64);
                    Ok(())
                },
            )
        });
        Ok(values?)
    }
}

/// The states of `among` that are efficient (strongly Pareto-optimal) there: no state of
/// `among` has at least the same value in each of `values` and a higher one in some.
/// More is better; each of `values` has an entry per state of `numbered`, dense ranks
/// best. What `numbered` does not have is left out.
///
/// For sets of states: nothing is copied, whatever part of the space `among` is. With two
/// orders this takes one pass to find what is plainly beaten and one to gather the rest;
/// with more, the distinct values are compared with one another, which is slow where
/// there are many thousands of efficient ones.
pub fn efficient(values: &[&[u32]], numbered: &Numbering, among: &Bits) -> Bits {
    let states = || numbered.each_of(among);
    let mut efficient = Bits::none(among.universe());
    match values {
        [] => states().for_each(|(state, _)| efficient.insert(state)),
        [one] => {
            let best = states().map(|(_, at)| one[at]).max();
            let best = states().filter(|&(_, at)| Some(one[at]) == best);
            best.for_each(|(state, _)| efficient.insert(state));
        }
        [first, second] => {
            let of = |(state, at): (State, usize)| (first[at], second[at], state);
            let highest = first.iter().copied().max().unwrap_or(0);
            let found = by_two(highest, || states().map(of));
            found.for_each(|state| efficient.insert(state));
        }
        _ => {
            let of = |at: usize| values.iter().map(|v| v[at]).collect::<Vec<u32>>();
            let kept = by_many(states().map(|(_, at)| of(at)).collect());
            let kept = states().filter(|&(_, at)| kept.contains(&of(at)));
            kept.for_each(|(state, _)| efficient.insert(state));
        }
    }
    efficient
}

/// The efficient ones of states with two values each, the first at most `highest`.
fn by_two<I: Iterator<Item = (u32, u32, State)>>(
    highest: u32,
    states: impl Fn() -> I,
) -> impl Iterator<Item = State> {
    // The highest second value, one higher (0 is none), per stretch of the first: so few
    // of them that they stay at hand.
    const STRETCHES: u32 = 1 << 10;
    let width = (STRETCHES.leading_zeros() + 1).saturating_sub(highest.leading_zeros());
    let mut best = vec![0u64; STRETCHES as usize + 1];
    // Not by `for`: there are millions, and the loop is inside for these.
    states().for_each(|(first, second, _)| {
        let best = &mut best[(first >> width) as usize];
        *best = (*best).max(u64::from(second) + 1);
    });
    for stretch in (0..STRETCHES as usize).rev() {
        best[stretch] = best[stretch].max(best[stretch + 1]);
    }
    // What is no better than something of a higher stretch is beaten.
    let is_open = |&(first, second, _): &(u32, u32, State)| {
        u64::from(second) + 1 > best[(first >> width) as usize + 1]
    };
    let mut open: Vec<(u32, u32, State)> = Vec::new();
    states().filter(is_open).for_each(|state| open.push(state));
    open.sort_unstable_by_key(|&(first, second, _)| std::cmp::Reverse((first, second)));
    let mut above: Option<(u32, u32)> = None;
    open.retain(|&(first, second, _)| {
        let kept = above.is_none_or(|above| second > above.1 || (first, second) == above);
        if kept {
            above = Some((first, second));
        }
        kept
    });
    open.into_iter().map(|(.., state)| state)
}

/// The efficient ones of `distinct`.
fn by_many(distinct: BTreeSet<Vec<u32>>) -> BTreeSet<Vec<u32>> {
    let mut kept: Vec<Vec<u32>> = Vec::new();
    // From the highest down: what beats a point comes before it.
    for point in distinct.into_iter().rev() {
        let beats = |other: &Vec<u32>| other.iter().zip(&point).all(|(o, p)| o >= p);
        if !kept.iter().any(beats) {
            kept.push(point);
        }
    }
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change, Formula, ModelBuilder};
    use proptest::prelude::*;

    fn set(bits: &Bits) -> Vec<u32> {
        bits.iter().map(|s| s.0).collect()
    }

    #[test]
    fn ties_stay_together() {
        let (a, b) = ([3, 2, 1, 3, 2], [1, 2, 3, 1, 1]);
        let all = Bits::all(5);
        let numbered = Numbering::of(all.clone());
        assert_eq!(set(&efficient(&[&a, &b], &numbered, &all)), [0, 1, 2, 3]);
        assert_eq!(set(&efficient(&[&a], &numbered, &all)), [0, 3]);
        assert!(efficient(&[&a, &b], &numbered, &Bits::none(5)).is_empty());
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
        let all = Numbering::of(Bits::all(4));
        assert_eq!(model.values_by(&order, &all), Ok(vec![2, 1, 3, 0]));
        let feasible = Numbering::of(model.feasible().clone());
        assert_eq!(model.values_by(&order, &feasible), Ok(vec![2, 1, 3]));
        let bad = Order::Statements(vec![vec![level(2, 0b10)]]);
        assert!(matches!(
            model.values_by(&bad, &all),
            Err(BuildError::BadFormula { .. })
        ));
    }

    #[test]
    fn numbered_states_have_the_values_that_they_have_among_all() {
        let level = |axis, levels| Formula::Level { axis, levels };
        let mut builder = ModelBuilder::new(1);
        for _ in 0..13 {
            builder.option(Axis {
                owner: 0,
                levels: 2,
                change: Change::Reversible,
            });
        }
        builder.require(Formula::Or(vec![level(0, 0b10), level(12, 0b10)]));
        // More digits than one pass takes, and a rank that is counted.
        let either = |a: usize, b: usize| Formula::Or(vec![level(a % 5, 0b10), level(b % 5, 0b01)]);
        let mut ranks: Vec<Vec<Formula>> = (0..24).map(|k| vec![either(k, k / 3)]).collect();
        ranks.push((5..9).map(|axis| level(axis, 0b10)).collect());
        ranks.extend((3..13).map(|axis| vec![level(axis, 0b01)]));
        let order = Order::Statements(ranks);
        builder.order(0, order.clone());
        let model = builder.build().expect("small");
        let mut states = model.feasible().clone();
        states.insert(State(0));
        let numbered = Numbering::of(states);
        let values = model.values_by(&order, &numbered).expect("an order");
        let expected: Vec<u32> = numbered.states().map(|s| model.value(0, s)).collect();
        assert_eq!(values, expected);
        assert_eq!(values[0], 0);
        assert!(values.iter().max() > Some(&1000));
    }

    proptest! {
        /// Against the definition, pair by pair; also where stretches are many values wide.
        #[test]
        fn nobody_does_better(
            values in (1usize..4, 1usize..60).prop_flat_map(|(sides, size)| {
                prop::collection::vec(prop::collection::vec(1u32..7, size), sides)
            }),
            out in prop::collection::vec(0..3, 60),
            scale in prop::sample::select(vec![1u32, 170, 1000]),
        ) {
            let size = values[0].len();
            let among = Bits::from_fn(size, |s| out[s] < 1);
            let numbered = Numbering::of(Bits::from_fn(size, |s| out[s] < 2));
            let listed: Vec<Vec<u32>> = values
                .iter()
                .map(|v| numbered.pick(v).into_iter().map(|v| v * scale).collect())
                .collect();
            let slices: Vec<&[u32]> = listed.iter().map(Vec::as_slice).collect();
            let found = efficient(&slices, &numbered, &among);
            for s in 0..size {
                let beaten = (0..size).filter(|&t| out[t] < 1).any(|t| {
                    values.iter().all(|v| v[t] >= v[s]) && values.iter().any(|v| v[t] > v[s])
                });
                prop_assert_eq!(found.has(State(s as u32)), out[s] < 1 && !beaten);
            }
        }
    }
}
