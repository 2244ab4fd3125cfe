//! An order with which nobody gains by stopping, at each of some discounts.
//!
//! Orders are followed step by step. What a prefix asks of the rest is one number per
//! discount and side, its **claim**: what is ahead must be worth as much, seen from here,
//! or somebody would have stopped on the way. Seen from one step later a claim is what the
//! step has left of it, divided by the discount; and it is never less than what breaking
//! now would bring. Of two prefixes with the same steps one is as good as the other if it
//! claims no more.

use super::GradualPlan;
use super::SAME;
use super::order::sums;

/// Two sums of the same numbers are closer than this.
const ROUNDING: f64 = 1e-12;
/// Steps still to come up to which the most that they can bring is found exactly.
const NEAR_END: usize = 14;
/// Numbers kept beyond which the search gives up: 268 MB.
const MOST_KEPT: usize = 1 << 25;
/// Nothing leads on from this set.
const CLOSED: u32 = u32::MAX;

/// The search gave up.
pub(super) struct TooMany;

/// A search at some discounts, all above 0.
pub(super) struct Search {
    steps: usize,
    /// What each claim is about: a discount and a side.
    about: Vec<(f64, usize)>,
    /// Per step, what it brings the side of each claim.
    brings: Vec<Vec<f64>>,
    /// Per step, the set of those that it needs.
    needs: Vec<u32>,
    /// Per side, the steps, those that bring it most first.
    sorted: Vec<Vec<usize>>,
    /// Per side, what a break would lose it of what stands, over any of the first steps
    /// and over any of the others.
    stakes: Vec<[Vec<f64>; 2]>,
    /// Per set, the place of its claims in `claims`, plus one; 0 where it was not looked
    /// at; [`CLOSED`] where it was with nothing claimed.
    looked: Vec<u32>,
    /// Claims from which nothing leads on, none of them more than another of its set.
    claims: Vec<Vec<f64>>,
    /// Per set with few steps to come, its place in `ahead`, plus one; 0 where it was not
    /// looked at; or [`CLOSED`].
    near: Vec<u32>,
    /// Per claim, the most that can be ahead.
    ahead: Vec<f64>,
    kept: usize,
    looked_at: u64,
    most: u64,
}

/// A prefix with one step more.
struct Next {
    step: usize,
    claims: Vec<f64>,
    /// By how much the most that can be ahead is above what is claimed.
    room: f64,
}

impl Search {
    /// A search that gives up after `most` prefixes.
    pub fn new(ladder: &GradualPlan, discounts: &[f64], most: u64) -> Search {
        let steps = ladder.steps.len();
        let sides = 0..ladder.sides;
        let value = |step: usize, side: usize| ladder.value(step, side);
        let pairs = discounts.iter();
        let pairs = pairs.flat_map(|discount| sides.clone().map(move |side| (*discount, side)));
        let about: Vec<(f64, usize)> = pairs.collect();
        let brings = |step| about.iter().map(|(_, side)| value(step, *side)).collect();
        let sorted = |side| {
            let mut sorted: Vec<usize> = (0..steps).collect();
            sorted.sort_by(|&a, &b| value(b, side).total_cmp(&value(a, side)));
            sorted
        };
        let stakes = |side| {
            let stake = |step| value(step, side) - ladder.kept(step, side);
            [0..steps / 2, steps / 2..steps].map(|part| sums(part, stake, |a, b| a + b))
        };
        Search {
            steps,
            brings: (0..steps).map(brings).collect(),
            needs: (0..steps).map(|step| ladder.needs(step)).collect(),
            sorted: sides.clone().map(sorted).collect(),
            stakes: sides.map(stakes).collect(),
            about,
            looked: vec![0; 1 << steps],
            claims: Vec::new(),
            near: vec![0; 1 << steps],
            ahead: Vec::new(),
            kept: 0,
            looked_at: 0,
            most,
        }
    }

    /// How many prefixes were looked at.
    pub fn looked_at(&self) -> u64 {
        self.looked_at
    }

    /// An order; `None` if there is none.
    pub fn order(&mut self) -> Result<Option<Vec<usize>>, TooMany> {
        let mut order = Vec::with_capacity(self.steps);
        let claims = vec![-SAME; self.about.len()];
        let found = self.follow(0, &claims, &mut order)?;
        Ok(found.then_some(order))
    }

    /// Whether some order goes on from a prefix to the end; `order` then has its steps.
    fn follow(
        &mut self,
        set: u32,
        claims: &[f64],
        order: &mut Vec<usize>,
    ) -> Result<bool, TooMany> {
        if order.len() == self.steps {
            return Ok(true);
        }
        if self.met(set, claims) {
            return Ok(false);
        }
        self.looked_at += 1;
        if self.looked_at > self.most || self.kept + self.ahead.len() > MOST_KEPT {
            return Err(TooMany);
        }
        self.keep(set, claims);
        let mut nexts: Vec<Next> = Vec::new();
        for step in (0..self.steps).filter(|step| set >> step & 1 == 0) {
            nexts.extend(self.next(set, claims, step));
        }
        nexts.sort_by(|a, b| b.room.total_cmp(&a.room));
        for next in nexts {
            order.push(next.step);
            if self.follow(set | 1 << next.step, &next.claims, order)? {
                return Ok(true);
            }
            order.pop();
        }
        Ok(false)
    }

    /// The prefix with a step more; `None` where that lacks something, or where what is
    /// ahead cannot meet its claims.
    fn next(&mut self, set: u32, claims: &[f64], step: usize) -> Option<Next> {
        if self.needs[step] & !set != 0 {
            return None;
        }
        let with = set | 1 << step;
        let near = match self.steps - with.count_ones() as usize <= NEAR_END {
            true => Some(self.near(with)?),
            false => None,
        };
        let mut room = f64::INFINITY;
        let mut claims = claims.to_vec();
        for (n, (claim, &(discount, side))) in claims.iter_mut().zip(&self.about).enumerate() {
            let left = (*claim - self.brings[step][n]) / discount;
            *claim = left.max(-self.stake(with, side) - SAME);
            let most = match near {
                Some(at) => self.ahead[at + n],
                None => self.discounted(self.sorted[side].iter(), with, n),
            };
            room = room.min(most - *claim);
            if room < -ROUNDING {
                return None;
            }
        }
        // What is met whatever comes is no claim.
        for (n, (claim, (_, side))) in claims.iter_mut().zip(&self.about).enumerate() {
            let worst_first = self.sorted[*side].iter().rev();
            if self.discounted(worst_first, with, n) >= *claim - ROUNDING {
                *claim = f64::NEG_INFINITY;
            }
        }
        Some(Next { step, claims, room })
    }

    /// What a break after these steps would lose a side of what stands.
    fn stake(&self, set: u32, side: usize) -> f64 {
        let [first, others] = &self.stakes[side];
        let half = self.steps / 2;
        first[set as usize & ((1 << half) - 1)] + others[set as usize >> half]
    }

    /// What the steps that are not in a set bring, one after the other, for a claim.
    fn discounted<'a>(
        &self,
        steps: impl Iterator<Item = &'a usize>,
        set: u32,
        claim: usize,
    ) -> f64 {
        let (mut sum, mut weight) = (0.0, 1.0);
        for &step in steps.filter(|&step| set >> step & 1 == 0) {
            sum += weight * self.brings[step][claim];
            weight *= self.about[claim].0;
        }
        sum
    }

    /// Where `ahead` has the most that can be ahead of a set with few steps to come, for
    /// each claim as if the others agreed to anything; `None` where even so a side stops.
    fn near(&mut self, set: u32) -> Option<usize> {
        match self.near[set as usize] {
            0 => {}
            CLOSED => return None,
            at => return Some(at as usize - 1),
        }
        let last = set.count_ones() as usize == self.steps;
        let none = if last { 0.0 } else { f64::NEG_INFINITY };
        let mut most = vec![none; self.about.len()];
        for step in (0..self.steps).filter(|step| set >> step & 1 == 0) {
            if self.needs[step] & !set != 0 {
                continue;
            }
            if let Some(at) = self.near(set | 1 << step) {
                let ahead = self.ahead[at..].iter().zip(&self.about);
                let ways = self.brings[step].iter().zip(ahead);
                for (most, (brings, (ahead, (discount, _)))) in most.iter_mut().zip(ways) {
                    *most = most.max(brings + discount * ahead);
                }
            }
        }
        let mut ahead = most.iter().zip(&self.about);
        if ahead.any(|(most, (_, side))| most + self.stake(set, *side) < -2.0 * SAME) {
            self.near[set as usize] = CLOSED;
            return None;
        }
        let at = self.ahead.len();
        self.ahead.extend(most);
        self.near[set as usize] = at as u32 + 1;
        Some(at)
    }

    /// Whether a prefix with the same steps that claims no more was looked at.
    fn met(&self, set: u32, claims: &[f64]) -> bool {
        match self.looked[set as usize] {
            0 => false,
            CLOSED => true,
            at => (self.claims[at as usize - 1].chunks(claims.len()))
                .any(|other| no_more(other, claims)),
        }
    }

    /// Remembers a prefix, in place of those with the same steps that claim no less.
    fn keep(&mut self, set: u32, claims: &[f64]) {
        let at = &mut self.looked[set as usize];
        if claims.iter().all(|claim| *claim == f64::NEG_INFINITY) {
            *at = CLOSED;
            return;
        }
        if *at == 0 {
            self.claims.push(Vec::new());
            *at = self.claims.len() as u32;
        }
        let list = &mut self.claims[*at as usize - 1];
        self.kept -= list.len();
        let others = list.chunks(claims.len());
        let mut left = others
            .filter(|other| !no_more(claims, other))
            .collect::<Vec<_>>();
        left.push(claims);
        *list = left.concat();
        self.kept += list.len();
    }
}

/// Whether the first claims no more than the second of anything.
fn no_more(first: &[f64], second: &[f64]) -> bool {
    first.iter().zip(second).all(|(a, b)| a <= b)
}
