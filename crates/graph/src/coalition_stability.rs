//! Stability for coalitions: Nash, GMR, SMR, SEQ and SSEQ of a group that moves
//! together.

use crate::listed::{Arcs, Budget, Listed, Relation, Sides};
use crate::{Bits, Concept, MOST_STEPS, Model, TooMuchWork};

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

/// Which states are stable for one coalition, or for all, under each concept.
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
    /// let (silence, confession) = (State(0), State(3));
    /// let rules = CoalitionRules::default();
    /// assert!(model.stability().equilibria(Concept::Nash).has(confession));
    /// let both = model.coalition_stability(&[0, 1], rules)?;
    /// assert!(!both.stable(Concept::Gmr).has(confession));
    /// // Silence holds for everyone: what one gains the other undoes.
    /// let universal = model.universal_stability(rules)?;
    /// assert!(universal.stable(Concept::Seq).has(silence));
    /// assert!(!universal.stable(Concept::Nash).has(silence));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// All moves are listed: time grows as the square to the cube of the number
    /// of feasible states, memory as its square.
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
        assert!(
            coalition.iter().all(|&i| i < self.decision_makers()),
            "a coalition is made of decision makers of the model"
        );
        let group = coalition.iter().fold(0, |group, &i| group | 1 << i);
        let mut groups = Groups::new(self, rules, MOST_STEPS)?;
        groups.stability(group)
    }

    /// The universally coalitionally stable states: stable for every coalition,
    /// each single decision maker among them (Kilgour, Hipel, Fang & Peng 2001).
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`].
    pub fn universal_stability(
        &self,
        rules: CoalitionRules,
    ) -> Result<CoalitionStability, TooMuchWork> {
        let mut groups = Groups::new(self, rules, MOST_STEPS)?;
        let mut universal = CoalitionStability {
            stable: [(); 5].map(|()| self.feasible.clone()),
        };
        for group in 1..1u32 << self.decision_makers() {
            let stability = groups.stability(group)?;
            for (all, one) in universal.stable.iter_mut().zip(&stability.stable) {
                all.intersect(one);
            }
        }
        Ok(universal)
    }
}

/// Groups of decision makers, as bits, and what each can do.
struct Groups<'m> {
    listed: Listed<'m>,
    rules: CoalitionRules,
    budget: Budget,
    /// R_H of each group, once asked for.
    reached: Vec<Option<Relation>>,
    /// The improvements of each group, once asked for.
    gains: Vec<Option<Arcs>>,
}

impl<'m> Groups<'m> {
    fn new(model: &'m Model, rules: CoalitionRules, limit: u64) -> Result<Self, TooMuchWork> {
        let mut budget = Budget::new(limit);
        let count = 1 << model.decision_makers();
        Ok(Groups {
            listed: Listed::new(model, &mut budget)?,
            rules,
            budget,
            reached: (0..count).map(|_| None).collect(),
            gains: vec![None; count],
        })
    }

    fn members(&self, group: u32) -> Vec<usize> {
        let everyone = 0..self.listed.model.decision_makers();
        everyone.filter(|i| group >> i & 1 == 1).collect()
    }

    fn stability(&mut self, group: u32) -> Result<CoalitionStability, TooMuchWork> {
        let others = ((1 << self.listed.model.decision_makers()) - 1) & !group;
        self.reach(group)?;
        self.reach(others)?;
        let credible = self.credible(others)?;
        let members = self.members(group);
        let (listed, rules) = (&self.listed, self.rules);
        let gain = |s: usize, t: usize| is_gain(listed, rules.gain, &members, s, t);
        let deters = |s: usize, t: usize| match rules.sanction {
            Sanction::NoGain => !gain(s, t),
            Sanction::NoMember => members
                .iter()
                .all(|&i| listed.values[i][t] <= listed.values[i][s]),
        };
        let sides = Sides {
            own: known(&self.reached, group),
            improves: gain,
            deters,
            free: known(&self.reached, others),
            credible: &credible,
        };
        let stable = sides.stable(listed, &mut self.budget)?;
        Ok(CoalitionStability { stable })
    }

    /// Makes R_H of `group` known.
    fn reach(&mut self, group: u32) -> Result<(), TooMuchWork> {
        if self.reached[group as usize].is_none() {
            let steps = self.listed.steps(&self.members(group), |_, _, _| true);
            let reached = Relation::sequences(&steps, self.listed.len(), &mut self.budget)?;
            self.reached[group as usize] = Some(reached);
        }
        Ok(())
    }

    /// What `others` can answer credibly.
    fn credible(&mut self, others: u32) -> Result<Relation, TooMuchWork> {
        let improvements = match self.rules.credible {
            Credible::Individuals => {
                let values = &self.listed.values;
                let better = |i: usize, from: usize, to: usize| values[i][to] > values[i][from];
                self.listed.steps(&self.members(others), better)
            }
            Credible::Coalitions => {
                let parts = (1..=others).filter(|part| part & !others == 0);
                let parts: Vec<u32> = parts.collect();
                for &part in &parts {
                    self.find_gains(part)?;
                }
                let of = |&part: &u32| self.gains[part as usize].clone().unwrap_or_default();
                parts.iter().map(of).collect()
            }
        };
        Relation::sequences(&improvements, self.listed.len(), &mut self.budget)
    }

    /// Makes the coalition improvements of `group` known.
    fn find_gains(&mut self, group: u32) -> Result<(), TooMuchWork> {
        if self.gains[group as usize].is_some() {
            return Ok(());
        }
        self.reach(group)?;
        let members = self.members(group);
        let size = self.listed.len();
        self.budget.spend(&[size, size, members.len()])?;
        let reached = known(&self.reached, group);
        let from = |s: usize| {
            let gained = |&t: &usize| is_gain(&self.listed, self.rules.gain, &members, s, t);
            reached.each(s).filter(gained).map(|t| t as u32).collect()
        };
        self.gains[group as usize] = Some((0..size).map(from).collect());
        Ok(())
    }
}

fn known(reached: &[Option<Relation>], group: u32) -> &Relation {
    let known = reached[group as usize].as_ref();
    known.expect("made known before it is asked for")
}

/// Whether `t` is a gain over `s` for `members`.
fn is_gain(listed: &Listed, gain: Gain, members: &[usize], s: usize, t: usize) -> bool {
    let mut pairs = members
        .iter()
        .map(|&i| (listed.values[i][s], listed.values[i][t]));
    match gain {
        Gain::Every => pairs.all(|(now, then)| then > now),
        Gain::Pareto => {
            let mut better = false;
            pairs.all(|(now, then)| {
                better |= then > now;
                then >= now
            }) && better
        }
    }
}
