//! Strength of preference: how much worse a sanction is, and so how strong
//! stability is.

use std::fmt;

use crate::computation::Computation;
use crate::rows::{Answers, Rows};
use crate::threat::Threats;
use crate::tiles::Sizes;
use crate::{Bits, Concept, Model, Run, State, Stopped};

/// Degrees of preference between states, for the decision makers of one model.
///
/// A state is worse than another by degree 1 if it is worse at all. By which
/// states it is worse by degree 2 (greatly), 3 and so on is told here, per
/// decision maker: by a [`Strength::gap`], by [`Strength::lines`], or by the
/// statements that matter most, [`Strength::first_statements`]. What is told
/// several times for one degree adds up, and what is worse by a degree is worse
/// by each lower one.
///
/// With the degrees 1 and 2 this is the three-degree structure (equal, mildly
/// and greatly preferred) of Hamouda, Kilgour & Hipel 2004, 2006; with more that
/// of Xu, Hipel & Kilgour 2009.
#[derive(Clone, Debug)]
pub struct Strength<'m> {
    model: &'m Model,
    /// Per decision maker, degree from 2 and ordinal value of a state: what is
    /// worth less than this is worse than the state by that degree.
    floors: Vec<Vec<Vec<u32>>>,
}

/// A rough order that is not a rougher reading of the full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRougher {
    /// The rough model does not have the same feasible states.
    OtherStates,
    /// Roughly `better` is better than `worse`, but in full it is not.
    Contrary {
        /// Whose order it is.
        decision_maker: usize,
        /// The state better only in the rough order.
        better: State,
        /// The other one.
        worse: State,
    },
}

impl fmt::Display for NotRougher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRougher::OtherStates => write!(
                f,
                "the rough model has other feasible states than the full one: build both from \
                 the same options and rules"
            ),
            NotRougher::Contrary {
                decision_maker,
                better,
                worse,
            } => write!(
                f,
                "in the rough order of decision maker {decision_maker} state {} is better than \
                 state {}, in the full order it is not: keep the first statements of the full \
                 order, and leave out only later ones",
                better.0, worse.0
            ),
        }
    }
}

impl std::error::Error for NotRougher {}

impl<'m> Strength<'m> {
    /// The degrees 1 to `degrees` (at least 1) for `model`, nothing yet being
    /// worse by more than degree 1.
    pub fn new(model: &'m Model, degrees: usize) -> Self {
        let most = |i: usize| model.values[i].iter().max().copied().unwrap_or(0) as usize;
        let none = |i| vec![vec![0; most(i) + 1]; degrees.saturating_sub(1)];
        Strength {
            model,
            floors: (0..model.decision_makers()).map(none).collect(),
        }
    }

    /// How many degrees there are.
    pub fn degrees(&self) -> usize {
        self.floors[0].len() + 1
    }

    /// For `decision_maker`, what is at least `gap` ordinal values below a state
    /// ([`Model::value`], counted in classes of equally good states) is worse
    /// than it by `degree`.
    ///
    /// # Panics
    /// If there is no such decision maker, or the degree is below 2 or above
    /// what was asked for; so do the other methods that take them. If the gap
    /// is 0.
    pub fn gap(&mut self, decision_maker: usize, degree: usize, gap: u32) -> &mut Self {
        assert!(gap > 0, "a state is not worse than itself");
        self.raise(decision_maker, degree, |value| {
            (value + 1).saturating_sub(gap)
        })
    }

    /// For `decision_maker`, a state below one of `lines` (ordinal values) is
    /// worse by `degree` than one at the line or above.
    pub fn lines(&mut self, decision_maker: usize, degree: usize, lines: &[u32]) -> &mut Self {
        let mut lines = lines.to_vec();
        lines.sort_unstable();
        self.raise(decision_maker, degree, |value| {
            let up_to = lines.partition_point(|&line| line <= value);
            lines[..up_to].last().copied().unwrap_or(0)
        })
    }

    /// What is worse for `decision_maker` in the model `rough` already is worse
    /// by `degree`. `rough` is built from the same options and rules, with only
    /// the first ranks of the decision maker's statements: to lose one of these
    /// is a great loss, whatever is gained below.
    ///
    /// # Errors
    /// [`NotRougher`] if `rough` prefers what the full order does not.
    pub fn first_statements(
        &mut self,
        decision_maker: usize,
        degree: usize,
        rough: &Model,
    ) -> Result<&mut Self, NotRougher> {
        if rough.feasible != self.model.feasible || decision_maker >= rough.decision_makers() {
            return Err(NotRougher::OtherStates);
        }
        let value = |&s: &State| self.model.value(decision_maker, s);
        let roughly = |s: State| rough.value(decision_maker, s);
        let mut states: Vec<State> = self.model.feasible.iter().collect();
        // Within a class the roughly worst is last, where the next class is met.
        states.sort_by_key(|s| (value(s), std::cmp::Reverse(roughly(*s))));
        let mut lines = Vec::new();
        for pair in states.windows(2) {
            let [low, high] = [pair[0], pair[1]];
            let same = value(&low) == value(&high);
            if roughly(low) > roughly(high) {
                return Err(NotRougher::Contrary {
                    decision_maker,
                    better: low,
                    worse: high,
                });
            }
            if !same && roughly(low) < roughly(high) {
                lines.push(value(&high));
            }
        }
        Ok(self.lines(decision_maker, degree, &lines))
    }

    fn raise(&mut self, i: usize, degree: usize, floor: impl Fn(u32) -> u32) -> &mut Self {
        assert!(
            (2..=self.degrees()).contains(&degree),
            "degrees are told from 2 on, up to what was asked for"
        );
        // What is worse by this degree is so by the lower ones.
        for floors in &mut self.floors[i][..degree - 1] {
            for (value, old) in (0..).zip(floors) {
                *old = floor(value).max(*old);
            }
        }
        self
    }

    /// Whether `worse` is worse for `decision_maker` than `state` by `degree` or
    /// more; by degree 0: not better.
    pub fn worse_by(
        &self,
        decision_maker: usize,
        degree: usize,
        state: State,
        worse: State,
    ) -> bool {
        let now = self.model.value(decision_maker, state);
        self.model.value(decision_maker, worse) < self.floor(decision_maker, degree, now)
    }

    /// What is worth less is worse by `degree` than what is worth `value`.
    fn floor(&self, i: usize, degree: usize, value: u32) -> u32 {
        match degree {
            0 => value + 1,
            1 => value,
            _ => self.floors[i][degree - 2][value as usize],
        }
    }

    /// Solves every concept at every degree.
    ///
    /// A state s is stable by degree d for i if every unilateral improvement s1
    /// has a sanction that is worse than s by degree d or more. GMR: a state in
    /// R_{N−i}(s1). SMR: and all states that i can move to from there are worse
    /// than s by that degree too. SEQ, SSEQ: as GMR, SMR, with answers in
    /// R+_{N−i}(s1). Degree 0 is general stability, that of
    /// [`Model::stability`]: the sanction is not better. Nash stability has no
    /// degrees, and what is Nash stable is stable by every degree, for there is
    /// no improvement to answer.
    ///
    /// ```
    /// # use hikiwake_graph::*;
    /// // A can take an island; B can answer by stopping trade (1), or by war (2).
    /// // A wants no war above all, then trade, then the island.
    /// let conflict = |answers: u8, ranks: usize| {
    ///     let mut builder = ModelBuilder::new(2);
    ///     let change = Change::Reversible;
    ///     let island = builder.option(Axis { owner: 0, levels: 2, change: change.clone() });
    ///     let answer = builder.option(Axis { owner: 1, levels: answers, change });
    ///     let wish = |axis, levels| vec![Formula::Level { axis, levels }];
    ///     let wishes = [wish(answer, 0b011), wish(answer, 0b001), wish(island, 0b10)];
    ///     builder.order(0, Order::Statements(wishes[..ranks].to_vec()));
    ///     builder.build()
    /// };
    /// for (answers, strongly) in [(2, false), (3, true)] {
    ///     let (full, above_all) = (conflict(answers, 3)?, conflict(answers, 1)?);
    ///     let mut strength = Strength::new(&full, 2);
    ///     strength.first_statements(0, 2, &above_all)?;
    ///     let stability = strength.stability();
    ///     // Holding back is stable, and strongly so if war can follow.
    ///     assert!(stability.stable(0, Concept::Gmr, 0).has(State(0)));
    ///     assert_eq!(stability.strong(0, Concept::Gmr).has(State(0)), strongly);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// This is one pass more over the same greatest and least values, for models
    /// of any size.
    pub fn stability(&self) -> StrengthStability {
        let stability = self.stability_with(&Run::default());
        stability.expect("nobody watches who could stop it")
    }

    /// The same, run as told.
    ///
    /// # Errors
    /// [`Stopped`] if the watcher asked for it.
    pub fn stability_with(&self, run: &Run) -> Result<StrengthStability, Stopped> {
        let model = self.model;
        let course = Computation::new(run, 0);
        let mut threats = Threats::new(model, &course, Sizes::default());
        let mut of = |i: usize| -> Result<Vec<[Bits; 5]>, Stopped> {
            let own = &model.values[i];
            let rows = Rows::new(&model.movers[i], own);
            let mut by_degree = vec![Vec::new(); self.degrees() + 1];
            let mut left = vec![u32::MAX; own.len()];
            for concept in Concept::ALL {
                let mut x = vec![u32::MAX; own.len()];
                threats.left(i, concept, &mut x)?;
                // The best improvement, each being worth what the others leave of
                // it: the complement of the least complement.
                x.iter_mut().for_each(|x| *x = !*x);
                rows.least(Answers::Credible, &x, &mut left, &mut Vec::new());
                for (degree, stable) in by_degree.iter_mut().enumerate() {
                    let mut bits = Bits::from_fn(own.len(), |s| {
                        let floor = || self.floor(i, degree, own[s]);
                        let left = !left[s];
                        left == 0 || concept != Concept::Nash && left < floor()
                    });
                    bits.intersect(&model.feasible);
                    stable.push(bits);
                }
            }
            let sets = |sets: Vec<Bits>| sets.try_into().expect("one per concept");
            Ok(by_degree.into_iter().map(sets).collect())
        };
        let stable = (0..model.decision_makers()).map(&mut of);
        Ok(StrengthStability {
            stable: stable.collect::<Result<_, _>>()?,
        })
    }
}

/// Which states are stable for whom, under each concept, and how strongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrengthStability {
    /// Per decision maker and degree, by concept.
    stable: Vec<Vec<[Bits; 5]>>,
}

impl StrengthStability {
    /// The states stable for `decision_maker` under `concept` by `degree` or
    /// more; degree 0: at all.
    ///
    /// # Panics
    /// If there is no such decision maker or degree; so do the other methods.
    pub fn stable(&self, decision_maker: usize, concept: Concept, degree: usize) -> &Bits {
        &self.stable[decision_maker][degree][concept as usize]
    }

    /// The strongly stable states: each sanction is greatly worse (degree 2).
    pub fn strong(&self, decision_maker: usize, concept: Concept) -> &Bits {
        self.stable(decision_maker, concept, 2)
    }

    /// The weakly stable states: stable, but not strongly.
    pub fn weak(&self, decision_maker: usize, concept: Concept) -> Bits {
        let mut weak = self.stable(decision_maker, concept, 0).clone();
        weak.subtract(self.strong(decision_maker, concept));
        weak
    }
}
