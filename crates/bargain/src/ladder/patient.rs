//! The order that needs the least patience.

use super::course::SAME;
use super::{Ladder, Range};

/// Steps up to which all orders are looked at for the least patience.
pub const MOST_PATIENT_STEPS: usize = 16;
/// Points of all fronts together beyond which the search gives up.
const MOST_POINTS: usize = 400_000;
/// Sweeps beyond which the search gives up.
const MOST_SWEEPS: usize = 300;
/// Discounts closer than this are not told apart.
const FINE: f64 = 1e-6;

/// What is known of the least patience over all orders.
#[derive(Clone, Debug, PartialEq)]
pub enum Patient {
    /// This order needs the least, to within a millionth.
    Order {
        /// Indices of steps.
        order: Vec<usize>,
        /// The discounts at which nobody gains by stopping.
        patience: Vec<Range>,
    },
    /// In no order, at no discount.
    Never,
    /// There are too many steps, or too many orders that none is better than.
    NotSearched,
}

impl Ladder {
    /// The order that needs the least patience. For one discount, dynamic programming
    /// over sets of steps from the full one down keeps, per set, every way on that no
    /// other is at least as good as for all sides; for a range of discounts, the same
    /// with the best that each may be within it shows where no order can do. Ranges that
    /// may do are halved, lowest first.
    pub fn least_patient(&self) -> Patient {
        if self.steps.len() > MOST_PATIENT_STEPS {
            return Patient::NotSearched;
        }
        let ways = Ways::new(self);
        let mut open = vec![(0.0, 1.0)];
        let mut sweeps = 0;
        while let Some((low, high)) = open.pop() {
            sweeps += 2;
            if sweeps > MOST_SWEEPS {
                return Patient::NotSearched;
            }
            match ways.on(low, high) {
                Err(TooMany) => return Patient::NotSearched,
                Ok(None) => continue,
                Ok(Some(_)) => {}
            }
            let narrow = high - low <= FINE;
            let probe = if narrow { high } else { low };
            match ways.on(probe, probe) {
                Err(TooMany) => return Patient::NotSearched,
                Ok(Some(order)) => {
                    let patience = self.course(&order).patience();
                    return Patient::Order { order, patience };
                }
                Ok(None) if narrow => {}
                Ok(None) => {
                    let middle = 0.5 * (low + high);
                    open.push((middle, high));
                    open.push((low, middle));
                }
            }
        }
        Patient::Never
    }
}

/// The search gave up.
struct TooMany;

/// Ways from a set of steps to the full one.
struct Ways {
    sides: usize,
    /// Per step and side, what it brings.
    brings: Vec<Vec<f64>>,
    /// Sets that have all that they need, fewest steps last, each with what breaking
    /// there would lose each side of what stands.
    sets: Vec<(usize, Vec<f64>)>,
    /// Per set, its place in `sets`.
    place: Vec<Option<usize>>,
}

/// One way on: what it brings each side, its first step and the point that it goes on
/// from.
struct Point {
    worth: Vec<f64>,
    from: Option<(usize, usize)>,
}

impl Ways {
    fn new(ladder: &Ladder) -> Ways {
        let steps = ladder.steps.len();
        let needs = |step: usize| {
            ladder.steps[step]
                .needs
                .iter()
                .fold(0, |set, n| set | 1 << n)
        };
        let needs: Vec<usize> = (0..steps).map(needs).collect();
        let whole = |set: &usize| (0..steps).all(|k| set >> k & 1 == 0 || needs[k] & !set == 0);
        let mut place = vec![None; 1 << steps];
        let mut sets = Vec::new();
        // A set with one step more is a larger number.
        for set in (0..1usize << steps).rev().filter(whole) {
            let within = (0..steps).filter(|k| set >> k & 1 == 1);
            let stakes = (0..ladder.sides).map(|side| {
                let stake = |k| ladder.value(k, side) - ladder.kept(k, side);
                within.clone().map(stake).sum()
            });
            place[set] = Some(sets.len());
            sets.push((set, stakes.collect()));
        }
        Ways {
            sides: ladder.sides,
            brings: (0..steps)
                .map(|k| {
                    (0..ladder.sides)
                        .map(|side| ladder.value(k, side))
                        .collect()
                })
                .collect(),
            sets,
            place,
        }
    }

    /// An order with which nobody gains by stopping at some discount from `low` to
    /// `high`; where they differ, one that is not ruled out.
    fn on(&self, low: f64, high: f64) -> Result<Option<Vec<usize>>, TooMany> {
        let mut fronts: Vec<Vec<Point>> = Vec::with_capacity(self.sets.len());
        let mut points = 0;
        for (set, stakes) in &self.sets {
            let mut found: Vec<Point> = Vec::new();
            if *set == self.place.len() - 1 {
                found.push(Point {
                    worth: vec![0.0; self.sides],
                    from: None,
                });
            }
            for step in (0..self.brings.len()).filter(|k| set >> k & 1 == 0) {
                let Some(next) = self.place[set | 1 << step] else {
                    continue;
                };
                for (at, point) in fronts[next].iter().enumerate() {
                    let worth = (self.brings[step].iter().zip(&point.worth))
                        .map(|(v, ahead)| v + ahead * if *ahead > 0.0 { high } else { low });
                    found.push(Point {
                        worth: worth.collect(),
                        from: Some((step, at)),
                    });
                }
            }
            found.retain(|p| p.worth.iter().zip(stakes).all(|(w, s)| w + s >= -SAME));
            let front = front(found, self.sides);
            points += front.len();
            if points > MOST_POINTS {
                return Err(TooMany);
            }
            fronts.push(front);
        }
        let Some(mut point) = fronts.last().and_then(|front| front.first()) else {
            return Ok(None);
        };
        let (mut order, mut set) = (Vec::new(), 0);
        while let Some((step, at)) = point.from {
            order.push(step);
            set |= 1 << step;
            let Some(place) = self.place[set] else { break };
            point = &fronts[place][at];
        }
        Ok(Some(order))
    }
}

/// The points that no other is at least as good as for all sides.
fn front(mut points: Vec<Point>, sides: usize) -> Vec<Point> {
    points.sort_by(|a, b| {
        let mut pairs = a.worth.iter().zip(&b.worth).map(|(a, b)| b.total_cmp(a));
        let first = pairs.find(|order| order.is_ne());
        first.unwrap_or_else(|| a.from.cmp(&b.from))
    });
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        let better = |q: &Point| q.worth.iter().zip(&point.worth).all(|(q, p)| q >= p);
        // Of two sides, the last kept is the best for the second.
        let dominated = match sides {
            2 => kept.last().is_some_and(better),
            _ => kept.iter().any(better),
        };
        if !dominated {
            kept.push(point);
        }
    }
    kept
}
