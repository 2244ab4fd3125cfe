//! Solution concepts: Nash, GMR, SMR, SEQ, SSEQ.

use crate::computation::Computation;
use crate::sweep::Sweeps;
use crate::threat::Threats;
use crate::tiles::{PASS, Sizes};
use crate::{Bits, Concept, Model, Run, Stopped};

/// Which states are stable for whom, under each concept that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// Per decision maker, one set per concept, in the order of [`Concept::ALL`].
    stable: Vec<[Option<Bits>; 5]>,
}

impl Stability {
    /// Per decision maker, the set of each concept.
    pub(crate) fn new(stable: Vec<[Bits; 5]>) -> Self {
        let asked = |sets: [Bits; 5]| sets.map(Some);
        Stability {
            stable: stable.into_iter().map(asked).collect(),
        }
    }

    /// The states stable for `decision_maker` under `concept`.
    ///
    /// # Panics
    /// If there is no such decision maker, or the concept was not asked for.
    pub fn stable(&self, decision_maker: usize, concept: Concept) -> &Bits {
        let stable = &self.stable[decision_maker][concept as usize];
        stable.as_ref().expect("a concept that was asked for")
    }

    /// The states stable for every decision maker under `concept`.
    ///
    /// # Panics
    /// If the concept was not asked for.
    pub fn equilibria(&self, concept: Concept) -> Bits {
        let mut bits = self.stable(0, concept).clone();
        for i in 1..self.stable.len() {
            bits.intersect(self.stable(i, concept));
        }
        bits
    }
}

/// Most bytes that solving holds at once beside the model, for axes by owner and
/// levels. `independent`: no transition is forbidden, and two moves of one decision
/// maker can always be made as one.
pub(crate) fn bytes_to_solve(
    axes: &[(usize, usize)],
    decision_makers: usize,
    independent: bool,
) -> u128 {
    let all = decision_makers as u128;
    let levels = axes.iter().map(|&(_, levels)| levels as u128);
    let size = levels.fold(1, u128::saturating_mul);
    let (each, fixed) = if independent {
        Sweeps::bytes(axes, decision_makers, Sizes::default())
    } else {
        // Sorted rows and steps by first mover of everyone, four arrays in passing.
        (8 * all + 16, 0)
    };
    // And five verdicts.
    let bits = 8 * each + 5 * all;
    (size.saturating_mul(bits) / 8).saturating_add(fixed)
}

impl Model {
    /// Solves every concept for every decision maker at every feasible state, on as
    /// many threads as the machine runs at once.
    pub fn stability(&self) -> Stability {
        let stability = self.stability_with(&Run::default());
        stability.expect("nobody watches who could stop it")
    }

    /// The same, run as told.
    ///
    /// # Errors
    /// [`Stopped`] if the watcher asked for it.
    pub fn stability_with(&self, run: &Run) -> Result<Stability, Stopped> {
        self.stability_of(&Concept::ALL, run)
    }

    /// Solves only some concepts. Nash, GMR and SMR cost much less than SEQ and SSEQ,
    /// and least where every combination is feasible.
    ///
    /// # Errors
    /// [`Stopped`] if the watcher asked for it.
    pub fn stability_of(&self, concepts: &[Concept], run: &Run) -> Result<Stability, Stopped> {
        self.stability_in_pieces(concepts, run, Sizes::default())
    }

    /// The same with all that depends on size cut down to `least` combinations, so
    /// that small models take every road that large ones do. For tests.
    ///
    /// # Errors
    /// [`Stopped`] if the watcher asked for it.
    #[doc(hidden)]
    pub fn stability_as_if_large(
        &self,
        concepts: &[Concept],
        run: &Run,
        least: usize,
    ) -> Result<Stability, Stopped> {
        let sizes = Sizes {
            line: least,
            tile: 4 * least,
            groups: 3,
            chunk: least,
            whole: 0,
        };
        self.stability_in_pieces(concepts, run, sizes)
    }

    fn stability_in_pieces(
        &self,
        concepts: &[Concept],
        run: &Run,
        sizes: Sizes,
    ) -> Result<Stability, Stopped> {
        let mut asked = Concept::ALL.map(|concept| concepts.contains(&concept));
        let (all, size) = (self.decision_makers(), self.space.size());
        // Each swept for everyone by the others and asked for the best, from P_i or M_i.
        let passes = asked.iter().filter(|&&asked| asked).count() * all * (all + 1);
        let course = Computation::new(run, passes as u64 * PASS);
        let mut stable = vec![[const { None }; 5]; all];
        if asked[..3].contains(&true)
            && let Some(found) = self.stable_unbound(&course, sizes.whole)?
        {
            for (stable, found) in stable.iter_mut().zip(found) {
                let found = found.into_iter().zip(asked);
                let found = found.map(|(bits, asked)| asked.then_some(bits));
                stable
                    .iter_mut()
                    .zip(found)
                    .for_each(|(to, bits)| *to = bits);
            }
            asked[..3].fill(false);
        }
        if !asked.contains(&true) {
            return Ok(Stability { stable });
        }
        let mut threats = Threats::new(self, &course, sizes);
        let mut x = vec![u32::MAX; size];
        for (i, stable) in stable.iter_mut().enumerate() {
            for concept in Concept::ALL {
                if !asked[concept as usize] {
                    continue;
                }
                stable[concept as usize] =
                    Some(self.stable_in(&mut threats, i, concept, &mut x)?);
            }
        }
        Ok(Stability { stable })
    }

    /// One set of [`Model::stability`], solved alone.
    pub(crate) fn stability_for(&self, i: usize, concept: Concept) -> Bits {
        let run = Run::default();
        let course = Computation::new(&run, 0);
        let mut threats = Threats::new(self, &course, Sizes::default());
        let mut x = vec![u32::MAX; self.space.size()];
        let stable = self.stable_in(&mut threats, i, concept, &mut x);
        stable.expect("nobody watches who could stop it")
    }

    /// One maximin: the mover picks the state, the others the answer.
    fn stable_in(
        &self,
        threats: &mut Threats,
        i: usize,
        concept: Concept,
        x: &mut [u32],
    ) -> Result<Bits, Stopped> {
        threats.left(i, concept, x)?;
        threats.best(i, x)?;
        let own = &self.values[i];
        Ok(Bits::from_fn(own.len(), |s| x[s] <= own[s]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change, Formula, ModelBuilder, Order, State};

    fn axis(owner: usize, change: Change) -> Axis {
        let levels = match &change {
            Change::Table(rows) => rows.len() as u8,
            _ => 2,
        };
        Axis {
            owner,
            levels,
            change,
        }
    }

    fn at(axis: usize, level: u8) -> Formula {
        let levels = 1 << level;
        Formula::Level { axis, levels }
    }

    fn start_is_stable(model: &Model) -> [bool; 5] {
        let stability = model.stability();
        Concept::ALL.map(|c| stability.stable(0, c).has(State(0)))
    }

    /// 0 gains by raising option 0, unless option 1, at level 2, punishes it.
    fn punishable(builder: &mut ModelBuilder) {
        builder.order(
            0,
            Order::Ranking(vec![
                Formula::And(vec![at(0, 1), Formula::Not(Box::new(at(1, 2)))]),
                at(0, 0),
                Formula::Constant(true),
            ]),
        );
    }

    #[test]
    fn nobody_moves_twice_running() {
        let step_by_step = Change::Table(vec![0b010, 0b100, 0]);
        let at_once = Change::Table(vec![0b110, 0b100, 0]);
        let model = |change: &Change, decision_makers| {
            let mut builder = ModelBuilder::new(decision_makers);
            builder.option(axis(0, Change::OneWayUp));
            builder.option(axis(1, change.clone()));
            if decision_makers == 3 {
                builder.option(axis(2, Change::Reversible));
            }
            punishable(&mut builder);
            builder.build().unwrap()
        };
        // Two steps by the same opponent are no answer, one is.
        assert_eq!(start_is_stable(&model(&step_by_step, 2)), [false; 5]);
        let free = [false, true, true, false, false];
        assert_eq!(start_is_stable(&model(&at_once, 2)), free);
        // A third decision maker between the two steps makes them one.
        assert_eq!(start_is_stable(&model(&step_by_step, 3)), free);
    }

    #[test]
    fn an_answer_that_gains_nothing_is_not_credible() {
        let with = |order| {
            let mut builder = ModelBuilder::new(2);
            builder.option(axis(0, Change::Reversible));
            builder.option(axis(1, Change::Table(vec![0b110, 0b101, 0b011])));
            punishable(&mut builder);
            builder.order(1, order);
            builder.build().unwrap()
        };
        let indifferent = Order::Statements(vec![]);
        let eager = Order::Ranking(vec![at(1, 2), Formula::Constant(true)]);
        // From the punishment 0 can go back, to what the start is worth.
        assert_eq!(
            start_is_stable(&with(indifferent)),
            [false, true, true, false, false]
        );
        assert_eq!(
            start_is_stable(&with(eager)),
            [false, true, true, true, true]
        );
    }

    #[test]
    fn a_forbidden_transition_takes_the_answer_away() {
        let with = |by| {
            let mut builder = ModelBuilder::new(2);
            builder.option(axis(0, Change::Reversible));
            builder.option(axis(1, Change::Table(vec![0b110, 0b101, 0b011])));
            punishable(&mut builder);
            builder.forbid(at(1, 0), at(1, 2), by);
            builder.build().unwrap()
        };
        assert!(start_is_stable(&with(Some(0)))[1]);
        assert!(!start_is_stable(&with(Some(1)))[1]);
        assert!(!start_is_stable(&with(None))[1]);
        let model = with(None);
        assert!(!model.can_move(1, State(0), State(4)) && model.can_move(1, State(0), State(2)));
        assert_eq!(model.moves(1, State(2)), [State(0), State(4)]);
    }

    #[test]
    fn a_jump_may_pass_over_a_hole() {
        let mut builder = ModelBuilder::new(2);
        builder.option(axis(0, Change::OneWayUp));
        builder.option(axis(1, Change::Reversible));
        builder.option(axis(1, Change::Reversible));
        let both = |level| Formula::And(vec![at(1, level), at(2, level)]);
        builder.require(Formula::Or(vec![both(0), both(1)]));
        builder.order(
            0,
            Order::Ranking(vec![
                Formula::And(vec![at(0, 1), both(0)]),
                at(0, 0),
                Formula::Constant(true),
            ]),
        );
        let model = builder.build().unwrap();
        assert_eq!(model.feasible().count(), 4);
        assert_eq!(model.moves(1, State(0)), [State(6)]);
        assert_eq!(start_is_stable(&model), [false, true, true, false, false]);
    }

    #[test]
    fn alone_every_concept_is_nash() {
        let mut builder = ModelBuilder::new(1);
        builder.option(axis(0, Change::OneWayUp));
        builder.order(0, Order::Values(vec![1, 0]));
        let stability = builder.build().unwrap().stability();
        for concept in Concept::ALL {
            assert_eq!(stability.equilibria(concept).count(), 2);
        }
    }
}
