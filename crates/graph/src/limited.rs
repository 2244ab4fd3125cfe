//! Limited-move stability L_h and its limit, non-myopic stability.

use crate::listed::{Budget, Listed, Relation};
use crate::{Bits, MOST_STEPS, Model, State, TooMuchWork};

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
    /// At the last of these horizons, per decision maker and place.
    anticipated: Vec<Relation>,
    states: Vec<State>,
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

    /// Where `decision_maker`, moving first from `state`, can end up at the last
    /// horizon computed ([`Self::horizons`]), lowest state first: one state
    /// unless there are ties or several others. Empty where infeasible.
    pub fn anticipated(&self, decision_maker: usize, state: State) -> Vec<State> {
        match self.states.binary_search(&state) {
            Ok(place) => {
                let ends = self.anticipated[decision_maker].each(place);
                ends.map(|s| self.states[s]).collect()
            }
            Err(_) => Vec::new(),
        }
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
    /// The published definitions for more than two differ in who answers, and
    /// undesired properties were found in both. Here the order is open: after a
    /// move any one of the others who gains by it may move next, which one is
    /// not known, and the play ends when none of them would. Each mover foresees
    /// a definite continuation; which, is open as with ties. For two decision
    /// makers this is the definition above.
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
    /// let limited = model.limited_moves(50)?;
    /// let silence = |h| limited.stable(0, h, Foresight::Certain).unwrap().has(State(0));
    /// // Who looks one move ahead confesses; who looks two ahead sees the answer.
    /// assert!(!silence(1) && silence(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`]: all moves are listed.
    pub fn limited_moves(&self, most: usize) -> Result<LimitedMoves, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let listed = Listed::new(self, &mut budget)?;
        let mut horizons = Horizons::new(&listed);
        let mut stable = Vec::new();
        let mut cycle = None;
        // Brent's search: one earlier horizon is kept to compare with.
        let (mut kept, mut kept_at) = (horizons.ends.clone(), 0);
        for horizon in 1..=most {
            horizons.look_further(&mut budget)?;
            stable.push(horizons.verdicts());
            if horizons.ends == kept {
                cycle = Some(shortest(&stable, kept_at, horizon - kept_at));
                break;
            }
            if horizon.is_power_of_two() {
                (kept, kept_at) = (horizons.ends.clone(), horizon);
            }
        }
        Ok(LimitedMoves {
            anticipated: horizons.anticipated(),
            stable,
            cycle,
            states: listed.states,
        })
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

/// The play with a growing number of moves left.
struct Horizons<'a> {
    listed: &'a Listed<'a>,
    /// Per decision maker and ordinal value, the places worth that or more.
    at_least: Vec<Relation>,
    /// Per last mover and place, where the play can end.
    ends: Vec<Relation>,
    /// Per decision maker and place: moving first, with one move more.
    outlooks: Vec<Outlook>,
}

/// What one decision maker, to move, can come to from each place.
struct Outlook {
    /// Where a move can lead, if some continuation is better than staying.
    ends: Relation,
    /// Whether for some continuations nothing is better than staying.
    may_stay: Vec<bool>,
}

impl<'a> Horizons<'a> {
    /// With no move left.
    fn new(listed: &'a Listed<'a>) -> Self {
        let size = listed.len();
        let mut stay = Relation::none(size, size);
        (0..size).for_each(|s| stay.insert(s, s));
        let at_least = |values: &Vec<u32>| {
            let most = values.iter().max().copied().unwrap_or(0) as usize;
            // One more: nothing is worth that.
            let mut at_least = Relation::none(most + 2, size);
            for (s, &value) in values.iter().enumerate() {
                (0..=value as usize).for_each(|v| at_least.insert(v, s));
            }
            at_least
        };
        Horizons {
            listed,
            at_least: listed.values.iter().map(at_least).collect(),
            ends: vec![stay; listed.moves.len()],
            outlooks: Vec::new(),
        }
    }

    /// Allows one move more.
    fn look_further(&mut self, budget: &mut Budget) -> Result<(), TooMuchWork> {
        let everyone = 0..self.listed.moves.len();
        let (size, width) = (self.listed.len(), self.ends[0].width());
        let arcs: usize = self.listed.moves.iter().flatten().map(Vec::len).sum();
        // A set is gone through bit by bit once.
        budget.spend(&[arcs + 64 * size * everyone.len(), width])?;
        self.outlooks = everyone.clone().map(|i| self.outlook(i)).collect();
        for (last, ends) in self.ends.iter_mut().enumerate() {
            let others = everyone.clone().filter(|&j| j != last);
            *ends = Relation::none(size, size);
            for s in 0..size {
                let outlooks = others.clone().map(|j| &self.outlooks[j]);
                if outlooks.clone().all(|outlook| outlook.may_stay[s]) {
                    ends.insert(s, s);
                }
                outlooks.for_each(|outlook| ends.unite(s, outlook.ends.row(s)));
            }
        }
        Ok(())
    }

    fn outlook(&self, i: usize) -> Outlook {
        let (size, values, after) = (self.listed.len(), &self.listed.values[i], &self.ends[i]);
        let worst: Vec<u32> = (0..size)
            .map(|s1| after.each(s1).map(|end| values[end]).min().unwrap_or(0))
            .collect();
        let mut ends = Relation::none(size, size);
        let mut may_stay = Vec::with_capacity(size);
        for (s, moves) in self.listed.moves[i].iter().enumerate() {
            // What one gets at least by the best choice, and so what any end
            // that is chosen must be worth.
            let sure = moves.iter().map(|&s1| worst[s1 as usize]).max();
            let sure = sure.unwrap_or(0);
            may_stay.push(sure <= values[s]);
            moves
                .iter()
                .for_each(|&s1| ends.unite(s, after.row(s1 as usize)));
            let chosen = sure.max(values[s] + 1);
            ends.intersect(s, self.at_least[i].row(chosen as usize));
        }
        Outlook { ends, may_stay }
    }

    /// Per decision maker, the states stable certainly and possibly.
    fn verdicts(&self) -> Vec<[Bits; 2]> {
        let of = |outlook: &Outlook| {
            let certain = self.listed.bits(|s| outlook.ends.is_empty(s));
            [certain, self.listed.bits(|s| outlook.may_stay[s])]
        };
        self.outlooks.iter().map(of).collect()
    }

    /// Per decision maker and place, all that can be foreseen.
    fn anticipated(self) -> Vec<Relation> {
        if self.outlooks.is_empty() {
            return self.ends;
        }
        let of = |outlook: Outlook| {
            let mut ends = outlook.ends;
            let stays = outlook.may_stay.iter().enumerate();
            let stays = stays.filter(|&(_, &may_stay)| may_stay);
            stays.for_each(|(s, _)| ends.insert(s, s));
            ends
        };
        self.outlooks.into_iter().map(of).collect()
    }
}
