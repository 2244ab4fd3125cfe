//! Limited-move stability L_h and its limit, non-myopic stability.

use crate::explicit_moves::{Budget, ExplicitMoves, Relation};
use crate::horizons::Horizons;
use crate::{Bits, MOST_STEPS, Model, NextMover, State, TooMuchWork};

/// What is taken for granted about ties and about who answers first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Foresight {
    /// Stable whichever way every tie and every order of answers goes.
    Certain,
    /// Stable for some way that they may go.
    Possible,
}

/// From some horizon on, what is stable repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The first horizon of the repeating part.
    pub from: usize,
    /// After how many horizons it repeats; 1: nothing changes any more.
    pub period: usize,
}

/// What holds for all large horizons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonMyopic {
    /// Stable at every large horizon: non-myopically stable (Kilgour 1984, 1985).
    pub stable: Bits,
    /// Stable at some large horizons and not at others: there is no limit.
    pub without_limit: Bits,
}

/// Which states are stable for whom at each horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitedMoves {
    /// Per horizon from 1 and decision maker: certainly, possibly.
    stable: Vec<Vec<[Bits; 2]>>,
    cycle: Option<Cycle>,
}

impl LimitedMoves {
    /// The states L_h-stable for `decision_maker` at `horizon` h; `None` for
    /// horizon 0, and where it is beyond what was computed and no cycle was
    /// found that tells.
    ///
    /// # Panics
    /// If there is no such decision maker; so do the other methods that take one.
    pub fn stable(
        &self,
        decision_maker: usize,
        horizon: usize,
        foresight: Foresight,
    ) -> Option<&Bits> {
        let mut at = horizon.checked_sub(1)?;
        if let Some(Cycle { from, period }) = self.cycle
            && at >= from
        {
            at = from - 1 + (at + 1 - from) % period;
        }
        Some(&self.stable.get(at)?[decision_maker][foresight as usize])
    }

    /// How many horizons were computed: as many as asked for, or fewer where a
    /// cycle was found before.
    pub fn horizons(&self) -> usize {
        self.stable.len()
    }

    /// Where and how what is stable begins to repeat; `None` where that was not
    /// seen within the horizons asked for.
    pub fn cycle(&self) -> Option<Cycle> {
        self.cycle
    }

    /// What is stable for `decision_maker` at all large horizons; `None` where
    /// no cycle was found.
    pub fn non_myopic(&self, decision_maker: usize, foresight: Foresight) -> Option<NonMyopic> {
        let Cycle { from, period } = self.cycle?;
        let mut horizons = (from..from + period)
            .filter_map(|horizon| self.stable(decision_maker, horizon, foresight));
        let mut stable = horizons.next()?.clone();
        let mut without_limit = stable.clone();
        for bits in horizons {
            stable.intersect(bits);
            without_limit.unite(bits);
        }
        without_limit.subtract(&stable);
        Some(NonMyopic {
            stable,
            without_limit,
        })
    }
}

/// What decision makers who look some moves ahead foresee.
pub struct Anticipation<'m> {
    listed: ExplicitMoves<'m>,
    /// Per last mover and place, where the play can end with one move less; `None`
    /// where no move is left at all.
    after: Option<Vec<Relation>>,
}

impl Anticipation<'_> {
    /// Where `decision_maker`, moving first from `state` or staying, can end up,
    /// lowest state first: one state unless there are ties or several others. Empty
    /// where infeasible.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn ends(&self, decision_maker: usize, state: State) -> Vec<State> {
        let Ok(place) = self.listed.states.binary_search(&state) else {
            return Vec::new();
        };
        let departures = self.departures(decision_maker, state);
        let mut ends: Vec<State> = departures.into_iter().flat_map(|(_, ends)| ends).collect();
        let value = self.listed.values[decision_maker][place];
        if self.sure(decision_maker, place) <= value {
            ends.push(state);
        }
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// The moves by which `decision_maker` may leave `state`, lowest state first, each
    /// with the ends that are foreseen, lowest first. Empty where the state is certainly
    /// stable, or infeasible.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn departures(&self, decision_maker: usize, state: State) -> Vec<(State, Vec<State>)> {
        let (listed, values) = (&self.listed, &self.listed.values[decision_maker]);
        let (Ok(place), Some(after)) = (listed.states.binary_search(&state), &self.after) else {
            return Vec::new();
        };
        let chosen = (self.sure(decision_maker, place)).max(values[place] + 1);
        let by = |&s1: &u32| {
            let ends = after[decision_maker].each(s1 as usize);
            let ends = ends.filter(|&end| values[end] >= chosen);
            let ends: Vec<State> = ends.map(|end| listed.states[end]).collect();
            (!ends.is_empty()).then_some((listed.states[s1 as usize], ends))
        };
        let moves = &listed.moves[decision_maker][place];
        moves.iter().filter_map(by).collect()
    }

    /// What the best move is worth at least; 0 where there is none.
    fn sure(&self, decision_maker: usize, place: usize) -> u32 {
        let values = &self.listed.values[decision_maker];
        let worst = |&s1: &u32| {
            let after = &self.after.as_ref()?[decision_maker];
            after.each(s1 as usize).map(|end| values[end]).min()
        };
        let moves = &self.listed.moves[decision_maker][place];
        moves.iter().filter_map(worst).max().unwrap_or(0)
    }
}

impl Model {
    /// Limited-move stability L_h for h = 1, 2, … up to `most` horizons, or until
    /// they repeat.
    ///
    /// For two decision makers this is the definition of Zagare 1984, Kilgour
    /// 1985 and Kilgour, Hipel & Fang 1987: the two alternate, at most h moves
    /// are made, and each foresees the rest. G_0(i, s) = s. G_h(i, s) = s if no
    /// s1 in R_i(s) has P_i(G_{h−1}(j, s1)) > P_i(s); otherwise it is
    /// G_{h−1}(j, s1) for the s1 that is best for i. A state is L_h-stable for i
    /// if G_h(i, s) = s. L_1 is Nash.
    ///
    /// With ties there may be several best s1, and they matter to the other: so
    /// G is a set here, of all the states that some way of breaking each tie
    /// anew leads to, and a state is stable certainly or only possibly.
    ///
    /// With more than two decision makers it must be said who answers, and published
    /// definitions differ: `next` names three of them. Each mover foresees a definite
    /// continuation; which, is open as with ties.
    ///
    /// From some horizon on everything repeats, for there are finitely many
    /// states: with period 1, or in a cycle, and then some states have no limit.
    ///
    /// ```
    /// # use hikiwake_graph::*;
    /// # let mut builder = ModelBuilder::new(2);
    /// # for owner in 0..2 {
    /// #     builder.option(Axis { owner, levels: 2, change: Change::Reversible });
    /// # }
    /// // The prisoner's dilemma: both silent, only I confess, only you do, both.
    /// builder.order(0, Order::Values(vec![3, 4, 1, 2]));
    /// builder.order(1, Order::Values(vec![3, 1, 4, 2]));
    /// let model = builder.build()?;
    /// let limited = model.limited_moves(50, NextMover::Anyone)?;
    /// let silence = |h| limited.stable(0, h, Foresight::Certain).unwrap().has(State(0));
    /// // Who looks one move ahead confesses; who looks two ahead sees the answer.
    /// assert!(!silence(1) && silence(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`]: all moves are listed.
    pub fn limited_moves(&self, most: usize, next: NextMover) -> Result<LimitedMoves, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let listed = ExplicitMoves::new(self, &mut budget)?;
        let mut horizons = Horizons::new(&listed, next);
        let mut stable = Vec::new();
        let mut cycle = None;
        // Brent's search: one earlier horizon is kept to compare with.
        let (mut kept, mut kept_at) = (horizons.ends.clone(), 0);
        for horizon in 1..=most {
            stable.push(horizons.look_further(&mut budget)?);
            if horizons.ends == kept {
                cycle = Some(shortest(&stable, kept_at, horizon - kept_at));
                break;
            }
            if horizon.is_power_of_two() {
                (kept, kept_at) = (horizons.ends.clone(), horizon);
            }
        }
        Ok(LimitedMoves { stable, cycle })
    }

    /// What is foreseen by those who look `horizon` moves ahead: where it would end if
    /// one of them moved first, as in [`Model::limited_moves`].
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`]: all moves are listed.
    pub fn anticipate(
        &self,
        horizon: usize,
        next: NextMover,
    ) -> Result<Anticipation<'_>, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let listed = ExplicitMoves::new(self, &mut budget)?;
        let mut horizons = Horizons::new(&listed, next);
        for _ in 1..horizon {
            horizons.look_further(&mut budget)?;
        }
        let after = (horizon > 0).then_some(horizons.ends);
        Ok(Anticipation { listed, after })
    }
}

/// The shortest repetition of verdicts, where the ends seen after `at` moves are
/// seen again `period` moves later, with the last verdicts.
fn shortest(stable: &[Vec<[Bits; 2]>], at: usize, period: usize) -> Cycle {
    // The verdicts at horizon h follow from the ends after h - 1 moves.
    let same = |horizon: usize, period: usize| {
        let later = horizon + period;
        later > stable.len() || stable[horizon - 1] == stable[later - 1]
    };
    let divides = |&p: &usize| period.is_multiple_of(p);
    let repeats = |&p: &usize| (at + 1..=at + period - p).all(|horizon| same(horizon, p));
    let period = (1..=period).filter(divides).find(repeats).unwrap_or(period);
    let before = (1..=at).rev().take_while(|&horizon| same(horizon, period));
    Cycle {
        from: at + 1 - before.count(),
        period,
    }
}
