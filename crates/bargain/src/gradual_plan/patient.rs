//! The order that needs the least patience.

use super::SAME;
use super::self_enforcing::{Search, TooMany};
use super::{GradualPlan, MOST_STEPS, Range};

/// Discounts closer than this are not told apart.
const FINE: f64 = 1e-6;
/// Prefixes that are looked at, at first, where a search need not come to an end.
const LITTLE: u64 = 3_000;
/// Prefixes that are looked at altogether, a microsecond or two each.
const MOST_LOOKED_AT: u64 = 40_000_000;

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
        /// No order needs less than this. It is within a millionth of `from`, unless the
        /// search had to be cut short.
        least: f64,
    },
    /// Some side gains by stopping in every order, however much the future counts (unless
    /// it counts all but a millionth).
    Never,
    /// There are more than [`MOST_STEPS`] steps, or the search was cut short before it
    /// found an order.
    NotSearched,
}

impl GradualPlan {
    /// The order that needs the least patience. An order that holds from a lower discount
    /// up to 1 holds at each of some discounts between; so a search for one that does,
    /// which looks at all of them, either ends with none, and then no order needs less
    /// than that, or with one. Where that one fails somewhere between, the place is added
    /// to the discounts and the search made again.
    pub fn least_patient(&self) -> Patient {
        if self.steps.len() > MOST_STEPS {
            return Patient::NotSearched;
        }
        // The best order needs `high`, none needs less than `least`.
        let mut best: Option<Vec<usize>> = None;
        let (mut least, mut high, mut target) = (0.0f64, 1.0, 1.0);
        let mut between = vec![1.0];
        // Below `undecided` nothing was found with little effort.
        let (mut undecided, mut little) = (0.0f64, LITTLE);
        let mut left = MOST_LOOKED_AT;
        while high > least + FINE {
            let higher = between.iter().copied().filter(|d| *d > target);
            let discounts: Vec<f64> = [target].into_iter().chain(higher).collect();
            let whole = target > high - FINE;
            let mut search = Search::new(self, &discounts, if whole { left } else { little });
            let found = search.order();
            left -= search.looked_at().min(left);
            match found {
                Err(TooMany) if whole => break,
                Err(TooMany) => undecided = target,
                Ok(None) => least = target,
                Ok(Some(order)) => {
                    let course = self.course(&order);
                    match course.patience_from() {
                        Some(from) if best.is_none() || from < high => {
                            high = from;
                            best = Some(order);
                            little = little.max(2 * search.looked_at());
                            undecided = if whole { 0.0 } else { undecided };
                        }
                        // It holds at 1 alone.
                        _ if target == 1.0 => {}
                        _ => match fails(&course.patience(), target) {
                            Some(at) if !between.contains(&at) => between.push(at),
                            // Only rounding tells the two apart.
                            _ => break,
                        },
                    }
                }
            }
            target = (0.5 * (least.max(undecided) + high)).min(high - 0.9 * FINE);
        }
        match best {
            Some(order) => Patient::Order {
                order,
                from: high,
                least: least.min(high),
            },
            None if high <= least + FINE => Patient::Never,
            None => Patient::NotSearched,
        }
    }
}

/// The middle of the widest gap between these ranges, from a discount up to 1.
fn fails(ranges: &[Range], from: f64) -> Option<f64> {
    let starts = ranges.iter().map(|r| r.least).chain([1.0]);
    let ends = [from].into_iter().chain(ranges.iter().map(|r| r.most));
    let gaps = ends.zip(starts).map(|(low, high)| (low.max(from), high));
    let gaps = gaps.filter(|(low, high)| high - low > SAME);
    let widest = gaps.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    widest.map(|(low, high)| 0.5 * (low + high))
}
