//! The order in which nobody is ever far out: the least worst exposure.

use super::GradualPlan;

/// Steps up to which every order is looked at. Each further step doubles memory and
/// time; at 25 they are 268 MB and a few seconds. To go beyond, take steps that go
/// together as one.
pub const MOST_STEPS: usize = 25;

/// An order of the least worst exposure. Of several, the one whose worst bare exposure is
/// least; of these, the one with the least sum of both over all sides and prefixes; of
/// these, the one that is nearest to the steps as given, first step first.
#[derive(Clone, Debug, PartialEq)]
pub struct BestOrder {
    /// Indices of steps.
    pub order: Vec<usize>,
    /// The worst exposure, as a share.
    pub worst: f64,
    /// The worst bare exposure, as a share: with nothing counted for what was shown.
    pub bare: f64,
    /// The sum of all exposures and bare exposures.
    pub total: f64,
}

/// There are more steps than [`MOST_STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManySteps {
    /// How many there are.
    pub steps: usize,
}

/// Shares are added up in units of 2^-40, exactly and so alike in every order, and
/// compared in units of 2^-20, a millionth: what differs only by rounding is equal.
const FINE: f64 = (1u64 << 40) as f64;
/// Bits between the two.
const COARSE: u32 = 20;
/// Added before bits are dropped, so that round shares do not lie on an edge.
const OFFSET: i64 = (1 << COARSE) / 3;
/// No order leads here.
const CLOSED: i64 = i64::MAX;
/// Steps whose sets are one block of the table: what fits the nearest cache.
const BLOCK: usize = 11;
/// Steps whose sets are taken one by one within a block.
const LEAF: usize = 3;

impl GradualPlan {
    /// What a step needs, as a set; of a plan of at most [`MOST_STEPS`] steps.
    pub(super) fn needs(&self, step: usize) -> u32 {
        let needs = self.steps[step].needs.iter();
        needs.fold(0, |set, need| set | 1 << need)
    }

    /// The order of the least worst exposure, by dynamic programming over all sets of
    /// steps: the worst of the way on from a set is its own exposure or that of the best
    /// next set. Further passes, over the sets that are no worse than the best, decide
    /// between equals.
    ///
    /// # Errors
    /// More steps than [`MOST_STEPS`].
    pub fn least_exposed(&self) -> Result<BestOrder, TooManySteps> {
        let steps = self.steps.len();
        if steps > MOST_STEPS {
            return Err(TooManySteps { steps });
        }
        let sets = Sets::new(self);
        let mut ahead = vec![CLOSED; 1 << steps];
        sweep(&sets, &mut ahead, |set, next| set.worst.max(next));
        let worst = ahead[0];
        sweep(&sets, &mut ahead, |set, next| match set.worst > worst {
            true => CLOSED,
            false => set.bare.max(next),
        });
        let bare = ahead[0];
        sweep(&sets, &mut ahead, |set, next| {
            match set.worst > worst || set.bare > bare {
                true => CLOSED,
                false => set.total.saturating_add(next),
            }
        });
        let mut order = Vec::with_capacity(steps);
        let mut done = 0usize;
        while order.len() < steps {
            let left = (0..steps).filter(|step| done >> step & 1 == 0);
            let Some(next) = left.min_by_key(|step| ahead[done | 1 << step]) else {
                break;
            };
            order.push(next);
            done |= 1 << next;
        }
        let course = self.course(&order);
        Ok(BestOrder {
            worst: course.worst().map_or(0.0, |worst| worst.amount),
            bare: course.worst_bare().map_or(0.0, |worst| worst.amount),
            total: course.total(),
            order,
        })
    }
}

/// Sums over any set of steps, from those over its low and its high part.
struct Sets {
    steps: usize,
    low: usize,
    /// Per side, what is kept and what was shown, over the low part and over the high
    /// part.
    left: Vec<[Vec<[i64; 2]>; 2]>,
    /// What is needed by the low part and by the high part.
    needs: [Vec<u32>; 2],
}

/// The exposure of a set.
#[derive(Clone, Copy)]
struct Exposure {
    worst: i64,
    bare: i64,
    total: i64,
}

impl Sets {
    fn new(ladder: &GradualPlan) -> Sets {
        let steps = ladder.steps.len();
        let low = steps.min(BLOCK);
        let left = |side: usize| {
            move |step: usize| {
                let shares = [ladder.kept(step, side), ladder.shown(step, side)];
                shares.map(|share| (share * FINE).round() as i64)
            }
        };
        let parts = [0..low, low..steps];
        Sets {
            steps,
            low,
            left: (0..ladder.sides)
                .map(|side| {
                    parts
                        .clone()
                        .map(|part| sums(part, left(side), |a, b| [a[0] + b[0], a[1] + b[1]]))
                })
                .collect(),
            needs: parts
                .clone()
                .map(|part| sums(part, |step| ladder.needs(step), |a, b| a | b)),
        }
    }

    /// The exposure of a set; `None` where it lacks something that it needs.
    #[inline]
    fn exposure(&self, high: usize, low: usize) -> Option<Exposure> {
        let needs = (self.needs[0][low] | self.needs[1][high]) as usize;
        if needs & !(high << self.low | low) != 0 {
            return None;
        }
        let mut exposure = Exposure {
            worst: 0,
            bare: 0,
            total: 0,
        };
        for [of_low, of_high] in &self.left {
            let [kept, shown] = [0, 1].map(|n| of_low[low][n] + of_high[high][n]);
            let lost = |left: i64| ((-left).max(0) + OFFSET) >> COARSE;
            let (net, bare) = (lost(kept + shown), lost(kept));
            exposure.worst = exposure.worst.max(net);
            exposure.bare = exposure.bare.max(bare);
            exposure.total += net + bare;
        }
        Some(exposure)
    }
}

/// `of` added up over every set of the steps of `part`, numbered from its first.
pub(super) fn sums<T: Copy + Default>(
    part: std::ops::Range<usize>,
    of: impl Fn(usize) -> T,
    add: impl Fn(T, T) -> T,
) -> Vec<T> {
    let mut sums = vec![T::default(); 1 << part.len()];
    for (bit, step) in part.enumerate() {
        let (one, half) = (of(step), 1 << bit);
        for set in 0..half {
            sums[half | set] = add(sums[set], one);
        }
    }
    sums
}

/// Fills `ahead`, by set, from the full set down: `join` of its exposure and the least
/// of what is ahead of the sets with one step more.
fn sweep(sets: &Sets, ahead: &mut [i64], join: impl Fn(Exposure, i64) -> i64) {
    let size = 1usize << sets.low;
    let blocks = 1usize << (sets.steps - sets.low);
    let mut least = vec![CLOSED; size];
    for high in (0..blocks).rev() {
        let (here, later) = ahead[high * size..].split_at_mut(size);
        least.fill(CLOSED);
        if high == blocks - 1 {
            least[size - 1] = 0;
        }
        for bit in (0..sets.steps - sets.low).filter(|bit| high >> bit & 1 == 0) {
            let from = ((1 << bit) - 1) * size;
            lessen(&mut least, &later[from..from + size]);
        }
        let set = |low: usize, next: i64| match sets.exposure(high, low) {
            Some(exposure) if next < CLOSED => join(exposure, next),
            Some(_) | None => CLOSED,
        };
        block(here, &mut least, 0, &set);
    }
}

/// The sets of one block from number `from` on: the half with its highest step first,
/// to which the other half then leads.
fn block(here: &mut [i64], least: &mut [i64], from: usize, set: &impl Fn(usize, i64) -> i64) {
    let half = here.len() / 2;
    if here.len() > 1 << LEAF {
        let (low, high) = here.split_at_mut(half);
        let (least_low, least_high) = least.split_at_mut(half);
        block(high, least_high, from + half, set);
        lessen(least_low, high);
        block(low, least_low, from, set);
        return;
    }
    for at in (0..here.len()).rev() {
        // What a set with this step already has leads to itself: closed.
        here[at] = CLOSED;
        let mut next = least[at];
        let mut bit = 1;
        while bit < here.len() {
            next = next.min(here[at | bit]);
            bit *= 2;
        }
        here[at] = set(from + at, next);
    }
}

/// Element by element, the lesser of two.
fn lessen(least: &mut [i64], other: &[i64]) {
    for (least, other) in least.iter_mut().zip(other) {
        *least = (*least).min(*other);
    }
}
