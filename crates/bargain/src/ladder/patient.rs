//! The order that needs the least patience.

use super::Ladder;
use super::course::SAME;

/// Steps up to which all orders are looked at for the least patience.
pub const MOST_PATIENT_STEPS: usize = 16;
/// Points of all fronts together beyond which the search gives up.
const MOST_POINTS: usize = 400_000;
/// Discounts closer than this are not told apart.
const FINE: f64 = 1e-6;
/// Most ways from the start that are looked at for one discount.
const MOST_WAYS: usize = 64;
/// Most discounts that are looked at.
const MOST_TRIED: usize = 200;

/// What is known of the least patience over all orders: the least discount from which on,
/// up to 1, no side gains by stopping.
#[derive(Clone, Debug, PartialEq)]
pub enum Patient {
    /// The best order that was found.
    Order {
        /// Indices of steps.
        order: Vec<usize>,
        /// The discount that it needs.
        from: f64,
        /// No order needs less than this. Where it is as large as `from` (to within a
        /// hundred-thousandth), no order does better.
        least: f64,
    },
    /// Some side gains by stopping in every order, however much the future counts.
    Never,
    /// There are too many steps, or too many orders that none is better than.
    NotSearched,
}

impl Ladder {
    /// The order that needs the least patience. For one discount, dynamic programming
    /// over sets of steps from the full one down keeps, per set, every way on that no
    /// other is at least as good as for all sides, and so tells whether any order does.
    /// From 1 downwards, each order that does is followed as far down as it does; where
    /// none does any more, no order can do better.
    pub fn least_patient(&self) -> Patient {
        if self.steps.len() > MOST_PATIENT_STEPS {
            return Patient::NotSearched;
        }
        let ways = Ways::new(self);
        let mut best: Option<(f64, Vec<usize>)> = None;
        let mut at = 1.0;
        for _ in 0..MOST_TRIED {
            let Ok(orders) = ways.at(at) else {
                return Patient::NotSearched;
            };
            let mut reaches = None;
            for order in orders {
                let course = self.course(&order);
                let ranges = course.patience();
                let here = ranges
                    .iter()
                    .find(|r| r.least <= at + FINE && at <= r.most + FINE);
                let Some(here) = here else { continue };
                reaches = Some(here.least.min(reaches.unwrap_or(at)));
                let from = course.patience_from();
                if let Some(from) = from.filter(|f| best.as_ref().is_none_or(|(b, _)| f < b)) {
                    best = Some((from, order));
                }
            }
            let done = match (reaches, &best) {
                // Nobody stays at 1, so in no order up to 1.
                (None, None) => return Patient::Never,
                (None, Some(_)) => true,
                (Some(down), _) => {
                    at = down.min(at) - FINE;
                    at < 0.0
                }
            };
            if done {
                break;
            }
        }
        match best {
            Some((from, order)) => Patient::Order {
                order,
                from,
                least: (at + FINE).max(0.0).min(from),
            },
            None => Patient::NotSearched,
        }
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

    /// Orders with which nobody gains by stopping at a discount: all that no other is at
    /// least as good as from the start, or the first of them; none where there is none.
    fn at(&self, discount: f64) -> Result<Vec<Vec<usize>>, TooMany> {
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
                    let both = self.brings[step].iter().zip(&point.worth);
                    found.push(Point {
                        worth: both.map(|(v, ahead)| v + ahead * discount).collect(),
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
        let first = fronts.last().into_iter().flatten().take(MOST_WAYS);
        Ok(first.map(|point| self.order(&fronts, point)).collect())
    }

    /// The order that a point of the empty set stands for.
    fn order<'a>(&self, fronts: &'a [Vec<Point>], mut point: &'a Point) -> Vec<usize> {
        let (mut order, mut set) = (Vec::new(), 0);
        while let Some((step, at)) = point.from {
            order.push(step);
            set |= 1 << step;
            let next = self.place[set].and_then(|place| fronts[place].get(at));
            let Some(next) = next else { break };
            point = next;
        }
        order
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
