//! The play in which each looks some moves ahead, with one move more at a time.

use crate::explicit_moves::{Budget, ExplicitMoves, Relation, places};
use crate::{Bits, TooMuchWork};

/// Who moves next after a move, where more than two decide. For two decision makers
/// it is the other one, and all three are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NextMover {
    /// Any one of the others who gains by it; which one is not known, as with ties.
    /// The play ends when none of them would move.
    #[default]
    Anyone,
    /// The others in turn, in the order of their numbers, round and round from the
    /// one who moved. Who does not move leaves the turn to the next, foreseeing what
    /// comes then; the play ends when none of the others has moved. Turns that are
    /// left count for nothing, moves do.
    InTurn,
    /// That one of the others with whose choice, to move or to end the play, it would
    /// end worst for the one who has just moved: everybody expects the worst.
    Worst,
}

/// Where plays can end, with a growing number of moves left.
pub(crate) struct Horizons<'a> {
    listed: &'a ExplicitMoves<'a>,
    next: NextMover,
    /// Per last mover and place, where the play can end.
    pub ends: Vec<Relation>,
}

/// What one decision maker, to move, can come to from each place.
struct Prospect {
    /// What the best move is worth at least; 0 where there is none.
    sure: Vec<u32>,
    /// Where some move can lead.
    open: Relation,
}

impl<'a> Horizons<'a> {
    /// With no move left.
    pub fn new(listed: &'a ExplicitMoves<'a>, next: NextMover) -> Self {
        let size = listed.len();
        let mut stay = Relation::none(size, size);
        (0..size).for_each(|s| stay.insert(s, s));
        Horizons {
            listed,
            next,
            ends: vec![stay; listed.moves.len()],
        }
    }

    /// Allows one move more. Per decision maker, moving first, the states that are
    /// stable then: certainly, possibly.
    pub fn look_further(&mut self, budget: &mut Budget) -> Result<Vec<[Bits; 2]>, TooMuchWork> {
        let everyone = self.listed.moves.len();
        let (size, width) = (self.listed.len(), self.listed.len().div_ceil(64));
        let arcs: usize = self.listed.moves.iter().flatten().map(Vec::len).sum();
        // A set is gone through bit by bit once, in turn once for each that waits.
        let times = match self.next {
            NextMover::InTurn => everyone,
            NextMover::Anyone | NextMover::Worst => 1,
        };
        budget.spend(&[arcs + 64 * size * everyone * times, width])?;
        let prospects: Vec<Prospect> = (0..everyone).map(|i| self.prospect(i)).collect();
        let first: Vec<Relation> = (0..everyone)
            .map(|i| self.first(i, &prospects[i]))
            .collect();
        self.ends = (0..everyone)
            .map(|last| self.after(last, &prospects, &first))
            .collect();
        let verdicts = first.iter().map(|ends| {
            let certain = self.listed.bits(|s| ends.each(s).eq([s]));
            [certain, self.listed.bits(|s| ends.has(s, s))]
        });
        Ok(verdicts.collect())
    }

    /// Per place, where it can end if `i` moves first, or stays.
    fn first(&self, i: usize, prospect: &Prospect) -> Relation {
        let mut ends = Relation::none(self.listed.len(), self.listed.len());
        for s in 0..self.listed.len() {
            ends.unite(s, &self.choice(i, s, prospect, &self.alone(s)));
        }
        ends
    }

    /// Per place, where it can end after `last` has moved there; `first` are the ends
    /// if each moves first.
    fn after(&self, last: usize, prospects: &[Prospect], first: &[Relation]) -> Relation {
        let (size, everyone) = (self.listed.len(), prospects.len());
        let others = (1..everyone).map(|k| (last + k) % everyone);
        let mut after = Relation::none(size, size);
        for s in 0..size {
            match self.next {
                NextMover::InTurn => {
                    let ends = others.clone().rev().fold(self.alone(s), |ends, j| {
                        self.choice(j, s, &prospects[j], &ends)
                    });
                    after.unite(s, &ends);
                }
                NextMover::Anyone => {
                    others.clone().for_each(|j| after.unite(s, first[j].row(s)));
                    if others.clone().all(|j| first[j].has(s, s)) {
                        after.insert(s, s);
                    } else {
                        after.remove(s, s);
                    }
                }
                NextMover::Worst => {
                    let values = &self.listed.values[last];
                    let most = |j: usize| first[j].each(s).map(|end| values[end]).max();
                    let most = others.clone().filter_map(most).min();
                    others.clone().for_each(|j| after.unite(s, first[j].row(s)));
                    match most {
                        None => after.insert(s, s),
                        Some(most) => {
                            let better = self.listed.at_least[last].row(most as usize + 1);
                            after.subtract(s, better);
                        }
                    }
                }
            }
        }
        after
    }

    fn prospect(&self, i: usize) -> Prospect {
        let (size, values, after) = (self.listed.len(), &self.listed.values[i], &self.ends[i]);
        let worst: Vec<u32> = (0..size)
            .map(|s1| after.each(s1).map(|end| values[end]).min().unwrap_or(0))
            .collect();
        let mut open = Relation::none(size, size);
        let mut sure = Vec::with_capacity(size);
        for (s, moves) in self.listed.moves[i].iter().enumerate() {
            let least = moves.iter().map(|&s1| worst[s1 as usize]).max();
            sure.push(least.unwrap_or(0));
            for &s1 in moves {
                open.unite(s, after.row(s1 as usize));
            }
        }
        Prospect { sure, open }
    }

    /// Where it can end if `i`, at `s`, moves or leaves it to end in `otherwise`: in
    /// what is worth at least as much as the best move is sure to be, and, for a move,
    /// more than some end of not moving.
    fn choice(&self, i: usize, s: usize, prospect: &Prospect, otherwise: &[u64]) -> Vec<u64> {
        let (values, sure) = (&self.listed.values[i], prospect.sure[s]);
        let least = places(otherwise).map(|end| values[end]).min();
        let moving = self.listed.at_least[i].row(sure.max(least.unwrap_or(0) + 1) as usize);
        let staying = self.listed.at_least[i].row(sure as usize);
        let moved = prospect.open.row(s).iter().zip(moving).map(|(a, b)| a & b);
        let stayed = otherwise.iter().zip(staying).map(|(a, b)| a & b);
        moved.zip(stayed).map(|(a, b)| a | b).collect()
    }

    /// Only `s`.
    fn alone(&self, s: usize) -> Vec<u64> {
        let mut set = vec![0; self.listed.len().div_ceil(64)];
        set[s / 64] |= 1 << (s % 64);
        set
    }
}
