//! Stability for coalitions: Nash, GMR, SMR, SEQ and SSEQ of a group that moves
//! together.

use crate::explicit_moves::{Budget, ExplicitMoves, Relation, Sides};
use crate::sequences::sequences;
use crate::{Bits, Concept, MOST_STEPS, Model, State, TooMuchWork};

/// When a state is a gain for a coalition, compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Gain {
    /// Every member strictly prefers it: a coalition improvement (Kilgour,
    /// Hipel, Fang & Peng 2001; Inohara & Hipel 2008).
    #[default]
    Every,
    /// No member finds it worse and at least one strictly prefers it: a Pareto
    /// coalition improvement (Zhu, Hipel, Fang & Kilgour).
    Pareto,
}

/// When an answer deters a coalition from leaving a state s. The escape from it
/// (SMR, SSEQ) fails where every coalition move leads to a state that deters too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Sanction {
    /// It is no [`Gain`] over s. With [`Gain::Every`]: some member does not
    /// strictly prefer it to s, and will not go along. This is the reading of
    /// Inohara & Hipel 2008.
    #[default]
    NoGain,
    /// No member at all strictly prefers it to s: the whole coalition is
    /// deterred. The stricter reading; fewer states are stable.
    NoMember,
}

/// Which answers of the others are credible (SEQ, SSEQ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Credible {
    /// Legal sequences of unilateral improvements of the single opponents,
    /// R+_{N−H}, as in the individual concepts.
    Individuals,
    /// Legal sequences of coalition improvements of any coalitions among the
    /// opponents, single ones included, no coalition moving twice running
    /// (Inohara & Hipel 2008: sanctions by other coalitions). What is an
    /// improvement for them is told by the same [`Gain`].
    #[default]
    Coalitions,
}

/// Which of the published variants is meant. The default is that of Inohara &
/// Hipel 2008.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct CoalitionRules {
    /// What counts as an improvement.
    pub gain: Gain,
    /// What counts as a sanction.
    pub sanction: Sanction,
    /// Which sanctions are credible.
    pub credible: Credible,
}

/// Which states are stable for one coalition under each concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionStability {
    stable: [Bits; 5],
}

impl CoalitionStability {
    /// The states stable under `concept`.
    pub fn stable(&self, concept: Concept) -> &Bits {
        &self.stable[concept as usize]
    }
}

impl Model {
    /// The states stable for `coalition` H moving together.
    ///
    /// A state s is stable if every s1 in R_H(s) that is a [`Gain`] over s for H
    /// is met by a sanction: a state s2 of the others' answers from s1 that
    /// deters H (see [`Sanction`]). Nash: there is no such s1. GMR: s2 in
    /// R_{N−H}(s1). SMR: and every s3 in R_H(s2) deters too. SEQ: s2 is reached
    /// by [`Credible`] answers. SSEQ joins SEQ and SMR as it does for one
    /// decision maker. (Kilgour, Hipel, Fang & Peng 2001 for Nash; Inohara &
    /// Hipel 2008 for the others.) A coalition of one has the individual
    /// concepts, with [`Credible::Individuals`] all five of
    /// [`Model::stability`]; against the coalition of everyone there is no
    /// answer, and an empty one cannot move.
    ///
    /// In the prisoner's dilemma confession is stable for each alone and not for
    /// both together, who gain by silence:
    ///
    /// ```
    /// # use hikiwake_graph::*;
    /// let mut builder = ModelBuilder::new(2);
    /// for owner in 0..2 {
    ///     builder.option(Axis { owner, levels: 2, change: Change::Reversible });
    /// }
    /// // Both silent, only I confess, only you do, both confess.
    /// builder.order(0, Order::Values(vec![3, 4, 1, 2]));
    /// builder.order(1, Order::Values(vec![3, 1, 4, 2]));
    /// let model = builder.build()?;
    /// let confession = State(3);
    /// let rules = CoalitionRules::default();
    /// assert!(model.stability().equilibria(Concept::Nash).has(confession));
    /// let both = model.coalition_stability(&[0, 1], rules)?;
    /// assert!(!both.stable(Concept::Gmr).has(confession));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// All moves are listed: time grows as the square to the cube of the number
    /// of feasible states, memory as its square. About several groups ask
    /// [`Coalitions`].
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`].
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn coalition_stability(
        &self,
        coalition: &[usize],
        rules: CoalitionRules,
    ) -> Result<CoalitionStability, TooMuchWork> {
        Coalitions::new(self, rules)?.stability(coalition)
    }
}

/// Groups of decision makers and what each can do: for asking about several groups of
/// one model. What was found out is kept.
pub struct Coalitions<'m> {
    listed: ExplicitMoves<'m>,
    rules: CoalitionRules,
    budget: Budget,
    // Groups are bits of an index.
    /// R_H of each group, once asked for.
    reached: Vec<Option<Relation>>,
    /// The improvements of each group, once asked for.
    gains: Vec<Option<Relation>>,
    /// What each group can answer credibly, once asked for.
    credible: Vec<Option<Relation>>,
}

impl<'m> Coalitions<'m> {
    /// Groups of the decision makers of `model`, under `rules`.
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`], here and below: the steps of all
    /// questions are counted together.
    pub fn new(model: &'m Model, rules: CoalitionRules) -> Result<Self, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let none = || vec![None; 1 << model.decision_makers()];
        Ok(Coalitions {
            listed: ExplicitMoves::new(model, &mut budget)?,
            rules,
            budget,
            reached: none(),
            gains: none(),
            credible: none(),
        })
    }

    /// As [`Model::coalition_stability`].
    ///
    /// # Errors
    /// [`TooMuchWork`].
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn stability(&mut self, coalition: &[usize]) -> Result<CoalitionStability, TooMuchWork> {
        let group = self.learn(coalition)?;
        let size = self.listed.len();
        self.budget.spend(&[size, size, size.div_ceil(64)])?;
        let stable = self.sides(group).stable(&self.listed, Concept::ALL);
        Ok(CoalitionStability { stable })
    }

    /// The states stable for `coalition` under one concept only.
    ///
    /// # Errors
    /// [`TooMuchWork`].
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn stable(&mut self, coalition: &[usize], concept: Concept) -> Result<Bits, TooMuchWork> {
        let group = self.learn(coalition)?;
        let size = self.listed.len();
        self.budget.spend(&[size, size, size.div_ceil(64)])?;
        let [stable] = self.sides(group).stable(&self.listed, [concept]);
        Ok(stable)
    }

    /// Where `coalition` would go from `state`: its improvements that no sanction
    /// meets under `concept`, lowest index first. None where the state is stable for
    /// it, or infeasible.
    ///
    /// # Errors
    /// [`TooMuchWork`].
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn departures(
        &mut self,
        coalition: &[usize],
        concept: Concept,
        state: State,
    ) -> Result<Vec<State>, TooMuchWork> {
        let group = self.learn(coalition)?;
        let Ok(place) = self.listed.states.binary_search(&state) else {
            return Ok(Vec::new());
        };
        let departures = self.sides(group).departures(concept, place);
        let states = departures.into_iter().map(|s1| self.listed.states[s1]);
        Ok(states.collect())
    }

    fn members(&self, group: u32) -> Vec<usize> {
        let everyone = 0..self.listed.model.decision_makers();
        everyone.filter(|i| group >> i & 1 == 1).collect()
    }

    fn others(&self, group: u32) -> u32 {
        ((1 << self.listed.model.decision_makers()) - 1) & !group
    }

    /// Makes all known that a question about `coalition` asks for; gives its number.
    fn learn(&mut self, coalition: &[usize]) -> Result<u32, TooMuchWork> {
        let most = self.listed.model.decision_makers();
        assert!(
            coalition.iter().all(|&i| i < most),
            "a coalition is made of decision makers of the model"
        );
        let group = coalition.iter().fold(0, |group, &i| group | 1 << i);
        let others = self.others(group);
        self.reach(group)?;
        self.reach(others)?;
        self.answer(others)?;
        Ok(group)
    }

    /// The group, of which all is known, against the others.
    fn sides(
        &self,
        group: u32,
    ) -> Sides<'_, impl Fn(usize) -> Vec<u64>, impl Fn(usize) -> Vec<u64>> {
        let others = self.others(group);
        Sides {
            own: known(&self.reached, group),
            improves: move |s| self.gained(group, s),
            deters: move |s| {
                let members = self.members(group).into_iter();
                let not = |mut set: Vec<u64>| {
                    set.iter_mut().for_each(|word| *word = !*word);
                    set
                };
                let mut deters = match self.rules.sanction {
                    Sanction::NoGain => not(self.gained(group, s)),
                    Sanction::NoMember => not(members.fold(self.nothing(), |mut set, i| {
                        each_word(&mut set, self.above(i, s), |a, b| a | b);
                        set
                    })),
                };
                // No place is beyond the last.
                each_word(&mut deters, self.listed.at_least[0].row(0), |a, b| a & b);
                deters
            },
            free: known(&self.reached, others),
            credible: known(&self.credible, others),
        }
    }

    fn nothing(&self) -> Vec<u64> {
        vec![0; self.listed.len().div_ceil(64)]
    }

    /// What is better for `i` than `s`.
    fn above(&self, i: usize, s: usize) -> &[u64] {
        let value = self.listed.values[i][s] as usize;
        self.listed.at_least[i].row(value + 1)
    }

    /// The places that are a gain over `s` for `group`.
    fn gained(&self, group: u32, s: usize) -> Vec<u64> {
        let members = self.members(group);
        let Some(&one) = members.first() else {
            return self.nothing();
        };
        let mut gained = self.above(one, s).to_vec();
        match self.rules.gain {
            Gain::Every => {
                for &i in &members[1..] {
                    each_word(&mut gained, self.above(i, s), |a, b| a & b);
                }
            }
            Gain::Pareto => {
                for &i in &members[1..] {
                    each_word(&mut gained, self.above(i, s), |a, b| a | b);
                }
                for &i in &members {
                    let no_worse = self.listed.at_least[i].row(self.listed.values[i][s] as usize);
                    each_word(&mut gained, no_worse, |a, b| a & b);
                }
            }
        }
        gained
    }

    /// Makes R_H of `group` known.
    fn reach(&mut self, group: u32) -> Result<(), TooMuchWork> {
        if self.reached[group as usize].is_none() {
            let steps = self.listed.steps(&self.members(group), |_, _, _| true);
            let steps: Vec<&Relation> = steps.iter().collect();
            let reached = sequences(&steps, self.listed.len(), &mut self.budget)?;
            self.reached[group as usize] = Some(reached);
        }
        Ok(())
    }

    /// Makes known what `others` can answer credibly.
    fn answer(&mut self, others: u32) -> Result<(), TooMuchWork> {
        if self.credible[others as usize].is_some() {
            return Ok(());
        }
        let single;
        let improvements: Vec<&Relation> = match self.rules.credible {
            Credible::Individuals => {
                let values = &self.listed.values;
                let better = |i: usize, from: usize, to: usize| values[i][to] > values[i][from];
                single = self.listed.steps(&self.members(others), better);
                single.iter().collect()
            }
            Credible::Coalitions => {
                let parts = (1..=others).filter(|part| part & !others == 0);
                let parts: Vec<u32> = parts.collect();
                for &part in &parts {
                    self.find_gains(part)?;
                }
                parts.iter().map(|&part| known(&self.gains, part)).collect()
            }
        };
        let answers = sequences(&improvements, self.listed.len(), &mut self.budget)?;
        self.credible[others as usize] = Some(answers);
        Ok(())
    }

    /// Makes the coalition improvements of `group` known.
    fn find_gains(&mut self, group: u32) -> Result<(), TooMuchWork> {
        if self.gains[group as usize].is_some() {
            return Ok(());
        }
        self.reach(group)?;
        let (size, members) = (self.listed.len(), group.count_ones() as usize);
        self.budget.spend(&[size, size.div_ceil(64), 2 * members])?;
        let gains = known(&self.reached, group).within_rows(|s| self.gained(group, s));
        self.gains[group as usize] = Some(gains);
        Ok(())
    }
}

fn known(relations: &[Option<Relation>], group: u32) -> &Relation {
    let known = relations[group as usize].as_ref();
    known.expect("made known before it is asked for")
}

fn each_word(set: &mut [u64], other: &[u64], join: impl Fn(u64, u64) -> u64) {
    let words = set.iter_mut().zip(other);
    words.for_each(|(a, &b)| *a = join(*a, b));
}
