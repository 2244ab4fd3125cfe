//! Loops: simple directed cycles of links (Johnson 1975, SIAM J. Comput. 4:77-84).
//!
//! That a driver levels off by itself is no loop here; each such driver would add a
//! balancing one of length 1.

use crate::components::{Components, components};
use crate::{Sign, SignedMap};

/// What a loop does with a change that goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoopSign {
    /// The product of its signs is +.
    Reinforcing,
    /// The product is -.
    Balancing,
    /// It crosses an ambivalent link.
    Undetermined,
}

/// A simple directed cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// Its links in order; the first leaves the driver of the lowest number.
    pub links: Vec<usize>,
    /// What it does.
    pub sign: LoopSign,
}

/// The loops of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loops {
    /// By the lowest driver of each, then by the place of its links among those that
    /// leave the same driver.
    pub listed: Vec<Loop>,
    /// Whether these are all.
    pub complete: bool,
}

/// Up to `most` loops. Time O((n + e) (most + n)) for n drivers and e links.
pub fn loops(map: &SignedMap, most: usize) -> Loops {
    let mut listed = Vec::new();
    let mut complete = true;
    let Components { blocks, of } = components(map);
    for start in (0..map.drivers()).filter(|&driver| blocks[of[driver]].len() > 1) {
        let mut circuit = Circuit::new(map, start);
        // One more than may be listed tells whether there are more.
        complete = circuit.search(start, &mut |links| {
            let more = listed.len() < most;
            if more {
                listed.push(Loop {
                    sign: match map.product(links) {
                        Some(Sign::Plus) => LoopSign::Reinforcing,
                        Some(Sign::Minus) => LoopSign::Balancing,
                        None => LoopSign::Undetermined,
                    },
                    links: links.to_vec(),
                });
            }
            more
        });
        if !complete {
            break;
        }
    }
    Loops { listed, complete }
}

/// The search for loops through one driver and higher ones.
struct Circuit<'a> {
    map: &'a SignedMap,
    /// Drivers on some loop with the first and higher ones.
    inside: Vec<bool>,
    blocked: Vec<bool>,
    /// Drivers to free once this one is.
    waiting: Vec<Vec<usize>>,
}

impl<'a> Circuit<'a> {
    fn new(map: &'a SignedMap, start: usize) -> Self {
        let n = map.drivers();
        let forward = reached(n, start, |v| map.out(v), |link| map.links()[link].to);
        let back = reached(n, start, |v| map.into(v), |link| map.links()[link].from);
        Circuit {
            map,
            inside: forward.iter().zip(back).map(|(f, b)| *f && b).collect(),
            blocked: vec![false; n],
            waiting: vec![Vec::new(); n],
        }
    }

    /// Tells each loop until told to stop; whether it was not.
    fn search(&mut self, start: usize, tell: &mut impl FnMut(&[usize]) -> bool) -> bool {
        let map = self.map;
        let mut taken: Vec<usize> = Vec::new();
        // Each driver reached, the number of links tried, whether a loop was found on it.
        let mut way = vec![(start, 0, false)];
        self.blocked[start] = true;
        while let Some((v, tried, found)) = way.last_mut() {
            let v = *v;
            if let Some(&link) = map.out(v).get(*tried) {
                *tried += 1;
                let next = map.links()[link].to;
                if next == start {
                    *found = true;
                    taken.push(link);
                    if !tell(&taken) {
                        return false;
                    }
                    taken.pop();
                } else if self.inside[next] && !self.blocked[next] {
                    self.blocked[next] = true;
                    taken.push(link);
                    way.push((next, 0, false));
                }
                continue;
            }
            let found = *found;
            way.pop();
            taken.pop();
            if found {
                self.free(v);
                if let Some((_, _, found)) = way.last_mut() {
                    *found = true;
                }
            } else {
                for next in map.out(v).iter().map(|&link| map.links()[link].to) {
                    if self.inside[next] && !self.waiting[next].contains(&v) {
                        self.waiting[next].push(v);
                    }
                }
            }
        }
        true
    }

    fn free(&mut self, driver: usize) {
        let mut to_free = vec![driver];
        while let Some(v) = to_free.pop() {
            if std::mem::take(&mut self.blocked[v]) {
                to_free.append(&mut self.waiting[v]);
            }
        }
    }
}

/// The drivers reached from one over drivers that are not lower.
fn reached<'a>(
    drivers: usize,
    start: usize,
    links: impl Fn(usize) -> &'a [usize],
    end: impl Fn(usize) -> usize,
) -> Vec<bool> {
    let mut seen = vec![false; drivers];
    let mut open = vec![start];
    while let Some(v) = open.pop() {
        if !std::mem::replace(&mut seen[v], true) {
            open.extend(
                links(v)
                    .iter()
                    .map(|&link| end(link))
                    .filter(|&w| w >= start),
            );
        }
    }
    seen
}
