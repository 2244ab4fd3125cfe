//! What can be reached by sequences of moves in which no one moves twice running.

use crate::TooMuchWork;
use crate::bits::ones;
use crate::explicit_moves::{Budget, Relation, places};

/// What can be reached from each place by steps of `movers`, no one moving twice
/// running: R_H (Fang, Hipel & Kilgour 1993, ch. 4). A place is in its own set only
/// if it can be come back to.
///
/// All starts are answered at once: positions that lead to each other reach the same,
/// so that each step is looked at once, and takes over a whole set.
pub(crate) fn sequences(
    movers: &[&Relation],
    places: usize,
    budget: &mut Budget,
) -> Result<Relation, TooMuchWork> {
    budget.spend(&steps_of_sequences(movers, places))?;
    let turns = places * movers.len();
    let mut positions = Positions {
        movers,
        places,
        seen: vec![0; 2 * turns],
        low: vec![0; 2 * turns],
        component: vec![NONE; 2 * turns],
        complete: vec![vec![0; places.div_ceil(64)]; movers.len()],
        open: Vec::new(),
        counter: 0,
        sets: Vec::new(),
        taken_over: Vec::new(),
    };
    (0..turns as u32).for_each(|position| positions.visit(position));
    let mut reached = Relation::none(places, places);
    for place in 0..places {
        for mover in 0..movers.len() {
            let component = positions.component[mover * places + place];
            reached.unite(place, &positions.sets[component as usize]);
        }
    }
    Ok(reached)
}

/// How many steps [`sequences`] takes, as factors.
pub(crate) fn steps_of_sequences(movers: &[&Relation], places: usize) -> [usize; 2] {
    let arcs: usize = movers.iter().map(|steps| steps.count()).sum();
    let turns = places * movers.len();
    [arcs + turns * (movers.len() + 2), places.div_ceil(64)]
}

const NONE: u32 = u32::MAX;

/// Positions, numbered: first, per mover and place, that the mover is about to move
/// from there; then, in the same order, that the mover has just moved there.
/// Components are found by Tarjan's search, each after those that it leads to.
struct Positions<'a> {
    movers: &'a [&'a Relation],
    places: usize,
    /// When each was first seen, from 1.
    seen: Vec<u32>,
    low: Vec<u32>,
    /// The component of each position whose component is complete.
    component: Vec<u32>,
    /// Per mover, the places where the component of having just moved there is complete.
    complete: Vec<Vec<u64>>,
    open: Vec<u32>,
    counter: u32,
    /// Per component, the places that can be moved to.
    sets: Vec<Vec<u64>>,
    /// Per component, the last one that has taken over its set.
    taken_over: Vec<u32>,
}

impl Positions<'_> {
    fn turns(&self) -> usize {
        self.movers.len() * self.places
    }

    /// The mover and the place of a position, and whether the mover has just moved there.
    fn parts(&self, position: u32) -> (usize, usize, bool) {
        let (position, turns) = (position as usize, self.turns());
        let number = position % turns;
        let (mover, place) = (number / self.places, number % self.places);
        (mover, place, position >= turns)
    }

    /// The first position not seen before that follows `at`, of those numbered `from` on,
    /// and the number to go on with. Those seen on the way tell how far back `at` leads.
    fn unseen(&mut self, at: u32, from: usize) -> Option<(u32, usize)> {
        let (mover, place, entered) = self.parts(at);
        let movers = self.movers;
        if entered {
            let others = (from..movers.len()).filter(|&other| other != mover);
            for other in others {
                let next = other * self.places + place;
                if self.is_unseen(at, next) {
                    return Some((next as u32, other + 1));
                }
            }
            return None;
        }
        let first = self.turns() + mover * self.places;
        let row = movers[mover].row(place);
        for (k, &word) in row.iter().enumerate().skip(from / 64) {
            let later = match k == from / 64 {
                true => u64::MAX << (from % 64),
                false => u64::MAX,
            };
            for bit in ones(word & later & !self.complete[mover][k]) {
                let to = k * 64 + bit;
                if self.is_unseen(at, first + to) {
                    return Some(((first + to) as u32, to + 1));
                }
            }
        }
        None
    }

    fn is_unseen(&mut self, at: u32, next: usize) -> bool {
        let seen = self.seen[next];
        if seen != 0 && self.component[next] == NONE {
            self.low[at as usize] = self.low[at as usize].min(seen);
        }
        seen == 0
    }

    fn visit(&mut self, start: u32) {
        if self.seen[start as usize] != 0 {
            return;
        }
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((at, from)) = path.pop() {
            if let Some((to, from)) = self.unseen(at, from) {
                path.extend([(at, from), (to, 0)]);
                self.enter(to);
                continue;
            }
            if let Some(&(before, _)) = path.last() {
                let low = self.low[at as usize];
                self.low[before as usize] = self.low[before as usize].min(low);
            }
            if self.low[at as usize] == self.seen[at as usize] {
                self.complete(at);
            }
        }
    }

    fn enter(&mut self, position: u32) {
        self.counter += 1;
        self.seen[position as usize] = self.counter;
        self.low[position as usize] = self.counter;
        self.open.push(position);
    }

    /// Closes the component whose first position is `first`.
    fn complete(&mut self, first: u32) {
        let number = self.sets.len() as u32;
        let from = (self.open.iter().rposition(|&p| p == first)).unwrap_or(0);
        let members = self.open.split_off(from);
        for &position in &members {
            self.component[position as usize] = number;
        }
        let mut set = vec![0u64; self.places.div_ceil(64)];
        let movers = self.movers;
        for &position in &members {
            let (mover, place, entered) = self.parts(position);
            if entered {
                self.complete[mover][place / 64] |= 1 << (place % 64);
                let others = (0..movers.len()).filter(|&other| other != mover);
                others.for_each(|other| {
                    self.take_over(number, other * self.places + place, &mut set)
                });
                continue;
            }
            let row = movers[mover].row(place);
            set.iter_mut().zip(row).for_each(|(a, b)| *a |= b);
            let first = self.turns() + mover * self.places;
            places(row).for_each(|to| self.take_over(number, first + to, &mut set));
        }
        self.sets.push(set);
        self.taken_over.push(number);
    }

    /// Adds to `set`, that of component `number`, what can be moved to from `position`.
    fn take_over(&mut self, number: u32, position: usize, set: &mut [u64]) {
        let other = self.component[position];
        if other != number && self.taken_over[other as usize] != number {
            self.taken_over[other as usize] = number;
            let words = set.iter_mut().zip(&self.sets[other as usize]);
            words.for_each(|(a, b)| *a |= b);
        }
    }
}
