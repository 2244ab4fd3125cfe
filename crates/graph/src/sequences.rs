//! What can be reached by sequences of moves in which no one moves twice running.

use crate::TooMuchWork;
use crate::explicit_moves::{Budget, Relation};

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
    let arcs: usize = movers.iter().map(|steps| steps.count()).sum();
    let turns = places * movers.len();
    budget.spend(&[arcs + turns * (movers.len() + 2), places.div_ceil(64)])?;
    let mut positions = Positions {
        movers,
        places,
        seen: vec![0; 2 * turns],
        low: vec![0; 2 * turns],
        component: vec![NONE; 2 * turns],
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

    /// The first position that follows, of those numbered `from` on, and the number
    /// to go on with.
    fn next(&self, position: u32, from: usize) -> Option<(u32, usize)> {
        let position = position as usize;
        if let Some(entered) = position.checked_sub(self.turns()) {
            let (last, place) = (entered / self.places, entered % self.places);
            let mover = from + usize::from(from == last);
            return (mover < self.movers.len())
                .then_some(((mover * self.places + place) as u32, mover + 1));
        }
        let (mover, place) = (position / self.places, position % self.places);
        let to = self.movers[mover].next(place, from)?;
        Some(((self.turns() + mover * self.places + to) as u32, to + 1))
    }

    fn visit(&mut self, start: u32) {
        if self.seen[start as usize] != 0 {
            return;
        }
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some(&(at, from)) = path.last() {
            let next = self.next(at, from).map(|(to, from)| {
                path.pop();
                path.push((at, from));
                to
            });
            match next {
                Some(to) if self.seen[to as usize] == 0 => {
                    self.enter(to);
                    path.push((to, 0));
                }
                Some(to) if self.component[to as usize] == NONE => {
                    self.low[at as usize] = self.low[at as usize].min(self.seen[to as usize]);
                }
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some(&(before, _)) = path.last() {
                        let low = self.low[at as usize];
                        self.low[before as usize] = self.low[before as usize].min(low);
                    }
                    if self.low[at as usize] == self.seen[at as usize] {
                        self.complete(at);
                    }
                }
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
        let turns = self.turns();
        let mut set = vec![0u64; self.places.div_ceil(64)];
        for &position in &members {
            let mut from = 0;
            while let Some((next, on)) = self.next(position, from) {
                from = on;
                if let Some(entered) = (next as usize).checked_sub(turns) {
                    let place = entered % self.places;
                    set[place / 64] |= 1 << (place % 64);
                }
                let other = self.component[next as usize];
                if other != number && self.taken_over[other as usize] != number {
                    self.taken_over[other as usize] = number;
                    let words = set.iter_mut().zip(&self.sets[other as usize]);
                    words.for_each(|(a, b)| *a |= b);
                }
            }
        }
        self.sets.push(set);
        self.taken_over.push(number);
    }
}
