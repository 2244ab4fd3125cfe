//! Limited-move stability L_h and its limit, non-myopic stability.

use crate::listed::{Budget, Listed};
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
    anticipated: Vec<Vec<Vec<u32>>>,
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
        let ends = match self.states.binary_search(&state) {
            Ok(place) => &self.anticipated[decision_maker][place][..],
            Err(_) => &[],
        };
        ends.iter().map(|&s| self.states[s as usize]).collect()
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
        let anticipated = (0..self.decision_makers()).map(|i| horizons.anticipated(i));
        Ok(LimitedMoves {
            anticipated: anticipated.collect(),
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

/// What one decision maker can come to by moving from one place.
#[derive(Clone, Debug, Default)]
struct Outlook {
    /// Where it can lead, if some continuation is better than staying.
    ends: Vec<u32>,
    /// Whether for some continuations nothing is better than staying.
    may_stay: bool,
}

/// The play with a growing number of moves left.
struct Horizons<'a> {
    listed: &'a Listed<'a>,
    /// Per last mover and place, where the play can end, lowest place first.
    ends: Vec<Vec<Vec<u32>>>,
    /// Per decision maker and place: moving first, with one move more.
    outlooks: Vec<Vec<Outlook>>,
}

impl<'a> Horizons<'a> {
    /// With no move left.
    fn new(listed: &'a Listed<'a>) -> Self {
        let stay: Vec<Vec<u32>> = (0..listed.len() as u32).map(|s| vec![s]).collect();
        Horizons {
            listed,
            ends: vec![stay; listed.moves.len()],
            outlooks: Vec::new(),
        }
    }

    /// Allows one move more.
    fn look_further(&mut self, budget: &mut Budget) -> Result<(), TooMuchWork> {
        let everyone = 0..self.listed.moves.len();
        self.outlooks.clear();
        for i in everyone.clone() {
            let looked = self.listed.moves[i].iter().flatten();
            let entries: usize = looked.map(|&s1| self.ends[i][s1 as usize].len() + 1).sum();
            // Entries are sorted and kept, which is dearer than a look.
            budget.spend(&[256, entries])?;
            let outlooks = self.outlooks_of(i);
            self.outlooks.push(outlooks);
        }
        let end = |last: usize, s: usize| {
            let others = everyone.clone().filter(|&j| j != last);
            let outlooks = others.map(|j| &self.outlooks[j][s]);
            let all_stay = outlooks.clone().all(|outlook| outlook.may_stay);
            let moved = outlooks.flat_map(|outlook| outlook.ends.iter().copied());
            in_order(moved.chain(all_stay.then_some(s as u32)).collect())
        };
        self.ends = everyone
            .clone()
            .map(|last| (0..self.listed.len()).map(|s| end(last, s)).collect())
            .collect();
        Ok(())
    }

    fn outlooks_of(&self, i: usize) -> Vec<Outlook> {
        let value = |s: u32| self.listed.values[i][s as usize];
        let ends = |s1: u32| self.ends[i][s1 as usize].iter().copied();
        let worst: Vec<u32> = (0..self.listed.len() as u32)
            .map(|s1| ends(s1).map(value).min().unwrap_or(0))
            .collect();
        let outlook = |(s, moves): (usize, &Vec<u32>)| {
            let now = self.listed.values[i][s];
            // What one gets at least by the best choice, and so what any end
            // that is chosen must be worth.
            let sure = moves.iter().map(|&s1| worst[s1 as usize]).max();
            let sure = sure.unwrap_or(0);
            let chosen = |&end: &u32| value(end) > now && value(end) >= sure;
            let ends = moves.iter().flat_map(|&s1| ends(s1)).filter(chosen);
            Outlook {
                ends: in_order(ends.collect()),
                may_stay: sure <= now,
            }
        };
        let moves = self.listed.moves[i].iter().enumerate();
        moves.map(outlook).collect()
    }

    /// Per decision maker, the states stable certainly and possibly.
    fn verdicts(&self) -> Vec<[Bits; 2]> {
        let of = |outlooks: &Vec<Outlook>| {
            let certain = self.listed.bits(|s| outlooks[s].ends.is_empty());
            [certain, self.listed.bits(|s| outlooks[s].may_stay)]
        };
        self.outlooks.iter().map(of).collect()
    }

    fn anticipated(&self, i: usize) -> Vec<Vec<u32>> {
        let Some(outlooks) = self.outlooks.get(i) else {
            return self.ends[i].clone();
        };
        let ends = |(s, outlook): (u32, &Outlook)| {
            let stays = outlook.may_stay.then_some(s);
            in_order(outlook.ends.iter().copied().chain(stays).collect())
        };
        (0..).zip(outlooks).map(ends).collect()
    }
}

fn in_order(mut places: Vec<u32>) -> Vec<u32> {
    places.sort_unstable();
    places.dedup();
    places
}
